"""Where the targets of a comment stand in the next draft (R13).

A target is first found in the draft that the comment was written on (`citations`), then carried
over by the redline: kept words to where they are kept, a provision to what it became. What was
deleted in one place is sought in the new words of others. Nothing is guessed silently: each
placement says how sure it is, and below CERTAIN the target is said to be lost.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from travaux.text.citations import CERTAIN, Finder
from travaux.text.comment import Comment, Found, Placement, Target, TargetKind
from travaux.text.quotes import find_words
from travaux.text.redline import redline as compare
from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import Kind, Provision, Tree
from travaux.text.words import Lexicon, cut

_ELSEWHERE: Final = 4
"""Words a lost quote needs to be sought in the rest of the draft."""


class _Spot(NamedTuple):
    """A place in the next draft before it is judged."""

    start: str
    end: str
    from_: int = 0
    to: int = 0
    score: float = 1.0
    moved: bool = False


class Anchors:
    """Two consecutive drafts, made ready for placing many comments."""

    def __init__(self, draft: Tree, next: Tree, redline: Redline | None = None) -> None:  # noqa: A002 (the field's word)
        self.finder = Finder(draft)
        self.next = Finder(next)
        self._blocks: dict[str, tuple[Block, int]] = {}
        for block in (redline or compare(draft, next)).blocks:
            if block.fate is not Fate.MOVED_AWAY:
                for which, name in enumerate(block.old):
                    self._blocks[name] = (block, which)

    def place(
        self, comment: Comment, others: Mapping[str, Comment] | None = None
    ) -> tuple[Placement, ...]:
        """Return the place of each target of a comment, one for one.

        `others` are the comments that it may be about, by id; such a target stands where the
        first target of the first of them stands.
        """
        return tuple(
            self._placement(comment.id, number, target, others or {}, {comment.id})
            for number, target in enumerate(comment.targets)
        )

    def _placement(
        self,
        comment: str,
        number: int,
        target: Target,
        others: Mapping[str, Comment],
        seen: set[str],
    ) -> Placement:
        if target.kind is TargetKind.COMMENT:
            return self._beside(comment, number, target, others, seen)
        if target.kind is TargetKind.THROUGHOUT:
            spot = self._expression(target.quote)
            return _judged(comment, number, spot)
        resolved = self.finder.resolve(target)
        if not resolved.score or not resolved.target.start:
            return Placement(comment, number, Found.UNPLACED, score=0.0)
        spot = self._carried(resolved.target)
        if spot:
            spot = spot._replace(score=min(spot.score, resolved.score))
        return _judged(comment, number, spot)

    def _beside(
        self,
        comment: str,
        number: int,
        target: Target,
        others: Mapping[str, Comment],
        seen: set[str],
    ) -> Placement:
        """Return the place of the comment that a comment is about."""
        for name in target.comments:
            other = others.get(name)
            if other and other.targets and name not in seen:
                return self._placement(comment, number, other.targets[0], others, {*seen, name})
        return Placement(comment, number, Found.UNPLACED, score=0.0)

    def _carried(self, target: Target) -> _Spot | None:
        if target.kind is TargetKind.OMISSION and not target.quote:
            return self._point(target)
        if target.to > target.from_:
            return self._span(target)
        if target.quote and target.kind is TargetKind.SPAN:
            # Its words were not found in the draft it was written on: the provision must do.
            spot = self._provisions(target)
            return spot._replace(score=min(spot.score, CERTAIN)) if spot else None
        return self._provisions(target)

    # Provisions

    def _provisions(self, target: Target) -> _Spot | None:
        """Return what a provision, or all from the first to the last of a range, became."""
        index = self.finder.index
        first, last = index[target.start], index.get(target.end, index[target.start])
        asked = range(min(first, last), max(first, last) + 1)
        section = self._section(asked)
        scores: list[float] = []
        places: list[int] = []
        moved = False
        for place in asked:
            block, _ = self._blocks.get(self._name(place), (None, 0))
            if block is None or not block.new:
                scores.append(0.0)
                continue
            scores.append(max(block.score, CERTAIN) if not block.moved else block.score)
            places += [self.next.index[name] for name in block.new]
            moved = moved or block.moved or len(block.old) != len(block.new)
        if not places:
            return self._same(first) if len(asked) == 1 else None
        provisions = self.next.draft.provisions
        score = round(sum(scores) / len(scores), 3)
        if section is not None:
            # Its heading stands: it is that section, whatever became of what it holds.
            head, end_of = section
            block, _ = self._blocks[self._name(asked[0])]
            return _Spot(
                provisions[head].id, provisions[end_of].id, 0, 0, max(score, CERTAIN), block.moved
            )
        start, end = provisions[min(places)].id, provisions[max(places)].id
        moved = moved or (len(asked) > 1 and places != sorted(places))
        return _Spot(start, end, 0, 0, score, moved)

    def _section(self, asked: range) -> tuple[int, int] | None:
        """Return where a section stands now, first and last, if `asked` is one and its heading is.

        A section is a heading with all that stands under it.
        """
        draft = self.finder.draft
        if draft.provisions[asked[0]].kind is not Kind.HEADING or len(asked) < 2:
            return None
        block, _ = self._blocks.get(self._name(asked[0]), (None, 0))
        if draft.end_of(asked[0]) != asked[-1] + 1 or block is None or not block.new:
            return None
        head = self.next.index[block.new[0]]
        return head, self.next.draft.end_of(head) - 1

    def _same(self, place: int) -> _Spot | None:
        """Return the only provision of the next draft that is this one word by word.

        So a picture is found again that was taken to another place.
        """
        lost = _content(self.finder.draft.provisions[place])
        before, same = (
            [other.id for other in tree.provisions if _content(other) == lost]
            for tree in (self.finder.draft, self.next.draft)
        )
        if not lost or len(before) != 1 or len(same) != 1:
            return None
        return _Spot(same[0], same[0], score=0.9, moved=True)

    def _name(self, place: int) -> str:
        return self.finder.draft.provisions[place].id

    # Words

    def _span(self, target: Target) -> _Spot | None:
        """Return where the words of a span went: with their provision, or elsewhere."""
        text = self.finder.texts[self.finder.index[target.start]]
        quote = text[target.from_ : target.to]
        held = self._blocks.get(target.start)
        spot = None
        if held and held[0].new:
            block, which = held
            shift = _offset(block.old_text, which)
            spot = self._within(block, quote, shift + target.from_, shift + target.to)
        if spot is None or spot.score < CERTAIN:
            spot = self._elsewhere(quote, target) or spot
        return spot

    def _within(self, block: Block, quote: str, start: int, end: int) -> _Spot | None:
        """Return the new span that holds what was kept of the old one, in the same block."""
        kept = _kept(block, start, end)
        if kept is None:
            return None
        first, last = kept
        text = block.new_text
        parts = text.split(BREAK)
        a, from_ = _part(parts, first)
        b, to = _part(parts, last - 1)
        score = _alike(quote, text[first:last])
        moved = block.moved or len(block.new) != len(block.old)
        return _Spot(block.new[a], block.new[b], from_, to + 1, score, moved)

    def _elsewhere(self, quote: str, target: Target) -> _Spot | None:
        """Return another place of the next draft that has the words and had them not before."""
        if len([word for word in cut(quote) if word.strip()]) < _ELSEWHERE:
            return None
        stood = {
            name
            for place in self.finder.holders(quote)
            if (held := self._blocks.get(self._name(place)))
            for name in held[0].new
        }
        provisions = self.next.draft.provisions
        spots = [
            _Spot(provisions[place].id, "", found.start, found.end, found.score)
            for place in self.next.holders(quote)
            if provisions[place].id not in stood
            and (found := find_words(quote, self.next.texts[place], target.before, target.after))
        ]
        if not spots:
            return None
        best = max(spots, key=lambda spot: spot.score)
        sure = best.score * (0.95 if sum(s.score == best.score for s in spots) == 1 else 0.6)
        return best._replace(end=best.start, score=round(sure, 3), moved=True)

    def _point(self, target: Target) -> _Spot | None:
        """Return the point, between two words, where something is missing."""
        held = self._blocks.get(target.start)
        if held is None or not held[0].new:
            return None
        if not target.from_ and target.start == target.end and not target.after:
            return self._provisions(target)
        block, which = held
        point = _offset(block.old_text, which) + target.from_
        at_old = at_new = 0
        new_point, sure = 0, CERTAIN
        for segment in block.segments:
            size = len(segment.old)
            if at_old <= point <= at_old + size and segment.op is not Op.INSERT:
                kept = segment.op is Op.KEEP
                new_point = at_new + (min(point - at_old, len(segment.new)) if kept else 0)
                sure = 1.0 if kept else CERTAIN
                break
            at_old, at_new = at_old + size, at_new + len(segment.new)
        parts = block.new_text.split(BREAK)
        part, at = _part(parts, new_point)
        moved = block.moved or len(block.new) != len(block.old)
        return _Spot(block.new[part], block.new[part], at, at, sure, moved)

    def _expression(self, quote: str) -> _Spot | None:
        """Return the first place of an expression that is meant throughout."""
        for place, text in enumerate(self.next.texts):
            found = find_words(quote, text)
            if found and found.score >= 0.7:
                name = self.next.draft.provisions[place].id
                return _Spot(name, name, found.start, found.end, 1.0)
        return None


def place(
    comment: Comment,
    draft: Tree,
    next: Tree,  # noqa: A002 (the field's word)
    redline: Redline | None = None,
    others: Iterable[Comment] = (),
) -> tuple[Placement, ...]:
    """Return the place in `next` of each target of a comment on `draft` (R13), one for one.

    `redline` is that of the two drafts; without it they are compared. For many comments make
    `Anchors` once.
    """
    return Anchors(draft, next, redline).place(comment, {other.id: other for other in others})


def _content(provision: Provision) -> str:
    return "".join([f"{run.text}{run.figure}" for run in provision.runs])


def _judged(comment: str, number: int, spot: _Spot | None) -> Placement:
    if spot is None or spot.score < CERTAIN:
        return Placement(comment, number, Found.LOST, score=0.0)
    found = Found.MOVED if spot.moved else Found.PLACED
    return Placement(
        comment, number, found, spot.start, spot.end, spot.from_, spot.to, min(1.0, spot.score)
    )


def _kept(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Return the new span from the first to the last kept character of an old one."""
    first = last = -1
    at_old = at_new = 0
    for segment in block.segments:
        old, new = len(segment.old), len(segment.new)
        low, high = max(start, at_old) - at_old, min(end, at_old + old) - at_old
        if segment.op is Op.KEEP and low < high and segment.old[low:high].strip():
            if first < 0:
                first = at_new + min(low, new)
            last = at_new + (min(high, new) if high < old else new)
            if end <= at_old + old:
                break
        at_old, at_new = at_old + old, at_new + new
    return (first, last) if 0 <= first < last else None


def _offset(text: str, which: int) -> int:
    """Return where a part of a joined text begins."""
    at = 0
    for part in text.split(BREAK)[:which]:
        at += len(part) + 1
    return at


def _part(parts: list[str], at: int) -> tuple[int, int]:
    """Return which part holds a place of the joined text, and where in it."""
    for number, part in enumerate(parts):
        if at <= len(part):
            return number, at
        at -= len(part) + 1
    return len(parts) - 1, len(parts[-1])


def _alike(a: str, b: str) -> float:
    """Return how alike two stretches are by their words, blanks aside; 1 only for the same."""
    if a == b:
        return 1.0
    lexicon = Lexicon()
    alike = Indel.normalized_similarity(lexicon.spell(cut(a)), lexicon.spell(cut(b)))
    same = a.split() == b.split()
    return 1.0 if same else min(0.99, round(float(alike), 3))
