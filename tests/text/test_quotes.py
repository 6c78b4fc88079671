"""Quoted words are found as writers quote: every place, or one and how sure it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.quotes import around, find_words, occurrences
from travaux.text.tree import OBJECT

TEXT = "It grew by 2.5 billion (cf. Rev. 2). “No,” said Mr. X – twice. Then it’s done."


# Every place, nothing guessed


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


def test_the_words_around_are_cut_short() -> None:
    before, after = around("a" * 100 + "X" + "b" * 100, 100, 101)
    assert (before, after) == ("a" * 40, "b" * 40)


# One place, and how sure


def test_of_several_places_the_surroundings_decide() -> None:
    text = "the group met; the group spoke; the group left"
    words = find_words("the group", text, before="met; ", after=" spoke")
    assert words == (15, 24, 1.0)
    assert find_words("the group", text) == (0, 9, 0.7)


def test_a_word_is_not_found_within_another() -> None:
    assert find_words("art", "a party") is None


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=30))
def test_every_quote_of_a_text_is_found_in_it(head: str, quote: str, tail: str) -> None:
    words = find_words(quote, f"{head} {quote} {tail}")
    if quote.strip():
        assert words is not None
        assert 0 <= words.start < words.end <= len(head) + len(quote) + len(tail) + 2
