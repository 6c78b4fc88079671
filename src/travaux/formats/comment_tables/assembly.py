"""From tables as they stand in a file to one comment table: which rows and columns are which.

The readers of each format give `RawTable`s; `assemble` finds their columns and joins their rows.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from travaux.formats.comment_tables.headings import columns_of, form_of, is_numbers, untitled
from travaux.formats.comment_tables.table import (
    Cell,
    CommentTable,
    Row,
    has_words,
    one_line,
    stands_alone,
    words,
)
from travaux.text.comment import Form

_FRONT: Final = re.compile(
    r"\s*(?P<name>date|document|draft|projet? de texte|project|projet|proyecto|documento|fecha"
    r"|title|titre|t[ií]tulo)\s*(?:no\.?|number|name|reference)?\s*[:：]\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIELDS: Final = {
    **dict.fromkeys(("document", "draft", "documento", "projet de texte"), "document"),
    **dict.fromkeys(("project", "projet", "proyecto"), "project"),
    **dict.fromkeys(("date", "fecha"), "date"),
    **dict.fromkeys(("title", "titre", "título", "titulo"), "title"),
}
BLANK_TITLE: Final = "Template for comments and secretariat observations"
_BLANK_TITLES: Final = (
    *(BLANK_TITLE.lower(), "compilation of comments", ""),
    "formulaire pour les observations et les réponses du secrétariat",
)
"""What a form prints where it has no title of its own."""
_KINDS_TITLE: Final = "Kind of source"
_SOURCES_TITLE: Final = "Sources"


class Line(msgspec.Struct):
    """One row of a table: a cell for each column, those merged from above or before repeated.

    `own` says for each place whether the cell begins there; `spans` whether one cell fills the
    whole line; `numbers` where a workbook holds a number or a date instead of words.
    """

    cells: list[Cell]
    own: list[bool]
    spans: bool = False
    numbers: frozenset[int] = frozenset()

    def texts(self) -> list[str]:
        """Return the words of the cells that begin in this line."""
        pairs = zip(self.cells, self.own, strict=True)
        return [words(cell) if own else "" for cell, own in pairs]


class RawTable(msgspec.Struct):
    """A table of a file, or a sheet, before its columns are known."""

    name: str
    """As a person would call it: `table 2`, `sheet “UK”`."""
    lines: list[Line]


class Front(msgspec.Struct):
    """What the lines before a table say of it."""

    fields: dict[str, str] = {}
    counts: tuple[tuple[str, int], ...] = ()

    def take(self, texts: Sequence[str], *, may_be_title: bool = False) -> None:
        """Take what one line says, its cells apart: `Document: X`, or `Document:` and `X`."""
        if may_be_title and texts and texts[0].strip() and not _FRONT.match(texts[0]):
            self.fields.setdefault("title", one_line(texts[0]))
        for place, text in enumerate(texts):
            match = _FRONT.match(text)
            if match is None:
                continue
            following = texts[place + 1] if place + 1 < len(texts) else ""
            value = one_line(match["rest"]) or ("" if _FRONT.match(following) else following)
            field = _FIELDS.get(match["name"].lower(), "")
            if field and value.strip():
                self.fields.setdefault(field, one_line(value))


def is_front(text: str) -> bool:
    """Say whether a paragraph beside a table only says what it is on, or how to read it."""
    return _FRONT.match(text) is not None or text.startswith("Added text is underlined")


def is_counts(raw: RawTable) -> bool:
    """Say whether a table is the front matter's count of sources."""
    first = [text.strip() for text in raw.lines[0].texts()] if raw.lines else []
    return [text for text in first if text] == [_KINDS_TITLE, _SOURCES_TITLE]


def counts_title() -> tuple[str, str]:
    """Return the titles of the front matter's count of sources."""
    return _KINDS_TITLE, _SOURCES_TITLE


def read_counts(lines: Sequence[Line]) -> tuple[tuple[str, int], ...]:
    """Return the count of sources by kind that the lines after its titles hold."""
    found: list[tuple[str, int]] = []
    for line in lines:
        texts = [text.strip() for text in line.texts() if text.strip()]
        if len(texts) != 2 or not texts[1].isdecimal() or len(texts[1]) > 9:
            break
        found.append((one_line(texts[0]), int(texts[1])))
    return tuple(found)


class Assembly:
    """The rows of one form, gathered from the tables of a file."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.columns: list[str] = []
        self.warnings: list[str] = []
        self._named: dict[int, str] = {}
        self._titles: list[str] = []

    def add(self, raw: RawTable, heads: Sequence[Sequence[str]], front: Front) -> bool:
        """Add the rows of a table; False where it is no table of comments.

        `heads` are lines of the page heads, where the official ISO form has its titles. What
        stands above the titles in the table itself goes to `front`.
        """
        start, named, titles = self._heading(raw, front)
        if not named:
            start = 0
            named, titles = _from_heads(raw, heads)
            texts = [line.texts() for line in raw.lines]
            named = named or untitled([row for row in texts if any(row)])
            titles = titles or []
        if not named and self._named and _same_width(raw, len(self._titles)):
            named, titles = self._named, self._titles  # the table goes on after a page or a break
        if not named:
            return False
        self._named, self._titles = named, list(titles)
        self.columns += [column for column in named.values() if column not in self.columns]
        self._take(raw, start)
        return True

    def _heading(self, raw: RawTable, front: Front) -> tuple[int, dict[int, str], list[str]]:
        """Return where the rows begin, the columns by place, and their titles."""
        for place, line in enumerate(raw.lines):
            texts = line.texts()
            named = {} if line.spans else columns_of(texts)
            if named:
                self._above(raw.lines[:place], front)
                return place + 1, named, texts
            if place >= 40:
                break
        return 0, {}, []

    def _above(self, lines: Sequence[Line], front: Front) -> None:
        for place, line in enumerate(lines):
            texts = [text for text in line.texts() if text.strip()]
            if texts == [_KINDS_TITLE, _SOURCES_TITLE]:
                front.counts = read_counts(lines[place + 1 :])
            else:
                front.take(texts, may_be_title=not place)

    def _take(self, raw: RawTable, start: int) -> None:
        group, fresh = "", not self.rows
        for number, line in enumerate(raw.lines[start:], start + 1):
            texts = line.texts()
            if is_numbers(texts) and number <= start + 2:
                continue
            if texts == self._titles or (not line.spans and columns_of(texts) == self._named):
                continue  # the titles again, at the head of a page
            if line.spans:
                group, fresh = one_line(" ".join(texts)), True
                continue
            row = self._row(line, group)
            if not has_words(row) or not any(texts):
                continue
            if stands_alone(row) or fresh:
                self.rows.append(row)
                fresh = False
            else:
                self.rows[-1] = _gone_on(self.rows[-1], row)

    def _row(self, line: Line, group: str) -> Row:
        cells: dict[str, Cell] = {}
        extra: list[tuple[str, Cell]] = []
        for place, cell in enumerate(line.cells):
            column = self._named.get(place)
            if column:
                cells[column] = cell
                if column == "clause" and place in line.numbers and "." in words(cell):
                    self._doubt(words(cell))
            elif line.own[place] and cell:
                title = self._titles[place] if place < len(self._titles) else ""
                extra.append((one_line(title) or f"column {place + 1}", cell))
        return Row(**cells, group=group, extra=tuple(extra))

    def _doubt(self, clause: str) -> None:
        """Name a clause that the workbook holds as a number: 3.10 has become 3.1."""
        sentence = (
            f"The clause {clause} in row {len(self.rows) + 1} is stored as a number, and 3.10 would"
            " then look like 3.1. Check it, and format the column as text."
        )
        if sentence not in self.warnings:
            self.warnings.append(sentence)


def _from_heads(raw: RawTable, heads: Sequence[Sequence[str]]) -> tuple[dict[int, str], list[str]]:
    for texts in heads:
        named = columns_of(texts)
        if named and _same_width(raw, len(texts)):
            return named, list(texts)
    return {}, []


def _same_width(raw: RawTable, width: int) -> bool:
    return bool(width) and max((len(line.cells) for line in raw.lines), default=0) == width


def _gone_on(above: Row, row: Row) -> Row:
    """Return the row above with a row that only goes on it: its words follow as paragraphs."""
    extra = dict(above.extra)
    for title, cell in row.extra:
        extra[title] = extra.get(title, ()) + cell
    return msgspec.structs.replace(
        above,
        comments=above.comments + row.comments,
        proposed=above.proposed + row.proposed,
        observations=above.observations + row.observations,
        extra=tuple(extra.items()),
    )


def assemble(
    tables: Sequence[RawTable],
    heads: Sequence[Sequence[str]],
    front: Front,
    warnings: Sequence[str],
) -> CommentTable | None:
    """Return the comment table that the tables of a file make, None where they make none."""
    assembly = Assembly()
    for texts in heads:
        front.take(texts, may_be_title=any(_FRONT.match(text) for text in texts))
    used = []
    for raw in tables:
        if is_counts(raw):
            front.counts = read_counts(raw.lines[1:])
        elif assembly.add(raw, heads, front):
            used.append(raw)
        else:
            for line in raw.lines:
                front.take([text for text in line.texts() if text.strip()])
    if not used:
        return None
    skipped = [
        f"{raw.name[:1].upper()}{raw.name[1:]} has no titles of a comment table and was not"
        " read. If it holds comments, give its columns their titles."
        for raw in tables
        if raw not in used and not is_counts(raw) and _looks_like_rows(raw)
    ]
    form = form_of(assembly.columns)
    told = {"title": "", **front.fields}
    return CommentTable(
        form,
        tuple(assembly.rows),
        "" if told["title"].lower() in _BLANK_TITLES else told["title"],
        told.get("document", ""),
        told.get("project", ""),
        told.get("date", ""),
        front.counts if form is Form.HOUSE_TABLE else (),
        (*warnings, *assembly.warnings, *skipped),
    )


def _looks_like_rows(raw: RawTable) -> bool:
    return sum(len([text for text in line.texts() if text.strip()]) > 1 for line in raw.lines) > 1
