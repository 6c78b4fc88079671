"""Setting up a process: its body, meetings, themes and windows."""

from datetime import date, datetime

from django.utils.text import slugify

from travaux.kernel.act import Act, action, record
from travaux.programme.models import Body, Meeting, Process, Theme, Window
from travaux.rules import symbol
from travaux.rules.access import Right, require
from travaux.rules.deadline import Deadline, NotAnInstant, zone_of
from travaux.rules.refusal import Conflict, Forbidden, Invalid
from travaux.rules.wording import line

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


@action
def add_process(
    act: Act, body: str, name: str, slug: str, zone: str, languages: tuple[str, ...], style: str
) -> int:
    """Set up a process of a body; return its number."""
    if not act.actor.operator:
        raise Forbidden("Only who runs the installation may set up a process.")
    body, name = line(body, "name of the body"), line(name, "name of the process")
    if slug != slugify(slug) or not slug or slug in RESERVED:
        raise Invalid("The short name is part of addresses: use letters, digits and hyphens.")
    if Process.objects.filter(slug=slug).exists():
        raise Conflict(f"There is a process “{slug}” already.")
    try:
        zone_of(zone)
    except NotAnInstant as error:
        raise Invalid(str(error), field="zone") from error
    if style not in symbol.STYLES:
        raise Invalid(f"Symbols are written as {', '.join(symbol.STYLES)}.", field="style")
    if not languages or not set(languages) <= set(LANGUAGES):
        raise Invalid(f"Choose among the languages {', '.join(LANGUAGES)}.", field="languages")
    owner, _ = Body.objects.get_or_create(slug=slugify(body)[:50], defaults={"name": body})
    row = Process.objects.create(
        body=owner, name=name, slug=slug, zone=zone, languages=list(languages), style=style
    )
    record(act, "process set up", process=row.id, name=name, body=body)
    return row.id


@action
def add_meeting(act: Act, number: int, name: str, starts: date, ends: date, place: str = "") -> int:
    """Add a meeting to the process; return its number in the table."""
    require(act.actor, Right.MANAGE)
    if ends < starts:
        raise Invalid("The meeting ends before it begins. Check the dates.", field="ends")
    if Meeting.objects.filter(process=act.actor.process, number=number).exists():
        raise Conflict(f"There is a meeting {number} already.")
    row = Meeting.objects.create(
        process_id=act.actor.process,
        number=number,
        name=line(name, "name of the meeting"),
        starts=starts,
        ends=ends,
        place=line(place, "place", longest=200, needed=False),
    )
    record(act, "meeting added", name=row.name, starts=starts.isoformat(), ends=ends.isoformat())
    return row.id


@action
def add_theme(act: Act, title: str) -> int:
    """Add a theme to the process, after those that it has."""
    require(act.actor, Right.MANAGE)
    number = Theme.objects.filter(process=act.actor.process).count() + 1
    row = Theme.objects.create(
        process_id=act.actor.process, number=number, title=line(title, "title")
    )
    record(act, "theme added", title=row.title)
    return row.id


@action
def open_window(
    act: Act, name: str, opens_at: datetime, closes: str, meeting: int | None = None
) -> int:
    """Open a span in which documents may be submitted; `closes` is a date or an instant (R8)."""
    require(act.actor, Right.MANAGE)
    process = Process.objects.get(id=act.actor.process)
    try:
        deadline = Deadline.parse(closes, process.zone)
    except NotAnInstant as error:
        raise Invalid(str(error), field="closes") from error
    if deadline.at <= opens_at:
        raise Invalid("The window closes before it opens. Check the dates.", field="closes")
    if meeting is not None and not Meeting.objects.filter(id=meeting, process=process).exists():
        raise Invalid("Choose a meeting from the list.", field="meeting")
    row = Window.objects.create(
        process=process,
        meeting_id=meeting,
        name=line(name, "name of the window"),
        opens_at=opens_at,
        closes=closes.strip(),
    )
    record(act, "window opened", name=row.name, deadline=deadline.shown())
    return row.id


RESERVED = frozenset(
    {"sign-in", "sign-out", "static", "log", "verify", "rights", "design", "language", "account"}
)
"""Short names that are addresses of the site's own."""
