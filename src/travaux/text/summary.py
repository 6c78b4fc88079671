"""The counts of a redline, for a person: how many provisions and words came, went or moved."""

import msgspec

from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import CONTAINERS, OBJECT, Kind, Provision, Tree
from travaux.text.words import cut


class Summary(msgspec.Struct, frozen=True):
    """What changed between two drafts, counted.

    Provisions are counted without containers, save that a table that came or went whole also has
    its cells' paragraphs counted. A moved provision whose words changed counts as moved and edited.
    Words of a passage that moved are neither added nor removed.
    """

    inserted: int = 0
    deleted: int = 0
    edited: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    renumbered: int = 0
    words_added: int = 0
    words_removed: int = 0
    passages_moved: int = 0
    """Sentences that went to another provision, or to another place in their own."""

    @property
    def is_empty(self) -> bool:
        """Whether neither words, nor places, nor numbers changed."""
        return not any(msgspec.structs.astuple(self))


def summarise(redline: Redline, old: Tree, new: Tree) -> Summary:
    """Return the counts of a redline between `old` and `new`."""
    provisions = {p.id: p for p in old.provisions}, {p.id: p for p in new.provisions}
    counts = dict.fromkeys(Summary.__struct_fields__, 0)
    for block in redline.blocks:
        if block.fate is not Fate.MOVED_AWAY:
            _count_words(block, counts)
        if _kind(block, *provisions) in CONTAINERS:
            continue
        if block.fate in (Fate.INSERTED, Fate.DELETED, Fate.SPLIT, Fate.MERGED, Fate.EDITED):
            counts[block.fate.value] += 1
        counts["moved"] += block.moved
        paired = bool(block.old and block.new)
        counts["renumbered"] += paired and block.old_label != block.new_label
    return Summary(**counts)


def _kind(block: Block, old: dict[str, Provision], new: dict[str, Provision]) -> Kind:
    return new[block.new[0]].kind if block.new else old[block.old[0]].kind


def _count_words(block: Block, counts: dict[str, int]) -> None:
    for segment in block.segments:
        if segment.move and block.fate is not Fate.KEPT:
            counts["passages_moved"] += segment.op is Op.INSERT
        elif segment.op is Op.INSERT:
            counts["words_added"] += count_words(segment.text)
        elif segment.op is Op.DELETE:
            counts["words_removed"] += count_words(segment.text)


def count_words(text: str) -> int:
    """Return how many words a text has, as readers of its language count them."""
    plain = text.replace(BREAK, " ").replace(OBJECT, " ")
    return sum(any(character.isalnum() for character in word) for word in cut(plain))


def moved_to(redline: Redline) -> dict[int, int]:
    """Return where the other end stands, for each block that moved or marks an old place."""
    away = {
        block.old: place
        for place, block in enumerate(redline.blocks)
        if block.fate is Fate.MOVED_AWAY
    }
    others: dict[int, int] = {}
    for place, block in enumerate(redline.blocks):
        if not block.moved:
            continue
        for name in block.old:
            other = away.get((name,), away.get(block.old))
            if other is not None:
                others[other] = place
                others.setdefault(place, other)
    return others
