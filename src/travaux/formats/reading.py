"""What reading a file gives: the text in both views, what was marked in it, and its facts."""

import msgspec

from travaux.text.segments import Redline
from travaux.text.tree import Tree


class Unreadable(Exception):
    """A file that is not read: what is wrong, where, and what to do. Nothing was taken from it."""

    def __init__(self, problem: str, *, place: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """One line for a person: the problem, the place, the remedy."""
        where = f" ({self.place})" if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.problem.rstrip('.')}{where}.{remedy}"


class Point(msgspec.Struct, frozen=True, gc=False):
    """A place between two characters: a provision's id and an offset in its text."""

    provision: str
    offset: int


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A margin comment, as the file holds it.

    `start` and `end` are points in the accepted view; both None where its words were deleted.
    `old_start` and `old_end` are the same in the original view.
    """

    id: str
    author: str
    text: str
    at: str = ""
    initials: str = ""
    quote: str = ""
    parent: str = ""
    """The id of the remark it answers, empty for the first of a thread."""
    resolved: bool = False
    start: Point | None = None
    end: Point | None = None
    old_start: Point | None = None
    old_end: Point | None = None


class Struck(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that one hand inserted and another then deleted: they stand in neither view.

    `text` holds a paragraph separator (U+2029) for each paragraph mark that came and went with
    them. `place` and `old_place` are the points where they stood in the accepted and in the
    original view, None where a view has no text; instants are those of the first of several runs.
    What an author both inserted and deleted is a change of mind, no comment, and is left out. So
    are pictures.
    """

    text: str
    author: str
    """Who inserted them."""
    at: str = ""
    by: str = ""
    """Who deleted them."""
    by_at: str = ""
    place: Point | None = None
    old_place: Point | None = None
    moved: bool = False
    """Whether the second hand moved them away rather than deleted them."""
    note: str = ""
    """The id of the note that came and went, where they are its words; its call stood there."""


class Facts(msgspec.Struct, frozen=True, rename="camel"):
    """Counts of what stands in a file, whatever the view.

    For a Word file: elements of the main document part, notes without the separators.
    """

    paragraphs: int = 0
    tables: int = 0
    ins: int = 0
    del_: int = msgspec.field(default=0, name="del")
    move_from: int = 0
    move_to: int = 0
    footnotes: int = 0
    endnotes: int = 0
    comments: int = 0


class Reading(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/reading/1"
):
    """A file's text with its tracked changes accepted, the same with them rejected, and the rest.

    Where nothing is tracked, `original` is `accepted` and `tracked` is None. `tracked` is the
    redline from `original` to `accepted` with the author and instant of each change. `struck` is
    what one hand inserted and another deleted, in reading order. `warnings` are plain sentences on
    what was passed over or repaired.
    """

    accepted: Tree
    original: Tree
    facts: Facts = Facts()
    tracked: Redline | None = None
    remarks: tuple[Remark, ...] = ()
    warnings: tuple[str, ...] = ()
    struck: tuple[Struck, ...] = ()
