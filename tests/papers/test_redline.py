"""The redline as a paper: all words of both drafts, marked."""

from msgspec.structs import replace

from tests.papers.turns import turn
from travaux.formats.paper.value import Cell, Facts, Row
from travaux.papers import redline
from travaux.text.tree import CONTAINERS, Kind, Tree


def _rows() -> list[tuple[Cell, ...]]:
    (table,) = redline.marked(turn()).tables()
    return [row.cells for row in table.rows if isinstance(row, Row)]


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("|", "").replace("¶", "")


def _words(*, without: str) -> str:
    """Return the words of the paper without those of a form, and without what moved away."""
    made = ""
    for _, cell in _rows():
        for said in cell.paragraphs:
            if not said.text.startswith("moved to"):
                made += "".join(r.text for r in said.runs if not getattr(r, without))
    return _squeezed(made.replace("Note: ", ""))


def _draft(tree: Tree) -> list[str]:
    provisions = [p for p in tree.provisions if p.kind not in CONTAINERS or p.kind is Kind.CELL]
    return [_squeezed(p.plain) for p in provisions if p.plain]


def test_without_what_is_struck_it_is_the_next_draft() -> None:
    next_draft = turn().next
    assert next_draft is not None
    words = _words(without="strike")
    assert [text for text in _draft(next_draft) if text not in words] == []


def test_without_what_is_underlined_it_is_the_draft() -> None:
    words = _words(without="underline")
    assert [text for text in _draft(turn().draft) if text not in words] == []


def test_a_row_of_a_table_is_one_line() -> None:
    texts = [cell.text for _, cell in _rows()]
    assert "2008 | 12.00 | 12 | 2.1 | 1.6" in texts


def test_what_moved_is_said_at_both_ends() -> None:
    rows = {place.text: cell.text for place, cell in _rows()}
    assert rows["2.3.5.2 d)"].startswith("moved to 2.3.5.2 a): “Technical standards")
    assert "2.3.5.2 a)\nmoved from 2.3.5.2 d)" in rows


def test_the_counts_stand_first() -> None:
    first = redline.marked(turn()).blocks[0]
    assert isinstance(first, Facts)
    assert [fact.name for fact in first.facts] == ["Words", "Provisions", "Passages"]


def test_without_a_next_draft_it_says_so() -> None:
    early = replace(turn(), next=None, redline=None)
    paper = redline.marked(early)
    assert list(paper.tables()) == []
