"""Where a new point begins in a letter: a paragraph or sentence that opens with a reference."""

import re
from collections.abc import Sequence
from typing import Final

from travaux.text.references import Reference, Sort, find

_LEAD: Final = re.compile(
    r"[\s\W]*(?:(?:in|on|at|for|re|regarding|concerning|about|as|to|under|with|regard|respect|also"
    r"|similarly|finally|further|furthermore|moreover|and|but|the|this|our|comments?|comment|of"
    r"|relation|reference|refers?|referring|first|second|third|next|then|lastly|secondly|thirdly|page"
    r"|\d{1,2}|same|section|paragraph|text|wording|au|aux|dans|le|la|les|du|de|en|el|los|las|sur|à"
    r"|concernant|sobre|respecto|В|в|по|к|о|об|на|в отношении|在|关于|对|в|في|بشأن|we|note|see|that"
    r"|likewise|throughout|proposed|amendments?|proposals?|change|changes|title|heading|figure"
    r"|sentence|last|item|items)[\s,:.;-]*){0,7}",
    re.IGNORECASE,
)
_SEE: Final = re.compile(
    r"(?:\(|\b(?:see|cf\.?|compare|as in|unlike|voir|véase|ver|см\.?|like|from|than|and in|also in"
    r"|consistent with|in line with|similar to|contradicts?|duplicates?)\s*(?:also )?)$",
    re.IGNORECASE,
)
_CLUSTER: Final = 8
"""References at most so many characters apart are spoken of together."""


def opening(text: str, *, loose: bool = False) -> tuple[Reference, ...]:
    """Return the references with which a sentence or paragraph opens; none where it does not.

    With `loose`, one that stands deeper in the first sentence counts too, if it is the only one.
    """
    found = [one for one in find(text) if one.sort is not Sort.THROUGHOUT or one.start < 4]
    found = [one for one in found if not _SEE.search(text[max(0, one.start - 30) : one.start])]
    if not found:
        return ()
    first = found[0]
    if _LEAD.fullmatch(text[: first.start]):
        return _cluster(found)
    places = [one for one in found if one.sort is Sort.PLACE]
    if loose and len(_cluster(places)) == len(places) > 0:
        return tuple(places)
    return ()


def _cluster(found: Sequence[Reference]) -> tuple[Reference, ...]:
    cluster = list(found[:1])
    for one in found[1:]:
        if one.start - cluster[-1].end > _CLUSTER:
            break
        cluster.append(one)
    return tuple(cluster)


def is_only_reference(text: str, references: Sequence[Reference]) -> bool:
    """Say whether a line holds little else than its references: it heads what follows."""
    if not references or len(text) > 200 or text.rstrip().endswith((".", "?", "!", "。")):
        return False
    left = text
    for one in reversed(references):
        left = left[: one.start] + left[one.end :]
    words = re.findall(r"\w+", left)
    return len(words) <= 12 and (text.rstrip().endswith((":", "：", "-", "–")) or len(words) <= 8)
