"""One row at a time, where that is done for every act: asked for, or written, without detours."""

from functools import cache
from typing import TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet

M = TypeVar("M", bound=Model)


def only(rows: QuerySet[M]) -> M | None:
    """Return the row that a unique key finds, or None.

    Django's `first` sorts before it looks, which costs more than the look itself.
    """
    return next(iter(rows.order_by()[:1]), None)


def insert(row: M) -> M:
    """Write a new row, and return it with its number.

    The statement is made once for each table: Django makes it anew each time, which costs ten times
    what the writing does. Raises what the database raises.
    """
    fields, statement = _statement(type(row), row.pk is None, connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _statement(
    model: type[Model], numbered: bool, _vendor: str
) -> tuple[tuple["Field[object, object]", ...], str]:
    """Return the fields of a new row and its statement; `numbered` by the database."""
    meta, quote = model._meta, connection.ops.quote_name
    fields = tuple(one for one in meta.concrete_fields if not (numbered and one.primary_key))
    columns = ", ".join(quote(str(one.column)) for one in fields)
    places = ", ".join(["%s"] * len(fields))
    assert meta.pk is not None
    key = quote(str(meta.pk.column))
    return fields, (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places}) RETURNING {key}"
    )
