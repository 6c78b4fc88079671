"""The changes of a redline, one by one: what an attribution, a comment or a summary points at."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import CONTAINERS, Kind, Tree


class ChangeKind(StrEnum):
    """What a change did."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One edit between two consecutive drafts (R18).

    `old` and `new` are the ids of the provisions it touches. Within provisions that are each
    other, `old_text` gave way to `new_text` at these offsets in their texts (joined by BREAK where
    there are several); for a provision or table that came or went whole, the text is all of it.
    """

    id: str
    """`c1`, `c2`, … in reading order."""
    kind: ChangeKind
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    old_text: str = ""
    new_text: str = ""
    old_offset: int = 0
    new_offset: int = 0
    author: str = ""
    at: str = ""
    move: str = ""
    """The name of the moved passage it belongs to, the same at both ends."""


class _Found(NamedTuple):
    kind: ChangeKind
    old_text: str = ""
    new_text: str = ""
    old_offset: int = 0
    new_offset: int = 0
    author: str = ""
    at: str = ""
    move: str = ""


def changes(redline: Redline, old: Tree, new: Tree) -> tuple[Change, ...]:
    """Return the changes of a redline between `old` and `new`, in reading order.

    A table, row, column or cell that came or went is one change with all it holds. A renumbered
    label is none.
    """
    found = [_Edit(block.old, block.new, edit) for block, edit in _all(redline, old, new)]
    return tuple(
        Change(f"c{number}", edit.found.kind, edit.old, edit.new, *edit.found[1:])
        for number, edit in enumerate(_with_columns(found, old, new), 1)
    )


class _Edit(NamedTuple):
    old: tuple[str, ...]
    new: tuple[str, ...]
    found: _Found


def _with_columns(edits: list[_Edit], old: Tree, new: Tree) -> list[_Edit]:
    """Join the cells of a column that came or went whole, at the first of them."""
    columns: dict[tuple[ChangeKind, int, int], list[int]] = {}
    sides = {ChangeKind.INSERTED: _Cells(new), ChangeKind.DELETED: _Cells(old)}
    for place, edit in enumerate(edits):
        if edit.found.kind in sides and len(edit.old + edit.new) == 1:
            column = sides[edit.found.kind].column((edit.old + edit.new)[0])
            if column is not None:
                columns.setdefault((edit.found.kind, *column), []).append(place)
    joined: dict[int, _Edit] = {}
    gone: set[int] = set()
    for (kind, table, _), places in columns.items():
        if 1 < len(places) == sides[kind].rows(table):
            joined[places[0]] = _joined_cells([edits[place] for place in places])
            gone.update(places[1:])
    return [joined.get(at, edit) for at, edit in enumerate(edits) if at not in gone]


def _joined_cells(cells: list[_Edit]) -> _Edit:
    old_text, new_text = (
        "\t".join(filter(None, (getattr(cell.found, side) for cell in cells)))
        for side in ("old_text", "new_text")
    )
    return _Edit(
        tuple(name for cell in cells for name in cell.old),
        tuple(name for cell in cells for name in cell.new),
        cells[0].found._replace(old_text=old_text, new_text=new_text),
    )


class _Cells:
    """The cells of the tables of a draft: their table and column."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._index = tree.index()
        self._parents: list[int] | None = None

    def column(self, name: str) -> tuple[int, int] | None:
        """Return the table of a cell and the number of its column; None for what is no cell."""
        provisions = self._tree.provisions
        place = self._index[name]
        if provisions[place].kind is not Kind.CELL:
            return None
        if self._parents is None:
            self._parents = self._tree.parents()
        row = self._parents[place]
        if row < 0 or self._parents[row] < 0:
            return None
        before = [at for at in range(row + 1, place) if self._parents[at] == row]
        return self._parents[row], sum(provisions[at].columns for at in before)

    def rows(self, table: int) -> int:
        """Return how many rows a table has."""
        inside = range(table + 1, self._tree.end_of(table))
        return sum(
            self._tree.provisions[at].kind is Kind.ROW
            and self._parents is not None
            and self._parents[at] == table
            for at in inside
        )


def _all(redline: Redline, old: Tree, new: Tree) -> Iterator[tuple[Block, _Found]]:
    sides = {Fate.INSERTED: (new, new.index()), Fate.DELETED: (old, old.index())}
    held: dict[Fate, range] = {fate: range(0) for fate in sides}
    for block in redline.blocks:
        if block.fate is Fate.MOVED_AWAY:
            continue
        if block.fate in sides:
            tree, index = sides[block.fate]
            place = index[(block.new or block.old)[0]]
            if place in held[block.fate]:
                continue
            if tree.provisions[place].kind in CONTAINERS:
                held[block.fate] = range(place, tree.end_of(place))
            yield block, _whole(block, tree, held[block.fate], place)
            continue
        if block.moved:
            yield block, _Found(ChangeKind.MOVED)
        for found in _within(block):
            yield block, found


def _whole(block: Block, tree: Tree, held: range, place: int) -> _Found:
    """Return the change of what came or went whole."""
    text = block.new_text or block.old_text
    if place in held:
        texts = [tree.provisions[at].text for at in held]
        text = "\t".join([piece for piece in texts if piece])
    segment = block.segments[0] if block.segments else None
    author, at = (segment.author, segment.at) if segment else ("", "")
    if block.fate is Fate.INSERTED:
        return _Found(ChangeKind.INSERTED, "", text, author=author, at=at)
    return _Found(ChangeKind.DELETED, text, "", author=author, at=at)


def _within(block: Block) -> Iterator[_Found]:
    """Yield the changes between provisions that are each other."""
    at_old = at_new = 0
    waiting: _Found | None = None
    for segment in block.segments:
        if segment.op is Op.KEEP:
            if waiting:
                yield waiting
            waiting = None
        elif segment.text == BREAK:
            if waiting:
                yield waiting
            waiting = None
            kind = ChangeKind.SPLIT if segment.op is Op.INSERT else ChangeKind.MERGED
            found = _Found(kind, segment.old, segment.new, at_old, at_new)
            yield found._replace(author=segment.author, at=segment.at)
        else:
            found = _Found(
                ChangeKind.DELETED if segment.op is Op.DELETE else ChangeKind.INSERTED,
                segment.old,
                segment.new,
                at_old,
                at_new,
                segment.author,
                segment.at,
                segment.move,
            )
            joined = _joined(waiting, found) if waiting else found
            if joined is None and waiting:
                yield waiting
            waiting = joined or found
        at_old += len(segment.old)
        at_new += len(segment.new)
    if waiting:
        yield waiting


def _joined(first: _Found, second: _Found) -> _Found | None:
    """Return what was deleted and what was inserted in its place as one, if one hand did both."""
    one_hand = (first.author, first.move) == (second.author, second.move)
    if not one_hand or first.kind is second.kind or first.kind is ChangeKind.REPLACED:
        return None
    return first._replace(
        kind=ChangeKind.REPLACED,
        old_text=first.old_text + second.old_text,
        new_text=first.new_text + second.new_text,
    )
