"""A redline as lines for the screen: what happened, where, in which words."""

from typing import NamedTuple

from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import CONTAINERS, OBJECT, Tree


class ChangeLine(NamedTuple):
    """One provision that changed: `edited`, `2.3.4.1 e)`, `−in part +in full`."""

    what: str
    where: str
    words: str


def change_lines(redline: Redline, old: Tree, new: Tree) -> list[ChangeLine]:
    """Return a line for each provision that came, went, moved or changed, in reading order."""
    before, after = _Side(old), _Side(new)
    lines = []
    for block in redline.blocks:
        if block.fate is Fate.MOVED_AWAY or (block.fate is Fate.KEPT and not block.moved):
            continue
        side, name = (after, block.new[0]) if block.new else (before, block.old[0])
        if side.tree.provisions[side.place[name]].kind in CONTAINERS:
            continue
        where = side.citation(name)
        if block.moved:
            was = before.citation(block.old[0])
            where = f"{was} → {where}" if was != where else where
        what = "moved" if block.moved else block.fate.value
        lines.append(ChangeLine(what, where, _words(block)))
    return lines


class _Side:
    """A tree, its citations, and the places of its provisions."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.place = tree.index()
        self.citations = tree.citations()

    def citation(self, name: str) -> str:
        """Return how a provision is cited; what has no number to cite says what it is."""
        place = self.place[name]
        return self.citations[place] or self.tree.provisions[place].kind.value


def _words(block: Block) -> str:
    """Return the words that came and went, or the first words where all did or none."""
    whole = block.fate in {Fate.INSERTED, Fate.DELETED, Fate.KEPT}
    if whole:
        return _plain(block.new_text or block.old_text)
    signs = {Op.DELETE: "−", Op.INSERT: "+"}
    return " ".join(
        f"{signs[segment.op]}{_plain(segment.text) or '¶'}"
        for segment in block.segments
        if segment.op is not Op.KEEP
    )


def _plain(text: str) -> str:
    return " ".join(text.replace(OBJECT, "").replace(BREAK, " ¶ ").split())
