"""The attribution of every paragraph: what changed, from whom, and what nobody asked for."""

from itertools import groupby

from hypothesis import given, settings
from msgspec.structs import replace

from tests.papers.any_turn import any_turns
from tests.papers.turns import turn
from travaux.formats import markdown
from travaux.formats.paper.value import Cell, Row, Tone
from travaux.papers import attributions
from travaux.papers.turn import Turn
from travaux.text.changes import changes
from travaux.text.redline import redline


def _rows(made: Turn) -> list[Row]:
    (table,) = attributions.table(made).tables()
    return [row for row in table.rows if isinstance(row, Row)]


def _change(words: str) -> tuple[Cell, ...]:
    rows = [row.cells for row in _rows(turn()) if words in row.cells[2].text]
    return rows[0]


def _forms(cell: Cell, form: str) -> str:
    runs = [run for said in cell.paragraphs for run in said.runs]
    return "".join(run.text for run in runs if getattr(run, form))


@settings(max_examples=5, deadline=None)
@given(any_turns())
def test_every_change_stands_exactly_once(made: Turn) -> None:
    named = [row.anchor for row in _rows(made) if row.anchor]
    assert named == [f"change-{change.id}" for change in made.changes]


def test_a_change_is_marked_with_a_little_around_it() -> None:
    cell = _change("many of them private")[2]
    assert _forms(cell, "strike") == "global infrastructure that now serves"
    assert _forms(cell, "underline").startswith("network of more than 100,000 networks, many")
    assert cell.text.startswith("The Internet is a ")
    assert cell.text.endswith("\u00a0…")


def test_its_source_is_named_with_the_words_they_share_and_how_sure() -> None:
    text = _change("route calls")[3].text
    assert text == (
        "Comment 11, Cisco and United Kingdom (WTPF-IEG/2/7)\n"
        "“use it among themselves to route calls”\n"
        "not confirmed (how sure: 0.98)"
    )
    assert "not confirmed" not in _change("many of them private")[3].text


def test_the_secretariat_is_a_source() -> None:
    assert _change("Fourth")[3].text == "Secretariat, editorial"


def test_a_change_without_a_source_says_so() -> None:
    cell = _change("The group met for the second time")[3]
    assert [(said.text, said.tone) for said in cell.paragraphs] == [("no known source", Tone.OPEN)]


def test_what_did_not_change_is_one_line_a_stretch() -> None:
    lines = [row.cells[2].text for row in _rows(turn())]
    runs = [len(list(held)) for text, held in groupby(lines) if text == "unchanged"]
    assert set(runs) == {1}
    quiet = [row.cells[0].text for row in _rows(turn()) if row.cells[2].text == "unchanged"]
    assert "1.1.3 to 1.2.2" in quiet


def test_what_moved_is_named_at_both_ends() -> None:
    texts = [(row.cells[0].text, row.cells[2].text) for row in _rows(turn())]
    assert ("2.3.5.2 a)\nwas 2.3.5.2 d)", "moved from 2.3.5.2 d)") in texts
    assert ("2.3.5.2 d)", "moved to 2.3.5.2 a)") in texts


def test_what_was_deleted_stands_at_the_place_it_had() -> None:
    cells = _change("Contact data of those")
    assert cells[0].text == "2.3.4.2 d)\ndeleted"
    assert _forms(cells[2], "strike").startswith("Contact data")


def test_a_new_number_is_said() -> None:
    texts = [(row.cells[0].text, row.cells[2].text) for row in _rows(turn())]
    assert ("2.3.5.2 b)\nwas 2.3.5.2 a)", "renumbered, words unchanged") in texts


def test_a_passage_that_moved_names_its_other_end() -> None:
    texts = [row.cells[2].text for row in _rows(turn())]
    assert any(text.startswith("passage moved to 2.3.4.3, paragraph 2") for text in texts)


def test_before_the_next_draft_there_is_nothing_to_attribute() -> None:
    early = replace(turn(), next=None, redline=None, changes=(), attributions=())
    assert [said.text for said in attributions.table(early).paragraphs()] == [
        "The next draft is not written yet."
    ]


def _small(old: str, new: str) -> Turn:
    before, after = markdown.read(old.encode()).accepted, markdown.read(new.encode()).accepted
    marked = redline(before, after)
    return Turn(before, next=after, redline=marked, changes=changes(marked, before, after))


_ONE = "The Forum adopts opinions by consensus among all who take part in it."
_TWO = "Opinions are not binding and set no regulation for any administration."


def test_a_paragraph_divided_or_joined_is_said_to_be() -> None:
    divided = _small(f"1.1 {_ONE} {_TWO}", f"1.1 {_ONE}\n\n1.2 {_TWO}")
    joined = _small(f"1.1 {_ONE}\n\n1.2 {_TWO}", f"1.1 {_ONE} {_TWO}")
    assert "paragraph divided here" in _rows(divided)[0].cells[2].text
    assert "paragraphs joined here" in _rows(joined)[0].cells[2].text


def test_a_table_that_came_whole_is_one_change_a_line_a_row() -> None:
    table = "| Year | Price |\n| --- | --- |\n| 2008 | 12.00 |"
    (row,) = [row for row in _rows(_small(_ONE, f"{_ONE}\n\n{table}")) if row.anchor]
    assert row.cells[2].text == "Year | Price\n2008 | 12.00"
    assert _forms(row.cells[2], "underline") == "Year | Price2008 | 12.00"


def test_words_that_follow_what_went_keep_their_distance() -> None:
    (row,) = [row for row in _rows(_small(f"{_ONE} {_TWO}", _ONE)) if row.anchor]
    assert row.cells[2].text == f"{_ONE} {_TWO}"
