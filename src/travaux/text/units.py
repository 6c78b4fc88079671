"""What is paired as one when two drafts are compared."""

import msgspec

from travaux.text.outline import Outline, Stretch
from travaux.text.tree import CONTAINERS, OBJECT, Kind


class Unit(msgspec.Struct, gc=False):
    """What is paired as one: a provision, or a table, row or cell with all it holds.

    `text` is all its words, a picture told from others by its digest. `code` and `telling` are
    filled when `Likeness` needs them.
    """

    first: int
    last: int
    kind: Kind
    level: int
    family: str
    """Only units of one family are compared: text, note, table, row, cell."""
    text: str
    code: str | None = None
    telling: frozenset[str] | None = None


class Match(msgspec.Struct, gc=False):
    """Units that are each other, by their places in the two sequences compared."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    moved: bool = False


class Units:
    """A draft as the units that are compared."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def body(self) -> list[Unit]:
        """Return the units of the whole text, notes left out."""
        return [self._unit(*stretch) for stretch in self.outline.body()]

    def notes(self) -> list[Unit]:
        """Return the notes and the paragraphs below them."""
        places = [place for noted in self.outline.notes().values() for place in noted]
        return [self._single(place, "note") for place in places]

    def inside(self, unit: Unit) -> list[Unit]:
        """Return the units directly within a table, row or cell."""
        return [self._unit(*inner) for inner in self.outline.inside(Stretch(unit.first, unit.last))]

    def _unit(self, first: int, last: int) -> Unit:
        kind = self.outline.kinds[first]
        if kind not in CONTAINERS:
            return self._single(first, "text")
        held = " \x1f ".join([self._content(place) for place in range(first, last)])
        return Unit(first, last, kind, self.outline.levels[first], kind, held)

    def _single(self, place: int, family: str) -> Unit:
        outline = self.outline
        return Unit(
            *(place, place + 1, outline.kinds[place], outline.levels[place], family),
            self._content(place),
        )

    def _content(self, place: int) -> str:
        """Return the text of a provision, each picture told apart from others by its digest."""
        text = self.outline.texts[place]
        if OBJECT not in text:
            return text
        runs = self.outline.provisions[place].runs
        return "".join([f"{run.text}{run.figure}" for run in runs])
