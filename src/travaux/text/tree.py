"""The text of a draft: a tree of provisions, kept in document order.

A tree is a flat tuple; the level of each provision says where it hangs: its parent is the nearest
earlier provision of a lower level. So a reader never has to decide what a Word file leaves open,
and every algorithm walks one sequence.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

OBJECT: Final = "\ufffc"
"""Stands in a text where a note is called or a picture is set (Unicode: object replacement)."""


class Kind(StrEnum):
    """What a provision is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    CONTENTS = "contents"
    FIGURE = "figure"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


CONTAINERS: Final = frozenset({Kind.TABLE, Kind.ROW, Kind.CELL})
NOTES: Final = frozenset({Kind.FOOTNOTE, Kind.ENDNOTE})


class LabelKind(StrEnum):
    """Where a label stood: counted by the word processor, typed as text, or nowhere."""

    AUTOMATIC = "automatic"
    TYPED = "typed"
    NONE = "none"


class Run(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of text in one form.

    `text` may hold tabs and line breaks. A run that calls a note or holds a picture has the text
    OBJECT and nothing else; `note` then names the note's provision, or `figure` the picture
    (its alternative text in `alt`, the SHA-256 of its bytes in `figure`, or "drawing").
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False
    small_caps: bool = False
    link: str = ""
    """An address, or `#` and the name of a place in the same text."""
    field: str = ""
    """The instruction of the field whose result this text is (`REF _Ref1 \\h`), else empty."""
    note: str = ""
    figure: str = ""
    alt: str = ""

    def with_text(self, text: str) -> "Run":
        """Return the same form around another text."""
        return msgspec.structs.replace(self, text=text)


class Provision(msgspec.Struct, frozen=True, omit_defaults=True):
    """One node of a text: a heading, a numbered paragraph, an item, a cell, a note.

    `id` is unique within its draft; identity across drafts is a matter of pairing (`align`).
    `label` is kept as read, without the blanks after it; `text` does not repeat it.
    """

    id: str
    kind: Kind
    level: int
    """1 for the top; a heading of the second rank has 2; what stands below it at least 3."""
    runs: tuple[Run, ...] = ()
    label: str = ""
    label_kind: LabelKind = LabelKind.NONE
    rtl: bool = False
    columns: int = 1
    """How many columns of its table a cell spans."""
    rows: int = 1
    """How many rows of its table a cell spans."""
    bookmarks: tuple[str, ...] = ()
    """Names under which links and fields of the same text point here."""

    @property
    def text(self) -> str:
        """The words, without the label; OBJECT where a note is called or a picture is set."""
        runs = self.runs
        if len(runs) == 1:
            return runs[0].text
        return "".join([run.text for run in runs])

    @property
    def plain(self) -> str:
        """The words alone, without the label and without OBJECT."""
        return self.text.replace(OBJECT, "")


def without_language(symbol: str) -> str:
    """Return a document's symbol without the sign of the language it is in: `WTPF-IEG/2/2-E`."""
    return re.sub(r"-[EFSRAC]$", "", symbol.strip())


class Cover(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the cover block of a document says of it, as written there; empty where it is silent."""

    symbol: str = ""
    title: str = ""
    sources: tuple[str, ...] = ()
    date: str = ""
    original: str = ""
    """The language it was written in, as the block names it."""


class Tree(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/tree/1"
):
    """The text of one draft, never changed once made.

    Provisions stand in document order; a note follows the provision that calls it.
    """

    provisions: tuple[Provision, ...]
    language: str = ""
    """A BCP 47 tag, empty where unknown."""
    cover: Cover = Cover()

    def __len__(self) -> int:
        return len(self.provisions)

    def parents(self) -> list[int]:
        """Return for each provision the index of its parent, or -1 for one at the top."""
        parents: list[int] = []
        open_levels: list[tuple[int, int]] = []
        for index, provision in enumerate(self.provisions):
            while open_levels and open_levels[-1][0] >= provision.level:
                open_levels.pop()
            parents.append(open_levels[-1][1] if open_levels else -1)
            open_levels.append((provision.level, index))
        return parents

    def citations(self) -> list[str]:
        """Return for each provision how a delegate would cite it: `2.3.4.1 e)`, `note 2 to 1.1`.

        A number stands for itself; a letter, a roman numeral or `1)` follows what it is under. What
        has no label of its own is cited by what it stands under; the empty string where nothing is.
        """
        citations: list[str] = []
        for provision, parent in zip(self.provisions, self.parents(), strict=True):
            above = citations[parent] if parent >= 0 else ""
            label = provision.label.rstrip(".") if provision.label.strip("•·▪▫–—-*o") else ""
            if provision.kind in NOTES:
                citations.append(f"note {label} to {above}".replace("  ", " ").removesuffix(" to "))
            elif not label:
                citations.append(above)
            elif above and (len(label) < 3 or label[-1] == ")") and not label.isdigit():
                citations.append(f"{above} {label}")
            else:
                citations.append(label)
        return citations

    def end_of(self, index: int) -> int:
        """Return the index just past the last descendant of the provision at `index`."""
        level = self.provisions[index].level
        end = index + 1
        while end < len(self.provisions) and self.provisions[end].level > level:
            end += 1
        return end

    def index(self) -> dict[str, int]:
        """Return the place of each provision by its id."""
        return {provision.id: place for place, provision in enumerate(self.provisions)}

    def plain_lines(self) -> Iterator[str]:
        """Yield the text a reader sees, a line a provision, labels first, containers left out."""
        for provision in self.provisions:
            if provision.kind not in CONTAINERS:
                yield f"{provision.label} {provision.plain}".strip()


def encode(tree: Tree) -> bytes:
    """Return the tree as canonical JSON: the same tree gives the same bytes."""
    return msgspec.json.encode(tree, order="deterministic")


def decode(data: bytes | str) -> Tree:
    """Return the tree that `encode` wrote.

    Raises msgspec.ValidationError when the data are not a tree of this version.
    """
    return msgspec.json.decode(data, type=Tree)
