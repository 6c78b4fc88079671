"""Writing comment tables as workbooks: every cell a string with its rich text, none a formula."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from travaux.formats import workbook_writer
from travaux.formats.comment_tables.assembly import BLANK_TITLE, counts_title
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
from travaux.formats.workbook_writer import LONGEST_CELL, Piece, Sheet, Style
from travaux.text.comment import Form
from travaux.text.tree import Run

_ROOM: Final = 32_000
_SPLIT: Final = ("comments", "proposed", "observations")
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
_EDGE: Final = "A6A6A6"
_PLAIN: Final = Style(wrapped=False)
_BOLD: Final = Style(bold=True, wrapped=False)
_TITLE: Final = Style(14, bold=True, wrapped=False)
_TITLES: Final = Style(bold=True, fill="E7ECF3", edge=_EDGE)
_TEXT: Final = Style(edge=_EDGE)


def write(table: CommentTable) -> bytes:
    """Return a workbook (.xlsx) that holds the table: front matter, titles, rows.

    Read again it is the same table in normal form (`table.normal`). A comment longer than a cell
    may be goes on in the next row, which reading joins again as paragraphs. The same table gives
    the same bytes. Raises ValueError where another column is longer than a cell may be.
    """
    return workbook_writer.write([_Writing(normal(table)).sheet])


class _Writing:
    """The one sheet while it is being written."""

    def __init__(self, table: CommentTable) -> None:
        self._table = table
        self._columns = layout(table)
        self._at = 0
        self.sheet = Sheet("Comments", [_width(column) for column in self._columns])
        self.sheet.landscape = True
        self.sheet.foot = "&C&P / &N"
        self._front()
        self._line([(cell(self._name(column)), _TITLES) for column in self._columns])
        self.sheet.titles = self._at
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
        self._at += 1

    def _body(self) -> None:
        group = ""
        for place, row in enumerate(self._table.rows, 1):
            if row.group != group:
                group = row.group
                self._group(group)
            for part in _parts(row, place):
                self._line([(column.of(part), _TEXT) for column in self._columns])

    def _group(self, group: str) -> None:
        blank: list[tuple[Cell, Style]] = [((), _TITLES)] * (len(self._columns) - 1)
        self._line([(cell(group), _TITLES), *blank])
        self.sheet.merge(self._at, 1, self._at, len(self._columns))
        self.sheet.heights.pop(self._at, None)

    def _line(self, cells: Sequence[tuple[Cell, Style]]) -> None:
        self._at += 1
        height = 1
        for place, (content, style) in enumerate(cells):
            self.sheet.put(self._at, place + 1, _pieces_of(content), style)
            if style.wrapped:
                width = _width(self._columns[place])
                height = max(height, sum(len(s) // width + 1 for s in words(content).split("\n")))
        if cells and cells[0][1] == _TITLE:
            self.sheet.heights[self._at] = 22
        elif height > 1:
            self.sheet.heights[self._at] = min(400, 14 * height + 2)


def _width(column: Column) -> int:
    return _WIDTHS.get(column.name, 20)


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


def _pieces_of(content: Cell) -> Iterator[Piece]:
    """Yield the runs of a cell, a line break before each paragraph but the first."""
    last = Run("")
    for place, paragraph in enumerate(content):
        if place:
            yield Piece(last.with_text("\n"))
        for run in paragraph:
            yield Piece(run)
            last = run
