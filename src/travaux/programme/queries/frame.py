"""Processes, their meetings, themes and windows."""

from datetime import date, datetime

import msgspec

from travaux.kernel.rows import only
from travaux.programme.models import Meeting, Process, Theme, Window
from travaux.rules.access import Actor
from travaux.rules.deadline import Deadline
from travaux.rules.refusal import NotFound


class ProcessRow(msgspec.Struct, frozen=True):
    """A process."""

    id: int
    name: str
    slug: str
    body: str
    zone: str
    languages: tuple[str, ...]
    style: str


class MeetingRow(msgspec.Struct, frozen=True):
    """A meeting."""

    id: int
    number: int
    name: str
    starts: date
    ends: date
    place: str


class ThemeRow(msgspec.Struct, frozen=True):
    """A theme."""

    id: int
    number: int
    title: str


class WindowRow(msgspec.Struct, frozen=True):
    """A window, and whether it is open at the instant of the query."""

    id: int
    name: str
    meeting: int | None
    opens_at: datetime
    deadline: Deadline
    open: bool


class Frame(msgspec.Struct, frozen=True):
    """What a form needs to know of a process."""

    process: ProcessRow
    meetings: tuple[MeetingRow, ...]
    themes: tuple[ThemeRow, ...]
    windows: tuple[WindowRow, ...]


def processes(_actor: Actor) -> tuple[ProcessRow, ...]:
    """Return all processes of the installation."""
    return tuple(map(_row, Process.objects.select_related("body").order_by("name")))


def process(_actor: Actor, slug: str) -> ProcessRow:
    """Return a process by its short name. Raises NotFound."""
    found = only(Process.objects.filter(slug=slug).select_related("body"))
    if found is None:
        raise NotFound("There is no such process. Check the address.")
    return _row(found)


def frame(actor: Actor, at: datetime) -> Frame:
    """Return the process of the actor with its meetings, themes and windows."""
    found = Process.objects.filter(id=actor.process).select_related("body").first()
    if found is None:
        raise NotFound("There is no such process. Check the address.")
    return Frame(
        _row(found),
        tuple(
            MeetingRow(one.id, one.number, one.name, one.starts, one.ends, one.place)
            for one in Meeting.objects.filter(process=found)
        ),
        tuple(
            ThemeRow(one.id, one.number, one.title) for one in Theme.objects.filter(process=found)
        ),
        tuple(_window(one, found.zone, at) for one in Window.objects.filter(process=found)),
    )


def _row(one: Process) -> ProcessRow:
    return ProcessRow(
        one.id, one.name, one.slug, one.body.name, one.zone, tuple(one.languages), one.style
    )


def _window(one: Window, zone: str, at: datetime) -> WindowRow:
    deadline = Deadline.parse(one.closes, zone)
    open_ = one.opens_at <= at and deadline.timing(at.isoformat()).value == "in time"
    return WindowRow(one.id, one.name, one.meeting_id, one.opens_at, deadline, open_)
