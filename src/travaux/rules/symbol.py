"""Symbols of documents: how a series issues them, how they are written and compared (R1, R3).

What differs between bodies is data: the pattern of a series (`WTPF-IEG/{meeting}/{number}`) and the
style in which a revision, an addendum, a corrigendum and a language are written.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

import msgspec

from travaux.rules.refusal import Invalid

LONGEST_PATTERN: Final = 60
LONGEST_SYMBOL: Final = 120
HIGHEST_NUMBER: Final = 9_999_999


class Kind(StrEnum):
    """What a document does to the one that it modifies (R3)."""

    REVISION = "revision"
    ADDENDUM = "addendum"
    CORRIGENDUM = "corrigendum"


class Style(msgspec.Struct, frozen=True):
    """How a body writes what follows the base of a symbol.

    `words` stand for revision, addendum and corrigendum, in this order; `languages` are the letters
    that may end a symbol after a hyphen, empty where the body writes none.
    """

    name: str
    before: str
    words: tuple[str, str, str]
    between: str
    after: str
    languages: str
    example: str

    def word(self, kind: Kind) -> str:
        """Return the word of a kind, as this style abbreviates it."""
        return self.words[tuple(Kind).index(kind)]


ITU: Final = Style("ITU", "(", ("Rev", "Add", "Corr"), ".", ")", "ACEFRS", "WTPF-IEG/2/11(Rev.1)-E")
UN: Final = Style("UN", "/", ("Rev", "Add", "Corr"), ".", "", "", "A/CONF.48/14/Rev.1")
ISO: Final = Style("ISO", "/", ("Rev", "Amd", "Cor"), " ", "", "", "ISO 8601-1:2019/Amd 1")
STYLES: Final[Mapping[str, Style]] = {style.name: style for style in (ITU, UN, ISO)}


class Modification(msgspec.Struct, frozen=True):
    """One revision, addendum or corrigendum: its kind, and its number among those of its kind."""

    kind: Kind
    number: int


class Symbol(msgspec.Struct, frozen=True):
    """The name of a document: what its series issued, then what was done to it, in order.

    Made by `parse` and `modified`. `str(symbol)` is the symbol as its body writes it.
    """

    base: str
    style: Style = ITU
    modifications: tuple[Modification, ...] = ()
    language: str = ""

    def __str__(self) -> str:
        style = self.style
        tail = "".join(
            f"{style.before}{style.word(one.kind)}{style.between}{one.number}{style.after}"
            for one in self.modifications
        )
        return f"{self.base}{tail}{'-' if self.language else ''}{self.language}"

    @property
    def modifies(self) -> "Symbol | None":
        """The symbol of what this one revises, adds to or corrects; None where it is the first.

        The second revision takes the place of the first, and is one of what that revised. Language
        is left out: what is revised is the document, in all its languages.
        """
        if not self.modifications:
            return None
        return Symbol(self.base, self.style, self.modifications[:-1])


# Reading


def parse(text: str, style: Style) -> Symbol:
    """Return the symbol that a text writes in a style; blanks around it are left out.

    Raises Invalid, with an example of what is expected, for an empty or overlong text, signs that
    cannot be seen, and endings that only resemble those of the style.
    """
    written = text.strip()
    _refuse_unseemly(written, style)
    rest, language = written, ""
    ended = re.fullmatch(f"(.+)-([{style.languages}])", rest) if style.languages else None
    if ended:
        rest, language = ended[1], ended[2]
    modifications: list[Modification] = []
    while found := _tail(style).fullmatch(rest):
        kind = tuple(Kind)[style.words.index(found["word"])]
        modifications.insert(0, Modification(kind, int(found["number"])))
        rest = found["base"]
    if _LIKE_TAIL.search(rest):
        raise Invalid(
            f"“{_short(written)}” ends in something like a revision, addendum or corrigendum, but "
            f"not as the {style.name} style writes it. Write it as in {style.example}.",
            field="symbol",
        )
    if rest != rest.strip():
        raise Invalid(
            f"“{_short(written)}” has a blank before its ending. Write it without, as in "
            f"{style.example}.",
            field="symbol",
        )
    return Symbol(rest, style, tuple(modifications), language)


def _tail(style: Style) -> re.Pattern[str]:
    before, between, after = map(re.escape, (style.before, style.between, style.after))
    words = "|".join(map(re.escape, style.words))
    number = f"(?P<number>[1-9][0-9]{{0,{len(str(HIGHEST_NUMBER)) - 1}}})"
    return re.compile(f"(?P<base>.+){before}(?P<word>{words}){between}{number}{after}")


_LIKE_TAIL: Final = re.compile(
    r"[(/\s]\s*(?:r[eé]v|add|amd|corr?)(?:ision|isi[oó]n|endum|igendum)?[\s.]*[0-9]*\s*\)?(?:-\w)?\Z",
    re.IGNORECASE,
)
"""What a reader would take for a modification, in any style."""


def _refuse_unseemly(written: str, style: Style) -> None:
    if not written:
        raise Invalid(f"A symbol is missing. Write one like {style.example}.", field="symbol")
    if len(written) > LONGEST_SYMBOL:
        raise Invalid(
            f"“{_short(written)}” has {len(written)} signs; a symbol has {LONGEST_SYMBOL} at most. "
            f"Write one like {style.example}.",
            field="symbol",
        )
    if bad := _unseen(written):
        raise Invalid(
            f"A symbol holds the sign {bad}, which cannot be seen. Type the symbol again, like "
            f"{style.example}.",
            field="symbol",
        )
    if braced := set("{}") & set(written):
        raise Invalid(
            f"“{_short(written)}” holds “{min(braced)}”; braces stand in patterns only. "
            f"Write a symbol like {style.example}.",
            field="symbol",
        )


def _unseen(text: str) -> str:
    """Return the code point of the first sign that cannot be seen, empty where there is none."""
    for sign in text:
        if sign != " " and unicodedata.category(sign)[0] in "CZ":
            return f"U+{ord(sign):04X}"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


# Modifying


def modified(symbol: Symbol, kind: Kind, number: int) -> Symbol:
    """Return the symbol of a revision, addendum or corrigendum of a document (R3).

    A revision of a revision takes its place: `3/40(Rev.1)` revised is `3/40(Rev.2)`. All else is
    chained: the second addendum to it is `3/40(Rev.1)(Add.2)`. The language stays. Raises Invalid
    for a number below 1 or over HIGHEST_NUMBER.
    """
    _refuse_number(number)
    kept = symbol.modifications
    if kind is Kind.REVISION and kept and kept[-1].kind is Kind.REVISION:
        kept = kept[:-1]
    return msgspec.structs.replace(symbol, modifications=(*kept, Modification(kind, number)))


def _refuse_number(number: int) -> None:
    if not 1 <= number <= HIGHEST_NUMBER:
        raise Invalid(
            f"{number} is no number of a document. Numbers go from 1 to {HIGHEST_NUMBER}.",
            field="number",
        )


# Issuing


class Pattern(msgspec.Struct, frozen=True):
    """How a series writes its symbols: a text with names in braces. Made by `pattern`."""

    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names in braces, in order."""
        return tuple(_NAME.findall(self.text))


NAMES: Final = ("number", "meeting", "year", "yy")
"""What a pattern may hold: yy is the year in two digits."""
_NAME: Final = re.compile(r"\{([^{}]*)\}")
_MEETING: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,14}[0-9A-Za-z])?")
_FIRST: Final = "WTPF-IEG/{meeting}/{number}"


def pattern(text: str, style: Style = ITU) -> Pattern:
    """Return the pattern that a text writes, such as `WTPF-IEG/{meeting}/Info-Doc{number}`.

    Raises Invalid for a text that is too long, holds signs that cannot be seen, loose braces, an
    unknown name or one twice, no {number}, names that touch each other or a digit, so that two
    numbers could give one symbol; and for what would be read as a modification or a language.
    """
    written = text.strip()
    if problem := _problem(written) or _misread(written, style):
        raise Invalid(f"{problem} Write a pattern like {_FIRST}.", field="pattern")
    return Pattern(written)


def _problem(written: str) -> str:
    names = _NAME.findall(written)
    literal = _NAME.sub("", written)
    if len(written) > LONGEST_PATTERN:
        return f"The pattern has {len(written)} signs; {LONGEST_PATTERN} is the most."
    if bad := _unseen(written):
        return f"The pattern holds the sign {bad}, which cannot be seen."
    if set("{}") & set(literal):
        return f"“{written}” has a brace without its other half."
    for name in names:
        if name not in NAMES:
            known = ", ".join(f"{{{each}}}" for each in NAMES)
            return f"“{{{name}}}” is no name that a pattern knows; there are {known}."
        if names.count(name) > 1:
            return f"The pattern names {{{name}}} twice."
    if "number" not in names:
        return f"“{written}” has no {{number}}, so every document would have one symbol."
    if re.search(r"\}\s*\{|\}\s*\d|\d\s*\{", written):
        return f"In “{written}” a sign other than a digit must part the numbers."
    return ""


def _misread(written: str, style: Style) -> str:
    """Say why the symbols of a pattern would not be read again as what they are; else nothing."""
    sample = _filled(written, dict.fromkeys(NAMES, "1"))
    try:
        found = parse(sample, style)
    except Invalid as refusal:
        return refusal.sentence
    if found.base == sample:
        return ""
    return f"“{sample}” would be read as a modification or a language of “{found.base}”."


def issue(pattern: Pattern, number: int, *, meeting: str = "", year: int = 0) -> str:
    """Return the symbol that a series gives to a number: `WTPF-IEG/2/11`.

    `meeting` and `year` are needed where the pattern names them, and left out of sight elsewhere.
    Raises Invalid for what is missing or cannot stand in a symbol.
    """
    _refuse_number(number)
    if "meeting" in pattern.names and not _MEETING.fullmatch(meeting):
        raise Invalid(
            f"The series {pattern.text} needs the number of a meeting, and “{_short(meeting)}” is "
            "none. Give one of at most 16 letters, digits, dots and hyphens, such as 2.",
            field="meeting",
        )
    if {"year", "yy"} & set(pattern.names) and not 1000 <= year <= 9999:
        raise Invalid(
            f"The series {pattern.text} needs a year in four digits, and {year} is none.",
            field="year",
        )
    values = {
        "number": f"{number}",
        "meeting": meeting,
        "year": f"{year}",
        "yy": f"{year % 100:02}",
    }
    return _filled(pattern.text, values)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: values[found[1]], text)


def next_number(taken: Iterable[int], reserved: Iterable[int] = ()) -> int:
    """Return the number that a series issues next (R1).

    It follows the highest one ever taken, withdrawn documents included; gaps are not filled, and
    numbers that are reserved are passed over.
    """
    number, kept = max(taken, default=0) + 1, frozenset(reserved)
    while number in kept:
        number += 1
    return number


def not_issued(taken: Iterable[int], reserved: Iterable[int] = ()) -> tuple[int, ...]:
    """Return the numbers that a reader of the series misses, in order (R1).

    They are those passed over on the way to the highest taken, and those still reserved.
    """
    used = frozenset(taken)
    passed = range(1, max(used, default=0))
    return tuple(sorted({*passed, *reserved} - used))


# Comparing

_LATIN: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԌԚԜҮӀ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ",
    "ABESIJKMHOPCTYXGQWYI" "ABEZHIKMNOPTYXCJ",
)  # fmt: skip
"""Capitals of the Cyrillic and Greek letters that look like Latin ones."""
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−﹘"), "-")
_SLASHES: Final = dict.fromkeys(map(ord, "⁄∕⧸"), "/")
_BLANKS: Final = re.compile(r"\s+")


def key(text: str) -> str:
    """Return what two symbols have in common that a reader would take for one (R1).

    Full-width and compatible forms, case, blanks, dashes, digits of other scripts and letters that
    look alike are folded. Between two digits one blank stays: `N 1 12` is not `N 11 2`.
    """
    folded, before = _folded(text), text
    while folded != before:  # an accent can join the letter before it once a blank is gone
        before, folded = folded, _folded(folded)
    return folded


def _folded(text: str) -> str:
    seen = "".join(map(_shown, unicodedata.normalize("NFKC", text).upper()))
    plain = seen.translate(_DASHES).translate(_SLASHES).translate(_LATIN)
    return _BLANKS.sub(lambda found: " " if _parts_digits(found) else "", plain.strip())


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Cc", "Cf"):
        return " " if sign.isspace() else ""
    return f"{unicodedata.digit(sign)}" if category == "Nd" else sign


def _parts_digits(found: re.Match[str]) -> bool:
    start, end, text = found.start(), found.end(), found.string
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
