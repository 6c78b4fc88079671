"""What is searched: inflected forms meet, whatever the case, accents and language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.tokens import MOST, Term, marked, names, query, tokens


def meets(written: str, text: str, language: str) -> bool:
    """Say whether a text holds all that a query asks for."""
    held = names(text, language)
    return all(
        any(
            held[at : at + len(way) - 1] == list(way[:-1])
            and (
                held[at + len(way) - 1].startswith(way[-1])
                if term.head
                else held[at + len(way) - 1] == way[-1]
            )
            for way in term.ways
            for at in range(len(held) - len(way) + 1)
        )
        for term in query(written)
    )


@pytest.mark.parametrize(
    ("written", "text", "language"),
    [
        ("governing", "The Governance of the Internet is governed.", "en"),
        ("negociations", "Les négociations des États", "fr"),
        ("État", "Les négociations des États", "fr"),
        ("l'internet", "la gouvernance d’Internet", "fr"),
        ("resoluciones", "la Resolución 102", "es"),
        ("управления", "Управление Интернетом", "ru"),
        ("الانترنت", "حوكمة الإنترنت", "ar"),
        ("治理", "互联网治理", "zh"),
        ("互", "互联网治理", "zh"),
        ("理", "互联网治理", "zh"),
        ("IPV6", "the adoption of IPv6", "en"),
        ("2/11", "document WTPF-IEG/2/11 of the meeting", "en"),
        ("govern*", "ungovernable, yet governable", "en"),
        ('"role of governments"', "on the role of governments in it", "en"),
        ("“role of governments”", "on the role of governments in it", "en"),
        ("Ⅳ", "part iv", "en"),
    ],
)
def test_a_query_meets_a_text(written: str, text: str, language: str) -> None:
    assert meets(written, text, language)


@pytest.mark.parametrize(
    ("written", "text", "language"),
    [
        ("internet", "an international body", "en"),
        ('"governments role"', "the role of governments", "en"),
        ("网治 联", "互联网", "zh"),
        ("v6", "IPv6", "en"),
        ("paris", "a pair of states", "en"),
    ],
)
def test_a_query_does_not_meet_what_only_resembles_it(
    written: str, text: str, language: str
) -> None:
    assert not meets(written, text, language)


@pytest.mark.parametrize("written", ["", "  ", '"', '""', "* ~ -", "…", "\u0301", "_"])
def test_what_holds_no_word_asks_for_nothing(written: str) -> None:
    assert query(written) == ()


def test_a_query_is_bounded() -> None:
    assert len(query(" ".join(f"word{number}" for number in range(100)))) == MOST
    assert len(names("x" * 10_000)[0]) == 60


def test_the_words_that_were_met_are_marked() -> None:
    pieces = marked("The governance of the Internet.", "en", query("internet governing"))
    assert pieces == (
        ("The ", False), ("governance", True), (" of the ", False), ("Internet", True), (".", False)
    )  # fmt: skip
    assert marked("互联网治理", "zh", query("联网")) == (
        ("互", False),
        ("联网", True),
        ("治理", False),
    )


WORDS = st.text(min_size=1, max_size=40)


@given(WORDS, st.sampled_from(["", "en", "fr", "es", "ru", "ar", "zh", "xx"]))
def test_tokens_hold_letters_and_digits_alone_and_stand_in_the_text(
    text: str, language: str
) -> None:
    for token in tokens(text, language):
        assert token.name.isalnum()
        assert 0 <= token.start < token.end <= len(text)


@given(WORDS, st.sampled_from(["", "en", "fr", "es", "ru", "ar", "zh"]))
def test_each_word_of_a_text_finds_it(text: str, language: str) -> None:
    for token in tokens(text, language):
        word = text[token.start : token.end]
        if len(word) < 50:
            assert meets(word, text, language)


@given(WORDS, WORDS)
def test_marking_keeps_every_character(text: str, written: str) -> None:
    assert "".join(words for words, _ in marked(text, "en", query(written))) == text


@given(st.text(max_size=60))
def test_any_query_has_ways_of_plain_tokens(written: str) -> None:
    for term in query(written):
        assert isinstance(term, Term)
        assert term.ways
        assert all(name.isalnum() for way in term.ways for name in way)
