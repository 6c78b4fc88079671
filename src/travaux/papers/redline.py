"""The redline as a paper: added words underlined, deleted ones struck, what moved said in words."""

from collections.abc import Iterator
from typing import Final

from travaux.formats.paper.value import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.papers.blocks import Blocks, Standing
from travaux.papers.marks import joined, segment_runs
from travaux.papers.naming import compared, on
from travaux.papers.turn import Turn
from travaux.papers.wording import cell, counted, excerpt, said
from travaux.text.segments import Fate
from travaux.text.summary import summarise
from travaux.text.tree import CONTAINERS, NOTES, Kind, Run

_COLUMNS: Final = (Column("Paragraph", 3), Column("Text", 18))
_LEGEND: Final = Paragraph(
    (
        Run("Text that was "),
        Run("added", underline=True),
        Run(" is underlined, text that was "),
        Run("deleted", strike=True),
        Run(" is struck out; ¶ marks the end of a paragraph that came or went."),
    )
)


def marked(turn: Turn, *, symbol: str = "") -> Paper:
    """Return the next draft marked against the draft, everything in reading order.

    `symbol` is that of the paper itself, where it has one.
    """
    tree = turn.next or turn.draft
    blocks: list[Block] = []
    if turn.next is None or turn.redline is None:
        blocks.append(Text(said("The next draft is not written yet.")))
    else:
        blocks += [Facts(_facts(turn)), Text(_LEGEND)]
        blocks.append(Table("Marked text", _COLUMNS, tuple(_rows(turn))))
    return Paper(
        f"Changes made{on(tree, 'in')}",
        tuple(blocks),
        symbol=symbol,
        lines=compared(turn.draft, tree),
    )


def _facts(turn: Turn) -> tuple[Fact, ...]:
    assert turn.redline is not None
    assert turn.next is not None
    found = summarise(turn.redline, turn.draft, turn.next)
    words = f"{found.words_added:,} added, {found.words_removed:,} deleted"
    names = ("edited", "inserted", "deleted", "moved", "split", "merged", "renumbered")
    provisions = [f"{getattr(found, name):,} {name}" for name in names if getattr(found, name)]
    facts = [Fact("Words", words), Fact("Provisions", ", ".join(provisions) or "none changed")]
    if found.passages_moved:
        facts.append(Fact("Passages", f"{counted(found.passages_moved, 'passage')} moved"))
    return tuple(facts)


def _rows(turn: Turn) -> Iterator[Row]:
    """Yield a row a provision; a row of a table is one row, its cells parted by a bar."""
    language = (turn.next or turn.draft).language
    boxed: list[Run] = []
    first: Standing | None = None
    for standing in Blocks(turn).standings():
        if standing.boxed and standing.provision.kind is not Kind.ROW:
            if standing.provision.kind is Kind.TABLE:
                continue
            if boxed and standing.provision.kind is Kind.CELL:
                boxed.append(Run(" | "))
            boxed += segment_runs(standing.block.segments)
            first = first or standing
            continue
        if boxed and first:
            line = Paragraph(joined(boxed), language=language, rtl=first.provision.rtl)
            yield Row((_place(first), cell(line)))
        boxed, first = [], None
        if standing.provision.kind not in CONTAINERS:
            anchor = f"provision-{standing.here}" if standing.here else ""
            yield Row((_place(standing), cell(_text(standing, language))), anchor)
    if boxed and first:
        line = Paragraph(joined(boxed), language=language, rtl=first.provision.rtl)
        yield Row((_place(first), cell(line)))


def _place(standing: Standing) -> Cell:
    block = standing.block
    made = [said(standing.citation, Tone.STRONG)]
    if block.fate in (Fate.INSERTED, Fate.DELETED):
        made.append(said("new" if block.fate is Fate.INSERTED else "deleted", Tone.QUIET))
    elif block.fate is Fate.MOVED_AWAY:
        made = [said(standing.was, Tone.QUIET)]
    elif standing.was != standing.here:
        word = "moved from" if block.moved else "was"
        made.append(said(f"{word} {standing.elsewhere or standing.was}", Tone.QUIET))
    elif block.moved:
        made.append(said("moved", Tone.QUIET))
    return cell(*made)


def _text(standing: Standing, language: str) -> Paragraph:
    block = standing.block
    if block.fate is Fate.MOVED_AWAY:
        where = standing.elsewhere
        words = excerpt(block.old_text, 60)
        return said(f"moved to {where}: “{words}”" if where else f"moved: “{words}”", Tone.QUIET)
    kind = standing.provision.kind
    tone = Tone.STRONG if kind in (Kind.HEADING, Kind.TITLE) else Tone.PLAIN
    runs = segment_runs(block.segments)
    if kind in NOTES:
        runs = joined((Run("Note: "), *runs))
    return Paragraph(runs or (Run("[figure]"),), tone, language, standing.provision.rtl)
