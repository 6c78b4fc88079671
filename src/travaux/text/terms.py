"""What of a text says what it is about: its terms, so folded that inflected forms meet.

A term is a word without capitals, accents and endings; in Chinese and Japanese every two
characters that stand side by side; in Arabic a word without its article and joined particles. The
small words of a language are no terms. Endings are cut by short lists of our own: languages need
not be known for it, and a word cut too short costs less here than one that does not meet its like.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from travaux.text.small_words import (
    ARABIC_ENDINGS,
    ARABIC_HEADS,
    CYRILLIC_ENDINGS,
    LATIN_ENDINGS,
    SMALL_WORDS,
)

_HAN: Final = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA: Final = "\u30a0-\u30ff\uff66-\uff9f"
_HIRAGANA: Final = "\u3040-\u309f"
_THAI: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_WORD: Final = re.compile(
    rf"[{_HAN}]+|[{_KATAKANA}]+|[{_HIRAGANA}]+|[{_THAI}]+"
    rf"|\d+(?:[.,:\u066b\u066c]\d+)*(?![^\W\d_{_HAN}{_KATAKANA}{_HIRAGANA}{_THAI}])"
    rf"|(?:(?![{_HAN}{_KATAKANA}{_HIRAGANA}{_THAI}])[\w{_MARKS}])+"
)
_ASCII_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*(?![A-Za-z])|[A-Za-z0-9_]+")
_IS_UNSPACED: Final = re.compile(rf"[{_HAN}{_THAI}]")
_IS_HIRAGANA: Final = re.compile(rf"[{_HIRAGANA}]")
_FOLDED: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ـ": None,
        "ё": "е",
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
    }
)


class Term(NamedTuple):
    """One term of a text and where its word stands."""

    name: str
    start: int
    end: int


def fold(word: str) -> str:
    """Return a word without capitals, accents, vowel marks, and with the digits of English."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join([letter for letter in plain if not unicodedata.combining(letter)])
    return "".join(map(_western_digit, plain.translate(_FOLDED)))


def _western_digit(letter: str) -> str:
    if letter.isdigit() and not letter.isascii():
        return str(unicodedata.digit(letter, letter))
    return letter


def terms(text: str) -> list[Term]:
    """Return the terms of a text in order, small words left out."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    found: list[Term] = []
    for match in pattern.finditer(text):
        word = match[0]
        name = term(word)
        if name:
            found.append(Term(name, match.start(), match.end()))
        elif name is None:
            start = match.start()
            found += [Term(pair, start + at, start + at + 2) for at, pair in _pairs(word)]
    return found


def names(text: str) -> list[str]:
    """Return the names of the terms of a text, in order."""
    if text.isascii():
        return list(filter(None, map(term, _ASCII_WORD.findall(text))))
    return [found.name for found in terms(text)]


def plain_words(text: str) -> list[str]:
    """Return all words of a text folded, small ones too, signs left out: for verbatim runs.

    In writing without blanks each character is a word.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    words: list[str] = []
    for word in _WORD.findall(text):
        if not word.isascii() and (_IS_UNSPACED.match(word) or _IS_HIRAGANA.match(word)):
            words += word
        else:
            words.append(fold(word))
    return words


def _pairs(word: str) -> Iterator[tuple[int, str]]:
    for at, (first, second) in enumerate(pairwise(word)):
        yield at, first + second


@lru_cache(maxsize=1 << 17)
def term(word: str) -> str | None:
    """Return the term of a word; empty for a small one, None for a run of characters to pair."""
    if not word.isascii():
        if _IS_HIRAGANA.match(word):
            return ""
        if _IS_UNSPACED.match(word):
            return None if len(word) > 1 else word
    folded = fold(word)
    if folded in SMALL or (len(folded) == 1 and not folded.isdigit()):
        return ""
    return stem(folded)


def distinctive(word: str) -> bool:
    """Say whether a word as written is a number, an acronym or a name of mixed letters."""
    return any(map(str.isdigit, word)) or word[1:] != word[1:].lower()


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(fold(endings).split(), key=lambda ending: (-len(ending), ending)))


_LATIN: Final = _longest_first(LATIN_ENDINGS)
_CYRILLIC: Final = _longest_first(CYRILLIC_ENDINGS)


def stem(word: str) -> str:
    """Return a folded word without its endings; at least three or four letters stay."""
    if word[0] < "\u0250":
        return _latin(word)
    if "\u0400" <= word[0] <= "\u04ff":
        return _without_ending(word, _CYRILLIC, 3)
    if "\u0600" <= word[0] <= "\u06ff":
        for head in ARABIC_HEADS:
            if word.startswith(head) and len(word) - len(head) >= (4 if len(head) == 1 else 3):
                word = word[len(head) :]
                break
        return _without_ending(word, ARABIC_ENDINGS, 3)
    return word


def _latin(word: str) -> str:
    if any(letter.isdigit() for letter in word):
        return word
    if word.endswith("eaux"):
        return word[:-1]  # `réseaux`, `réseau`
    word = _without_ending(word, _LATIN, 4)
    if len(word) > 5 and word.endswith("at"):
        word = word[:-2]  # `operat`ors, `oper`ate
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]  # `planned`, `plan`
    return word[:8]  # `investig`ation, `investig`ate: longer heads tell no more


def _without_ending(word: str, endings: Iterable[str], least: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


SMALL: Final = frozenset(map(fold, SMALL_WORDS.split()))
