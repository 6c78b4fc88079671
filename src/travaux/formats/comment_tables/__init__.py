"""Comment tables: the house form and the ISO form, as Word files and as workbooks.

Bytes in, a `CommentTable` out, and back; a table becomes comments on a draft, and comments a table.
"""

from travaux.formats.comment_tables import (
    csv_reader,
    docx_reader,
    docx_writer,
    xlsx_reader,
    xlsx_writer,
)
from travaux.formats.comment_tables.comments_from_rows import Taken, comments_of
from travaux.formats.comment_tables.merging import merge
from travaux.formats.comment_tables.rows_from_comments import counts_of, table_of
from travaux.formats.comment_tables.table import Cell, CommentTable, Row, normal
from travaux.formats.reading import Unreadable

__all__ = [
    "Cell",
    "CommentTable",
    "Row",
    "Taken",
    "comments_of",
    "counts_of",
    "find",
    "is_workbook",
    "merge",
    "normal",
    "read",
    "table_of",
    "write_docx",
    "write_xlsx",
]

write_docx = docx_writer.write
write_xlsx = xlsx_writer.write


def find(name: str, data: bytes) -> CommentTable | None:
    """Return the comment table in a Word file, a workbook or a .csv; None where there is none.

    Raises Unreadable for files of these kinds that cannot be read.
    """
    if data.startswith(b"PK"):
        return xlsx_reader.read(data) if is_workbook(data) else docx_reader.read(data)
    if name.lower().endswith((".csv", ".tsv")):
        return csv_reader.read(data)
    return None


def read(name: str, data: bytes) -> CommentTable:
    """Return the comment table in a Word file (.docx), a workbook (.xlsx) or a .csv file.

    The tables of one file are read as one. Columns are told by their titles, in any order, in
    English, French or Spanish; columns of other titles are kept. Raises Unreadable where there is
    no table of comments or the file cannot be read.
    """
    table = find(name, data)
    if table is None:
        raise Unreadable(
            "The file holds no table of comments: no row of titles such as “Source” and “Comments”"
            " was found",
            remedy="Give the columns the titles of the form, in one row above the comments.",
        )
    return table


def is_workbook(data: bytes) -> bool:
    """Say whether a package is a workbook rather than a Word file, by the names of its parts."""
    return b"xl/workbook" in data and b"word/document" not in data
