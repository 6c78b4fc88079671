"""A document about to be written: paragraphs, tables and notes, with what is tracked on each.

This is what a tree (`outline`) and a redline (`merged`) become first; one writer (`body`) then
turns it into XML. A paragraph stands in the newer view, in the older one, or in both.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

from travaux.text.tree import Kind, Provision, Run


@dataclass(frozen=True)
class Change:
    """Who inserted or deleted something, when, and under which name it was moved."""

    op: Literal["ins", "del"]
    author: str = ""
    at: str = ""
    move: str = ""


@dataclass
class Note:
    """A footnote or endnote and what it says; None on a side means it is not there."""

    kind: Kind
    flow: "Flow"


@dataclass
class Piece:
    """A stretch of text in one form and with one fate."""

    run: Run
    change: Change | None = None
    was: Run | None = None
    """The older form of text that was kept, where it differs."""
    note: Note | None = None
    id: str = ""
    """The provision it belongs to; with `start`, the place of its first character there."""
    start: int = 0


@dataclass(frozen=True)
class Edge:
    """Where the range of a margin comment or of a move begins or ends."""

    what: Literal["comment", "from", "to"]
    name: str
    begins: bool
    change: Change | None = None


@dataclass(frozen=True)
class Standing:
    """A provision and what its look depends on: where it stands, and how deep among items."""

    provision: Provision
    where: Literal["body", "cell", "note"] = "body"
    depth: int = 0
    rank: int = 1
    """Of a heading or a line of contents, counted from what holds it."""


EMPTY: Final = Standing(Provision(id="", kind=Kind.PARAGRAPH, level=1))
"""Stands where Word wants a paragraph and the text has none."""


@dataclass(frozen=True)
class ListPlace:
    """The list and the level (from 0) that a paragraph is counted in."""

    num: int
    level: int


@dataclass
class Paragraph:
    """Text up to a paragraph mark; `new` and `old` are the provisions that the mark ends."""

    pieces: list[Piece | Edge]
    new: Standing | None
    old: Standing | None
    change: Change | None = None
    """What became of the mark, where it stands in one view only."""
    settled: bool = False
    """The mark is not tracked although the paragraph is (the last one of a tracked cell)."""
    new_place: ListPlace | None = None
    old_place: ListPlace | None = None
    after: list[Edge] = field(default_factory=list)
    """Ranges that end behind the mark."""
    joins: "Paragraph | None" = None
    """The paragraph whose mark ends these words in the view in which their own mark is not."""


@dataclass
class Cell:
    """A cell, or the continuation of one that began in a row above."""

    columns: int
    merge: Literal["", "restart", "continue"]
    flow: "Flow"


@dataclass
class Row:
    """A row and, where it stands in one view only, its change."""

    cells: list[Cell]
    change: Change | None = None


@dataclass
class Table:
    """The rows of both views, in order."""

    rows: list[Row]
    rtl: bool = False


Flow = list[Paragraph | Table]


def paragraphs(flow: Flow) -> list[Paragraph]:
    """Return the paragraphs of a flow in document order, those of its tables included."""
    found: list[Paragraph] = []
    for block in flow:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            for row in block.rows:
                for cell in row.cells:
                    found.extend(paragraphs(cell.flow))
    return found
