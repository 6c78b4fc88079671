"""From bytes to text: which encoding a plain file has, never guessed in silence."""

import codecs
import re
from typing import Final

from travaux.formats.reading import Unreadable

LARGEST: Final = 16 * 1024 * 1024
"""Bytes; larger text files are refused (a book of 5,000 pages has ten million letters)."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE."""

_GUESSES: Final = (
    ("gb18030", re.compile(r"[\u4e00-\u9fff]"), 0.5),
    ("cp1251", re.compile(r"[А-Яа-яЁё]"), 0.8),
    ("cp1256", re.compile(r"[\u0621-\u064a]"), 0.7),
    ("cp1252", re.compile(r"[À-ÿŒœ‘’“”–—…·§°«»€]"), 0.0),
)
"""Encodings in the order tried, the letters expected beyond ASCII, and their least share."""

_NAMES: Final = {
    "gb18030": "GB18030",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
    "cp1252": "Windows-1252",
}


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a plain file, lines parted by `\\n`, and warnings.

    UTF-8, UTF-16 and UTF-32 are known by their mark or by being valid; any other encoding is a
    guess and is said to be one. Raises Unreadable for what is too large or is no text.
    """
    if len(data) > LARGEST:
        raise Unreadable(
            f"The text is larger than {LARGEST // 2**20} MiB",
            remedy="Split it, or remove what is not text.",
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(_strict(data[len(mark) :], encoding)), ()
    text, warnings = _unmarked(data)
    if "\x00" in text:
        raise Unreadable(
            "This is not a text file: it holds NUL characters",
            remedy="Save the document as .docx, .html, .md or .txt (UTF-8).",
        )
    return _lines(text), warnings


def _unmarked(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode what has no mark: valid UTF-8, UTF-16 by its zero bytes, else the best guess."""
    sample = data[:4096]
    if len(sample) > 3 and sample.count(0) > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return _strict(data, encoding), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text, encoding = _guessed(data)
        return text, (
            f"The text is not valid UTF-8 (byte {error.start + 1}); it was read as"
            f" {_NAMES[encoding]}, which is a guess. Check the letters beyond a to z, or save the"
            " file as UTF-8.",
        )


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The file says that it is {encoding.upper()} and is not",
            place=f"byte {error.start + 1}",
            remedy="Save it again as UTF-8.",
        ) from error


def _guessed(data: bytes) -> tuple[str, str]:
    """Return the text in the first encoding whose letters look like a language's."""
    for encoding, letters, share in _GUESSES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [character for character in text if character > "\x7f"]
        expected = sum(1 for character in beyond if letters.match(character))
        # A real text in such a script is made of its letters; one stray quotation mark is not.
        ascii_letters = sum(1 for character in text if character.isascii() and character.isalpha())
        if share and (expected < share * len(beyond) or expected * 2 < ascii_letters):
            continue
        if encoding == "cp1251" and len(re.findall("[а-я][А-Я]", text)) * 20 > expected:
            continue  # capitals within words: another alphabet read as Cyrillic
        return text, encoding
    return data.decode("cp1252", errors="replace"), "cp1252"


def _lines(text: str) -> str:
    """Return the text with every line end as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
