"""What a label counts: its parts, its depth, what comes next, and what a whole document adds.

One label alone is often ambiguous: `i)` is the ninth letter or the first Roman numeral, `45 Text` a
number or a sentence, an Arabic `1.3` clause 3.1 stored backwards. The labels around it decide.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from travaux.text import label_words as words
from travaux.text.labels import Typed, typed


class Family(StrEnum):
    """How a part of a label counts."""

    DECIMAL = "decimal"
    LOWER_LETTER = "lower letter"
    UPPER_LETTER = "upper letter"
    LOWER_ROMAN = "lower roman"
    UPPER_ROMAN = "upper roman"
    ARABIC_LETTER = "arabic letter"
    CYRILLIC_LETTER = "cyrillic letter"
    GREEK_LETTER = "greek letter"
    HEBREW_LETTER = "hebrew letter"
    IDEOGRAPHIC = "ideographic"
    WORD = "word"
    BULLET = "bullet"


class Part(msgspec.Struct, frozen=True):
    """One number of a label: `3`, `e`, `iv`, `三`; `value` is 0 for a bullet."""

    family: Family
    value: int


class Label(msgspec.Struct, frozen=True):
    """A label taken apart: `Article 17 bis` has the name Article, one part, and the suffix bis."""

    parts: tuple[Part, ...]
    name: str = ""
    suffix: str = ""


_BULLETS: Final = frozenset("·•▪▫◦‣⁃∙●○■□❑❖➢➔►▶➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc・–—‐‑−-*o§")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_SIGNS: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN: Final = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+|[一二三四五六七八九十百零〇两]+|[^\W\d_]+")
_SUFFIX: Final = re.compile(rf"(?:{'|'.join(words.SUFFIXES)})(?![^\W\d_])", re.IGNORECASE)
_IDEOGRAPHIC: Final = re.compile(r"[第제]([一二三四五六七八九十百零〇两]+|\d+)(\D+)")
_IDEOGRAPHIC_ANNEX: Final = re.compile(r"(附[件录錄])(.+)")
_NAMES: Final = tuple(
    sorted(
        (*words.DIVISIONS, *words.REFERENCES, *words.ARABIC_DIVISIONS),
        key=len,
        reverse=True,
    )
)
_ALPHABETS: Final = (
    (words.LATIN_LETTERS, Family.LOWER_LETTER),
    (words.LATIN_LETTERS.upper(), Family.UPPER_LETTER),
    (words.CYRILLIC_LETTERS, Family.CYRILLIC_LETTER),
    (words.CYRILLIC_LETTERS.upper(), Family.CYRILLIC_LETTER),
    (words.ARABIC_LETTERS, Family.ARABIC_LETTER),
    (words.GREEK_LETTERS, Family.GREEK_LETTER),
    (words.HEBREW_LETTERS, Family.HEBREW_LETTER),
)


def parse(label: str) -> Label:
    """Return the label taken apart; a single letter that may be Roman is read as a letter.

    A label without any number (a bullet) has one part of the family BULLET.
    """
    label = unicodedata.normalize("NFKC", label).strip()
    if label in _BULLETS:
        return Label((Part(Family.BULLET, 0),))
    name, count = _name_and_count(label)
    suffix = _SUFFIX.search(count)
    if suffix is not None:
        count = count[: suffix.start()] + count[suffix.end() :]
    parts = [readings[0] for token in _TOKEN.findall(count) if (readings := _readings(token))]
    return Label(
        tuple(parts) or (Part(Family.BULLET, 0),),
        name,
        suffix.group().lower() if suffix else "",
    )


def depth(label: str) -> int | None:
    """Return how many numbers deep a label goes: 1 for `1`, 2 for `1.1`, 5 for `2.3.4.1 e)`.

    A closing zero counts nothing (`1.0` is chapter 1). None for a bullet or no label.
    """
    parts = parse(label).parts if label else ()
    if not parts or parts[0].family is Family.BULLET:
        return None
    if len(parts) > 1 and parts[-1] == Part(Family.DECIMAL, 0):
        return len(parts) - 1
    return len(parts)


def family(label: str) -> Family:
    """Return how the last part of a label counts; BULLET where it does not."""
    return parse(label).parts[-1].family


def successor(before: str, after: str) -> bool:
    """Say whether `after` is what comes right after `before` in the same series.

    Tries every reading: `i)` follows `h)`, and `ii)` follows `i)`. A suffix counts between two
    numbers (`17 bis` follows `17`, and `18` follows both).
    """
    left, right = parse(before), parse(after)
    if left.name.lower() != right.name.lower() or len(left.parts) != len(right.parts):
        return False
    if left.parts[:-1] != right.parts[:-1] or _mark(before) != _mark(after):
        return False
    step = 0 if right.suffix else 1
    if step == 0 and not _suffix_follows(left.suffix, right.suffix):
        return False
    after_readings = _last_readings(after)
    return any(
        Part(part.family, part.value + step) in after_readings
        for part in _last_readings(before)
        if part.family is not Family.BULLET
    )


def counted(value: int, style: str = "1") -> str:
    """Return a number in a list's style: `1`, `a`, `A`, `i` or `I` (HTML, 4.4.5).

    Numbers that a style cannot say are written in digits.
    """
    if style in ("a", "A") and value > 0:
        letters = words.LATIN_LETTERS if style == "a" else words.LATIN_LETTERS.upper()
        text = ""
        while value > 0:
            value, place = divmod(value - 1, 26)
            text = letters[place] + text
        return text
    if style in ("i", "I") and 0 < value < 4000:
        text = "".join(sign * count for sign, count in _roman_signs(value))
        return text if style == "i" else text.upper()
    return str(value)


def family_beside(label: str, before: str = "") -> Family:
    """Return how a label counts when it follows `before`, or begins a series of its own.

    `i)` after `h)` is a letter, `i)` elsewhere a Roman numeral.
    """
    readings = _last_readings(label)
    previous = _last_readings(before) if before else []
    for part in readings:
        if Part(part.family, part.value - 1) in previous:
            return part.family
    return next((part.family for part in readings if part.value == 1), family(label))


def in_context(texts: Sequence[str], *, rtl: bool = False) -> list[Typed | None]:
    """Return the labels of consecutive lines, with those that only their series gives away.

    `45 See …`, `46 See …`, `47 See …` are labels because three in a row count on; `16 States …`
    alone is not. Two are enough where they begin with 1 and small letters, as what follows
    `resolves` does (`1 to go on;`, `2 to report.`), and where nothing but the number stands in the
    line (`3.1`, `3.2` above defined terms). Everything that `typed` finds is kept.
    """
    found = [typed(text, rtl=rtl) for text in texts]
    runs: dict[tuple[bool, tuple[int, ...]], list[int]] = {}
    weak: dict[int, Typed] = {}
    for index, text in enumerate(texts):
        candidate = found[index] or _weak(text)
        numbers = _numbers(candidate.label) if candidate is not None else None
        if candidate is None or numbers is None:
            continue
        if found[index] is None:
            weak[index] = candidate
        dotted = candidate.label.endswith(".")
        run = runs.pop((dotted, (*numbers[:-1], numbers[-1] - 1)), [])
        run.append(index)
        runs[dotted, numbers] = run
        for member in run[len(run) - _members(run, texts, numbers) :]:
            found[member] = found[member] or weak[member]
    return found


def _members(run: list[int], texts: Sequence[str], numbers: tuple[int, ...]) -> int:
    """Return how many lines at the end of a run are a series, 0 where it is too short for one."""
    last = texts[run[-1]]
    if _SMALL.match(last):
        return len(run) if len(run) > 1 and numbers == (len(run),) else 0
    enough = 2 if _ALONE.fullmatch(last) and _ALONE.fullmatch(texts[run[-2:][0]]) else _ENOUGH
    return enough if len(run) >= enough else 0


def reading_order(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the decimal labels of one right-to-left text in logical order (3.1, not 1.3).

    Arabic editions often store clause 3.1 as `1.3`, because that is how it must be typed to look
    right. The order that makes more labels follow each other is taken; when neither does better,
    the labels are returned as read. Other labels are returned as they are.
    """
    turned = [_turned(label) for label in labels]
    if _steps(turned) > _steps(labels):
        return tuple(turned)
    return tuple(labels)


_ENOUGH: Final = 3
"""So many labels in a row make a series."""

_WEAK: Final = re.compile(r"\s*(\d{1,4}(?:\.\d{1,3})*)([ \xa0]+)(?=[^\W\d])")
_SMALL: Final = re.compile(r"\s*\d{1,4}[ \xa0]+[a-zà-ÿа-я]")
_ALONE: Final = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})+\.?)\s*")


def needs_text(line: str) -> bool:
    """Say whether only a line of running text is labelled by its number, no cell of a table.

    Cells hold quantities in rows: 1.1, 1.2; 1 day, 2 days.
    """
    return bool(_SMALL.match(line) or _ALONE.fullmatch(line))


def _weak(text: str) -> Typed | None:
    """Return a number at the head of a line that may be a label if its neighbours are."""
    alone = _ALONE.fullmatch(text)
    if alone is not None:
        return Typed(alone[1], "")
    match = _WEAK.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if typed(f"{match[1]}\t{rest}") is None:  # a unit, a month, a year
        return None
    return Typed(match[1], rest, match[2])


def _numbers(label: str) -> tuple[int, ...] | None:
    """Return the numbers of a purely decimal label."""
    stripped = label.rstrip(".")
    if not re.fullmatch(r"\d+(?:\.\d+)*", stripped):
        return None
    return tuple(int(number[-9:]) for number in stripped.split("."))


def _turned(label: str) -> str:
    """Return a decimal label with its numbers in the opposite order."""
    stripped = label.rstrip(".")
    if not re.fullmatch(r"\d+(?:\.\d+)+", stripped):
        return label
    return ".".join(reversed(stripped.split("."))) + label[len(stripped) :]


def _steps(labels: Sequence[str]) -> int:
    """Count the labels that are a plausible next one after the decimal label before them."""
    series = [numbers for label in labels if (numbers := _numbers(label)) is not None]
    return sum(_is_step(a, b) for a, b in pairwise(series))


def _is_step(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Say whether a clause number is the next sibling, the first child, or an ancestor's next."""
    if len(after) > len(before):
        return after[:-1] == before and after[-1] in (0, 1)
    level = len(after) - 1
    return after[:level] == before[:level] and after[level] == before[level] + 1


def _name_and_count(label: str) -> tuple[str, str]:
    """Return the division's name as written, and what is left to count (`第三章`: 章 and 三)."""
    label = label.replace("\u0640", "") if label[1:2] > "\u0600" else label
    ideographic = _IDEOGRAPHIC.match(label)
    if ideographic is not None:
        return ideographic[2], ideographic[1]
    annex = _IDEOGRAPHIC_ANNEX.match(label)
    if annex is not None:
        return annex[1], annex[2]
    lowered = label.lower()
    for name in _NAMES:
        if lowered.startswith(name) and lowered[len(name) : len(name) + 1].isspace():
            return label[: len(name)], label[len(name) :]
    return ("§", label[1:]) if label.startswith("§") else ("", label)


def _mark(label: str) -> str:
    """Return what stands around the last number: `(` and `)`, a dot, nothing."""
    label = label.strip()
    before = "(" if "(" in label else ""
    return before + (label[-1] if label[-1] in ".)）-–°º" else "")


def _suffix_follows(before: str, after: str) -> bool:
    order = ("", *words.SUFFIXES)
    return before in order and after in order and order.index(after) == order.index(before) + 1


def _last_readings(label: str) -> list[Part]:
    """Return all that the last part of a label may be."""
    label = unicodedata.normalize("NFKC", label).strip()
    tokens = _TOKEN.findall(_SUFFIX.sub("", _name_and_count(label)[1]))
    return _readings(tokens[-1]) if tokens else []


def _readings(token: str) -> list[Part]:
    """Return what a token may count, the likelier first."""
    if token.isdecimal():
        return [Part(Family.DECIMAL, int(token[-9:]))]  # no label counts further
    if token[0] in words.IDEOGRAPHIC_DIGITS:
        return [Part(Family.IDEOGRAPHIC, _ideographic_value(token))]
    letters = _letter_readings(token)
    roman: list[Part] = []
    if _ROMAN.fullmatch(token) and (token.isupper() or token.islower()):
        kind = Family.UPPER_ROMAN if token.isupper() else Family.LOWER_ROMAN
        roman = [Part(kind, _roman_value(token))]
    if len(token) > 1:  # `ii` is rarely 35
        return roman + letters or _word_readings(token)
    return letters + roman


def _letter_readings(token: str) -> list[Part]:
    """Read a letter, or one repeated (`aa` is 27, as word processors count)."""
    letter = {"أ": "ا", "إ": "ا", "آ": "ا"}.get(token[0], token[0])
    if letter == "ا":
        letter = "أ"
    token = token.rstrip("\u0640")
    if set(token) - {token[0]}:
        return []
    return [
        Part(kind, alphabet.index(letter) + 1 + len(alphabet) * (len(token) - 1))
        for alphabet, kind in _ALPHABETS
        if letter in alphabet
    ]


def _word_readings(token: str) -> list[Part]:
    """Read a number written as a word."""
    bare = token.rstrip("ًا") if token[:1] >= "\u0600" else token
    for series in (words.NUMBER_WORDS[:10], words.ARABIC_LETTER_NAMES):
        if token.lower() in series:
            return [Part(Family.WORD, series.index(token.lower()) + 1)]
    for value, word in enumerate(words.ARABIC_ADVERBS, 1):
        if bare == word.rstrip("ا"):
            return [Part(Family.WORD, value)]
    if token.lower() in words.NUMBER_WORDS:
        return [Part(Family.WORD, 1)]
    return []


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral.lower()]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _roman_signs(value: int) -> list[tuple[str, int]]:
    """Return the signs of a Roman numeral in order, and how often each is repeated."""
    signs: list[tuple[str, int]] = []
    for worth, sign in _ROMAN_SIGNS:
        count, value = divmod(value, worth)
        signs.append((sign, count))
    return signs


def _ideographic_value(numeral: str) -> int:
    """Read an ideographic number below 1,000: 二十三 is 23, 一百零五 is 105."""
    total = digit = 0
    for sign in numeral.replace("两", "二"):
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign not in "零〇":
            digit = "一二三四五六七八九".index(sign) + 1
    return total + digit
