"""Which units of a newer sequence are which of an older one."""

from collections import defaultdict
from itertools import pairwise
from typing import Final

from travaux.text.likeness import (
    SHORT,
    cut_in_two,
    held_words,
    shared_ends,
    telling_words,
)
from travaux.text.taken import Taken
from travaux.text.tree import CONTAINERS, Kind
from travaux.text.units import Match, Unit

LIKE: Final = 0.5
"""Two texts of at least this likeness are one text edited."""
_ROOM: Final = 400  # how many likenesses one gap may cost before rare words must decide


class Matching(Taken):
    """One matching of two sequences: who is taken, and by whom.

    The steps are taken in the order in which `align` calls them; each works on what the former
    left, and none undoes another's work but `forget_crossings`.
    """

    def forget_crossings(self) -> None:
        """Undo the matches that changed places."""
        steady = set(map(id, self.steady()))
        for match in self.found():
            if id(match) not in steady:
                self.release(match)

    # Between neighbours

    def fill_gaps(self) -> None:
        """Match like with like between neighbours that kept their order."""
        before_old = before_new = -1
        edges = [(m.old[0], m.old[-1], m.new[0], m.new[-1]) for m in self.steady()]
        edges.append((len(self.old), 0, len(self.new), 0))
        for old_first, old_last, new_first, new_last in edges:
            if old_first - before_old > 1 and new_first - before_new > 1:
                there = [p for p in range(before_old + 1, old_first) if self.of_old[p] is None]
                here = [p for p in range(before_new + 1, new_first) if self.of_new[p] is None]
                self._fill(there, here)
            before_old, before_new = old_last, new_last

    def _fill(self, there: list[int], here: list[int]) -> None:
        if len(there) == 1 and len(here) == 1:
            self._one_to_one(there[0], here[0])
        elif there and here and len(there) * len(here) <= _ROOM:
            self._clean_cuts(there, here)
            self._same_ends(there, here)
            there = [place for place in there if self.of_old[place] is None]
            here = [place for place in here if self.of_new[place] is None]
            if there and here:
                self._best_path(there, here)

    def _clean_cuts(self, there: list[int], here: list[int]) -> None:
        """Match one unit with the two next to each other that hold its words unchanged."""
        for old_place in there:
            for parts in _adjacent_pairs(here, self.of_new):
                if cut_in_two(self.old[old_place], *[self.new[place] for place in parts]):
                    self.take((old_place,), parts, 1.0)
                    break
        for new_place in here:
            if self.of_new[new_place] is None:
                for parts in _adjacent_pairs(there, self.of_old):
                    if cut_in_two(self.new[new_place], *[self.old[place] for place in parts]):
                        self.take(parts, (new_place,), 1.0)
                        break

    def _same_ends(self, there: list[int], here: list[int]) -> None:
        """Match in order what shares most of its text at the two ends; no word need be cut."""
        start = 0
        for old_place in there:
            if self.of_old[old_place] is not None:
                continue
            old = self.old[old_place]
            for at in range(start, len(here)):
                new = self.new[here[at]]
                if self.of_new[here[at]] is not None or old.family != new.family:
                    continue
                score = shared_ends(old.text, new.text)
                if score > 0.75:
                    self.take((old_place,), (here[at],), score)
                    start = at + 1
                    break

    def _one_to_one(self, there: int, here: int) -> None:
        old, new = self.old[there], self.new[here]
        if old.family != new.family:
            return
        score = self.likeness.in_place(old, new)
        if score or self._same_part(old, new):
            self.take((there,), (here,), score)

    def _same_part(self, old: Unit, new: Unit) -> bool:
        """Say whether two units alone between the same neighbours are one, whatever their words.

        So are two tables, two headings of one rank, two pictures, two rows that begin alike, and
        the only text of two cells that are each other.
        """
        if old.kind is not new.kind:
            return False
        if old.kind is Kind.ROW:
            return _first_words(old) == _first_words(new)
        if old.kind is Kind.HEADING:
            return old.level == new.level
        return old.kind in {Kind.TABLE, Kind.FIGURE} or len(self.old) == len(self.new) == 1

    def _best_path(self, there: list[int], here: list[int]) -> None:
        """Match two short sequences so that the most words stay, splits and mergers included."""
        olds, news = len(there), len(here)
        best = [[0.0] * (news + 1) for _ in range(olds + 1)]
        step: list[list[tuple[int, int, float]]] = [[(0, 0, 0.0)] * (news + 1) for _ in best]
        for i in range(olds + 1):
            for j in range(news + 1):
                options = [(best[i - 1][j], 1, 0, 0.0)] if i else []
                options += [(best[i][j - 1], 0, 1, 0.0)] if j else []
                for di, dj in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1)):
                    if di <= i and dj <= j:
                        gain, score = self._gain(there[i - di : i], here[j - dj : j])
                        if gain:
                            options.append((best[i - di][j - dj] + gain, di, dj, score))
                if options:
                    best[i][j], di, dj, score = max(options)
                    step[i][j] = (di, dj, score)
        i, j = olds, news
        while i and j:
            di, dj, score = step[i][j]
            if di and dj:
                self.take(tuple(there[i - di : i]), tuple(here[j - dj : j]), score)
            i, j = i - di, j - dj

    def _gain(self, there: list[int], here: list[int]) -> tuple[float, float]:
        """Return how many words stay if these are each other, and their likeness; or nothing."""
        olds = [self.old[place] for place in there]
        news = [self.new[place] for place in here]
        if len({unit.family for unit in (*olds, *news)}) > 1:
            return 0.0, 0.0
        if len(olds) == len(news) == 1:
            score = self.likeness.in_place(olds[0], news[0])
            if not score:
                return 0.0, 0.0
        else:
            whole, parts = (olds[0], news) if len(olds) == 1 else (news[0], olds)
            together = _adjacent(there) and _adjacent(here)
            score = self.likeness.of_parts(whole, parts) if together else 0.0
            if not score:
                return 0.0, 0.0
        size = sum([self.likeness.size(unit) for unit in (*olds, *news)])
        return score * size + 0.01, score

    # Elsewhere

    def find_elsewhere(self) -> None:
        """Match edited units wherever they went, by the rare sequences they share."""
        there = [place for place, match in enumerate(self.of_old) if match is None]
        here = [place for place, match in enumerate(self.of_new) if match is None]
        if not there or not here:
            return
        candidates = []
        for old_place, new_place in self._sharing(there, here):
            old, new = self.old[old_place], self.new[new_place]
            if old.family == new.family and self.likeness.size(new) >= SHORT:
                score = self.likeness.of(old, new)
                if score >= LIKE:
                    size = self.likeness.size(old) + self.likeness.size(new)
                    candidates.append((score * size, score, old_place, new_place))
        for _, score, old_place, new_place in sorted(candidates, reverse=True):
            if self.of_old[old_place] is None and self.of_new[new_place] is None:
                self.take((old_place,), (new_place,), score)

    def _sharing(self, there: list[int], here: list[int]) -> list[tuple[int, int]]:
        """Return the few pairs that share enough rare words."""
        where: dict[str, list[int]] = {}
        for place in there:
            for word in telling_words(self.old[place]):
                where.setdefault(word, []).append(place)
        pairs = []
        for place in here:
            votes: dict[int, float] = defaultdict(float)
            words = telling_words(self.new[place])
            for word in words:
                holders = where.get(word)
                if holders and len(holders) <= 12:
                    for holder in holders:
                        votes[holder] += 1 / len(holders)
            enough = max(1.0, 0.1 * len(words))
            ranked = sorted(votes, key=votes.__getitem__, reverse=True)[:3]
            pairs += [(holder, place) for holder in ranked if votes[holder] >= enough]
        return pairs

    def join_halves(self) -> None:
        """Add to a match the unmatched neighbour whose words stand in what the match lost."""
        for place in range(len(self.new)):
            if self.of_new[place] is None:
                self._join_half(place, self.new, self.of_new, new_side=True)
        for place in range(len(self.old)):
            if self.of_old[place] is None:
                self._join_half(place, self.old, self.of_old, new_side=False)

    def _join_half(
        self, place: int, units: list[Unit], taken: list[Match | None], *, new_side: bool
    ) -> None:
        half = units[place]
        if half.family in CONTAINERS:
            return
        for beside in (place - 1, place + 1):
            match = taken[beside] if 0 <= beside < len(units) else None
            if match is None or match.score == 1.0:
                continue
            others = match.old if new_side else match.new
            whole = (self.old if new_side else self.new)[others[0]]
            mine = match.new if new_side else match.old
            if len(others) != 1 or whole.family != half.family or held_words(half, whole) < 0.5:
                continue
            parts = sorted((*mine, place))
            score = self.likeness.of_parts(whole, [units[part] for part in parts])
            if score:
                if new_side:
                    self.take(others, tuple(parts), score)
                else:
                    self.take(tuple(parts), others, score)
                return

    def finish(self) -> list[Match]:
        """Return the matches in the newer order, those that changed places marked as moved."""
        steady = set(map(id, self.steady()))
        for match in self.found():
            match.moved = id(match) not in steady
            if match.moved and self._is_chance(match):
                self.release(match)
        return self.found()

    def _is_chance(self, match: Match) -> bool:
        """Say whether a few words found elsewhere are chance: neither neighbour came along."""
        there, here = match.old[0], match.new[0]
        unit = self.new[here]
        if unit.kind is Kind.HEADING or unit.family in CONTAINERS or len(unit.text) > 60:
            return False
        if self.likeness.size(unit) >= SHORT:
            return False
        return not any(
            0 <= here + step < len(self.new)
            and (beside := self.of_new[here + step]) is not None
            and there + step in beside.old
            for step in (1, -1)
        )


def _first_words(row: Unit) -> str:
    return next((cell for cell in row.text.split("\x1f") if cell.strip()), "")


def _adjacent_pairs(places: list[int], taken: list[Match | None]) -> list[tuple[int, int]]:
    return [
        (a, b) for a, b in pairwise(places) if b - a == 1 and taken[a] is None and taken[b] is None
    ]


def _adjacent(places: list[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(places))
