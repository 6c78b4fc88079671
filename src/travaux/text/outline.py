"""A tree as the sequences in which it is compared and written: body, containers, notes."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from travaux.text.tree import CONTAINERS, NOTES, Kind, Tree


class Stretch(NamedTuple):
    """A provision and all that it holds as a container: places `first` up to before `last`."""

    first: int
    last: int


class Outline:
    """The places of a tree: their texts, what stands beside what, and
    which notes follow which provision.
    """

    def __init__(self, tree: Tree) -> None:
        self.provisions = tree.provisions
        self.texts = [provision.text for provision in tree.provisions]
        self.levels = [provision.level for provision in tree.provisions]
        self.kinds = [provision.kind for provision in tree.provisions]
        self._body: list[Stretch] | None = None

    def body(self) -> list[Stretch]:
        """Return the whole text without its notes: single provisions and whole tables."""
        if self._body is None:
            self._body = list(self._beside(0, len(self.kinds)))
        return self._body

    def inside(self, container: Stretch) -> list[Stretch]:
        """Return what stands directly in a table, row or cell."""
        return list(self._beside(container.first + 1, container.last))

    def stretch(self, place: int) -> Stretch:
        """Return the provision at `place` with all that it holds."""
        return Stretch(place, self._end(place) if self.kinds[place] in CONTAINERS else place + 1)

    def notes(self) -> dict[int, list[int]]:
        """Return the notes and the paragraphs below them, by the provision that they follow.

        Those before any other provision are found under -1.
        """
        notes: dict[int, list[int]] = {}
        if NOTES.isdisjoint(self.kinds):
            return notes
        caller, place = -1, 0
        while place < len(self.kinds):
            if self.kinds[place] in NOTES:
                end = self._end(place)
                notes.setdefault(caller, []).extend(range(place, end))
                place = end
            else:
                caller = place
                place += 1
        return notes

    def _beside(self, place: int, stop: int) -> Iterator[Stretch]:
        kinds = self.kinds
        if _FLAT.issuperset(kinds[place:stop]):
            places = range(place, stop + 1)
            yield from map(Stretch._make, pairwise(places))
            return
        while place < stop:
            kind = kinds[place]
            if kind in _FLAT:
                yield Stretch(place, place + 1)
                place += 1
                continue
            end = self._end(place)
            if kind in CONTAINERS:
                yield Stretch(place, end)
            place = end

    def _end(self, place: int) -> int:
        level = self.levels[place]
        end = place + 1
        while end < len(self.levels) and self.levels[end] > level:
            end += 1
        return end


_FLAT = frozenset(Kind) - CONTAINERS - NOTES
