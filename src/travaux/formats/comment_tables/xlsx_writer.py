"""Writing comment tables as workbooks: every cell a string with its rich text, none a formula.

What begins with `=`, `+`, `-` or `@` is written as a string, which no program computes, and its
cell is marked so that editing it keeps it one (quotePrefix, ECMA-376-1, 18.8.45).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from msgspec.structs import replace

from travaux.formats.comment_tables.grid import BLANK_TITLE, counts_title
from travaux.formats.comment_tables.headings import TITLES
from travaux.formats.comment_tables.layout import Column, layout
from travaux.formats.comment_tables.table import (
    Cell,
    CommentTable,
    Row,
    cell,
    normal,
    one_line,
    words,
)
from travaux.text.comment import Form
from travaux.text.tree import Run

LONGEST_CELL: Final = 32_767
"""Characters that a cell of a workbook may hold."""
_ROOM: Final = 32_000
_SPLIT: Final = ("comments", "proposed", "observations")
_FORMULA: Final = re.compile(r"[\s]*[=+\-@]")
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WIDTHS: Final = {
    "original": 45,
    "source": 16,
    "line": 9,
    "clause": 12,
    "part": 14,
    "kind": 10,
    "comments": 45,
    "proposed": 45,
    "observations": 28,
}
_PLAIN, _TEXT, _TITLES, _BOLD, _QUOTED, _TITLE = range(6)
"""Styles of cells, by their place in `cellXfs`."""


def write(table: CommentTable) -> bytes:
    """Return a workbook (.xlsx) that holds the table: front matter, titles, rows.

    Read again it is the same table in normal form (`table.normal`). A comment longer than a cell
    may be goes on in the next row, which reading joins again as paragraphs. The same table gives
    the same bytes. Raises ValueError where another column is longer than a cell may be.
    """
    sheet = _Sheet(normal(table))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": sheet.workbook(),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet.xml(),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": sheet.strings(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode())
    return stream.getvalue()


class _Sheet:
    """The one sheet while it is being written."""

    def __init__(self, table: CommentTable) -> None:
        self._table = table
        self._columns = layout(table)
        self._strings: dict[str, int] = {}
        self._count = 0
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._front()
        self._line([(cell(self._name(column)), _TITLES) for column in self._columns])
        self._heading = len(self._rows)
        self._body()

    def _name(self, column: Column) -> str:
        if self._table.form is Form.ISO_TABLE and column.name == "source":
            return "MB/NC"
        return TITLES.get(column.name, column.title)

    def _front(self) -> None:
        table = self._table
        blank = BLANK_TITLE if table.form is Form.ISO_TABLE else "Compilation of comments"
        self._line([(cell(table.title or blank), _TITLE)])
        told = (("Document", table.document), ("Project", table.project), ("Date", table.date))
        for name, value in told:
            if value:
                self._line([(cell(f"{name}:"), _BOLD), (cell(value), _PLAIN)])
        if table.counts:
            self._line([(cell(title), _BOLD) for title in counts_title()])
            for kind, number in table.counts:
                self._line([(cell(kind), _PLAIN), (cell(str(number)), _PLAIN)])
        self._rows.append("")

    def _body(self) -> None:
        group = ""
        last = _letters(len(self._columns) - 1)
        for place, row in enumerate(self._table.rows, 1):
            if row.group != group:
                group = row.group
                self._merged.append(f"A{len(self._rows) + 1}:{last}{len(self._rows) + 1}")
                blank = [((), _TITLES)] * (len(self._columns) - 1)
                self._line([(cell(group), _TITLES), *blank])
            for part in _parts(row, place):
                self._line([(column.of(part), _TEXT) for column in self._columns])

    def _line(self, cells: Sequence[tuple[Cell, int]]) -> None:
        number = len(self._rows) + 1
        found = []
        height = 1
        for place, (content, style) in enumerate(cells):
            name = f"{_letters(place)}{number}"
            text = words(content)
            if style == _TEXT and _FORMULA.match(text):
                style = _QUOTED
            if style in (_TEXT, _QUOTED, _TITLES) and len(cells) == len(self._columns):
                width = _WIDTHS.get(self._columns[place].name, 20)
                lines = [len(line) // width + 1 for line in text.split("\n")]
                height = max(height, sum(lines) if not self._is_group(cells) else 1)
            value = f' t="s"><v>{self._string(content)}</v></c>' if content else "/>"
            found.append(f'<c r="{name}" s="{style}"{value}')
        points = 22 if cells and cells[0][1] == _TITLE else min(400, 14 * height + 2)
        tall = f' ht="{points}"' if height > 1 or points == 22 else ""
        self._rows.append(f'<row r="{number}"{tall}>{"".join(found)}</row>')

    @staticmethod
    def _is_group(cells: Sequence[tuple[Cell, int]]) -> bool:
        return cells[0][1] == _TITLES and not any(content for content, _ in cells[1:])

    def _string(self, content: Cell) -> int:
        self._count += 1
        return self._strings.setdefault("".join(_rich(content)), len(self._strings))

    def xml(self) -> str:
        """Return the sheet: titles frozen, wrapped, printed across the page."""
        columns = "".join(
            f'<col min="{place}" max="{place}" customWidth="1"'
            f' width="{_WIDTHS.get(column.name, 20)}"/>'
            for place, column in enumerate(self._columns, 1)
        )
        top = self._heading
        merged = "".join(f'<mergeCell ref="{span}"/>' for span in self._merged)
        return (
            f'{_XML}<worksheet xmlns="{_MAIN}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
            f'<sheetView workbookViewId="0"><pane ySplit="{top}" topLeftCell="A{top + 1}"'
            ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
            f"<sheetData>{''.join(self._rows)}</sheetData>"
            + (f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>' if merged else "")
            + '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3"'
            ' footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
        )

    def workbook(self) -> str:
        """Return the workbook, with the titles to be printed on each page."""
        top = self._heading
        return (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
            '<sheet name="Comments" sheetId="1" r:id="rId1"/></sheets><definedNames>'
            '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
            f"Comments!${top}:${top}</definedName></definedNames></workbook>"
        )

    def strings(self) -> str:
        """Return the strings that the cells name by number."""
        items = "".join(f"<si>{item}</si>" for item in self._strings)
        return (
            f'{_XML}<sst xmlns="{_MAIN}" count="{self._count}"'
            f' uniqueCount="{len(self._strings)}">{items}</sst>'
        )


def _parts(row: Row, number: int) -> Iterator[Row]:
    """Yield a row, in several where a comment is longer than a cell may be."""
    for name in ("original", "source", "line", "clause", "part", "kind"):
        if len(row.words(name)) > LONGEST_CELL:
            raise ValueError(
                f"Row {number} has a cell of more than {LONGEST_CELL:,} characters"
                f" ({one_line(TITLES[name])}), more than a workbook holds."
                " Write the table as .docx."
            )
    pieces = {name: _pieces(getattr(row, name)) for name in _SPLIT}
    for place in range(max([1, *map(len, pieces.values())])):
        cells = {name: found[place] if place < len(found) else () for name, found in pieces.items()}
        yield replace(row if not place else Row(group=row.group), **cells)


def _pieces(content: Cell) -> list[Cell]:
    """Return a cell in pieces that fit into cells, parted between paragraphs where possible."""
    if len(words(content)) <= LONGEST_CELL:
        return [content]
    pieces: list[Cell] = []
    room = 0
    for paragraph in content:
        for part in _short(paragraph):
            size = sum(len(run.text) for run in part) + 1
            if size > room:
                pieces.append(())
                room = _ROOM
            pieces[-1] = (*pieces[-1], part)
            room -= size
    return pieces


def _short(paragraph: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Yield a paragraph in parts that fit into a cell."""
    part: list[Run] = []
    room = _ROOM - 1
    for run in paragraph:
        text = run.text
        while text:
            if not room:
                yield tuple(part)
                part, room = [], _ROOM - 1
            part.append(run.with_text(text[:room]))
            text, room = text[room:], room - len(part[-1].text)
    yield tuple(part)


def _rich(content: Cell) -> Iterator[str]:
    """Yield the runs of a string item, or its one text (18.4.8)."""
    runs: list[Run] = []
    for place, paragraph in enumerate(content):
        if place:
            _add(runs, "\n")
        for run in paragraph:
            if runs and runs[-1].with_text("") == run.with_text(""):
                runs[-1] = run.with_text(runs[-1].text + run.text)
            else:
                runs.append(run)
    if len(runs) == 1 and runs[0] == Run(runs[0].text):
        yield _t(runs[0].text)
        return
    for run in runs:
        yield f"<r>{_look(run)}{_t(run.text)}</r>"


def _add(runs: list[Run], text: str) -> None:
    if runs:
        runs[-1] = runs[-1].with_text(runs[-1].text + text)
    else:
        runs.append(Run(text))


def _look(run: Run) -> str:
    marks = (("b", run.bold), ("i", run.italic), ("strike", run.strike))
    on = "".join(f"<{tag}/>" for tag, wanted in marks if wanted)
    raised = "superscript" if run.raised else "subscript" if run.lowered else ""
    return (
        f"<rPr>{on}{'<u/>' if run.underline else ''}"
        + (f'<vertAlign val="{raised}"/>' if raised else "")
        + '<sz val="10"/><rFont val="Calibri"/></rPr>'
    )


def _t(text: str) -> str:
    escaped = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return f'<t xml:space="preserve">{escape(escaped)}</t>'


def _letters(place: int) -> str:
    """Return the name of a column: A, B, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _relations(*links: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{place}" Type="{_LINKS}/{kind}" Target={quoteattr(target)}/>'
        for place, (kind, target) in enumerate(links, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_CONTENT_TYPES: Final = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SHEET}{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    + "</Types>"
)
_EDGE: Final = '<color rgb="FFA6A6A6"/>'
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="3">'
    '<font><sz val="10"/><name val="Calibri"/></font>'
    '<font><b/><sz val="10"/><name val="Calibri"/></font>'
    '<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFE7ECF3"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
    + "".join(
        f'<{side} style="thin">{_EDGE}</{side}>' for side in ("left", "right", "top", "bottom")
    )
    + '<diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="6">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        f' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        f'{extra}><alignment vertical="top"{wrap}/></xf>'
        for number, font, fill, border, wrap, extra in (
            (0, 0, 0, 0, "", ""),
            (49, 0, 0, 1, ' wrapText="1"', ""),
            (49, 1, 2, 1, ' wrapText="1"', ""),
            (0, 1, 0, 0, "", ""),
            (49, 0, 0, 1, ' wrapText="1"', ' quotePrefix="1"'),
            (0, 2, 0, 0, "", ""),
        )
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
