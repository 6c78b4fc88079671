"""The grid of a table: which columns each cell takes, and where cells from above go on."""

from dataclasses import dataclass
from typing import Literal

from travaux.text.tree import Provision


@dataclass(frozen=True)
class Slot:
    """One cell of a row as Word counts them; `cell` is empty where one from above goes on."""

    cell: str
    columns: int
    merge: Literal["", "restart", "continue"] = ""


def slots(rows: list[list[Provision]]) -> list[list[Slot]]:
    """Return for each row its slots from first to last column.

    A cell that spans rows goes on below as a slot of its own (ECMA-376 part 1, 17.4.84).
    """
    running: dict[int, tuple[int, int]] = {}
    return [_row(cells, running) for cells in rows]


def _row(cells: list[Provision], running: dict[int, tuple[int, int]]) -> list[Slot]:
    """Return one row's slots; `running` maps a column to the rows and columns still to fill."""
    row: list[Slot] = []
    column = 0
    begun: dict[int, tuple[int, int]] = {}

    def go_on() -> None:
        nonlocal column
        while column in running:
            rows, columns = running[column]
            row.append(Slot("", columns, "continue"))
            if rows > 1:
                begun[column] = (rows - 1, columns)
            column += columns

    for cell in cells:
        go_on()
        columns = _fitting(max(cell.columns, 1), column, running)
        row.append(Slot(cell.id, columns, "restart" if cell.rows > 1 else ""))
        if cell.rows > 1:
            begun[column] = (cell.rows - 1, columns)
        column += columns
    go_on()
    for start in sorted(start for start in running if start > column):
        if start > column:
            row.append(Slot("", start - column))
            column = start
        go_on()
    running.clear()
    running.update(begun)
    return row


def _fitting(columns: int, start: int, running: dict[int, tuple[int, int]]) -> int:
    """Return how many columns are free: no cell may cover one that comes from above."""
    blocked = [column for column in running if start < column < start + columns]
    return min(blocked) - start if blocked else columns
