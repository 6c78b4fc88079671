"""Which provisions of a newer draft are which of the older one.

In four steps, each on what the former left: same words (unique ones first, then their neighbours,
then repeated boilerplate in order); between two neighbours that kept their order, like with like,
splits and mergers included; anywhere, by rare words held in common; halves that stand beside their
other half. Labels never count: renumbering is no change. Order decides only at the end what moved:
the least text whose moving explains the new order.

Words are compared as strings of one code point a word (`words.Lexicon`), by rapidfuzz in C.
"""

from travaux.text.likeness import Likeness
from travaux.text.matching import Matching
from travaux.text.outline import Outline
from travaux.text.pairing import Pair, Pairing
from travaux.text.same_words import match_same_words
from travaux.text.tree import CONTAINERS, Kind, Tree
from travaux.text.units import Match, Unit, Units
from travaux.text.words import Lexicon


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
        self.likeness = Likeness(lexicon)
        self.old = Units(old)
        self.new = Units(new)

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
        before, after = self.old.outline.provisions, self.new.outline.provisions
        for match in self._matches(old, new, loose=loose):
            first_old, first_new = old[match.old[0]], new[match.new[0]]
            pair = Pair(
                tuple([before[old[place].first].id for place in match.old]),
                tuple([after[new[place].first].id for place in match.new]),
                match.score,
                match.moved,
            )
            found.append((first_new.first, pair))
            if first_old.kind in CONTAINERS:
                inside = self.old.inside(first_old), self.new.inside(first_new)
                self._pair(*inside, found, loose=False)

    def _matches(self, old: list[Unit], new: list[Unit], *, loose: bool) -> list[Match]:
        """Return the matches of two sequences of units, by their order in `new`.

        `loose` sequences may have moved members; rows, cells and their contents may not.
        """
        if old and new and old[0].kind is new[0].kind is Kind.CELL and len(old) == len(new):
            return [
                Match((place,), (place,), self.likeness.of(a, b))
                for place, (a, b) in enumerate(zip(old, new, strict=True))
            ]
        work = Matching(self.likeness, old, new)
        match_same_words(work)
        if not loose:
            work.forget_crossings()
        work.fill_gaps()
        if loose:
            work.find_elsewhere()
            work.fill_gaps()
            work.join_halves()
        return work.finish()
