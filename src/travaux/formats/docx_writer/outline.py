"""A tree seen as Word sees a text: paragraphs and tables in a body, in cells and in notes."""

from collections.abc import Iterator
from typing import Final, Literal

from travaux.formats.docx_writer.lists import PLACEHOLDER
from travaux.formats.docx_writer.marked import (
    EMPTY,
    Cell,
    Change,
    Flow,
    Note,
    Paragraph,
    Piece,
    Row,
    Standing,
    Table,
)
from travaux.formats.docx_writer.table_grid import Slot, slots
from travaux.text.tree import CONTAINERS, NOTES, Kind, LabelKind, Provision, Run, Tree

BODY: Final = ""
"""Holds what stands in no cell and no note."""


class Outline:
    """What holds what in a tree; the body, a cell or a note holds paragraphs and tables.

    A note that no run calls, or a row or cell outside a table, is no holder: what it says is
    written as plain paragraphs where it stands, so that no word is lost.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.place = tree.index()
        self.by_id = {provision.id: provision for provision in tree.provisions}
        self.called = {run.note for provision in tree.provisions for run in provision.runs}
        self.rows: dict[str, list[str]] = {}
        self.cells: dict[str, list[str]] = {}
        self.holder: dict[str, str] = {}
        self.held: dict[str, list[str]] = {BODY: []}
        self._standings: dict[str, Standing] = {}
        parents = tree.parents()
        depths: list[int] = []
        for place, provision in enumerate(tree.provisions):
            above = parents[place]
            parent = tree.provisions[above] if above >= 0 else None
            depth = 0
            if parent is not None:
                depth = depths[above] + (parent.kind is Kind.ITEM)
            depths.append(0 if self._opens(provision, parent) else depth)
            self._hang(provision, parent)
            rank = provision.level - self._base(provision, parents[place], parents)
            self._standings[provision.id] = Standing(
                provision, self._where(self.holder[provision.id]), depths[-1], rank
            )

    def _opens(self, provision: Provision, parent: Provision | None) -> bool:
        return self.is_note(provision) or self._is_cell(provision, parent)

    def is_note(self, provision: Provision) -> bool:
        """Whether it is a note that some run calls."""
        return provision.kind in NOTES and provision.id in self.called

    def _is_cell(self, provision: Provision, parent: Provision | None) -> bool:
        return provision.kind is Kind.CELL and parent is not None and parent.id in self.cells

    def _hang(self, provision: Provision, parent: Provision | None) -> None:
        """Note what holds the provision, and open the list of what it holds itself."""
        holder = BODY
        if parent is not None:
            holder = parent.id if parent.id in self.held else self.holder[parent.id]
        self.holder[provision.id] = holder
        if self.is_note(provision):
            self.held[provision.id] = [provision.id]
        elif self._is_cell(provision, parent) and parent is not None:
            self.cells[parent.id].append(provision.id)
            self.held[provision.id] = [provision.id] if provision.runs else []
        elif provision.kind is Kind.ROW and parent is not None and parent.id in self.rows:
            self.rows[parent.id].append(provision.id)
            self.cells[provision.id] = []
        elif provision.kind is Kind.TABLE:
            self.rows[provision.id] = []
            self.held[holder].append(provision.id)
        elif provision.kind not in CONTAINERS or provision.runs:
            self.held[holder].append(provision.id)

    def _base(self, provision: Provision, above: int, parents: list[int]) -> int:
        """Return the level from which ranks count: lines of contents hang below a heading."""
        if provision.kind is Kind.CONTENTS:
            while above >= 0 and self.tree.provisions[above].kind is Kind.CONTENTS:
                above = parents[above]
            return self.tree.provisions[above].level if above >= 0 else 0
        holder = self.holder[provision.id]
        if holder == BODY:
            return 0
        return self.by_id[holder].level - (self.by_id[holder].kind in NOTES)

    def _where(self, holder: str) -> Literal["body", "cell", "note"]:
        if holder == BODY:
            return "body"
        return "cell" if self.by_id[holder].kind is Kind.CELL else "note"

    def standing(self, id_: str) -> Standing:
        """Return the provision with where it stands; a note stands in itself."""
        standing = self._standings[id_]
        if self.is_note(standing.provision):
            return Standing(standing.provision, "note")
        if id_ in self.held:
            return Standing(standing.provision, "cell")
        return standing

    def is_table(self, id_: str) -> bool:
        """Whether it is a table with at least one cell; Word knows no others."""
        return any(self.cells[row] for row in self.rows.get(id_, ()))

    def layout(self, table: str) -> dict[str, list[Slot]]:
        """Return for each row of the table its slots, continued cells among them.

        A row that nothing reaches into is left out.
        """
        rows = self.rows[table]
        cells = [[self.by_id[cell] for cell in self.cells[row]] for row in rows]
        layout = zip(rows, slots(cells), strict=True)
        return {row: found for row, found in layout if found}

    def label_run(self, id_: str, *, more: bool) -> Run | None:
        """Return the typed label as text, with a tab if words follow it."""
        provision = self.by_id[id_]
        if not provision.label or is_counted(provision):
            return None
        return Run(provision.label + ("\t" if more else ""))

    # One view alone -----------------------------------------------------------------------------

    def flow(self, holder: str = BODY, change: Change | None = None) -> Flow:
        """Return what a holder holds; with a change, all of it as inserted or deleted."""
        flow: Flow = []
        for id_ in self.held[holder]:
            if self.is_table(id_):
                flow.append(self.table(id_, change))
            elif id_ not in self.rows:
                flow.append(self.paragraph(id_, change))
        return flow

    def paragraph(self, id_: str, change: Change | None = None) -> Paragraph:
        """Return one provision as a paragraph."""
        standing = self.standing(id_)
        pieces = list(self._pieces(standing.provision, change))
        new = standing if change is None or change.op == "ins" else None
        old = standing if change is None or change.op == "del" else None
        return Paragraph([*pieces], new, old, change)

    def _pieces(self, provision: Provision, change: Change | None) -> Iterator[Piece]:
        label = self.label_run(provision.id, more=bool(provision.runs))
        if label is not None:
            yield Piece(label, change)
        start = 0
        for run in provision.runs:
            yield Piece(run, change, note=self.note(run), id=provision.id, start=start)
            start += len(run.text)

    def note(self, run: Run) -> Note | None:
        """Return the note that the run calls, untracked, or None where it calls none."""
        if not run.note or run.note not in self.held:
            return None
        return Note(self.by_id[run.note].kind, self.flow(run.note))

    def table(self, id_: str, change: Change | None = None) -> Table:
        """Return a table, with all its rows inserted or deleted where a change is given."""
        rows = [self.row(slots, change) for slots in self.layout(id_).values()]
        return Table(rows, self.by_id[id_].rtl or self.reads_rtl(id_))

    def reads_rtl(self, table: str) -> bool:
        """Whether most of what a table holds is written from right to left."""
        cells = [cell for row in self.rows[table] for cell in self.cells[row]]
        inside = [self.by_id[id_] for cell in cells for id_ in self.held[cell]]
        return sum(provision.rtl for provision in inside) * 2 > len(inside)

    def row(self, slots: list[Slot], change: Change | None = None) -> Row:
        """Return a row from its slots."""
        cells = []
        for slot in slots:
            flow = self.flow(slot.cell, change) if slot.cell else []
            close_cell(flow, change)
            cells.append(Cell(slot.columns, slot.merge, flow))
        return Row(cells, change)


def is_counted(provision: Provision) -> bool:
    """Whether Word will count the label; one that reads like its patterns, `%1`, it cannot."""
    automatic = provision.label_kind is LabelKind.AUTOMATIC and bool(provision.label)
    return automatic and not PLACEHOLDER.search(provision.label)


def close_cell(flow: Flow, change: Change | None = None) -> None:
    """Let a cell end with a paragraph, as Word wants it, whose mark goes with the cell."""
    if not flow or isinstance(flow[-1], Table):
        new = EMPTY if change is None or change.op == "ins" else None
        old = EMPTY if change is None or change.op == "del" else None
        flow.append(Paragraph([], new, old, change))
    last = flow[-1]
    if isinstance(last, Paragraph):
        last.settled = True
