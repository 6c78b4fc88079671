"""R7, R8, R9: a document is handed in by its head, and its receipt says what, who and when."""

import msgspec
import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused, size
from travaux.kernel import log
from travaux.register import actions, queries
from travaux.register.models import Document, Submission
from travaux.rules.deadline import Timing
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _cleared(cast: Cast) -> str:
    ref = actions.prepare(cast.act("delegate"), cast.particulars, [cast.file()])
    actions.clear(cast.act("head"), ref, cast.version(ref))
    return ref


def test_a_document_that_is_handed_in_has_a_receipt(cast: Cast) -> None:
    act = cast.act("head")
    file = cast.file()
    number = actions.hand_in(act, cast.particulars, [file], cast.key())
    receipt = queries.receipt(act.actor, number)
    assert receipt.title == "Comments on the third draft"
    assert receipt.timing is Timing.IN_TIME
    assert (receipt.began, receipt.arrived, receipt.by) == (act.at, act.at, "Head")
    assert receipt.channel == "site"
    assert receipt.stands
    fields = logged(act, "document submitted", receipt.document)
    assert fields["sources"] == ["United Kingdom"]
    assert fields["files"][0]["sha256"] == file.kept.sha256
    assert fields["class"] == "in time"
    assert fields["deadline"] == "5 October 2012, 24:00 (Europe/Zurich; 22:00 UTC)"
    assert log.receipt(receipt.index).index == size() - 1


def test_r7_a_cleared_document_is_submitted_by_the_head(cast: Cast) -> None:
    ref = _cleared(cast)
    version = cast.version(ref)
    act = cast.act("delegate")
    with refused(Forbidden, "submit a document"):
        actions.submit(act, ref, version, cast.key())
    act = cast.act("head")
    number = actions.submit(act, ref, version, cast.key())
    assert queries.receipt(act.actor, number).document == ref
    assert logged(act, "document submitted", ref)["ref"] == ref
    document = Document.objects.get(ref=ref)
    assert (document.state, document.timing, document.submitted_at) == (
        "submitted", "in time", act.at,
    )  # fmt: skip
    assert document.version == version + 1


def test_r7_what_is_not_cleared_is_not_submitted(cast: Cast) -> None:
    ref = actions.prepare(cast.act("head"), cast.particulars, [cast.file()])
    act = cast.act("head")
    with refused(Conflict, "Possible now: clear"):
        actions.submit(act, ref, cast.version(ref), cast.key())
    ref = _cleared(cast)
    with refused(Conflict, "Someone changed"):
        actions.submit(act, ref, cast.version(ref) - 1, cast.key())
    act = cast.act("saudi")
    with refused(NotFound, "no such document"):
        actions.submit(act, ref, cast.version(ref), cast.key())


@pytest.mark.parametrize("who", ["public", "member", "observer", "delegate"])
def test_r7_only_who_may_submit_hands_in(cast: Cast, who: str) -> None:
    act, file = cast.act(who), cast.file()
    with refused(Forbidden):
        actions.hand_in(act, cast.particulars, [file], cast.key())


def test_nothing_is_handed_in_without_a_file(cast: Cast) -> None:
    act = cast.act("head")
    with refused(Invalid, "no file", field="upload"):
        actions.hand_in(act, cast.particulars, [], cast.key())


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "é" * 20])
def test_r9_a_submission_needs_a_key(cast: Cast, key: str) -> None:
    act, file = cast.act("head"), cast.file()
    with refused(Invalid, "lost its key"):
        actions.hand_in(act, cast.particulars, [file], key)


def test_r7_what_is_subject_to_approval_says_so_until_it_is_confirmed_unchanged(cast: Cast) -> None:
    said = msgspec.structs.replace(cast.particulars, subject_to_approval=True)
    ref = cast.posted("head", said)
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.awaits_approval
    act = cast.act("saudi")
    with refused(Forbidden, "Only the delegation"):
        actions.approve(act, ref, cast.version(ref))
    cast.later(days=60)  # the deadline is long past
    act = cast.act("head")
    actions.approve(act, ref, cast.version(ref))
    logged(act, "approval confirmed", ref)
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert not page.row.awaits_approval
    assert page.approved_at == act.at
    with refused(Conflict, "awaits no approval"):
        actions.approve(act, ref, cast.version(ref))


def test_an_officer_returns_a_document_with_the_reason(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("head")
    with refused(Forbidden, "return a document"):
        actions.send_back(act, ref, cast.version(ref), "no")
    act = cast.act("officer")
    with refused(Invalid, "reason is missing", field="reason"):
        actions.send_back(act, ref, cast.version(ref), "  ")
    actions.send_back(act, ref, cast.version(ref), "The file is empty.")
    assert logged(act, "document returned", ref)["reason"] == "The file is empty."
    [row] = queries.desk(cast.actor("head"), cast.now).preparing
    assert (row.ref, row.returned_reason) == (ref, "The file is empty.")
    with pytest.raises(NotFound):  # it is private again (R7)
        queries.document(cast.actor("officer"), cast.now, ref)


def test_what_was_returned_is_submitted_again_with_a_receipt_of_its_own(cast: Cast) -> None:
    ref = cast.submitted()
    actions.send_back(cast.act("officer"), ref, cast.version(ref), "The file is empty.")
    actions.clear(cast.act("head"), ref, cast.version(ref))
    act = cast.act("head")
    actions.submit(act, ref, cast.version(ref), cast.key())
    assert list(Submission.objects.values_list("document__ref", "stands")) == [
        (ref, False), (ref, True),
    ]  # fmt: skip
    assert Document.objects.get(ref=ref).submitted_at == act.at
    assert Document.objects.get(ref=ref).returned_reason == ""


def test_a_registered_document_is_not_returned(cast: Cast) -> None:
    ref = cast.registered()
    act = cast.act("officer")
    with refused(Conflict, "registered"):
        actions.send_back(act, ref, cast.version(ref), "no")


def test_r34_the_log_keeps_the_order_of_acts_and_their_own_instants(cast: Cast) -> None:
    late, early = cast.act("saudi"), cast.act("head")
    late = msgspec.structs.replace(late, at=cast.later(hours=1))
    first = actions.hand_in(late, cast.particulars, [cast.file("a")], cast.key())
    second = actions.hand_in(early, cast.particulars, [cast.file("b")], cast.key())
    one, two = queries.receipt(late.actor, first), queries.receipt(early.actor, second)
    assert one.index + 1 == two.index
    assert one.arrived > two.arrived  # stamped when it arrived, not when its turn came


def test_r8_what_comes_after_the_deadline_is_taken_and_late(cast: Cast) -> None:
    cast.now = DEADLINE
    ref = cast.submitted()
    assert Document.objects.get(ref=ref).timing == "late"
