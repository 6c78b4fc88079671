"""What a front page shows of the register: what waits for someone, and what is new."""

from collections import defaultdict
from datetime import datetime

import msgspec
from django.db.models import Count, Exists, OuterRef, Q

from travaux.register.models import File, OpeningRequest, Source
from travaux.register.queries import visible
from travaux.register.queries.rows import timing_of
from travaux.rules.access import Actor, Right, may
from travaux.rules.deadline import Timing
from travaux.rules.lifecycle import PRIVATE, Confirmation, State


class Waiting(msgspec.Struct, frozen=True):
    """How many documents wait for someone, by what is to be done with them; 0 where nothing is."""

    preparing: int = 0
    to_clear: int = 0
    """Of those in preparation, the ones with a file, for who clears."""
    to_submit: int = 0
    to_confirm: int = 0
    """Those that name the actor's entity as a source and await its word."""
    to_register: int = 0
    to_post: int = 0
    late: int = 0
    """Those that came late and are neither admitted nor ruled in time."""
    unconfirmed: int = 0
    """Those that were submitted and have a source that has not confirmed."""
    requests: int = 0
    """Requests to open a document that are not answered."""

    @property
    def total(self) -> int:
        """How many things wait; what is only in preparation waits for nobody in particular."""
        total: int = sum(msgspec.structs.astuple(self))
        return total - self.preparing


class NewRow(msgspec.Struct, frozen=True):
    """A document that was posted lately."""

    ref: str
    symbol: str
    title: str
    sources: tuple[str, ...]
    posted_at: datetime
    late: bool
    admitted: bool


def waiting(actor: Actor) -> Waiting:
    """Return what waits for the actor: on the own desk, and on the secretariat's or the Chair's."""
    counts: dict[str, Q] = {}
    if visible.own(actor):
        own = Q(entity=actor.entity)
        counts["preparing"] = own & Q(state=State.PREPARATION)
        if may(actor, Right.CLEAR, actor.entity):
            counts["to_clear"] = own & Q(state=State.PREPARATION, has_file=True)
        if may(actor, Right.SUBMIT, actor.entity):
            counts["to_submit"] = own & Q(state=State.CLEARED)
        if may(actor, Right.CONFIRM, actor.entity):
            counts["to_confirm"] = ~Q(state__in=PRIVATE) & Q(names_own=True)
    if may(actor, Right.REGISTER):
        counts["to_register"] = Q(state=State.SUBMITTED)
        counts["to_post"] = Q(state=State.REGISTERED)
        counts["unconfirmed"] = Q(unsettled=True) & ~Q(state__in=PRIVATE)
    if may(actor, Right.RULE):
        class_ = Q(ruled_timing=Timing.LATE) | Q(ruled_timing="", timing=Timing.LATE)
        counts["late"] = class_ & Q(state=State.POSTED, admitted_at=None)
    if not counts:
        return Waiting()
    proposed = Source.objects.filter(
        document=OuterRef("id"), confirmation=Confirmation.PROPOSED.value
    )
    unsettled = Source.objects.filter(document=OuterRef("id")).exclude(
        confirmation=Confirmation.CONFIRMED.value
    )
    found = (
        visible.entries(actor)
        .order_by()
        .annotate(
            names_own=Exists(proposed.filter(entity=actor.entity)),
            unsettled=Exists(unsettled),
            has_file=Exists(File.objects.filter(document=OuterRef("id"), in_force=True)),
        )
        .aggregate(**{name: Count("id", filter=which) for name, which in counts.items()})
    )
    if may(actor, Right.OPEN):
        asked = OpeningRequest.objects.filter(document__process=actor.process, settled_at=None)
        found["requests"] = asked.count()
    return Waiting(**found)


def newest(actor: Actor, most: int = 8) -> tuple[NewRow, ...]:
    """Return what was posted last, among the entries that the actor sees."""
    found = list(
        visible.entries(actor)
        .filter(state=State.POSTED)
        .exclude(posted_at=None)
        .order_by("-posted_at", "-id")
        .only("id", "ref", "symbol", "title", "posted_at", "timing", "ruled_timing", "admitted_at")[
            :most
        ]
    )
    names: dict[int, list[str]] = defaultdict(list)
    sources = Source.objects.filter(document__in=[one.id for one in found])
    for document, name in sources.order_by("document", "position").values_list("document", "name"):
        names[document].append(name)
    return tuple(
        NewRow(
            one.ref,
            one.symbol,
            one.title,
            tuple(names[one.id]),
            one.posted_at or one.made_at,
            timing_of(one) is Timing.LATE,
            one.admitted_at is not None,
        )
        for one in found
    )
