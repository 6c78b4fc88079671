"""A table of comments as a value: its form, its front matter, its rows and their rich text."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from travaux.formats.xml_text import clean
from travaux.text.comment import Form
from travaux.text.tree import Run

Paragraph = tuple[Run, ...]
Cell = tuple[Paragraph, ...]
"""Paragraphs of runs; a line break within a cell parts paragraphs, so no run holds one."""

COLUMNS: Final = (
    *("original", "source", "line", "clause", "part", "kind"),
    *("comments", "proposed", "observations"),
)
"""The columns that a table may have, by the name of the field in Row."""
HOUSE_COLUMNS: Final = ("original", "source", "comments")
ISO_COLUMNS: Final = (
    *("source", "line", "clause", "part", "kind", "comments", "proposed", "observations"),
)


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One comment as a form holds it; what the form has no column for is empty."""

    original: Cell = ()
    source: Cell = ()
    """MB/NC in the ISO form."""
    line: Cell = ()
    clause: Cell = ()
    part: Cell = ()
    """Paragraph, figure or table."""
    kind: Cell = ()
    """ge, te or ed, as written."""
    comments: Cell = ()
    proposed: Cell = ()
    observations: Cell = ()
    """Of the secretariat."""
    group: str = ""
    """The heading within the table under which it stands (`General comments (Para 1-7)`)."""
    extra: tuple[tuple[str, Cell], ...] = ()
    """What stands in columns of other titles."""

    def words(self, column: str) -> str:
        """Return the words of one column, its paragraphs parted by line ends."""
        return words(getattr(self, column))


class CommentTable(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    tag_field="schema",
    tag="travaux/comment-table/1",
):
    """A table of comments (three columns of the house, or the ISO form), as written.

    `counts` says how many sources there are of each kind, as the front matter prints them.
    `warnings` are plain sentences: what is wrong, where, what to do; no row was dropped for them.
    """

    form: Form
    rows: tuple[Row, ...] = ()
    title: str = ""
    document: str = ""
    """The draft that it is on, as the form names it."""
    project: str = ""
    date: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


def words(cell: Cell) -> str:
    """Return the words of a cell, its paragraphs parted by line ends."""
    return "\n".join(["".join([run.text for run in paragraph]) for paragraph in cell])


def cell(text: str, *, bold: bool = False) -> Cell:
    """Return a cell of plain words, or of bold ones."""
    return tidy([[Run(line, bold=bold)] for line in text.split("\n")])


def tidy(paragraphs: Iterable[Iterable[Run]]) -> Cell:
    """Return a cell in its normal form: what every form and file can hold, and no more.

    Runs keep bold, italic, underline, strike, raised and lowered; neighbours of one form are
    joined; a line break begins a paragraph; what XML forbids is gone (`xml_text.clean`); empty
    paragraphs at both ends are left out. An address that the words do not show follows them in
    angle brackets.
    """
    made: list[list[Run]] = []
    for paragraph in paragraphs:
        made.append([])
        for run in paragraph:
            lines = clean(_shown(run)).split("\n")
            for place, line in enumerate(lines):
                if place:
                    made.append([])
                _append(made[-1], _plain(run, line))
    while made and not _filled(made[-1]):
        made.pop()
    while made and not _filled(made[0]):
        made.pop(0)
    return tuple(tuple(runs) for runs in made)


def _shown(run: Run) -> str:
    address = run.link if run.link and not run.link.startswith("#") else ""
    if not address or address.removeprefix("mailto:") in run.text:
        return run.text
    return f"{run.text} <{address}>"


def _plain(run: Run, text: str) -> Run:
    return Run(
        text,
        bold=run.bold,
        italic=run.italic,
        underline=run.underline and not run.link,
        strike=run.strike,
        raised=run.raised,
        lowered=run.lowered and not run.raised,
    )


def _append(runs: list[Run], run: Run) -> None:
    if not run.text:
        return
    if runs and runs[-1].with_text("") == run.with_text(""):
        run = run.with_text(runs.pop().text + run.text)
    runs.append(run)


def _filled(runs: list[Run]) -> bool:
    return any(run.text.strip() for run in runs)


def tidy_row(row: Row) -> Row:
    """Return a row with all its cells in normal form."""
    cells = {column: tidy(getattr(row, column)) for column in COLUMNS}
    extra = tuple((one_line(title), tidy(content)) for title, content in row.extra)
    return Row(**cells, group=one_line(row.group), extra=tuple(pair for pair in extra if pair[1]))


def one_line(text: str) -> str:
    """Return text fit for one line: blanks of any kind are one, none at the ends."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def normal(table: CommentTable) -> CommentTable:
    """Return a table in its normal form: what writing it and reading it again gives.

    Rows without a word are left out; so are the warnings, which are about the file read.
    """
    rows = [tidy_row(row) for row in table.rows]
    return CommentTable(
        table.form,
        tuple(row for row in rows if has_words(row)),
        one_line(table.title),
        one_line(table.document),
        one_line(table.project),
        one_line(table.date),
        tuple((one_line(kind), count) for kind, count in table.counts if one_line(kind))
        if table.form is Form.HOUSE_TABLE
        else (),
    )


def has_words(row: Row) -> bool:
    """Say whether any cell of a row holds a word."""
    return any(getattr(row, column) for column in COLUMNS) or bool(row.extra)


def stands_alone(row: Row) -> bool:
    """Say whether a row says what it is about or from whom; one that does not goes on another."""
    return any(getattr(row, column) for column in COLUMNS[:6])
