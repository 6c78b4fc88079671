"""Labels typed at the head of a line, told apart from quantities, dates and abbreviations.

A missed label is a blemish; a false one eats a word of the text. So a bare number or letter is a
label only where its mark (`1.`, `a)`, `§ 3`) or the gap after it (a tab, two blanks) says so. What
the context of a whole document adds is in `numbering`.
"""

import re
from collections.abc import Callable
from typing import Final

import msgspec

from travaux.text import label_words as words


class Typed(msgspec.Struct, frozen=True):
    """A label recognised at the head of a line, and the words after it.

    `rest` is always the end of the text that was read, so `len(text) - len(rest)` characters may be
    cut from its front.
    """

    label: str
    rest: str
    blanks: str = ""
    """What stood between the two: blanks, and the colon of `Annex 1: Schedule`."""


class _Found(msgspec.Struct, frozen=True):
    """A candidate: what looks like a label, and what surrounds it."""

    label: str
    gap: str
    rest: str
    heading: bool

    @property
    def parted(self) -> bool:
        """Whether the gap is wider than the one between two words."""
        gap = self.gap
        return len(gap) > 1 or gap in ("\t", "\n", "\u2003", "\u3000", ":", "：")

    @property
    def glued(self) -> bool:
        """Whether words follow without any gap."""
        return not self.gap and bool(self.rest)


_Rule = tuple[re.Pattern[str], Callable[[_Found], bool]]

_MARKS: Final = "\u200b\u200c\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LEADING: Final = re.compile(rf"[\s{_MARKS}]*")
_GAP: Final = re.compile(rf"[{_MARKS}]*(?:[:：](?=\s|$|[^\x00-\x7f]))?[\s{_MARKS}]*")
_SUFFIX: Final = rf"(?:[ \xa0]?(?:{'|'.join(words.SUFFIXES)})(?!\w))"
_ROMAN: Final = r"(?:[ivxl]+|[IVXL]+)"
_LETTER: Final = r"(?:[a-zA-Zа-яёА-ЯЁα-ωא-ת]|[أإآا-ي\ufe80-\ufefc][\u0640\u200c\u200d]?)"
_DOUBLE: Final = "|".join(f"{letter}{letter}" for letter in words.LATIN_LETTERS)
_SIGN: Final = rf"(?:{_ROMAN}|{_LETTER}|{_DOUBLE})"
_DECIMAL: Final = r"\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Za-z]?)+"
_SUBPART: Final = rf"(?:\.?[ \xa0]?(?:\({_SIGN}\)|{_SIGN}\)|\(\d{{1,2}}\)))"
_IDEOGRAPH: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff「『《（“]")
_MONTH: Final = re.compile(rf"(?:{'|'.join(words.MONTHS)})(?!\w)", re.IGNORECASE)
_BELONGS: Final = re.compile(
    r"(?:to|(?:à|de) la|[àd] ?l['’]|du|au|al|a la|del|к) (?:the |los |las )?"
    r"(?=[A-ZА-ЯÉ])[^.;]{,60}$"
)
"""How a heading goes on that says whose annex it is: `Annex 1 to Resolution 5`."""
_INITIAL: Final = re.compile(r"\w\.(?!\w*\))")
_YEAR: Final = re.compile(r"(?:1[5-9]|2[01])\d\d(?!\d)")


def typed(text: str, *, rtl: bool = False, heading: bool = False) -> Typed | None:
    """Return the label typed at the head of `text`, or None where there is none.

    `rtl` also allows marks stored on the wrong side (`-1`), as in Arabic files. `heading` says that
    the line is known to be a heading: then one blank is enough after a bare number
    (`1 Introduction`). The label keeps every inner blank that was read (`1. 1`, `أ )`).
    """
    start = _LEADING.match(text).end()  # type: ignore[union-attr] # matches the empty string too
    if start == len(text):
        return None
    for pattern, is_label in _rules_for(text[start], rtl=rtl):
        match = pattern.match(text, start)
        if match is None:
            continue
        gap = _GAP.match(text, match.end()).group()  # type: ignore[union-attr] # as above
        found = _Found(match.group(), gap, text[match.end() + len(gap) :], heading)
        if is_label(found):
            return Typed(found.label, found.rest, gap)
    return None


def _rules_for(first: str, *, rtl: bool) -> tuple[_Rule, ...]:
    """Return the rules that a line beginning with this character may satisfy, surest first."""
    if first.isdecimal():
        return (*_HYPHENED, *_NUMBERS) if rtl else _NUMBERS
    if first in "([（［":
        return _BRACKETS
    if rtl and first in "-–.)":
        return (*_TURNED, *_BULLETS)
    if first.isalpha() or first.isnumeric():  # numeric: Ⅳ and ① are
        return _LETTERS
    return _BULLETS


# What may follow each form of label


def _is_quantity(rest: str) -> bool:
    """Whether the words after a number make it a quantity or a day."""
    return rest.startswith(words.UNITS) or bool(_MONTH.match(rest))


def _spoken(rest: str) -> bool:
    """Whether the words go on as a sentence would: with a small letter."""
    return rest[:1].islower()


def _after_decimal(found: _Found) -> bool:
    """`1.1 Text`, `1.1.1 text`, `4.0创建`; not 3.5 billion, 1.5 °C, 31.10.2012."""
    parts = re.findall(r"\d+", found.label)
    if re.match(r"[.,:/-]?\d", found.rest) and not found.gap:
        return False
    if _is_quantity(found.rest) and len(parts) < 3:
        return False
    if found.glued:
        return bool(_IDEOGRAPH.match(found.rest)) or found.label.endswith((".", ")"))
    if len(parts) > 3 and int(parts[0]) > 99:  # an internet address
        return False
    if len(parts) > 2 or not found.label[-1].isalnum() or found.parted:
        return True
    return bool(found.rest) and not _spoken(found.rest) and not found.rest[0].isdecimal()


def _after_dot(found: _Found) -> bool:
    """`12. Text`; not 3. Oktober, not 1.5, not a year that ends a sentence."""
    if _YEAR.fullmatch(found.label.rstrip(".")) or _MONTH.match(found.rest):
        return False
    if found.glued:
        return found.rest[0].isalpha() and not found.rest[0].islower()
    return True


def _after_bare_number(found: _Found) -> bool:
    """`12<tab>Text`; `1 Introduction` only in a heading; never 5 MHz or a cell's 45."""
    if not found.rest or not found.gap or _YEAR.fullmatch(found.label):
        return False
    if found.label.startswith("0") and len(found.label) > 2:  # an hour: 0900
        return False
    if found.rest[0].isdecimal() or _is_quantity(found.rest):
        return False
    if found.heading:
        return not found.label[-1].isalpha() or found.parted
    return found.parted


def _after_mark(found: _Found) -> bool:
    """`1) text`, `a) text`, `1)Introduction`; the mark says it all, save `(c) 2012`, `(s)he`."""
    if found.label.lower() == "(c)" and _YEAR.match(found.rest):
        return False
    if found.glued:
        sign = found.rest[0]
        return sign.isalpha() and not sign.islower() and not found.rest[:2].isupper()
    return bool(found.rest) or not found.label.startswith(("(", "[", "（"))


def _after_dash(found: _Found) -> bool:
    """`1 - Text`, `1- نص`; not 10 - 12 October, not 5- to 10-fold."""
    return bool(found.gap) and bool(found.rest) and not re.match(r"[\d(]|[a-zà-ÿа-я]", found.rest)


def _after_degree(found: _Found) -> bool:
    """`1° le texte`; not 1° C, 5° N."""
    return bool(found.gap) and not re.match(r"[CFKNSEWO](?!\w)|\d", found.rest)


def _after_small_letter(found: _Found) -> bool:
    """`a. Text`; not p. 12, z. B., т. е."""
    if not found.gap or not found.rest:
        return False
    if found.parted:
        return True
    if found.label[0] not in "abcdefghijklvx" + words.HEBREW_LETTERS:
        return False
    return not found.rest[0].isdecimal() and not _INITIAL.match(found.rest)


def _after_capital(found: _Found) -> bool:
    """`A. Background`, `IV. Text`; not a person's initial (`A. B. Name`, `A. Name, Chair`)."""
    if not found.gap or (_spoken(found.rest) and not found.parted):
        return False
    if found.parted or len(found.label) > 2 or not found.rest:
        return True
    if found.label[0] not in "ABCDEFGHIJKLVXАБВГДЕЖЗИК":
        return False
    if found.rest[0].isdecimal() or _INITIAL.match(found.rest):
        return False
    return not re.match(r"[^\W\d]+(?:,| \(| [A-Z][a-z]+,)", found.rest)


def _after_bare_capital(found: _Found) -> bool:
    """`II<tab>Overview`; not the columns of a table set with tabs, nor `A<tab>draft`."""
    return found.rest[:1].isupper() and "\t" not in found.rest


def _after_division(found: _Found) -> bool:
    """`Article 5`, `Annex 1: Schedule`, `Article 5 Scope`; not Article 19 of the text says."""
    if not found.rest:
        return True
    if found.parted or found.label.endswith("."):
        return True
    if found.gap and _BELONGS.match(found.rest) and not found.rest.rstrip().endswith("."):
        return True
    if not found.gap or _spoken(found.rest):
        return bool(re.match(r"[-–—(]", found.rest)) and found.heading
    if re.match(r"[-–—] ", found.rest):
        return True
    short = len(found.rest) <= 120 and not found.rest.rstrip().endswith((".", ";", ","))
    return short and (found.rest[0].isupper() or found.rest[0] == "(")


def _after_reference(found: _Found) -> bool:
    """`Opinion 1: Title`; not Resolution 101 of the Conference, Decision 562 (2011) says."""
    if found.rest and (found.parted or (found.label.endswith(".") and found.rest[0].isupper())):
        return True
    return found.heading and (not found.rest or bool(re.match(r"[-–—] |\(", found.rest)))


def _after_uncased(found: _Found) -> bool:
    """`المادة 5`, `第一条 总则`: without capitals only a break parts label and words."""
    if not found.rest or found.parted or re.match(r"[-–—] |[(（]\w+[)）]", found.rest):
        return True
    return bool(found.gap) and (found.heading or bool(_IDEOGRAPH.match(found.rest)))


def _after_ideographic(found: _Found) -> bool:
    """`一、总则`, `（一）总则`, `1、总则`: the comma or bracket is the gap."""
    return bool(found.rest) and (found.rest[0].isalnum() or bool(_IDEOGRAPH.match(found.rest)))


def _after_bullet(found: _Found) -> bool:
    """A bullet and a gap; the letter o and the sign of paragraphs need a wide one.

    Not a page's number (– 5 –), nor a row of stars that parts sections.
    """
    if not found.rest or not any(character.isalnum() for character in found.rest):
        return False
    if not found.gap:
        return found.label in "•▪●○■□◦·" and found.rest[0].isalpha()
    if re.fullmatch(r"\d+\s*[-–—]", found.rest):
        return False
    return found.parted or found.label not in ("o", "§")


def _always(found: _Found) -> bool:
    """Nothing else has this form."""
    return bool(found.gap) or not found.rest


def _not_a_span(found: _Found) -> bool:
    """`17 bis Text`; not the German "5 bis 7"."""
    return _always(found) and not found.rest[:1].isdecimal()


# The forms


def _rule(pattern: str, is_label: Callable[[_Found], bool]) -> _Rule:
    return re.compile(pattern), is_label


def _one_of(names: tuple[str, ...]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name) for name in longest_first)


def _stretched(names: tuple[str, ...]) -> str:
    """Return the form of Arabic names, in which any letter may be drawn out (المـادة)."""
    return re.sub("([\u0621-\u064a])", "\\1\u0640*", _one_of(names))


_ARABIC_HEAD: Final = (
    rf"(?:{_one_of(words.ARABIC_ADVERBS)})[ًا]*|{_one_of(words.ARABIC_LETTER_NAMES)}"
)
_COUNT: Final = (
    rf"(?:(?i:{_one_of(words.NUMBER_WORDS)})(?!\w)|[1I](?:er|re|ère|ro|º|\.º|ª|\.ª)(?!\w)|"
    rf"\d{{1,4}}[A-Za-z]?(?:[.–-](?:\d{{1,3}}[A-Za-z]?|[A-Z](?!\w)))*(?![\w%])|[IVXLC]+(?:[.-][A-Z\d]+)?(?!\w)|"
    rf"[A-Z](?:[.-]?\d{{1,2}})?(?!\w)){_SUFFIX}?(?:\({_SIGN}\))?\.?"
)


def _named(names: tuple[str, ...]) -> str:
    """Return the form of a name and its count; a name within a sentence begins with a small one."""
    return rf"(?![a-zà-ÿа-я])(?i:{_one_of(names)})[ \xa0]+{_COUNT}"


_ZH: Final = rf"[{words.IDEOGRAPHIC_DIGITS}\d]+"

_BULLETS: Final = (
    _rule(rf"§§?[ \xa0]?{_COUNT}", _after_division),
    _rule(r"[·•▪▫◦‣⁃∙●○■□❑❖➢➔►▶➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc・–—‐‑−*-]", _after_bullet),
    _rule(r"§", _after_bullet),
)
_NUMBERS: Final = (
    _rule(rf"(?:{_DECIMAL}\.?|\d{{1,3}}\.?){_SUBPART}+", _always),
    _rule(rf"(?:{_DECIMAL}|\d{{1,3}})\.?{_SUFFIX}[.)]?", _not_a_span),
    _rule(r"\d{1,2}\. \d{1,2}\.(?=\s|$)|\d{1,2}\. \d{1,2}(?=\t|\s\s|$)", _always),
    _rule(rf"{_DECIMAL}\)", _after_mark),
    _rule(rf"{_DECIMAL}\.?(?![\d)])", _after_decimal),
    _rule(rf"\d{{1,3}}[A-Za-z]?(?:\.?[º°ª]){_SUFFIX}?", _after_degree),
    _rule(r"\d{1,3}(?:\.\d{1,3})*\.?[-–—](?=\s)", _after_dash),
    _rule(r"\d{1,3}-[A-Z]\.", _after_capital),
    _rule(r"\d{1,3}、", _after_ideographic),
    _rule(r"\d{1,4}[A-Za-z]?[.．]", _after_dot),
    _rule(r"\d{1,3}[A-Za-z]?[)）]", _after_mark),
    _rule(r"\d{1,3}[ \xa0][.)](?=\s)", _after_mark),
    _rule(r"\d{1,2}/(?=\s)", _always),
    _rule(r"\d{1,3}[ \xa0]?[-–—](?=\s)", _after_dash),
    _rule(r"\d{1,4}[A-Za-z]?(?![\d%.,:/])", _after_bare_number),
)
_BRACKETS: Final = (
    _rule(rf"[(（][{words.IDEOGRAPHIC_DIGITS}]+[)）]|（\d{{1,3}}）", _after_ideographic),
    _rule(rf"(?:\((?:\d{{1,3}}|{_SIGN}){_SUFFIX}?[ \xa0]?\)[ \xa0]?){{1,3}}(?<! )", _after_mark),
    _rule(rf"（{_SIGN}）", _after_mark),
    _rule(r"\[\d{1,3}\](?=\s)", _after_mark),
)
_HYPHENED: Final = (_rule(r"\d{1,2}(?:-\d{1,2}){1,4}(?=\t)", _always),)
_TURNED: Final = (
    _rule(rf"[-–.](?:\d{{1,3}}|{_LETTER})(?=\s)", _always),
    _rule(rf"\)(?:\d{{1,3}}|{_LETTER})\((?=\s)", _always),
)
_LETTERS: Final = (
    _rule(r"o", _after_bullet),
    _rule(rf"{_SIGN}{_SUFFIX}?[ \xa0]?[)）](?:{_SUFFIX}|[ \xa0]?\({_SIGN}\))?", _after_mark),
    _rule(rf"{_SIGN}\.\d{{1,2}}(?:\.\d{{1,2}})*\.?(?![\w.])", _after_decimal),
    _rule(r"(?:[IVXL]+|[A-ZА-ЯΑ-Ω])\.", _after_capital),
    _rule(r"[A-Z]\d{1,2}\.(?=\s)", _after_capital),
    _rule(r"(?i:note) \d{1,2} to entry(?=:)", _after_reference),
    _rule(r"(?:[ivxl]{1,7}|[a-zа-яα-ω]|[א-ת])\.", _after_small_letter),
    _rule(r"(?:X{0,2}(?:IX|IV|VI{0,3}|I{1,3})|[A-H])(?=\t)", _after_bare_capital),
    _rule(_named(words.DIVISIONS), _after_division),
    _rule(_named(words.REFERENCES), _after_reference),
    _rule(
        rf"(?:{_stretched(words.ARABIC_DIVISIONS)})[ \xa0]+(?:\(?\d[\d.-]*\)?{_SUFFIX}?|"
        rf"(?:{_one_of(words.ARABIC_ORDINALS)}))(?!\w)",
        _after_uncased,
    ),
    _rule(rf"(?:{_ARABIC_HEAD})(?:[ \xa0]?[-–—:](?=\s)|(?=\t))", _always),
    _rule(r"[أإآا-ي][\u0640\u200c\u200d]?[ \xa0]?[-–—.](?=\s)", _always),
    _rule(
        rf"第{_ZH}(?:部分|[{words.IDEOGRAPHIC_DIVISIONS}])(?:之{_ZH})?"
        rf"|제\d+[{words.HANGUL_DIVISIONS}](?:의\d+)?|附[件录錄][ \xa0]?(?:{_ZH}|[A-Z])",
        _after_uncased,
    ),
    _rule(
        rf"(?:[{words.IDEOGRAPHIC_DIGITS}]+|[甲乙丙丁戊己庚辛壬癸])[、.．]|[①-⑳⑴-⒇]",
        _after_ideographic,
    ),
    _rule(r"[Ⅰ-Ⅻⅰ-ⅻＡ-Ｚａ-ｚ][.．、]?", _after_bullet),
)
