"""A paper as a value: what a secretariat posts, before it is a file of any kind.

A run's form has one meaning on every paper: underlined is added, struck is deleted, italic is what
a commenter says. A run's link that begins with `#` leads to an anchor of the same paper.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from travaux.text.tree import Run


class Tone(StrEnum):
    """How a paragraph speaks beside the others."""

    PLAIN = "plain"
    STRONG = "strong"
    """Names what follows: a source, a provision."""
    QUIET = "quiet"
    """Helps to find or read something: a date, a number."""
    OPEN = "open"
    """Something is owed or not yet confirmed; no reader may miss it."""


_UPRIGHT: Final = frozenset({"ar", "fa", "he", "ur", "zh", "ja", "ko"})


class Paragraph(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words in one language and direction; line breaks within them are kept."""

    runs: tuple[Run, ...]
    tone: Tone = Tone.PLAIN
    language: str = ""
    """A BCP 47 tag; empty where it is that of the paper."""
    rtl: bool | None = None
    """None where the direction is that of the paper."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join([run.text for run in self.runs])

    @property
    def upright(self) -> bool:
        """Whether its script has no italics, so that a slant would only hurt it."""
        return bool(self.rtl) or self.language.partition("-")[0].lower() in _UPRIGHT


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell of a row. `continued` means that the cell above goes on here; it holds nothing."""

    paragraphs: tuple[Paragraph, ...] = ()
    continued: bool = False

    @property
    def text(self) -> str:
        """The words, a line a paragraph."""
        return "\n".join([paragraph.text for paragraph in self.paragraphs])


class Row(msgspec.Struct, frozen=True, omit_defaults=True, tag="row"):
    """A row with one cell for each column of its table."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Band(msgspec.Struct, frozen=True, omit_defaults=True, tag="band"):
    """A row that spans the table and names the rows below it."""

    text: str
    anchor: str = ""
    language: str = ""
    rtl: bool | None = None


class Column(msgspec.Struct, frozen=True, omit_defaults=True):
    """A column's title and its width relative to the others."""

    title: str
    width: int = 1
    number: bool = False
    """Whether its cells are counts, which stand flush at the end."""


class Table(msgspec.Struct, frozen=True, omit_defaults=True, tag="table"):
    """Rows under column titles; `title` says what the table holds, for those who cannot see it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...] = ()


class Heading(msgspec.Struct, frozen=True, omit_defaults=True, tag="heading"):
    """The title of a part; rank 1 is the highest below the paper's own title."""

    text: str
    rank: int = 1
    anchor: str = ""


class Text(msgspec.Struct, frozen=True, omit_defaults=True, tag="text"):
    """A paragraph that stands between headings and tables."""

    paragraph: Paragraph


class Fact(msgspec.Struct, frozen=True, array_like=True):
    """Something known: its name and its value."""

    name: str
    value: str


class Facts(msgspec.Struct, frozen=True, omit_defaults=True, tag="facts"):
    """A list of facts, a line each."""

    facts: tuple[Fact, ...]


Block = Heading | Text | Facts | Table


class Paper(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/paper/1"
):
    """One paper: a title, what identifies it, and its blocks in reading order."""

    title: str
    blocks: tuple[Block, ...] = ()
    symbol: str = ""
    lines: tuple[str, ...] = ()
    """Stand below the title: what it is about."""
    language: str = "en"
    """A BCP 47 tag: the language of its own words, titles and headings."""
    rtl: bool = False
    landscape: bool = False

    def tables(self) -> Iterator[Table]:
        """Yield the tables in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, those in cells too."""
        for block in self.blocks:
            if isinstance(block, Text):
                yield block.paragraph
            elif isinstance(block, Table):
                for row in block.rows:
                    if isinstance(row, Row):
                        for cell in row.cells:
                            yield from cell.paragraphs


RTL_LANGUAGES: Final = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "dv", "sd", "ug"})


def runs_rtl(language: str) -> bool:
    """Say whether a language (a BCP 47 tag) is written from right to left."""
    return language.partition("-")[0].lower() in RTL_LANGUAGES


def spans(rows: tuple[Row | Band, ...]) -> list[list[int]]:
    """Return how many rows each cell takes, 0 for one that is continued; bands have an empty list.

    A cell goes on until a band or a cell that is not continued.
    """
    found: list[list[int]] = [[] if isinstance(row, Band) else [1] * len(row.cells) for row in rows]
    heads: dict[int, int] = {}
    for place, row in enumerate(rows):
        if isinstance(row, Band):
            heads.clear()
            continue
        for column, cell in enumerate(row.cells):
            head = heads.get(column)
            if cell.continued and head is not None:
                found[head][column] += 1
                found[place][column] = 0
            else:
                heads[column] = place
    return found


def encode(paper: Paper) -> bytes:
    """Return the paper as canonical JSON: the same paper gives the same bytes.

    A lone surrogate, which JSON in UTF-8 cannot hold, becomes U+FFFD.
    """
    try:
        return msgspec.json.encode(paper, order="deterministic")
    except UnicodeEncodeError:
        whole = _without_surrogates(msgspec.to_builtins(paper))
        return msgspec.json.encode(msgspec.convert(whole, Paper), order="deterministic")


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _without_surrogates(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(held) for held in value]
    return value


def decode(data: bytes | str) -> Paper:
    """Return the paper that `encode` wrote. Raises msgspec.ValidationError."""
    return msgspec.json.decode(data, type=Paper)
