"""R2: at posting a document freezes; what comes later stands beside it."""

import msgspec
import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.kernel.models import Entry
from travaux.register import actions, queries
from travaux.register.models import Document, File
from travaux.rules.lifecycle import State
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def test_r2_posting_freezes_what_the_register_says(cast: Cast) -> None:
    ref = cast.registered("head", cast.joint("NRO"))
    file = File.objects.get()
    act = cast.act("officer")
    actions.post(act, ref, cast.version(ref))
    fields = logged(act, "document posted", ref)
    assert fields["symbol"] == "WTPF-IEG/2/1"
    assert fields["title"] == "Comments on the third draft"
    assert (fields["kind"], fields["language"]) == ("contribution", "en")
    assert fields["sources"] == ["United Kingdom", "NRO"]
    assert fields["files"] == [
        {"name": "text.txt", "sha256": file.sha256, "size": file.size, "language": "en"}
    ]
    assert fields["class"] == "in time"
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert (page.row.state, page.row.posted_at) == (State.POSTED, act.at)
    assert page.posted_index == Entry.objects.latest("index").index


@pytest.mark.parametrize(
    ("who", "kind"), [("head", Forbidden), ("chair", NotFound), ("public", NotFound)]
)
def test_only_an_officer_posts(cast: Cast, who: str, kind: type[Forbidden]) -> None:
    ref = cast.registered()
    act = cast.act(who)
    with refused(kind):
        actions.post(act, ref, cast.version(ref))


def test_only_what_is_registered_is_posted_and_only_once(cast: Cast) -> None:
    waiting, ref = cast.submitted("saudi"), cast.posted()
    act = cast.act("officer")
    with refused(Conflict, "submitted"):
        actions.post(act, waiting, cast.version(waiting))
    with refused(Conflict, "posted"):
        actions.post(act, ref, cast.version(ref))


def test_r2_nothing_changes_what_was_posted(cast: Cast) -> None:
    ref = cast.posted()
    act, file, version = cast.act("head"), cast.file("x"), cast.version(ref)
    number = File.objects.get(document__ref=ref).id
    with refused(Conflict):
        actions.edit(act, ref, version, cast.particulars)
    with refused(Conflict):
        actions.attach(act, ref, version, [file])
    with refused(Conflict):
        actions.detach(act, ref, version, number)
    with refused(Conflict):
        actions.clear(act, ref, version)
    with refused(Conflict):
        actions.submit(act, ref, version, cast.key())


def test_r2_the_names_of_sources_stay_as_they_were_written(cast: Cast) -> None:
    named = (actions.Named(cast.entities["United Kingdom"], "UK of GB and NI", "Ofcom"),)
    ref = cast.posted("head", msgspec.structs.replace(cast.particulars, sources=named))
    [source] = queries.document(cast.actor("public"), cast.now, ref).row.sources
    assert (source.name, source.capacity) == ("UK of GB and NI", "Ofcom")


def test_r2_a_later_rendition_has_an_entry_of_its_own(cast: Cast) -> None:
    ref = cast.posted()
    act, arabic = cast.act("officer"), cast.file("bytes", "arabic.txt")
    arabic = msgspec.structs.replace(arabic, language="ar")
    actions.add_version(act, ref, cast.version(ref), [arabic])
    fields = logged(act, "version added", ref)
    assert [one["sha256"] for one in fields["files"]] == [arabic.kept.sha256]
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert [(one.name, one.language) for one in page.files] == [
        ("text.txt", "en"), ("arabic.txt", "ar"),
    ]  # fmt: skip
    posting = Entry.objects.get(act="document posted")
    assert len(posting.fields["files"]["value"]) == 1
    assert page.events[-1].act == "version added"


def test_a_version_is_added_by_an_officer_in_a_language_of_the_process(cast: Cast) -> None:
    ref, waiting = cast.posted(), cast.registered("saudi")
    file = cast.file("x")
    act = cast.act("head")
    with refused(Forbidden):
        actions.add_version(act, ref, cast.version(ref), [file])
    act = cast.act("officer")
    with refused(Invalid, field="upload"):
        actions.add_version(act, ref, cast.version(ref), [])
    latin = msgspec.structs.replace(file, language="la")
    with refused(Invalid, field="language"):
        actions.add_version(act, ref, cast.version(ref), [latin])
    with refused(Conflict, "Before posting"):
        actions.add_version(act, waiting, cast.version(waiting), [file])


def test_r2_the_same_file_elsewhere_is_noticed_among_what_one_may_see(cast: Cast) -> None:
    file = cast.file("the very same")
    for who in ("head", "saudi"):
        actions.hand_in(cast.act(who), cast.particulars, [file], cast.key())
    first, second = Document.objects.order_by("id")
    for one in (first, second):
        actions.register(cast.act("officer"), one.ref, cast.version(one.ref), cast.series)
    actions.post(cast.act("officer"), first.ref, cast.version(first.ref))
    officer = queries.document(cast.actor("officer"), cast.now, first.ref)
    assert officer.files[0].same == ("WTPF-IEG/2/2",)
    public = queries.document(cast.actor("public"), cast.now, first.ref)
    assert public.files[0].same == ()
    hashes = [file.kept.sha256]
    assert queries.same_files(cast.actor("public"), cast.now, hashes) == {
        file.kept.sha256: ("WTPF-IEG/2/1",)
    }
    assert queries.same_files(cast.actor("public"), cast.now, []) == {}


def test_two_files_with_one_title_differ_by_their_hash(cast: Cast) -> None:
    pages = [
        queries.document(cast.actor("public"), cast.now, cast.posted(who))
        for who in ("head", "saudi")
    ]
    assert pages[0].row.title == pages[1].row.title
    assert pages[0].files[0].sha256 != pages[1].files[0].sha256
