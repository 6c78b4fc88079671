"""R1: a symbol is issued once, in order, and never again; what is missing shows."""

import msgspec
import pytest

from tests.cast import OPERATOR, Cast
from tests.record import logged, refused
from travaux.kernel.act import Act
from travaux.people import actions as people
from travaux.people.queries import actor
from travaux.programme import actions as programme
from travaux.register import actions, queries
from travaux.register.models import Document, Number
from travaux.rules.access import Role
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _symbol(ref: str) -> str:
    return Document.objects.get(ref=ref).symbol


def _reserved(cast: Cast, why: str = "The Chair's report") -> Number:
    written = actions.reserve(cast.act("officer"), cast.series, cast.meeting, why)
    return Number.objects.get(symbol=written)


def test_r1_symbols_are_issued_in_order(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("officer")
    assert actions.register(act, ref, cast.version(ref), cast.series) == "WTPF-IEG/2/1"
    fields = logged(act, "document registered", ref)
    assert (fields["symbol"], fields["sources"]) == ("WTPF-IEG/2/1", ["United Kingdom"])
    assert [_symbol(cast.registered(who)) for who in ("saudi", "head")] == [
        "WTPF-IEG/2/2", "WTPF-IEG/2/3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "kind"), [("head", Forbidden), ("saudi", NotFound), ("chair", NotFound)]
)
def test_r1_only_an_officer_registers(cast: Cast, who: str, kind: type[Forbidden]) -> None:
    ref = cast.submitted()
    act = cast.act(who)
    with refused(kind):
        actions.register(act, ref, cast.version(ref), cast.series)


def test_r1_a_document_is_registered_once(cast: Cast) -> None:
    ref = cast.registered()
    act = cast.act("officer")
    with refused(Conflict, "registered"):
        actions.register(act, ref, cast.version(ref), cast.series)


def test_a_stale_desk_registers_nothing(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("officer")
    with refused(Conflict, "Someone changed"):
        actions.register(act, ref, cast.version(ref) - 1, cast.series)
    with refused(Invalid, field="series"):
        actions.register(act, ref, cast.version(ref), 999_999)


def test_a_series_that_names_meetings_needs_one(cast: Cast) -> None:
    said = msgspec.structs.replace(cast.particulars, meeting=None, window=None)
    ref = cast.submitted("head", said)
    act = cast.act("officer")
    with refused(Invalid, "names? the meeting", field="meeting"):
        actions.register(act, ref, cast.version(ref), cast.series)


def test_r1_a_reserved_number_is_passed_over_and_issued_to_what_it_was_kept_for(cast: Cast) -> None:
    act = cast.act("officer")
    written = actions.reserve(act, cast.series, cast.meeting, "The Chair's report")
    assert written == "WTPF-IEG/2/1"
    fields = logged(act, "symbol reserved")
    assert (fields["symbol"], fields["reason"]) == (written, "The Chair's report")
    assert _symbol(cast.registered("saudi")) == "WTPF-IEG/2/2"
    ref = cast.submitted()
    number = Number.objects.get(symbol=written)
    act = cast.act("officer")
    assert actions.register(act, ref, cast.version(ref), cast.series, number.id) == written
    other = cast.submitted()
    with refused(Conflict, "not reserved any more"):
        actions.register(act, other, cast.version(other), cast.series, number.id)


def test_r1_a_number_kept_for_one_meeting_is_not_issued_in_another(cast: Cast) -> None:
    third = programme.add_meeting(
        cast.root, 3, "Third meeting", cast.now.date(), cast.now.date(), "Geneva"
    )
    number = _reserved(cast)
    ref = cast.submitted("head", msgspec.structs.replace(cast.particulars, meeting=third))
    act = cast.act("officer")
    with refused(Conflict, "another meeting"):
        actions.register(act, ref, cast.version(ref), cast.series, number.id)


def test_r1_a_reserved_number_that_is_given_up_is_never_issued(cast: Cast) -> None:
    number = _reserved(cast)
    act = cast.act("head")
    with refused(Forbidden):
        actions.release(act, number.id, "x")
    act = cast.act("officer")
    with refused(Invalid, "reason is missing"):
        actions.release(act, number.id, "")
    actions.release(act, number.id, "The report is not written.")
    assert logged(act, "symbol not issued")["symbol"] == "WTPF-IEG/2/1"
    with refused(NotFound, "given up already"):
        actions.release(act, number.id, "x")
    ref = cast.submitted()
    with refused(Conflict, "not reserved any more"):
        actions.register(act, ref, cast.version(ref), cast.series, number.id)
    assert _symbol(cast.registered("saudi")) == "WTPF-IEG/2/2"


def test_r1_an_issued_number_is_not_given_up(cast: Cast) -> None:
    cast.registered()
    number = Number.objects.get()
    act = cast.act("officer")
    with refused(NotFound, "issued or given up"):
        actions.release(act, number.id, "x")


def test_r1_a_reservation_has_its_purpose_and_its_officer(cast: Cast) -> None:
    act = cast.act("officer")
    with refused(Invalid, field="reserved_for"):
        actions.reserve(act, cast.series, cast.meeting, "")
    act = cast.act("chair")
    with refused(Forbidden):
        actions.reserve(act, cast.series, cast.meeting, "x")


def test_r1_the_register_shows_its_gaps(cast: Cast) -> None:
    given_up = _reserved(cast, "A letter of the Saudi delegation")
    _reserved(cast)
    actions.release(cast.act("officer"), given_up.id, "It did not come.")
    cast.registered()
    posted = cast.posted("saudi")
    for who in ("public", "observer", "officer"):
        listing = queries.register(cast.actor(who), cast.now)
        assert [row.ref for row in listing.rows] == [posted]
        assert [(gap.symbol, gap.word) for gap in listing.gaps] == [
            ("WTPF-IEG/2/1", "not issued"),
            ("WTPF-IEG/2/2", "reserved"),
            ("WTPF-IEG/2/3", "taken"),
        ]


def test_r32_for_what_a_number_is_kept_is_the_secretariats_knowledge(cast: Cast) -> None:
    _reserved(cast, "A letter of the Saudi delegation")
    [seen] = queries.series(cast.actor("officer"))
    assert [one.words for one in seen.reserved] == [
        "WTPF-IEG/2/1 (A letter of the Saudi delegation)"
    ]
    for who in ("public", "member", "observer", "head", "chair"):
        [seen] = queries.series(cast.actor(who))
        assert seen.reserved == ()


def _elsewhere(cast: Cast) -> Act:
    """Return the act of an officer of another process, with a series like ours."""
    process = programme.add_process(
        Act(OPERATOR, cast.now), "ITU", "WTPF-14", "wtpf-14", "Europe/Zurich", ("en",), "ITU"
    )
    root = Act(msgspec.structs.replace(cast.root.actor, process=process), cast.later(minutes=1))
    people.enrol(root, cast.accounts["officer"], Role.OFFICER, cast.entities["ITU Secretariat"])
    return Act(actor(cast.accounts["officer"], process, cast.now), cast.now)


def test_r1_the_same_symbol_may_exist_in_another_process(cast: Cast) -> None:
    ours = cast.posted()
    act = _elsewhere(cast)
    meeting = programme.add_meeting(act, 2, "Second", cast.now.date(), cast.now.date(), "Geneva")
    series = actions.add_series(act, "Documents", "WTPF-IEG/{meeting}/{number}")
    said = actions.Particulars("Another one", meeting=meeting)
    actions.hand_in(act, said, [cast.file("z")], cast.key())
    theirs = Document.objects.get(process=act.actor.process)
    assert actions.register(act, theirs.ref, theirs.version, series) == _symbol(ours)
    assert queries.by_symbol(act.actor, "WTPF-IEG/2/1") == theirs.ref
    assert queries.by_symbol(cast.actor("officer"), "WTPF-IEG/2/1") == ours


def test_r32_nothing_of_one_process_is_reached_from_another(cast: Cast) -> None:
    ref, number = cast.posted(), _reserved(cast)
    waiting = cast.submitted("saudi")
    act = _elsewhere(cast)
    with pytest.raises(NotFound, match="not open to you"):
        queries.document(act.actor, cast.now, ref)
    with refused(NotFound, "no such document"):
        actions.register(act, waiting, cast.version(waiting), cast.series)
    with refused(NotFound, "no such reserved number"):
        actions.release(act, number.id, "x")
    with refused(Invalid, field="series"):
        actions.reserve(act, cast.series, cast.meeting, "x")


def test_r1_a_symbol_is_found_however_it_is_typed(cast: Cast) -> None:
    ref = cast.posted()
    public = cast.actor("public")
    for written in ("wtpf-ieg/2/1", "WTPF–IEG/2/1", " WTPF-IEG / 2 / 1 ", "WTPF-IEG/2/1"):  # noqa: RUF100
        assert queries.by_symbol(public, written) == ref
    for absent in ("WTPF-IEG/2/2", "", "\x00", "x" * 5000):
        with pytest.raises(NotFound, match="not open to you"):
            queries.by_symbol(public, absent)


def test_r1_symbols_that_look_alike_are_the_same_and_issued_once(cast: Cast) -> None:
    cast.registered()
    cyrillic = "WТРF-IEG/{meeting}/{number}"  # its second and third letters are Cyrillic
    series = actions.add_series(cast.act("officer"), "Papers", cyrillic)
    ref = cast.submitted("saudi")
    act = cast.act("officer")
    with refused(Conflict, "taken in this process"):
        actions.register(act, ref, cast.version(ref), series)


def test_a_series_is_set_up_by_an_officer_once_under_a_name(cast: Cast) -> None:
    act = cast.act("officer")
    actions.add_series(act, "Information", "WTPF-IEG/{meeting}/Info-Doc{number}", ("agenda",))
    assert logged(act, "series set up")["pattern"] == "WTPF-IEG/{meeting}/Info-Doc{number}"
    assert [one.name for one in queries.series(act.actor)] == ["Documents", "Information"]
    with refused(Conflict, "already"):
        actions.add_series(act, "Information", "X/{number}")
    with refused(Invalid, field="pattern"):
        actions.add_series(act, "Others", "X")
    act = cast.act("head")
    with refused(Forbidden):
        actions.add_series(act, "Others", "X/{number}")
