"""Where quoted words stand in a text, and where its sentences begin and end.

Writers quote with other marks, dashes and blanks than the text has; a comma of their own sentence
often slips into the quotation. All of that is allowed for, nothing else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from travaux.text.tree import OBJECT, Tree

_SIGNS: Final = {
    **dict.fromkeys('"“”„«»″', '["“”„«»″]'),
    **dict.fromkeys("'’‘`´", "['’‘`´]"),
    **dict.fromkeys("-‐‑–—−", "[-‐‑–—−]"),
}
_ELLIPSIS: Final = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_END: Final = re.compile(r"(?:[.!?؟।]+[\"”»’)\]\ufffc]*(?=\s|$)|[。！？]+[”」』）]*)\s*")
_SHORT: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|No|no|Nos|art|Art|para|paras|sec|Sec|cf|e\.g|i\.e|etc|vs|Mr|Mrs|Ms|Dr|St|Fig"
    r"|Rev|Add|Corr|p|pp|vol|ch|al)\.$"
)
_AROUND: Final = 40
_WORD: Final = re.compile(r"\w+")


class Quote(NamedTuple):
    """Where words stand in a draft: the place of the provision, and the offsets in its text."""

    place: int
    start: int
    end: int


def occurrences(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where quoted words stand in a text, as offsets; an ellipsis stands for any words."""
    words = quote.strip()
    longest = max(_WORD.findall(words), key=len, default="")
    if longest.casefold() not in text.casefold():
        return []  # no pattern need be made
    for candidate in dict.fromkeys((words, words.rstrip(",.;: "), words.strip(",.;:()[] "))):
        pattern = _pattern(candidate)
        if pattern is None:
            continue
        for flags in (0, re.IGNORECASE):
            found = [match.span() for match in re.finditer(pattern, text, flags)]
            if found:
                return found
    return []


@lru_cache(maxsize=512)
def _pattern(words: str) -> str | None:
    parts = [_exactly(part) for part in _ELLIPSIS.split(words[:4_000]) if part.strip()]
    if not parts or len(parts) > 3:
        return None
    joined = ".{0,3000}?".join(parts)
    head = r"(?<!\w)" if words[:1].isalnum() and ord(words[0]) < 0x2E80 else ""
    tail = r"(?!\w)" if words[-1:].isalnum() and ord(words[-1]) < 0x2E80 else ""
    return head + joined + tail


def _exactly(words: str) -> str:
    found = [
        "".join([_SIGNS.get(sign, re.escape(sign)) for sign in word]) for word in words.split()
    ]
    return rf"[\s{OBJECT}]+".join(found)


def locate(quote: str, draft: Tree, places: Iterable[int]) -> list[Quote]:
    """Return where quoted words stand among these provisions of a draft."""
    return [
        Quote(place, start, end)
        for place in places
        if draft.provisions[place].runs
        for start, end in occurrences(quote, draft.provisions[place].text)
    ]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return some words before and after a stretch of a text, by which it is found again."""
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, without the blanks after it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        stop = match.end()
        following = text[stop : stop + 1]
        body = text[start : match.start() + 1]
        if following and (_SHORT.search(body) or following.islower() or following.isdecimal()):
            continue
        found.append((start, start + len(text[start:stop].rstrip())))
        start = stop
    if text[start:].strip():
        found.append((start, start + len(text[start:].rstrip())))
    return found
