"""R3: revisions, addenda and corrigenda are documents of their own, linked to what they modify."""

import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.models import Document
from travaux.rules.refusal import Conflict, Forbidden, NotFound
from travaux.rules.symbol import Kind


def _modified(cast: Cast, modifies: str, kind: Kind) -> str:
    ref = cast.submitted()
    act = cast.act("officer")
    actions.register_modification(act, ref, cast.version(ref), modifies, kind)
    return ref


def _symbol(ref: str) -> str:
    return Document.objects.get(ref=ref).symbol


@pytest.mark.parametrize(
    ("kind", "symbols"),
    [
        (Kind.REVISION, ["WTPF-IEG/2/1(Rev.1)", "WTPF-IEG/2/1(Rev.2)"]),
        (Kind.ADDENDUM, ["WTPF-IEG/2/1(Add.1)", "WTPF-IEG/2/1(Add.2)"]),
        (Kind.CORRIGENDUM, ["WTPF-IEG/2/1(Corr.1)", "WTPF-IEG/2/1(Corr.2)"]),
    ],
)
def test_r3_what_modifies_a_document_is_numbered_by_its_kind(
    cast: Cast, kind: Kind, symbols: list[str]
) -> None:
    first = cast.posted()
    refs = [_modified(cast, first, kind) for _ in symbols]
    assert [_symbol(ref) for ref in refs] == symbols
    assert Document.objects.get(ref=refs[0]).modification == kind.value


def test_r34_registering_a_modification_is_logged(cast: Cast) -> None:
    first, ref = cast.posted(), cast.submitted()
    act = cast.act("officer")
    made = actions.register_modification(act, ref, cast.version(ref), first, Kind.ADDENDUM)
    assert logged(act, "document registered", ref)["symbol"] == made == "WTPF-IEG/2/1(Add.1)"


def test_r3_a_revision_is_revised_in_its_turn(cast: Cast) -> None:
    first = cast.posted()
    once = _modified(cast, first, Kind.REVISION)
    twice = _modified(cast, once, Kind.REVISION)
    again = _modified(cast, first, Kind.REVISION)
    assert [_symbol(ref) for ref in (once, twice, again)] == [
        f"WTPF-IEG/2/1(Rev.{number})" for number in (1, 2, 3)
    ]


def test_r3_an_addendum_to_a_revision_is_chained(cast: Cast) -> None:
    once = _modified(cast, cast.posted(), Kind.REVISION)
    assert _symbol(_modified(cast, once, Kind.ADDENDUM)) == "WTPF-IEG/2/1(Rev.1)(Add.1)"


def test_r1_a_withdrawn_revision_keeps_its_number(cast: Cast) -> None:
    first = cast.posted()
    once = _modified(cast, first, Kind.REVISION)
    actions.withdraw(cast.act("officer"), once, cast.version(once), "x")
    assert _symbol(_modified(cast, first, Kind.REVISION)) == "WTPF-IEG/2/1(Rev.2)"


def test_r1_a_modification_takes_no_number_of_the_series(cast: Cast) -> None:
    _modified(cast, cast.posted(), Kind.CORRIGENDUM)
    assert _symbol(cast.registered("saudi")) == "WTPF-IEG/2/2"


def test_r3_older_versions_stay_readable_and_each_leads_to_the_other(cast: Cast) -> None:
    first = cast.posted()
    once = _modified(cast, first, Kind.REVISION)
    actions.post(cast.act("officer"), once, cast.version(once))
    public = cast.actor("public")
    old, new = (queries.document(public, cast.now, ref) for ref in (first, once))
    assert old.row.readable
    assert old.files
    assert [(one.ref, one.word) for one in old.linked] == [(once, "revision of this document")]
    assert [(one.ref, one.word) for one in new.linked] == [(first, "modified by this revision")]
    assert new.row.modifies == "WTPF-IEG/2/1"


def test_r7_what_is_not_registered_cannot_be_modified(cast: Cast) -> None:
    waiting, ref = cast.submitted("saudi"), cast.submitted()
    act = cast.act("officer")
    with refused(Conflict, "no symbol yet"):
        actions.register_modification(act, ref, cast.version(ref), waiting, Kind.REVISION)
    with refused(Conflict, "no symbol yet"):
        actions.register_modification(act, ref, cast.version(ref), ref, Kind.REVISION)
    actions.withdraw(cast.act("saudi"), waiting, cast.version(waiting), "x")
    with refused(Conflict, "no symbol"):
        actions.register_modification(act, ref, cast.version(ref), waiting, Kind.REVISION)


def test_only_an_officer_registers_a_modification_of_what_there_is(cast: Cast) -> None:
    first, ref = cast.posted(), cast.submitted()
    act = cast.act("head")
    with refused(Forbidden):
        actions.register_modification(act, ref, cast.version(ref), first, Kind.REVISION)
    act = cast.act("officer")
    with refused(NotFound, "no such document"):
        actions.register_modification(act, ref, cast.version(ref), "0" * 16, Kind.REVISION)


def test_the_documents_that_can_be_modified_are_those_with_a_symbol(cast: Cast) -> None:
    first = cast.posted()
    cast.submitted("saudi")
    assert [(one.value, one.words) for one in queries.symbols(cast.actor("officer"))] == [
        (first, "WTPF-IEG/2/1")
    ]
