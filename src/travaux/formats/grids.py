"""The tables of a file as grids of words: what an officer sends back, in Word or Excel.

A table that was written is read for its cells alone; what stands around it does not count.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

import msgspec

from travaux.formats import docx_reader
from travaux.formats.package import DEFAULT_LIMITS, Limits, check, parse_xml
from travaux.formats.reading import Unreadable
from travaux.text.tree import OBJECT, Kind, Provision, Tree

_MOST_CELLS: Final = 3_000_000
_PLACE: Final = re.compile(r"([A-Za-z]{0,3})([0-9]{0,7})")
_RESAVE: Final = "Open it in Excel or LibreOffice and save it again as .xlsx."


class Grid(msgspec.Struct, frozen=True):
    """One table: its name, and its rows of cells as words."""

    name: str
    """As a person finds it: `table 2`, `sheet “Answers”`."""
    rows: tuple[tuple[str, ...], ...]


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Grid, ...]:
    """Return the tables of a Word or Excel file in order; which it is, its parts say.

    Raises Unreadable with the problem, the place and the remedy.
    """
    package = check(data, limits)
    if "xl/workbook.xml" in package:
        for name in package.names():
            _check_extent(name, package.read(name))
        return tuple(_sheets(data))
    return tuple(_tables(docx_reader.read(data, limits).accepted))


def _check_extent(name: str, part: bytes) -> None:
    """Refuse a sheet of few cells far apart: its reader holds every cell between them."""
    if b"sheetData" not in part:
        return
    rows = columns = at = 0
    for element in parse_xml(part, name[:80]).iter("{*}row", "{*}c"):
        if str(element.tag).endswith("}row"):
            at = 0
        else:
            at += 1
        place = _PLACE.fullmatch(element.get("r") or "")
        if place:
            rows = max(rows, int(place[2] or 0))
            at = max(at, _column(place[1]))
        columns = max(columns, at)
    if rows * columns > _MOST_CELLS:
        raise Unreadable(
            f"A sheet reaches over more than {_MOST_CELLS:,} cells",
            place=name[:80],
            remedy="Delete the empty rows and columns far from the table, and save it again.",
        )


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def _sheets(data: bytes) -> Iterator[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Grid(f"sheet “{name}”", tuple(tuple(map(_cell, row)) for row in rows))
    except CalamineError as error:
        raise Unreadable(
            "The workbook is damaged or protected", place=str(error)[:80], remedy=_RESAVE
        ) from error


def _cell(value: object) -> str:
    """Return the words that a sheet shows for a value; `12.0` was typed as `12`."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")


def _tables(tree: Tree) -> Iterator[Grid]:
    """Yield the tables of a text; one within a cell belongs to the words of that cell."""
    count = place = 0
    while place < len(tree.provisions):
        if tree.provisions[place].kind is not Kind.TABLE:
            place += 1
            continue
        count += 1
        end = tree.end_of(place)
        yield Grid(f"table {count}", tuple(_rows(tree.provisions[place + 1 : end])))
        place = end


def _rows(provisions: tuple[Provision, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table; a cell that spans rows or columns has its words in the first.

    What stands at the head of a cell like a label (`1.`) is followed by one blank.
    """
    level = provisions[0].level if provisions else 0
    row: dict[int, list[str]] = {}
    running: dict[int, int] = {}  # how many rows each column is taken, this one among them
    cell: list[str] = []
    begun = False
    for provision in provisions:
        if provision.kind is Kind.ROW and provision.level == level:
            if begun:
                yield _row(row)
            begun = True
            running = {column: left - 1 for column, left in running.items() if left > 1}
            row = {column: [] for column in running}
            continue
        if provision.kind is Kind.CELL and provision.level == level + 1:
            column = next(n for n in range(len(row) + 1) if n not in row)
            cell = []
            for taken in range(column, column + max(provision.columns, 1)):
                row[taken] = cell if taken == column else []
                if provision.rows > 1:
                    running[taken] = provision.rows
        words = f"{provision.label} {provision.text.replace(OBJECT, '')}".strip()
        if words or provision.kind is Kind.PARAGRAPH:
            cell.append(words)
    if begun:
        yield _row(row)


def _row(cells: dict[int, list[str]]) -> tuple[str, ...]:
    return tuple("\n".join(cells[column]) for column in sorted(cells))
