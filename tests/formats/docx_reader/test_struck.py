"""What one hand inserted and another deleted: in neither view, and kept."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.docx_reader.laws import assert_redline_holds
from tests.formats.docx_reader.word_files import (
    deleted,
    docx,
    inserted,
    paragraph,
    run,
    sample,
    tracked,
)
from travaux.formats import docx_writer
from travaux.formats.docx_reader import read
from travaux.formats.reading import Point, Reading, Struck
from travaux.text.segments import BREAK

ANN = 'w:id="1" w:author="Ann" w:date="2012-06-05T10:00:00Z"'
BEN = 'w:id="2" w:author="Ben" w:date="2012-06-06T10:00:00Z"'
MARK = f"<w:ins {ANN}/><w:del {BEN}/>"


def struck(text: str, author: str = "Ann", by: str = "Ben") -> str:
    """Return words that one hand inserted and another deleted."""
    return tracked("ins", deleted(text, by), author)


def marked(inner: str, mark: str = MARK) -> str:
    """Return a paragraph with these runs, its mark under revision."""
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def lawful(body: str) -> Reading:
    reading = read(docx(body))
    assert_redline_holds(reading)
    return reading


def only(reading: Reading) -> Struck:
    (one,) = reading.struck
    return one


def test_words_inserted_and_then_deleted_by_another_are_kept_with_both_hands() -> None:
    words = f"<w:ins {ANN}><w:del {BEN}>{run('open ')}</w:del></w:ins>"
    reading = lawful(f"<w:p>{run('The ')}{words}{run('forum met.')}</w:p>")
    assert list(reading.accepted.plain_lines()) == ["The forum met."]
    assert only(reading) == Struck(
        "open ",
        author="Ann",
        at="2012-06-05T10:00:00Z",
        by="Ben",
        by_at="2012-06-06T10:00:00Z",
        place=Point("p1", 4),
        old_place=Point("p1", 4),
    )


def test_they_are_the_same_where_the_deletion_stands_outside_the_insertion() -> None:
    words = f"<w:del {BEN}><w:ins {ANN}>{run('open ')}</w:ins></w:del>"
    one = only(lawful(f"<w:p>{run('The ')}{words}{run('forum.')}</w:p>"))
    assert (one.text, one.author, one.by, one.by_at) == (
        *("open ", "Ann", "Ben"),
        "2012-06-06T10:00:00Z",
    )


def test_each_view_has_its_own_place_for_them() -> None:
    body = f"<w:p>{run('The ')}{inserted('next ')}{struck('open ')}{run('forum.')}</w:p>"
    one = only(lawful(body))
    assert (one.place, one.old_place) == (Point("p1", 9), Point("p1", 4))


def test_a_typed_label_before_them_does_not_count() -> None:
    one = only(lawful(f"<w:p>{run('4. The ')}{struck('open ')}{run('forum.')}</w:p>"))
    assert one.place == Point("p1", 4)


def test_runs_of_the_same_two_hands_are_joined() -> None:
    reading = lawful(
        f"<w:p>{run('The ')}{struck('open ')}{struck('and free ')}{run('forum')}</w:p>"
    )
    assert only(reading).text == "open and free "


def test_runs_of_other_hands_are_apart_and_so_are_those_that_words_part() -> None:
    hands = (
        struck("a ") + struck("b ", by="Cy") + struck("c ", "Cy") + run("kept ") + struck("d", "Cy")
    )
    reading = lawful(f"<w:p>{hands}</w:p>")
    assert [(one.text, one.author, one.by) for one in reading.struck] == [
        ("a ", "Ann", "Ben"),
        ("b ", "Ann", "Cy"),
        ("c ", "Cy", "Ben"),
        ("d", "Cy", "Ben"),
    ]


def test_a_change_of_mind_is_left_out() -> None:
    assert not lawful(f"<w:p>{run('The ')}{struck('open ', by='Ann')}{run('forum')}</w:p>").struck


def test_words_that_another_moved_away_say_so() -> None:
    start = f'<w:moveFromRangeStart w:name="move1" {BEN}/>'
    words = f"<w:ins {ANN}><w:moveFrom {BEN}>{run('open ')}</w:moveFrom></w:ins>"
    one = only(lawful(f"<w:p>{start}{run('The ')}{words}{run('forum')}</w:p>"))
    assert one.moved
    assert not only(lawful(f"<w:p>{run('The ')}{struck('open')}</w:p>")).moved


# Paragraphs, cells, rows, notes


def test_a_whole_paragraph_keeps_its_mark() -> None:
    body = paragraph("One.") + marked(struck("New.")) + paragraph("Two.")
    reading = lawful(body)
    assert list(reading.accepted.plain_lines()) == ["One.", "Two."]
    one = only(reading)
    assert (one.text, one.place, one.old_place) == (
        f"New.{BREAK}",
        Point("p1", 4),
        Point("p1", 4),
    )


def test_a_paragraph_begun_at_the_end_of_another_has_its_mark_before_it() -> None:
    one = only(lawful(marked(run("One.")) + f"<w:p>{struck('New.')}</w:p>" + paragraph("Two.")))
    assert (one.text, one.place) == (f"{BREAK}New.", Point("p2", 4))


def test_several_paragraphs_are_one() -> None:
    body = paragraph("One.") + marked(struck("A.")) + marked(struck("B.")) + paragraph("Two.")
    assert only(lawful(body)).text == f"A.{BREAK}B.{BREAK}"


def test_words_of_a_paragraph_in_neither_view_stood_after_the_text_before() -> None:
    inner = f"<w:ins {ANN}/>"
    one = only(lawful(paragraph("One.") + marked(struck("New."), inner) + paragraph("Two.")))
    assert one.place == one.old_place == Point("p1", 4)


def test_words_in_what_a_third_hand_inserted_have_a_place_in_both_views() -> None:
    body = paragraph("One.") + marked(inserted("Ne") + struck("ve"), f"<w:ins {ANN}/>")
    one = only(lawful(body + paragraph("Two.")))
    assert (one.place, one.old_place) == (Point("p2", 2), Point("p1", 4))


def test_a_text_of_nothing_else_has_no_place_for_them() -> None:
    one = only(lawful(f"<w:p>{struck('All.')}</w:p>"))
    assert (one.place, one.old_place) == (None, None)


def test_a_row_inserted_and_then_deleted_by_another_is_kept_in_its_words() -> None:
    def row(words: str, revision: str = "") -> str:
        return f"<w:tr><w:trPr>{revision}</w:trPr><w:tc>{words}</w:tc></w:tr>"

    gone = row(paragraph("2"), MARK) + row(f"<w:p>{struck('3')}</w:p>", MARK)
    body = paragraph("A") + f"<w:tbl>{row(paragraph('1'))}{gone}{row(paragraph('4'))}</w:tbl>"
    reading = lawful(body)
    assert list(reading.accepted.plain_lines()) == ["A", "1", "4"]
    one = only(reading)
    assert (one.text, one.author, one.by) == (f"2{BREAK}3{BREAK}", "Ann", "Ben")
    assert one.place == Point("p2", 1)


def test_words_struck_in_a_note_stand_in_the_note() -> None:
    words = run("See ") + struck("the ") + run("report.")
    notes = f'<w:footnote w:id="2"><w:p>{words}</w:p></w:footnote>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    reading = read(docx(f"<w:p>{run('One.')}{call}</w:p>", footnotes=notes))
    assert_redline_holds(reading)
    one = only(reading)
    assert (one.text, one.place) == ("the ", Point("fn2", 4))


def test_a_note_struck_with_its_call_is_kept_in_its_words() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("See the report.")}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    both = f"<w:ins {ANN}><w:del {BEN}>{run(' open')}{call}</w:del></w:ins>"
    reading = read(docx(f"<w:p>{run('One')}{both}{run(' forum')}</w:p>", footnotes=notes))
    assert_redline_holds(reading)
    assert [(one.text, one.note, one.place) for one in reading.struck] == [
        (" open", "", Point("p1", 3)),
        (f"See the report.{BREAK}", "fn2", Point("p1", 3)),
    ]


def test_a_box_of_struck_words_alone_is_anchored_in_the_text() -> None:
    box = f"<w:txbxContent><w:p>{struck('All.')}</w:p></w:txbxContent>"
    shape = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    one = only(lawful(f"<w:p>{run('One.')}{shape}</w:p>" + paragraph("Two.")))
    assert (one.text, one.place) == ("All.", Point("p3", 0))


# All of them


MAKERS = {"kept": run, "inserted": inserted, "deleted": deleted, "struck": struck}
PIECES = st.lists(
    st.tuples(st.sampled_from(sorted(MAKERS)), st.sampled_from(["ab ", "c", " ", "1. d"])),
    max_size=3,
)
MARKS = st.sampled_from(["", f"<w:ins {ANN}/>", f"<w:del {BEN}/>", MARK])


@given(st.lists(st.tuples(PIECES, MARKS), max_size=6))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_no_word_that_was_struck_is_lost(
    paragraphs: list[tuple[list[tuple[str, str]], str]],
) -> None:
    reading = lawful(
        "".join(
            marked("".join(MAKERS[kind](text) for kind, text in pieces), mark)
            for pieces, mark in paragraphs
        )
    )
    words = [text for pieces, _ in paragraphs for kind, text in pieces if kind == "struck"]
    assert "".join(one.text for one in reading.struck).replace(BREAK, "") == "".join(words)


def test_a_redline_is_written_without_them() -> None:
    reading = lawful(f"<w:p>{run('The ')}{inserted('next ')}{struck('open ')}{run('forum.')}</w:p>")
    assert reading.tracked is not None
    data = docx_writer.write_redline(
        reading.tracked, reading.original, reading.accepted, author="", at=""
    )
    assert not read(data).struck


def test_successive_reviews_of_a_real_file_strike_what_earlier_hands_inserted() -> None:
    found = {
        hand: read(sample(f"docx/openchain/openchain-faq-ja-2-review-{hand}.docx")).struck
        for hand in ("kunai", "fukuchi", "sato")
    }
    assert {hand: len(struck) for hand, struck in found.items()} == {
        "kunai": 0,
        "fukuchi": 1,
        "sato": 24,
    }
    assert len({one.by for one in found["sato"]}) == 1
    assert len({one.author for one in found["sato"]}) == 2
