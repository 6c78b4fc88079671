"""All that can be asked of the texts of documents."""

from travaux.drafting.queries.search import LONGEST as LONGEST_SEARCH
from travaux.drafting.queries.search import (
    Hit,
    Passage,
    Results,
    UnindexedText,
    line_words,
    search,
    unindexed_texts,
)
from travaux.drafting.queries.texts import (
    READER,
    LineRow,
    TextRow,
    lines,
    texts,
    tree,
    unread,
)

__all__ = [
    "LONGEST_SEARCH",
    "READER",
    "Hit",
    "LineRow",
    "Passage",
    "Results",
    "TextRow",
    "UnindexedText",
    "line_words",
    "lines",
    "search",
    "texts",
    "tree",
    "unindexed_texts",
    "unread",
]
