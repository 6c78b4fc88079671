"""Instants as readers need them: in the zone of record, in UTC, and in their own zone (R8)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from django.utils import formats
from django.utils.translation import gettext as _

from travaux.rules.deadline import Deadline, zone_of


class Shown(msgspec.Struct, frozen=True):
    """An instant, ready to be printed in the language of the page."""

    machine: str
    """ISO 8601, in UTC."""
    day: str
    clock: str
    zone: str
    """The zone of record, for readers; `zone_name` is what programs call it."""
    zone_name: str
    utc: str
    """The clock in UTC, with the day where it is another; empty where the zone of record is UTC."""
    viewer: str = ""
    viewer_zone: str = ""


def shown(
    when: datetime | Deadline, zone: str = "", viewer: str = "", short: bool = False
) -> Shown:
    """Return an instant for the page; a Deadline brings its own zone, and ends days at 24:00.

    `zone` is the zone of record, `viewer` the reader's, both IANA names; without the first, UTC.
    `short` shortens the month. Raises NotAnInstant for a zone that does not exist, and ValueError
    for an instant without offset.
    """
    at = when.at if isinstance(when, Deadline) else when
    if at.tzinfo is None:
        raise ValueError(f"{at} has no offset, so nobody knows which instant it is.")
    whole_day = isinstance(when, Deadline) and when.whole_day
    name = when.zone if isinstance(when, Deadline) else zone or "UTC"
    local, utc = at.astimezone(zone_of(name)), at.astimezone(UTC)
    day = local - timedelta(days=1) if whole_day else local
    same = name == "UTC" or (local.utcoffset() == timedelta() and not whole_day)
    viewer = viewer if viewer and viewer not in (name, "UTC") else ""
    return Shown(
        f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        _day(day, short),
        "24:00" if whole_day else _clock(local),
        name.replace("_", " "),
        name,
        "" if same else _beside(utc, day, short),
        _beside(at.astimezone(ZoneInfo(viewer)), day, short) if viewer else "",
        viewer.replace("_", " "),
    )


def written(deadline: Deadline) -> str:
    """Return a deadline as words for a letter: its zone of record, and UTC."""
    at = shown(deadline)
    utc = f"{_('; ').strip()} {at.utc} UTC" if at.utc else ""
    return f"{at.day}{_(', ')}{at.clock} ({at.zone}{utc})"


def _day(at: datetime, short: bool = False) -> str:
    return formats.date_format(at, "j N Y" if short else "j F Y")


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _beside(at: datetime, day: datetime, short: bool) -> str:
    """Return a clock, with its day where that is not the day shown first."""
    return _clock(at) if at.date() == day.date() else f"{_day(at, short)}{_(', ')}{_clock(at)}"
