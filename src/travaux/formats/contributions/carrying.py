"""Places of an edited copy as places of the draft that it is a copy of."""

from collections.abc import Iterable
from typing import NamedTuple

from travaux.text.redline import redline
from travaux.text.segments import BREAK, Block, Op, Redline
from travaux.text.tree import Tree


class Spot(NamedTuple):
    """A place between two characters of a provision of the draft."""

    provision: str
    offset: int


class Carried:
    """What stands where in a copy, as places in the draft."""

    def __init__(self, draft: Tree, copy: Tree) -> None:
        self.draft = draft
        self.copy = copy
        self.redline: Redline = redline(draft, copy)
        self._old = {provision.id: provision.text for provision in draft.provisions}
        self._new = {provision.id: provision.text for provision in copy.provisions}
        self._index = copy.index()
        self._blocks: dict[str, Block] = {}
        for block in self.redline.blocks:
            if block.old:
                for name in block.new:
                    self._blocks[name] = block

    def provision(self, name: str) -> str:
        """Return the provision of the draft that one of the copy is, '' where it is none."""
        block = self._blocks.get(name)
        if block is None:
            return ""
        if len(block.old) == len(block.new):
            return block.old[block.new.index(name)]
        spot = self.spot(name, 0)
        return spot.provision if spot is not None else block.old[0]

    def spot(self, name: str, offset: int, *, after: bool = False) -> Spot | None:
        """Return where in the draft a place of the copy is, None in a provision it has not.

        What the copy added without a mark has no width there. With `after`, a place between two
        stretches belongs to the one that follows it.
        """
        block = self._blocks.get(name)
        if block is None:
            return None
        before = sum(len(self._new[one]) + 1 for one in block.new[: block.new.index(name)])
        wanted = before + offset
        old = new = 0
        found = 0
        for segment in block.segments:
            length = len(segment.new)
            inside = wanted < new + length if after else wanted <= new + length
            if inside and segment.op is not Op.DELETE:
                step = min(wanted - new, len(segment.old)) if segment.op is Op.KEEP else 0
                found = old + max(0, step)
                break
            old += len(segment.old)
            new += length
            found = old
        return self._local(block, found)

    def _local(self, block: Block, offset: int) -> Spot:
        """Return a place in the older words of a block as one in a provision."""
        for name in block.old[:-1]:
            length = len(self._old[name])
            if offset <= length:
                return Spot(name, offset)
            offset -= length + len(BREAK)
        return Spot(block.old[-1], min(offset, len(self._old[block.old[-1]])))

    def last_before(self, name: str) -> Spot | None:
        """Return the end of the nearest provision before one that the draft has too."""
        for at in range(self._index.get(name, 0) - 1, -1, -1):
            found = self.provision(self.copy.provisions[at].id)
            if found and self._old.get(found):
                return Spot(found, len(self._old[found]))
        return None

    def shares(self) -> tuple[float, float]:
        """Return how much of the draft's words the copy has, and how much of its own they are."""
        kept = [block for block in self.redline.blocks if block.old and block.new]
        of_draft = sum(block.score * len(block.old_text) for block in kept)
        of_copy = sum(block.score * len(block.new_text) for block in kept)
        return of_draft / _size(self._old.values()), of_copy / _size(self._new.values())


def _size(texts: Iterable[str]) -> int:
    return sum(map(len, texts)) or 1
