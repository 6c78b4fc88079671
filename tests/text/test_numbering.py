"""What labels count, what comes next, and what a whole document adds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text import numbering
from travaux.text.numbering import Family, Part


@pytest.mark.parametrize(
    ("label", "depth"),
    [
        ("1", 1),
        ("1.", 1),
        ("1.0", 1),
        ("1.1", 2),
        ("1. 1", 2),
        ("2.3.4.1 e)", 5),
        ("a)", 1),
        ("17 bis", 1),
        ("Article 5", 1),
        ("Section 1.01", 2),
        ("第三章", 1),
        ("附录I", 1),
        ("附件 1", 1),
        ("·", None),
        ("", None),
    ],
)
def test_depth_counts_the_numbers(label: str, depth: int | None) -> None:
    assert numbering.depth(label) == depth


@pytest.mark.parametrize(
    ("label", "family", "value"),
    [
        ("12.", Family.DECIMAL, 12),
        ("e)", Family.LOWER_LETTER, 5),
        ("aa)", Family.LOWER_LETTER, 27),
        ("B.", Family.UPPER_LETTER, 2),
        ("(iv)", Family.LOWER_ROMAN, 4),
        ("XIV.", Family.UPPER_ROMAN, 14),
        ("б)", Family.CYRILLIC_LETTER, 2),
        ("ج)", Family.ARABIC_LETTER, 3),
        ("أ )", Family.ARABIC_LETTER, 1),
        ("ﻫ)", Family.ARABIC_LETTER, 5),
        ("二十三、", Family.IDEOGRAPHIC, 23),
        ("١٢.", Family.DECIMAL, 12),
        ("ثانيا -", Family.WORD, 2),
        ("Part Two", Family.WORD, 2),
        ("·", Family.BULLET, 0),
    ],
)
def test_the_last_part_says_how_a_label_counts(label: str, family: Family, value: int) -> None:
    assert numbering.parse(label).parts[-1] == Part(family, value)
    assert numbering.family(label) is family


def test_a_name_and_a_suffix_stand_apart() -> None:
    label = numbering.parse("Article 17 bis")
    assert (label.name, label.suffix) == ("Article", "bis")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.", "2."),
        ("1.9", "1.10"),
        ("h)", "i)"),
        ("i)", "j)"),
        ("i)", "ii)"),
        ("iv)", "v)"),
        ("(a)", "(b)"),
        ("17", "17 bis"),
        ("17 bis", "17 ter"),
        ("17 bis", "18"),
        ("Article 4", "Article 5"),
        ("ب)", "ج)"),
        ("ﻫ)", "و)"),
        ("九、", "十、"),
        ("2.3.4.1 e)", "2.3.4.1 f)"),
    ],
)
def test_what_comes_next(before: str, after: str) -> None:
    assert numbering.successor(before, after)
    assert not numbering.successor(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [("1.", "3."), ("1.", "2)"), ("1.1", "2.2"), ("Article 4", "Section 5"), ("·", "·")],
)
def test_what_does_not_come_next(before: str, after: str) -> None:
    assert not numbering.successor(before, after)


def test_three_numbers_in_a_row_make_labels_of_what_alone_is_none() -> None:
    lines = ["45 See the first source.", "Text between.", "46 See another.", "47 See a third."]
    found = numbering.in_context(lines)
    assert [typed.label if typed else "" for typed in found] == ["45", "", "46", "47"]


def test_two_clauses_in_small_letters_make_a_series_that_begins_with_one() -> None:
    found = numbering.in_context(["1 to go on;", "2 to report."])
    assert [one.label if one else "" for one in found] == ["1", "2"]
    assert numbering.in_context(["2 to go on;", "3 to report."]) == [None, None]
    assert numbering.in_context(["1 day was lost.", "3 days were won."]) == [None, None]


def test_two_numbers_alone_in_their_lines_make_a_series() -> None:
    found = numbering.in_context(["3.1", "3.2", "7.5"])
    assert [one.label if one else "" for one in found] == ["3.1", "3.2", ""]


def test_a_series_with_dots_does_not_go_on_in_a_quantity() -> None:
    found = numbering.in_context(["1. The first.", "2. The second.", "3 States agreed."])
    assert [one.label if one else "" for one in found] == ["1.", "2.", ""]


def test_a_number_without_a_series_stays_in_its_sentence() -> None:
    lines = ["16 States have ratified.", "17 per cent of them abstained.", "3 others left."]
    assert numbering.in_context(lines) == [None, None, None]


def test_arabic_numbers_stored_backwards_are_turned_to_reading_order() -> None:
    stored = ["1", "1.1", "2.1", "3.1", "1.3.1", "2", "1.2", "2.2"]
    logical = ("1", "1.1", "1.2", "1.3", "1.3.1", "2", "2.1", "2.2")
    assert numbering.reading_order(stored) == logical
    assert numbering.reading_order(logical) == logical


def test_one_arabic_number_alone_is_left_as_read() -> None:
    assert numbering.reading_order(["4.1"]) == ("4.1",)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=6))
def test_turning_back_finds_the_order_whatever_the_outline(chapters: list[int]) -> None:
    logical = [
        label
        for chapter, sections in enumerate(chapters, 1)
        for label in (str(chapter), *(f"{chapter}.{n}" for n in range(1, sections + 1)))
    ]
    stored = [".".join(reversed(label.split("."))) for label in logical]
    assert numbering.reading_order(logical) == tuple(logical)
    assert numbering.reading_order(stored) == tuple(logical)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.integers(1, 98), st.sampled_from(["{}", "{}.", "{})", "({})", "1.{}", "Article {}"]))
def test_each_number_follows_the_one_before(value: int, form: str) -> None:
    assert numbering.successor(form.format(value), form.format(value + 1))


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [(4, "i", "iv"), (1994, "I", "MCMXCIV"), (28, "a", "ab"), (3, "A", "C"), (0, "a", "0")],
)
def test_lists_count_in_letters_and_numerals(value: int, style: str, text: str) -> None:
    assert numbering.counted(value, style) == text


def test_the_letter_before_tells_a_letter_from_a_numeral() -> None:
    assert numbering.family_beside("i)", "h)") is Family.LOWER_LETTER
    assert numbering.family_beside("i)", "b)") is Family.LOWER_ROMAN
    assert numbering.family_beside("ii)", "i)") is Family.LOWER_ROMAN
