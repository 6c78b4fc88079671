"""Whether the next draft has what a comment asks for."""

from collections.abc import Sequence
from typing import Final

from travaux.text.attribution.brought import Ask
from travaux.text.attribution.links import Link, Linker
from travaux.text.attribution.matching_words import matching_words
from travaux.text.citations import Finder
from travaux.text.comment import Adopted, Adoption, Comment, TargetKind
from travaux.text.terms import plain_words

_ALL: Final = 0.9
"""Of the words that should go: from here on they are said to be gone."""
_MADE: Final = 0.99
"""Of the edit proposed: it was made as it was written."""
_TELLING: Final = 6
"""Words that a proposal needs to be sought in what the draft had already."""
_WHOLE: Final = 0.6
"""Of the weight of what is proposed: from here on it is there, reworded; below, in part."""
_WHOLE_OF_PROSE: Final = 0.2
"""The same for a comment without a proposal: most of its words argue, and are not to be written."""


def adoption(linker: Linker, number: int, links: Sequence[Link], finder: Finder) -> Adoption:
    """Return whether a comment's proposal stands in the next draft, by its links.

    `finder` finds words in the next draft.
    """
    comment, ask = linker.comments[number], linker.asks[number]
    best = max((link.score for link in links), default=0.0)
    names = tuple(linker.changes[link.change].id for link in links)
    shared = _shared_words(linker, links)
    verbatim = _stands_verbatim(linker, comment, ask, links, finder)
    if verbatim:
        return Adoption(comment.id, Adopted.VERBATIM, 1.0, best, names, shared)
    if not links:
        if _stood_already(comment, ask, finder):
            return Adoption(comment.id, Adopted.VERBATIM, 1.0, 0.9, (), comment.proposed or "")
        return Adoption(comment.id, Adopted.NOT_FOUND)
    share = _share(linker, ask, links)
    whole = _WHOLE if comment.proposed else _WHOLE_OF_PROSE
    adopted = Adopted.REWORDED if share >= whole else Adopted.IN_PART
    return Adoption(comment.id, adopted, round(share, 2), best, names, shared)


def _stands_verbatim(
    linker: Linker, comment: Comment, ask: Ask, links: Sequence[Link], finder: Finder
) -> bool:
    """Say whether what is proposed reads so where the linked changes were made."""
    if ask.deletes:
        return sum(link.done for link in links) > _ALL
    wanted = " ".join(plain_words(comment.proposed or ""))
    if not wanted:
        return False
    if any(link.done > _MADE for link in links):
        return True
    return any(
        f" {wanted} " in f" {' '.join(plain_words(finder.texts[finder.index[name]]))} "
        for link in links
        for name in linker.changes[link.change].new
    )


def _stood_already(comment: Comment, ask: Ask, finder: Finder) -> bool:
    """Say whether words that a comment misses stand in the draft without any change.

    Only for what is missing somewhere: words proposed for others may be some of those.
    """
    missing = {TargetKind.DRAFT, TargetKind.OMISSION}
    wanted = plain_words(comment.proposed or "")
    if len(wanted) < _TELLING or not all(aim.kind in missing for aim in ask.aims):
        return False
    return bool(finder.holders(comment.proposed or ""))


def _shared_words(linker: Linker, links: Sequence[Link]) -> str:
    """Return the words that a comment and its changes share, change by change."""
    words = [matching_words(linker.changes[link.change], link.shared) for link in links]
    return " … ".join(filter(None, words))


def _share(linker: Linker, ask: Ask, links: Sequence[Link]) -> float:
    """Return how much of what is asked for the changes did: of its words, or of its edit."""
    got = frozenset[str]().union(*(link.shared for link in links))
    wants = {
        name: weight * linker.rarity.bits(name, ask.size) for name, weight in ask.proposed.items()
    }
    total = sum(wants.values())
    brought = sum(wants[name] for name in got if name in wants) / total if total else 0.0
    return min(1.0, max(brought, sum(link.done for link in links)))
