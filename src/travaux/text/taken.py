"""Who is taken in a matching, by whom, and what kept its order."""

from travaux.text.likeness import Likeness
from travaux.text.order import heaviest_rising
from travaux.text.units import Match, Unit


class Taken:
    """Two sequences of units and the matches found so far between them."""

    def __init__(self, likeness: Likeness, old: list[Unit], new: list[Unit]) -> None:
        self.likeness = likeness
        self.old = old
        self.new = new
        self.of_old: list[Match | None] = [None] * len(old)
        self.of_new: list[Match | None] = [None] * len(new)
        self._order: list[Match] | None = None

    def take(self, old: tuple[int, ...], new: tuple[int, ...], score: float) -> None:
        """Record that these units are each other."""
        self._order = None
        match = Match(old, new, score)
        for place in old:
            self.of_old[place] = match
        for place in new:
            self.of_new[place] = match

    def release(self, match: Match) -> None:
        """Undo a match."""
        for place in match.old:
            self.of_old[place] = None
        for place in match.new:
            self.of_new[place] = None
        self._order = None

    def found(self) -> list[Match]:
        """Return the matches in the order of the newer sequence."""
        found = []
        last = None
        for match in self.of_new:
            if match is not None and match is not last:
                found.append(match)
                last = match
        return found

    def steady(self) -> list[Match]:
        """Return the matches that kept their order, the heaviest such set."""
        if self._order is None:
            found = self.found()
            weights = [len(self.new[match.new[0]].text) + 1 for match in found]
            rising = heaviest_rising([match.old[0] for match in found], weights)
            self._order = [match for match, kept in zip(found, rising, strict=True) if kept]
        return self._order
