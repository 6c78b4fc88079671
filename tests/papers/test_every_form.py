"""Any turn at all becomes papers, and every paper a file of every kind."""

from hypothesis import HealthCheck, given, settings

from tests.papers.any_turn import any_turns
from travaux.formats.paper import FORMATS, write
from travaux.formats.paper.value import Paper, Row
from travaux.papers import attributions, compilation, dispositions, redline
from travaux.papers.turn import Turn


def _papers(turn: Turn) -> list[Paper]:
    return [
        compilation.by_provision(turn),
        compilation.by_source(turn),
        dispositions.table(turn),
        attributions.table(turn),
        redline.marked(turn),
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_turns())
def test_every_paper_of_any_turn_is_written(turn: Turn) -> None:
    for paper in _papers(turn):
        for form in FORMATS:
            assert write(paper, form)


@settings(max_examples=20, deadline=None)
@given(any_turns())
def test_every_row_has_a_cell_for_each_column_and_every_link_leads_somewhere(turn: Turn) -> None:
    for paper in _papers(turn):
        anchors = set()
        for table in paper.tables():
            for row in table.rows:
                anchors.add(row.anchor)
                assert not isinstance(row, Row) or len(row.cells) == len(table.columns)
        links = {run.link for said in paper.paragraphs() for run in said.runs if run.link}
        assert {link.removeprefix("#") for link in links} <= anchors
