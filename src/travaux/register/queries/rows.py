"""Documents as rows: the same few queries for one or for a thousand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import QuerySet

from travaux.register.models import Document, File, Source, Submission
from travaux.register.queries import visible
from travaux.register.queries.values import FileRow, ReceiptRow, Row, SourceRow
from travaux.rules.access import Actor, Audience
from travaux.rules.deadline import Timing, is_day
from travaux.rules.lifecycle import Confirmation, State

PUBLIC_EVENTS = frozenset(
    {
        "document posted",
        "document withdrawn",
        "document recalled",
        "right file posted",
        "document not presented",
        "document opened",
        "late document admitted",
        "class ruled",
        "entry corrected",
        "source confirmed",
        "source contested",
        "version added",
        "approval confirmed",
    }
)
"""What of a document's history everyone sees who sees its entry, from its posting on."""


_SOURCE: Final = (
    "entity", "name", "confirmation", "how", "capacity", "contest_reason", "evidence", "settled_at",
)  # fmt: skip
_FILE: Final = (
    "id", "name", "language", "sha256", "size", "added_at", "in_force", "recalled", "late",
    "submission", "submission__received",
)  # fmt: skip
"""The columns of SourceRow and FileRow, in their order."""


class Parts(msgspec.Struct, frozen=True):
    """What belongs to a document in other tables: its sources, themes and files, in order."""

    sources: tuple[SourceRow, ...] = ()
    themes: tuple[str, ...] = ()
    files: tuple[FileRow, ...] = ()


def rows(actor: Actor, found: QuerySet[Document], at: datetime) -> tuple[Row, ...]:
    """Return documents as rows, in four queries whatever their number."""
    documents = list(found.select_related("meeting", "modifies"))
    parts = parts_of([document.id for document in documents])
    return tuple(row(actor, document, parts[document.id], at) for document in documents)


def parts_of(documents: Sequence[int]) -> dict[int, Parts]:
    """Return the parts of documents, in three queries whatever their number."""
    sources, themes, files = (defaultdict[Any, list[Any]](list) for _ in range(3))
    for one in Source.objects.filter(document__in=documents).values_list("document", *_SOURCE):
        entity, name, confirmation, *rest = one[1:]
        sources[one[0]].append(SourceRow(entity, name, Confirmation(confirmation), *rest))
    for document, title in (
        Document.themes.through._default_manager.filter(document__in=documents)
        .order_by("theme__number")
        .values_list("document", "theme__title")
    ):
        themes[document].append(title)
    for one in File.objects.filter(document__in=documents).values_list("document", *_FILE):
        facts: list[Any] = list(one[1:])
        facts[-1] = facts[-1] or ""  # what was not submitted yet came by no way
        files[one[0]].append(FileRow(*facts))
    return {
        one: Parts(tuple(sources[one]), tuple(themes[one]), tuple(files[one])) for one in documents
    }


def row(actor: Actor, document: Document, parts: Parts, at: datetime) -> Row:
    """Return a document with its parts as a row."""
    in_force = [file for file in parts.files if file.in_force]
    days = [file.received for file in in_force if file.received and is_day(file.received)]
    readable = visible.reads(actor, document, entities(document, parts), at)
    waiting = document.state in (State.SUBMITTED, State.REGISTERED)
    late = [file.submission or 0 for file in parts.files if waiting and file.late]
    return Row(
        document.ref,
        document.version,
        document.symbol,
        document.title,
        document.kind,
        document.language,
        tuple(dict.fromkeys(file.language for file in in_force)) if readable else (),
        parts.sources,
        State(document.state),
        timing_of(document),
        Audience(document.entry_audience),
        visible.audience_of(document, at),
        bool(readable),
        len(in_force) if readable else 0,
        meeting=document.meeting.name if document.meeting else "",
        themes=parts.themes,
        made_at=document.made_at,
        submitted_at=document.submitted_at,
        received_on=days[0] if days else "",
        posted_at=document.posted_at,
        admitted=document.admitted_at is not None,
        not_presented=document.not_presented,
        gone_reason=document.gone_reason,
        modifies=document.modifies.symbol if document.modifies else "",
        outside_author=document.outside_author,
        awaits_approval=document.subject_to_approval and document.approved_at is None,
        returned_reason=document.returned_reason,
        late_replacement=late[-1] if late else 0,
    )


def entities(document: Document, parts: Parts) -> frozenset[int]:
    """Return the entities to which a document belongs: its desk's and its sources'.

    An entity that contested its name is none of them (R4).
    """
    named = {one.entity for one in parts.sources if one.confirmation != Confirmation.CONTESTED}
    return frozenset({document.entity_id or 0, *named} - {0})


def timing_of(document: Document) -> Timing:
    """Return the class that counts: as an officer ruled, else as the instant has it (R8)."""
    return Timing(document.ruled_timing or document.timing or Timing.UNKNOWN.value)


def receipt_row(submission: Submission) -> ReceiptRow:
    """Return a submission as a value; its document and account are selected with it."""
    document, account = submission.document, submission.account
    return ReceiptRow(
        submission.id,
        document.ref,
        document.title,
        document.symbol,
        submission.began,
        submission.arrived,
        Timing(submission.timing),
        submission.index,
        submission.channel,
        submission.received,
        submission.evidence,
        submission.stands,
        account.name if account else "",
    )
