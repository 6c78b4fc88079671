"""Tables: which cells stand in which view, and how many columns and rows each spans."""

from collections.abc import Iterator
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import MC, VAL, W, whole
from travaux.formats.docx_reader.pieces import KEPT, Revision, choice, read_revision

_MOST_COLUMNS: Final = 1_000
_WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_CELL_REVISIONS: Final = {W + "cellIns": (False, True), W + "cellDel": (True, False)}


class Span(msgspec.Struct):
    """How a cell lies in the grid of one view."""

    column: int = 0
    columns: int = 1
    rows: int = 1
    below: bool = False
    """Whether it is a lower part of a merged cell."""
    beside: bool = False
    """Whether it is a right part of a merged cell."""

    @property
    def hidden(self) -> bool:
        """Whether it only continues a merged cell, and so has no content of its own."""
        return self.below or self.beside


class Cell(msgspec.Struct):
    """A cell with the views it is in and its span in each."""

    element: etree._Element
    revision: Revision
    old: Span
    new: Span


class Row(msgspec.Struct):
    """A row with the views it is in."""

    cells: list[Cell]
    revision: Revision


def children(
    parent: etree._Element, revision: Revision
) -> Iterator[tuple[etree._Element, Revision]]:
    """Yield the children of a body, cell, table or row; wrappers are opened, in their order."""
    for child in parent:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from children(child, revision)
        elif tag == MC + "AlternateContent":
            chosen = choice(child)
            if chosen is not None:
                yield from children(chosen, revision)
        elif tag in (W + "ins", W + "del", W + "moveFrom", W + "moveTo"):
            yield from children(child, read_revision(child).within(revision))
        else:
            yield child, revision


def read_rows(table: etree._Element, ambient: Revision) -> list[Row]:
    """Return the rows of a table with the spans of their cells (17.4.17, 17.4.84)."""
    rows: list[Row] = []
    for element, revision in children(table, ambient):
        if element.tag == W + "tr":
            rows.append(_read_row(element, _row_revision(element).within(revision)))
    for old in (True, False):
        _join_rows(rows, old=old)
    return rows


def _row_revision(row: etree._Element) -> Revision:
    """Return whether a whole row was inserted or deleted (17.13.5.12, 17.13.5.16)."""
    revision = KEPT
    properties = row.find(W + "trPr")
    if properties is not None:
        for child in properties:
            if child.tag in (W + "ins", W + "del"):
                revision = read_revision(child).within(revision)
    return revision


def _read_row(row: etree._Element, revision: Revision) -> Row:
    cells: list[Cell] = []
    first: Cell | None = None
    columns = {True: 0, False: 0}
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    if skipped is not None:
        columns = dict.fromkeys(columns, max(0, whole(skipped.get(VAL), 0)))
    for element, inside in children(row, revision):
        if element.tag != W + "tc":
            continue
        properties = element.find(W + "tcPr")
        cell = Cell(element, _cell_revision(properties).within(inside), Span(), Span())
        before = None
        if properties is not None:
            before = properties.find(f"{W}tcPrChange/{W}tcPr")
            cell.new = _read_span(properties)
            cell.old = _read_span(properties if before is None else before)
            _tracked_merge(properties, cell)
        for old, span in ((True, cell.old), (False, cell.new)):
            span.column = columns[old]
            if cell.revision.old if old else cell.revision.new:
                columns[old] += span.columns
        first = _join_left(first, cell, properties)
        cells.append(cell)
    return Row(cells, revision)


def _cell_revision(properties: etree._Element | None) -> Revision:
    for child in properties if properties is not None else ():
        if child.tag in _CELL_REVISIONS:
            author = str(child.get(W + "author") or "")[:200]
            return Revision(
                *_CELL_REVISIONS[str(child.tag)], author, str(child.get(W + "date") or "")[:40]
            )
    return KEPT


def _read_span(properties: etree._Element) -> Span:
    wide = properties.find(W + "gridSpan")
    merge = properties.find(W + "vMerge")
    columns = 1 if wide is None else max(1, min(_MOST_COLUMNS, whole(wide.get(VAL), 1)))
    return Span(0, columns, 1, merge is not None and merge.get(VAL) != "restart")


def _tracked_merge(properties: etree._Element, cell: Cell) -> None:
    """Honour a vertical merge or split under revision (`cellMerge`, 17.13.5.3)."""
    merge = properties.find(W + "cellMerge")
    if merge is not None:
        cell.new.below = merge.get(W + "vMerge") == "cont"
        cell.old.below = merge.get(W + "vMergeOrig") == "cont"


def _join_left(first: Cell | None, cell: Cell, properties: etree._Element | None) -> Cell:
    """Join a cell to `first` at its left as files of Word 97 do (`hMerge`, 17.4.22).

    Return the cell to which the next one would be joined.
    """
    merge = None if properties is None else properties.find(W + "hMerge")
    if merge is None or merge.get(VAL) == "restart" or first is None:
        return cell
    for left, span in ((first.old, cell.old), (first.new, cell.new)):
        span.beside = True
        left.columns = min(_MOST_COLUMNS, left.columns + span.columns)
    return first


def _join_rows(rows: list[Row], *, old: bool) -> None:
    """Count in one view how many rows each cell spans."""
    above: dict[int, Span] = {}
    for row in rows:
        if not (row.revision.old if old else row.revision.new):
            continue
        current: dict[int, Span] = {}
        for cell in row.cells:
            if not (cell.revision.old if old else cell.revision.new):
                continue
            span = cell.old if old else cell.new
            top = above.get(span.column) if span.below else None
            if top is not None:
                top.rows += not span.beside
            # A merged cell without a first one above it stands for itself.
            span.below = top is not None
            current[span.column] = span if top is None else top
        above = current
