"""Reading comment tables from Word files: rich cells, merged cells, titles in the page head."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from travaux.formats.comment_tables.assembly import Front, Line, RawTable, assemble, is_front
from travaux.formats.comment_tables.table import Cell, CommentTable, tidy, words
from travaux.formats.docx_reader.context import Context
from travaux.formats.docx_reader.inline import InlineReader
from travaux.formats.docx_reader.names import TBL, P, W
from travaux.formats.docx_reader.numbering import Count, Numbering
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.docx_reader.pieces import KEPT, Piece, RawParagraph, Revision
from travaux.formats.docx_reader.styles import Styles
from travaux.formats.docx_reader.tables import Row, children, read_rows
from travaux.formats.package import DEFAULT_LIMITS, Limits, check
from travaux.formats.reading import Unreadable
from travaux.text.tree import OBJECT, Run

_Elements = Iterable[tuple[etree._Element, Revision]]
_TELLING: Final = 80
"""A paragraph outside the table that is so long may say something."""
_MOST_COLUMNS: Final = 64
_TRACKED: Final = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> CommentTable | None:
    """Return the comment table in a Word file, None where it holds none.

    Tracked changes are read as accepted, numbers of lists as words, notes in square brackets
    where they are called. Raises Unreadable as `docx_reader.read` does.
    """
    package = check(data, limits)
    try:
        return _File(Parts(package)).table()
    except RecursionError as error:
        raise Unreadable(
            "The file nests tables or boxes too deeply",
            remedy="Open it in a word processor and save it again as .docx.",
        ) from error


class _File:
    """One file while its tables are being read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = Styles(parts.linked("styles"))
        self._numbering = Numbering(parts.linked("numbering"), self._styles)
        self._pictures = 0

    def table(self) -> CommentTable | None:
        """Return what the tables of the body make with the titles in the page heads."""
        root = self._parts.root(self._parts.main)
        body = root.find(W + "body")
        if body is None:
            return None
        front = Front()
        story = _Story(self, root, self._parts.main)
        tables: list[RawTable] = []
        outside: list[str] = []
        for element, revision in children(body, KEPT):
            if element.tag == TBL:
                tables.append(
                    RawTable(f"table {len(tables) + 1}", list(story.lines(element, revision)))
                )
            elif element.tag == P:
                text = words(story.cell([(element, revision)]))
                outside += [text] if len(text) >= _TELLING and not is_front(text) else []
                if not tables or all(len(raw.lines) < 2 for raw in tables):
                    front.take([text], may_be_title=not tables)
        if not tables:
            return None
        return assemble(tables, list(self._heads()), front, self._warnings(root, outside))

    def _heads(self) -> Iterator[list[str]]:
        """Yield the lines of the page heads: rows of their tables, then single paragraphs."""
        for link in self._parts.links(self._parts.main).values():
            if link.kind != "header" or link.external or link.target not in self._parts.package:
                continue
            root = self._parts.root(link.target)
            story = _Story(self, root, link.target)
            for table in root.iter(TBL):
                for line in story.lines(table, KEPT):
                    yield line.texts()
            for paragraph in root.iterchildren(P):
                yield [words(story.cell([(paragraph, KEPT)]))]

    def _warnings(self, root: etree._Element, outside: list[str]) -> list[str]:
        found = []
        if outside:
            found.append(
                f"Words outside the table were not read as comments: “{outside[0][:100]}”."
                " Put them into a row, or make comments of them, if they are points."
            )
        if next(root.iter(*_TRACKED), None) is not None:
            found.append("Tracked changes in the table were read as accepted.")
        if self._pictures:
            found.append(
                "Pictures were left out of the table and stand in brackets."
                " Look at them in the file itself."
            )
        return found

    def label(self, raw: RawParagraph, count: Count) -> str:
        """Return the number or bullet that Word shows before a paragraph."""
        style = self._styles.paragraph(raw.now.style)
        place = self._numbering.place(raw.now.place, style)
        shown = None if place is None else count.next(*place)
        return "" if shown is None or not shown.label else f"{shown.label} "

    def reader(self, root: etree._Element, part: str) -> InlineReader:
        """Return a reader for the paragraphs of a part."""
        return InlineReader(root, part, self._parts, self._styles, Context())

    def note(self, name: str) -> str:
        """Return the words of a note in square brackets."""
        stem = "footnotes" if name.startswith("fn") else "endnotes"
        root = self._parts.linked(stem)
        for element in root if root is not None else ():
            if element.get(W + "id") == name[2:]:
                text = "".join([t.text or "" for t in element.iter(W + "t")])
                return f" [{text.strip()}]" if text.strip() else ""
        return ""

    def picture(self, alt: str) -> str:
        """Return what stands for a picture, and count it."""
        self._pictures += 1
        return f"[{alt or 'picture'}]"


class _Story:
    """The paragraphs and tables of one part."""

    def __init__(self, file: _File, root: etree._Element, part: str) -> None:
        self._file = file
        self._reader = file.reader(root, part)
        self._count = Count()

    def lines(self, table: etree._Element, ambient: Revision) -> Iterator[Line]:
        """Yield the lines of a table; what a merge continues is repeated."""
        rows = [row for row in read_rows(table, ambient) if any(c.revision.new for c in row.cells)]
        width = 0
        for row in rows:
            for cell in row.cells:
                width = max(width, min(_MOST_COLUMNS, cell.new.column + cell.new.columns))
        above: list[Cell] = [()] * width
        for row in rows:
            line = self._line(row, width, above)
            above = line.cells
            yield line

    def _line(self, row: Row, width: int, above: list[Cell]) -> Line:
        line = Line([()] * width, [True] * width)
        standing = [c for c in row.cells if c.revision.new and c.new.column < width]
        for cell in standing:
            if cell.new.beside:
                continue
            place = cell.new.column
            if cell.new.below:
                line.cells[place], line.own[place] = above[place], False
            else:
                line.cells[place] = self.cell(children(cell.element, KEPT))
            for covered in range(place + 1, min(width, place + cell.new.columns)):
                line.own[covered] = False
        shown = [cell for cell in standing if not cell.new.beside]
        line.spans = width > 1 and len(shown) == 1 and shown[0].new.columns >= width
        return line

    def cell(self, elements: _Elements) -> Cell:
        """Return the paragraphs of a cell, those of tables within it among them."""
        return tidy(self._paragraphs(elements))

    def _paragraphs(self, elements: _Elements) -> Iterator[list[Run]]:
        waiting: list[Run] = []
        for element, revision in elements:
            if element.tag == TBL:
                for row in read_rows(element, revision):
                    for cell in row.cells:
                        if not cell.new.hidden:
                            yield from self._paragraphs(children(cell.element, KEPT))
            elif element.tag == P:
                raw = self._reader.paragraph(element, 0, revision)
                waiting += self._runs(raw)
                if raw.mark.new:
                    yield waiting
                    waiting = []
                for box in _boxes(raw):
                    yield from self._paragraphs(children(box, KEPT))
        if waiting:
            yield waiting

    def _runs(self, raw: RawParagraph) -> list[Run]:
        label = self._file.label(raw, self._count)
        runs = [Run(label)] if label else []
        for piece in raw.pieces:
            if not isinstance(piece, Piece) or not piece.revision.new:
                continue
            form = piece.form
            text = piece.text
            if text == OBJECT:
                text = self._file.note(form.note) if form.note else self._file.picture(form.alt)
                form = Run("")
            runs.append(form.with_text(text))
        return runs


def _boxes(raw: RawParagraph) -> Iterator[etree._Element]:
    """Yield the text boxes hung on a paragraph."""
    for spot in raw.pieces:
        if not isinstance(spot, Piece) and spot.element is not None and spot.revision.new:
            yield spot.element
