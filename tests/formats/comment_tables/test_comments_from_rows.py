"""From rows to comments: each row finds its place in the draft, or says why it does not."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.formats.comment_tables.forms import table, word
from travaux.formats.comment_tables import CommentTable, Row, Taken, comments_of, read
from travaux.formats.comment_tables.table import cell, tidy
from travaux.sample import draft
from travaux.text.comment import Comment, CommentKind, Form, Source, Target, TargetKind
from travaux.text.tree import Run

DRAFT = draft("third")
INDEX = DRAFT.index()
ROOT_ZONE = (
    "The root zone is managed under a contract with one administration. Changes to it pass through"
    " several hands before they are published."
)


def iso(clause: str, comments: str = "A point.", proposed: str = "", **more: str) -> CommentTable:
    cells: dict[str, Any] = {
        name: cell(text) for name, text in {"kind": "te", "source": "UK", **more}.items()
    }
    row = Row(**cells, clause=cell(clause), comments=cell(comments), proposed=cell(proposed))
    return CommentTable(Form.ISO_TABLE, (row,))


def house(original: str, *comments: Run, source: str = "UK", group: str = "") -> CommentTable:
    row = Row(original=cell(original), source=cell(source), comments=tidy([comments]), group=group)
    return CommentTable(Form.HOUSE_TABLE, (row,))


def taken(found: CommentTable) -> Taken:
    return comments_of(found, DRAFT, name="uk.docx")


def only(found: CommentTable) -> Comment:
    result = taken(found)
    assert not result.warnings, result.warnings
    (comment,) = result.comments
    return comment


def words(target: Target) -> str:
    text = DRAFT.provisions[INDEX[target.start]].text
    return text[target.from_ : target.to] if target.kind is TargetKind.SPAN else text


# Where


@pytest.mark.parametrize(
    ("clause", "part", "kind", "start"),
    [
        ("2.3.4.1 e)", "", TargetKind.PROVISION, "The root zone"),
        ("Clause 2.3.3", "", TargetKind.RANGE, "Enhanced cooperation"),
        ("2.3.1-2.3.3", "", TargetKind.RANGE, "Growth and use"),
        ("2.3.2", "Paragraph 2", TargetKind.PROVISION, "The two terms"),
        ("2.3.2", "2nd paragraph", TargetKind.PROVISION, "The two terms"),
        ("2.3.4.1", "e)", TargetKind.PROVISION, "The root zone"),
        ("Growth and use", "", TargetKind.RANGE, "Growth and use"),
        ("Heading of 2.3.2", "", TargetKind.HEADING, "Governance"),
    ],
)
def test_the_clause_column_names_a_place(
    clause: str, part: str, kind: TargetKind, start: str
) -> None:
    (target,) = only(iso(clause, part=part)).targets
    assert target.kind is kind
    assert words(target).startswith(start)


def test_a_figure_may_stand_in_its_own_column() -> None:
    (target,) = only(iso("2.3.5.1", part="Figure 2")).targets
    assert target.kind is TargetKind.FIGURE


def test_several_clauses_are_several_targets() -> None:
    targets = only(iso("2.1, 2.2 and 3.1")).targets
    assert [words(target)[:9] for target in targets] == ["The manda", "Six broad", "The group"]


@pytest.mark.parametrize("clause", ["General", "whole document", "ge", "all", "Généralités"])
def test_the_whole_draft_has_many_names(clause: str) -> None:
    assert only(iso(clause)).targets[0].kind is TargetKind.DRAFT


def test_throughout_names_an_expression() -> None:
    comment = only(iso("throughout", "", "Replace “Forum” with “WTPF-13”."))
    assert comment.targets == (Target(TargetKind.THROUGHOUT, label="throughout", quote="Forum"),)
    assert comment.proposed == "WTPF-13"


def test_ditto_marks_are_the_clause_above() -> None:
    rows = (("MB", "Clause", "Comments"), ("UK", "2.3.3", "A"), ("UK", "ditto", "B"))
    result = taken(read("x.docx", word(table(*rows))))
    assert [one.targets[0].start for one in result.comments] == [
        result.comments[0].targets[0].start
    ] * 2


@pytest.mark.parametrize("clause", ["2.9.9", "", "-", "Appendix Z", "somewhere"])
def test_a_clause_that_leads_nowhere_keeps_the_comment_and_is_named(clause: str) -> None:
    result = taken(iso(clause))
    (comment,) = result.comments
    assert comment.targets[0].kind is TargetKind.DRAFT
    assert comment.targets[0].label == clause
    assert comment.text == "A point."
    (warning,) = result.warnings
    assert warning.startswith("Row 1 of uk.docx:")
    assert "Give it the number" in warning


# What


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ge", CommentKind.GENERAL),
        ("TE", CommentKind.TECHNICAL),
        ("ed", CommentKind.EDITORIAL),
        ("éd", CommentKind.EDITORIAL),
        ("technical", CommentKind.TECHNICAL),
        ("factual query", CommentKind.FACTUAL_QUERY),
    ],
)
def test_types_of_comment(said: str, kind: CommentKind) -> None:
    assert only(iso("2.1", kind=said)).kind is kind


def test_another_type_counts_as_general_and_is_named() -> None:
    result = taken(iso("2.1", kind="major"))
    assert result.comments[0].kind is CommentKind.GENERAL
    assert "“major”" in result.warnings[0]


def test_a_proposal_in_words_is_placed_to_the_word() -> None:
    comment = only(iso("2.3.1", "Emotive.", "Replace “exploded” with “grown”."))
    assert (words(comment.targets[0]), comment.proposed) == ("exploded", "grown")
    assert comment.text == "Emotive."


def test_new_wording_is_proposed_for_the_sentence_or_paragraph_that_it_rewords() -> None:
    comment = only(
        iso("2.3.4.1 e)", "Clearer.", "Changes to it pass through hands before publication.")
    )
    assert words(comment.targets[0]).startswith("Changes to it")
    assert comment.proposed == "Changes to it pass through hands before publication."


def test_delete_proposes_nothing_in_place_of_the_provision() -> None:
    comment = only(iso("2.3.4.1 e)", "Wrong.", "Delete"))
    assert (comment.targets[0].kind, comment.proposed) == (TargetKind.PROVISION, "")


def test_an_instruction_stays_with_the_comment() -> None:
    comment = only(iso("2.3.1", "Vague.", "Clarify what is meant."))
    assert comment.proposed is None
    assert comment.text == "Vague.\nProposed change: Clarify what is meant."


def test_words_that_the_comment_quotes_are_what_it_is_about() -> None:
    comment = only(iso("2.3.1", "The word “exploded” is emotive."))
    assert (words(comment.targets[0]), comment.proposed) == ("exploded", None)
    several = only(iso("2.3.1", "“exploded” and “innocent” are emotive."))
    assert several.targets[0].kind is TargetKind.RANGE


def test_nothing_proposed_is_none() -> None:
    assert only(iso("2.3.1")).proposed is None


def test_words_that_are_not_in_the_clause_are_named() -> None:
    result = taken(iso("2.3.3", "Emotive.", "Delete “at every turn”."))
    assert result.comments[0].targets[0].quote == "at every turn"
    assert "2.3.1" in result.warnings[0]


def test_the_passage_is_the_row_read_aloud() -> None:
    passage = only(iso("2.1", "A", line="17")).passage
    assert "Clause: 2.1" in passage
    assert "Line number: 17" in passage


# Who


def test_a_joint_source_is_several() -> None:
    comment = only(iso("2.1", source="Saudi Arabia; Sudan"))
    assert comment.sources == (Source("Saudi Arabia"), Source("Sudan"))


def test_a_running_number_after_a_country_is_no_part_of_its_name() -> None:
    assert only(iso("2.1", source="GB-001")).sources == (Source("GB"),)


def test_a_row_without_a_source_has_that_of_the_file_or_is_named() -> None:
    found = iso("2.1", source="")
    assert "names no source" in taken(found).warnings[0]
    given = comments_of(found, DRAFT, sources=(Source("UK"),))
    assert given.comments[0].sources == (Source("UK"),)
    assert not given.warnings


def test_a_source_that_is_known_keeps_its_kind() -> None:
    given = comments_of(iso("2.1"), DRAFT, sources=(Source("UK", "Member State"),))
    assert given.comments[0].sources == (Source("UK", "Member State"),)


def test_ids_are_the_symbol_or_the_name_and_a_number() -> None:
    found = iso("2.1")
    assert taken(found).comments[0].id == "uk#1"
    with_symbol = comments_of(found, DRAFT, name="uk.docx", symbol="WTPF-IEG/2/3")
    assert with_symbol.comments[0].id == "WTPF-IEG/2/3#1"
    assert with_symbol.comments[0].symbol == "WTPF-IEG/2/3"


# The form of the house


def test_the_original_text_names_the_provision_by_its_label_or_its_words() -> None:
    for original in (f"2.3.4.1 e) {ROOT_ZONE}", ROOT_ZONE, "2.3.4.1 e)"):
        (target,) = only(house(original, Run("No.", italic=True))).targets
        assert words(target) == ROOT_ZONE


def test_underlined_words_are_added_and_struck_ones_deleted() -> None:
    comment = only(
        house(
            f"2.3.4.1 e) {ROOT_ZONE}",
            Run("The "),
            Run("root zone is", strike=True),
            Run("contents of the root zone are", underline=True),
            Run(ROOT_ZONE.removeprefix("The root zone is")),
        )
    )
    assert words(comment.targets[0]) == comment.targets[0].quote == "root zone is"
    assert comment.proposed == "contents of the root zone are"
    assert comment.text == ""


def test_words_only_underlined_are_an_omission_at_their_place() -> None:
    comment = only(
        house(
            ROOT_ZONE,
            Run("The root zone"),
            Run(" file", underline=True),
            Run(ROOT_ZONE.removeprefix("The root zone")),
        )
    )
    (target,) = comment.targets
    assert (target.kind, target.from_, comment.proposed) == (TargetKind.OMISSION, 13, " file")


def test_words_in_italics_are_the_comment() -> None:
    row = Row(
        original=cell(ROOT_ZONE),
        source=cell("UK"),
        comments=tidy(
            [
                [Run(ROOT_ZONE, strike=True)],
                [Run("It is ", italic=True), Run("wrong", italic=True, bold=True)],
            ]
        ),
    )
    comment = only(CommentTable(Form.HOUSE_TABLE, (row,)))
    assert (comment.text, comment.proposed) == ("It is wrong", "")
    assert comment.targets[0].kind is TargetKind.PROVISION


def test_plain_words_alone_are_the_comment_too() -> None:
    comment = only(house("2.3.4.1 e)", Run("It is wrong.")))
    assert (comment.text, comment.proposed) == ("It is wrong.", None)


def test_a_part_of_the_provision_may_be_repeated() -> None:
    comment = only(
        house(
            ROOT_ZONE,
            Run("Changes to it pass through "),
            Run("several", strike=True),
            Run("many", underline=True),
            Run(" hands"),
        )
    )
    assert (words(comment.targets[0]), comment.proposed) == ("several", "many")


def test_marked_words_that_are_not_the_provisions_are_named_and_kept() -> None:
    found = house(ROOT_ZONE, Run("Another text "), Run("here", strike=True))
    result = taken(found)
    assert "not those of the provision" in result.warnings[0]
    assert result.comments[0].targets[0].quote == "here"
    assert result.comments[0].proposed == ""


def test_a_heading_within_the_table_places_rows_without_original_text() -> None:
    (target,) = only(house("", Run("Good."), group="Comments on paragraphs 1.1.1 to 1.1.3")).targets
    assert target.kind is TargetKind.RANGE
    assert words(target).startswith("The World Telecommunication")


def test_an_original_text_that_is_not_the_provisions_is_named() -> None:
    result = taken(house("2.3.4.1 e) Something else stands here, of another draft.", Run("No.")))
    assert result.comments[0].targets[0].kind is TargetKind.DRAFT
    assert "not that of 2.3.4.1 e)" in result.warnings[0]


def test_an_original_text_that_stands_twice_is_named_and_not_guessed() -> None:
    twice = replace(DRAFT, provisions=(*DRAFT.provisions, replace(DRAFT.provisions[39], id="x")))
    result = comments_of(house(ROOT_ZONE, Run("No.", italic=True)), twice)
    assert result.comments[0].targets[0].kind is TargetKind.DRAFT
    assert "more than once" in result.warnings[0]


# Another draft


def test_a_table_that_names_another_document_is_named() -> None:
    found = iso("2.1")
    for document, other in (
        ("WTPF-IEG/2/2", False),
        ("wtpf-ieg/2/2-F", False),
        ("WTPF-IEG/1/7", True),
    ):
        result = taken(CommentTable(Form.ISO_TABLE, found.rows, document=document))
        assert any("Check that it is on this draft" in one for one in result.warnings) is other


def test_a_table_whose_rows_lead_nowhere_may_be_on_another_draft() -> None:
    rows = tuple(iso(clause).rows[0] for clause in ("7.1", "7.2", "7.3", "2.1"))
    result = taken(CommentTable(Form.ISO_TABLE, rows))
    assert "3 of 4 rows lead nowhere" in result.warnings[0]
    assert len(result.comments) == 4
