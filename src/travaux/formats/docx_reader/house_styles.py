"""Styles of the templates that bodies work with, which say what a paragraph is by their name alone.

Data only: ITU, UN, 3GPP and ISO templates. Names are compared without case, blanks and signs, for
one template writes `Annex_No` and its successor `AnnexNo`. A style with an outline level needs no
line here: the level decides (`styles.heading_rank`).
"""

import re
from functools import lru_cache
from typing import Final

_HEADINGS: Final = {
    # ITU
    **dict.fromkeys(("partno", "parttitle", "annexno", "annexnotitle", "annextitle"), 1),
    **dict.fromkeys(("appendixno", "appendixnotitle", "appendixtitle", "chapno", "chaptitle"), 1),
    **dict.fromkeys(("sectionno", "sectiontitle"), 2),
    **dict.fromkeys(("artno", "arttitle", "artheading"), 3),
    **dict.fromkeys(("headingb", "headingi"), 9),
    **dict.fromkeys(("resno", "restitle", "recno", "rectitle", "decno", "dectitle"), 1),
    **dict.fromkeys(("opinionno", "opiniontitle", "questionno", "questiontitle"), 1),
    # UN
    **dict.fromkeys(("hchg", "hch"), 1),
    **dict.fromkeys(("h1g",), 2),
    **dict.fromkeys(("h23g", "h23"), 3),
    **dict.fromkeys(("h4g",), 4),
    **dict.fromkeys(("h56g", "h56"), 5),
    # ISO
    **dict.fromkeys(("forewordtitle", "introtitle", "introductiontitle", "bibliotitle"), 1),
    "annex": 1,
}
"""Rank by style; 9 for a heading without a number that stands below whichever is open."""

_TITLES: Final = frozenset(
    {"repno", "reptitle", "title1", "title2", "title3"}
    | {"maintitle1", "maintitle2", "zzcovertitle", "hmg", "hm"}
)
_CAPTIONS: Final = frozenset(
    {"caption", "figurecaption", "tablecaption", "illustration", "drawing"}
    | {"figureno", "figuretitle", "figurenotitle", "tableno", "tabletitle", "tablenotitle"}
    | {"th", "tf"}  # 3GPP
)
_QUOTES: Final = frozenset({"quote", "intensequote", "blocktext", "quotations"})
LOWEST: Final = 9


@lru_cache(maxsize=1_000)
def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name)


def house_rank(names: tuple[str, ...]) -> int:
    """Return the rank of a heading by the names of its style and those below, 0 for none."""
    return next((rank for name in names if (rank := _HEADINGS.get(_plain(name), 0))), 0)


def is_title(names: tuple[str, ...]) -> bool:
    """Tell whether a style is that of a document's title or of a line of it."""
    return "title" in names or any(_plain(name) in _TITLES for name in names[:1])


def is_caption(names: tuple[str, ...]) -> bool:
    """Tell whether a style is that of a caption of a figure or table."""
    return any(_plain(name) in _CAPTIONS for name in names)


def is_quote(names: tuple[str, ...]) -> bool:
    """Tell whether a style is that of quoted passages."""
    return any(_plain(name) in _QUOTES for name in names)


def is_source(names: tuple[str, ...]) -> bool:
    """Tell whether a style is that of the line that names a document's sources (ITU)."""
    return names[:1] == ("source",)
