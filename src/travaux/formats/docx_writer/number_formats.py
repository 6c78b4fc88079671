"""Number formats of Word lists, read backwards: which format and number give this string?

Source: ECMA-376 part 1, section 17.18.59 (ST_NumberFormat), with the reader's own table of what
Word shows, so that the two can never disagree.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from travaux.formats.docx_reader.number_formats import write_number

_FAR: Final = 400
"""How far numbers are read backwards where letters repeat or numerals are built up."""
_HIGHEST: Final = {
    "lowerRoman": _FAR,
    "upperRoman": _FAR,
    "lowerLetter": 130,
    "upperLetter": 130,
    "ordinal": _FAR,
    "cardinalText": 99,
    "ordinalText": 99,
    "russianLower": 58,
    "russianUpper": 58,
    "arabicAlpha": 56,
    "arabicAbjad": 56,
    "hebrew2": 22,
    "hebrew1": _FAR,
    "thaiNumbers": _FAR,
    "thaiLetters": 44,
    "hindiNumbers": _FAR,
    "decimalFullWidth": _FAR,
    "decimalEnclosedCircle": 20,
    "decimalEnclosedParen": 20,
    "decimalEnclosedFullstop": 20,
    "chineseCounting": _FAR,
    "ideographDigital": _FAR,
    "ideographLegalTraditional": _FAR,
    "chineseLegalSimplified": _FAR,
    "ideographTraditional": 10,
    "ideographZodiac": 12,
    "koreanCounting": 99,
    "ganada": 14,
    "chosung": 14,
    "aiueoFullWidth": 46,
    "irohaFullWidth": 47,
    "aiueo": 46,
    "iroha": 47,
}
"""The formats that are tried, the likelier before the rarer, and how far each is read."""


def shown(number_format: str, number: int) -> str:
    """Return what Word shows for the number."""
    return write_number(number, number_format)


@cache
def _backwards() -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for number_format, most in _HIGHEST.items():
        for number in range(1, most + 1):
            string = shown(number_format, number)
            if not string.isascii() or not string.isdigit():
                table.setdefault(string, []).append((number_format, number))
    return {string: tuple(readings) for string, readings in table.items()}


def readings(token: str) -> tuple[tuple[str, int], ...]:
    """Return every format and number that Word shows as this token; empty where there is none."""
    if token.isascii() and token.isdigit():
        if len(token) > 9:
            return ()
        if token == str(int(token)):
            return (("decimal", int(token)),)
        return (("decimalZero", int(token)),) if len(token) == 2 else ()
    return _backwards().get(token, ())


_TOKEN: Final = re.compile(
    r"[0-9]+(?:st|nd|rd|th)\b|[0-9]+|[A-Za-z]+(?:-[a-z]+)?|[а-яёА-ЯЁ]+|[\u0621-\u064a]+|[א-ת]+"
    r"|[〇零一二三四五六七八九十百千]+|[壹贰貳参參肆伍陆陸柒捌玖拾佰]+|[๐-๙]+|[ก-ฮ]|[०-९]+|[０-９]+"
    r"|[①-⒛]|[가-하]|[일이삼사오육칠팔구십]+|[ㄱ-ㅎ]|[ア-ン]|[ｱ-ﾝ]|[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]"
)


def tokens(label: str) -> Iterator[re.Match[str]]:
    """Yield the stretches of a label that some format can produce."""
    for match in _TOKEN.finditer(label):
        if readings(match[0]):
            yield match
