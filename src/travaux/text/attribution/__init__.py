"""From which comments each change between two drafts came, and what became of each comment.

By words and place alone, as a proposal that a person confirms (R18). A change is held against the
comments that share rare words with it or speak of its place. Evidence is counted in bits: how
surprising it is that a text of that length holds a word by chance. It must exceed what the
distance owes: little for the very words that a comment quotes, much for a change elsewhere, and
more the more changes there are among which chance could choose. So the common words of a house
link nothing, and a change that nobody asked for stays without a source.

`brought` says what is news in a change and what a comment asks for, `ground` how near they are,
`signals` what speaks for a link, `quoted` what became of the very words meant, `links` weighs it
all, `adoption` turns it round.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from travaux.text.attribution.adoption import adoption
from travaux.text.attribution.links import Link, Linker, by_change
from travaux.text.attribution.matching_words import matching_words
from travaux.text.changes import Change
from travaux.text.citations import Finder
from travaux.text.comment import Adoption, Attribution, Comment, Origin, OriginKind
from travaux.text.segments import Redline
from travaux.text.tree import Tree


def attribute(
    draft: Tree,
    next: Tree,  # noqa: A002 (the field's word)
    redline: Redline,
    changes: Sequence[Change],
    comments: Sequence[Comment],
) -> tuple[tuple[Attribution, ...], tuple[Adoption, ...]]:
    """Return where each change came from, and whether each comment's proposal is in `next`.

    `redline` and `changes` are those between `draft` and `next`, `comments` those on `draft`. An
    attribution names its origins surest first; changes without any have none (`without_source`).
    Where a passage was taken from is one with where it was taken to. There is one adoption for
    each comment, in their order. Scores are from 0 to 1.
    """
    linker = Linker(draft, next, redline, changes, comments)
    links = linker.links()
    attributions = tuple(
        _attribution(linker, changes[number], held) for number, held in by_change(links)
    )
    of_comment: dict[int, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: -link.score):
        of_comment[link.comment].append(link)
    finder = Finder(next)
    adoptions = tuple(
        adoption(linker, number, of_comment.get(number, []), finder)
        for number in range(len(comments))
    )
    return _with_both_ends(attributions, changes, redline), adoptions


def _with_both_ends(
    attributions: tuple[Attribution, ...], changes: Sequence[Change], redline: Redline
) -> tuple[Attribution, ...]:
    """Give the place that a moved passage left the origins of the change that took it in."""
    known = {attribution.change: attribution for attribution in attributions}
    whole = {change.new: change for change in changes if not change.old}
    taken_in = {
        segment.move: whole[block.new]
        for block in redline.blocks
        if block.new in whole
        for segment in block.segments
        if segment.move
    }
    taken_in |= {change.move: change for change in changes if change.move and change.new_text}
    for change in changes:
        other = taken_in.get(change.move)
        if other is not None and not change.new_text and change.id not in known:
            found = known.get(other.id)
            if found is not None:
                known[change.id] = replace(found, change=change.id, words="")
    order = [change.id for change in changes if change.id in known]
    return tuple(known[name] for name in order)


def without_source(
    changes: Sequence[Change], attributions: Sequence[Attribution]
) -> tuple[Change, ...]:
    """Return the changes that no attribution names, in their order (R18)."""
    named = {attribution.change for attribution in attributions if attribution.origins}
    return tuple(change for change in changes if change.id not in named)


def _attribution(linker: Linker, change: Change, links: list[Link]) -> Attribution:
    origins = tuple(Origin(OriginKind.COMMENT, linker.comments[link.comment].id) for link in links)
    shared = frozenset[str]().union(*(link.shared for link in links))
    return Attribution(change.id, origins, links[0].score, matching_words(change, shared))
