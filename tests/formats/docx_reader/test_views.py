"""Tracked changes: both views, and the redline between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.docx_reader.laws import assert_redline_holds
from tests.formats.docx_reader.word_files import (
    deleted,
    docx,
    inserted,
    paragraph,
    run,
    tracked,
)
from travaux.formats.docx_reader import read
from travaux.formats.reading import Reading
from travaux.text.segments import BREAK, Block, Fate, Op
from travaux.text.tree import Kind, Tree

BY = 'w:id="1" w:author="delegate" w:date="2012-06-05T10:00:00Z"'
INS, DEL = f"<w:ins {BY}/>", f"<w:del {BY}/>"


def marked(inner: str, mark: str = "", properties: str = "") -> str:
    """Return a paragraph with these runs, its mark under revision."""
    return f"<w:p><w:pPr>{properties}<w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def lawful(body: str) -> Reading:
    reading = read(docx(body))
    assert_redline_holds(reading)
    return reading


def texts(tree: Tree) -> list[str]:
    return list(tree.plain_lines())


def blocks(reading: Reading) -> tuple[Block, ...]:
    assert reading.tracked is not None
    return reading.tracked.blocks


def fates(reading: Reading) -> list[Fate]:
    return [block.fate for block in blocks(reading)]


def test_a_text_without_changes_is_one_in_both_views() -> None:
    reading = lawful(paragraph("The forum met.") + paragraph("It rose."))
    assert reading.original is reading.accepted
    assert reading.tracked is None


def test_inserted_words_are_accepted_and_deleted_words_original() -> None:
    reading = lawful(
        f"<w:p>{run('The ')}{deleted('second ')}{inserted('third ')}{run('draft')}</w:p>"
    )
    assert texts(reading.accepted) == ["The third draft"]
    assert texts(reading.original) == ["The second draft"]
    segments = blocks(reading)[0].segments
    assert [(one.op, one.text, one.author) for one in segments] == [
        (Op.KEEP, "The ", ""),
        (Op.DELETE, "second ", "delegate"),
        (Op.INSERT, "third ", "delegate"),
        (Op.KEEP, "draft", ""),
    ]
    assert segments[1].at == "2012-06-05T10:00:00Z"


def test_a_deletion_within_an_insertion_is_in_neither_view() -> None:
    inner = run("kept") + tracked("ins", deleted("never read"))
    reading = lawful(f"<w:p>{inner}</w:p>")
    assert texts(reading.accepted) == texts(reading.original) == ["kept"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    reading = lawful(marked(run("One. "), DEL) + paragraph("Two."))
    assert texts(reading.accepted) == ["One. Two."]
    assert texts(reading.original) == ["One.", "Two."]
    assert fates(reading) == [Fate.MERGED]
    assert [one.op for one in blocks(reading)[0].segments] == [Op.KEEP, Op.DELETE, Op.KEEP]
    assert blocks(reading)[0].segments[1].text == BREAK


def test_an_inserted_paragraph_mark_splits_a_paragraph() -> None:
    reading = lawful(marked(run("One."), INS) + paragraph(" Two."))
    assert fates(reading) == [Fate.SPLIT]
    assert len(reading.accepted) == 2
    assert reading.original.provisions[0].text == "One. Two."
    assert blocks(reading)[0].segments[1].author == "delegate"


def test_joined_paragraphs_take_the_properties_of_the_last() -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    body = marked(run("One"), DEL, heading) + paragraph("two.")
    reading = lawful(body)
    assert reading.accepted.provisions[0].kind is Kind.PARAGRAPH
    assert reading.original.provisions[0].kind is Kind.HEADING


def test_a_whole_inserted_paragraph_is_a_block_of_its_own() -> None:
    reading = lawful(paragraph("One.") + marked(inserted("New."), INS) + paragraph("Two."))
    assert fates(reading) == [Fate.KEPT, Fate.INSERTED, Fate.KEPT]


def test_a_paragraph_written_after_another_is_inserted_and_splits_nothing() -> None:
    reading = lawful(marked(run("One."), INS) + f"<w:p>{inserted('New.')}</w:p>")
    assert fates(reading) == [Fate.KEPT, Fate.INSERTED]
    assert texts(reading.original) == ["One."]


def test_a_whole_deleted_paragraph_is_a_block_of_its_own() -> None:
    reading = lawful(paragraph("One.") + marked(deleted("Old."), DEL) + paragraph("Two."))
    assert fates(reading) == [Fate.KEPT, Fate.DELETED, Fate.KEPT]
    assert texts(reading.accepted) == ["One.", "Two."]


def test_the_last_mark_of_a_body_ends_its_paragraph_even_if_it_is_deleted() -> None:
    reading = lawful(paragraph("One.") + marked(run("Two."), DEL))
    assert texts(reading.accepted) == ["One.", "Two."]


def test_a_paragraph_under_one_revision_has_one_id_in_both_views() -> None:
    reading = lawful(paragraph("One.") + f"<w:p>{run('Two')}{inserted('!')}</w:p>")
    assert [one.id for one in reading.accepted.provisions] == ["p1", "p2"]
    assert [one.id for one in reading.original.provisions] == ["p1", "p2"]


MOVE = 'w:id="5" w:name="move1" w:author="delegate" w:date="2012-06-05T10:00:00Z"'


def moved(words_from: str, words_to: str) -> str:
    return (
        f"<w:moveFromRangeStart {MOVE}/>"
        + marked(tracked("moveFrom", run(words_from)), f"<w:moveFrom {BY}/>")
        + '<w:moveFromRangeEnd w:id="5"/>'
        + paragraph("Between.")
        + f"<w:moveToRangeStart {MOVE}/>"
        + marked(tracked("moveTo", run(words_to)), f"<w:moveTo {BY}/>")
        + '<w:moveToRangeEnd w:id="5"/>'
        + paragraph("After.")
    )


def test_a_tracked_move_is_kept_words_at_another_place() -> None:
    reading = lawful(moved("The view was recorded.", "The view was recorded."))
    assert texts(reading.original) == ["The view was recorded.", "Between.", "After."]
    assert texts(reading.accepted) == ["Between.", "The view was recorded.", "After."]
    assert fates(reading) == [Fate.MOVED_AWAY, Fate.KEPT, Fate.KEPT, Fate.KEPT]
    left, _, reached, _ = blocks(reading)
    assert reached.moved
    assert reached.old == left.old
    assert {one.move for one in (*left.segments, *reached.segments)} == {"move1"}


def test_a_move_whose_words_changed_names_itself_at_both_ends() -> None:
    reading = lawful(moved("The view was recorded.", "The view was kept."))
    left, _, reached, _ = blocks(reading)
    assert (left.fate, reached.fate) == (Fate.DELETED, Fate.INSERTED)
    assert left.segments[0].move == reached.segments[0].move == "move1"


def test_a_label_that_changed_is_told_aside_from_the_words() -> None:
    body = f"<w:p>{deleted('4.')}{inserted('6.')}{run(' The parties agree.')}</w:p>"
    reading = lawful(body)
    assert reading.accepted.provisions[0].label == "6."
    assert reading.original.provisions[0].label == "4."
    block = blocks(reading)[0]
    assert (block.old_label, block.new_label, block.fate) == ("4.", "6.", Fate.KEPT)


def test_a_form_that_was_changed_under_revision_differs_between_the_views() -> None:
    change = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    reading = lawful(f"<w:p>{run('shall', change)}</w:p>")
    assert reading.accepted.provisions[0].runs[0].bold
    assert not reading.original.provisions[0].runs[0].bold


ROW = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>"


def test_an_inserted_row_stands_in_the_accepted_view_only() -> None:
    body = "<w:tbl>" + ROW.format("", run("1")) + ROW.format(f"<w:trPr>{INS}</w:trPr>", run("2"))
    reading = lawful(body + "</w:tbl>")
    assert texts(reading.accepted) == ["1", "2"]
    assert texts(reading.original) == ["1"]
    assert fates(reading)[-3:] == [Fate.INSERTED] * 3


def test_a_table_of_deleted_rows_stands_in_the_original_only() -> None:
    body = paragraph("A") + "<w:tbl>" + ROW.format(f"<w:trPr>{DEL}</w:trPr>", run("2"))
    reading = lawful(body + "</w:tbl>")
    assert [one.kind for one in reading.accepted.provisions] == [Kind.PARAGRAPH]
    assert Kind.TABLE in [one.kind for one in reading.original.provisions]


@pytest.mark.parametrize(("tag", "views"), [("cellIns", (1, 0)), ("cellDel", (0, 1))])
def test_a_cell_under_revision_stands_in_one_view(tag: str, views: tuple[int, int]) -> None:
    cell = f"<w:tc><w:tcPr><w:{tag} {BY}/></w:tcPr>{paragraph('2')}</w:tc>"
    reading = lawful(f"<w:tbl><w:tr><w:tc>{paragraph('1')}</w:tc>{cell}</w:tr></w:tbl>")
    found = tuple(texts(tree).count("2") for tree in (reading.accepted, reading.original))
    assert found == views


def test_cells_merged_under_revision_are_apart_in_the_original() -> None:
    def cell(merge: str, before: str, words: str) -> str:
        merged = f'<w:cellMerge {BY} w:vMerge="{merge}" w:vMergeOrig="{before}"/>'
        return f"<w:tr><w:tc><w:tcPr>{merged}</w:tcPr>{words}</w:tc></w:tr>"

    both = cell("rest", "", paragraph("1")) + cell("cont", "", f"<w:p>{deleted('2')}</w:p>")
    reading = lawful(f"<w:tbl>{both}</w:tbl>")
    cells = [one for one in reading.accepted.provisions if one.kind is Kind.CELL]
    assert [one.rows for one in cells] == [2]
    assert texts(reading.original) == ["1", "2"]


STATES = st.sampled_from(["", INS, DEL, INS + DEL])
PIECES = st.lists(
    st.tuples(
        st.sampled_from([run, inserted, deleted]), st.sampled_from(["ab ", "c", " ", "1. d"])
    ),
    max_size=3,
)


@given(st.lists(st.tuples(PIECES, STATES), max_size=6))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_any_mixture_of_changes_gives_two_views_and_a_redline_between(
    paragraphs: list[tuple[list[tuple[object, str]], str]],
) -> None:
    body = "".join(
        marked("".join(make(text) for make, text in pieces), mark)  # type: ignore[operator]
        for pieces, mark in paragraphs
    )
    lawful(body)
