"""Margin comments of an edited copy as points, their threads kept."""

from collections.abc import Sequence

from msgspec.structs import replace

from travaux.formats.contributions.carrying import Carried, Spot
from travaux.formats.contributions.edits import Inserted
from travaux.formats.contributions.points import Given, Point
from travaux.formats.reading import Point as Place
from travaux.formats.reading import Remark
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import omission, place, span
from travaux.text.proposals import kind_of, proposals
from travaux.text.quotes import Quote


class Margins:
    """The margin comments of one copy, becoming points after those of its changes."""

    def __init__(
        self,
        landmarks: Landmarks,
        given: Given,
        carried: Carried,
        points: list[Point],
        inserted: Sequence[Inserted],
    ) -> None:
        self._landmarks = landmarks
        self._given = given
        self._carried = carried
        self._points = points
        self._inserted = inserted
        self._of: dict[str, int] = {}
        self.lost: list[Remark] = []

    def read(self, remarks: Sequence[Remark]) -> None:
        """Add a point for each margin comment; an answer by its own author goes on the first."""
        authors = {remark.id: remark.author for remark in remarks}
        for remark in remarks:
            if not remark.text.strip():
                continue
            parent = self._of.get(remark.parent) if remark.parent else None
            if parent is None:
                self._of[remark.id] = self._first(remark)
            elif remark.author == authors.get(remark.parent):
                point = self._points[parent]
                point.text = f"{point.text}\n{remark.text.strip()}"
                self._of[remark.id] = parent
            else:
                self._of[remark.id] = self._answer(remark, parent)

    def _add(self, point: Point, remark: Remark) -> int:
        point.sources = self._given.by(remark.author)
        self._points.append(point)
        return len(self._points) - 1

    def _answer(self, remark: Remark, parent: int) -> int:
        target = Target(TargetKind.COMMENT)
        return self._add(Point((target,), remark.text.strip(), on=(parent,)), remark)

    def _first(self, remark: Remark) -> int:
        text = remark.text.strip()
        target = self._target(remark)
        if target is None:
            on = self._on_insertion(remark)
            if on is not None:
                amends = Target(TargetKind.COMMENT, quote=remark.quote)
                point = Point((amends,), text, kind=kind_of(text), on=(on,))
                return self._add(point, remark)
            self.lost.append(remark)
            target = Target(TargetKind.DRAFT, quote=remark.quote)
        proposed = None
        found = proposals(text)
        placed = place(found[0], self._landmarks, target) if len(found) == 1 else None
        if placed is not None and not placed.problem:
            target, proposed = placed.target, placed.proposed
        return self._add(Point((target,), text, proposed, kind=kind_of(text)), remark)

    def _target(self, remark: Remark) -> Target | None:
        """Return what the margin comment hangs on, in the draft; None where that is not there."""
        start = self._spot(remark.old_start, after=True)
        end = self._spot(remark.old_end, after=False)
        if start is None or end is None:
            return None
        first, last = self._landmarks.index[start.provision], self._landmarks.index[end.provision]
        if (last, end.offset) < (first, start.offset):
            end, last = start, first
        if first == last and start.offset < end.offset:
            return span(self._landmarks, Quote(first, start.offset, end.offset))
        if first == last:
            return self._alone(remark, first, start)
        target = replace(self._landmarks.target(first), kind=TargetKind.RANGE, end=end.provision)
        return replace(target, from_=start.offset, to=end.offset, quote=remark.quote)

    def _alone(self, remark: Remark, at: int, spot: Spot) -> Target | None:
        """Return the target of a comment without width: a provision; None on inserted words."""
        if remark.quote and self._on_insertion(remark) is not None:
            return None
        if remark.quote:
            return replace(omission(self._landmarks, at, spot.offset), quote=remark.quote)
        return self._landmarks.target(at, heading=True)

    def _spot(self, point: Place | None, *, after: bool) -> Spot | None:
        if point is None:
            return None
        return self._carried.spot(point.provision, point.offset, after=after)

    def _on_insertion(self, remark: Remark) -> int | None:
        """Return the point that inserted the words on which a comment hangs."""
        start = remark.start
        if start is None:
            return None
        for one in self._inserted:
            if one.provision == start.provision and one.start <= start.offset <= one.end:
                return one.point
        return None
