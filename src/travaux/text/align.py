"""Which provisions of a newer draft are which of the older one.

In four steps, each on what the former left: same words (unique ones first, then their neighbours,
then repeated boilerplate in order); between two neighbours that kept their order, like with like,
splits and mergers included; anywhere, by rare word sequences held in common; halves that stand
beside their other half. Labels never count: renumbering is no change. Order decides only at the
end what moved: the least text whose moving explains the new order.

Words are compared as strings of one code point a word (`words.Lexicon`), by rapidfuzz in C.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import msgspec
from rapidfuzz.distance import Indel, Postfix, Prefix

from travaux.text.order import heaviest_rising
from travaux.text.outline import Outline, Stretch
from travaux.text.pairing import Pair, Pairing
from travaux.text.tree import CONTAINERS, OBJECT, Kind, Tree
from travaux.text.words import Lexicon, cut, telling

LIKE: Final = 0.5
"""Two texts of at least this likeness are one text edited."""
LIKE_IN_PLACE: Final = 0.38
"""The same where both stand alone between the same neighbours."""
PART_OF: Final = 0.72
"""At least this share of a text's words stand, in order, in the text it was split from."""
_LONG: Final = 9_000_000  # words times words beyond which order is too dear to compare
_SHORT: Final = 6  # words below which a text found elsewhere is chance, not a move
_ROOM: Final = 400  # how many likenesses one gap may cost before rare sequences must decide


class Unit(msgspec.Struct, gc=False):
    """What is paired as one: a provision, or a table, row or cell with all it holds."""

    first: int
    last: int
    text: str
    family: str
    code: str | None = None
    telling: frozenset[str] | None = None


class Match(msgspec.Struct, gc=False):
    """Units that are each other, by their places in the two sequences compared."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    moved: bool = False


def align(old: Tree, new: Tree) -> Pairing:
    """Return which provisions of `new` are which of `old`.

    Tables pair with tables, notes with notes; rows, cells and their contents only within paired
    tables. Nothing is paired by its label. Identity is never guessed from position alone, except
    for a heading between the same neighbours and for the cells of a paired row.
    """
    return Pairing(tuple(Aligner(Outline(old), Outline(new), Lexicon()).pairs()))


class Aligner:
    """One comparison of two drafts and what it has learnt of their words."""

    def __init__(self, old: Outline, new: Outline, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.old = _Side(old)
        self.new = _Side(new)

    def pairs(self) -> list[Pair]:
        """Return the pairs of all provisions, in the order of the newer draft."""
        found: list[tuple[int, Pair]] = []
        self._pair(self.old.body(), self.new.body(), found, loose=True)
        self._pair(self.old.notes(), self.new.notes(), found, loose=True)
        found.sort(key=lambda placed: placed[0])
        return [pair for _, pair in found]

    def _pair(
        self, old: list[Unit], new: list[Unit], found: list[tuple[int, Pair]], *, loose: bool
    ) -> None:
        old_side, new_side = self.old.provisions, self.new.provisions
        for match in self._matches(old, new, loose=loose):
            first_old, first_new = old[match.old[0]], new[match.new[0]]
            pair = Pair(
                tuple([old_side[old[place].first].id for place in match.old]),
                tuple([new_side[new[place].first].id for place in match.new]),
                match.score,
                match.moved,
            )
            found.append((first_new.first, pair))
            if first_old.family in CONTAINERS:
                self._inside(first_old, first_new, found)

    def _inside(self, old: Unit, new: Unit, found: list[tuple[int, Pair]]) -> None:
        """Pair what two paired containers hold."""
        inner_old = self.old.inside(old)
        inner_new = self.new.inside(new)
        self._pair(inner_old, inner_new, found, loose=False)

    def _matches(self, old: list[Unit], new: list[Unit], *, loose: bool) -> list[Match]:
        """Return the matches of two sequences of units, by their order in `new`.

        `loose` sequences may have moved members; rows, cells and their contents may not.
        """
        if old and new and old[0].family == new[0].family == Kind.CELL and len(old) == len(new):
            return [
                Match((place,), (place,), self._likeness(a, b))
                for place, (a, b) in enumerate(zip(old, new, strict=True))
            ]
        work = _Work(self, old, new)
        work.same_words()
        if not loose:
            work.forget_crossings()
        work.fill_gaps()
        if loose:
            work.find_elsewhere()
            work.fill_gaps()
            work.join_halves()
        return work.finish()

    def _likeness(self, old: Unit, new: Unit) -> float:
        if old.text == new.text:
            return 1.0
        return Indel.normalized_similarity(self.code(old), self.code(new))

    def code(self, unit: Unit) -> str:
        """Return the words of a unit, one code point each."""
        if unit.code is None:
            unit.code = self.lexicon.spell(cut(unit.text))
        return unit.code


class _Side:
    """A draft as the units that are compared."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.provisions = outline.provisions

    def body(self) -> list[Unit]:
        """Return the units of the whole text, notes left out."""
        return [self._unit(*stretch) for stretch in self.outline.body()]

    def notes(self) -> list[Unit]:
        """Return the notes and the paragraphs below them."""
        return [
            Unit(place, place + 1, self._content(place), "note")
            for places in self.outline.notes().values()
            for place in places
        ]

    def inside(self, unit: Unit) -> list[Unit]:
        """Return the units directly within a table, row or cell."""
        return [self._unit(*inner) for inner in self.outline.inside(Stretch(unit.first, unit.last))]

    def _unit(self, first: int, last: int) -> Unit:
        kind = self.outline.kinds[first]
        if kind not in CONTAINERS:
            return Unit(first, last, self._content(first), "text")
        held = " \x1f ".join([self._content(place) for place in range(first, last)])
        return Unit(first, last, held, kind)

    def _content(self, place: int) -> str:
        """Return the text of a provision, each picture told apart from others by its digest."""
        text = self.outline.texts[place]
        if OBJECT not in text:
            return text
        return "".join([f"{run.text}{run.figure}" for run in self.provisions[place].runs])


class _Work:
    """The state of one matching: who is taken, and by whom."""

    def __init__(self, aligner: Aligner, old: list[Unit], new: list[Unit]) -> None:
        self.aligner = aligner
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

    # Same words

    def same_words(self) -> None:
        """Match units with the same words: unique ones, their neighbours, the rest in order."""
        self._same([_key(unit) for unit in self.old], [_key(unit) for unit in self.new])
        # What is left may be the same but for blanks (a re-wrapped text).
        self._same(_unwrapped(self.old, self.of_old), _unwrapped(self.new, self.of_new))

    def _same(self, old: Sequence[str | None], new: Sequence[str | None]) -> None:
        places: dict[str | None, list[int]] = {}
        for place, key in enumerate(old):
            if self.of_old[place] is None:
                places.setdefault(key, []).append(place)
        here: dict[str | None, list[int]] = {}
        for place, key in enumerate(new):
            if self.of_new[place] is None and key in places:
                here.setdefault(key, []).append(place)
        repeated = []
        for key, found in here.items():
            there = places[key]
            if len(there) == 1 and len(found) == 1:
                self.take((there[0],), (found[0],), 1.0)
            else:
                repeated.append((there, found))
        if repeated:
            self._spread(old, new)
            gaps = self._gap_numbers()
            for there, found in repeated:
                self._in_order(there, found, gaps)

    def _spread(self, old: Sequence[str | None], new: Sequence[str | None]) -> None:
        """Match the neighbours of matched units while their words are the same."""
        for step in (1, -1):
            anchors = [match for match in self.of_new if match is not None]
            for match in anchors if step == 1 else reversed(anchors):
                there, here = match.old[0] + step, match.new[0] + step
                while (
                    0 <= there < len(old)
                    and 0 <= here < len(new)
                    and self.of_old[there] is None
                    and self.of_new[here] is None
                    and old[there] == new[here]
                ):
                    self.take((there,), (here,), 1.0)
                    there, here = there + step, here + step

    def _in_order(
        self, there: list[int], here: list[int], gaps: tuple[list[int], list[int]]
    ) -> None:
        """Match what is left of one repeated text, between the same neighbours first."""
        there = [place for place in there if self.of_old[place] is None]
        here = [place for place in here if self.of_new[place] is None]
        if not there or not here:
            return
        if len(there) != len(here):
            by_gap: dict[int, list[int]] = defaultdict(list)
            for place in there:
                by_gap[gaps[0][place]].append(place)
            for place in list(here):
                waiting = by_gap[gaps[1][place]]
                if waiting:
                    there.remove(waiting[0])
                    here.remove(place)
                    self.take((waiting.pop(0),), (place,), 1.0)
            if there and len(self.aligner.code(self.old[there[0]])) < _SHORT:
                return
        for old_place, new_place in zip(there, here, strict=False):
            self.take((old_place,), (new_place,), 1.0)

    def _gap_numbers(self) -> tuple[list[int], list[int]]:
        """Number the stretches between matches that kept their order, on both sides."""
        old_gaps, new_gaps = [0] * len(self.old), [0] * len(self.new)
        steady = self._steady()
        for side, gaps in ((0, old_gaps), (1, new_gaps)):
            number = 0
            borders = {(match.old, match.new)[side][0] for match in steady}
            for place in range(len(gaps)):
                number += place in borders
                gaps[place] = number
        return old_gaps, new_gaps

    # Order

    def _found(self) -> list[Match]:
        """Return the matches in the order of the newer sequence."""
        found = []
        last = None
        for match in self.of_new:
            if match is not None and match is not last:
                found.append(match)
                last = match
        return found

    def _steady(self) -> list[Match]:
        """Return the matches that kept their order, the heaviest such set."""
        if self._order is None:
            found = self._found()
            weights = [len(self.new[match.new[0]].text) + 1 for match in found]
            rising = heaviest_rising([match.old[0] for match in found], weights)
            self._order = [match for match, kept in zip(found, rising, strict=True) if kept]
        return self._order

    def forget_crossings(self) -> None:
        """Undo the matches that changed places."""
        steady = set(map(id, self._steady()))
        for match in self._found():
            if id(match) not in steady:
                for place in match.old:
                    self.of_old[place] = None
                for place in match.new:
                    self.of_new[place] = None
        self._order = None

    # Between neighbours

    def fill_gaps(self) -> None:
        """Match like with like between neighbours that kept their order."""
        before_old = before_new = -1
        edges = [(m.old[0], m.old[-1], m.new[0], m.new[-1]) for m in self._steady()]
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
                if _cut_in_two(self.old[old_place], *[self.new[place] for place in parts]):
                    self.take((old_place,), parts, 1.0)
                    break
        for new_place in here:
            if self.of_new[new_place] is None:
                for parts in _adjacent_pairs(there, self.of_old):
                    if _cut_in_two(self.new[new_place], *[self.old[place] for place in parts]):
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
                score = _shared_ends(old.text, new.text)
                if score > 0.75:
                    self.take((old_place,), (here[at],), score)
                    start = at + 1
                    break

    def _one_to_one(self, there: int, here: int) -> None:
        old, new = self.old[there], self.new[here]
        if old.family != new.family:
            return
        score = self._quick(old, new)
        if score >= LIKE_IN_PLACE or self._same_part(old, new):
            self.take((there,), (here,), score)

    def _quick(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units, from their ends alone where these say enough."""
        score = _shared_ends(old.text, new.text)
        return score if score > 0.6 else self._like(old, new)

    def _like(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units by their words; 0 where they share few that tell."""
        if _held_words(old, new) < 0.15 and _held_words(new, old) < 0.15:
            return 0.0
        a, b = self.aligner.code(old), self.aligner.code(new)
        if len(a) * len(b) > _LONG:
            return _common_sequences(a, b)
        score: float = Indel.normalized_similarity(a, b)
        if 0.25 < score < 0.7 and len(a) + len(b) > 2 * _SHORT:
            # Texts of one language share their small words; one text edited shares sequences.
            score *= min(1.0, 0.4 + 3 * _common_sequences(a, b))
        return score

    def _same_part(self, old: Unit, new: Unit) -> bool:
        """Say whether two units alone between the same neighbours are one, whatever their words.

        So are two tables, two headings of one rank, two pictures, two rows that begin alike, and
        the only text of two cells that are each other.
        """
        before = self.aligner.old.provisions[old.first]
        after = self.aligner.new.provisions[new.first]
        if before.kind is not after.kind:
            return False
        if before.kind is Kind.ROW:
            return _first_words(old) == _first_words(new)
        if before.kind is Kind.HEADING:
            return before.level == after.level
        return before.kind in {Kind.TABLE, Kind.FIGURE} or len(self.old) == len(self.new) == 1

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
            score = self._like(olds[0], news[0])
            threshold = LIKE_IN_PLACE if olds[0].family in CONTAINERS else 0.45
            if score < threshold:
                return 0.0, 0.0
        else:
            score = self._joined(olds, news) if _adjacent(there) and _adjacent(here) else 0.0
            if not score:
                return 0.0, 0.0
        size = sum([len(self.aligner.code(unit)) for unit in (*olds, *news)])
        return score * size + 0.01, score

    def _joined(self, olds: list[Unit], news: list[Unit]) -> float:
        """Return the likeness of one unit to several joined, or 0 where a part is not in it."""
        whole, parts = (olds[0], news) if len(olds) == 1 else (news[0], olds)
        if whole.family in CONTAINERS:
            return 0.0
        code = self.aligner.code(whole)
        pieces = [self.aligner.code(part) for part in parts]
        if min(map(len, pieces)) < 3 or len(code) < 0.5 * sum(map(len, pieces)):
            return 0.0
        start = 0
        for piece in pieces:  # each part must have its words in what the former parts left
            held, end = _held(piece, code[start:])
            if held < PART_OF:
                return 0.0
            start += end
        return float(Indel.normalized_similarity("".join(pieces), code))

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
            if old.family == new.family and len(self.aligner.code(new)) >= _SHORT:
                score = self._like(old, new)
                if score >= LIKE:
                    size = len(self.aligner.code(old)) + len(self.aligner.code(new))
                    candidates.append((score * size, score, old_place, new_place))
        for _, score, old_place, new_place in sorted(candidates, reverse=True):
            if self.of_old[old_place] is None and self.of_new[new_place] is None:
                self.take((old_place,), (new_place,), score)

    def _sharing(self, there: list[int], here: list[int]) -> list[tuple[int, int]]:
        """Return the few pairs that share enough rare words."""
        where: dict[str, list[int]] = {}
        for place in there:
            for word in _telling(self.old[place]):
                where.setdefault(word, []).append(place)
        pairs = []
        for place in here:
            votes: dict[int, float] = defaultdict(float)
            words = _telling(self.new[place])
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
            if len(others) != 1 or whole.family != half.family or _held_words(half, whole) < 0.5:
                continue
            parts = sorted((*mine, place))
            score = self._joined([whole], [units[part] for part in parts])
            if score:
                if new_side:
                    self.take(others, tuple(parts), score)
                else:
                    self.take(tuple(parts), others, score)
                return

    def finish(self) -> list[Match]:
        """Return the matches in the newer order, those that changed places marked as moved."""
        found = self._found()
        steady = set(map(id, self._steady()))
        for match in found:
            match.moved = id(match) not in steady
        return found


def _telling(unit: Unit) -> frozenset[str]:
    if unit.telling is None:
        unit.telling = telling(unit.text)
    return unit.telling


def _held_words(unit: Unit, other: Unit) -> float:
    """Return the share of the telling words of one unit that another has."""
    words = _telling(unit)
    return len(words & _telling(other)) / len(words) if len(words) > 2 else 1.0


def _first_words(row: Unit) -> str:
    return next((cell for cell in row.text.split("\x1f") if cell.strip()), "")


def _key(unit: Unit) -> str:
    return unit.text if unit.family == "text" else f"{unit.family}\x1f{unit.text}"


def _shared_ends(a: str, b: str) -> float:
    """Return the share of two texts that stands in both at their beginnings and ends."""
    longer = max(len(a), len(b))
    if longer < 120:
        return 0.0
    head = Prefix.similarity(a, b)
    shared = head + Postfix.similarity(a[head:], b[head:])
    return float(shared / longer)


def _unwrapped(units: list[Unit], taken: list[Match | None]) -> list[str | None]:
    keys: list[str | None] = []
    for unit, match in zip(units, taken, strict=True):
        key = _key(unit) if match is None else None
        if key and ("  " in key or "\n" in key or "\t" in key or "\xa0" in key):
            key = " ".join(key.split())
        keys.append(key)
    return keys


def _adjacent_pairs(places: list[int], taken: list[Match | None]) -> list[tuple[int, int]]:
    return [
        (a, b) for a, b in pairwise(places) if b - a == 1 and taken[a] is None and taken[b] is None
    ]


def _cut_in_two(whole: Unit, first: Unit, second: Unit) -> bool:
    """Say whether two units are one cut between two words, nothing changed."""
    text, head, tail = whole.text.strip(), first.text.strip(), second.text.strip()
    return (
        bool(head and tail)
        and text.startswith(head)
        and text.endswith(tail)
        and len(head) + len(tail) <= len(text)
        and not text[len(head) : len(text) - len(tail)].strip()
        and whole.family == first.family == second.family
        and whole.family not in CONTAINERS
    )


def _adjacent(places: list[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(places))


def _held(piece: str, whole: str) -> tuple[float, int]:
    """Return the share of the words of `piece` that `whole` has in order, and where they end."""
    kept = 0
    end = 0
    for op in Indel.opcodes(piece, whole):
        if op.tag == "equal":
            kept += op.src_end - op.src_start
            if op.src_end - op.src_start > 1 or not end:
                end = op.dest_end
    return kept / len(piece), end


def _common_sequences(a: str, b: str) -> float:
    """Return the share of the two-word sequences of the shorter text that the longer has."""
    first = {a[start : start + 2] for start in range(len(a) - 1)}
    second = {b[start : start + 2] for start in range(len(b) - 1)}
    return len(first & second) / max(1, min(len(first), len(second)))
