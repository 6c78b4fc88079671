"""A paper as an Excel workbook: a sheet of facts, then a sheet for each table.

Whatever a text begins with, it stays a text: no cell becomes a formula, in the file or when it is
edited. What is too long for a cell goes on in the rows below it, which say so.
"""

import io
import re
import zipfile
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from travaux.formats.docx_writer.markup import clean
from travaux.formats.paper.value import Cell, Facts, Heading, Paper, Paragraph, Table, Text, Tone
from travaux.formats.paper.xlsx_cells import Cutter, fill, said
from travaux.formats.paper.xlsx_table import write_table
from travaux.text.tree import Run

_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NAMES, _VALUES = 34, 76
"""The widths of the two columns of the first sheet, in signs."""


def write(paper: Paper) -> bytes:
    """Return the paper as a workbook (.xlsx). The same paper gives the same bytes."""
    book = Workbook()
    book.properties.title = clean(paper.title)
    book.properties.subject = clean(paper.symbol)
    book.properties.language = clean(paper.language)
    book.properties.creator = "Travaux"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    names = {"about"}
    sheet.title = "About"
    about = _About(sheet, paper)
    for block in paper.blocks:
        about.write(block)
        if isinstance(block, Table):
            name = _sheet_name(block.title, names)
            about.point_to(name)
            made = book.create_sheet(name)
            write_table(made, block)
            _page(made, paper, landscape=paper.landscape)
    _page(sheet, paper, landscape=False)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _timeless(data: bytes) -> bytes:
    """Return the package without the instant at which it was written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            held = source.read(name)
            if name == "docProps/core.xml":
                held = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", held)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, held)
    return stream.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet: at most 31 signs, none of `[]:*?/\\`, once in the book."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", clean(title)).strip().strip("'")[:31] or "Table"
    number, tried = 1, name
    while tried.lower() in taken:
        number += 1
        tried = f"{name[: 30 - len(str(number))]} {number}"
    taken.add(tried.lower())
    return tried


def _page(sheet: Worksheet, paper: Paper, *, landscape: bool) -> None:
    setup = sheet.page_setup
    setup.orientation = "landscape" if landscape else "portrait"
    setup.paperSize = 9  # A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    name = " · ".join([part for part in (paper.symbol, paper.title) if part])
    foot = sheet.oddFooter
    assert foot is not None
    assert foot.left is not None
    assert foot.right is not None
    foot.left.text = clean(name)[:110].replace("&", "&&")
    foot.right.text = "&P / &N"
    sheet.sheet_view.rightToLeft = paper.rtl
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.75


class _About:
    """The first sheet: everything but the tables, and where each of them is."""

    def __init__(self, sheet: Worksheet, paper: Paper) -> None:
        self._sheet = sheet
        self._at = 0
        sheet.column_dimensions["A"].width = _NAMES
        sheet.column_dimensions["B"].width = _VALUES
        sheet.sheet_view.showGridLines = False
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
            fill(self._sheet, self._at, 1, part, size=size)
            at = self._at
            self._sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=2)
            self._sheet.row_dimensions[at].height = height * size * 1.4 + 4

    def _fact(self, name: Paragraph, value: Paragraph) -> None:
        names, values = Cutter(_NAMES).cut(Cell((name,))), Cutter(_VALUES).cut(Cell((value,)))
        for number in range(max(len(names.parts), len(values.parts))):
            self._at += 1
            lines = 1
            for column, cutter in ((1, names), (2, values)):
                if number < len(cutter.parts):
                    fill(self._sheet, self._at, column, cutter.parts[number], size=11)
                    lines = max(lines, cutter.heights[number])
            self._sheet.row_dimensions[self._at].height = lines * 14.5 + 3
