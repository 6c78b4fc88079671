"""Edited copies of a draft: every change and every margin comment a comment on the draft."""

from typing import Final

import msgspec
from msgspec.structs import replace

from travaux.formats.contributions.carrying import Carried, Spot
from travaux.formats.contributions.edits import Edits, Inserted
from travaux.formats.contributions.margins import Margins
from travaux.formats.contributions.points import Given, Point, contribution, some
from travaux.formats.contributions.strikes import points_of
from travaux.formats.reading import Reading
from travaux.text.comment import Contribution, Form
from travaux.text.landmarks import Landmarks
from travaux.text.segments import Fate
from travaux.text.tree import CONTAINERS, Tree

_WHOLE: Final = 0.5
"""A text is a copy of the draft when it has at least this share of its words."""
_EXCERPT: Final = 0.75
"""A text with marks is a copy of a part when this share of its own words is the draft's."""
_COMPLETE: Final = 0.8
"""From this share of the draft's words on, what is not in a copy was deleted, not left out."""


class Copy(msgspec.Struct, frozen=True):
    """A reading of a file that is a copy of the draft, whole or in part."""

    reading: Reading
    carried: Carried
    whole: bool


def as_copy(reading: Reading, draft: Tree) -> Copy | None:
    """Return the reading as a copy of the draft, None where it is another text.

    What counts is the view with tracked changes rejected: it is the draft, or nearly so.
    """
    carried = Carried(draft, reading.original)
    of_draft, of_copy = carried.shares()
    marked = reading.tracked is not None or bool(reading.remarks)
    if of_draft >= _WHOLE or (marked and of_copy >= _EXCERPT):
        return Copy(reading, carried, of_draft >= _COMPLETE)
    return None


def read(given: Given, copy: Copy, draft: Tree) -> Contribution:
    """Return the comments that an edited copy makes.

    Every tracked change and every difference that is not tracked becomes a point (`edits` says
    which are taken together), and so does every margin comment; what one hand inserted and another
    deleted makes a point of each (`strikes`); offsets are those of `draft`. The source is the
    change's author, else the sources given, else those of the cover. In a copy of a part of the
    draft, what is not there counts as left out, not as deleted.
    """
    reading, carried = copy.reading, copy.carried
    own = reading.accepted.cover
    if own.symbol != draft.cover.symbol:
        same = own.sources == draft.cover.sources
        given = given.with_cover(replace(own, sources=()) if same else own)
    landmarks = Landmarks(draft)
    points: list[Point] = []
    warnings = list(reading.warnings)
    inserted: list[Inserted] = []
    unmarked = _unmarked(landmarks, given, copy, warnings)
    points += unmarked
    if reading.tracked is not None:
        inserted = _tracked(landmarks, given, copy, points)
        if unmarked:
            warnings.append(
                f"Not marked as changed in {given.name}: {some(len(unmarked), 'place')} where the"
                " text differs from the draft. Check whether the author meant them."
            )
    margins = Margins(landmarks, given, carried, points, inserted)
    margins.read(reading.remarks)
    warnings += [
        f"The margin comment “{remark.text[:60]}” of {given.name} hangs on words that are not in"
        " the draft, so it stands unplaced. Give it its provision."
        for remark in margins.lost
    ]
    order = sorted(range(len(points)), key=lambda at: (_place(points, at, landmarks), at))
    language = reading.accepted.language
    return contribution(given, Form.EDITED_COPY, points, warnings, order=order, language=language)


def _tracked(landmarks: Landmarks, given: Given, copy: Copy, points: list[Point]) -> list[Inserted]:
    """Add the points of the tracked changes, and of what one hand struck of another's."""
    reading, carried = copy.reading, copy.carried
    assert reading.tracked is not None
    edits = Edits(
        landmarks,
        given,
        reading.tracked,
        reading.original,
        reading.accepted,
        lambda name, offset, after: (
            carried.spot(name, offset, after=after) or carried.last_before(name)
        ),
    )
    shift = len(points)
    for point in edits.read():
        point.on = tuple(at + shift for at in point.on)
        points.append(point)
    points += points_of(reading.struck, edits, given, len(points))
    return [one._replace(point=one.point + shift) for one in edits.inserted]


def _place(points: list[Point], at: int, landmarks: Landmarks) -> tuple[int, int, int]:
    """Return where a point stands: in draft order, an answer right after what it answers."""
    depth = 0
    while points[at].on and depth < 100:
        at = points[at].on[0]
        depth += 1
    target = points[at].targets[0]
    return landmarks.index.get(target.start, len(landmarks.draft)), target.from_, depth


def _unmarked(landmarks: Landmarks, given: Given, copy: Copy, warnings: list[str]) -> list[Point]:
    """Return the points of what differs from the draft without a mark, the cover left out."""
    original = copy.reading.original
    found = copy.carried.redline
    if all(block.fate is Fate.KEPT and not block.moved for block in found.blocks):
        return []
    edits = Edits(
        landmarks,
        given,
        found,
        landmarks.draft,
        original,
        lambda name, offset, _: Spot(name, offset),
    )
    outer = _around(copy, original)
    if outer:
        words = " ".join(
            provision.plain for provision in original.provisions if provision.id in outer
        ).strip()
        if words:
            warnings.append(
                f"Words around the draft in {given.name} were read as its cover, not as a comment:"
                f" “{words[:120]}”. Make a comment of them if they are one."
            )
    gone: frozenset[str] = frozenset()
    if not copy.whole:
        gone = frozenset(provision.id for provision in landmarks.draft.provisions)
    return edits.read(gone=gone, come=outer)


def _around(copy: Copy, original: Tree) -> frozenset[str]:
    """Return the provisions of a copy before the first and after the last that the draft has."""
    shared = [
        at
        for at, provision in enumerate(original.provisions)
        if provision.kind not in CONTAINERS and copy.carried.provision(provision.id)
    ]
    if not shared:
        return frozenset()
    ids = [provision.id for provision in original.provisions]
    return frozenset((*ids[: shared[0]], *ids[shared[-1] + 1 :])) if shared[0] else frozenset()
