"""Words are cut as their readers would cut them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.words import Lexicon, cut, same_word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("multi-stakeholder process", ["multi-stakeholder", "process"]),
        ("paragraph 2.3.4.1 e)", ["paragraph", "2.3.4.1", "e", ")"]),
        ("2,500 or 16.5 per cent.", ["2,500", "or", "16.5", "per", "cent", "."]),
        ("Don't; the ITU's", ["Don't", ";", "the", "ITU's"]),
        ("see https://example.org/a?b=1, then", ["see", "https://example.org/a?b=1", ",", "then"]),
        ("L’accès d'aujourd'hui qu'il", ["L’", "accès", "d'", "aujourd'hui", "qu'", "il"]),
        ("научно-технический прогресс", ["научно-технический", "прогресс"]),
        ("ويقدّم تقريره، في ١٢٫٥", ["ويقدّم", "تقريره", "،", "في", "١٢٫٥"]),
        ("¿Qué países? El n.º 5", ["¿", "Qué", "países", "?", "El", "n", ".", "º", "5"]),
        ("国际互联网公共政策", ["国际", "互联网", "公共政策"]),
        ("2013年召开WTPF-13论坛。", ["2013", "年", "召开", "WTPF-13", "论坛", "。"]),
        ("インターネットの利用", ["インターネット", "の", "利", "用"]),
        ("cafe\u0301 ouvert", ["cafe\u0301", "ouvert"]),
    ],
)
def test_words_are_what_a_reader_would_point_at(text: str, words: list[str]) -> None:
    assert [word.strip() for word in cut(text)] == words


@given(
    st.text(max_size=60) | st.text(st.sampled_from("aé 1.,-'’\u2029\ufffc漢カ\n\t"), max_size=40)
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_words_joined_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


@given(st.text(st.sampled_from("abc dé.-' 漢"), max_size=30))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_blanks_end_a_word_and_never_stand_inside(text: str) -> None:
    for word in cut(text):
        assert len(word.split()) <= 1


def test_spellings_that_a_reader_cannot_tell_apart_are_one_word() -> None:
    assert same_word("don’t ") == same_word("don't")
    assert same_word("caf\u00e9") == same_word("cafe\u0301")
    assert same_word("co\u00adoperate") == same_word("cooperate")
    assert same_word("Union") != same_word("union")
    assert same_word("’") != same_word("'")


def test_a_word_has_one_code_point_whatever_blanks_follow() -> None:
    lexicon = Lexicon()
    first, second, third = list(lexicon.spell(["open ", "open", "closed"]))
    assert first == second != third


def test_code_points_pass_over_the_surrogates() -> None:
    lexicon = Lexicon()
    codes = lexicon.spell([f"w{number}" for number in range(0xE000)])
    assert len(set(codes)) == 0xE000
    assert not any(0xD800 <= ord(code) < 0xE000 for code in codes)
