"""The fonts of our PDFs: where they are, which serve a language, and which signs they have.

They come as packages, so that a paper looks the same on every machine. Noto Sans has Latin, Greek
and Cyrillic, Noto Sans Arabic Arabic, Noto Sans CJK Chinese, Japanese and Korean.
"""

import struct
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

LATIN, ARABIC = "Noto Sans", "Noto Sans Arabic"
_CJK: Final = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh": "Noto Sans CJK SC"}
_CHINESE: Final = {
    "hant": "Noto Sans CJK TC",
    "tw": "Noto Sans CJK TC",
    "mo": "Noto Sans CJK HK",
    "hk": "Noto Sans CJK HK",
}
_FOLDERS: Final = (
    ("fontpkg_noto_sans", "files"),
    ("fontpkg_noto_sans_arabic", "files"),
    ("manimgx_fonts_cjk", ""),
)

Family = str | dict[str, str]


def folders() -> list[str]:
    """Return the folders that hold the fonts."""
    return [str(resources.files(package).joinpath(folder)) for package, folder in _FOLDERS]


def families(language: str) -> list[Family]:
    """Return the fonts for a language (a BCP 47 tag) in the order in which a sign is sought.

    One Chinese character has other forms in Japan, Korea, Taiwan and Hong Kong: the language says
    which. In those languages signs that Latin shares, such as quotation marks, are full width.
    """
    parts = language.lower().split("-")
    east = _CJK.get(parts[0], "")
    if parts[0] == "zh":
        east = next((_CHINESE[part] for part in parts[1:] if part in _CHINESE), east)
    if east:
        return [{"name": LATIN, "covers": "latin-in-cjk"}, east, LATIN, ARABIC]
    return [LATIN, ARABIC, _CJK["zh"]]


def lacking(text: str) -> set[str]:
    """Return the signs of a text that no font has."""
    if text.isascii():
        return set()
    return {sign for sign in set(text) if sign not in "\n\t" and ord(sign) not in _signs()}


@cache
def _signs() -> frozenset[int]:
    """Return the code points that the fonts have; of a collection, those that all its fonts have.

    A sign of the collection is set in the font of its language, so each must have it.
    """
    signs: set[int] = set()
    for package, folder in _FOLDERS:
        for entry in resources.files(package).joinpath(folder).iterdir():
            if entry.name.endswith((".ttf", ".otf", ".ttc")) and "Italic" not in entry.name:
                signs |= _common(entry.read_bytes())
    return frozenset(signs)


def _common(data: bytes) -> set[int]:
    starts = [0]
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        starts = list(struct.unpack_from(f">{count}I", data, 12))
    return set.intersection(*[set(_mapped(data, start)) for start in starts])


def _mapped(data: bytes, start: int) -> Iterator[int]:
    """Yield the code points of a font's character map of format 12 or 4 (OpenType, `cmap`)."""
    (tables,) = struct.unpack_from(">H", data, start + 4)
    entries = [struct.unpack_from(">4sIII", data, start + 12 + 16 * n) for n in range(tables)]
    at = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, at + 2)
    maps = [at + struct.unpack_from(">HHI", data, at + 4 + 8 * n)[2] for n in range(count)]
    formats = {struct.unpack_from(">H", data, place)[0]: place for place in maps}
    if 12 in formats:
        yield from _format_12(data, formats[12])
    elif 4 in formats:
        yield from _format_4(data, formats[4])


def _format_12(data: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    for first, last, _ in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * groups]):
        yield from range(first, last + 1)


def _format_4(data: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    half = doubled // 2
    lasts = struct.unpack_from(f">{half}H", data, at + 14)
    firsts = struct.unpack_from(f">{half}H", data, at + 16 + doubled)
    for first, last in zip(firsts, lasts, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)
