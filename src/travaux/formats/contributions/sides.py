"""Which changes of an edited copy belong together, told from the texts on both sides of them."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from travaux.text.changes import Change, ChangeKind
from travaux.text.segments import BREAK, Block, Fate, Redline, Segment
from travaux.text.tree import CONTAINERS, Kind, Tree

_FEW: Final = 5
"""Two changes in one sentence belong together when at most so many kept words part them."""
_SENTENCE_END: Final = re.compile(r"[.!?;。！？；؟](?:\s|$)|[。！？；]")
WORDS: Final = (ChangeKind.INSERTED, ChangeKind.DELETED, ChangeKind.REPLACED)
"""Changes of words, rather than of how provisions stand."""


class Sides:
    """The texts on both sides of a redline, and what its changes have to do with each other."""

    def __init__(self, found: Redline, old: Tree, new: Tree) -> None:
        self.found = found
        self.old, self.new = old, new
        self.olds, self.news = old.index(), new.index()
        self.texts = {provision.id: provision.text for provision in old.provisions}
        self.new_texts = {provision.id: provision.text for provision in new.provisions}
        self.back: dict[str, str] = {}
        """What each newer provision was, where it was one."""
        self.whole: dict[tuple[Fate, str], Block] = {}
        """The blocks of provisions that came or went whole."""
        self.order: dict[tuple[Fate, str], int] = {}
        for place, block in enumerate(found.blocks):
            self.order[block.fate, (block.new or block.old)[0]] = place
            if block.old and block.new:
                self.back.update(dict.fromkeys(block.new, block.old[-1]))
            elif block.fate in (Fate.INSERTED, Fate.DELETED):
                self.whole[block.fate, (block.new or block.old)[0]] = block
        hands = {one.author for block in found.blocks for one in block.segments if one.author}
        self.only = hands.pop() if len(hands) == 1 else ""
        """The one author of all changes, where there is but one."""

    def in_order(self, waiting: list[Change]) -> list[Change]:
        """Put provisions that came whole, one after another, into their order: notes come last."""
        found: list[Change] = []
        for came, run in groupby(waiting, key=lambda change: not change.old):
            stretch = list(run)
            found += sorted(stretch, key=lambda one: self.news[one.new[0]]) if came else stretch
        return found

    def group(self, waiting: Sequence[Change], at: int) -> list[Change]:
        """Return the changes from `at` on that are one point."""
        first = waiting[at]
        group = [first]
        for following in waiting[at + 1 :]:
            if not (self._goes_on(group, following) or self._hangs_on(group, following)):
                break
            group.append(following)
        return group

    def _goes_on(self, group: Sequence[Change], following: Change) -> bool:
        """Say whether a change goes on the one before it: one hand, one sentence, a few words."""
        last = group[-1]
        pair = (last, following)
        if any(not one.old or not one.new or one.kind not in WORDS for one in pair):
            return False
        same = last.old == following.old and last.new == following.new
        if not same or last.author != following.author:
            return False
        text = BREAK.join([self.texts[name] for name in last.old])
        between = text[last.old_offset + len(last.old_text) : following.old_offset]
        ended = _SENTENCE_END.search(last.old_text or last.new_text)
        if ended is not None and not between.strip():
            return False
        if BREAK in between:
            return False
        return _SENTENCE_END.search(between) is None and len(between.split()) <= _FEW

    def _hangs_on(self, group: Sequence[Change], following: Change) -> bool:
        """Say whether a provision came or went with what it stands under."""
        first = group[0]
        if self.is_row(first):
            same = self.is_row(following) and self._table(following) == self._table(first)
            return (
                same and self.hand(following) == self.hand(first) and self._next(group, following)
            )
        if first.kind not in (ChangeKind.INSERTED, ChangeKind.DELETED):
            return False
        if following.kind is not first.kind or self.hand(following) != self.hand(first):
            return False
        came = first.kind is ChangeKind.INSERTED
        if (first.old or following.old) if came else (first.new or following.new):
            return False
        tree, index = (self.new, self.news) if came else (self.old, self.olds)
        fate = Fate.INSERTED if came else Fate.DELETED
        top, last, one = [
            index[(change.new if came else change.old)[0]]
            for change in (first, group[-1], following)
        ]
        if any((fate, tree.provisions[at].id) not in self.whole for at in range(last, one)):
            return False
        return tree.provisions[top].kind not in CONTAINERS and top < one < tree.end_of(top)

    def is_row(self, change: Change) -> bool:
        """Say whether a change is a row of a table that came or went whole."""
        if change.old and change.new:
            return False
        if change.new:
            return self.new.provisions[self.news[change.new[0]]].kind is Kind.ROW
        return self.old.provisions[self.olds[change.old[0]]].kind is Kind.ROW

    def _next(self, group: Sequence[Change], following: Change) -> bool:
        """Say whether nothing that was kept stands between two rows that came or went."""
        ends = [
            self.order[Fate.INSERTED if one.new else Fate.DELETED, (one.new or one.old)[0]]
            for one in (group[-1], following)
        ]
        fates = {block.fate for block in self.found.blocks[slice(*sorted(ends))]}
        return fates <= {Fate.INSERTED, Fate.DELETED}

    def _table(self, change: Change) -> str:
        """Return the older table, if there is one, in which a row came or went."""
        new = bool(change.new)
        tree, index = (self.new, self.news) if new else (self.old, self.olds)
        at = index[(change.new or change.old)[0]]
        while at and tree.provisions[at].kind is not Kind.TABLE:
            at -= 1
        name = tree.provisions[at].id
        return self.back.get(name, f"new {name}") if new else name

    def hand(self, change: Change) -> str:
        """Return the author of a change; of a table or row that came or went, that of its words."""
        if change.author or (change.old and change.new):
            return change.author
        fate = Fate.INSERTED if change.new else Fate.DELETED
        tree, index = (self.new, self.news) if change.new else (self.old, self.olds)
        first = index[(change.new or change.old)[0]]
        for provision in tree.provisions[first : tree.end_of(first)]:
            for segment in self.own_segments(fate, provision.id):
                if segment.author:
                    return segment.author
        return ""

    def own_segments(self, fate: Fate, name: str) -> list[Segment]:
        """Return the words of a provision that came or went whole, by the hands they are of."""
        block = self.whole.get((fate, name))
        return [] if block is None else [one for one in block.segments if one.text.strip()]
