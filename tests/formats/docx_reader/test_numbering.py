"""Automatic numbering: the labels are those that Word shows (ECMA-376-1, 17.9)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.docx_reader.word_files import (
    abstract,
    deleted,
    docx,
    inserted,
    level,
    num,
    numbered,
    paragraph,
    style,
    styled,
)
from travaux.formats.docx_reader import read
from travaux.formats.docx_reader.number_formats import roman, write_number
from travaux.text.tree import LabelKind

OUTLINE = (level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    tree = read(docx(body, numbering=numbering, styles=styles)).accepted
    return [provision.label for provision in tree.provisions]


def lines(*places: tuple[int, int]) -> str:
    return "".join(paragraph("The Chair noted this.", numbered(*place)) for place in places)


def test_levels_count_and_deeper_ones_begin_again() -> None:
    body = lines((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2))
    shown = labels(body, abstract(0, *OUTLINE) + num(1, 0))
    assert shown == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]


def test_a_level_that_was_skipped_shows_its_start_and_has_not_begun() -> None:
    three = (level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3"))
    body = lines((1, 0), (1, 2), (1, 1), (1, 2))
    assert labels(body, abstract(0, *three) + num(1, 0)) == ["1", "1.1.1", "1.1", "1.1.1"]


def test_numberings_over_one_definition_go_on_together() -> None:
    numbering = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0)
    assert labels(lines((1, 0), (2, 0), (1, 0)), numbering) == ["1.", "2.", "3."]


def test_a_start_that_is_overridden_counts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="10"/></w:lvlOverride>'
    numbering = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0, override)
    shown = labels(lines((1, 0), (2, 0), (2, 0), (1, 0), (2, 0)), numbering)
    assert shown == ["1.", "10.", "11.", "12.", "13."]


def test_a_level_that_is_overridden_shows_its_own_text() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "§ %1")}</w:lvlOverride>'
    numbering = abstract(0, *OUTLINE) + num(1, 0, override)
    assert labels(lines((1, 0), (1, 0)), numbering) == ["§ 1", "§ 2"]


@pytest.mark.parametrize(
    ("restart", "last"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "2"), (1, "1")]
)
def test_a_level_restarts_as_it_is_told(restart: str | int, last: str) -> None:
    told = '<w:lvlRestart w:val="1"/>' if restart == 1 else str(restart)
    numbering = abstract(0, level(0, "%1"), level(1, "%2", more=told)) + num(1, 0)
    assert labels(lines((1, 0), (1, 1), (1, 0), (1, 1)), numbering)[-1] == last


def test_a_level_that_restarts_after_the_first_rank_only_goes_on_after_the_second() -> None:
    third = level(2, "%3", more='<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, level(0, "%1"), level(1, "%2"), third) + num(1, 0)
    body = lines((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
    assert labels(body, numbering) == ["1", "1", "1", "2", "2", "2", "1"]


def test_legal_numbering_is_decimal_throughout() -> None:
    second = level(1, "%1.%2", "upperLetter", "<w:isLgl/>")
    numbering = abstract(0, level(0, "Article %1.", "upperRoman"), second) + num(1, 0)
    assert labels(lines((1, 0), (1, 1), (1, 1)), numbering) == ["Article I.", "1.1", "1.2"]


def test_zero_takes_the_numbering_of_a_style_away() -> None:
    styles = style("Clause", "clause", f"<w:pPr>{numbered(1)}</w:pPr>")
    body = paragraph("One.", styled("Clause")) + paragraph("Two.", styled("Clause") + numbered(0))
    assert labels(body, abstract(0, *OUTLINE) + num(1, 0), styles) == ["1.", ""]


def test_a_style_linked_to_a_level_is_numbered_at_it() -> None:
    linked = (
        level(0, "%1", more='<w:pStyle w:val="Top"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>'),
    )
    number_only = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Top", "top", number_only) + style("Sub", "sub", "", "Top")
    body = paragraph("One.", styled("Top")) + paragraph("Below.", styled("Sub"))
    assert labels(body, abstract(0, *linked) + num(1, 0), styles) == ["1", "1.1"]


def test_a_level_of_a_style_takes_its_numbering_from_the_style_below() -> None:
    styles = style("Top", "top", f"<w:pPr>{numbered(1)}</w:pPr>") + style(
        "Sub", "sub", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', "Top"
    )
    body = paragraph("One.", styled("Top")) + paragraph("Below.", styled("Sub"))
    assert labels(body, abstract(0, *OUTLINE) + num(1, 0), styles) == ["1.", "1.1"]


def test_a_numbering_style_leads_to_the_definition_that_holds_the_levels() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Outline"><w:name w:val="outline"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    held = abstract(0, '<w:styleLink w:val="Outline"/>', *OUTLINE)
    link = abstract(1, '<w:numStyleLink w:val="Outline"/>')
    numbering = held + link + num(1, 0) + num(2, 1)
    assert labels(lines((2, 0), (2, 1)), numbering, styles) == ["1.", "1.1"]


def test_an_empty_numbered_paragraph_counts_and_keeps_its_number() -> None:
    body = paragraph("One.", numbered(1)) + paragraph("", numbered(1)) + paragraph("", "")
    body += paragraph("Three.", numbered(1))
    assert labels(body, abstract(0, *OUTLINE) + num(1, 0)) == ["1.", "2.", "3."]


def test_an_inserted_paragraph_does_not_count_in_the_original() -> None:
    mark = '<w:ins w:id="1" w:author="delegate"/>'
    body = (
        paragraph("One.", numbered(1))
        + f"<w:p><w:pPr>{numbered(1)}<w:rPr>{mark}</w:rPr></w:pPr>{inserted('New.')}</w:p>"
        + paragraph("Two.", numbered(1))
    )
    reading = read(docx(body, numbering=abstract(0, *OUTLINE) + num(1, 0)))
    assert [one.label for one in reading.accepted.provisions] == ["1.", "2.", "3."]
    assert [one.label for one in reading.original.provisions] == ["1.", "2."]
    assert reading.tracked is not None
    assert [(b.old_label, b.new_label) for b in reading.tracked.blocks] == [
        ("1.", "1."),
        ("", "2."),
        ("2.", "3."),
    ]


def test_a_numbering_that_was_changed_under_revision_differs_between_the_views() -> None:
    change = f'<w:pPrChange w:id="1" w:author="delegate"><w:pPr>{numbered(2)}</w:pPr></w:pPrChange>'
    numbering = abstract(0, *OUTLINE) + abstract(1, level(0, "%1)")) + num(1, 0) + num(2, 1)
    reading = read(docx(paragraph("One.", numbered(1) + change), numbering=numbering))
    assert reading.accepted.provisions[0].label == "1."
    assert reading.original.provisions[0].label == "1)"


def test_a_deleted_text_keeps_its_number_where_its_mark_stays() -> None:
    body = f"<w:p><w:pPr>{numbered(1)}</w:pPr>{deleted('Gone.')}</w:p>"
    reading = read(docx(body, numbering=abstract(0, *OUTLINE) + num(1, 0)))
    assert [one.label for one in reading.accepted.provisions] == ["1."]


@pytest.mark.parametrize(
    ("sign", "font", "shown"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("\uf0fc", "Wingdings", "✓"),
        ("o", "Courier New", "o"),
        ("–", "", "–"),
    ],
)
def test_a_bullet_is_shown_as_a_readable_sign(sign: str, font: str, shown: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    bullet = level(0, sign, "bullet").replace("</w:lvl>", f"{fonts}</w:lvl>")
    tree = read(docx(lines((1, 0)), numbering=abstract(0, bullet) + num(1, 0))).accepted
    assert (tree.provisions[0].label, tree.provisions[0].label_kind) == (
        shown,
        LabelKind.AUTOMATIC,
    )


def test_a_custom_format_is_read_also_where_it_is_an_alternative() -> None:
    number_format = (
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    custom = level(0, "%1").replace('<w:numFmt w:val="decimal"/>', number_format)
    assert labels(lines((1, 0), (1, 0)), abstract(0, custom) + num(1, 0)) == ["001", "002"]


FORMATS = {
    "decimalZero": {1: "01", 12: "12"},
    "upperRoman": {4: "IV", 1990: "MCMXC"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"},
    "ordinal": {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 22: "22nd"},
    "cardinalText": {1: "One", 42: "Forty-two", 115: "One hundred fifteen"},
    "ordinalText": {1: "First", 20: "Twentieth", 42: "Forty-second", 100: "One hundredth"},
    "numberInDash": {3: "- 3 -"},
    "hex": {10: "A", 255: "FF"},
    "none": {3: ""},
    "russianLower": {1: "а", 10: "к"},
    "arabicAlpha": {1: "أ", 2: "ب", 3: "ت"},
    "arabicAbjad": {1: "أ", 3: "ج"},
    "hebrew1": {1: "א", 15: "טו", 16: "טז", 21: "כא", 400: "ת"},
    "hebrew2": {22: "ת", 23: "אא"},
    "hindiNumbers": {12: "१२"},
    "thaiLetters": {1: "ก"},
    "thaiNumbers": {10: "๑๐"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedParen": {2: "⑵"},
    "decimalFullWidth": {10: "１０"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 101: "一百〇一"},
    "chineseCountingThousand": {1: "一", 10: "十", 110: "一百一十", 1001: "一千〇一"},
    "taiwaneseCounting": {12: "十二"},
    "japaneseCounting": {10: "十", 12: "十二", 101: "百一", 1000: "千", 2345: "二千三百四十五"},
    "koreanCounting": {1: "일", 12: "십이"},
    "ideographDigital": {10: "一〇", 23: "二三"},
    "ideographTraditional": {1: "甲", 10: "癸"},
    "ideographZodiac": {1: "子", 12: "亥"},
    "ideographLegalTraditional": {1: "壹", 10: "壹拾"},
    "japaneseLegal": {1: "壱", 10: "壱拾"},
    "aiueoFullWidth": {1: "ア", 2: "イ"},
    "irohaFullWidth": {1: "イ", 2: "ロ"},
    "ganada": {1: "가", 15: "가가"},
    "chosung": {1: "ㄱ"},
    "unheard of": {7: "7"},
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_number_is_written_in_its_format(name: str) -> None:
    for number, shown in FORMATS[name].items():
        assert write_number(number, name) == shown


def test_eastern_arabic_digits_of_a_custom_sample_are_counted() -> None:
    assert write_number(7, "custom", "0001, 0002, 0003, ...") == "0007"


@given(st.integers(0, 2**31 - 1), st.sampled_from([*FORMATS, "custom"]))
@settings(derandomize=True, max_examples=300)
def test_no_number_makes_a_long_label(number: int, name: str) -> None:
    assert len(write_number(number, name, "001, 002")) < 120


@given(st.integers(1, 3999))
@settings(derandomize=True, max_examples=200)
def test_roman_numerals_add_up_to_their_number(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [values[sign] for sign in roman(number)]
    after = [*signs[1:], 0]
    total = sum(-one if one < two else one for one, two in zip(signs, after, strict=True))
    assert total == number
