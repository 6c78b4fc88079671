"""Which comments each change came from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from travaux.text.attribution import signals
from travaux.text.attribution.brought import Ask, Brought, Reader
from travaux.text.attribution.ground import Ground, Nearness, aims
from travaux.text.attribution.rarity import Rarity
from travaux.text.changes import Change, ChangeKind
from travaux.text.comment import Comment, Target, TargetKind
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
    gone: float
    """How much of what should go went."""
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
        for number, brought in enumerate(self.brought):
            for name in brought.came.weights:
                self._postings[name].append(number)

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
        """Return the changes that may have come from a comment: by rare words, and by place."""
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
        return sorted({*best, *places})

    def link(self, change: int, comment: int) -> Link | None:
        """Return the link between a change and a comment, or None where it is not sure enough."""
        ask, brought = self.asks[comment], self.brought[change]
        near = self.ground.nearness(ask.aims, change)
        words = signals.new_words(ask, brought, self.rarity)
        bits = words.bits + signals.new_phrases(ask, brought, self.rarity).bits
        gone = 0.0
        if self.changes[change].kind is ChangeKind.MOVED:
            return None
        for target in ask.aims:
            at = self._at_quote(change, comment, target)
            if at.there:
                near = Nearness.THERE
            bits += at.bits
            gone = max(gone, at.gone)
        if near is Nearness.THERE or (near is Nearness.WITHIN and not _quotes(ask)):
            bits += signals.same_subject(ask, brought.about, self.rarity).bits
        owed = self.ground.owed(near, ask.aims)
        score = 1 / (1 + 2 ** ((owed - bits) / _SLOPE))
        if score < SURE:
            return None
        return Link(change, comment, round(score, 3), bits, words.shared, gone, near)

    def _at_quote(self, change: int, comment: int, target: Target) -> "_AtQuote":
        """Return what became of the words that a target quotes, as far as this change goes."""
        made, asked = self.changes[change], self.comments[comment]
        if target.kind is TargetKind.THROUGHOUT and asked.proposed is not None:
            found = signals.replaced_throughout(target.quote, asked.proposed, made)
            return _AtQuote(bool(found.bits), found.bits, 0.0)
        if target.start not in made.old:
            return _AtQuote(False, 0.0, 0.0)
        text = self.ground.finder.texts[self.ground.finder.index[target.start]]
        start, end = target.from_, target.to
        if end <= start:
            if not self.asks[comment].deletes and not asked.proposed:
                return _AtQuote(False, 0.0, 0.0)
            start, end = 0, len(text)
        shift = _offset_of(made, target.start, self.ground)
        low, high = made.old_offset - shift, made.old_offset - shift + len(made.old_text)
        overlap = min(high, end) - max(low, start)
        inside = overlap > 0 or (low == high and start < low < end)
        inside = inside or bool(asked.proposed and start <= low <= end)
        if not inside:
            return _AtQuote(False, 0.0, 0.0)
        share, whole = _share(text, made, shift, start, end)
        if asked.proposed:
            became = f"{text[start : max(start, low)]}{made.new_text}{text[min(end, high) : end]}"
            found = signals.as_proposed(text[start:end], asked.proposed, became)
            if target.to <= target.from_ and not found.bits:
                return _AtQuote(False, 0.0, 0.0)
            return _AtQuote(True, found.bits, share)
        ask = self.asks[comment]
        found = signals.words_gone(ask, self.brought[change], self.rarity, share, whole)
        return _AtQuote(target.to > target.from_, found.bits, share)


def _quotes(ask: Ask) -> bool:
    return any(target.to > target.from_ for target in ask.aims)


class _AtQuote(NamedTuple):
    there: bool
    bits: float
    gone: float


def _offset_of(change: Change, name: str, ground: Ground) -> int:
    """Return where a provision begins in the joined old text of the change's block."""
    texts = ground.finder.texts
    at = 0
    for other in change.old:
        if other == name:
            break
        at += len(texts[ground.finder.index[other]]) + 1
    return at


def _share(text: str, change: Change, shift: int, start: int, end: int) -> tuple[float, float]:
    """Return how much of the quoted words went, and how much of what went they are."""
    low, high = change.old_offset - shift, change.old_offset - shift + len(change.old_text)
    quoted = len("".join(text[start:end].split()))
    went = len("".join(text[max(low, start) : min(high, end)].split()))
    all_gone = len("".join(change.old_text.split()))
    return went / max(1, quoted), went / max(1, all_gone)


def by_change(links: Sequence[Link]) -> Iterator[tuple[int, list[Link]]]:
    """Yield each change that has links with them, surest first."""
    held: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        held[link.change].append(link)
    yield from sorted(held.items())
