"""What a paragraph of the file is made of: pieces of text and spots, each in one view or both."""

from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import MC, W
from travaux.formats.docx_reader.styles import NO_PLACE, NumberPlace
from travaux.text.tree import Run

LONGEST_NAME: Final = 200
"""Names and authors are cut at this length: one may be repeated a million times."""

REVISIONS: Final = {
    W + "ins": (False, True),
    W + "del": (True, False),
    W + "moveFrom": (True, False),
    W + "moveTo": (False, True),
}


class Strike(msgspec.Struct, frozen=True):
    """Who inserted what stands in neither view, and which other hand deleted it, and when."""

    author: str
    at: str
    by: str
    by_at: str
    moved: bool = False


class Revision(msgspec.Struct, frozen=True):
    """In which views a piece stands, and who changed that and when."""

    old: bool = True
    new: bool = True
    author: str = ""
    at: str = ""
    move: str = ""
    strike: Strike | None = None
    """In neither view, the two hands that made it so; None where it was but one."""

    def within(self, outer: "Revision") -> "Revision":
        """Return what this revision is inside another: a piece is where both let it be."""
        if outer is KEPT:
            return self
        if self is KEPT:
            return outer
        named = self if self.author or self.at else outer
        return Revision(
            self.old and outer.old,
            self.new and outer.new,
            named.author,
            named.at,
            self.move or outer.move,
            _strike(self, outer),
        )


def _strike(inner: Revision, outer: Revision) -> Strike | None:
    """Return the hands where one of two revisions inserts what the other, by another, deletes."""
    if inner.strike is not None or outer.strike is not None:
        return inner.strike or outer.strike
    came, went = (inner, outer) if inner.new else (outer, inner)
    if not came.new or came.old or not went.old or went.new:
        return None
    if not came.author or came.author == went.author:
        return None
    return Strike(came.author, came.at, went.author, went.at, bool(went.move))


KEPT: Final = Revision()


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text in one form and one revision; `was` is its form in the original view."""

    text: str
    form: Run
    was: Run
    revision: Revision


class Spot(msgspec.Struct, frozen=True):
    """A place without width: an end of a comment's range, a text box, words in neither view."""

    kind: str
    """`start`, `end` or `call` of a comment; `box`; `mark` for a bookmark; `struck` for words."""
    name: str
    revision: Revision = KEPT
    element: etree._Element | None = None
    text: str = ""
    """The words struck."""
    note: str = ""
    """The note whose call was struck, or whose words these are."""


class Properties(msgspec.Struct, frozen=True):
    """What a paragraph says of itself, beside its style."""

    style: str = ""
    place: NumberPlace = NO_PLACE
    outline: int | None = None
    bidi: bool | None = None


PLAIN_PROPERTIES: Final = Properties()


class RawParagraph(msgspec.Struct):
    """A paragraph as the file has it, with everything of both views."""

    number: int
    pieces: list[Piece | Spot]
    now: Properties
    was: Properties
    mark: Revision
    contents: bool = False
    """Whether it holds words of a table of contents field."""
    hint: str = ""
    """A label that only its series gives away (`context`)."""

    @property
    def struck(self) -> list[Spot]:
        """The words of it that stand in neither view, by two hands."""
        return [item for item in self.pieces if isinstance(item, Spot) and item.kind == "struck"]


def read_revision(element: etree._Element, move: str = "") -> Revision:
    """Return the revision that an `ins`, `del`, `moveFrom` or `moveTo` makes."""
    old, new = REVISIONS[str(element.tag)]
    return Revision(old, new, *signature(element), move)


def signature(element: etree._Element) -> tuple[str, str]:
    """Return who made a change, and when, as the file writes it."""
    author = str(element.get(W + "author") or "")[:LONGEST_NAME]
    return author, str(element.get(W + "date") or "")[:40]


def choice(element: etree._Element) -> etree._Element | None:
    """Return the one branch of an `AlternateContent` to read: a choice, else the fallback.

    Both say the same thing twice (ECMA-376-3, 10.2.1); an empty choice is passed over.
    """
    fallback = None
    for child in element:
        if child.tag == MC + "Choice" and len(child):
            return child
        if child.tag == MC + "Fallback":
            fallback = child
    return fallback
