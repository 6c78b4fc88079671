"""A table of a paper as a sheet: titles frozen and printed on each page, rows as high as needed."""

from typing import Final

from travaux.formats.paper.value import Band, Cell, Row, Table, spans
from travaux.formats.paper.xlsx_cells import TALLEST, Cutter, Line, lines, pieces, said
from travaux.formats.workbook_writer import Sheet, Style

CONTINUED: Final = "(continued)"
"""Ends the first cell of a row that goes on with what did not fit into another; a third row says
`(continued 2)`. Before it stands the first cell's own word, so that sorting does no harm."""
_LONGEST_NAME: Final = 24
_WIDTH: Final = {True: 150, False: 70}
_EDGE: Final = "B5BCC4"
_BOX: Final = Style(edge=_EDGE)
_HEAD: Final = Style(fill="DEE6F0", edge=_EDGE)
_BAND: Final = Style(fill="EEF2F6", edge=_EDGE)


def sheet_of(table: Table, name: str) -> Sheet:
    """Return a table as a sheet."""
    return _Writing(table, name).write()


class _Writing:
    """A sheet while its table is being written."""

    def __init__(self, table: Table, name: str) -> None:
        self._table = table
        self._at = 1
        wide = not any(column.number for column in table.columns)
        whole = sum(column.width for column in table.columns) or 1
        self._widths = [
            min(120.0, max(7.0, _WIDTH[wide] * column.width / whole)) for column in table.columns
        ]
        self._sheet = Sheet(name, self._widths, titles=1)
        self._sheet.fixed = True
        self._heights: dict[int, int] = {1: 1}
        """Lines of each row."""

    def write(self) -> Sheet:
        """Write titles and rows."""
        columns = zip(self._table.columns, self._widths, strict=True)
        for place, (column, width) in enumerate(columns, 1):
            title = Cutter(width).cut(Cell((said(column.title, bold=True),)))
            self._put(1, place, title.parts[0], _HEAD)
            self._raise(1, title.heights[0])
        self._rows()
        for row, height in self._heights.items():
            self._sheet.heights[row] = min(409.0, height * 13.5 + 4)
        return self._sheet

    def _put(self, at: int, column: int, line: Line, style: Style = _BOX) -> None:
        self._sheet.put(at, column, pieces(line), style)

    def _rows(self) -> None:
        sizes = spans(self._table.rows)
        first: list[int] = []
        for row, size in zip(self._table.rows, sizes, strict=True):
            first.append(self._at + 1)
            if isinstance(row, Band):
                self._band(row)
            else:
                self._row(row, size)
        first.append(self._at + 1)
        for place, (row, size) in enumerate(zip(self._table.rows, sizes, strict=True)):
            for column, count in enumerate(size):
                if count > 1 and isinstance(row, Row):
                    self._spanned(row.cells[column], column, first[place], first[place + count])

    def _band(self, band: Band) -> None:
        columns = len(self._table.columns)
        cutter = Cutter(sum(self._widths)).cut(Cell((said(band.text, bold=True),)))
        for part, height in zip(cutter.parts, cutter.heights, strict=True):
            self._at += 1
            at = self._at
            for place in range(1, columns + 1):
                self._put(at, place, part if place == 1 else [], _BAND)
            if columns > 1:
                self._sheet.merge(at, 1, at, columns)
            self._heights[at] = height

    def _row(self, row: Row, sizes: list[int]) -> None:
        """Write a row, and below it what did not fit."""
        cut = [Cutter(width).cut(cell) for cell, width in zip(row.cells, self._widths, strict=True)]
        for number in range(max((len(cutter.parts) for cutter in cut), default=1)):
            self._at += 1
            self._heights[self._at] = 1
            for place, (cutter, size) in enumerate(zip(cut, sizes, strict=True)):
                part: Line = []
                if number < len(cutter.parts):
                    part = cutter.parts[number]
                    if size < 2 or len(cutter.parts) > 1:
                        self._raise(self._at, cutter.heights[number])
                elif place == 0:
                    part = lines(Cell((said(_continued(row.cells[0].text, number)),)))
                self._put(self._at, place + 1, part)

    def _raise(self, at: int, height: int) -> None:
        self._heights[at] = max(self._heights[at], height)

    def _spanned(self, cell: Cell, column: int, start: int, end: int) -> None:
        """Merge a cell over its rows, and make the last of them high enough for it."""
        cutter = Cutter(self._widths[column]).cut(cell)
        rows = range(start, end)
        free = not any(self._sheet.holds(at, column + 1) for at in rows[1:])
        if len(cutter.parts) > 1 or not free:
            self._raise(start, cutter.heights[0])
            return
        self._sheet.merge(start, column + 1, end - 1, column + 1)
        missing = cutter.heights[0] - sum(self._heights[at] for at in rows)
        if missing > 0:
            self._heights[end - 1] = min(TALLEST + 1, self._heights[end - 1] + missing)


def _continued(name: str, number: int) -> str:
    """Return what the first cell of a row says that goes on with another."""
    mark = CONTINUED if number == 1 else f"{CONTINUED[:-1]} {number})"
    short = len(name) <= _LONGEST_NAME and "\n" not in name and name.strip()
    return f"{name} {mark}" if short else mark
