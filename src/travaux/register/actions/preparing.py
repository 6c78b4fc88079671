"""A delegation's private work on a document, before anyone else sees it (R7)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from travaux.kernel.act import Act, action, record
from travaux.kernel.rows import insert, only
from travaux.people.models import Entity
from travaux.programme.models import Meeting, Process, Theme, Window
from travaux.register.actions.shared import (
    Given,
    attach_files,
    file_fields,
    given_fields,
    name_sources,
    random_name,
    save,
    take,
)
from travaux.register.models import Document, File, Source
from travaux.register.queries.values import Named, Particulars
from travaux.rules.access import AUDIENCE_WORDS, Audience, Right, require, widens
from travaux.rules.lifecycle import PRIVATE, State, Step
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import line, paragraphs

KINDS: Final = (
    "contribution",
    "draft opinion",
    "draft report",
    "agenda",
    "information document",
    "compilation",
    "report of a meeting",
    "temporary document",
    "circular letter",
)


@action
def prepare(act: Act, particulars: Particulars, files: Sequence[Given] = ()) -> str:
    """Begin a document on the desk of the entity acted for; return its name in addresses."""
    require(act.actor, Right.PREPARE, act.actor.entity)
    document, _ = make(act, particulars, act.actor.entity)
    attach_files(document, files, act.at, fresh=True)
    record(
        act,
        "document prepared",
        document=document.id,
        title=document.title,
        files=[given_fields(one) for one in files],
    )
    return document.ref


@action
def edit(
    act: Act, ref: str, version: int, particulars: Particulars, files: Sequence[Given] = ()
) -> None:
    """Change what is said of a document in preparation, and add files to it."""
    document = take(act, ref, Right.PREPARE, version=version)
    in_preparation(document)
    _describe(document, particulars, _window(particulars.window, document.process_id))
    save(document, *_DESCRIBED)
    document.themes.set(_themes(document.process, particulars))
    Source.objects.filter(document=document).delete()
    name_sources(act, document, particulars.sources or (Named(document.entity_id or 0),))
    added = attach_files(document, files, act.at)
    record(
        act,
        "document edited",
        document=document.id,
        title=document.title,
        files=[file_fields(file) for file in added],
    )


@action
def attach(act: Act, ref: str, version: int, files: Sequence[Given]) -> None:
    """Add files to a document in preparation."""
    document = take(act, ref, Right.PREPARE, version=version)
    in_preparation(document)
    added = attach_files(document, files, act.at)
    save(document)
    record(
        act,
        "files attached",
        document=document.id,
        title=document.title,
        files=[file_fields(file) for file in added],
    )


@action
def detach(act: Act, ref: str, version: int, file: int) -> None:
    """Take a file out of a document in preparation."""
    document = take(act, ref, Right.PREPARE, version=version)
    in_preparation(document)
    row = File.objects.filter(document=document, id=file, in_force=True).first()
    if row is None:
        raise NotFound("There is no such file in this document. It may be taken out already.")
    row.in_force = False
    row.save(update_fields=["in_force"])
    save(document)
    record(act, "file taken out", document=document.id, files=[file_fields(row)])


@action
def clear(act: Act, ref: str, version: int) -> None:
    """Let a document go, as head of the delegation: it may be submitted now."""
    document = take(act, ref, Right.CLEAR, Step.CLEAR, version)
    complete(document)
    document.cleared_at = act.at
    save(document, "state", "cleared_at")
    record(act, "document cleared", document=document.id, title=document.title)


@action
def reopen(act: Act, ref: str, version: int) -> None:
    """Take a cleared document back into preparation."""
    document = take(act, ref, Right.PREPARE, Step.REOPEN, version)
    document.cleared_at = None
    save(document, "state", "cleared_at")
    record(act, "document reopened", document=document.id, title=document.title)


def make(
    act: Act,
    particulars: Particulars,
    entity: int,
    settle: Callable[[Document], None] = lambda document: None,  # noqa: ARG005
    evidence: str = "",
) -> tuple[Document, list[Source]]:
    """Write a new document in preparation and its themes; return it with its sources, no files.

    `settle` may say more of it before it is written; `evidence` is what an officer has of its
    coming from the entity.
    """
    if not entity:
        raise Invalid("You act for no entity here. Choose in which capacity you act.")
    window = _window(particulars.window, act.actor.process)
    process = window.process if window else _process(act.actor.process)
    document = Document(
        ref=random_name(),
        process=process,
        entity_id=entity,
        made_at=act.at,
        made_by_id=act.actor.account or None,
    )
    _describe(document, particulars, window)
    settle(document)
    insert(document)
    if particulars.themes:
        document.themes.set(_themes(process, particulars))
    named = particulars.sources or (Named(entity),)
    return document, name_sources(act, document, named, evidence)


_DESCRIBED = (
    "title",
    "kind",
    "language",
    "meeting",
    "window",
    "entry_audience",
    "content_audience",
    "subject_to_approval",
    "note",
    "outside_author",
    "requested_by",
    "opens_at",
    "opens_to",
)


def _describe(document: Document, particulars: Particulars, window: Window | None) -> None:
    process = document.process
    document.title = line(particulars.title, "title", field="title")
    if particulars.kind not in KINDS:
        raise Invalid("Choose a kind of document from the list.", field="kind")
    document.kind = particulars.kind
    if particulars.language not in process.languages:
        raise Invalid("Choose one of the languages of the process.", field="language")
    document.language = particulars.language
    document.window = window
    document.meeting = window.meeting if window else None
    if particulars.meeting not in (None, document.meeting_id):
        meeting = Meeting.objects.filter(id=particulars.meeting or 0, process=process).first()
        if meeting is None:
            raise Invalid("Choose a meeting from the list.", field="meeting")
        document.meeting = meeting
    document.entry_audience = particulars.entry_audience.value
    document.content_audience = particulars.content_audience.value
    document.subject_to_approval = particulars.subject_to_approval
    document.note = paragraphs(particulars.note, "note to the secretariat", field="note")
    document.outside_author = line(
        particulars.outside_author, "author", field="outside_author", needed=False
    )
    document.requested_by = None
    if particulars.requested_by is not None:
        document.requested_by = Entity.objects.filter(id=particulars.requested_by).first()
        if document.requested_by is None:
            raise Invalid("Choose who asked for it from the list.", field="requested_by")
    document.opens_at, document.opens_to = _opening(particulars)


def _opening(particulars: Particulars) -> tuple[datetime | None, str]:
    """Return when and to whom the content opens later, both or neither (R33)."""
    if particulars.opens_at is None and not particulars.opens_to:
        return None, ""
    if particulars.opens_at is None or particulars.opens_to not in set(Audience):
        raise Invalid("Say when the document opens, and to whom.", field="opens_to")
    if not widens(particulars.content_audience, Audience(particulars.opens_to)):
        raise Invalid(
            f"The content is open to {AUDIENCE_WORDS[particulars.content_audience]} already; choose"
            " a wider audience to which it opens, or none.",
            field="opens_to",
        )
    return particulars.opens_at, particulars.opens_to


def _window(wanted: int | None, process: int) -> Window | None:
    """Return the window for which something is submitted, with its process and meeting."""
    if wanted is None:
        return None
    rows = Window.objects.select_related("process", "meeting")
    found = only(rows.filter(id=wanted, process=process))
    if found is None:
        raise Invalid("Choose a window from the list.", field="window")
    return found


def _process(number: int) -> Process:
    found = Process.objects.filter(id=number).first()
    if found is None:
        raise NotFound("There is no such process.")
    return found


def _themes(process: Process, particulars: Particulars) -> list[Theme]:
    found = list(Theme.objects.filter(process=process, id__in=particulars.themes))
    if len(found) != len(set(particulars.themes)):
        raise Invalid("Choose themes from the list.", field="themes")
    return found


def in_preparation(document: Document) -> None:
    """Raise Conflict unless a document may still be changed: what was cleared is submitted (R7)."""
    if State(document.state) not in PRIVATE:
        raise Conflict(
            "The document was submitted and cannot be edited any more. Until the deadline you can"
            " replace or withdraw it."
        )
    if document.state == State.CLEARED:
        raise Conflict("The document is cleared. Take it back into preparation first.")


def complete(document: Document) -> None:
    """Raise Invalid unless the document has a file."""
    if not File.objects.filter(document=document, in_force=True).exists():
        raise Invalid("The document has no file yet. Add one first.", field="upload")
