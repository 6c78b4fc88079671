"""The index that is searched: which units (a document's entry, a file's text) hold which tokens.

It is made from the record and can be made again, so it lies beside it: on SQLite in `side`, in an
FTS5 table, on PostgreSQL as vectors of the same tokens. Nothing in it is ever changed: what is
indexed anew has a new number, and the old one leads nowhere. Who may see what was found is decided
by those who ask (R32).

A place is a row of the index: the number of its unit, times 2^20, plus its place in the unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

import msgspec
from django.db import connections, transaction

from travaux.text.tokens import Term

VERSION: Final = "1"
"""Of the tokens and tables; an index of another one is made anew."""
_SHIFT: Final = 20
_PIECE: Final = 400
"""Places written in one transaction."""


class Unit(msgspec.Struct, frozen=True):
    """What was indexed as one: an `entry` or a `text`, whose, and in which state it was."""

    kind: str
    owner: str
    stamp: str = ""


class Found(msgspec.Struct, frozen=True):
    """A unit in which something was found, and in how many of its places."""

    kind: str
    owner: str
    places: int


def prepare() -> None:
    """Make the tables where they are missing; drop an index of another version."""
    with transaction.atomic(_alias()), _cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS search_state (name varchar(40) PRIMARY KEY, value text)"
        )
        if _state(cursor, "version") != VERSION:
            cursor.execute("DROP TABLE IF EXISTS search_place")
            cursor.execute("DROP TABLE IF EXISTS search_unit")
            for statement in _TABLES[_vendor()]:
                cursor.execute(statement)
            cursor.execute("DELETE FROM search_state")
            _keep(cursor, "version", VERSION)
            _keep(cursor, "numbers", "0")


def indexed(kind: str) -> dict[str, str]:
    """Return the owners of what is indexed of a kind, each with its stamp."""
    with _cursor() as cursor:
        cursor.execute("SELECT owner, stamp FROM search_unit WHERE kind = %s", [kind])
        return dict(cursor.fetchall())


def state(name: str) -> str:
    """Return what was noted under a name; empty where nothing was."""
    with _cursor() as cursor:
        return _state(cursor, name)


def note(name: str, value: str) -> None:
    """Note something beside the index, such as how far the record was indexed."""
    with transaction.atomic(_alias()), _cursor() as cursor:
        _keep(cursor, name, value)


def index(unit: Unit, places: Iterable[Sequence[str]]) -> None:
    """Index the tokens of a unit, a sequence for each of its places, in short transactions.

    It is found once all of it is there, and what was indexed of it before is found no more.
    """
    with transaction.atomic(_alias()), _cursor() as cursor:
        number = int(_state(cursor, "numbers")) + 1
        _keep(cursor, "numbers", str(number))
    rows = (((number << _SHIFT) + at, names) for at, names in enumerate(places))
    while piece := list(islice(rows, _PIECE)):
        with transaction.atomic(_alias()), _cursor() as cursor:
            cursor.executemany(_INSERT[_vendor()], [(at, _written(one)) for at, one in piece])
    with transaction.atomic(_alias()), _cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_unit WHERE kind = %s AND owner = %s", [unit.kind, unit.owner]
        )
        cursor.execute(
            "INSERT INTO search_unit (number, kind, owner, stamp) VALUES (%s, %s, %s, %s)",
            [number, unit.kind, unit.owner, unit.stamp],
        )


def find(terms: Sequence[Term], *, any_: bool = False) -> tuple[Found, ...]:
    """Return the units of which a place holds all terms (or any of them)."""
    if not terms:
        return ()
    with _cursor() as cursor:
        cursor.execute(
            "SELECT kind, owner, places FROM"
            f" (SELECT {_ID[_vendor()]} >> {_SHIFT} AS number, count(*) AS places"
            f" FROM search_place WHERE {_MATCH[_vendor()]} GROUP BY 1) AS met"
            " JOIN search_unit USING (number)",
            [_asked(terms, any_)],
        )
        return tuple(Found(*row) for row in cursor.fetchall())


def places(
    terms: Sequence[Term], kind: str, owners: Sequence[str], most: int, *, any_: bool = False
) -> dict[str, tuple[int, ...]]:
    """Return the first places that hold all terms (or any of them) in some units."""
    if not owners or not terms:
        return {}
    with _cursor() as cursor:
        holes = ", ".join(["%s"] * len(owners))
        cursor.execute(
            f"SELECT number, owner FROM search_unit WHERE kind = %s AND owner IN ({holes})",
            [kind, *owners],
        )
        numbers = dict(cursor.fetchall())
        part = (
            f"SELECT * FROM (SELECT {_ID[_vendor()]} AS place FROM search_place"
            f" WHERE {_MATCH[_vendor()]} AND {_ID[_vendor()]} BETWEEN %s AND %s"
            f" ORDER BY 1 LIMIT {int(most)}) AS part{{}}"
        )
        asked = _asked(terms, any_)
        said: list[Any] = []
        for number in numbers:
            said += [asked, number << _SHIFT, ((number + 1) << _SHIFT) - 1]
        if not numbers:
            return {}
        cursor.execute(" UNION ALL ".join(part.format(at) for at in range(len(numbers))), said)
        found: dict[str, tuple[int, ...]] = {}
        for (place,) in cursor.fetchall():
            owner = numbers[place >> _SHIFT]
            found[owner] = (*found.get(owner, ()), place & ((1 << _SHIFT) - 1))
        return found


def _alias() -> str:
    return "side" if "side" in connections else "default"


def _vendor() -> str:
    return connections[_alias()].vendor


@contextmanager
def _cursor() -> Iterator[Any]:
    with connections[_alias()].cursor() as cursor:
        yield cursor


def _state(cursor: Any, name: str) -> str:
    cursor.execute("SELECT value FROM search_state WHERE name = %s", [name])
    row = cursor.fetchone()
    return row[0] if row else ""


def _keep(cursor: Any, name: str, value: str) -> None:
    cursor.execute("DELETE FROM search_state WHERE name = %s", [name])
    cursor.execute("INSERT INTO search_state (name, value) VALUES (%s, %s)", [name, value])


def _written(names: Sequence[str]) -> str:
    """Return tokens as the database takes them; they hold letters and digits alone."""
    if _vendor() == "sqlite":
        return " ".join(names)
    return " ".join(f"'{name}':{min(at, _LAST)}" for at, name in enumerate(names, 1))


def _asked(terms: Sequence[Term], any_: bool) -> str:
    """Return a query in the language of the database; tokens hold letters and digits alone."""
    sqlite = _vendor() == "sqlite"
    both, either = (" OR ", " OR ") if any_ else (" AND ", " OR ")
    if not sqlite:
        both, either = both.replace("AND", "&").replace("OR", "|"), " | "
    return both.join(
        f"({either.join(_way(way, term.head, sqlite) for way in term.ways)})" for term in terms
    )


def _way(way: tuple[str, ...], head: bool, sqlite: bool) -> str:
    if sqlite:
        return f'"{" ".join(way)}"{" *" if head else ""}'
    return f"({' <-> '.join(repr(one) for one in way)}{':*' if head else ''})"


_LAST: Final = 16_383
"""The last position that PostgreSQL tells from those after it."""
_UNITS: Final = (
    "CREATE TABLE search_unit (number bigint PRIMARY KEY, kind varchar(10) NOT NULL,"
    " owner varchar(80) NOT NULL, stamp varchar(80) NOT NULL, UNIQUE (kind, owner))"
)
_TABLES: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_place USING fts5(tokens, content='', columnsize=0, prefix='3',"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Cn'\")",
        _UNITS,
    ),
    "postgresql": (
        "CREATE TABLE search_place (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX search_place_tokens ON search_place USING gin (tokens)",
        _UNITS,
    ),
}
_INSERT: Final = {
    "sqlite": "INSERT INTO search_place (rowid, tokens) VALUES (%s, %s)",
    "postgresql": "INSERT INTO search_place (id, tokens) VALUES (%s, %s::tsvector)",
}
_ID: Final = {"sqlite": "rowid", "postgresql": "id"}
_MATCH: Final = {"sqlite": "search_place MATCH %s", "postgresql": "tokens @@ %s::tsquery"}
