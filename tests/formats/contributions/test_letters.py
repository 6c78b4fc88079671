"""Letters are split into comments: where a point begins, what it is about, what it proposes."""

import pytest

from travaux.formats.contributions import read
from travaux.sample import draft
from travaux.text.comment import Comment, CommentKind, Contribution, Form, Source, TargetKind
from travaux.text.landmarks import Landmarks

DRAFT = draft("third")
LANDMARKS = Landmarks(DRAFT)


def letter(*paragraphs: str, name: str = "letter.txt") -> Contribution:
    found = read(name, "\n\n".join(paragraphs).encode(), DRAFT, sources=(Source("UK"),))
    assert found.form is Form.LETTER
    return found


def where(comment: Comment) -> str:
    """Return the citation of what a comment is about, `draft` for the whole, `?` for nowhere."""
    target = comment.targets[0]
    if target.kind is TargetKind.DRAFT:
        return "?" if target.label else "draft"
    return LANDMARKS.citations[LANDMARKS.index[target.start]] if target.start else target.kind.value


def points(found: Contribution) -> list[tuple[str, str]]:
    return [(where(one), one.text) for one in found.comments]


def only(*paragraphs: str) -> Comment:
    (comment,) = letter(*paragraphs).comments
    return comment


# Where a point begins


def test_a_paragraph_that_opens_with_a_reference_begins_a_point() -> None:
    found = letter(
        "In section 2.3.1 the tone is wrong.",
        "Paragraph 2.3.4.1 e): this is unclear.",
        "§ 3.2 is good.",
    )
    assert [where(one) for one in found.comments] == ["2.3.1", "2.3.4.1 e)", "3.2"]
    assert not found.warnings


def test_a_sentence_that_opens_with_another_reference_begins_one_too() -> None:
    text = "In section 2.3.1 the tone is wrong. It should be calm. In section 2.3.3 it is right."
    assert points(letter(text)) == [
        ("2.3.1", "In section 2.3.1 the tone is wrong. It should be calm."),
        ("2.3.3", "In section 2.3.3 it is right."),
    ]


def test_a_paragraph_without_a_reference_goes_on_the_point_before() -> None:
    assert points(letter("In section 2.3.1 the tone is wrong.", "It should be calm.")) == [
        ("2.3.1", "In section 2.3.1 the tone is wrong.\nIt should be calm.")
    ]


def test_before_any_reference_a_paragraph_is_on_the_whole_draft() -> None:
    found = letter("The draft is too long.", "It needs a summary.", "In section 2.1 we agree.")
    assert [where(one) for one in found.comments] == ["draft", "draft", "2.1"]


def test_a_paragraph_on_the_whole_report_leaves_the_point_before() -> None:
    found = letter("In section 2.1 we agree.", "The whole report should be shorter.")
    assert [where(one) for one in found.comments] == ["2.1", "draft"]


def test_a_reference_deeper_in_the_first_sentence_counts_if_it_is_the_only_one() -> None:
    assert where(only("We are concerned about the statement in section 2.3.3 on views.")) == "2.3.3"


@pytest.mark.parametrize(
    "aside",
    [
        "We agree with this (see section 2.3.3).",
        "Article 19 of the Universal Declaration of Human Rights protects it.",
        "Under the Tunis Agenda, paragraph 35, roles differ.",
        "The words “as in section 2.3.3” are unclear.",
    ],
)
def test_an_aside_and_another_text_begin_no_point(aside: str) -> None:
    assert [where(one) for one in letter(aside).comments] == ["draft"]


def test_headings_that_are_references_are_followed_by_their_points() -> None:
    found = letter(
        "# Comments",
        "## 2.3.1 Growth and use",
        "The tone is wrong.",
        "## Paragraph 2.3.4.1 e)",
        "It is unclear.",
        "## General",
        "The draft is long.",
        name="letter.md",
    )
    assert points(found) == [
        ("2.3.1", "The tone is wrong."),
        ("2.3.4.1 e)", "It is unclear."),
        ("draft", "The draft is long."),
    ]


def test_items_under_a_heading_are_points_of_their_own() -> None:
    found = letter("## Section 2.3.1", "- The tone is wrong.\n- The source is old.", name="x.md")
    assert points(found) == [("2.3.1", "The tone is wrong."), ("2.3.1", "The source is old.")]


def test_an_item_of_the_place_spoken_of_is_found_there() -> None:
    found = letter("Paragraph 2.3.4.2 c) is good.", "Item f) is not.")
    assert [where(one) for one in found.comments] == ["2.3.4.2 c)", "2.3.4.2 f)"]


def test_the_letters_own_numbers_are_no_references() -> None:
    found = letter(
        "1. General", "It is long.", "2. Details", "2.1 On section 2.3.3: no.", "2.2 On 2.3.1: yes."
    )
    assert [where(one) for one in found.comments][-2:] == ["2.3.3", "2.3.1"]


def test_letters_after_a_number_are_its_items() -> None:
    comment = only("2.3.4.2 (e) and (f): merge them.")
    assert [LANDMARKS.citations[LANDMARKS.index[one.start]] for one in comment.targets] == [
        "2.3.4.2 e)",
        "2.3.4.2 f)",
    ]


def test_a_paragraph_that_quotes_other_words_leaves_the_point_before() -> None:
    found = letter(
        "Section 2.3.3: no.", "We keep “criminals attack the innocent at every turn” as it is."
    )
    assert [where(one) for one in found.comments] == ["2.3.3", "2.3.1"]


def test_one_point_may_be_about_several_places() -> None:
    comment = only("Sections 2.3.1 and 2.3.3: the tone differs.")
    assert [LANDMARKS.citations[LANDMARKS.index[one.start]] for one in comment.targets] == [
        "2.3.1",
        "2.3.3",
    ]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Au paragraphe 2.3.4.1 e), le texte est obscur.", "2.3.4.1 e)"),
        ("En la sección 2.3.1, el tono es emotivo.", "2.3.1"),
        ("В разделе 2.3.1 тон эмоционален.", "2.3.1"),
        ("في الفقرة 2.3.1 النص غير واضح.", "2.3.1"),
        ("在第2.3.1节中，措辞不当。", "2.3.1"),
    ],
)
def test_letters_in_other_languages(text: str, cited: str) -> None:
    assert where(only(text)) == cited


def test_a_repeated_provision_is_what_the_point_is_about() -> None:
    provision = DRAFT.provisions[LANDMARKS.index["p33"]].text
    found = letter("Section 2.3.3", provision, "This is not so.")
    assert points(found) == [("2.3.3", "This is not so.")]
    assert found.comments[0].targets[0].start == "p33"


# What is no point


def test_greetings_and_signatures_are_no_comments() -> None:
    found = letter(
        "Dear Chair,", "In section 2.1 we agree.", "Yours sincerely,", "A. Smith", "Head, UK"
    )
    assert points(found) == [("2.1", "In section 2.1 we agree.")]
    assert not found.warnings


def test_thanks_and_self_descriptions_are_no_comments_but_are_kept() -> None:
    found = letter(
        "The UK welcomes the opportunity to comment.",
        "Nominet is the registry of names of the country and was founded in 1996.",
        "In section 2.1 we agree.",
    )
    assert [where(one) for one in found.comments] == ["2.1"]
    assert found.set_aside == (
        "The UK welcomes the opportunity to comment.",
        "Nominet is the registry of names of the country and was founded in 1996.",
    )


def test_thanks_below_a_title_that_names_a_section_are_no_comment() -> None:
    text = "Title: Comment on section 2.3.6\n\nWe thank the secretariat.\n\nIt is too short.\n"
    found = read("x.txt", text.encode(), DRAFT)
    assert found.set_aside == ("We thank the secretariat.",)
    assert [one.text for one in found.comments] == ["It is too short."]


def test_thanks_that_take_a_stand_are_a_comment() -> None:
    text = "The UK welcomes the opportunity to comment, but the draft should be shorter."
    assert where(only(text)) == "draft"


def test_the_cover_says_whose_the_letter_is() -> None:
    text = "Document WTPF-IEG/2/3-E\nSource: United Kingdom\nTitle: Comments\n\nIn 2.3.1, no."
    found = read("x.txt", text.encode(), DRAFT)
    assert (found.symbol, found.sources) == ("WTPF-IEG/2/3", (Source("United Kingdom"),))
    assert found.title == "Comments"
    assert [(one.id, one.symbol) for one in found.comments] == [("WTPF-IEG/2/3#1", "WTPF-IEG/2/3")]


# What leads nowhere


def test_a_reference_that_leads_nowhere_is_kept_and_named() -> None:
    found = letter("In section 2.9.9 the tone is wrong.")
    assert [where(one) for one in found.comments] == ["?"]
    assert found.comments[0].targets[0].label == "section 2.9.9"
    assert "2.9.9" in found.warnings[0]
    assert "Give it the number" in found.warnings[0]


# Proposals


def test_words_for_words_are_placed_in_the_draft() -> None:
    comment = only("In section 2.3.1, replace “global infrastructure” by “network of networks”.")
    target = comment.targets[0]
    text = DRAFT.provisions[LANDMARKS.index[target.start]].text
    assert text[target.from_ : target.to] == target.quote == "global infrastructure"
    assert comment.proposed == "network of networks"


def test_the_last_sentence_is_deleted_where_it_stands() -> None:
    comment = only("Section 2.3.5.1: we propose to delete the last sentence.")
    assert comment.targets[0].quote.startswith("Regulation of the cost")
    assert comment.proposed == ""


def test_what_shall_be_replaced_everywhere_is_on_the_expression() -> None:
    comment = only("Replace “Forum” by “WTPF-13” throughout the report.")
    target = comment.targets[0]
    assert (target.kind, target.quote, comment.proposed) == (
        TargetKind.THROUGHOUT,
        "Forum",
        "WTPF-13",
    )


def test_two_changes_of_two_places_are_two_comments() -> None:
    found = letter("In section 2.3.1, delete “at every turn”. Replace “Over-the-top” by “Other”.")
    assert [one.proposed for one in found.comments] == ["", "Other"]
    assert [one.text for one in found.comments] == [
        "In section 2.3.1, delete “at every turn”.",
        "Replace “Over-the-top” by “Other”.",
    ]


def test_a_proposal_that_is_not_found_stays_with_its_section_and_is_named() -> None:
    found = letter("In section 2.3.3, delete “no such words”.")
    (comment,) = found.comments
    assert (where(comment), comment.targets[0].quote, comment.proposed) == (
        "2.3.3",
        "no such words",
        "",
    )
    assert "no such words" in found.warnings[0]


def test_telling_words_place_a_comment_without_a_reference() -> None:
    comment = only("The words “criminals attack the innocent at every turn” are emotive.")
    assert where(comment) == "2.3.1"
    assert comment.proposed is None


def test_words_quoted_from_a_section_are_what_the_point_is_about() -> None:
    comment = only("In section 2.3.1, “exploded” is emotive.")
    assert (comment.targets[0].quote, comment.targets[0].kind) == ("exploded", TargetKind.SPAN)


def test_a_comment_on_a_comment_names_it() -> None:
    comment = only("We support WTPF-IEG/2/3#2.")
    assert comment.targets[0].kind is TargetKind.COMMENT
    assert comment.targets[0].comments == ("WTPF-IEG/2/3#2",)


def test_a_query_of_a_figure_is_a_factual_query() -> None:
    comment = only("Section 2.3.1: where does the figure of thirty per cent come from?")
    assert comment.kind is CommentKind.FACTUAL_QUERY


# Identity


def test_each_comment_keeps_its_passage_and_a_stable_id() -> None:
    paragraphs = ("In section 2.3.1 the tone is wrong.", "It should be calm.")
    found = letter(*paragraphs)
    assert found.comments[0].passage == "\n".join(paragraphs)
    assert [one.id for one in found.comments] == ["letter#1"]
    assert letter(*paragraphs) == found


def test_a_paragraph_that_says_it_is_general_is_on_the_whole_draft() -> None:
    first, second = letter(
        "Paragraph 3.2: opinions should be shorter.", "General: the rules should be shorter."
    ).comments
    assert (where(first), where(second)) == ("3.2", "draft")


def test_a_few_words_are_not_taken_for_a_whole_provision() -> None:
    found = letter("Paragraph 3.1: that is too early; we propose “in November 2012”.")
    (comment,) = found.comments
    assert (where(comment), comment.proposed) == ("3.1", None)
    assert any("is not said" in warning for warning in found.warnings)
