"""How surprising it is that a text holds a word: the measure of all evidence here, in bits."""

from collections import Counter
from collections.abc import Iterable
from math import expm1, log2
from typing import Final

_MOST: Final = 7.0
"""No single word tells more: a draft is too small a sample of its language to say so."""
_LIKELY: Final = 2.0
"""Bits by which a shared word is discounted: not every source shares its words with its change."""
_PAIR_SHARE: Final = 0.5
"""Of the weight of a word, for two characters of writing without blanks: most overlap others."""


class Rarity:
    """How often each term stands in the draft and the comments."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self._count: Counter[str] = Counter()
        for text in texts:
            self._count.update(text)
        self._total = sum(self._count.values()) + 200

    def bits(self, term: str, size: int) -> float:
        """Return how surprising it is that a text of `size` terms holds `term` by chance.

        A term that stands in one text only counts as one seen half a time elsewhere.
        """
        often = max(self._count[term] - 1, 0.5)
        chance = -expm1(-often * size / self._total)
        return min(_MOST, -log2(chance))

    def evidence(self, term: str, size: int) -> float:
        """Return the bits for a link that a term gives which a text of `size` terms shares."""
        bits = max(0.0, self.bits(term, size) - _LIKELY)
        return bits * _PAIR_SHARE if _is_pair(term) else bits

    def is_common(self, first: str, second: str) -> bool:
        """Say whether two terms beside each other are worth no more than each alone."""
        return min(self._count[first], self._count[second]) > self._total / 100


def _is_pair(term: str) -> bool:
    return len(term) == 2 and term[0] >= "\u3400"
