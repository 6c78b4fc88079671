"""Reading comment tables from text files of separated values (.csv): plain words only."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from travaux.formats.comment_tables.assembly import Front, Line, RawTable, assemble
from travaux.formats.comment_tables.headings import columns_of
from travaux.formats.comment_tables.table import CommentTable, cell
from travaux.formats.decoding import decode

_MOST_ROWS: Final = 50_000
_LONGEST_FIELD: Final = 1_000_000


def read(data: bytes) -> CommentTable | None:
    """Return the comment table in a text of separated values, None where it holds none.

    The sign between values (comma, semicolon or tab) is the one under which a line of titles is
    found.
    """
    text, _ = decode(data)
    for sign in (",", ";", "\t"):
        rows = list(_rows(text, sign))
        if any(columns_of(row) for row in rows[:40]):
            width = max(len(row) for row in rows)
            lines = [
                Line(
                    [cell(row[at]) if at < len(row) else () for at in range(width)], [True] * width
                )
                for row in rows
            ]
            return assemble([RawTable("the file", lines)], [], Front(), [])
    return None


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=sign)
    try:
        for place, row in enumerate(reader):
            if place >= _MOST_ROWS:
                return
            if any(value.strip() for value in row):
                yield row
    except csv.Error:
        return
