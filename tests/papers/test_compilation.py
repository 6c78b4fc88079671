"""The compilation: every comment once, in the house format, late ones apart."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.papers.any_turn import any_turns
from tests.papers.turns import turn
from travaux.formats.paper.value import Band, Cell, Facts, Heading, Paper, Row, Table
from travaux.papers import compilation
from travaux.papers.turn import Turn
from travaux.text.tree import Run


def _numbers(paper: Paper) -> Counter[str]:
    """Count the comments that stand in full: each has a cell that gives its number."""
    return Counter(
        row.anchor.removeprefix("comment-")
        for table in paper.tables()
        for row in table.rows
        if isinstance(row, Row) and row.anchor
    )


def _table(paper: Paper, title: str) -> Table:
    (found,) = [table for table in paper.tables() if table.title == title]
    return found


def _row(paper: Paper, comment: str) -> tuple[Cell, ...]:
    (found,) = [
        row.cells
        for table in paper.tables()
        for row in table.rows
        if isinstance(row, Row) and row.anchor == f"comment-{comment}"
    ]
    return found


def _bands(table: Table) -> list[str]:
    return [row.text for row in table.rows if isinstance(row, Band)]


def _forms(cell: Cell, form: str) -> str:
    runs = [run for said in cell.paragraphs for run in said.runs]
    return "".join(run.text for run in runs if getattr(run, form))


@pytest.mark.parametrize("made", [compilation.by_provision, compilation.by_source])
@settings(max_examples=60, deadline=None)
@given(any_turns())
def test_every_comment_stands_exactly_once(made, any_turn: Turn) -> None:  # type: ignore[no-untyped-def]
    assert _numbers(made(any_turn)) == Counter(comment.id for comment in any_turn.comments)


def test_the_columns_are_those_of_the_house() -> None:
    table = _table(compilation.by_provision(turn()), "Comments by provision")
    titles = [column.title for column in table.columns]
    assert titles == ["Original text", "Source", "Comments"]


def test_comments_follow_the_draft_and_those_on_the_whole_come_first() -> None:
    bands = _bands(_table(compilation.by_provision(turn()), "Comments by provision"))
    assert bands[:4] == [
        "The whole draft",
        "Throughout: “Internet names”",
        "2.2 a) to f)  Themes for the Forum",
        "2.3.1  Growth and use",
    ]
    assert bands[4:] == sorted(bands[4:])


def test_counts_come_first_by_kind_of_source_and_not_stated_last() -> None:
    paper = compilation.by_provision(turn())
    assert isinstance(paper.blocks[0], Facts)
    assert paper.blocks[0].facts[0].value.startswith("18: 15 in time, 2 late")
    rows = [row for row in _table(paper, "Comments by kind of source").rows if isinstance(row, Row)]
    lines = [[cell.text for cell in row.cells] for row in rows]
    assert [line[0] for line in lines] == [
        "Member States",
        "Sector Members",
        "International organizations",
        "Jointly, of several kinds",
        "Kind not stated",
        "Total",
    ]
    for column in range(2, 6):
        assert sum(int(line[column]) for line in lines[:-1]) == int(lines[-1][column])


def test_what_is_proposed_is_marked_and_what_is_said_is_in_italics() -> None:
    cell = _row(compilation.by_provision(turn()), "2")[2]
    assert _forms(cell, "strike") == "global infrastructure that now serves"
    assert _forms(cell, "underline") == "network of networks that together now serve"
    assert _forms(cell, "italic") == (
        "There is no single infrastructure.More than 100,000 networks make it up."
    )


def test_what_shall_go_is_struck_whole() -> None:
    cell = _row(compilation.by_provision(turn()), "17")[2]
    assert _forms(cell, "strike").startswith("All stakeholders agree")
    assert not _forms(cell, "underline")


def test_sources_stand_in_their_order_with_symbol_and_date() -> None:
    text = _row(compilation.by_provision(turn()), "14")[1].text
    assert text.startswith("NRO (for the five regional registries) and ICANN\n")
    assert "WTPF-IEG/2/5, 12 October 2012" in text


def test_late_comments_stand_apart_unless_admitted() -> None:
    paper = compilation.by_provision(turn())
    assert [row.anchor for row in _table(paper, "Late comments").rows if isinstance(row, Row)] == [
        "comment-16"
    ]
    assert "late, admitted" in _row(paper, "15")[1].text
    assert "20 October 2012, 09:12 (UTC+02:00)" in _row(paper, "15")[1].text
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings[-2:] == ["Late comments", "Contributions"]


def test_a_reference_that_leads_nowhere_is_shown_as_written() -> None:
    paper = compilation.by_provision(turn())
    (row,) = [row for row in _table(paper, "Place not found").rows if isinstance(row, Row)]
    assert row.cells[0].text == "“2.3.4.4 b)”"
    assert row.anchor == "comment-13"


def test_near_identical_comments_stand_together_and_are_counted_by_source() -> None:
    rows = _table(compilation.by_provision(turn()), "Comments by provision").rows
    anchors = [row.anchor for row in rows if isinstance(row, Row)]
    at = anchors.index("comment-4")
    assert anchors[at : at + 3] == ["comment-4", "comment-5", "comment-6"]
    paper = compilation.by_provision(turn())
    assert "2 comments of 2 sources say nearly the same" in _row(paper, "4")[2].text
    assert _row(paper, "5")[2].text == "In the same words as comment 4 of Nominet"
    assert "Nearly the same as comment 2" in _row(paper, "3")[2].text
    assert "many of them private" in _row(paper, "3")[2].text  # its own words are not dropped


def test_a_comment_on_a_comment_stands_below_it() -> None:
    text = _row(compilation.by_provision(turn()), "6")[2].text
    assert text.startswith("On comment 4 of Nominet\nAlso on comment 5 of Cisco\n")


def test_a_comment_with_several_targets_is_referred_to_from_the_others() -> None:
    paper = compilation.by_provision(turn())
    rows = [row for row in _table(paper, "Comments by provision").rows if isinstance(row, Row)]
    refers = [row.cells[2] for row in rows if "See comment 11" in row.cells[2].text]
    assert [cell.text for cell in refers] == ["See comment 11, under 2.3.4.1 c)."]
    assert refers[0].paragraphs[0].runs == (
        Run("See comment 11, under 2.3.4.1 c).", link="#comment-11"),
    )


def test_comments_keep_their_language_and_direction() -> None:
    paper = compilation.by_provision(turn())
    arabic, russian = (_row(paper, name)[2].paragraphs for name in ("8", "7"))
    assert (arabic[0].language, arabic[0].rtl) == ("ar", True)
    assert russian[-1].language == "ru"


def test_the_original_stands_once_beside_its_comments() -> None:
    rows = _table(compilation.by_provision(turn()), "Comments by provision").rows
    originals = [row.cells[0] for row in rows if isinstance(row, Row)]
    text = "\n".join(cell.text for cell in originals)
    assert text.count("The Internet is a global infrastructure") == 1
    assert originals[[r.anchor for r in rows if isinstance(r, Row)].index("comment-3")].continued


def test_by_source_goes_kind_by_kind() -> None:
    bands = _bands(_table(compilation.by_source(turn()), "Comments by source"))
    kinds = [re.sub(r".*\((.*);.*", r"\1", band) for band in bands]
    assert list(dict.fromkeys(kinds)) == [
        "Member State",
        "Sector Member",
        "international organization",
        "jointly, of several kinds",
        "kind not stated",
    ]
    assert bands[0] == "United Kingdom  (Member State; 3 comments)"


def test_no_percentage_is_ever_shown() -> None:
    for made in (compilation.by_provision, compilation.by_source):
        assert not any("%" in said.text for said in made(turn()).paragraphs())


def test_a_draft_without_comments_says_so() -> None:
    empty = replace(turn(), comments=(), timings=(), groups=())
    said = [said.text for said in compilation.by_provision(empty).paragraphs()]
    assert "No comments were received." in said


def test_without_a_deadline_nothing_is_said_of_time() -> None:
    untimed = replace(turn(), timings=(), deadline="", admitted=())
    paper = compilation.by_provision(untimed)
    titles = [column.title for column in _table(paper, "Comments by kind of source").columns]
    assert titles == ["Kind of source", "Sources", "Comments"]
    assert "time not known" not in _row(paper, "1")[1].text


def test_what_was_read_as_courtesy_is_listed_for_a_person_to_look_over() -> None:
    (first, *others) = turn().contributions
    polite = replace(first, set_aside=("We thank the secretariat.",))
    made = compilation.by_provision(replace(turn(), contributions=(polite, *others)))
    *_, table = made.tables()
    assert table.title == "Read as courtesy"
    (row,) = table.rows
    assert isinstance(row, Row)
    assert [cell.text for cell in row.cells] == [
        polite.symbol or polite.name,
        "We thank the secretariat.",
    ]
