"""What people type, made safe to store, compare and show: lines and paragraphs of plain text."""

import re
import unicodedata
from typing import Final

from travaux.rules.refusal import Invalid

TITLE: Final = 500
"""Characters of a title or name."""
PARAGRAPHS: Final = 20_000
"""Characters of a reason or note."""

# Overrides and isolates reorder what follows, so that a title could look like another one. The
# marks U+200E, U+200F and U+061C only settle neighbours: right-to-left titles need them.
_REORDERING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b\u2060\ufeff\u180e]")


def line(
    text: str, what: str, *, longest: int = TITLE, field: str = "", needed: bool = True
) -> str:
    """Return one line of text, NFC, with plain spaces; `what` is its name in a sentence ("title").

    Raises Invalid for what is empty (where it is needed), too long, or holds characters that do not
    belong into text.
    """
    clean = " ".join(_safe(text, what, field).replace("\u00a0", " ").split())
    return _bounded(clean, what, longest, field, needed)


def paragraphs(
    text: str, what: str, *, longest: int = PARAGRAPHS, field: str = "", needed: bool = False
) -> str:
    """Return text of several lines, NFC, each ended by a line feed. Raises Invalid as `line`."""
    clean = _safe(text, what, field).replace("\r\n", "\n").replace("\r", "\n").strip()
    return _bounded(clean, what, longest, field, needed)


def file_name(name: str, *, field: str = "") -> str:
    """Return the last part of a file's name, whatever the system that it came from.

    Raises Invalid where nothing is left or it is not plain text.
    """
    last = re.split(r"[/\\]", name)[-1]
    return line(last.strip(". "), "name of the file", longest=200, field=field)


def _safe(text: str, what: str, field: str) -> str:
    if _SURROGATE.search(text):
        raise Invalid(
            f"The {what} holds half of a character, which happens when text is cut or copied"
            " badly. Type the end of it again.",
            field=field,
        )
    if found := _CONTROL.search(text):
        raise Invalid(
            f"The {what} holds a control character (U+{ord(found[0]):04X}, the"
            f" {_ordinal(found.start() + 1)} character). Delete it, or type the words anew.",
            field=field,
        )
    if found := _REORDERING.search(text):
        raise Invalid(
            f"The {what} holds a sign that reorders what follows it (U+{ord(found[0]):04X}), so"
            " that it could look like other words. Delete it; right-to-left text needs none.",
            field=field,
        )
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _bounded(text: str, what: str, longest: int, field: str, needed: bool) -> str:
    if needed and not text:
        raise Invalid(f"The {what} is missing. Enter it.", field=field)
    if len(text) > longest:
        raise Invalid(
            f"The {what} has {len(text):,} characters; {longest:,} are possible. Shorten it.",
            field=field,
        )
    return text


def _ordinal(number: int) -> str:
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{tail}"
