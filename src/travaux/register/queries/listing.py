"""The register as a list, its filters, its gaps, and all documents of a meeting together."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from travaux.people.models import Entity
from travaux.programme.models import Meeting, Theme
from travaux.register.models import Document, File, Number, OpeningRequest, Series
from travaux.register.queries import visible
from travaux.register.queries.rows import rows
from travaux.register.queries.values import (
    Choice,
    Choices,
    Filters,
    Gap,
    Listing,
    Packed,
    RequestRow,
    Row,
    SeriesRow,
)
from travaux.rules.access import AUDIENCE_WORDS, Actor, Audience, Right, Role, may
from travaux.rules.deadline import Timing
from travaux.rules.lifecycle import IN_REGISTER, PRIVATE
from travaux.rules.refusal import Forbidden


def register(actor: Actor, at: datetime, filters: Filters = Filters()) -> Listing:  # noqa: B008 - frozen
    """Return the register as the actor sees it, narrowed by filters; late documents apart (R6)."""
    listed = visible.entries(actor).filter(state__in=IN_REGISTER)
    found = sorted(rows(actor, _narrowed(listed, filters, at), at), key=_in_order)
    late = [row for row in found if row.timing is Timing.LATE]
    return Listing(
        tuple(row for row in found if row.timing is not Timing.LATE),
        tuple(late),
        _gaps(actor, listed, filters),
        _choices(actor, listed),
        filters,
    )


def restricted(actor: Actor, at: datetime) -> tuple[Row, ...]:
    """Return the documents whose content is not open to everyone, among the entries seen (R31)."""
    listed = visible.entries(actor).filter(state__in=IN_REGISTER)
    found = rows(actor, listed.exclude(content_audience=Audience.PUBLIC), at)
    return tuple(
        sorted((row for row in found if row.content_audience is not Audience.PUBLIC), key=_in_order)
    )


def requests(actor: Actor) -> tuple[RequestRow, ...]:
    """Return the requests to open documents whose entries the actor sees, also answered ones."""
    found = OpeningRequest.objects.filter(document__in=visible.entries(actor))
    return tuple(map(request_row, found.select_related("document")))


def request_row(request: OpeningRequest) -> RequestRow:
    """Return a request as a value; its document is selected with it."""
    return RequestRow(
        request.id,
        request.document.ref,
        request.document.symbol,
        request.document.title,
        request.by,
        request.reason,
        request.at,
        request.granted,
        request.outcome,
        request.settled_at,
    )


def series(actor: Actor) -> tuple[SeriesRow, ...]:
    """Return the series of the process, and to who issues symbols what is reserved in them."""
    issues = may(actor, Right.REGISTER)
    found = Series.objects.filter(process=actor.process).prefetch_related("numbers")
    return tuple(
        SeriesRow(
            one.id,
            one.name,
            one.pattern,
            tuple(one.kinds),
            tuple(
                Choice(str(number.id), f"{number.symbol} ({number.reserved_for})")
                for number in one.numbers.all()
                if issues and number.issued_at is None and not number.released
            ),
            one.external,
        )
        for one in found
    )


def meeting_files(actor: Actor, at: datetime, meeting: str) -> tuple[Packed, ...]:
    """Return all files of a meeting's documents that the actor may read, named for an archive."""
    documents = visible.contents(actor, at).filter(
        state__in=IN_REGISTER, meeting__number=_number(meeting)
    )
    found = File.objects.filter(document__in=documents, in_force=True).select_related("document")
    packed: dict[str, Packed] = {}
    for file in found.order_by("document", "position", "id"):
        folder = re.sub(r"[^\w.()-]+", "-", file.document.symbol or file.document.ref)
        name = f"{folder}/{file.name}"
        if name in packed:
            name = f"{folder}/{file.sha256[:8]}-{file.name}"
        packed[name] = Packed(name, file.sha256, file.size)
    return tuple(packed.values())


def _narrowed(found: QuerySet[Document], filters: Filters, at: datetime) -> QuerySet[Document]:
    if filters.meeting:
        found = found.filter(meeting__number=_number(filters.meeting))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.source:
        found = found.filter(sources__entity=_number(filters.source))
    if filters.theme:
        found = found.filter(themes__number=_number(filters.theme))
    if filters.language:
        found = found.filter(language=filters.language)
    if filters.audience:
        opened = Q(opens_at__lte=at, opens_to=filters.audience)
        not_opened = Q(opens_at=None) | Q(opens_at__gt=at)
        found = found.filter(opened | (not_opened & Q(content_audience=filters.audience)))
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _gaps(actor: Actor, listed: QuerySet[Document], filters: Filters) -> tuple[Gap, ...]:
    """Return the numbers without a document that the actor sees: that they are taken is public."""
    if filters != Filters(meeting=filters.meeting):
        return ()
    found = Number.objects.filter(series__process=actor.process).exclude(
        id__in=listed.exclude(number=None).values("number")
    )
    if filters.meeting:
        found = found.filter(meeting__number=_number(filters.meeting))
    return tuple(Gap(number.symbol, _gap_word(number)) for number in found)


def _gap_word(number: Number) -> str:
    if number.released:
        return "not issued"
    return "reserved" if number.issued_at is None else "taken"


def _choices(actor: Actor, listed: QuerySet[Document]) -> Choices:
    """Return what can be filtered by, from what the actor sees: nothing else shines through."""
    facts = set(listed.order_by().values_list("kind", "language", "meeting").distinct())
    met = {meeting for *_, meeting in facts}
    return Choices(
        tuple(
            Choice(str(one.number), one.name)
            for one in Meeting.objects.filter(process=actor.process)
            if one.id in met
        ),
        _plain({kind for kind, *_ in facts}),
        tuple(
            Choice(str(entity.id), entity.name)
            for entity in Entity.objects.filter(sources__document__in=listed).distinct()
        ),
        tuple(
            Choice(str(theme.number), theme.title)
            for theme in Theme.objects.filter(process=actor.process)
        ),
        tuple(Choice(one.value, AUDIENCE_WORDS[one]) for one in Audience),
        _plain({language for _, language, *_ in facts}),
    )


def _plain(values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value) for value in sorted(values))


def _in_order(row: Row) -> tuple[object, ...]:
    """Return by what documents are sorted: by symbol, its numbers as numbers."""
    parts = re.split(r"(\d+)", row.symbol)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def submitted_files(actor: Actor) -> tuple[Packed, ...]:
    """Return every file of what was submitted, of all processes, for the machine's own work.

    Raises Forbidden for anyone else.
    """
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")
    found = File.objects.exclude(document__state__in=PRIVATE).order_by("id")
    return tuple(Packed(*row) for row in found.values_list("name", "sha256", "size"))


def symbols(actor: Actor) -> tuple[Choice, ...]:
    """Return the documents that have a symbol, by which others can modify them (R3)."""
    found = visible.entries(actor).exclude(symbol="").order_by("-registered_at")
    return tuple(Choice(*row) for row in found.values_list("ref", "symbol"))
