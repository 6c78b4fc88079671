"""R7: a delegation prepares in private, its head clears, and only then is anything submitted."""

import msgspec
import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.models import Document, File, Source
from travaux.rules.access import Audience
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _prepared(cast: Cast, by: str = "delegate") -> str:
    return actions.prepare(cast.act(by), cast.particulars, [cast.file()])


def _cleared(cast: Cast) -> str:
    ref = _prepared(cast)
    actions.clear(cast.act("head"), ref, cast.version(ref))
    return ref


def test_r7_a_delegate_prepares_a_document_on_the_desk_of_the_entity(cast: Cast) -> None:
    act = cast.act("delegate")
    ref = actions.prepare(act, cast.particulars, [cast.file()])
    fields = logged(act, "document prepared", ref)
    assert fields["title"] == "Comments on the third draft"
    assert [one["name"] for one in fields["files"]] == ["text.txt"]
    [row] = queries.desk(cast.actor("head"), cast.now).preparing
    assert (row.ref, row.files, row.sources[0].name) == (ref, 1, "United Kingdom")


@pytest.mark.parametrize("who", ["public", "member", "observer"])
def test_r7_who_acts_for_no_delegation_prepares_nothing(cast: Cast, who: str) -> None:
    act, file = cast.act(who), cast.file()
    with refused(Forbidden):
        actions.prepare(act, cast.particulars, [file])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " \t"}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"title": "Com\u202ements"}, "title"),
        ({"title": "Com\udc00ments"}, "title"),
        ({"note": "No\x00te"}, "note"),
        ({"kind": "poem"}, "kind"),
        ({"language": "la"}, "language"),
        ({"meeting": 999_999}, "meeting"),
        ({"window": 999_999}, "window"),
        ({"themes": (999_999,)}, "themes"),
        ({"sources": (actions.Named(999_999),)}, "sources"),
        ({"opens_to": "everybody"}, "opens_to"),
        ({"requested_by": 999_999}, "requested_by"),
        ({"outside_author": "A\u2066B"}, "outside_author"),
    ],
)
def test_a_document_is_described_with_what_the_process_knows(
    cast: Cast, said: dict[str, object], field: str
) -> None:
    act, file = cast.act("delegate"), cast.file()
    with refused(Invalid, field=field):
        actions.prepare(act, msgspec.structs.replace(cast.particulars, **said), [file])


@pytest.mark.parametrize("name", ["Uni\u202eted", "Uni\udc00ted", "Uni\x00ted", "U" * 501])
def test_the_name_of_a_source_is_plain_text_as_any_other(cast: Cast, name: str) -> None:
    named = (actions.Named(cast.entities["United Kingdom"], name),)
    act, said = cast.act("delegate"), msgspec.structs.replace(cast.particulars, sources=named)
    with refused(Invalid, field="sources"):
        actions.prepare(act, said)


def test_a_source_is_named_once(cast: Cast) -> None:
    act = cast.act("delegate")
    with refused(Invalid, "once", field="sources"):
        actions.prepare(act, cast.joint("NRO", "NRO"))


def test_what_is_in_preparation_is_edited_and_the_form_shows_it_as_it_is(cast: Cast) -> None:
    ref = _prepared(cast)
    act = cast.act("delegate")
    said = msgspec.structs.replace(
        cast.joint("Saudi Arabia"), title="Another title", note="For you only.",
        content_audience=Audience.PROCESS,
    )  # fmt: skip
    actions.edit(act, ref, cast.version(ref), said, [cast.file("more", "more.txt")])
    fields = logged(act, "document edited", ref)
    assert fields["title"] == "Another title"
    assert [one["name"] for one in fields["files"]] == ["more.txt"]
    shown = queries.particulars(cast.actor("head"), ref)
    assert (shown.title, shown.note, shown.content_audience) == (
        "Another title", "For you only.", Audience.PROCESS,
    )  # fmt: skip
    assert [one.name for one in shown.sources] == ["United Kingdom", "Saudi Arabia"]
    assert [one.name for one in queries.document(act.actor, cast.now, ref).files] == [
        "text.txt", "more.txt",
    ]  # fmt: skip


def test_a_form_shows_when_a_document_opens_so_that_editing_does_not_lose_it(cast: Cast) -> None:
    opens = cast.later(days=30)
    said = msgspec.structs.replace(
        cast.particulars, content_audience=Audience.PROCESS, opens_at=opens, opens_to="public",
        outside_author="A. Author", requested_by=cast.entities["Saudi Arabia"],
        kind="information document",
    )  # fmt: skip
    ref = actions.prepare(cast.act("delegate"), said)
    shown = queries.particulars(cast.actor("delegate"), ref)
    assert msgspec.structs.replace(shown, sources=()) == said


def test_a_stale_form_overwrites_nothing(cast: Cast) -> None:
    ref = _prepared(cast)
    before = cast.version(ref)
    actions.edit(cast.act("head"), ref, before, cast.particulars)
    act = cast.act("delegate")
    with refused(Conflict, "Nothing was overwritten"):
        actions.edit(act, ref, before, cast.particulars)


def test_files_are_attached_and_taken_out(cast: Cast) -> None:
    ref = _prepared(cast)
    act = cast.act("delegate")
    actions.attach(act, ref, cast.version(ref), [cast.file("second", "second.txt")])
    assert logged(act, "files attached", ref)["files"][0]["name"] == "second.txt"
    first = queries.document(act.actor, cast.now, ref).files[0]
    act = cast.act("head")
    actions.detach(act, ref, cast.version(ref), first.id)
    assert logged(act, "file taken out", ref)["files"][0]["sha256"] == first.sha256
    assert list(File.objects.filter(in_force=True).values_list("name", flat=True)) == ["second.txt"]
    with refused(NotFound, "taken out already"):
        actions.detach(act, ref, cast.version(ref), first.id)


def test_r7_nobody_else_touches_what_is_in_preparation(cast: Cast) -> None:
    ref = _prepared(cast)
    version = cast.version(ref)
    number = File.objects.get().id
    for who in ("public", "member", "observer", "saudi", "chair", "officer"):
        act, file = cast.act(who), cast.file("x")
        with refused(NotFound, "no such document"):
            actions.edit(act, ref, version, cast.particulars)
        with refused(NotFound, "no such document"):
            actions.attach(act, ref, version, [file])
        with refused(NotFound, "no such document"):
            actions.detach(act, ref, version, number)
        with refused(NotFound, "no such document"):
            actions.clear(act, ref, version)
        with refused(NotFound, "no such document"):
            actions.reopen(act, ref, version)
        with refused(NotFound, "no such document"):
            actions.add_source(act, ref, version, cast.entities["NRO"])


def test_r7_only_the_head_clears(cast: Cast) -> None:
    ref = _prepared(cast)
    act = cast.act("delegate")
    with refused(Forbidden, "clear a document"):
        actions.clear(act, ref, cast.version(ref))
    act = cast.act("head")
    actions.clear(act, ref, cast.version(ref))
    assert logged(act, "document cleared", ref)["title"] == "Comments on the third draft"
    assert Document.objects.get(ref=ref).cleared_at == act.at
    assert [row.ref for row in queries.desk(act.actor, cast.now).to_submit] == [ref]


def test_an_empty_document_is_not_cleared(cast: Cast) -> None:
    ref = actions.prepare(cast.act("delegate"), cast.particulars)
    act = cast.act("head")
    with refused(Invalid, "no file yet"):
        actions.clear(act, ref, cast.version(ref))


def test_r7_what_was_cleared_is_what_is_submitted(cast: Cast) -> None:
    ref = _cleared(cast)
    number = File.objects.get().id
    act, file, version = cast.act("delegate"), cast.file("slipped in"), cast.version(ref)
    with refused(Conflict, "cleared"):
        actions.edit(act, ref, version, cast.particulars)
    with refused(Conflict, "cleared"):
        actions.attach(act, ref, version, [file])
    with refused(Conflict, "cleared"):
        actions.detach(act, ref, version, number)
    with refused(Conflict, "cleared"):
        actions.add_source(act, ref, version, cast.entities["NRO"])


def test_what_was_cleared_is_taken_back_into_preparation(cast: Cast) -> None:
    ref = _cleared(cast)
    act = cast.act("delegate")
    actions.reopen(act, ref, cast.version(ref))
    logged(act, "document reopened", ref)
    assert Document.objects.get(ref=ref).cleared_at is None
    with refused(Conflict, "in preparation"):
        actions.reopen(act, ref, cast.version(ref))


def test_r4_a_joint_source_is_added_and_shows_as_proposed(cast: Cast) -> None:
    ref = _prepared(cast)
    act = cast.act("delegate")
    actions.add_source(act, ref, cast.version(ref), cast.entities["Saudi Arabia"], "KSA")
    assert logged(act, "source proposed", ref)["source"] == "KSA"
    rows = Source.objects.filter(document__ref=ref)
    assert list(rows.values_list("name", "confirmation")) == [
        ("United Kingdom", "confirmed"), ("KSA", "proposed"),
    ]  # fmt: skip
    with refused(Invalid, "not named yet", field="entity"):
        actions.add_source(act, ref, cast.version(ref), cast.entities["Saudi Arabia"])
    with refused(Invalid, field="name"):
        actions.add_source(act, ref, cast.version(ref), cast.entities["NRO"], "N\u202eRO")


def test_r4_a_standing_group_is_confirmed_when_it_is_added(cast: Cast) -> None:
    ref = _prepared(cast)
    actions.add_source(cast.act("head"), ref, cast.version(ref), cast.entities["NRO"])
    nro = Source.objects.get(entity=cast.entities["NRO"])
    assert (nro.confirmation, nro.how) == ("confirmed", "once, for a standing group")


def test_sources_are_named_before_a_document_is_submitted(cast: Cast) -> None:
    ref = cast.submitted()
    act = cast.act("head")
    with refused(Conflict, "submitted"):
        actions.add_source(act, ref, cast.version(ref), cast.entities["NRO"])
    with refused(Conflict, "submitted"):
        actions.edit(act, ref, cast.version(ref), cast.particulars)
    with refused(Conflict, "submitted"):
        actions.attach(act, ref, cast.version(ref), [])
