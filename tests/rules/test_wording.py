"""What people type is kept as they meant it, and can be stored, compared and shown."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.rules.refusal import Invalid
from travaux.rules.wording import PARAGRAPHS, TITLE, file_name, line, paragraphs

REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u200e\u200f\u061c"
PLAIN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn"), exclude_characters=REORDERING),
    max_size=200,
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_of_a_character_is_refused(half: int) -> None:
    words = f"Draft{chr(half)}report"
    with pytest.raises(Invalid, match="half of a character"):
        line(words, "title")
    with pytest.raises(Invalid, match="half of a character"):
        paragraphs(words, "reason")
    with pytest.raises(Invalid, match="half of a character"):
        file_name(words)


@pytest.mark.parametrize(
    ("sign", "name"),
    [("\x00", "U\\+0000"), ("\x07", "U\\+0007"), ("\x7f", "U\\+007F"), ("\x9f", "U\\+009F"),
     ("\x0b", "U\\+000B"), ("\x1b", "U\\+001B"), ("\uffff", "U\\+FFFF"), ("\ufffe", "U\\+FFFE")],
)  # fmt: skip
def test_a_control_character_is_refused_with_its_name_and_place(sign: str, name: str) -> None:
    with pytest.raises(Invalid, match=f"{name}, the 4th character"):
        line(f"Abc{sign}def", "title")
    with pytest.raises(Invalid, match=f"{name}, the 4th character"):
        paragraphs(f"Abc{sign}def", "reason")


@pytest.mark.parametrize("sign", REORDERING)
def test_signs_that_reorder_what_follows_are_refused(sign: str) -> None:
    with pytest.raises(Invalid, match=f"reorders what follows it \\(U\\+{ord(sign):04X}\\)"):
        line(f"Draft {sign}report", "title")


@pytest.mark.parametrize("mark", MARKS)
def test_the_marks_that_right_to_left_titles_need_are_kept(mark: str) -> None:
    title = f"تقرير (ITU){mark} الأول"
    assert line(title, "title") == title


def test_words_are_kept_composed_so_that_like_is_like() -> None:
    assert line("Re\u0301solution", "title") == "R\u00e9solution"
    assert paragraphs("A\u030angstro\u0308m", "reason") == "\u00c5ngstr\u00f6m"


def test_a_line_is_one_line_with_plain_blanks() -> None:
    assert line("  Draft\u00a0report\r\n\tof  the Chair ", "title") == "Draft report of the Chair"


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert line("\ufeffDraft\u200b re\u00adport\u2060", "title") == "Draft report"


def test_paragraphs_keep_their_lines() -> None:
    assert paragraphs("One.\r\n\r\nTwo.\rThree.\n", "reason") == "One.\n\nTwo.\nThree."


def test_an_empty_text_is_refused_where_it_is_needed() -> None:
    for empty in ("", " \n\t ", "\u200b"):
        with pytest.raises(Invalid, match="The title is missing") as caught:
            line(empty, "title", field="title")
        assert caught.value.field == "title"
        assert line(empty, "title", needed=False) == ""
        assert paragraphs(empty, "reason") == ""
        with pytest.raises(Invalid, match="The reason is missing"):
            paragraphs(empty, "reason", needed=True)


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    assert len(line("x" * TITLE, "title")) == TITLE
    with pytest.raises(Invalid, match="has 501 characters; 500 are possible"):
        line("x" * (TITLE + 1), "title")
    with pytest.raises(Invalid, match="has 100,000 characters; 20,000 are possible"):
        paragraphs("x" * 100_000, "reason")
    assert len(paragraphs("x" * PARAGRAPHS, "reason")) == PARAGRAPHS
    with pytest.raises(Invalid, match="has 100,000 characters; 500 are possible"):
        line("é" * 100_000, "title")


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("draft.docx", "draft.docx"),
        ("C:\\Users\\Smith\\draft.docx", "draft.docx"),
        ("/etc/../home/draft.docx", "draft.docx"),
        ("..hidden.docx", "hidden.docx"),
        ("draft.docx. ", "draft.docx"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
    ],
)
def test_a_files_name_is_its_last_part(given_: str, kept: str) -> None:
    assert file_name(given_) == kept


@pytest.mark.parametrize("name", ["", "..", "/", "a/", "a\x00b", "a\u202efdp.exe", "x" * 201])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        file_name(name, field="upload")


@given(PLAIN)
def test_plain_words_are_kept(text: str) -> None:
    kept = line(text, "title", needed=False)
    wanted = " ".join(unicodedata.normalize("NFC", text).split())
    assert unicodedata.normalize("NFC", kept) == kept
    assert kept.split() == wanted.split()


CLEANERS: list[Callable[[str], str]] = [
    lambda words: line(words, "title", needed=False),
    lambda words: paragraphs(words, "reason"),
]


@pytest.mark.parametrize("clean", CLEANERS)
@given(ANYTHING)
def test_what_is_kept_is_safe_and_kept_again_as_it_is(
    clean: Callable[[str], str], text: str
) -> None:
    try:
        kept = clean(text)
    except Invalid:
        return
    kept.encode()  # no lone surrogate is left
    assert not set(kept) & {"\x00", "\r", *REORDERING}
    assert unicodedata.is_normalized("NFC", kept)
    assert clean(kept) == kept
