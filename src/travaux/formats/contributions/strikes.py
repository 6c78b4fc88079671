"""Words that one hand inserted and another deleted, as points: a proposal, and a voice against it.

Accepted or rejected, the changes of a copy do not show them; but one source proposed them and
another spoke against that, and both are owed an answer.
"""

from collections.abc import Sequence
from typing import Final

from travaux.formats.contributions.edits import Edits
from travaux.formats.contributions.points import Given, Point
from travaux.formats.reading import Struck
from travaux.text.comment import Target, TargetKind
from travaux.text.segments import BREAK

AGAINST: Final = "Against this insertion."
AGAINST_PLACE: Final = "Against this insertion at this place."
"""Of words that the second hand moved elsewhere: there they are a proposal of its own."""


def points_of(found: Sequence[Struck], edits: Edits, given: Given, first: int) -> list[Point]:
    """Return two points for each: that of the inserting source, and the other's on it.

    `first` is the place that the first of them will have in the list of points. Blanks are no
    point, as they are none among the other changes; nor is what two hands of one source did.
    """
    points: list[Point] = []
    for one in found:
        proposal = _proposal(one, edits)
        source, other = given.by(one.author), given.by(one.by)
        if proposal is None or (source and source == other):
            continue
        proposal.sources = source
        points.append(proposal)
        target = Target(TargetKind.COMMENT, quote=_words(one).strip())
        text = AGAINST_PLACE if one.moved else AGAINST
        on = (first + len(points) - 1,)
        points.append(Point((target,), text, "", other, on=on))
    return points


def _proposal(one: Struck, edits: Edits) -> Point | None:
    words = _words(one)
    if words.strip():
        return Point((edits.stood(one),), proposed=words)
    if BREAK in one.text and edits.parts(one):
        return Point((edits.stood(one),), "Begin a new paragraph here.")
    return None


def _words(one: Struck) -> str:
    return one.text.replace(BREAK, "\n").strip("\n")
