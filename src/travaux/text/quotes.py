"""Quoted words: where they stand in a text.

Everyone quotes with other marks, dashes, capitals and blanks than the text has. `locate` and
`occurrences` allow for that and for an ellipsis, and give every place: for those who must not
guess. `find_words` also allows for accents and a wrong word, chooses one place, and says how sure
it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from travaux.text.tree import OBJECT, Tree

_MARKS: Final = '"“”„‟«»″「」『』《》〈〉'
_APOSTROPHES: Final = "'’‘‛′`´"
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_AROUND: Final = 40
"""Characters of context by which words are told from the same ones elsewhere."""


class Quote(NamedTuple):
    """Where words stand in a draft: the place of the provision, and the offsets in its text."""

    place: int
    start: int
    end: int


class Words(NamedTuple):
    """Where words stand in one text, and how sure that is."""

    start: int
    end: int
    score: float


# Every place, nothing guessed


_SIGNS: Final = {
    sign: f"[{re.escape(signs)}]" for signs in (_MARKS, _APOSTROPHES, _DASHES) for sign in signs
}
_ELLIPSIS: Final = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_WORD: Final = re.compile(r"\w+")


def occurrences(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where quoted words stand in a text, as offsets; an ellipsis stands for any words."""
    words = quote.strip()
    longest = max(_WORD.findall(words), key=len, default="")
    if longest.casefold() not in text.casefold():
        return []  # no pattern need be made
    for candidate in dict.fromkeys((words, words.rstrip(",.;: "), words.strip(",.;:()[] "))):
        pattern = _pattern(candidate)
        if pattern is None:
            continue
        for flags in (0, re.IGNORECASE):
            found = [match.span() for match in re.finditer(pattern, text, flags)]
            if found:
                return found
    return []


@lru_cache(maxsize=512)
def _pattern(words: str) -> str | None:
    parts = [_exactly(part) for part in _ELLIPSIS.split(words[:4_000]) if part.strip()]
    if not parts or len(parts) > 3:
        return None
    joined = ".{0,3000}?".join(parts)
    return _whole(words, joined)


def _whole(words: str, pattern: str) -> str:
    """Return the pattern of words such that it is not found within longer ones."""
    head = r"(?<!\w)" if words[:1].isalnum() and ord(words[0]) < 0x2E80 else ""
    tail = r"(?!\w)" if words[-1:].isalnum() and ord(words[-1]) < 0x2E80 else ""
    return head + pattern + tail


def _exactly(words: str) -> str:
    found = [
        "".join([_SIGNS.get(sign, re.escape(sign)) for sign in word]) for word in words.split()
    ]
    return rf"[\s{OBJECT}]+".join(found)


def locate(quote: str, draft: Tree, places: Iterable[int]) -> list[Quote]:
    """Return where quoted words stand among these provisions of a draft."""
    return [
        Quote(place, start, end)
        for place in places
        if draft.provisions[place].runs
        for start, end in occurrences(quote, draft.provisions[place].text)
    ]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return some words before and after a stretch of a text, by which it is found again."""
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]


# One place, and how sure


_SHORTEST_LIKE: Final = 12  # folded characters below which a quote is not sought by likeness
_LIKE: Final = 82.0  # of 100, as rapidfuzz counts
_SPELT: Final = str.maketrans(
    {
        **dict.fromkeys(_MARKS, '"'),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        "，": ",",
        "。": ".",
        "、": ",",
        "؛": ";",
        "،": ",",
    }
)
_UNSEEN: Final = frozenset("\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc")


class Folded:
    """A text without capitals, accents, doubled blanks and shapes of signs, and the way back."""

    __slots__ = ("places", "text")

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self.places: list[int] = []
        blank = True
        for place, letter in enumerate(text):
            if letter.isspace():
                if not blank:
                    letters.append(" ")
                    self.places.append(place)
                blank = True
                continue
            if letter in _UNSEEN:
                continue
            blank = False
            for plain in _plain(letter):
                letters.append(plain)
                self.places.append(place)
        if letters and letters[-1] == " ":
            letters.pop()
            self.places.pop()
        self.text = "".join(letters)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text as written that a span of the folded one stands for."""
        return self.places[start], self.places[end - 1] + 1


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    spelt = unicodedata.normalize("NFKD", letter.casefold().translate(_SPELT))
    return "".join([part for part in spelt if not unicodedata.combining(part)])


def find_words(quote: str, text: str, before: str = "", after: str = "") -> Words | None:
    """Return where `quote` stands in `text`: exactly, or folded, or by likeness; else None.

    Of several places the one with the most of `before` and `after` around it is taken; where
    nothing tells them apart the first, and the score says that it was a choice (0.7).
    """
    quote = quote.strip()
    if not quote or not text:
        return None
    exact = _spelt_so(quote, text)
    if exact:
        return _chosen(exact, text, before, after, 1.0)
    folded, sought = Folded(text), Folded(quote)
    if not sought.text:
        return None
    spots = [folded.back(*span) for span in _spelt_so(sought.text, folded.text)]
    if spots:
        return _chosen(spots, text, before, after, 0.95)
    return _alike(sought.text, folded)


def _spelt_so(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place of `quote`, letter for letter."""
    pattern = _whole(quote, re.escape(quote))
    return [match.span() for match in re.finditer(pattern, text)]


def _chosen(
    spots: list[tuple[int, int]], text: str, before: str, after: str, score: float
) -> Words:
    if len(spots) == 1:
        return Words(*spots[0], score)
    before, after = before.strip()[-_AROUND:], after.strip()[:_AROUND]
    fits = [_fit(spot, text, before, after) for spot in spots]
    best = max(range(len(spots)), key=fits.__getitem__)
    tied = sum(fit == fits[best] for fit in fits) > 1
    return Words(*spots[best], 0.7 if tied else score)


def _fit(spot: tuple[int, int], text: str, before: str, after: str) -> float:
    start, end = spot
    fit = 0.0
    if before:
        fit += fuzz.ratio(before, text[:start].rstrip()[-len(before) :])
    if after:
        fit += fuzz.ratio(after, text[end:].lstrip()[: len(after)])
    return fit


def _alike(quote: str, folded: Folded) -> Words | None:
    """Return the words most like a quote, from one edge of a word to another."""
    if len(quote) < _SHORTEST_LIKE or len(folded.text) < len(quote) // 2:
        return None
    if len(quote) > len(folded.text):
        score = fuzz.ratio(quote, folded.text)
        start, end = 0, len(folded.text)
    else:
        found = fuzz.partial_ratio_alignment(quote, folded.text, score_cutoff=_LIKE)
        if found is None:
            return None
        score, start, end = found.score, found.dest_start, found.dest_end
    if score < _LIKE:
        return None
    while start and folded.text[start - 1].isalnum() and folded.text[start].isascii():
        start -= 1
    while end < len(folded.text) and folded.text[end].isalnum() and folded.text[end].isascii():
        end += 1
    return Words(*folded.back(start, end), round(0.9 * score / 100, 3))
