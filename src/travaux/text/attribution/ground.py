"""Where a change happened, seen from the draft that comments were written on."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import IntEnum
from math import log2
from typing import Final, NamedTuple

from msgspec.structs import replace

from travaux.text.changes import Change
from travaux.text.citations import Finder
from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.segments import Fate, Redline
from travaux.text.tree import Tree


class Nearness(IntEnum):
    """How near a change is to what a comment is about."""

    ELSEWHERE = 0
    ANYWHERE = 1
    """The comment is about the whole draft."""
    NEAR = 2
    """The same section, or the provision next to it."""
    BESIDE = 3
    """Inserted where the provision ends, or in place of it."""
    WITHIN = 4
    """The provision itself, or what stands below it."""
    THERE = 5
    """The very words, or their sentence."""


_OWED: Final = {
    Nearness.ELSEWHERE: 7.0,
    Nearness.ANYWHERE: 7.0,
    Nearness.NEAR: 3.5,
    Nearness.BESIDE: 2.5,
    Nearness.WITHIN: 2.0,
    Nearness.THERE: 1.5,
}
"""Bits that evidence must exceed, beside those that choosing among so many changes costs."""


class Place(NamedTuple):
    """Where a change happened: ids of the older draft, `above` from the nearest out."""

    own: frozenset[str]
    above: tuple[str, ...]
    beside: frozenset[str]
    order: float


class Ground:
    """The places of all changes between two drafts."""

    def __init__(
        self,
        draft: Tree,
        next: Tree,  # noqa: A002 (the field's word)
        redline: Redline,
        changes: Sequence[Change],
    ) -> None:
        self.finder = Finder(draft)
        self._above_old = _ancestors(draft)
        self._above_new = _ancestors(next)
        self._became: dict[str, str] = {}
        for block in redline.blocks:
            if block.old and block.new:
                self._became.update(dict.fromkeys(block.new, block.old[0]))
        self._beside = _neighbours(redline)
        self.places = [self._place(change) for change in changes]
        self._held: Counter[str] = Counter()
        self._within: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            self._held.update({*place.own, *place.above})
            for name in {*place.own, *place.above, *place.beside}:
                self._within[name].append(number)

    def _place(self, change: Change) -> Place:
        if change.old:
            first = change.old[0]
            above = tuple(self._above_old[first])
            return Place(frozenset(change.old), above, frozenset(), self.finder.index[first])
        name = change.new[0]
        above = tuple(self._became[up] for up in self._above_new[name] if up in self._became)
        beside = self._beside.get(name, frozenset())
        order = max((self.finder.index[near] for near in beside), default=-1)
        return Place(frozenset(), above, beside, order + 0.5)

    def within(self, name: str) -> list[int]:
        """Return the changes in a provision of the older draft, beside it, or below it."""
        return self._within.get(name, [])

    def nearness(self, targets: Sequence[Target], number: int) -> Nearness:
        """Return how near a change is to the nearest of these targets, words aside."""
        return max((self._near(target, number) for target in targets), default=Nearness.ANYWHERE)

    def _near(self, target: Target, number: int) -> Nearness:
        if not target.start:
            return Nearness.ANYWHERE
        place = self.places[number]
        index = self.finder.index
        start, end = index[target.start], index.get(target.end, index[target.start])
        if any(start <= index[name] <= end for name in place.own):
            return Nearness.WITHIN
        if target.start in place.above:
            return Nearness.WITHIN
        if target.start in place.beside:
            return Nearness.BESIDE
        above = self._above_old[target.start]
        if above and above[0] in place.above:
            return Nearness.NEAR
        return Nearness.NEAR if abs(place.order - start) <= 1 else Nearness.ELSEWHERE

    def owed(self, near: Nearness, targets: Sequence[Target]) -> float:
        """Return the bits of evidence that a link of this nearness must exceed.

        The more changes there are among which chance could have found this one, the more.
        """
        if near is Nearness.THERE:
            return _OWED[near]
        among = len(self.places)
        if near in {Nearness.WITHIN, Nearness.BESIDE}:
            among = sum(self._held[target.start] for target in targets)
        elif near is Nearness.NEAR:
            above = {up[0] for t in targets if (up := self._above_old.get(t.start))}
            among = sum(self._held[name] for name in above)
        return _OWED[near] + log2(max(1, among))


def aims(comment: Comment, finder: Finder, others: dict[str, Comment]) -> list[Target]:
    """Return what a comment is about, found in its draft; what leads nowhere is the whole draft."""
    found = []
    for target in comment.targets:
        about = [target]
        if target.kind is TargetKind.COMMENT:
            named = [others[name] for name in target.comments if name in others]
            about = [inner for other in named if other.id != comment.id for inner in other.targets]
        for one in about:
            aim = finder.resolve(one).target
            if aim.start not in finder.index:
                aim = replace(aim, start="", end="", from_=0, to=0)
            found.append(aim)
    return found or [Target(TargetKind.DRAFT)]


def _ancestors(tree: Tree) -> dict[str, list[str]]:
    """Return the ids above each provision, the nearest first."""
    names = [provision.id for provision in tree.provisions]
    above: dict[str, list[str]] = {}
    for name, parent in zip(names, tree.parents(), strict=True):
        above[name] = [names[parent], *above[names[parent]]] if parent >= 0 else []
    return above


def _neighbours(redline: Redline) -> dict[str, frozenset[str]]:
    """Return for each inserted provision the older ones beside it: before it, or gone there."""
    beside: dict[str, frozenset[str]] = {}
    run: list[str] = []
    gone: list[str] = []
    before = ""
    for block in redline.blocks:
        if block.fate is Fate.INSERTED:
            run += block.new
        elif block.fate in {Fate.DELETED, Fate.MOVED_AWAY}:
            gone += block.old
        else:
            near = frozenset(filter(None, (before, *gone)))
            beside.update(dict.fromkeys(run, near))
            run, gone = [], []
            before = block.old[-1]
    beside.update(dict.fromkeys(run, frozenset(filter(None, (before, *gone)))))
    return beside
