"""Kinds and levels: what a paragraph is and where it hangs, told by label, style and look."""

import pytest

from tests.formats.docx_reader.laws import assert_redline_holds
from tests.formats.docx_reader.word_files import docx, paragraph, run, style, styled
from travaux.formats.docx_reader import read
from travaux.text.tree import CONTAINERS, Kind


def bold(text: str) -> str:
    return f"<w:p>{run(text, '<w:b/>')}</w:p>"


def italic(text: str) -> str:
    return f"<w:p>{run(text, '<w:i/>')}</w:p>"


def outline(*lines: str, styles: str = "") -> list[tuple[int, str, str]]:
    """Return the level, kind and label of each provision; a plain line is given as its text."""
    body = "".join(line if line.startswith("<") else paragraph(line) for line in lines)
    reading = read(docx(body, styles=styles))
    assert_redline_holds(reading)
    return [
        (one.level, one.kind.value, one.label)
        for one in reading.accepted.provisions
        if one.kind not in CONTAINERS
    ]


def test_roman_numerals_capital_letters_and_numbers_open_deeper_headings() -> None:
    assert outline(
        bold("\tI.\tIntroduction"),
        "1.\tThe Assembly took note of the report.",
        bold("\tII.\tOverview"),
        bold("A.\tBackground"),
        "2.\tThe report was prepared in good time.",
        bold("1.\tAccess"),
        "3.\tAccess is discussed here.",
        bold("B.\tOutlook"),
        bold("III.\tConclusions"),
    ) == [
        (1, "heading", "I."),
        (2, "paragraph", "1."),
        (1, "heading", "II."),
        (2, "heading", "A."),
        (3, "paragraph", "2."),
        (3, "heading", "1."),
        (4, "paragraph", "3."),
        (2, "heading", "B."),
        (1, "heading", "III."),
    ]


def test_articles_stand_below_chapters_and_annexes_beside_them() -> None:
    assert outline(
        "CHAPTER I",
        "Article 1",
        "1.\tThe group meets twice a year.",
        "Article 2. The Chair presides over all meetings.",
        "(a)\tin person;",
        "CHAPTER II",
        "Article 3",
        "ANNEX 1",
        "Some terms are set out here.",
    ) == [
        (1, "heading", "CHAPTER I"),
        (2, "heading", "Article 1"),
        (3, "paragraph", "1."),
        (2, "paragraph", "Article 2."),
        (3, "item", "(a)"),
        (1, "heading", "CHAPTER II"),
        (2, "heading", "Article 3"),
        (1, "heading", "ANNEX 1"),
        (2, "paragraph", ""),
    ]


def test_chinese_divisions_nest_like_others() -> None:
    assert outline("第一章 总则", "第一条 本组每年开会两次。", "（一）主席；", "第二章 会议") == [
        (1, "heading", "第一章"),
        (2, "paragraph", "第一条"),
        (3, "item", "（一）"),
        (1, "heading", "第二章"),
    ]


def test_the_clauses_of_an_annex_hang_below_it() -> None:
    styles = "".join(
        style(f"H{rank}", f"heading {rank}", f'<w:pPr><w:outlineLvl w:val="{rank - 1}"/></w:pPr>')
        for rank in (1, 2, 8)
    )
    assert outline(
        paragraph("1\tScope", styled("H1")),
        paragraph("Annex A (normative):\tMessages", styled("H8")),
        paragraph("A.1\tGeneral", styled("H1")),
        paragraph("A.1.1\tPurpose", styled("H2")),
        styles=styles,
    ) == [
        (1, "heading", "1"),
        (1, "heading", "Annex A"),
        (2, "heading", "A.1"),
        (3, "heading", "A.1.1"),
    ]


def test_letters_before_numbers_make_numbered_paragraphs() -> None:
    assert outline("Annex B", "B.1\tThe form is open.", "B.1.1\tIt is short.", "B.2\tIt ends.") == [
        (1, "heading", "Annex B"),
        (2, "paragraph", "B.1"),
        (3, "paragraph", "B.1.1"),
        (2, "paragraph", "B.2"),
    ]


def test_items_named_with_their_paragraph_stand_beside_each_other() -> None:
    assert outline(
        "2.3\tThe Forum noted:",
        "2.3.4\tThe work goes on.",
        "2.3.4 e)\tthe fifth point;",
        "2.3.4 f)\tthe sixth point.",
        "2.3.5\tThe work ends.",
    ) == [
        (1, "paragraph", "2.3"),
        (2, "paragraph", "2.3.4"),
        (3, "item", "2.3.4 e)"),
        (3, "item", "2.3.4 f)"),
        (2, "paragraph", "2.3.5"),
    ]


def test_a_number_put_between_two_others_stands_beside_them() -> None:
    assert outline("17\tText one.", "17 bis\tText two.", "18\tText three.") == [
        (1, "paragraph", "17"),
        (1, "paragraph", "17 bis"),
        (1, "paragraph", "18"),
    ]


def test_a_line_in_italics_ends_what_was_numbered_before() -> None:
    assert outline(
        italic("resolves"),
        "1\tto go on;",
        "2\tto report,",
        "2.1\tonce a year;",
        italic("instructs the Director"),
        "to do all of this,",
    ) == [
        (1, "paragraph", ""),
        (1, "paragraph", "1"),
        (1, "paragraph", "2"),
        (2, "paragraph", "2.1"),
        (1, "paragraph", ""),
        (1, "paragraph", ""),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Annex_No", Kind.HEADING),
        ("ChapNo", Kind.HEADING),
        ("_ H _Ch_G", Kind.HEADING),
        ("Heading_b", Kind.HEADING),
        ("Title 1", Kind.TITLE),
        ("TH", Kind.CAPTION),
        ("Table_title", Kind.CAPTION),
        ("Body Text", Kind.PARAGRAPH),
    ],
)
def test_the_styles_of_known_templates_say_what_a_paragraph_is(name: str, kind: Kind) -> None:
    body = paragraph("Sources of spam", styled("S"))
    assert read(docx(body, styles=style("S", name))).accepted.provisions[0].kind is kind


def test_a_line_with_the_form_of_a_caption_is_one() -> None:
    lines = ("Table 2 – Sources", "Figure 4.2.1-1: Flow", "Figure 1 shows the flow of words.")
    assert [kind for _, kind, _ in outline(*lines)] == ["caption", "caption", "paragraph"]


def test_a_remark_opens_nothing() -> None:
    assert outline("1.1\tThe first.", "NOTE 1:\tA remark.", "1.2\tThe second.") == [
        (1, "paragraph", "1.1"),
        (1, "paragraph", "NOTE 1"),
        (1, "paragraph", "1.2"),
    ]


def test_a_zero_heading_holds_those_it_begins() -> None:
    lines = [bold(line) for line in ("1.0\tFoundation", "1.1\tPolicy", "1.2\tSkills", "2.0\tTasks")]
    assert [level for level, _, _ in outline(*lines)] == [1, 2, 2, 1]


def test_typed_headings_go_on_past_nine() -> None:
    lines = [bold(f"{count}.\tTheme") for count in (8, 9, 10, 11)]
    assert [level for level, _, _ in outline(*lines)] == [1, 1, 1, 1]


def test_nothing_but_its_own_parts_hangs_below_a_note() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    styles = "".join(
        style(f"H{rank}", f"heading {rank}", f'<w:pPr><w:outlineLvl w:val="{rank - 1}"/></w:pPr>')
        for rank in (1, 3)
    )
    body = (
        f"<w:p><w:pPr>{styled('H1')}</w:pPr>{run('Opening')}{call}</w:p>"
        + paragraph("Deep one", styled("H3"))
        + paragraph("Some words.")
        + paragraph("Deep two", styled("H3"))
    )
    note = f'<w:footnote w:id="2">{paragraph("The note.")}{paragraph("It goes on.")}</w:footnote>'
    tree = read(docx(body, styles=styles, footnotes=note)).accepted
    assert [(one.level, one.text.strip("\ufffc")) for one in tree.provisions] == [
        (1, "Opening"),
        (2, "The note."),
        (3, "It goes on."),
        (2, "Deep one"),
        (3, "Some words."),
        (2, "Deep two"),
    ]
