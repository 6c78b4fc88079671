"""R6, R8: one deadline to the second; instants are never altered, classes only with a reason."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused
from travaux.programme import actions as programme
from travaux.register import actions, queries
from travaux.register.models import Document, Submission
from travaux.rules.deadline import Timing
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _handed_in(cast: Cast, began: datetime, at: datetime, window: int | None = 0) -> str:
    said = cast.particulars
    if window != 0:
        said = msgspec.structs.replace(said, window=window)
    act = msgspec.structs.replace(cast.act("head"), at=at, began=began)
    number = actions.hand_in(act, said, [cast.file(f"{began} {at}")], cast.key())
    return queries.receipt(act.actor, number).document


def _late(cast: Cast) -> str:
    cast.now = DEADLINE
    return cast.posted()


@pytest.mark.parametrize(
    ("before", "timing"),
    [
        (timedelta(seconds=1), Timing.IN_TIME),
        (timedelta(milliseconds=1), Timing.IN_TIME),
        (timedelta(microseconds=1), Timing.IN_TIME),
        (timedelta(0), Timing.LATE),
        (timedelta(microseconds=-1), Timing.LATE),
    ],
)
def test_r8_a_bare_date_ends_at_24_in_the_zone_of_record(
    cast: Cast, before: timedelta, timing: Timing
) -> None:
    ref = _handed_in(cast, DEADLINE - before, DEADLINE + timedelta(minutes=5))
    assert Document.objects.get(ref=ref).timing == timing.value


@pytest.mark.parametrize(
    ("closes", "first_late"),
    [
        ("2012-10-27", datetime(2012, 10, 27, 22, 0, tzinfo=UTC)),  # summer time
        ("2012-10-28", datetime(2012, 10, 28, 23, 0, tzinfo=UTC)),  # the day of 25 hours
        ("2013-01-15", datetime(2013, 1, 15, 23, 0, tzinfo=UTC)),  # winter time
        ("2013-03-31", datetime(2013, 3, 31, 22, 0, tzinfo=UTC)),  # the day of 23 hours
    ],
)
def test_r8_summer_and_winter_time_are_those_of_the_zone_of_record(
    cast: Cast, closes: str, first_late: datetime
) -> None:
    window = programme.open_window(cast.root, "Another", cast.now, closes)
    last = first_late - timedelta(milliseconds=1)
    found = [_handed_in(cast, at, at, window) for at in (last, first_late)]
    assert [Document.objects.get(ref=ref).timing for ref in found] == ["in time", "late"]


def test_r8_an_instant_includes_its_whole_second(cast: Cast) -> None:
    window = programme.open_window(cast.root, "Noon", cast.now, "2012-10-08T12:00")
    noon = datetime(2012, 10, 8, 10, 0, tzinfo=UTC)
    last, first = noon + timedelta(microseconds=999_999), noon + timedelta(seconds=1)
    found = [_handed_in(cast, at, at, window) for at in (last, first)]
    assert [Document.objects.get(ref=ref).timing for ref in found] == ["in time", "late"]


def test_r8_what_began_to_arrive_in_time_is_in_time_however_long_it_takes(cast: Cast) -> None:
    began, at = DEADLINE - timedelta(seconds=1), DEADLINE + timedelta(minutes=30)
    ref = _handed_in(cast, began, at)
    row = Submission.objects.get()
    assert (row.began, row.arrived, row.timing) == (began, at, "in time")
    assert Document.objects.get(ref=ref).submitted_at == began


def test_r8_a_draft_begun_before_the_deadline_is_late_when_it_is_sent_after(cast: Cast) -> None:
    ref = actions.prepare(cast.act("head"), cast.particulars, [cast.file()])
    actions.clear(cast.act("head"), ref, cast.version(ref))
    cast.now = DEADLINE
    actions.submit(cast.act("head"), ref, cast.version(ref), cast.key())
    assert Document.objects.get(ref=ref).timing == "late"


def test_r8_without_a_window_there_is_no_deadline(cast: Cast) -> None:
    ref = _handed_in(cast, cast.now, cast.now, None)
    assert Document.objects.get(ref=ref).timing == "in time"


def test_r6_a_late_document_is_registered_marked_and_kept_apart(cast: Cast) -> None:
    early, late = cast.posted("saudi"), _late(cast)
    listing = queries.register(cast.actor("public"), cast.now)
    assert [row.ref for row in listing.rows] == [early]
    assert [(row.ref, row.timing, row.admitted) for row in listing.late] == [
        (late, Timing.LATE, False)
    ]
    assert [row.ref for row in queries.officer_desk(cast.actor("officer"), cast.now).late] == [late]


@pytest.mark.parametrize("who", ["officer", "chair"])
def test_r6_a_late_document_is_considered_when_it_is_admitted(cast: Cast, who: str) -> None:
    ref = _late(cast)
    act = cast.act(who)
    with refused(Invalid, field="reason"):
        actions.admit(act, ref, cast.version(ref), "")
    actions.admit(act, ref, cast.version(ref), "The meeting agreed.")
    assert logged(act, "late document admitted", ref)["reason"] == "The meeting agreed."
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.admitted
    assert page.admitted_reason == "The meeting agreed."
    assert page.row.timing is Timing.LATE  # admitted, and late all the same
    with refused(Conflict, "admitted already"):
        actions.admit(act, ref, cast.version(ref), "again")
    assert queries.officer_desk(cast.actor("officer"), cast.now).late == ()


def test_r6_only_what_was_late_is_admitted_by_who_may(cast: Cast) -> None:
    ref = cast.posted()
    act = cast.act("officer")
    with refused(Conflict, "Only what came late"):
        actions.admit(act, ref, cast.version(ref), "x")
    late = _late(cast)
    act = cast.act("head")
    with refused(Forbidden):
        actions.admit(act, late, cast.version(late), "x")


def test_r8_an_officer_gives_another_class_and_the_instant_stays(cast: Cast) -> None:
    ref = _late(cast)
    before = Submission.objects.values().get()
    submitted = Document.objects.get(ref=ref).submitted_at
    act = cast.act("officer")
    actions.rule_timing(act, ref, cast.version(ref), Timing.IN_TIME, "Our server was down.")
    fields = logged(act, "class ruled", ref)
    assert (fields["class"], fields["reason"]) == ("in time", "Our server was down.")
    assert Submission.objects.values().get() == before
    assert Document.objects.get(ref=ref).submitted_at == submitted
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert (page.row.timing, page.own_timing) == (Timing.IN_TIME, Timing.LATE)
    assert (page.ruled_reason, page.ruled_by) == ("Our server was down.", "Officer")
    assert [row.ref for row in queries.register(cast.actor("public"), cast.now).rows] == [ref]
    with refused(Conflict, "Only what came late"):
        actions.admit(act, ref, cast.version(ref), "x")


def test_r8_what_is_ruled_late_waits_to_be_admitted(cast: Cast) -> None:
    ref = cast.posted()
    actions.rule_timing(
        cast.act("officer"), ref, cast.version(ref), Timing.LATE, "It was a copy of the old file."
    )
    assert [row.ref for row in queries.officer_desk(cast.actor("officer"), cast.now).late] == [ref]


def test_r8_a_class_is_ruled_with_a_reason_by_who_may_on_what_was_submitted(cast: Cast) -> None:
    ref = _late(cast)
    act = cast.act("head")
    with refused(Forbidden):
        actions.rule_timing(act, ref, cast.version(ref), Timing.IN_TIME, "x")
    act = cast.act("officer")
    with refused(Invalid, field="reason"):
        actions.rule_timing(act, ref, cast.version(ref), Timing.IN_TIME, " ")
    with refused(Invalid, field="timing"):
        actions.rule_timing(act, ref, cast.version(ref), Timing.UNKNOWN, "x")
    own = actions.prepare(act, cast.particulars, [cast.file("own")])
    with refused(Conflict, "not submitted yet"):
        actions.rule_timing(act, own, cast.version(own), Timing.LATE, "x")
    waiting = cast.submitted("saudi")
    act = cast.act("chair")
    with refused(NotFound):
        actions.rule_timing(act, waiting, cast.version(waiting), Timing.IN_TIME, "x")


def test_r6_what_nobody_presented_is_recorded_with_the_reason(cast: Cast) -> None:
    ref, waiting = cast.posted(), cast.registered("saudi")
    act = cast.act("chair")
    with refused(Invalid, field="reason"):
        actions.not_presented(act, ref, cast.version(ref), "")
    actions.not_presented(act, ref, cast.version(ref), "Its author had left.")
    assert logged(act, "document not presented", ref)["reason"] == "Its author had left."
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.not_presented == "Its author had left."
    act = cast.act("officer")
    with refused(Conflict, "posted"):
        actions.not_presented(act, waiting, cast.version(waiting), "x")
    act = cast.act("head")
    with refused(Forbidden):
        actions.not_presented(act, ref, cast.version(ref), "x")


def test_r6_what_was_returned_to_its_desk_is_not_admitted(cast: Cast) -> None:
    cast.now = DEADLINE
    ref = cast.submitted()
    actions.send_back(cast.act("officer"), ref, cast.version(ref), "The annex is missing.")
    act, version = cast.act("officer"), cast.version(ref)
    with refused(NotFound):  # an officer does not see what lies on another's desk
        actions.admit(act, ref, version, "The meeting agreed.")


def test_r6_an_officer_does_not_admit_what_was_returned_to_the_secretariat(cast: Cast) -> None:
    cast.now = DEADLINE
    ref = cast.submitted("officer")
    actions.send_back(cast.act("officer"), ref, cast.version(ref), "The annex is missing.")
    act, version = cast.act("officer"), cast.version(ref)
    with refused(Conflict, "not submitted"):
        actions.admit(act, ref, version, "The meeting agreed.")
