"""A paper as an Excel workbook: a sheet of facts, then a sheet for each table.

Whatever a text begins with, it stays a text: no cell becomes a formula, in the file or when it is
edited. What is too long for a cell goes on in the rows below it, which say so.
"""

import re

from travaux.formats import workbook_writer
from travaux.formats.paper.value import Cell, Facts, Heading, Paper, Paragraph, Table, Text, Tone
from travaux.formats.paper.xlsx_cells import Cutter, pieces, said
from travaux.formats.paper.xlsx_table import sheet_of
from travaux.formats.workbook_writer import Sheet, Style
from travaux.formats.xml_text import clean
from travaux.text.tree import Run

_NAMES, _VALUES = 34, 76
"""The widths of the two columns of the first sheet, in signs."""


def write(paper: Paper) -> bytes:
    """Return the paper as a workbook (.xlsx). The same paper gives the same bytes."""
    names = {"about"}
    about = _About(paper)
    sheets = [about.sheet]
    for block in paper.blocks:
        about.write(block)
        if isinstance(block, Table):
            name = _sheet_name(block.title, names)
            about.point_to(name)
            sheet = sheet_of(block, name)
            sheet.landscape = paper.landscape
            sheets.append(sheet)
    title = " · ".join([part for part in (paper.symbol, paper.title) if part])
    for sheet in sheets:
        sheet.foot = f"&L{clean(title)[:110].replace('&', '&&')}&R&P / &N"
        sheet.rtl = paper.rtl
    return workbook_writer.write(
        sheets,
        title=clean(paper.title),
        subject=clean(paper.symbol),
        language=clean(paper.language),
    )


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet: at most 31 signs, none of `[]:*?/\\`, once in the book."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", clean(title)).strip().strip("'")[:31] or "Table"
    number, tried = 1, name
    while tried.lower() in taken:
        number += 1
        tried = f"{name[: 30 - len(str(number))]} {number}"
    taken.add(tried.lower())
    return tried


class _About:
    """The first sheet: everything but the tables, and where each of them is."""

    def __init__(self, paper: Paper) -> None:
        self.sheet = Sheet("About", (_NAMES, _VALUES))
        self.sheet.fixed = True
        self.sheet.grid = False
        self._at = 0
        if paper.symbol:
            self._line(said(paper.symbol, bold=True), 11)
        self._line(said(paper.title, bold=True), 16)
        for line in paper.lines:
            self._line(said(line), 12)

    def write(self, block: object) -> None:
        """Write a block that is no table."""
        if isinstance(block, Heading):
            self._line(said(block.text, bold=True), 13)
        elif isinstance(block, Text):
            self._line(block.paragraph, 11)
        elif isinstance(block, Facts):
            for fact in block.facts:
                self._fact(said(fact.name, bold=True), said(fact.value))

    def point_to(self, name: str) -> None:
        """Say on which sheet a table is."""
        self._line(Paragraph((Run(f"See the sheet “{name}”."),), Tone.QUIET), 11)

    def _line(self, paragraph: Paragraph, size: int) -> None:
        cutter = Cutter((_NAMES + _VALUES) * 10 / size).cut(Cell((paragraph,)))
        for part, height in zip(cutter.parts, cutter.heights, strict=True):
            self._at += 1
            self.sheet.put(self._at, 1, pieces(part, size), Style(size))
            self.sheet.merge(self._at, 1, self._at, 2)
            self.sheet.heights[self._at] = height * size * 1.4 + 4

    def _fact(self, name: Paragraph, value: Paragraph) -> None:
        names, values = Cutter(_NAMES).cut(Cell((name,))), Cutter(_VALUES).cut(Cell((value,)))
        for number in range(max(len(names.parts), len(values.parts))):
            self._at += 1
            lines = 1
            for column, cutter in ((1, names), (2, values)):
                if number < len(cutter.parts):
                    self.sheet.put(self._at, column, pieces(cutter.parts[number], 11), Style(11))
                    lines = max(lines, cutter.heights[number])
            self.sheet.heights[self._at] = lines * 14.5 + 3
