"""When something is in time: one deadline, one computation, to the second (R8)."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

_BARE_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Timing(StrEnum):
    """Whether something was received before its deadline passed."""

    IN_TIME = "in time"
    LATE = "late"
    UNKNOWN = "time not known"


class NotAnInstant(ValueError):
    """What was written is neither a date nor an instant, or its zone is none."""


class Deadline(msgspec.Struct, frozen=True):
    """The end of a window: an instant, in the zone of record (R8).

    What began to arrive in the second of the instant, or before, is in time. A bare date ends at
    24:00 in the zone of record, so its instant is the first of the next day, and that instant
    itself is late.
    """

    at: datetime
    zone: str
    whole_day: bool = False

    @classmethod
    def parse(cls, written: str, zone: str) -> "Deadline":
        """Return the deadline that a date (`2012-10-19`) or instant (`2012-10-19T17:00`) names.

        An instant without an offset is meant in `zone` (an IANA name). Raises NotAnInstant.
        """
        record = zone_of(zone)
        written = written.strip()
        if _BARE_DATE.fullmatch(written):
            try:
                day = date.fromisoformat(written)
                end = datetime.combine(day + timedelta(days=1), time(0), record)
            except (ValueError, OverflowError) as error:
                raise NotAnInstant(f"“{written}” is no date of the calendar.") from error
            return cls(end, zone, whole_day=True)
        return cls(instant(written, zone), zone)

    def timing(self, received: str) -> Timing:
        """Say whether what began to arrive at `received` was in time.

        `received` is ISO 8601; without an offset it is meant in the zone of record. Empty, or a
        bare date that holds the deadline within it, is UNKNOWN: a day does not say before or after.
        Raises NotAnInstant.
        """
        if not received.strip():
            return Timing.UNKNOWN
        if _BARE_DATE.fullmatch(received.strip()):
            return self._timing_of_day(received.strip())
        arrived = instant(received, self.zone).replace(microsecond=0)
        late = arrived >= self.at if self.whole_day else arrived > self.at
        return Timing.LATE if late else Timing.IN_TIME

    def _timing_of_day(self, written: str) -> Timing:
        end = Deadline.parse(written, self.zone).at
        start = end - timedelta(days=1)
        if end <= self.at:
            return Timing.IN_TIME
        return Timing.LATE if start >= self.at else Timing.UNKNOWN

    def shown(self) -> str:
        """Return the deadline for a reader: `19 October 2012, 24:00 (Europe/Zurich; 22:00 UTC)`."""
        local = self.at.astimezone(zone_of(self.zone))
        utc = self.at.astimezone(ZoneInfo("UTC"))
        day, clock = (
            (local - timedelta(days=1), "24:00")
            if self.whole_day
            else (local, f"{local:%H:%M:%S}".removesuffix(":00"))
        )
        elsewhere = f"{utc:%H:%M}" if utc.date() == day.date() else f"{utc.day} {utc:%B, %H:%M}"
        return f"{day.day} {day:%B %Y}, {clock} ({self.zone}; {elsewhere} UTC)"


def is_day(written: str) -> bool:
    """Say whether what was written is a bare date, which names a day and no instant."""
    return bool(_BARE_DATE.fullmatch(written.strip()))


def instant(written: str, zone: str) -> datetime:
    """Return the instant that ISO 8601 `written` names; without an offset it is meant in `zone`.

    Raises NotAnInstant with what to write instead.
    """
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError as error:
        raise NotAnInstant(
            f"“{written}” is neither a date nor an instant. Write 2012-10-19 or 2012-10-19T17:00."
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=zone_of(zone))


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises NotAnInstant where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotAnInstant(
            f"There is no time zone “{name}”. Write one like Europe/Zurich or UTC."
        ) from error
