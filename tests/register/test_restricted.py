"""R32, R33: what the matrix of audiences does not hold: openings, neighbours, filters, numbers."""

from datetime import timedelta
from itertools import product

import msgspec
import pytest

from tests.cast import Cast
from travaux.register import actions, queries
from travaux.register.models import Document
from travaux.register.queries import visible
from travaux.register.queries.rows import entities, parts_of
from travaux.rules.access import SYSTEM, Audience
from travaux.rules.refusal import Forbidden
from travaux.rules.symbol import Kind


def test_r33_the_two_ways_to_ask_who_reads_agree_before_and_after_an_opening(cast: Cast) -> None:
    opens = cast.now + timedelta(days=30)
    for content, to in product(Audience, Audience):
        said = msgspec.structs.replace(cast.particulars, content_audience=content)
        ref = cast.posted("head", said)
        Document.objects.filter(ref=ref).update(opens_at=opens, opens_to=to.value)
    for who in ("public", "member", "observer", "head", "saudi", "officer"):
        actor = cast.actor(who)
        for at in (opens - timedelta(microseconds=1), opens, opens + timedelta(days=1)):
            readable = set(visible.contents(actor, at).values_list("ref", flat=True))
            for one in visible.entries(actor):
                verdict = visible.reads(actor, one, entities(one, parts_of([one.id])[one.id]), at)
                assert bool(verdict) == (one.ref in readable), (who, one.content_audience)


def test_r32_a_document_does_not_tell_of_one_beside_it(cast: Cast) -> None:
    first = cast.posted()
    said = msgspec.structs.replace(cast.particulars, entry_audience=Audience.PROCESS)
    ref = cast.submitted("head", said)
    actions.register_modification(cast.act("officer"), ref, cast.version(ref), first, Kind.REVISION)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    assert queries.document(cast.actor("public"), cast.now, first).linked == ()
    assert len(queries.document(cast.actor("observer"), cast.now, first).linked) == 1


def test_r32_a_filter_finds_nothing_that_the_list_does_not_show(cast: Cast) -> None:
    said = msgspec.structs.replace(
        cast.particulars, entry_audience=Audience.SECRETARIAT, language="fr", kind="agenda"
    )
    cast.posted("saudi", said)
    public = cast.actor("public")
    for filters in (
        queries.Filters(meeting="2"),
        queries.Filters(kind="agenda"),
        queries.Filters(source=str(cast.entities["Saudi Arabia"])),
        queries.Filters(theme="1"),
        queries.Filters(language="fr"),
        queries.Filters(audience="secretariat"),
    ):
        listing = queries.register(public, cast.now, filters)
        assert (listing.rows, listing.late) == ((), ())
        assert listing.choices.sources == ()
        assert queries.register(cast.actor("officer"), cast.now, filters).rows or (
            filters.audience == "secretariat"
        )


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "-1", "x", "²", "٢٢٢", ""])
def test_no_typed_number_breaks_a_list(cast: Cast, number: str) -> None:
    cast.posted()
    public = cast.actor("public")
    for filters in (
        queries.Filters(meeting=number),
        queries.Filters(theme=number),
        queries.Filters(source=number),
    ):
        listing = queries.register(public, cast.now, filters)
        assert len(listing.rows) == (number == "")
    assert queries.meeting_files(public, cast.now, number) == ()


def test_r32_what_is_for_the_machine_is_for_nobody_else(cast: Cast) -> None:
    for who in ("public", "head", "chair", "officer"):
        with pytest.raises(Forbidden):
            queries.submitted_files(cast.actor(who))
        with pytest.raises(Forbidden):
            queries.receipts_to_send(cast.actor(who))


def test_r7_the_machine_reads_no_text_in_preparation(cast: Cast) -> None:
    actions.prepare(cast.act("head"), cast.particulars, [cast.file("secret", "secret.txt")])
    cast.submitted("saudi")
    assert [one.name for one in queries.submitted_files(SYSTEM)] == ["text.txt"]
