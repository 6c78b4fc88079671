"""The changes of a redline, one by one: what an attribution, a comment or a summary points at."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import CONTAINERS, Tree


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

    A table, row or cell that came or went is one change with all it holds. A renumbered label is
    none.
    """
    return tuple(
        Change(f"c{number}", found.kind, block.old, block.new, *found[1:])
        for number, (block, found) in enumerate(_all(redline, old, new), 1)
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
