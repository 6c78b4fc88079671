"""What waits: on a delegation's desk, and on the secretariat's."""

from datetime import datetime

from django.db.models import Q, QuerySet

from travaux.register.models import Document, OpeningRequest, Source, Submission
from travaux.register.queries import visible
from travaux.register.queries.listing import request_row
from travaux.register.queries.rows import receipt_row, rows
from travaux.register.queries.values import Desk, Named, OfficerDesk, Particulars, Row
from travaux.rules.access import Actor, Audience, Right, Role, require
from travaux.rules.deadline import Timing
from travaux.rules.lifecycle import IN_REGISTER, PRIVATE, Confirmation, State
from travaux.rules.refusal import Forbidden, NotFound

_LAST = 50
"""Receipts shown on a desk; the others are on the pages of their documents."""


def desk(actor: Actor, at: datetime) -> Desk:
    """Return the desk of the delegation for which the actor works (R7). Raises Forbidden."""
    if not visible.own(actor):
        raise Forbidden("A desk belongs to a delegation. Choose in which capacity you act.")
    found = rows(actor, visible.entries(actor).filter(entity=actor.entity).order_by("-id"), at)
    by_state = {state: tuple(row for row in found if row.state is state) for state in State}
    with_file = tuple(row for row in by_state[State.PREPARATION] if row.files)
    return Desk(
        actor.entity_name,
        by_state[State.PREPARATION],
        with_file,
        by_state[State.CLEARED],
        tuple(row for row in found if row.state not in PRIVATE),
        _to_confirm(actor, at),
        tuple(
            receipt_row(one)
            for one in Submission.objects.filter(document__entity=actor.entity)
            .filter(document__process=actor.process)
            .select_related("document", "account")
            .order_by("-id")[:_LAST]
        ),
    )


def particulars(actor: Actor, ref: str) -> Particulars:
    """Return what is said of a document on the actor's desk, as a form shows it.

    Raises NotFound, alike for what lies on other desks.
    """
    found = visible.entries(actor).filter(ref=ref, entity=actor.entity).first()
    if found is None or not visible.own(actor):
        raise NotFound(visible.ABSENT)
    return Particulars(
        found.title,
        found.kind,
        found.language,
        tuple(Named(one.entity_id, one.name, one.capacity) for one in found.sources.all()),
        found.meeting_id,
        found.window_id,
        tuple(found.themes.values_list("id", flat=True)),
        Audience(found.entry_audience),
        Audience(found.content_audience),
        found.subject_to_approval,
        found.note,
        found.outside_author,
        found.requested_by_id,
        found.opens_at,
        found.opens_to,
    )


def _to_confirm(actor: Actor, at: datetime) -> tuple[Row, ...]:
    """Return the documents that name the actor's entity as a source and await its word (R4)."""
    proposed = Source.objects.filter(
        entity=actor.entity, confirmation=Confirmation.PROPOSED.value
    ).values("document")
    found = visible.entries(actor).filter(id__in=proposed).exclude(state__in=PRIVATE)
    return rows(actor, found, at)


def officer_desk(actor: Actor, at: datetime) -> OfficerDesk:
    """Return what waits for the secretariat. Raises Forbidden for others."""
    if actor.role is not Role.OFFICER:
        require(actor, Right.REGISTER)
    all_rows = rows(actor, _waiting(actor), at)
    return OfficerDesk(
        tuple(row for row in all_rows if row.state is State.SUBMITTED),
        tuple(row for row in all_rows if row.state is State.REGISTERED),
        tuple(
            row
            for row in all_rows
            if (row.timing is Timing.LATE and not row.admitted) or row.late_replacement
        ),
        tuple(
            row
            for row in all_rows
            if any(one.confirmation is not Confirmation.CONFIRMED for one in row.sources)
        ),
        tuple(
            request_row(one)
            for one in OpeningRequest.objects.filter(
                document__process=actor.process, settled_at=None
            ).select_related("document")
        ),
    )


def _waiting(actor: Actor) -> QuerySet[Document]:
    """Return the documents with which an officer has something to do."""
    unsettled = Source.objects.exclude(confirmation=Confirmation.CONFIRMED.value).values("document")
    seen = visible.entries(actor).exclude(state__in=PRIVATE)
    waits = seen.filter(state__in=(State.SUBMITTED, State.REGISTERED))
    late = seen.filter(
        Q(ruled_timing=Timing.LATE) | Q(ruled_timing="", timing=Timing.LATE),
        state=State.POSTED,
        admitted_at=None,
    )
    proposed = seen.filter(state__in=IN_REGISTER, id__in=unsettled)
    return (waits | late | proposed).order_by("submitted_at", "id")
