"""The tables of a file as grids of words: what an officer sends back, in Word or Excel.

A table that was written is read for its cells alone; what stands around it does not count.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from travaux.formats import docx_reader, workbook
from travaux.formats.package import DEFAULT_LIMITS, Limits, check
from travaux.formats.reading import Unreadable
from travaux.formats.workbook import Sheet
from travaux.text.tree import OBJECT, Kind, Provision, Tree

_MOST_CELLS: Final = 3_000_000


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
    if workbook.main_part(package):
        return tuple(map(_sheet, workbook.read(package).sheets))
    return tuple(_tables(docx_reader.read(data, limits).accepted))


def _sheet(sheet: Sheet) -> Grid:
    """Return every row and column from the first cell on; few cells far apart are refused."""
    height = max(sheet.rows, default=0)
    width = 1 + max((column for row in sheet.rows.values() for column in row), default=-1)
    if height * width > _MOST_CELLS:
        raise Unreadable(
            f"A sheet reaches over more than {_MOST_CELLS:,} cells",
            place=sheet.part[:80],
            remedy="Delete the empty rows and columns far from the table, and save it again.",
        )
    rows = [[""] * width for _ in range(height)]
    for number, values in sheet.rows.items():
        for column, value in values.items():
            rows[number - 1][column] = value.text.replace("\r\n", "\n")
    return Grid(f"sheet “{sheet.name}”", tuple(map(tuple, rows)))


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
