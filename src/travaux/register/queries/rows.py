"""Documents as rows: the same few queries for one or for a thousand."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from travaux.register.models import Document, File, Source, Submission
from travaux.register.queries import visible
from travaux.register.queries.values import ReceiptRow, Row, SourceRow
from travaux.rules.access import Actor, Audience
from travaux.rules.deadline import Timing
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


def rows(actor: Actor, found: QuerySet[Document], at: datetime) -> tuple[Row, ...]:
    """Return documents as rows, in four queries whatever their number."""
    documents = found.select_related("meeting", "modifies").prefetch_related(
        "sources", "themes", "files"
    )
    return tuple(row(actor, document, at) for document in documents)


def row(actor: Actor, document: Document, at: datetime) -> Row:
    """Return a document as a row; its sources, themes and files are prefetched."""
    sources = tuple(map(source_row, document.sources.all()))
    in_force = [file for file in document.files.all() if file.in_force]
    readable = visible.reads(actor, document, entities(document, document.sources.all()), at)
    not_counting = [one.submission_id for one in document.files.all() if _came_late(one, document)]
    return Row(
        document.ref,
        document.version,
        document.symbol,
        document.title,
        document.kind,
        document.language,
        tuple(dict.fromkeys(file.language for file in in_force)) if readable else (),
        sources,
        State(document.state),
        timing_of(document),
        Audience(document.entry_audience),
        visible.audience_of(document, at),
        bool(readable),
        len(in_force) if readable else 0,
        meeting=document.meeting.name if document.meeting else "",
        themes=tuple(theme.title for theme in document.themes.all()),
        made_at=document.made_at,
        submitted_at=document.submitted_at,
        posted_at=document.posted_at,
        admitted=document.admitted_at is not None,
        not_presented=document.not_presented,
        gone_reason=document.gone_reason,
        modifies=document.modifies.symbol if document.modifies else "",
        outside_author=document.outside_author,
        awaits_approval=document.subject_to_approval and document.approved_at is None,
        returned_reason=document.returned_reason,
        late_replacement=not_counting[-1] or 0 if not_counting else 0,
    )


def source_row(source: Source) -> SourceRow:
    """Return a source as a value."""
    return SourceRow(
        source.entity_id,
        source.name,
        Confirmation(source.confirmation),
        source.how,
        source.capacity,
        source.contest_reason,
        source.evidence,
        source.settled_at,
    )


def entities(document: Document, sources: Iterable[Source]) -> frozenset[int]:
    """Return the entities to which a document belongs: its desk's and its sources'.

    An entity that contested its name is none of them (R4).
    """
    named = {one.entity_id for one in sources if one.confirmation != Confirmation.CONTESTED}
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


def _came_late(file: File, document: Document) -> bool:
    """Say whether a file belongs to a replacement that came late and does not count (R7)."""
    waiting = document.state in (State.SUBMITTED, State.REGISTERED)
    return waiting and not file.in_force and file.late
