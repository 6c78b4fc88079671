"""Words in neither view: what one hand inserted and another then deleted, with where it stood."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from travaux.formats.docx_reader.pieces import Spot
from travaux.formats.docx_reader.views import View
from travaux.formats.reading import Point, Struck


def struck_of(spots: Sequence[Spot], new: View, old: View | None) -> tuple[Struck, ...]:
    """Return what was struck, in reading order; neighbours of the same two hands are joined.

    Neighbours are at one point of both views: nothing that stands in either is between them.
    """
    before = new if old is None else old
    ids, old_ids = [{one.id for one in view.provisions} for view in (new, before)]
    found = [
        Struck(
            spot.text,
            strike.author,
            strike.at,
            strike.by,
            strike.by_at,
            _point(new, ids, spot),
            _point(before, old_ids, spot),
            strike.moved,
            spot.note,
        )
        for spot in spots
        if (strike := spot.revision.strike) is not None
    ]
    runs = [list(run) for _, run in groupby(found, key=_hands_and_place)]
    return tuple([replace(run[0], text="".join([one.text for one in run])) for run in runs])


def _hands_and_place(one: Struck) -> tuple[object, ...]:
    return one.author, one.by, one.moved, one.note, one.place, one.old_place


def _point(view: View, ids: set[str], spot: Spot) -> Point | None:
    """Return where a spot is in a view, None in one without text."""
    found = view.anchors.get((spot.name, spot.kind))
    return Point(*found) if found is not None and found[0] in ids else None
