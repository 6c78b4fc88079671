"""A paper as an Excel workbook: a sheet of facts, then a sheet for each table.

Whatever a text begins with, it stays a text: no cell becomes a formula, in the file or when it is
edited. What is too long for a cell goes on in the rows below it, which say so.
"""

import io
import re
import zipfile
from functools import cache
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from travaux.formats.docx_writer.markup import clean
from travaux.formats.paper.value import (
    Band,
    Cell,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.text.tree import OBJECT, Run

CONTINUED: Final = "(continued)"
"""Stands in the first cell of a row that goes on with what did not fit into the row above."""
LONGEST: Final = 32_767
"""UTF-16 units that a cell of Excel holds."""
_SHEET_WIDTH: Final = {True: 150, False: 100}
_INK, _SOFT, _OPEN = "FF1F3864", "FF595959", "FF9C2A00"
_LINE: Final = Side(style="thin", color="FFB5BCC4")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_OPEN_BELOW: Final = Border(left=_LINE, right=_LINE)
_HEAD: Final = PatternFill("solid", fgColor="FFDEE6F0")
_BAND: Final = PatternFill("solid", fgColor="FFEEF2F6")
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


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
    _about(sheet, paper)
    _page(sheet, paper, landscape=False)
    for table in paper.tables():
        sheet = book.create_sheet(_sheet_name(table.title, names))
        _table(sheet, table)
        _page(sheet, paper, landscape=paper.landscape)
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


def _about(sheet: Worksheet, paper: Paper) -> None:
    """Write everything but the tables."""
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 76
    sheet.sheet_view.showGridLines = False
    lines: list[tuple[Paragraph, Paragraph | None, int]] = []
    if paper.symbol:
        lines.append((_said(paper.symbol, bold=True), None, 11))
    lines.append((_said(paper.title, bold=True), None, 16))
    lines += [(_said(line), None, 12) for line in paper.lines]
    for block in paper.blocks:
        if isinstance(block, Heading):
            lines.append((_said(block.text, bold=True), None, 13))
        elif isinstance(block, Text):
            lines.append((block.paragraph, None, 11))
        elif isinstance(block, Facts):
            lines += [(_said(f.name, bold=True), _said(f.value), 11) for f in block.facts]
    place = 0
    for first, second, size in lines:
        texts = [_chunks(Cell((said,))) for said in (first, second) if said]
        for number in range(max(map(len, texts))):
            place += 1
            for column, chunks in enumerate(texts, 1):
                if number < len(chunks):
                    _fill(sheet, place, column, chunks[number], size=size)
            if second is None:
                sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=2)
                signs = sum(len(run.text) for run in first.runs)
                # Merged cells are never made higher by Excel itself.
                sheet.row_dimensions[place].height = size * 1.45 * (1 + signs * size // 1200)


def _said(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold),))


def _table(sheet: Worksheet, table: Table) -> None:
    landscape = len(table.columns) > 2 and not any(column.number for column in table.columns)
    whole = sum(column.width for column in table.columns) or 1
    for place, column in enumerate(table.columns, 1):
        width = max(7.0, _SHEET_WIDTH[landscape] * column.width / whole)
        sheet.column_dimensions[get_column_letter(place)].width = min(width, 90)
        _fill(sheet, 1, place, _lines(Cell((_said(column.title, bold=True),))))
        sheet.cell(1, place).fill = _HEAD
        sheet.cell(1, place).border = _BOX
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    at = 1
    for row in table.rows:
        at = _band(sheet, at + 1, row, table) if isinstance(row, Band) else _row(sheet, at + 1, row)


def _band(sheet: Worksheet, at: int, band: Band, table: Table) -> int:
    said = Cell((_said(band.text, bold=True),))
    _fill(sheet, at, 1, _chunks(said)[0])
    for place in range(1, len(table.columns) + 1):
        sheet.cell(at, place).fill = _BAND
        sheet.cell(at, place).border = _BOX
    if len(table.columns) > 1:
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(table.columns))
    return at


def _row(sheet: Worksheet, at: int, row: Row) -> int:
    """Write a row, and below it what did not fit; return the last row written."""
    chunks = [_chunks(cell) for cell in row.cells]
    height = max(map(len, chunks), default=1)
    for number in range(height):
        for place, (cell, parts) in enumerate(zip(row.cells, chunks, strict=True), 1):
            if number < len(parts):
                _fill(sheet, at + number, place, parts[number])
            elif place == 1:
                _fill(sheet, at + number, 1, _lines(Cell((_said(CONTINUED),))))
            sheet.cell(at + number, place).border = _OPEN_BELOW if cell.continued else _BOX
    return at + height - 1


Line = list[tuple[Run, Tone]]


def _lines(cell: Cell) -> Line:
    """Return the runs of a cell, its paragraphs parted by line breaks, fit for a sheet."""
    made: Line = []
    for place, said in enumerate(cell.paragraphs):
        if place:
            made.append((Run("\n"), Tone.PLAIN))
        for run in said.runs:
            text = clean(run.text.replace(OBJECT, ""))
            if text:
                made.append((run.with_text(text), said.tone))
    return made


def _chunks(cell: Cell) -> list[Line]:
    """Return the runs of a cell in as many parts as Excel needs cells."""
    chunks: list[Line] = [[]]
    room = LONGEST
    for run, tone in _lines(cell):
        text = run.text
        while text:
            part, units = _fitting(text, room)
            if part:
                chunks[-1].append((run.with_text(part), tone))
                room -= units
                text = text[len(part) :]
            if text:
                chunks.append([])
                room = LONGEST
    return chunks


def _fitting(text: str, room: int) -> tuple[str, int]:
    """Return the longest head of a text that takes no more than `room` units, and its units.

    A text that Excel would take for an escape is longer in the file than it looks.
    """
    units = 0
    for place, sign in enumerate(text):
        size = 2 if sign > "\uffff" else 1
        if sign == "_" and _ESCAPED.match(text, place):
            size = 7
        if units + size > room:
            return text[:place], units
        units += size
    return text, units


def _fill(sheet: Worksheet, at: int, place: int, line: Line, *, size: int = 10) -> None:
    """Write runs into a cell as a text, whatever it begins with."""
    cell = sheet.cell(at, place)
    cell.alignment = _WRAPPED
    cell.font = _letters(size)
    text = "".join([run.text for run, _ in line])
    if not text:
        return
    if any(_formed(run, tone) for run, tone in line):
        blocks = [
            TextBlock(_font(run, tone, size), _escaped(run.text)) for run, tone in _held(line)
        ]
        cell.value = CellRichText(*blocks)
    else:
        cell.value = _escaped(text)
        cell.data_type = "s"
    if text.lstrip()[:1] in ("=", "+", "-", "@", "'"):
        cell.quotePrefix = True  # or Excel makes it a formula when it is edited


@cache
def _letters(size: int) -> Font:
    return Font(name="Calibri", size=size)


def _held(line: Line) -> Line:
    """Return runs none of which is only blanks, which openpyxl would not protect."""
    held: Line = []
    before = ""
    for run, tone in line:
        if run.text.strip():
            held.append((run.with_text(before + run.text), tone))
            before = ""
        elif held:
            last, spoken = held[-1]
            held[-1] = (last.with_text(last.text + run.text), spoken)
        else:
            before += run.text
    return held


def _formed(run: Run, tone: Tone) -> bool:
    forms = (run.bold, run.italic, run.underline, run.strike, run.raised, run.lowered)
    return tone is not Tone.PLAIN or any(forms)


def _font(run: Run, tone: Tone, size: int) -> InlineFont:
    colour = {Tone.QUIET: Color(_SOFT), Tone.OPEN: Color(_OPEN)}.get(tone)
    shift: Literal["superscript", "subscript"] | None = None
    if run.raised or run.lowered:
        shift = "superscript" if run.raised else "subscript"
    return InlineFont(
        rFont="Calibri",
        sz=size - 1 if tone is Tone.QUIET else size,
        b=run.bold or tone in (Tone.STRONG, Tone.OPEN) or None,
        i=run.italic or None,
        u="single" if run.underline else None,
        strike=run.strike or None,
        vertAlign=shift,
        color=colour,
    )


def _escaped(text: str) -> str:
    """Return text in which Excel sees no escape (`_x000D_`, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub("_x005F_", text)
