"""The table of dispositions: what is answered, what is owed, and the table sent back."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.papers.any_turn import any_turns
from tests.papers.turns import turn
from travaux.formats import grids
from travaux.formats.grids import Grid
from travaux.formats.paper import write
from travaux.formats.paper.value import Cell, Row, Tone
from travaux.papers import dispositions
from travaux.papers.answers import parse, shown
from travaux.papers.turn import Turn
from travaux.text.comment import Adopted, Answer, Disposition


def _row(comment: str, made: Turn | None = None) -> dict[str, Cell]:
    (table,) = dispositions.table(made or turn()).tables()
    (row,) = [
        row for row in table.rows if isinstance(row, Row) and row.anchor == f"comment-{comment}"
    ]
    return {column.title: cell for column, cell in zip(table.columns, row.cells, strict=True)}


def _open(cell: Cell) -> list[str]:
    return [said.text for said in cell.paragraphs if said.tone is Tone.OPEN]


def test_every_comment_has_its_row_in_the_order_received() -> None:
    (table,) = dispositions.table(turn()).tables()
    anchors = [row.anchor for row in table.rows if isinstance(row, Row)]
    assert anchors == [f"comment-{comment.id}" for comment in turn().comments]


def test_what_is_not_confirmed_is_set_apart() -> None:
    assert _row("3")["Answer"].text == "accepted"
    assert _open(_row("4")["Answer"]) == ["proposed by Travaux, not confirmed"]


def test_a_comment_still_owed_an_answer_says_so() -> None:
    assert _open(_row("8")["Answer"]) == ["no answer yet"]
    late = replace(turn(), dispositions=())
    assert _row("16", late)["Answer"].text == "no answer yet (late, not admitted)"


def test_an_answer_names_what_it_refers_to() -> None:
    assert _row("5")["Answer"].text.startswith("merged with comment 4\n")
    assert "deferred to the session of the General Assembly" in _row("16")["Answer"].text


def test_the_place_is_that_of_both_drafts() -> None:
    assert _row("14")["Provision"].text == "2.3.5.2 c)\nmoved to 2.3.5.2 d)"
    assert _open(_row("15")["Provision"]) == ["no longer found in the next draft"]
    assert _row("13")["Provision"].text == "“2.3.4.4 b)”, not found"
    assert _row("10")["Provision"].text == "Throughout: “Internet names”"


def test_what_was_found_in_the_text_is_said() -> None:
    found = {name: _row(name)["Changes made"].text for name in ("3", "2", "7", "10")}
    assert "In the text, verbatim: 2.3.1, paragraph 1 “many of them private”" in found["3"]
    assert "In the text, reworded (how sure: 0.72): 2.3.1" in found["2"]
    assert "In part (40 % of its words): 2.3.1" in found["7"]
    assert found["10"] == "Not found in the text"


# The table sent back


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_sample_comes_back_as_it_went(form: str) -> None:
    back = dispositions.read(grids.read(write(dispositions.table(turn()), form)), turn())
    assert back.dispositions == turn().dispositions
    assert back.problems == ()


def _up_to_blanks(all_: tuple[Disposition, ...]) -> list[Disposition]:
    """Return answers without the blanks in their reasons: Word's reader parts `1.` from a text."""
    return [replace(each, reason="".join(each.reason.split())) for each in all_]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@settings(max_examples=40, deadline=None)
@given(any_turns())
def test_any_table_comes_back_as_it_went(form: str, made: Turn) -> None:
    back = dispositions.read(grids.read(write(dispositions.table(made), form)), made)
    assert _up_to_blanks(back.dispositions) == _up_to_blanks(made.dispositions)
    if made.comments:
        assert all("without a reason" in problem.sentence for problem in back.problems)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_very_long_reason_comes_back_whole_though_rows_were_sorted(form: str) -> None:
    reason = " ".join(f"word{n}" for n in range(9_000))
    long = replace(turn(), dispositions=(Disposition("1", Answer.NOTED, reason, confirmed=True),))
    read = grids.read(write(dispositions.table(long), form))
    turned = [Grid(grid.name, (*grid.rows[:1], *reversed(grid.rows[1:]))) for grid in read]
    assert dispositions.read(turned, long).dispositions == long.dispositions


def _grid(*rows: tuple[str, ...], titles: tuple[str, ...] = ("No.", "Answer", "Reason")) -> Grid:
    return Grid("table 1", (titles, *rows))


def _read(*rows: tuple[str, ...]) -> dispositions.Returned:
    return dispositions.read([_grid(*rows)], turn())


def test_rows_sorted_columns_moved_capitals_and_blanks_changed() -> None:
    grid = Grid(
        "sheet “Answers”",
        (
            ("", "", ""),
            ("REASON ", "Remarks of the chair", " No. ", "ANSWER:"),
            ("the terms stand", "", "10", "  Not   Accepted. "),
            ("", "", "2", "ACCEPTED"),
        ),
    )
    back = dispositions.read([grid], turn())
    assert back.dispositions == (
        Disposition("2", Answer.ACCEPTED, confirmed=True),
        Disposition("10", Answer.NOT_ACCEPTED, "the terms stand", confirmed=True),
    )
    assert back.problems == ()


def test_an_answer_is_known_in_french() -> None:
    back = _read(("2", "Accepté avec modifications", "voir le texte"))
    assert back.dispositions[0].answer is Answer.ACCEPTED_WITH_CHANGES


def test_an_answer_that_is_none_is_named_with_its_row_and_remedy() -> None:
    back = _read(("2", "perhaps", "who knows"))
    assert back.dispositions == ()
    (problem,) = back.problems
    assert problem.place == "table 1, row 2"
    assert problem.sentence.startswith("“perhaps” is no answer that Travaux knows (comment 2).")
    assert "accepted with changes" in problem.sentence


def test_of_two_answers_to_one_comment_neither_wins() -> None:
    back = _read(("2", "accepted", ""), ("3", "noted", "x"), ("2", "noted", "y"))
    assert [found.comment for found in back.dispositions] == ["3"]
    (problem,) = back.problems
    assert problem.place == "table 1, row 2 and table 1, row 4"
    assert (
        "Comment 2 has two answers (“accepted” and “noted”); neither was taken" in problem.sentence
    )


def test_the_same_answer_twice_is_one() -> None:
    back = _read(("2", "accepted", ""), ("2", "Accepted", ""))
    assert len(back.dispositions) == 1
    assert back.problems == ()


def test_an_answer_to_nobody_is_named() -> None:
    back = _read(("99", "accepted", ""), ("", "accepted", ""))
    assert [problem.place for problem in back.problems] == ["table 1, row 2", "table 1, row 3"]
    assert "There is no comment 99 in this turn." in back.problems[0].sentence


def test_a_missing_reason_is_named_and_the_answer_kept() -> None:
    back = _read(("2", "not accepted", " "), ("3", "accepted", ""))
    assert len(back.dispositions) == 2
    (problem,) = back.problems
    assert "Comment 2 is “not accepted” without a reason" in problem.sentence


def test_a_reason_without_an_answer_is_named() -> None:
    (problem,) = _read(("2", "no answer yet", "because")).problems
    assert "Comment 2 has a reason but no answer" in problem.sentence


def test_an_empty_answer_is_no_answer() -> None:
    back = _read(("2", "", ""), ("3", "No answer yet", ""))
    assert back == dispositions.Returned()


def test_a_file_without_the_table_is_named() -> None:
    back = dispositions.read([Grid("table 1", (("a", "b"),))], turn())
    assert "No table of answers was found" in back.problems[0].sentence


def test_a_change_that_is_none_is_named() -> None:
    grid = _grid(
        ("2", "accepted", "", "Changes: c1 (title), c999"),
        titles=("No.", "Answer", "Reason", "Changes made"),
    )
    back = dispositions.read([grid], turn())
    assert back.dispositions[0].changes == ("c1",)
    assert "There is no change c999" in back.problems[0].sentence


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("refers_to", ["", "12", "the meeting of May (or June)"])
def test_every_answer_is_read_as_it_is_shown(answer: Answer, refers_to: str) -> None:
    assert parse(shown(Disposition("1", answer, refers_to=refers_to))) == (answer, refers_to)


def test_words_that_went_as_asked_are_not_said_to_be_in_the_text() -> None:
    gone = "Regulation of the cost of international circuits should be considered."
    adoptions = tuple(
        replace(one, adopted=Adopted.VERBATIM, words=gone) if one.comment == "3" else one
        for one in turn().adoptions
    )
    text = _row("3", replace(turn(), adoptions=adoptions))["Changes made"].text
    assert "Deleted, as asked" in text
    assert "In the text" not in text
