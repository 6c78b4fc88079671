"""Comment tables from workbooks: the filled rows of each sheet, with what is merged repeated."""

from typing import Final

from travaux.formats import workbook
from travaux.formats.comment_tables.assembly import Front, Line, RawTable, assemble
from travaux.formats.comment_tables.table import Cell, CommentTable, tidy
from travaux.formats.package import SHEET_LIMITS, Limits, check
from travaux.formats.reading import Unreadable
from travaux.formats.workbook import Sheet, Span

_MOST_COLUMNS: Final = 64
_MOST_ROWS: Final = 50_000
_MOST_MERGES: Final = 20_000


def read(data: bytes, limits: Limits = SHEET_LIMITS) -> CommentTable | None:
    """Return the comment table in a workbook (.xlsx), all its sheets together; None without one.

    Formulas are read as their last result, and a warning says so. Raises Unreadable with the
    problem, the place and the remedy.
    """
    package = check(data, limits)
    if not workbook.main_part(package):
        raise Unreadable(
            "The file holds no workbook", remedy="Save it as .xlsx from a spreadsheet program."
        )
    book = workbook.read(package)
    warnings = []
    if book.formulas:
        warnings.append(
            "Cells that hold formulas were read as their last results. Check them in the workbook."
        )
    if any(max(row) >= _MOST_COLUMNS for sheet in book.sheets for row in sheet.rows.values()):
        warnings.append(
            f"Columns after the {_MOST_COLUMNS}th were left out. Move what they hold to the"
            " left if it is part of the comments."
        )
    tables = [RawTable(f"sheet “{sheet.name}”", _lines(sheet)) for sheet in book.sheets]
    return assemble(tables, [], Front(), warnings)


def _lines(sheet: Sheet) -> list[Line]:
    """Return the rows that hold something, what a merge covers repeated."""
    rows = _filled(sheet)
    width = 1 + max((column for cells in rows.values() for column in cells), default=-1)
    lines = {}
    for number, cells in sorted(rows.items()):
        texts = [cells.get(column, ()) for column in range(width)]
        numbers = frozenset(at for at in cells if sheet.rows[number][at].is_number)
        lines[number] = Line(texts, [True] * width, numbers=numbers)
    for span in sheet.merged:
        top, left, bottom, right = span
        first = lines.get(top)
        content = first.cells[left] if first is not None and left < width else ()
        if first is None and top == bottom and not left and 0 < right == width - 1:
            lines[top] = Line([()] * width, [True] * width, spans=True)  # ends a group
        if first is not None and right > left:
            alone = all(not held or at == left for at, held in enumerate(first.cells))
            first.spans |= alone and (right - left + 1) * 2 > width and bool(content)
        if bottom > top and content:
            _repeat(lines, span, content)
    return [line for _, line in sorted(lines.items())]


def _filled(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """Return the cells that hold words, by row and column; more than any form has are refused."""
    rows: dict[int, dict[int, Cell]] = {}
    for number, values in sheet.rows.items():
        for column, value in values.items():
            content = tidy([value.runs]) if column < _MOST_COLUMNS else ()
            if content:
                rows.setdefault(number, {})[column] = content
    if len(rows) > _MOST_ROWS or len(sheet.merged) > _MOST_MERGES:
        raise Unreadable(
            f"The workbook holds more than {_MOST_ROWS:,} filled rows"
            f" or {_MOST_MERGES:,} merged cells",
            remedy="Split it into several files.",
        )
    return rows


def _repeat(lines: dict[int, Line], span: Span, content: Cell) -> None:
    """Repeat what a merged cell holds in the rows that it covers, where they hold anything."""
    top, left, bottom, _ = span
    below = lines if bottom - top > len(lines) else range(top + 1, bottom + 1)
    for number in below:
        line = lines.get(number)
        if top < number <= bottom and line is not None and not line.cells[left]:
            line.cells[left], line.own[left] = content, False
