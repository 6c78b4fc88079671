"""The blocks of a turn's redline as papers name them: where each stands, and its changes."""

from collections.abc import Iterator
from typing import NamedTuple

from travaux.papers.places import Places
from travaux.papers.turn import Turn
from travaux.text.changes import Change
from travaux.text.segments import Block, Fate, Redline
from travaux.text.summary import moved_to
from travaux.text.tree import CONTAINERS, Kind, Provision, Tree


class Standing(NamedTuple):
    """A block, its first provision, and how both drafts cite it."""

    block: Block
    provision: Provision
    here: str
    """Its citation in the next draft; empty for what went."""
    was: str
    """Its citation in the draft; empty for what came."""
    elsewhere: str
    """The citation of the other end, for what moved."""
    changes: tuple[Change, ...]
    boxed: bool
    """Whether it stands in a table."""

    @property
    def citation(self) -> str:
        """The citation in the next draft, or the old one of what went."""
        return self.here or self.was

    @property
    def unchanged(self) -> bool:
        """Whether neither its words nor its place nor its number changed."""
        same = self.block.fate is Fate.KEPT and not self.block.moved
        return same and not self.changes and not self.renumbered

    @property
    def renumbered(self) -> bool:
        """Whether it is cited otherwise than before, though it may not have moved."""
        block = self.block
        return bool(block.old and block.new) and block.old_label != block.new_label


class Blocks:
    """Walks the redline of a turn."""

    def __init__(self, turn: Turn) -> None:
        assert turn.next is not None
        self._redline = turn.redline or Redline(())
        self.old, self.new = Places(turn.draft), Places(turn.next)
        self._others = moved_to(self._redline)
        self._changes: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Change]] = {}
        for change in turn.changes:
            ends = (change.old, change.new)
            if is_column(change, self.old, self.new):
                ends = (change.old[:1], change.new[:1])  # it stands where its first cell stands
            self._changes.setdefault(ends, []).append(change)

    def standings(self, *, inside: bool = True) -> Iterator[Standing]:
        """Yield every block in reading order.

        Without `inside`, what stands in a table, row or cell that came or went whole is part of it.
        """
        held = {Fate.INSERTED: range(0), Fate.DELETED: range(0)}
        for place, block in enumerate(self._redline.blocks):
            side = self.new if block.new else self.old
            at = side.index[(block.new or block.old)[0]]
            if block.fate in held and not inside:
                if at in held[block.fate]:
                    continue
                if side.tree.provisions[at].kind in CONTAINERS:
                    held[block.fate] = range(at, side.tree.end_of(at))
            yield self._standing(place, block, side, at)

    def _standing(self, place: int, block: Block, side: Places, at: int) -> Standing:
        here = self.new.cited(block.new[0], block.new[-1]) if block.new else ""
        was = self.old.cited(block.old[0], block.old[-1]) if block.old else ""
        other = self._others.get(place)
        elsewhere = ""
        if other is not None:
            away = self._redline.blocks[other]
            elsewhere = (
                self.new.cited(away.new[0], away.new[-1])
                if block.fate is Fate.MOVED_AWAY
                else self.old.cited(away.old[0], away.old[-1])
            )
        changes: tuple[Change, ...] = ()
        if block.fate is not Fate.MOVED_AWAY:
            changes = tuple(self._changes.get((block.old, block.new), ()))
        boxed = side.boxed(at)
        return Standing(block, side.tree.provisions[at], here, was, elsewhere, changes, boxed)


def is_column(change: Change, old: Places, new: Places) -> bool:
    """Say whether a change is a column of a table that came or went whole."""
    names, side = (change.new, new) if change.new else (change.old, old)
    first = side.tree.provisions[side.index[names[0]]]
    return len(names) > 1 and first.kind is Kind.CELL


def whole_table(tree: Tree, start: str) -> list[str]:
    """Return the words of a table, row or cell that came or went whole, a line a row."""
    index = tree.index()[start]
    lines: list[list[str]] = [[]]
    for provision in tree.provisions[index : tree.end_of(index)]:
        if provision.kind is Kind.ROW:
            lines.append([])
        elif provision.plain:
            lines[-1].append(provision.plain)
    return [" | ".join(line) for line in lines if line]
