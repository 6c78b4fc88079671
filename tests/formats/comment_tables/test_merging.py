"""Many filled forms become one, whatever their order: once each, sorted, contradictions named."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.formats.comment_tables.tables import tables
from travaux.formats.comment_tables import CommentTable, Row, merge
from travaux.formats.comment_tables.table import cell
from travaux.text.comment import Form


def row(source: str, clause: str, comments: str, **more: Any) -> Row:
    return Row(
        source=cell(source), clause=cell(clause), kind=cell("te"), comments=cell(comments), **more
    )


def form(*rows: Row, **front: Any) -> CommentTable:
    return CommentTable(Form.ISO_TABLE, rows, **front)


def clauses(table: CommentTable) -> list[tuple[str, str]]:
    return [(one.words("clause"), one.words("source")) for one in table.rows]


@settings(max_examples=60, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=4), st.integers())
def test_the_order_of_the_forms_makes_no_difference(given_: list[CommentTable], seed: int) -> None:
    other = given_[:]
    random.Random(seed).shuffle(other)
    assert merge(given_) == merge(other)


@settings(max_examples=40, deadline=None)
@given(st.lists(tables(Form.ISO_TABLE), min_size=1, max_size=3))
def test_merging_again_changes_no_row(given_: list[CommentTable]) -> None:
    once = merge(given_)
    assert merge([once, *given_]).rows == once.rows


def test_rows_stand_by_clause_as_a_draft_does_then_by_source() -> None:
    merged = merge(
        [
            form(row("UK", "Annex B", "x"), row("UK", "2.3.10", "x"), row("UK", "2.3.2", "x")),
            form(row("FR", "2.3.2", "x"), row("FR", "2.3.4.1 e)", "x"), row("FR", "General", "x")),
            form(row("FR", "2.3.4.1 b)", "x"), row("FR", "A.2", "x")),
        ]
    )
    assert clauses(merged) == [
        ("General", "FR"),
        ("2.3.2", "FR"),
        ("2.3.2", "UK"),
        ("2.3.4.1 b)", "FR"),
        ("2.3.4.1 e)", "FR"),
        ("2.3.10", "UK"),
        ("A.2", "FR"),
        ("Annex B", "UK"),
    ]


def test_a_row_that_stands_in_two_forms_counts_once() -> None:
    assert len(merge([form(row("UK", "1", "A")), form(row("UK", "1", " A  "))]).rows) == 1


def test_the_same_comment_by_two_sources_counts_twice() -> None:
    assert len(merge([form(row("UK", "1", "A")), form(row("FR", "1", "A"))]).rows) == 2


def test_a_row_with_an_observation_stands_for_the_same_without() -> None:
    merged = merge([form(row("UK", "1", "A")), form(row("UK", "1", "A", observations=cell("No")))])
    assert [one.words("observations") for one in merged.rows] == ["No"]
    assert not merged.warnings


@pytest.mark.parametrize("column", ["proposed", "observations"])
def test_rows_that_contradict_each_other_are_both_kept_and_named(column: str) -> None:
    merged = merge(
        [
            form(replace(row("UK", "2.1", "A"), **{column: cell("this")})),
            form(replace(row("UK", "2.1", "A"), **{column: cell("that")})),
        ]
    )
    assert len(merged.rows) == 2
    assert len(merged.warnings) == 1
    assert "UK" in merged.warnings[0]
    assert "2.1" in merged.warnings[0]


def test_forms_for_different_documents_are_named() -> None:
    merged = merge([form(row("UK", "1", "A"), document="X"), form(document="Y")])
    assert merged.document == "X; Y"
    assert any("different documents" in sentence for sentence in merged.warnings)


def test_forms_of_two_shapes_keep_the_columns_of_both() -> None:
    house = CommentTable(Form.HOUSE_TABLE, (Row(original=cell("1 A"), comments=cell("B")),))
    merged = merge([house, form(row("UK", "1", "A"))])
    assert merged.form is Form.ISO_TABLE
    assert any(one.original for one in merged.rows)
    assert any("two shapes" in sentence for sentence in merged.warnings)


def test_what_was_wrong_with_a_form_stays_said() -> None:
    assert merge([replace(form(), warnings=("Check it.",))]).warnings == ("Check it.",)


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="no table"):
        merge([])
