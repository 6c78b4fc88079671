"""The changes of an edited copy as points: one point is what one hand did to one thought.

A careful officer takes together what one author changed within one sentence a few words apart, an
inserted heading with the paragraphs under it, and an inserted list with its items; and keeps apart
what stands in two sentences, in two provisions, or is by two hands. What one author wrote into
another's insertion amends that point.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from travaux.formats.contributions.carrying import Spot
from travaux.formats.contributions.points import Given, Point
from travaux.formats.contributions.sides import WORDS, Sides
from travaux.formats.reading import Struck
from travaux.text.changes import Change, ChangeKind, changes
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import omission, span
from travaux.text.quotes import Quote
from travaux.text.segments import BREAK, Fate, Redline, Segment
from travaux.text.tree import CONTAINERS, OBJECT, Tree

Carry = Callable[[str, int, bool], Spot | None]
"""From a place in the older text of the changes (after, with True) to one in the draft."""


class Inserted(NamedTuple):
    """Where in the newer text words came in, and by which point."""

    provision: str
    start: int
    end: int
    point: int


class Edits:
    """The changes between two texts, becoming points on a draft."""

    def __init__(
        self, landmarks: Landmarks, given: Given, found: Redline, old: Tree, new: Tree, carry: Carry
    ) -> None:
        self._landmarks = landmarks
        self._given = given
        self._sides = Sides(found, old, new)
        self._carry = carry
        self.points: list[Point] = []
        self.inserted: list[Inserted] = []

    def read(
        self, *, gone: frozenset[str] = frozenset(), come: frozenset[str] = frozenset()
    ) -> list[Point]:
        """Return the points, without provisions of these ids that went or came whole."""
        waiting = [
            change
            for change in changes(self._sides.found, self._sides.old, self._sides.new)
            if (change.old or not come.intersection(change.new))
            and (change.new or not gone.intersection(change.old))
            and (change.kind not in WORDS or f"{change.old_text}{change.new_text}".strip())
        ]
        waiting = self._sides.in_order(self._moves(waiting))
        at = 0
        while at < len(waiting):
            group = self._sides.group(waiting, at)
            self._take(group)
            at += len(group)
        return self.points

    # Which changes are one point

    def _moves(self, waiting: list[Change]) -> list[Change]:
        """Make one point of both ends of each moved passage; return the other changes."""
        ends: dict[str, list[Change]] = {}
        for change in waiting:
            if change.move and change.kind in (ChangeKind.INSERTED, ChangeKind.DELETED):
                ends.setdefault(change.move, []).append(change)
        done: set[str] = set()
        for name, pair in ends.items():
            gone = [change for change in pair if change.kind is ChangeKind.DELETED]
            come = [change for change in pair if change.kind is ChangeKind.INSERTED]
            if len(gone) == len(come) == 1:
                self._moved(gone[0], come[0])
                done.add(name)
        return [change for change in waiting if change.move not in done or not change.move]

    # Where

    def stood(self, one: Struck) -> Target:
        """Return where words stood that one hand inserted and another deleted.

        Paragraphs that came and went whole stood after the provision before them, as do those that
        came in whole and stayed, and all words in them. Notes stood after what they hung on.
        """
        place, old = one.place, one.old_place
        if place is not None:
            whole = one.text.endswith(BREAK) and place.offset == 0
            if whole or place.provision not in self._sides.back:
                return self.before(place.provision)
        spot = None
        if old is not None:
            offset = len(self._sides.texts[old.provision]) if one.note else old.offset
            # Beside words that differ without a mark, it stood before what follows them.
            spot = self._carry(old.provision, offset, True)
        if spot is None:
            return omission(self._landmarks, 0, 0)
        return omission(self._landmarks, self._landmarks.index[spot.provision], spot.offset)

    def parts(self, one: Struck) -> bool:
        """Say whether words stood before and after what was struck, in one provision."""
        place = one.old_place
        text = self._sides.texts.get(place.provision, "") if place is not None else ""
        return place is not None and bool(
            text[: place.offset].strip() and text[place.offset :].strip()
        )

    # Points

    def _add(self, point: Point, author: str) -> int:
        point.sources = self._given.by(author or self._sides.only)
        self.points.append(point)
        return len(self.points) - 1

    def _take(self, group: list[Change]) -> None:
        first = group[0]
        if first.kind is ChangeKind.MOVED:
            self._moved(first, first)
        elif first.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
            self._cut(first)
        elif self._sides.is_row(first) and any(change.old for change in group):
            self._rows(group)
        elif not first.old:
            self._came(group)
        elif not first.new:
            self._went(group)
        else:
            self._changed(group)

    def _spot(self, change: Change, offset: int, *, after: bool) -> Spot | None:
        """Return a place in the older words of a change as one in the draft."""
        for name in change.old:
            length = len(self._sides.texts[name])
            if offset <= length:
                return self._carry(name, offset, after)
            offset -= length + len(BREAK)
        return self._carry(change.old[-1], len(self._sides.texts[change.old[-1]]), after)

    def _changed(self, group: list[Change]) -> None:
        """Make a point of changed words within a provision."""
        first, last = group[0], group[-1]
        end = last.old_offset + len(last.old_text)
        quote, proposed = first.old_text, first.new_text
        if len(group) > 1:
            stop = last.new_offset + len(last.new_text)
            quote = BREAK.join([self._sides.texts[name] for name in first.old])[
                first.old_offset : end
            ]
            words = BREAK.join([self._sides.new_texts[name] for name in first.new])
            proposed = words[first.new_offset : stop]
        start = self._spot(first, first.old_offset, after=bool(quote))
        finish = self._spot(last, end, after=False)
        target = self._words(start, finish, quote)
        if target is None:
            label = self._sides.old.citations()[self._sides.olds[first.old[0]]]
            target = Target(TargetKind.DRAFT, label=label, quote=quote)
        at = self._add(Point((target,), proposed=_clean(proposed)), first.author)
        for change in group:
            if change.new_text and len(change.new) == 1:
                stop = change.new_offset + len(change.new_text)
                self.inserted.append(Inserted(change.new[0], change.new_offset, stop, at))

    def _words(self, start: Spot | None, end: Spot | None, quote: str) -> Target | None:
        """Return the target of words between two places of the draft, or of what is added there."""
        if start is None or end is None:
            return None
        place = self._landmarks.index[start.provision]
        if not quote:
            return omission(self._landmarks, place, start.offset)
        if start.provision == end.provision and start.offset < end.offset:
            return span(self._landmarks, Quote(place, start.offset, end.offset))
        if start.provision == end.provision:
            return replace(omission(self._landmarks, place, start.offset), quote=_clean(quote))
        return self._range(start.provision, end.provision)

    def _range(self, first: str, last: str) -> Target:
        place = self._landmarks.index[first]
        return replace(self._landmarks.target(place), kind=TargetKind.RANGE, start=first, end=last)

    def before(self, name: str) -> Target:
        """Return the target of what came in as a provision of its own: after which it stands."""
        for at in range(self._sides.news[name] - 1, -1, -1):
            back = self._sides.back.get(self._sides.new.provisions[at].id)
            if back is None or not self._sides.texts[back]:
                continue
            spot = self._carry(back, len(self._sides.texts[back]), False)
            if spot is not None:
                return omission(self._landmarks, self._landmarks.index[spot.provision], spot.offset)
        return omission(self._landmarks, 0, 0)

    def _came(self, group: list[Change]) -> None:
        """Make a point of provisions that came in whole; another hand's words in them amend it."""
        names = [name for change in group for name in change.new]
        segments = [self._sides.own_segments(Fate.INSERTED, name) for name in names]
        authors = [segment.author for one in segments for segment in one]
        author = max(dict.fromkeys(authors), key=authors.count) if authors else group[0].author
        if self._sides.new.provisions[self._sides.news[names[0]]].kind in CONTAINERS:
            lines = [change.new_text for change in group]
        else:
            lines = [self._line(name, author) for name in names]
        point = Point((self.before(names[0]),), proposed=_clean("\n".join(lines)))
        at = self._add(point, author or self._sides.hand(group[0]))
        for name, one in zip(names, segments, strict=True):
            self.inserted.append(Inserted(name, 0, len(self._sides.new_texts[name]), at))
            self._amended(one, author, at)

    def _line(self, name: str, author: str) -> str:
        """Return the words of a provision that one author wrote."""
        own = [
            one.text
            for one in self._sides.own_segments(Fate.INSERTED, name)
            if one.author == author
        ]
        return "".join(own) if own else self._sides.new_texts[name]

    def _amended(self, segments: Sequence[Segment], author: str, at: int) -> None:
        """Make points of what others wrote into a point's own provision."""
        before = ""
        for other, run in groupby(segments, key=lambda segment: segment.author):
            words = "".join([segment.text for segment in run])
            if other != author:
                target = Target(TargetKind.COMMENT, before=before[-40:])
                self._add(Point((target,), proposed=_clean(words), on=(at,)), other)
            before += words

    def _went(self, group: list[Change]) -> None:
        """Make a point of provisions that went whole, or one for each hand that took a part."""
        names = [name for change in group for name in change.old]
        hands = {
            segment.author
            for name in names
            for segment in self._sides.own_segments(Fate.DELETED, name)
        }
        if len(hands) > 1:
            for name in names:
                self._went_in_parts(name)
            return
        found = [spot.provision for name in names if (spot := self._carry(name, 0, True))]
        if not found:
            return
        gone = [self._landmarks.index[name] for name in found]
        target = self._landmarks.target(gone[0])
        if target.kind is TargetKind.RANGE and len(gone) == 1:
            target = self._landmarks.target(gone[0], heading=True)
        if len(gone) > 1:
            last = self._landmarks.draft.end_of(gone[-1]) - 1
            held = self._landmarks.draft.provisions[gone[-1]].kind in CONTAINERS
            end = self._landmarks.draft.provisions[last].id if held else found[-1]
            target = self._range(found[0], end)
        quote = "\n".join(change.old_text for change in group)
        point = Point((replace(target, quote=_clean(quote)),), proposed="")
        self._add(point, self._sides.hand(group[0]))

    def _went_in_parts(self, name: str) -> None:
        offset = 0
        for segment in self._sides.whole[Fate.DELETED, name].segments:
            end = offset + len(segment.text)
            start, finish = self._carry(name, offset, True), self._carry(name, end, False)
            target = self._words(start, finish, segment.text)
            if target is not None and segment.text.strip():
                self._add(Point((target,), proposed=""), segment.author)
            offset = end

    def _rows(self, group: list[Change]) -> None:
        """Make a point of rows that went, and of those that came in their place."""
        gone = [change for change in group if change.old]
        come = [change for change in group if change.new]
        found = [spot.provision for one in gone if (spot := self._carry(one.old[0], 0, True))]
        if not found:
            return
        last = self._landmarks.draft.end_of(self._landmarks.index[found[-1]]) - 1
        target = self._range(found[0], self._landmarks.draft.provisions[last].id)
        quote = "\n".join(change.old_text for change in gone)
        proposed = "\n".join(change.new_text for change in come)
        point = Point((replace(target, quote=_clean(quote)),), proposed=_clean(proposed))
        self._add(point, self._sides.hand(group[0]))

    def _moved(self, gone: Change, come: Change) -> None:
        """Make a point of a passage or provision that moved: from where, and to where."""
        if gone.kind is ChangeKind.MOVED:
            spot = self._carry(gone.old[0], 0, True)
            if spot is None:
                return
            origin = self._landmarks.target(self._landmarks.index[spot.provision])
            goal = self.before(come.new[0])
        else:
            end = gone.old_offset + len(gone.old_text)
            found = self._words(
                self._spot(gone, gone.old_offset, after=True),
                self._spot(gone, end, after=False),
                gone.old_text,
            )
            if found is None:
                return
            origin = found
            reached = self._spot(come, come.old_offset, after=False) if come.old else None
            goal = self._words(reached, reached, "") or self.before(come.new[0])
        where = f"after {goal.label}" if goal.label else "to another place"
        what = "this provision" if gone.kind is ChangeKind.MOVED else "these words"
        self._add(Point((origin, goal), f"Move {what} {where}."), come.author or gone.author)

    def _cut(self, change: Change) -> None:
        """Make a point of a provision that is split in two, or of two that are joined."""
        start = self._spot(change, change.old_offset, after=False)
        if start is None:
            return
        place = self._landmarks.index[start.provision]
        if change.kind is ChangeKind.SPLIT:
            target = omission(self._landmarks, place, start.offset)
            self._add(Point((target,), "Begin a new paragraph here."), change.author)
            return
        end = self._spot(change, change.old_offset + len(BREAK), after=True)
        last = end.provision if end is not None else start.provision
        text = "Join these two paragraphs."
        self._add(Point((self._range(start.provision, last),), text), change.author)


def _clean(text: str) -> str:
    return text.replace(OBJECT, "").replace(BREAK, "\n")
