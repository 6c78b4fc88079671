"""A table of a paper as a sheet: titles frozen and printed on each page, rows as high as needed."""

from typing import Final

from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from travaux.formats.paper.value import Band, Cell, Row, Table, spans
from travaux.formats.paper.xlsx_cells import TALLEST, Cutter, fill, lines, said

CONTINUED: Final = "(continued)"
"""Ends the first cell of a row that goes on with what did not fit into another; a third row says
`(continued 2)`. Before it stands the first cell's own word, so that sorting does no harm."""
_LONGEST_NAME: Final = 24
_WIDTH: Final = {True: 150, False: 70}
_LINE: Final = Side(style="thin", color="FFB5BCC4")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD: Final = PatternFill("solid", fgColor="FFDEE6F0")
_BAND: Final = PatternFill("solid", fgColor="FFEEF2F6")


def write_table(sheet: Worksheet, table: Table) -> None:
    """Write a table into an empty sheet."""
    _Sheet(sheet, table).write()


class _Sheet:
    def __init__(self, sheet: Worksheet, table: Table) -> None:
        self._sheet = sheet
        self._table = table
        self._at = 1
        wide = not any(column.number for column in table.columns)
        whole = sum(column.width for column in table.columns) or 1
        self._widths = [
            min(120.0, max(7.0, _WIDTH[wide] * column.width / whole)) for column in table.columns
        ]
        self._heights: dict[int, int] = {1: 1}
        """Lines of each row."""

    def write(self) -> None:
        """Write titles and rows."""
        columns = zip(self._table.columns, self._widths, strict=True)
        for place, (column, width) in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = width
            title = Cutter(width).cut(Cell((said(column.title, bold=True),)))
            fill(self._sheet, 1, place, title.parts[0])
            self._sheet.cell(1, place).fill = _HEAD
            self._sheet.cell(1, place).border = _BOX
            self._heights[1] = max(self._heights[1], title.heights[0])
        self._sheet.freeze_panes = "A2"
        self._sheet.print_title_rows = "1:1"
        self._rows()
        for row, height in self._heights.items():
            self._sheet.row_dimensions[row].height = min(409.0, height * 13.5 + 4)

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
            fill(self._sheet, at, 1, part)
            for place in range(1, columns + 1):
                self._sheet.cell(at, place).fill = _BAND
                self._sheet.cell(at, place).border = _BOX
            if columns > 1:
                self._sheet.merge_cells(
                    start_row=at, end_row=at, start_column=1, end_column=columns
                )
            self._heights[at] = height

    def _row(self, row: Row, sizes: list[int]) -> None:
        """Write a row, and below it what did not fit."""
        cut = [Cutter(width).cut(cell) for cell, width in zip(row.cells, self._widths, strict=True)]
        for number in range(max((len(cutter.parts) for cutter in cut), default=1)):
            self._at += 1
            self._heights[self._at] = 1
            for place, (cutter, size) in enumerate(zip(cut, sizes, strict=True)):
                self._sheet.cell(self._at, place + 1).border = _BOX
                if number < len(cutter.parts):
                    fill(self._sheet, self._at, place + 1, cutter.parts[number])
                    if size < 2 or len(cutter.parts) > 1:
                        self._raise(self._at, cutter.heights[number])
                elif place == 0:
                    mark = lines(Cell((said(_continued(row.cells[0].text, number)),)))
                    fill(self._sheet, self._at, 1, mark)

    def _raise(self, at: int, height: int) -> None:
        self._heights[at] = max(self._heights[at], height)

    def _spanned(self, cell: Cell, column: int, start: int, end: int) -> None:
        """Merge a cell over its rows, and make the last of them high enough for it."""
        cutter = Cutter(self._widths[column]).cut(cell)
        rows = range(start, end)
        free = all(self._sheet.cell(at, column + 1).value is None for at in rows[1:])
        if len(cutter.parts) > 1 or not free:
            self._raise(start, cutter.heights[0])
            return
        self._sheet.merge_cells(
            start_row=start, end_row=end - 1, start_column=column + 1, end_column=column + 1
        )
        missing = cutter.heights[0] - sum(self._heights[at] for at in rows)
        if missing > 0:
            self._heights[end - 1] = min(TALLEST + 1, self._heights[end - 1] + missing)


def _continued(name: str, number: int) -> str:
    """Return what the first cell of a row says that goes on with another."""
    mark = CONTINUED if number == 1 else f"{CONTINUED[:-1]} {number})"
    short = len(name) <= _LONGEST_NAME and "\n" not in name and name.strip()
    return f"{name} {mark}" if short else mark
