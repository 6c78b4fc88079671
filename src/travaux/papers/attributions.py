"""The attribution of every paragraph of the next draft: what changed, and from where (R18)."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from travaux.formats.paper.value import (
    Band,
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
from travaux.papers import summary
from travaux.papers.blocks import Blocks, Standing, is_column, whole_table
from travaux.papers.marks import joined
from travaux.papers.naming import compared, on
from travaux.papers.places import ranged
from travaux.papers.turn import Turn
from travaux.papers.wording import cell, said, sources
from travaux.text import segments
from travaux.text.changes import Change, ChangeKind
from travaux.text.comment import Attribution, Origin, OriginKind
from travaux.text.segments import BREAK, Fate, Op
from travaux.text.tree import CONTAINERS, OBJECT, Run

NO_SOURCE: Final = "no known source"
_COLUMNS: Final = (
    Column("Paragraph", 5),
    Column("Change", 3),
    Column("What changed", 16),
    Column("Where it came from", 12),
)
_CONTEXT: Final = 70


def table(turn: Turn, *, symbol: str = "") -> Paper:
    """Return the attribution of every paragraph, what went at the place it had.

    `symbol` is that of the paper itself, where it has one. Stretches without a change
    are one line. A change whose source is not known says so.
    """
    if turn.next is None:
        return _paper(turn, symbol, [Text(said("The next draft is not written yet."))])
    rows = _Rows(turn)
    blocks: list[Block] = [Facts(_facts(turn))]
    if any(not found.confirmed for found in turn.attributions if found.origins):
        text = (
            "What is marked “not confirmed” was found by comparing words; no officer said so yet."
        )
        blocks.append(Text(said(text, Tone.OPEN)))
    blocks.append(Table("Attribution of every paragraph", _COLUMNS, tuple(rows.all())))
    return _paper(turn, symbol, blocks)


def _paper(turn: Turn, symbol: str, blocks: list[Block]) -> Paper:
    tree = turn.next or turn.draft
    return Paper(
        f"Attribution of every paragraph{on(tree, 'of')}",
        tuple(blocks),
        symbol=symbol,
        lines=compared(turn.draft, tree),
        landscape=True,
    )


def _facts(turn: Turn) -> tuple[Fact, ...]:
    found = summary.summarise(turn)
    return (
        Fact("Changes", f"{found.changes:,}"),
        Fact("With a source", f"{found.sourced:,}, of which {found.unconfirmed:,} not confirmed"),
        Fact("No known source", f"{found.unsourced:,}"),
    )


class _Rows:
    """Writes the rows of one turn."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._blocks = Blocks(turn)
        self._attributions = {found.change: found for found in turn.attributions}
        self._comments = {comment.id: comment for comment in turn.comments}
        self._unchanged: list[Standing] = []
        self._ends: dict[tuple[str, bool], str] = {}
        for standing in self._blocks.standings():
            for segment in standing.block.segments:
                if segment.move:
                    self._ends[segment.move, segment.op is Op.INSERT] = standing.citation

    def all(self) -> Iterator[Row | Band]:
        """Yield every row in reading order."""
        for standing in self._blocks.standings(inside=False):
            if standing.unchanged:
                self._unchanged.append(standing)
                continue
            if not standing.boxed or not all(held.boxed for held in self._unchanged):
                yield from self._ended()
            self._unchanged.clear()
            yield from self._rows(standing)
        yield from self._ended()

    def _ended(self) -> Iterator[Row]:
        """Yield the line of the stretch without a change that has just ended."""
        shown = [s for s in self._unchanged if s.provision.kind not in CONTAINERS]
        if shown:
            where = ranged(shown[0].citation, shown[-1].citation)
            quiet = said("unchanged", Tone.QUIET)
            yield Row((cell(said(where, Tone.QUIET)), Cell(), cell(quiet), Cell()))
        self._unchanged.clear()

    def _rows(self, standing: Standing) -> Iterator[Row]:
        if standing.block.fate is Fate.MOVED_AWAY:
            if standing.provision.kind not in CONTAINERS:
                text = f"moved to {standing.elsewhere}" if standing.elsewhere else "moved away"
                place = cell(said(standing.was, Tone.QUIET))
                yield Row((place, Cell(), cell(said(text, Tone.QUIET)), Cell()))
            return
        place = Cell(tuple(self._place(standing)))
        if not standing.changes:
            if standing.provision.kind not in CONTAINERS:
                quiet = said("renumbered, words unchanged", Tone.QUIET)
                yield Row((place, Cell(), cell(quiet), Cell()))
            return
        for number, change in enumerate(standing.changes):
            yield Row(
                (
                    Cell(continued=True) if number else place,
                    cell(said(change.id)),
                    Cell(tuple(self._what(change, standing))),
                    Cell(tuple(self._origins(self._attributions.get(change.id)))),
                ),
                anchor=f"change-{change.id}",
            )

    def _place(self, standing: Standing) -> list[Paragraph]:
        made = [said(standing.citation, Tone.STRONG)]
        if standing.block.fate is Fate.DELETED:
            made.append(said("deleted", Tone.QUIET))
        elif standing.block.fate is Fate.INSERTED:
            made.append(said("new", Tone.QUIET))
        elif standing.was != standing.here:
            made.append(said(f"was {standing.was}", Tone.QUIET))
        return made

    def _what(self, change: Change, standing: Standing) -> Iterator[Paragraph]:
        """Yield what a change did: a word where needed, and its words, marked."""
        tree = self._turn.next if standing.block.new else self._turn.draft
        assert tree is not None
        voice = Paragraph((), language=tree.language, rtl=standing.provision.rtl)
        if change.kind is ChangeKind.MOVED:
            yield said(f"moved from {standing.elsewhere or standing.was}")
            return
        if change.kind is ChangeKind.SPLIT:
            yield said("paragraph divided here")
        elif change.kind is ChangeKind.MERGED:
            yield said("paragraphs joined here")
        elif change.move:
            yield said(self._moved(change), Tone.QUIET)
        if standing.provision.kind in CONTAINERS:
            gone = change.kind is ChangeKind.DELETED
            if is_column(change, self._blocks.old, self._blocks.new):
                yield said(f"column {'deleted' if gone else 'inserted'}", Tone.QUIET)
                lines = [(change.old_text or change.new_text).replace("\t", " | ")]
            else:
                lines = whole_table(tree, standing.provision.id)
            for line in lines:
                yield replace(voice, runs=(Run(line, strike=gone, underline=not gone),))
            return
        runs = _runs(change, standing.block)
        if runs:
            yield replace(voice, runs=runs)

    def _moved(self, change: Change) -> str:
        """Say where the other end of a moved passage is."""
        came = bool(change.new_text)
        other = self._ends.get((change.move, not came), "another place")
        return f"passage moved here from {other}" if came else f"passage moved to {other}"

    def _origins(self, attribution: Attribution | None) -> Iterator[Paragraph]:
        """Yield the sources of a change, how sure they are, and whether an officer said so."""
        if attribution is None or not attribution.origins:
            yield said(NO_SOURCE, Tone.OPEN)
            return
        for origin in attribution.origins:
            yield self._origin(origin)
        if attribution.words.strip():
            yield said(f"“{attribution.words.strip()}”", Tone.QUIET)
        if not attribution.confirmed:
            sure = f" (how sure: {attribution.score:.2f})" if attribution.score else ""
            yield said(f"not confirmed{sure}", Tone.OPEN)

    def _origin(self, origin: Origin) -> Paragraph:
        comment = self._comments.get(origin.ref)
        if origin.kind is OriginKind.COMMENT and comment is not None:
            symbol = f" ({comment.symbol})" if comment.symbol else ""
            return said(f"Comment {comment.id}, {sources(comment)}{symbol}")
        name = origin.kind.value.capitalize()
        parting = ", " if origin.kind is OriginKind.SECRETARIAT else " "
        return said(f"{name}{parting}{origin.ref}" if origin.ref else name)


def _runs(change: Change, block: segments.Block) -> tuple[Run, ...]:
    """Return the words of a change, with a little of what stays around them in its paragraph."""
    old, new = _shown(change.old_text), _shown(change.new_text)
    before = block.new_text[: change.new_offset].rpartition(BREAK)[2]
    after = block.new_text[change.new_offset + len(change.new_text) :].partition(BREAK)[0]
    if not block.new or not block.old:
        before = after = ""
    elif old and not new and before and not (before[-1] + old[0]).count(" "):
        before += " "  # what went before it in the same place took the blank along
    return joined(
        (
            Run(_end_of(before.replace(OBJECT, ""))),
            Run(old, strike=True),
            Run(new, underline=True),
            Run(_start_of(after.replace(OBJECT, ""))),
        )
    )


def _shown(text: str) -> str:
    return text.replace(OBJECT, "").replace(BREAK, "¶\n")


def _end_of(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    blank = text.find(" ", len(text) - _CONTEXT)
    return f"…\u00a0{text[blank + 1 if blank >= 0 else -_CONTEXT :]}"


def _start_of(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    blank = text.rfind(" ", 0, _CONTEXT)
    return f"{text[: blank if blank > 0 else _CONTEXT]}\u00a0…"
