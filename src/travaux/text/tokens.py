"""What is searched: the words of a text, so folded and cut that inflected forms meet.

Words lose capitals, accents and endings (by the Snowball stemmer of the text's language); in
Chinese, Japanese and Thai every two characters that stand side by side are a token, and the last
one of a run is a token too, so that a single character is found as the beginning of one. A query is
cut in the same way, once for each language in which its words could be meant.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec
import snowballstemmer

from travaux.text.terms import fold

LANGUAGES: Final = {
    "en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic",
}  # fmt: skip
"""The languages whose endings are cut, by BCP 47 tag; words of others are only folded."""
MOST: Final = 12
"""Terms of a query; those after them are left out, and said to be."""
_LONGEST: Final = 60
"""Characters of a token."""
_LATIN: Final = ("en", "fr", "es")
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_WORD: Final = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_][{_MARKS}]*)+")
_IS_UNSPACED: Final = re.compile(rf"[{_UNSPACED}]")
_PART: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")
_ELIDED: Final = re.compile(r"\b(?:[cdjlmnst]|qu)[’'](?=\w)", re.IGNORECASE)


class Token(NamedTuple):
    """A token and where its word stands in the text."""

    name: str
    start: int
    end: int


class Term(msgspec.Struct, frozen=True):
    """One thing that a query asks for: any of `ways`, each a run of tokens in this order.

    Where it is a `head`, the last token of each is only the beginning of one.
    """

    ways: tuple[tuple[str, ...], ...]
    head: bool = False


def tokens(text: str, language: str = "") -> list[Token]:
    """Return the tokens of a text in order; `language` is a BCP 47 tag, unknown where empty."""
    tag = language.partition("-")[0].lower()
    found: list[Token] = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if _IS_UNSPACED.match(word):
            found += [Token(one, start + at, start + at + len(one)) for at, one in _pairs(word)]
        elif name := _cut(word, _language(word, tag)):
            found.append(Token(name, start, match.end()))
    return found


def names(text: str, language: str = "") -> list[str]:
    """Return the names of the tokens of a text, in order."""
    return [token.name for token in tokens(text, language)]


def query(written: str) -> tuple[Term, ...]:
    """Return what a reader asks for: all of the terms; words in quotation marks stand together.

    A word that ends in `*` is only the beginning of one. Empty where there is no word in it.
    """
    terms: list[Term] = []
    for match in _PART.finditer(_ELIDED.sub("", written)):
        words = match[1] if match[1] is not None else match[2]
        term = _term(words, match[2] is not None and words.endswith("*"))
        if term is not None and term not in terms:
            terms.append(term)
    return tuple(terms[:MOST])


def marked(text: str, language: str, terms: tuple[Term, ...]) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it is what the terms of a query ask for."""
    found = tokens(text, language)
    spans = sorted(span for term in terms for way in term.ways for span in _met(found, way, term))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


def _met(found: list[Token], way: tuple[str, ...], term: Term) -> Iterator[tuple[int, int]]:
    for at in range(len(found) - len(way) + 1):
        run = found[at : at + len(way)]
        *firsts, last = (token.name for token in run)
        same = last.startswith(way[-1]) if term.head else last == way[-1]
        if same and tuple(firsts) == way[:-1]:
            yield run[0].start, run[-1].end


def _term(words: str, head: bool) -> Term | None:
    parts = _WORD.findall(words)
    if not parts:
        return None
    if len(parts) == 1 and len(parts[0]) == 1 and _IS_UNSPACED.match(parts[0]):
        return Term(((name,),), head=True) if (name := _folded(parts[0])) else None
    ways: dict[tuple[str, ...], None] = {}
    for language in ("", *LANGUAGES):
        way: list[str] = []
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            if _IS_UNSPACED.match(part):
                found = [one for _, one in _pairs(part)]
                way += found[:-1] if len(part) > 1 else found
            elif head and last:
                way.append(_folded(part))
            else:
                way.append(_cut(part, _language(part, language)))
        if all(way) and way:
            ways[tuple(way)] = None
    return Term(tuple(ways), head) if ways else None


def _pairs(word: str) -> Iterator[tuple[int, str]]:
    """Yield every two characters side by side, and the last one alone, each with its place."""
    for at, pair in enumerate([first + second for first, second in pairwise(word)] + [word[-1]]):
        if name := _folded(pair):
            yield at, name


def _language(word: str, tag: str) -> str:
    """Return in which language a word's endings are cut: by its letters, then by its text's."""
    if "\u0400" <= word[0] <= "\u04ff":
        return "ru"
    if "\u0600" <= word[0] <= "\u06ff":
        return "ar"
    return tag if tag in _LATIN else ""


@lru_cache(maxsize=1 << 16)
def _cut(word: str, language: str) -> str:
    """Return a word without endings and accents; endings first, since accents tell them apart."""
    lower = word.casefold()
    if language and not any(letter.isdigit() for letter in lower):
        lower = _stemmer(language).stemWord(fold(lower) if language == "ar" else lower)
    return _folded(lower)


def _folded(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())[:_LONGEST]


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(LANGUAGES[language])
