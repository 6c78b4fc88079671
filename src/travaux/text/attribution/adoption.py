"""Whether the next draft has what a comment asks for."""

from collections.abc import Sequence
from typing import Final

from travaux.text.attribution.brought import Ask
from travaux.text.attribution.links import Link, Linker
from travaux.text.comment import Adopted, Adoption, Comment
from travaux.text.terms import plain_words

_WHOLE: Final = 0.6
"""Of the weight of what is proposed: from here on it is there, reworded; below, in part."""
_WHOLE_OF_PROSE: Final = 0.2
"""The same for a comment without a proposal: most of its words argue, and are not to be written."""


def adoption(linker: Linker, number: int, links: Sequence[Link], next_words: str) -> Adoption:
    """Return whether a comment's proposal stands in the next draft, by its links.

    `next_words` is the next draft as `joined_words` gives it.
    """
    comment, ask = linker.comments[number], linker.asks[number]
    best = max((link.score for link in links), default=0.0)
    names = tuple(linker.changes[link.change].id for link in links)
    verbatim = _stands_verbatim(comment, ask, links, next_words)
    if verbatim:
        return Adoption(comment.id, Adopted.VERBATIM, 1.0, best or 0.9, names)
    if not links:
        return Adoption(comment.id, Adopted.NOT_FOUND)
    share = _share(linker, ask, links)
    whole = _WHOLE if comment.proposed else _WHOLE_OF_PROSE
    adopted = Adopted.REWORDED if share >= whole else Adopted.IN_PART
    return Adoption(comment.id, adopted, round(share, 2), best, names)


def joined_words(texts: Sequence[str]) -> str:
    """Return all words of a draft, folded, so that a proposal can be sought in them."""
    return " ¶ ".join(" ".join(plain_words(text)) for text in texts)


def _stands_verbatim(comment: Comment, ask: Ask, links: Sequence[Link], next_words: str) -> bool:
    if ask.deletes:
        return any(link.gone > 0.9 for link in links)
    if not comment.proposed or not links:
        return False
    wanted = " ".join(plain_words(comment.proposed))
    return bool(wanted) and f" {wanted} " in f" {next_words} "


def _share(linker: Linker, ask: Ask, links: Sequence[Link]) -> float:
    """Return how much of what is asked for the changes brought, by the weight of its words."""
    if ask.deletes:
        return max(link.gone for link in links)
    got = frozenset[str]().union(*(link.shared for link in links))
    wants = {
        name: weight * linker.rarity.bits(name, ask.size)
        for name, weight in ask.wants.weights.items()
    }
    total = sum(wants.values())
    return sum(wants[name] for name in got if name in wants) / total if total else 0.0
