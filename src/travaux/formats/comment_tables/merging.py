"""Many filled forms into one, whatever their order."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from travaux.formats.comment_tables.table import COLUMNS, CommentTable, Row, normal, one_line
from travaux.text.comment import Form
from travaux.text.landmarks import order_key

_IDENTITY: Final = ("original", "source", "line", "clause", "part", "comments")
_SECRETARIAT: Final = ("observations",)


def merge(tables: Iterable[CommentTable]) -> CommentTable:
    """Return one table with the rows of all, sorted by clause as a draft is, then by source.

    The order of `tables` makes no difference. A row that stands in several counts once; one that
    has the secretariat's observation stands for the same without it. Rows that contradict each
    other (one source, clause and comment, but another proposal, type or observation), and forms
    made for different documents or in different shapes, are all kept and named in `warnings`.
    Raises ValueError when there is no table.
    """
    given = [replace(normal(table), warnings=table.warnings) for table in tables]
    if not given:
        raise ValueError("there is no table to merge")
    iso = [table for table in given if table.form is Form.ISO_TABLE]
    rows = _once([row for table in given for row in table.rows])
    warnings = {sentence for table in given for sentence in table.warnings}
    warnings |= {*_conflicts(rows), *_differences(given)}
    counts = _counts(given)
    return CommentTable(
        Form.ISO_TABLE if iso else Form.HOUSE_TABLE,
        tuple(sorted(rows, key=_order)),
        _all(table.title for table in given),
        _all(table.document for table in given),
        _all(table.project for table in given),
        _all(table.date for table in given),
        () if iso else counts,
        tuple(sorted(warnings)),
    )


def _order(row: Row) -> tuple[object, ...]:
    label = one_line(row.words("clause") or row.words("original"))[:200]
    return (
        order_key(label if row.clause else re.split(r"\s+(?![a-z]{1,3}\))", label)[0]),
        order_key(one_line(row.words("part"))),
        order_key(one_line(row.words("line"))),
        one_line(row.words("source")).casefold(),
        row.group,
        _key(row, COLUMNS),
        repr(row),
    )


def _key(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the words of some columns without what typing alone makes different."""
    return tuple(one_line(row.words(column)) for column in columns)


def _once(rows: list[Row]) -> list[Row]:
    """Return the rows, those of the same words once, the one with observations before the bare."""
    same: dict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows, key=repr):
        without = [column for column in COLUMNS if column not in _SECRETARIAT]
        extra = tuple((title, _plain(content)) for title, content in row.extra)
        key = (*_key(row, without), row.group, extra)
        same[key][one_line(row.words("observations"))] = row
    found: list[Row] = []
    for by_observation in same.values():
        answered = [row for observation, row in by_observation.items() if observation]
        found += answered or list(by_observation.values())
    return found


def _plain(content: object) -> str:
    return repr(content)


def _conflicts(rows: list[Row]) -> Iterable[str]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.source and (row.comments or row.proposed):
            groups[_key(row, _IDENTITY)].append(row)
    for group in groups.values():
        for column, name in (
            ("proposed", "another proposed change"),
            ("kind", "another type"),
            ("observations", "another observation of the secretariat"),
        ):
            values = {one_line(row.words(column)) for row in group}
            if len(values) > 1:
                first = group[0]
                where = one_line(first.words("clause") or first.words("original"))[:40]
                yield (
                    f"The same comment of {one_line(first.words('source'))} on"
                    f" {where or 'the draft'} stands in the forms with {name}."
                    " Both rows are kept; ask which one holds."
                )


def _differences(tables: list[CommentTable]) -> Iterable[str]:
    documents = sorted({table.document for table in tables if table.document})
    if len(documents) > 1:
        yield (
            f"The forms are on different documents: {'; '.join(documents)}."
            " Merge only those on one draft."
        )
    if len({table.form for table in tables}) > 1:
        yield (
            "The forms are of two shapes, three columns and ISO; the merged table has the columns"
            " of both. Check that nothing is said twice."
        )


def _all(values: Iterable[str]) -> str:
    parts = {part for value in values for part in value.split("; ") if part}
    return "; ".join(sorted(parts))


def _counts(tables: list[CommentTable]) -> tuple[tuple[str, int], ...]:
    """Return the counts where all forms have the same ones; sums would count a source twice."""
    known = {table.counts for table in tables if table.counts}
    return known.pop() if len(known) == 1 else ()
