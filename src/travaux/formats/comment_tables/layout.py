"""Which columns a table is written with: those of its form, and whatever else its rows hold."""

import msgspec

from travaux.formats.comment_tables.headings import columns_for
from travaux.formats.comment_tables.table import COLUMNS, Cell, CommentTable, Row


class Column(msgspec.Struct, frozen=True):
    """A column as it is written: a field of Row by its name, or one of another title."""

    name: str
    title: str = ""

    def of(self, row: Row) -> Cell:
        """Return what a row has in this column."""
        if self.name:
            found: Cell = getattr(row, self.name)
            return found
        return dict(row.extra).get(self.title, ())


def layout(table: CommentTable) -> tuple[Column, ...]:
    """Return the columns of a table in order: its form's own, others in use, extra ones."""
    own = columns_for(table.form)
    others = [
        name
        for name in COLUMNS
        if name not in own and any(getattr(row, name) for row in table.rows)
    ]
    titles = dict.fromkeys(title for row in table.rows for title, _ in row.extra)
    return (*map(Column, (*own, *others)), *(Column("", title) for title in titles))
