"""What was received, from whom, when, and what an officer ruled about it (R6, R8).

The list is a CSV file with one row a contribution. Columns are known by their titles, in any order;
only `file` is needed.
"""

import csv
import io
from collections.abc import Mapping
from typing import Final

import msgspec

from travaux.formats.decoding import decode
from travaux.formats.reading import Unreadable
from travaux.rules.deadline import Deadline, NotAnInstant, Timing, instant
from travaux.text.comment import Source

COLUMNS: Final = ("file", "symbol", "title", "source", "kind", "received", "timing", "admitted")
_PARTED: Final = ";"


class Entry(msgspec.Struct, frozen=True):
    """One row of the list."""

    file: str
    symbol: str = ""
    title: str = ""
    sources: tuple[Source, ...] = ()
    received: str = ""
    """ISO 8601; without an offset it is meant in the zone of record."""
    timing: Timing | None = None
    """The class that an officer gave it, where not the one its instant has (R8)."""
    admitted: str = ""
    """Why it is considered although late (R6); empty where it is not."""

    def class_of(self, deadline: Deadline | None) -> Timing:
        """Return whether it came in time: as an officer ruled, else by its instant."""
        if self.timing is not None:
            return self.timing
        return deadline.timing(self.received) if deadline else Timing.UNKNOWN


def read_list(data: bytes, zone: str) -> tuple[Entry, ...]:
    """Return the rows of a list of what was received.

    `source` and `kind` may name several, parted by semicolons; one kind serves all sources. Raises
    Unreadable with the row and the remedy for a missing column, a file named twice, an instant or
    class that is none.
    """
    text, _ = decode(data)
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    titles = [title.strip().lower() for title in next(rows, [])]
    if "file" not in titles:
        raise Unreadable(
            "The list of what was received has no column “file”",
            place="row 1",
            remedy=f"Give it a heading row with these titles: {', '.join(COLUMNS)}.",
        )
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, 2):
        cells = dict(zip(titles, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        entry = _entry(cells, f"row {number}", zone)
        if entry.file in entries:
            raise Unreadable(
                f"The list names “{entry.file}” twice",
                place=f"row {number}",
                remedy="Keep one of the two rows.",
            )
        entries[entry.file] = entry
    return tuple(entries.values())


def _delimiter(text: str) -> str:
    """Return what parts the cells: spreadsheets write semicolons where a comma marks decimals."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _entry(cells: Mapping[str, str], place: str, zone: str) -> Entry:
    received, timing = cells.get("received", ""), cells.get("timing", "").lower()
    if not cells["file"]:
        raise Unreadable("A row names no file", place=place, remedy="Name it, or delete the row.")
    try:
        if received:
            instant(received, zone)
    except NotAnInstant as error:
        raise Unreadable(
            f"When “{cells['file']}” was received is not clear", place=place, remedy=str(error)
        ) from error
    known = {ruled.value: ruled for ruled in (Timing.IN_TIME, Timing.LATE)}
    if timing and timing not in known:
        raise Unreadable(
            f"“{timing}” is no class of a contribution",
            place=place,
            remedy=f"Write {' or '.join(known)}, or leave the cell empty.",
        )
    return Entry(
        cells["file"],
        cells.get("symbol", ""),
        cells.get("title", ""),
        _sources(cells.get("source", ""), cells.get("kind", "")),
        received,
        known.get(timing),
        cells.get("admitted", ""),
    )


def _sources(names: str, kinds: str) -> tuple[Source, ...]:
    parted = [name.strip() for name in names.split(_PARTED) if name.strip()]
    kind = [one.strip() for one in kinds.split(_PARTED) if one.strip()] or [""]
    return tuple(
        Source(name, kind[place] if place < len(kind) else kind[-1])
        for place, name in enumerate(parted)
    )
