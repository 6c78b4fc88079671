"""Which comments each change came from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from travaux.text.attribution import signals
from travaux.text.attribution.brought import Ask, Reader
from travaux.text.attribution.ground import Ground, Nearness, aims
from travaux.text.attribution.quoted import at_quote
from travaux.text.attribution.rarity import Rarity
from travaux.text.changes import Change, ChangeKind
from travaux.text.comment import Comment, TargetKind
from travaux.text.segments import Redline
from travaux.text.terms import names
from travaux.text.tree import Tree

SURE: Final = 0.5
"""A link less sure than this is none."""
_SLOPE: Final = 2.0
_MUCH: Final = 1.6
_CANDIDATES: Final = 12
_COMMON: Final = 60  # a term that more changes brought finds no candidates
_FEW: Final = 24  # changes in one place that are all looked at


class Link(NamedTuple):
    """A change and a comment that it came from."""

    change: int
    comment: int
    score: float
    bits: float
    shared: frozenset[str]
    done: float
    """How much of what it asks for the very words it quotes this change alone did, 0 to 1."""
    near: Nearness


class Linker:
    """All that is known of two drafts, their changes and the comments on the older one."""

    def __init__(
        self,
        draft: Tree,
        next: Tree,  # noqa: A002 (the field's word)
        redline: Redline,
        changes: Sequence[Change],
        comments: Sequence[Comment],
    ) -> None:
        self.changes = changes
        self.comments = comments
        self.ground = Ground(draft, next, redline, changes)
        self.reader = Reader(draft, self.ground.finder)
        others = {comment.id: comment for comment in comments}
        self.asks = [
            self.reader.asks(comment, aims(comment, self.ground.finder, others))
            for comment in comments
        ]
        said = {(c.text, c.proposed, c.reason) for c in comments}
        spoken = [names("\n".join(filter(None, texts))) for texts in sorted(said, key=str)]
        self.rarity = Rarity([*self.reader.names, *spoken])
        self.brought = [self.reader.brought(change) for change in changes]
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._gone: dict[str, list[int]] = defaultdict(list)
        for number, brought in enumerate(self.brought):
            for name in brought.came.weights:
                self._postings[name].append(number)
            for name in brought.gone.weights:
                self._gone[name].append(number)

    def links(self) -> list[Link]:
        """Return all links that are sure enough, by change."""
        found: dict[int, list[Link]] = defaultdict(list)
        for number in range(len(self.comments)):
            for change in self._candidates(number):
                link = self.link(change, number)
                if link is not None:
                    found[change].append(link)
        return [link for _, held in sorted(found.items()) for link in self._own_merit(held)]

    def _own_merit(self, links: list[Link]) -> list[Link]:
        """Return the links to one change, surest first, without those that others explain.

        A link whose words a much stronger one shares too tells nothing of its own, unless those
        words are most of what its comment asks for.
        """
        links.sort(key=lambda link: (-link.bits, link.comment))
        kept: list[Link] = []
        for link in links:
            stronger = [other.shared for other in kept if other.bits > _MUCH * link.bits]
            told = frozenset[str]().union(*stronger)
            asked = len(self.asks[link.comment].wants.weights)
            explained = link.shared <= told and link.near is not Nearness.THERE
            if not (stronger and link.shared and explained and len(link.shared) < 0.5 * asked):
                kept.append(link)
        return sorted(kept, key=lambda link: (-link.score, link.comment))

    def _candidates(self, number: int) -> list[int]:
        """Return the changes that may have come from a comment: by rare words, and by place.

        For an expression that is meant throughout, all that took it away.
        """
        ask = self.asks[number]
        votes: dict[int, float] = defaultdict(float)
        for name, weight in ask.wants.weights.items():
            holders = self._postings.get(name, ())
            if 0 < len(holders) <= _COMMON:
                bits = weight * self.rarity.bits(name, ask.size)
                for holder in holders:
                    votes[holder] += bits
        best = sorted(votes, key=lambda change: (-votes[change], change))[:_CANDIDATES]
        places = [
            change
            for target in ask.aims
            if target.start and len(within := self.ground.within(target.start)) <= _FEW
            for change in within
        ]
        throughout = [
            change
            for target in ask.aims
            if target.kind is TargetKind.THROUGHOUT
            for name in names(target.quote)[:1]
            for change in self._gone[name]
        ]
        return sorted({*best, *places, *throughout})

    def link(self, change: int, comment: int) -> Link | None:
        """Return the link between a change and a comment, or None where it is not sure enough."""
        if self.changes[change].kind is ChangeKind.MOVED:
            return None  # a move has no words of its own
        ask, brought = self.asks[comment], self.brought[change]
        near = self.ground.nearness(ask.aims, change)
        words = signals.new_words(ask, brought, self.rarity)
        bits = words.bits + signals.new_phrases(ask, brought, self.rarity).bits
        done = 0.0
        for target in ask.aims:
            quoted = at_quote(
                self.changes[change], self.comments[comment], ask, target, self.ground.finder
            )
            if quoted.there:
                near = Nearness.THERE
            bits += quoted.bits
            done = max(done, quoted.done)
        there = near is Nearness.THERE
        if there or (near is Nearness.WITHIN and not _quotes(ask)):
            bits += signals.same_subject(ask, brought.about, self.rarity, quoted=there).bits
        owed = self.ground.owed(near, ask.aims)
        score = 1 / (1 + 2 ** ((owed - bits) / _SLOPE))
        if score < SURE:
            return None
        return Link(change, comment, round(score, 3), bits, words.shared, done, near)


def _quotes(ask: Ask) -> bool:
    return any(target.to > target.from_ for target in ask.aims)


def by_change(links: Sequence[Link]) -> Iterator[tuple[int, list[Link]]]:
    """Yield each change that has links with them, surest first."""
    held: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        held[link.change].append(link)
    yield from sorted(held.items())
