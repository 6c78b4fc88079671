"""Where the sentences of a text begin and end."""

import re
from typing import Final

_END: Final = re.compile(r"(?:[.!?؟।]+[\"”»’)\]\ufffc]*(?=\s|$)|[。！？]+[”」』）]*)\s*")
_SHORT: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|No|no|Nos|art|Art|para|paras|sec|Sec|cf|e\.g|i\.e|etc|vs|Mr|Mrs|Ms|Dr|St|Fig"
    r"|Rev|Add|Corr|p|pp|vol|ch|al)\.$"
)


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
