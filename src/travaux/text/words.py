"""Words as readers see them, and their short names.

A *word* here is what a reader would point at: `multi-stakeholder`, `2.3.4.1`, `l'` and `Union` of
`l'Union`, `والاتصالات` with its vowel marks, `互联网` of `国际互联网`, one
character of Japanese or one stretch of its Katakana, a
whole web address, a sign of punctuation. It carries the blanks after it, so that the words of a
text joined together are the text again.

A `Lexicon` gives every word one code point, blanks aside, so that a paragraph becomes a Python
`str` whose slicing, hashing and comparing run in C on whole words.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

# Unicode marks that belong to the letter before them; `\w` of `re` leaves them out. Combining
# diacritics, Cyrillic titlo, Hebrew points, Arabic vowel marks, Indic and Thai signs, and the
# signs that join or hide without being seen (soft hyphen, joiners, direction marks).
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_HAN: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_HIRAGANA: Final = "\u3040-\u309f"
_KATAKANA: Final = "\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_UNSPACED: Final = f"{_HAN}{_HIRAGANA}{_KATAKANA}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"

# What may follow a word and belong to it, by the sign that joins: a hyphen; an apostrophe, unless
# it ends an elision (`l'`, `qu'`), which is a word of its own; a point or comma between digits;
# the rest of a web address.
_ELIDED: Final = r"(?<!\b[cdjlmnstCDJLMNST]['’])(?<!\b[Qq]u['’])"
_ADDRESS: Final = r"(?:(?<=http:)|(?<=https:))//[^\s<>\"\ufffc]*[^\s<>\"\ufffc.,;:!?)\]}'’»”]"


def _pattern(letter: str, before: str = "", flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a word with its blanks; the commonest form first, for speed."""
    joined = (
        rf"(?<=[-\u2010\u2011]){letter}+|(?<=['’]){_ELIDED}{letter}+"
        rf"|(?<=\d[.,:\u066b\u066c])(?=\d){letter}+|{_ADDRESS}"
    )
    word = rf"{letter}+(?:[-\u2010\u2011'’.,:\u066b\u066c](?:{joined}))*(?:['’](?={letter}))?"
    blanks = r"[^\S\u2029]*"  # BREAK is a word, not a blank
    signs = rf"[^\w\s]{blanks}|\u2029{blanks}|[^\S\u2029]+"
    return re.compile(rf"{before}{letter}+ (?! )|{word}{blanks}|{signs}", flags)


_ASCII: Final = _pattern(r"\w", flags=re.ASCII)
_SPACED: Final = _pattern(rf"[\w{_MARKS}]")
_MIXED: Final = _pattern(
    rf"(?:(?![{_UNSPACED}])[\w{_MARKS}])",
    rf"(?:[{_HAN}]+|[{_KATAKANA}]+|[{_UNSPACED}][{_MARKS}]*)\s*|",
)
_HAS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_HAN_RUN: Final = re.compile(f"[{_HAN}]{{2,}}")
_HAS_KANA: Final = re.compile(f"[{_HIRAGANA}{_KATAKANA}]")


def cut(text: str) -> list[str]:
    """Return the words of `text`, each with the blanks after it; joined they are the text.

    Blanks at the head of the text make a word of their own. Boundaries follow Unicode Annex 29
    where it suits a redline, and depart from it for hyphens, elisions and addresses as said above.
    """
    if text.isascii():
        return _ASCII.findall(text)
    if not unspaced(text):
        return _SPACED.findall(text)
    return [part for word in _MIXED.findall(text) for part in _han_words(word, text)]


def unspaced(text: str) -> bool:
    """Say whether a text holds writing that sets no blanks between words (Chinese, Thai, …)."""
    return not text.isascii() and _HAS_UNSPACED.search(text) is not None


def _han_words(word: str, text: str) -> list[str]:
    """Cut a stretch of Chinese characters into words; in Japanese, into single characters."""
    run = _HAN_RUN.match(word)
    if run is None:
        return [word]
    if _HAS_KANA.search(text):
        words = list(run[0])
    else:
        import rjieba  # its dictionary takes 0.1 s to load: only for those who need it

        words = rjieba.cut(run[0])
    words[-1] += word[run.end() :]
    return words


def is_rtl(text: str) -> bool:
    """Whether a text runs from right to left: its first strong character does (UAX #9, P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def telling(text: str) -> frozenset[str]:
    """Return what of a text tells it from others, at little cost: its longer words.

    Of writing without blanks, its sequences of two characters. Signs stay at the words they touch.
    """
    if unspaced(text):
        return frozenset(map("".join, pairwise(text)))
    words = text.split()
    return frozenset([word for word in words if len(word) > 4]) or frozenset(words)


_UNSEEN: Final = re.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FOLDED: Final = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"})


def same_word(word: str) -> str:
    """Return the form under which two spellings of a word are one to the reader.

    Blanks, unseen signs, the composition of accents (NFC) and the shape of apostrophe and hyphen
    inside a word do not count; capitals and everything else do.
    """
    word = word.strip()
    if word.isascii():
        return word
    word = unicodedata.normalize("NFC", _UNSEEN.sub("", word))
    return word.translate(_FOLDED) if len(word) > 1 else word


_FIRST_CODE: Final = 0x100
_SURROGATES: Final = range(0xD800, 0xE000)


class Lexicon(dict[str, str]):
    """The short names of the words of one comparison: one code point a word, by its spelling.

    Holds a bit over a million different words, more than any language has in use. Code points
    below U+0100 are never given out, so that callers may use them as marks of their own.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def spell(self, words: list[str]) -> str:
        """Return the code points of `words`, one each."""
        return "".join(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        same = word.strip() if word.isascii() else same_word(word)
        code = self._codes.get(same)
        if code is None:
            number = _FIRST_CODE + len(self._codes)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            code = self._codes[same] = chr(number)
        self[word] = code
        return code
