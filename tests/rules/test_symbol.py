"""A symbol is issued once, is read as it was written, and has no double that looks the same."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from travaux.rules.refusal import Invalid
from travaux.rules.symbol import (
    HIGHEST_NUMBER,
    ISO,
    ITU,
    LONGEST_PATTERN,
    STYLES,
    UN,
    Kind,
    Modification,
    Pattern,
    Style,
    Symbol,
    issue,
    key,
    modified,
    next_number,
    not_issued,
    parse,
    pattern,
)

PATTERNS = [
    "WTPF-IEG/{meeting}/{number}",
    "WTPF-IEG/{meeting}/Info-Doc{number}",
    "WTPF-13/{number}",
    "A/CONF.{meeting}/{number}",
    "ISO/TC 46/SC 11 N {number}",
    "DM-{yy}/{number}",
    "{year}.{number} of the Ministry",
]
NUMBERS = st.integers(1, HIGHEST_NUMBER)
MODIFICATIONS = st.lists(st.tuples(st.sampled_from(Kind), NUMBERS), max_size=3)


@st.composite
def symbols(draw: st.DrawFn) -> Symbol:
    """Symbols of all styles, issued by a series and then modified."""
    style = draw(st.sampled_from([ITU, UN, ISO]))
    series = pattern(draw(st.sampled_from(PATTERNS)), style)
    made = parse(issue(series, draw(NUMBERS), meeting="2", year=2012), style)
    for kind, number in draw(MODIFICATIONS):
        made = modified(made, kind, number)
    language = draw(st.sampled_from(["", *style.languages]))
    return Symbol(made.base, style, made.modifications, language)


# Issuing


def test_r1_each_series_writes_its_symbols_in_its_own_way() -> None:
    issued = [issue(pattern(text), 11, meeting="2", year=2012) for text in PATTERNS]
    assert issued == [
        "WTPF-IEG/2/11",
        "WTPF-IEG/2/Info-Doc11",
        "WTPF-13/11",
        "A/CONF.2/11",
        "ISO/TC 46/SC 11 N 11",
        "DM-12/11",
        "2012.11 of the Ministry",
    ]


def test_a_year_in_two_digits_keeps_its_nought() -> None:
    assert issue(pattern("DM-{yy}/{number}"), 7, year=2005) == "DM-05/7"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"no \{number\}"),
        ("WTPF-IEG/2", r"no \{number\}.*Write a pattern like WTPF-IEG/\{meeting\}/\{number\}\.$"),
        ("X/{session}/{number}", r"“\{session\}” is no name.*\{number\}, \{meeting\}"),
        ("X/{}/{number}", r"“\{\}” is no name"),
        ("X/{number.real}", "is no name"),
        ("X/{number}/{number}", r"names \{number\} twice"),
        ("X/{number", "brace without its other half"),
        ("X/{{number}}", "brace without its other half"),
        ("X/number}", "brace without its other half"),
        ("X\n{number}", r"sign U\+000A, which cannot be seen"),
        ("X\u200b/{number}", r"sign U\+200B"),
        ("X\ud800{number}", r"sign U\+D800"),
        ("{meeting}{number}", "sign other than a digit must part the numbers"),
        ("{meeting} {number}", "sign other than a digit"),
        ("X2{number}", "sign other than a digit"),
        ("{number}0", "sign other than a digit"),
        ("X/{number}(Rev.1)", "would be read as a modification or a language of “X/1”"),
        ("X/{number}-E", "would be read as a modification or a language"),
        ("X/Rev {number}", "ends in something like a revision"),
        ("X" * LONGEST_PATTERN + "/{number}", f"has 69 signs; {LONGEST_PATTERN} is the most"),
    ],
)
def test_a_pattern_that_would_not_issue_single_symbols_is_refused(text: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        pattern(text)
    assert refused.value.field == "pattern"


def test_what_one_style_reads_as_an_ending_another_may_issue() -> None:
    assert pattern("X/{number}-E", UN) == Pattern("X/{number}-E")
    with pytest.raises(Invalid, match="modification"):
        pattern("X/Rev.{number}", UN)


@pytest.mark.parametrize("meeting", ["", " ", "2/3", "2\n", "{number}", "-2", "2" * 17, "２"])
def test_what_is_no_meeting_is_not_put_into_a_symbol(meeting: str) -> None:
    with pytest.raises(Invalid, match="needs the number of a meeting"):
        issue(pattern(PATTERNS[0]), 1, meeting=meeting)


def test_a_series_by_the_year_is_not_issued_without_one() -> None:
    for year in (0, 12, 20120):
        with pytest.raises(Invalid, match=f"needs a year in four digits, and {year} is none"):
            issue(pattern("DM-{yy}/{number}"), 1, year=year)


@pytest.mark.parametrize("number", [0, -1, HIGHEST_NUMBER + 1])
def test_what_is_no_number_is_neither_issued_nor_given_to_a_revision(number: int) -> None:
    with pytest.raises(Invalid, match=f"{number} is no number of a document"):
        issue(pattern("X/{number}"), number)
    with pytest.raises(Invalid, match=f"{number} is no number of a document"):
        modified(parse("X/1", ITU), Kind.REVISION, number)


@given(st.sampled_from(PATTERNS), NUMBERS, NUMBERS, st.integers(1, 999), st.integers(1, 999))
def test_r1_two_numbers_or_meetings_never_give_one_symbol(
    text: str, one: int, other: int, here: int, there: int
) -> None:
    series = pattern(text)
    assume(one != other or (here != there and "meeting" in series.names))
    first = issue(series, one, meeting=str(here), year=2012)
    assert key(first) != key(issue(series, other, meeting=str(there), year=2012))


# Numbers


def test_r1_numbers_follow_one_another() -> None:
    assert next_number([]) == 1
    assert next_number([1, 2, 3]) == 4


def test_r1_a_number_is_never_used_again_and_a_gap_never_filled() -> None:
    assert next_number([1, 2, 5]) == 6


def test_r1_a_reserved_number_is_passed_over() -> None:
    assert next_number([1, 2], reserved=[3, 4, 6]) == 5
    assert next_number([], reserved=[1]) == 2


def test_r1_what_was_reserved_and_never_used_shows_as_not_issued() -> None:
    assert not_issued([1, 2, 4], reserved=[3, 6]) == (3, 6)
    assert not_issued([1, 2, 3], reserved=[3]) == ()
    assert not_issued([]) == ()


@given(st.sets(NUMBERS), st.sets(NUMBERS))
def test_r1_the_next_number_was_never_taken_nor_reserved(
    taken: set[int], reserved: set[int]
) -> None:
    following = next_number(taken, reserved)
    assert following not in taken | reserved
    assert following > max(taken, default=0)
    passed = set(range(max(taken, default=0) + 1, following))
    assert passed <= reserved


# Modifying


def test_r3_revision_addendum_and_corrigendum_are_chained_in_order() -> None:
    report = parse("WTPF-IEG/3/40", ITU)
    first = modified(report, Kind.REVISION, 1)
    added = modified(first, Kind.ADDENDUM, 2)
    assert str(first) == "WTPF-IEG/3/40(Rev.1)"
    assert str(added) == "WTPF-IEG/3/40(Rev.1)(Add.2)"
    assert str(modified(added, Kind.CORRIGENDUM, 1)) == "WTPF-IEG/3/40(Rev.1)(Add.2)(Corr.1)"


def test_r3_a_revision_of_a_revision_takes_its_place() -> None:
    first = parse("WTPF-IEG/2/1(Rev.1)-F", ITU)
    assert str(modified(first, Kind.REVISION, 2)) == "WTPF-IEG/2/1(Rev.2)-F"


def test_r3_a_symbol_says_what_it_modifies() -> None:
    added = parse("WTPF-IEG/3/40(Rev.1)(Add.2)-E", ITU)
    assert str(added.modifies) == "WTPF-IEG/3/40(Rev.1)"
    assert parse("WTPF-IEG/3/40", ITU).modifies is None


@pytest.mark.parametrize(
    ("style", "base", "written"),
    [
        (ITU, "WTPF-IEG/2/11", "WTPF-IEG/2/11(Rev.1)(Corr.3)"),
        (UN, "A/CONF.48/14", "A/CONF.48/14/Rev.1/Corr.3"),
        (ISO, "ISO 8601-1:2019", "ISO 8601-1:2019/Rev 1/Cor 3"),
    ],
)
def test_each_body_writes_modifications_in_its_own_style(
    style: Style, base: str, written: str
) -> None:
    made = modified(modified(parse(base, style), Kind.REVISION, 1), Kind.CORRIGENDUM, 3)
    assert str(made) == written
    assert made.modifications == (
        Modification(Kind.REVISION, 1),
        Modification(Kind.CORRIGENDUM, 3),
    )


# Reading


@given(symbols())
def test_a_symbol_is_read_as_it_was_written(symbol: Symbol) -> None:
    assert parse(str(symbol), symbol.style) == symbol


def refusal_of(text: str, style: Style) -> Invalid | None:
    try:
        parse(text, style)
    except Invalid as refused:
        return refused
    return None


@given(st.text(max_size=30), st.sampled_from(list(STYLES.values())))
def test_whatever_is_read_at_all_is_written_and_read_alike(text: str, style: Style) -> None:
    refused = refusal_of(text, style)
    if refused is None:
        symbol = parse(text, style)
        assert str(symbol) == text.strip()
        assert parse(str(symbol), style) == symbol
    else:
        assert refused.field == "symbol"
        assert style.example in refused.sentence


def test_the_examples_that_refusals_give_are_read() -> None:
    for style in STYLES.values():
        assert parse(style.example, style).modifications


def test_a_language_follows_everything_else_and_only_where_the_body_writes_it() -> None:
    assert parse("WTPF-13/16(Rev.1)-E", ITU) == Symbol(
        "WTPF-13/16", ITU, (Modification(Kind.REVISION, 1),), "E"
    )
    assert parse("WTPF-13/16-G", ITU).language == ""
    assert parse("A/CONF.48/14-E", UN) == Symbol("A/CONF.48/14-E", UN)


def test_brackets_that_hold_no_modification_belong_to_the_base() -> None:
    assert parse("TD 123 (GEN/3)(Rev.1)", ITU).base == "TD 123 (GEN/3)"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "X/1(rev.1)", "X/1(Rev 1)", "X/1 (Rev.1)", "X/1(Rev.)", "X/1(Rev.0)",
        "X/1(Rev.01)", "X/1/rev.1", "X/1 Rev.1", "X/1 Corr. 2", "X/1/Addendum 1", "X/1(Révision 1)",
        "(Rev.1)", "/Rev.1", "X\u00ad/1", "X/1\tA", "X/{number}", "X" * 121,
    ],
)  # fmt: skip
def test_what_only_resembles_a_symbol_is_refused_with_an_example(style: Style, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text, style)
    assert style.example in refused.value.sentence


# Comparing


@pytest.mark.parametrize(
    "typed",
    [
        "wtpf-ieg/2/info-doc1",
        " WTPF-IEG / 2 / Info-Doc 1 ",
        "ＷＴＰＦ－ＩＥＧ／２／Ｉｎｆｏ－Ｄｏｃ１",
        "WTPF–IEG/2/Info‑Doc1",
        "WTPF-IEG∕2⁄Info-Doc1",
        "WТРF-ІЕG/2/Info-Doc1",  # Cyrillic Т, Р, І, Е
        "WΤΡF-ΙΕG/2/Info-Doc1",  # Greek Τ, Ρ, Ι, Ε
        "WTPF-IEG/2/Info-Doc\u200b1",
        "WTPF-IEG/2/Info-Doc\u00ad1",
        "WTPF-IEG/٢/Info-Doc١",
    ],
)
def test_r1_what_looks_the_same_is_the_same_symbol(typed: str) -> None:
    assert key(typed) == key("WTPF-IEG/2/Info-Doc1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WTPF-IEG/2/1", "WTPF-IEG/2/11"),
        ("WTPF-IEG/2/1", "WTPF-IEG/2/1(Rev.1)"),
        ("WTPF-IEG/2/1-E", "WTPF-IEG/2/1-F"),
        ("N 1 12", "N 11 2"),
        ("WTPF-IEG/2/1", "WTPF-IEG2/1"),
    ],
)
def test_r1_what_differs_to_the_eye_differs(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text())
@example("U¨")  # the accent stands alone until the blank that carries it is gone
def test_a_key_has_no_other_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(symbols())
def test_r1_case_width_and_blanks_never_make_a_second_symbol(symbol: Symbol) -> None:
    written = str(symbol)
    wide = "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in written)
    assert unicodedata.normalize("NFKC", wide) == written
    for typed in (wide, written.lower(), written.upper(), written.replace("/", " / ")):
        assert key(typed) == key(written)
