"""Quoted words are found as writers quote; sentences end where readers see them end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.quotations import around, occurrences, sentences
from travaux.text.tree import OBJECT

TEXT = "It grew by 2.5 billion (cf. Rev. 2). “No,” said Mr. X – twice. Then it’s done."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("It grew", "It grew"),
        ("it grew", "It grew"),
        ("it's done.", "it’s done."),
        ('"No," said', "“No,” said"),
        ("Mr. X - twice", "Mr. X – twice"),
        ("by  2.5\nbillion", "by 2.5 billion"),
        ("2.5 billion,", "2.5 billion"),
        ("It grew … Rev. 2", "It grew by 2.5 billion (cf. Rev. 2"),
    ],
)
def test_words_are_found_whatever_their_marks(quote: str, found: str) -> None:
    assert [TEXT[start:end] for start, end in occurrences(quote, TEXT)] == [found]


@pytest.mark.parametrize("quote", ["grew by 3", "illion", "grew … never", "", "…"])
def test_other_words_and_parts_of_words_are_not_found(quote: str) -> None:
    assert occurrences(quote, TEXT) == []


def test_words_that_stand_twice_are_found_twice() -> None:
    assert len(occurrences("the", "the one, the other")) == 2


def test_the_call_of_a_note_does_not_part_words() -> None:
    assert occurrences("Forum. Its", f"Forum.{OBJECT} Its subject") == [(0, 11)]


def test_sentences_end_at_their_signs_but_not_at_abbreviations() -> None:
    assert [TEXT[start:end] for start, end in sentences(TEXT)] == [
        "It grew by 2.5 billion (cf. Rev. 2).",
        "“No,” said Mr. X – twice.",
        "Then it’s done.",
    ]
    text = "第一句。第二句！"
    assert [text[start:end] for start, end in sentences(text)] == ["第一句。", "第二句！"]


@given(st.text(st.sampled_from("ab. ?!“”。\n"), max_size=40))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    found = sentences(text)
    held = "".join("".join(text[start:end].split()) for start, end in found)
    assert held == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_the_words_around_are_cut_short() -> None:
    before, after = around("a" * 100 + "X" + "b" * 100, 100, 101)
    assert (before, after) == ("a" * 40, "b" * 40)
