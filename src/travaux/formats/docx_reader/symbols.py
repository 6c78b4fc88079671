"""Readable signs for characters of the fonts Symbol and Wingdings.

Word stores such a character in the private-use area (U+F000 and up); what it shows depends on the
font. Tables: the code charts published with the two fonts.
"""

from typing import Final

_SYMBOL: Final = dict(
    zip(
        (
            *range(0x41, 0x5B),
            *range(0x61, 0x7B),
        ),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL.update(
    {
        0x22: "∀",
        0x24: "∃",
        0x27: "∋",
        0x2A: "∗",
        0x2D: "−",
        0x40: "≅",
        0x5C: "∴",
        0x5E: "⊥",
        0x7E: "∼",
        0xA2: "′",
        0xA3: "≤",
        0xA5: "∞",
        0xAB: "↔",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xB0: "°",
        0xB1: "±",
        0xB2: "″",
        0xB3: "≥",
        0xB4: "×",
        0xB5: "∝",
        0xB6: "∂",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBA: "≡",
        0xBB: "≈",
        0xBC: "…",
        0xC5: "⊕",
        0xC6: "∅",
        0xC7: "∩",
        0xC8: "∪",
        0xCE: "∈",
        0xCF: "∉",
        0xD0: "∠",
        0xD2: "®",
        0xD3: "©",
        0xD4: "™",
        0xD5: "∏",
        0xD6: "√",
        0xDB: "⇔",
        0xDC: "⇐",
        0xDE: "⇒",
        0xE0: "◊",
        0xE5: "∑",
        0xF2: "∫",
    }
)
_WINGDINGS: Final = {
    0x22: "✂",
    0x28: "☎",
    0x2A: "✉",
    0x46: "☞",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "❐",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "◻",
    0xB2: "✧",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2: Final = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x54: "☒", 0x97: "•", 0xA3: "□"}
_FONTS: Final = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "courier new": {0x6F: "o"},
}
_BULLET: Final = "•"


def readable(text: str, font: str) -> str:
    """Return a text with its private-use characters written as readers see them.

    An unknown sign of a symbol font becomes a bullet; characters outside the private-use area
    stay as they are, for Word shows those of a symbol font only from that area.
    """
    if not any("\uf000" <= sign <= "\uf0ff" for sign in text):
        return text
    table = _FONTS.get(font.strip().lower())
    return "".join(_sign(ord(sign), table) for sign in text)


def _sign(code: int, table: dict[int, str] | None) -> str:
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code)
    low = code - 0xF000
    if table is not None:
        return table.get(low) or (chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else _BULLET)
    # Without a known font: the signs that nearly every file means by these codes.
    return _SYMBOL[0xB7] if low == 0xB7 else _WINGDINGS.get(low, _BULLET)


def sign_of_hex(value: str | None) -> str:
    """Return the character of a hexadecimal number in an attribute, U+FFFD where it is none.

    Half a surrogate pair and control characters are none: no text could be stored with them.
    """
    try:
        code = int(value or "", 16) if len(value or "") <= 6 else 0xFFFD
    except ValueError:
        code = 0xFFFD
    valid = 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if valid else "\ufffd"
