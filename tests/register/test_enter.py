"""R8: what came by e-mail or on paper is entered by an officer, with evidence and both instants."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.actions import Channel
from travaux.register.models import Document
from travaux.rules.deadline import Timing
from travaux.rules.refusal import Conflict, Forbidden, Invalid

MAIL = Channel("e-mail", "2012-10-05T23:59:59+02:00", "Message of Mr Smith, kept as 2012/77")


def _entered(cast: Cast, channel: Channel = MAIL, window: int | None = 0) -> int:
    said = cast.particulars
    if window != 0:
        said = msgspec.structs.replace(said, window=window)
    cast.now = max(cast.now, datetime(2012, 10, 20, 8, 0, tzinfo=UTC))
    return actions.enter(
        cast.act("officer"), cast.entities["Saudi Arabia"], said, [cast.file()], channel, cast.key()
    )


def test_r8_what_was_received_in_time_is_in_time_whenever_it_is_entered(cast: Cast) -> None:
    number = _entered(cast)
    receipt = queries.receipt(cast.actor("officer"), number)
    assert receipt.timing is Timing.IN_TIME
    assert receipt.received == MAIL.received
    assert (receipt.began, receipt.arrived) == (cast.now, cast.now)  # both instants are kept
    assert (receipt.channel, receipt.evidence, receipt.by) == ("e-mail", MAIL.evidence, "Officer")
    document = Document.objects.get()
    assert document.submitted_at == datetime(2012, 10, 5, 21, 59, 59, tzinfo=UTC)


def test_r34_both_names_are_kept_of_who_acts_for_another(cast: Cast) -> None:
    cast.now = DEADLINE
    act = cast.act("officer")
    said = cast.particulars
    number = actions.enter(
        act, cast.entities["Saudi Arabia"], said, [cast.file()], MAIL, cast.key()
    )
    receipt = queries.receipt(act.actor, number)
    fields = logged(act, "document submitted", receipt.document)
    assert (fields["who"], fields["behalf"]) == ("Officer", "Saudi Arabia")
    assert fields["sources"] == ["Saudi Arabia"]
    assert (fields["channel"], fields["received"]) == ("e-mail", MAIL.received)
    assert fields["evidence"] == MAIL.evidence
    assert fields["arrived"] == act.at.isoformat(timespec="microseconds")
    assert queries.receipt(cast.actor("saudi"), number).document == receipt.document


@pytest.mark.parametrize(
    ("received", "timing"),
    [
        ("2012-10-05T23:59:59.999+02:00", Timing.IN_TIME),
        ("2012-10-06T00:00:00+02:00", Timing.LATE),
        ("2012-10-05T22:00:00Z", Timing.LATE),
        ("2012-10-05T23:59", Timing.IN_TIME),  # in the zone of record
        ("2012-10-05", Timing.IN_TIME),
        ("2012-10-06", Timing.LATE),
    ],
)
def test_r8_the_instant_of_receiving_decides(cast: Cast, received: str, timing: Timing) -> None:
    number = _entered(cast, Channel("paper", received, "Stamp of the registry"))
    assert queries.receipt(cast.actor("officer"), number).timing is timing
    assert Document.objects.get().timing == timing.value


def test_r8_a_day_alone_is_not_guessed_where_the_deadline_falls_within_it(cast: Cast) -> None:
    from travaux.programme import actions as programme

    window = programme.open_window(cast.root, "Noon", cast.now, "2012-10-08T12:00")
    number = _entered(cast, Channel("paper", "2012-10-08", "Stamp of the registry"), window)
    assert queries.receipt(cast.actor("officer"), number).timing is Timing.UNKNOWN
    ref = Document.objects.get().ref
    page = queries.document(cast.actor("officer"), cast.now, ref)
    assert page.row.timing is Timing.UNKNOWN
    assert page.receipts[0].received == "2012-10-08"
    actions.rule_timing(
        cast.act("officer"), ref, cast.version(ref), Timing.IN_TIME, "The porter remembers."
    )
    page = queries.document(cast.actor("officer"), cast.now, ref)
    assert (page.row.timing, page.own_timing) == (Timing.IN_TIME, Timing.UNKNOWN)


@pytest.mark.parametrize(
    ("channel", "field"),
    [
        (Channel("pigeon", "2012-10-05", "A feather"), "channel"),
        (Channel("paper", "2012-10-05", " "), "evidence"),
        (Channel("paper", "yesterday", "Stamp"), "received"),
        (Channel("paper", "", "Stamp"), "received"),
        (Channel("paper", "2012-11-05", "Stamp"), "received"),
        (Channel("paper", f"2012-10-05T12:00:00.{'0' * 30}Z", "Stamp"), "received"),
    ],
)
def test_r8_nothing_is_entered_without_channel_instant_and_evidence(
    cast: Cast, channel: Channel, field: str
) -> None:
    cast.now = datetime(2012, 10, 20, 8, 0, tzinfo=UTC)
    act, file, entity = cast.act("officer"), cast.file(), cast.entities["Saudi Arabia"]
    with refused(Invalid, field=field):
        actions.enter(act, entity, cast.particulars, [file], channel, cast.key())


def test_r8_only_an_officer_enters_and_only_for_whom_there_is(cast: Cast) -> None:
    cast.now = DEADLINE
    file = cast.file()
    for who in ("public", "member", "delegate", "head", "chair"):
        act = cast.act(who)
        with refused(Forbidden):
            actions.enter(act, act.actor.entity, cast.particulars, [file], MAIL, cast.key())
    act = cast.act("officer")
    with refused(Invalid, field="entity"):
        actions.enter(act, 999_999, cast.particulars, [file], MAIL, cast.key())
    with refused(Invalid, field="upload"):
        actions.enter(act, cast.entities["Saudi Arabia"], cast.particulars, [], MAIL, cast.key())


def test_r9_what_is_entered_twice_under_a_key_is_entered_once(cast: Cast) -> None:
    cast.now = DEADLINE
    entity, file, key = cast.entities["Saudi Arabia"], cast.file(), cast.key()
    first = actions.enter(cast.act("officer"), entity, cast.particulars, [file], MAIL, key)
    again = actions.enter(cast.act("officer"), entity, cast.particulars, [file], MAIL, key)
    assert first == again
    act = cast.act("officer")
    other = msgspec.structs.replace(MAIL, received="2012-10-04")
    with refused(Conflict, "something else"):
        actions.enter(act, entity, cast.particulars, [file], other, key)


def test_r4_what_an_officer_enters_is_confirmed_by_the_officer_with_the_evidence(
    cast: Cast,
) -> None:
    number = _entered(cast)
    ref = queries.receipt(cast.actor("officer"), number).document
    (source,) = queries.document(cast.actor("officer"), cast.now, ref).row.sources
    assert (source.name, source.confirmation.value) == ("Saudi Arabia", "confirmed")
    assert (source.how, source.evidence) == ("by an officer, with evidence", MAIL.evidence)


def test_r4_what_a_delegation_hands_in_is_confirmed_by_itself(cast: Cast) -> None:
    ref = cast.submitted("saudi")
    (source,) = queries.document(cast.actor("officer"), cast.now, ref).row.sources
    assert (source.how, source.evidence) == ("by itself", "")


def test_r8_a_day_alone_becomes_no_instant(cast: Cast) -> None:
    number = _entered(cast, Channel("paper", "2012-10-04", "Stamp of the registry"))
    ref = queries.receipt(cast.actor("officer"), number).document
    row = queries.document(cast.actor("officer"), cast.now, ref).row
    assert row.received_on == "2012-10-04"
    assert row.submitted_at == cast.now  # the instant of entering
    assert row.timing is Timing.IN_TIME


def test_r8_an_instant_of_receiving_is_shown_as_one(cast: Cast) -> None:
    ref = queries.receipt(cast.actor("officer"), _entered(cast)).document
    assert queries.document(cast.actor("officer"), cast.now, ref).row.received_on == ""


def test_r8_a_replacement_through_the_site_has_its_own_instant_again(cast: Cast) -> None:
    cast.now = datetime(2012, 10, 3, 8, 0, tzinfo=UTC)
    act = cast.act("officer")
    channel = Channel("paper", "2012-10-02", "Stamp")
    number = actions.enter(
        act, cast.entities["Saudi Arabia"], cast.particulars, [cast.file()], channel, cast.key()
    )
    ref = queries.receipt(act.actor, number).document
    again = cast.act("saudi")
    actions.replace(again, ref, cast.version(ref), [cast.file("other")], cast.key())
    row = queries.document(act.actor, cast.now, ref).row
    assert (row.received_on, row.submitted_at) == ("", again.at)
