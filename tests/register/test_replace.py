"""R7: until the deadline its sources replace what they submitted; later the original stands."""

import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.models import Document, File, Submission
from travaux.rules.deadline import Timing
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _in_force(ref: str) -> list[str]:
    rows = File.objects.filter(document__ref=ref, in_force=True)
    return list(rows.values_list("name", flat=True))


def _late_replacement(cast: Cast, ref: str, name: str = "late.txt") -> int:
    cast.now = max(cast.now, DEADLINE)
    files = [cast.file(f"late words in {name}", name)]
    return actions.replace(cast.act("head"), ref, cast.version(ref), files, cast.key())


def test_r7_until_the_deadline_files_are_replaced(cast: Cast) -> None:
    ref = cast.submitted()
    act, better = cast.act("head"), cast.file("better", "better.txt")
    number = actions.replace(act, ref, cast.version(ref), [better], cast.key())
    fields = logged(act, "document replaced", ref)
    assert fields["class"] == "in time"
    assert fields["files"][0]["sha256"] == better.kept.sha256
    assert _in_force(ref) == ["better.txt"]
    assert queries.receipt(act.actor, number).stands
    assert Submission.objects.filter(stands=True).get().id == number


def test_r7_what_stands_is_what_the_document_says_it_is(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("head")
    actions.replace(act, ref, cast.version(ref), [cast.file("x")], cast.key())
    document = Document.objects.get(ref=ref)
    assert (document.submitted_at, document.timing) == (act.begun, "in time")


def test_an_officer_does_not_post_what_was_replaced_before_her_eyes(cast: Cast) -> None:
    ref = cast.registered()
    seen = cast.version(ref)
    actions.replace(cast.act("head"), ref, seen, [cast.file("other words")], cast.key())
    act = cast.act("officer")
    with refused(Conflict, "Someone changed"):
        actions.post(act, ref, seen)


def test_r7_a_replacement_after_the_deadline_is_late_and_the_original_stands(cast: Cast) -> None:
    ref = cast.submitted()
    before = Document.objects.get(ref=ref)
    number = _late_replacement(cast, ref)
    receipt = queries.receipt(cast.actor("head"), number)
    assert (receipt.timing, receipt.stands) == (Timing.LATE, False)
    assert _in_force(ref) == ["text.txt"]
    after = Document.objects.get(ref=ref)
    assert (after.submitted_at, after.timing) == (before.submitted_at, "in time")
    [row] = queries.officer_desk(cast.actor("officer"), cast.now).late
    assert (row.ref, row.late_replacement) == (ref, number)


def test_r7_what_is_posted_is_the_original(cast: Cast) -> None:
    ref = cast.registered()
    _late_replacement(cast, ref)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert [file.name for file in page.files] == ["text.txt"]
    assert page.row.timing is Timing.IN_TIME


def test_r7_an_officer_lets_a_late_replacement_count(cast: Cast) -> None:
    ref = cast.submitted()
    number = _late_replacement(cast, ref)
    version = cast.version(ref)
    act = cast.act("head")
    with refused(Forbidden):
        actions.admit_replacement(act, number, "please")
    act = cast.act("officer")
    with refused(Invalid, "reason is missing", field="reason"):
        actions.admit_replacement(act, number, "")
    actions.admit_replacement(act, number, "The network was down.")
    assert logged(act, "late replacement admitted", ref)["reason"] == "The network was down."
    assert _in_force(ref) == ["late.txt"]
    assert cast.version(ref) == version + 1
    receipt = queries.receipt(cast.actor("head"), number)
    assert (receipt.timing, receipt.stands) == (Timing.LATE, True)
    assert queries.officer_desk(cast.actor("officer"), cast.now).late == ()
    with refused(Conflict, "counts already"):
        actions.admit_replacement(act, number, "again")


def test_r7_no_officer_brings_back_what_its_source_replaced_in_time(cast: Cast) -> None:
    ref = cast.submitted()
    first = Submission.objects.get().id
    actions.replace(
        cast.act("head"), ref, cast.version(ref), [cast.file("better", "better.txt")], cast.key()
    )
    act = cast.act("officer")
    with refused(Conflict, "came late"):
        actions.admit_replacement(act, first, "I liked it more.")


def test_of_two_late_replacements_one_counts_and_the_other_still_waits(cast: Cast) -> None:
    ref = cast.submitted()
    first = _late_replacement(cast, ref, "first.txt")
    second = _late_replacement(cast, ref, "second.txt")
    actions.admit_replacement(cast.act("officer"), first, "The network was down.")
    assert _in_force(ref) == ["first.txt"]
    [row] = queries.officer_desk(cast.actor("officer"), cast.now).late
    assert row.late_replacement == second


def test_there_is_no_replacement_of_another_process_or_none(cast: Cast) -> None:
    act = cast.act("officer")
    with refused(NotFound, "no such submission"):
        actions.admit_replacement(act, 999_999, "x")


def test_a_late_replacement_is_not_admitted_once_the_document_is_posted(cast: Cast) -> None:
    ref = cast.registered()
    number = _late_replacement(cast, ref)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    act = cast.act("officer")
    with refused(Conflict, "posted"):
        actions.admit_replacement(act, number, "x")


@pytest.mark.parametrize("who", ["officer", "chair", "saudi", "delegate", "public"])
def test_r7_only_the_sources_replace(cast: Cast, who: str) -> None:
    ref = cast.submitted("head", cast.joint("Saudi Arabia"))
    act, file = cast.act(who), cast.file("x")
    kind = NotFound if who == "chair" else Forbidden
    with refused(kind):
        actions.replace(act, ref, cast.version(ref), [file], cast.key())


def test_a_replacement_has_a_file(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("head")
    with refused(Invalid, field="upload"):
        actions.replace(act, ref, cast.version(ref), [], cast.key())


def test_r2_what_is_posted_is_not_replaced(cast: Cast) -> None:
    ref = cast.posted()
    act, file = cast.act("head"), cast.file("x")
    with refused(Conflict, "posted"):
        actions.replace(act, ref, cast.version(ref), [file], cast.key())


def test_r9_a_replacement_is_made_once_under_its_key(cast: Cast) -> None:
    ref, key = cast.submitted(), cast.key()
    act, file, version = cast.act("head"), cast.file("x"), cast.version(ref)
    number = actions.replace(act, ref, version, [file], key)
    with refused(Conflict, "something else"):
        actions.replace(act, ref, version, [cast.file("y")], key)
    assert actions.replace(cast.act("head"), ref, version, [file], key) == number
    assert Submission.objects.count() == 2
