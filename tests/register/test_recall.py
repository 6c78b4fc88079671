"""R3: a file posted by mistake is recalled by a named officer; it is still known by its hash."""

import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.models import File
from travaux.rules.lifecycle import State
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _recalled(cast: Cast) -> str:
    ref = cast.posted()
    actions.recall(cast.act("officer"), ref, cast.version(ref), "The wrong file.")
    return ref


def test_r3_a_recall_names_officer_reason_and_hashes(cast: Cast) -> None:
    ref = cast.posted()
    file = File.objects.get()
    act = cast.act("officer")
    actions.recall(act, ref, cast.version(ref), "The wrong file.")
    fields = logged(act, "document recalled", ref)
    assert fields["reason"] == "The wrong file."
    assert [one["sha256"] for one in fields["files"]] == [file.sha256]
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.state is State.RECALLED
    assert (page.row.gone_reason, page.gone_by, page.gone_at) == (
        "The wrong file.", "Officer", act.at,
    )  # fmt: skip
    assert [(one.sha256, one.recalled, one.in_force) for one in page.files] == [
        (file.sha256, True, False)
    ]


def test_r3_what_was_recalled_is_read_by_nobody_outside(cast: Cast) -> None:
    ref = _recalled(cast)
    number = File.objects.get().id
    for who in ("public", "member", "observer", "saudi", "chair"):
        assert not queries.document(cast.actor(who), cast.now, ref).row.readable
        with pytest.raises(NotFound, match="not open to you"):
            queries.file(cast.actor(who), cast.now, ref, number)
    for who in ("officer", "head", "delegate"):
        assert queries.file(cast.actor(who), cast.now, ref, number).recalled


def test_r3_the_right_file_takes_its_place_and_the_wrong_one_stays_closed(cast: Cast) -> None:
    ref = _recalled(cast)
    wrong = File.objects.get()
    act, right = cast.act("officer"), cast.file("right", "right.txt")
    with refused(Invalid, field="upload"):
        actions.put_right(act, ref, cast.version(ref), [])
    actions.put_right(act, ref, cast.version(ref), [right])
    assert logged(act, "right file posted", ref)["files"][0]["sha256"] == right.kept.sha256
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert (page.row.state, page.row.readable, page.row.gone_reason) == (State.POSTED, True, "")
    assert [(one.name, one.in_force) for one in page.files] == [
        ("text.txt", False), ("right.txt", True),
    ]  # fmt: skip
    with pytest.raises(NotFound, match="no such file"):
        queries.file(cast.actor("public"), cast.now, ref, wrong.id)
    assert [event.act for event in page.events] == [
        "document posted", "document recalled", "right file posted",
    ]  # fmt: skip


def test_r3_only_an_officer_recalls_and_puts_right(cast: Cast) -> None:
    ref, gone = cast.posted("saudi"), _recalled(cast)
    file = cast.file("x")
    for who in ("public", "delegate", "head", "chair"):
        act = cast.act(who)
        with refused(Forbidden):
            actions.recall(act, ref, cast.version(ref), "x")
        with refused(Forbidden):
            actions.put_right(act, gone, cast.version(gone), [file])


def test_r3_only_what_is_posted_is_recalled_and_with_a_reason(cast: Cast) -> None:
    ref, waiting, gone = cast.posted("saudi"), cast.registered("saudi"), _recalled(cast)
    act, file = cast.act("officer"), cast.file("x")
    with refused(Invalid, field="reason"):
        actions.recall(act, ref, cast.version(ref), "")
    with refused(Conflict, "registered"):
        actions.recall(act, waiting, cast.version(waiting), "x")
    with refused(Conflict, "recalled"):
        actions.recall(act, gone, cast.version(gone), "x")
    with refused(Conflict, "posted"):
        actions.put_right(act, ref, cast.version(ref), [file])
