"""How like two texts are: by their ends, their telling words, or all their words in order.

The cheap looks come first, since most pairs of texts are plainly one or plainly two.
"""

from typing import Final

from rapidfuzz.distance import Indel, Postfix, Prefix

from travaux.text.tree import CONTAINERS
from travaux.text.units import Unit
from travaux.text.words import Lexicon, cut, telling

SHORT: Final = 6
"""Words below which what two texts share is chance."""
IN_PLACE: Final = 0.45
"""Two texts of at least this likeness, between the same neighbours, are one text edited."""
_PART_OF: Final = 0.72  # share of a part's words that must stand, in order, in the whole
_LONG: Final = 9_000_000  # words times words beyond which order is too dear to compare


class Likeness:
    """The likeness of units, 0 to 1, their words spelt in one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def code(self, unit: Unit) -> str:
        """Return the words of a unit, one code point each."""
        if unit.code is None:
            unit.code = self.lexicon.spell(cut(unit.text))
        return unit.code

    def size(self, unit: Unit) -> int:
        """Return how many words a unit has."""
        return len(self.code(unit))

    def quick(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units, from their ends alone where these say enough."""
        score = shared_ends(old.text, new.text)
        return score if score > 0.6 else self.of(old, new)

    def of(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units by their words; 0 where they share few that tell."""
        if old.text == new.text:
            return 1.0
        if held_words(old, new) < 0.15 and held_words(new, old) < 0.15:
            return 0.0
        a, b = self.code(old), self.code(new)
        if len(a) * len(b) > _LONG:
            return _common_sequences(a, b)
        score: float = Indel.normalized_similarity(a, b)
        if 0.25 < score < 0.7 and len(a) + len(b) > 2 * SHORT:
            # Texts of one language share their small words; one text edited shares sequences.
            score *= min(1.0, 0.4 + 3 * _common_sequences(a, b))
        return score

    def in_place(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units between the same neighbours; 0 where they are two texts.

        There less is asked: a text that was extended or reworded keeps much of the shorter of the
        two, in sequences, its telling words among them.
        """
        score = self.quick(old, new)
        if score >= IN_PLACE:
            return score
        a, b = self.code(old), self.code(new)
        shorter = min(len(a), len(b))
        if shorter < 2 * SHORT or len(a) * len(b) > _LONG:
            return 0.0
        kept = Indel.normalized_similarity(a, b) * (len(a) + len(b)) / 2 / shorter
        telling = max(held_words(old, new), held_words(new, old))
        reworded = kept >= 0.4 and telling >= 0.25 and _common_sequences(a, b) >= 0.25
        return max(score, 0.01) if reworded else 0.0

    def of_parts(self, whole: Unit, parts: list[Unit]) -> float:
        """Return the likeness of a unit to several joined, or 0 where one is no part of it."""
        if whole.family in CONTAINERS:
            return 0.0
        code = self.code(whole)
        pieces = [self.code(part) for part in parts]
        if min(map(len, pieces)) < 3 or len(code) < 0.5 * sum(map(len, pieces)):
            return 0.0
        start = 0
        for piece in pieces:  # each part must have its words in what the former parts left
            held, end = _held(piece, code[start:])
            if held < _PART_OF:
                return 0.0
            start += end
        return float(Indel.normalized_similarity("".join(pieces), code))


def shared_ends(a: str, b: str) -> float:
    """Return the share of two texts that stands in both at their ends; 0 where they are short."""
    longer = max(len(a), len(b))
    if longer < 120:
        return 0.0
    head = Prefix.similarity(a, b)
    shared = head + Postfix.similarity(a[head:], b[head:])
    return float(shared / longer)


def cut_in_two(whole: Unit, first: Unit, second: Unit) -> bool:
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


def telling_words(unit: Unit) -> frozenset[str]:
    """Return what tells the text of a unit from others, kept for the next time."""
    if unit.telling is None:
        unit.telling = telling(unit.text)
    return unit.telling


def held_words(unit: Unit, other: Unit) -> float:
    """Return the share of the telling words of a unit that another has; 1 where it has too few."""
    words = telling_words(unit)
    return len(words & telling_words(other)) / len(words) if len(words) > 2 else 1.0


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
