"""R5, R7: what is taken back leaves its entry, to whom it was an entry."""

import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.rules.lifecycle import State
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def test_r7_its_head_withdraws_until_the_deadline(cast: Cast) -> None:
    ref = cast.registered()
    act = cast.act("head")
    with refused(Invalid, "reason is missing", field="reason"):
        actions.withdraw(act, ref, cast.version(ref), " ")
    actions.withdraw(act, ref, cast.version(ref), "We think again.")
    fields = logged(act, "document withdrawn", ref)
    assert (fields["reason"], fields["symbol"]) == ("We think again.", "WTPF-IEG/2/1")


def test_r5_a_withdrawn_document_leaves_its_entry_with_the_reason(cast: Cast) -> None:
    ref = cast.posted()
    actions.withdraw(cast.act("officer"), ref, cast.version(ref), "At its source's request.")
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.state is State.WITHDRAWN
    assert (page.row.symbol, page.row.title) == ("WTPF-IEG/2/1", "Comments on the third draft")
    assert [one.name for one in page.row.sources] == ["United Kingdom"]
    assert page.row.posted_at is not None
    assert (page.row.gone_reason, page.gone_at) == ("At its source's request.", cast.now)
    assert page.gone_by == "ITU Secretariat"
    assert not page.row.readable
    assert [row.ref for row in queries.register(cast.actor("public"), cast.now).rows] == [ref]


def test_r5_its_files_are_read_by_nobody_but_its_sources_and_the_secretariat(cast: Cast) -> None:
    ref = cast.posted()
    number = queries.document(cast.actor("public"), cast.now, ref).files[0].id
    actions.withdraw(cast.act("officer"), ref, cast.version(ref), "A mistake.")
    for who in ("public", "member", "observer", "saudi", "chair"):
        with pytest.raises(NotFound, match="not open to you"):
            queries.file(cast.actor(who), cast.now, ref, number)
    for who in ("head", "delegate", "officer"):
        assert queries.file(cast.actor(who), cast.now, ref, number).id == number


def test_r3_what_was_posted_and_withdrawn_is_still_known_by_its_hash(cast: Cast) -> None:
    ref = cast.posted()
    [file] = queries.document(cast.actor("public"), cast.now, ref).files
    actions.withdraw(cast.act("officer"), ref, cast.version(ref), "A mistake.")
    [still] = queries.document(cast.actor("public"), cast.now, ref).files
    assert still.sha256 == file.sha256


def test_r7_the_files_of_what_was_never_posted_are_not_known_by_its_withdrawal(cast: Cast) -> None:
    ref = cast.registered()
    actions.withdraw(cast.act("head"), ref, cast.version(ref), "We think again.")
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.symbol == "WTPF-IEG/2/1"
    assert page.files == ()


def test_r7_what_never_had_a_symbol_leaves_no_entry_when_it_is_taken_back(cast: Cast) -> None:
    ref = cast.submitted()
    actions.withdraw(cast.act("head"), ref, cast.version(ref), "We think again.")
    for who in ("public", "member", "observer", "saudi", "chair"):
        with pytest.raises(NotFound, match="not open to you"):
            queries.document(cast.actor(who), cast.now, ref)
        assert queries.register(cast.actor(who), cast.now).rows == ()
    for who in ("head", "officer"):
        assert queries.document(cast.actor(who), cast.now, ref).row.state is State.WITHDRAWN


def test_r7_after_the_deadline_only_an_officer_withdraws(cast: Cast) -> None:
    ref = cast.registered()
    cast.now = DEADLINE
    act = cast.act("head")
    with refused(Conflict, "5 October 2012, 24:00"):
        actions.withdraw(act, ref, cast.version(ref), "Too late.")
    actions.withdraw(cast.act("officer"), ref, cast.version(ref), "Their letter of today.")


def test_a_posted_document_is_withdrawn_by_an_officer_only(cast: Cast) -> None:
    ref = cast.posted()
    act = cast.act("head")
    with refused(Conflict, "Ask the secretariat"):
        actions.withdraw(act, ref, cast.version(ref), "We think again.")


def test_a_recalled_document_was_posted_too_and_is_withdrawn_by_an_officer_only(cast: Cast) -> None:
    ref = cast.posted()
    actions.recall(cast.act("officer"), ref, cast.version(ref), "The wrong file.")
    act = cast.act("head")
    with refused(Conflict, "Ask the secretariat"):
        actions.withdraw(act, ref, cast.version(ref), "We think again.")
    assert "withdraw" not in queries.document(act.actor, cast.now, ref).rights
    act = cast.act("officer")
    assert "withdraw" in queries.document(act.actor, cast.now, ref).rights
    actions.withdraw(act, ref, cast.version(ref), "At its source's request.")


@pytest.mark.parametrize("who", ["public", "member", "observer", "delegate", "saudi"])
def test_r7_nobody_else_withdraws(cast: Cast, who: str) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia"))
    act = cast.act(who)
    with refused(Forbidden):
        actions.withdraw(act, ref, cast.version(ref), "x")


def test_what_is_in_preparation_or_gone_is_not_withdrawn(cast: Cast) -> None:
    ref = actions.prepare(cast.act("head"), cast.particulars, [cast.file()])
    act = cast.act("head")
    with refused(Conflict, "in preparation"):
        actions.withdraw(act, ref, cast.version(ref), "x")
    ref = cast.registered()
    act = cast.act("head")
    actions.withdraw(act, ref, cast.version(ref), "x")
    with refused(Conflict, "Nothing more can be done"):
        actions.withdraw(act, ref, cast.version(ref), "x")


def test_r1_a_withdrawn_symbol_is_not_issued_again(cast: Cast) -> None:
    ref = cast.registered()
    actions.withdraw(cast.act("head"), ref, cast.version(ref), "x")
    other = cast.registered("saudi")
    page = queries.document(cast.actor("officer"), cast.now, other)
    assert page.row.symbol == "WTPF-IEG/2/2"
