"""A redline and its two drafts as one document in which both stand, with every change marked.

Order is that of the redline's blocks. What holds what is the newer draft's for new text and the
older's for old; a table, row, cell or note that both have is one, and holds the text of both.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from travaux.formats.docx_writer.marked import Cell, Change, Flow, Note, Row, Table
from travaux.formats.docx_writer.marks import settle
from travaux.formats.docx_writer.moves import place_moves
from travaux.formats.docx_writer.outline import BODY, Outline, close_cell
from travaux.formats.docx_writer.weave import Stretch, Weaver, agree, replaced, stretches
from travaux.text.segments import Block, Fate, Op, Redline
from travaux.text.tree import Run, Tree


def merge(redline: Redline, old: Tree, new: Tree, default: Change) -> Flow:
    """Return the body of a document that is `new` when all is accepted and `old` when rejected."""
    return _Merger(redline, Outline(old), Outline(new), default).body()


class _Merger:
    def __init__(self, redline: Redline, old: Outline, new: Outline, default: Change) -> None:
        self._blocks = redline.blocks
        self._old = old
        self._new = new
        self._default = default
        self._check()
        body: Flow = []
        self._old_flows: dict[str, Flow] = {BODY: body}
        self._new_flows: dict[str, Flow] = {BODY: body}
        self._tables: dict[tuple[str, str], Table] = {}
        self._notes: dict[tuple[str, str], Note] = {}
        self._paired = {
            (block.old[0], block.new[0])
            for block in self._blocks
            if len(block.old) == len(block.new) == 1 and not block.moved
        }
        self._table_of = {
            **{(0, row): table for table, rows in old.rows.items() for row in rows},
            **{(1, row): table for table, rows in new.rows.items() for row in rows},
        }
        self._targets = {block.old: block for block in self._blocks if block.moved}
        self._left = {block.old for block in self._blocks if block.fate is Fate.MOVED_AWAY}
        self._names: dict[tuple[str, ...], str] = {}
        self._weaver = Weaver(old, new, default, self._note)

    def _check(self) -> None:
        for tree, named in (
            (self._old, {id_ for block in self._blocks for id_ in block.old}),
            (self._new, {id_ for block in self._blocks for id_ in block.new}),
        ):
            if named != set(tree.by_id):
                odd = min(named ^ set(tree.by_id))
                raise ValueError(f"The redline does not belong to these drafts: {odd}")

    def body(self) -> Flow:
        """Return the whole document."""
        for block in self._blocks:
            self._add(block)
        flows = {id(flow): flow for flow in (*self._new_flows.values(), *self._old_flows.values())}
        for flow in flows.values():
            settle(flow, self._default)
        place_moves(list(flows.values()))
        return self._new_flows[BODY]

    def _add(self, block: Block) -> None:
        """Add one block where its provisions stand."""
        olds = [id_ for id_ in block.old if self._old.holder[id_] in self._old_flows]
        news = [id_ for id_ in block.new if self._new.holder[id_] in self._new_flows]
        # The first words of a note stand in the note itself.
        olds = [id_ for id_ in olds if not self._old.is_note(self._old.by_id[id_])]
        news = [id_ for id_ in news if not self._new.is_note(self._new.by_id[id_])]
        first = (block.old[:1], block.new[:1])
        if any(self._is_container(side, id_) for side, ids in enumerate(first) for id_ in ids):
            self._add_container(block)
        elif self._is_pair_of_notes(block):
            self._add_note(block)
        elif block.moved or block.fate is Fate.MOVED_AWAY:
            self._add_moved(block, olds, news)
        else:
            self._add_words(block, olds, news)

    # Words --------------------------------------------------------------------------------------

    def _add_words(self, block: Block, olds: Sequence[str], news: Sequence[str]) -> None:
        whole = len(olds) == len(block.old) and len(news) == len(block.new)
        old_flow = self._flow_of(0, olds)
        new_flow = self._flow_of(1, news)
        if whole and (old_flow is new_flow or not olds or not news):
            flow = new_flow if news else old_flow
            if flow is not None:
                flow.extend(self._weaver.paragraphs(olds, news, self._parts(block)))
                return
        # It is not one place in both drafts: deleted there and inserted here.
        for id_ in olds:
            parts = replaced([self._old.by_id[id_].text], [], self._default)
            self._old_flows[self._old.holder[id_]].extend(self._weaver.paragraphs([id_], [], parts))
        for id_ in news:
            parts = replaced([], [self._new.by_id[id_].text], self._default)
            self._new_flows[self._new.holder[id_]].extend(self._weaver.paragraphs([], [id_], parts))

    def _flow_of(self, side: int, ids: Sequence[str]) -> Flow | None:
        """Return the flow that holds all of these, None where no one does."""
        outline, flows = ((self._old, self._old_flows), (self._new, self._new_flows))[side]
        holders = {outline.holder[id_] for id_ in ids}
        return flows[holders.pop()] if len(holders) == 1 else None

    def _parts(self, block: Block) -> list[Stretch]:
        old = [self._old.by_id[id_].text for id_ in block.old]
        new = [self._new.by_id[id_].text for id_ in block.new]
        parts = stretches(block.segments, self._default)
        if not agree(parts, old, new) or (not parts and any(old + new)):
            return replaced(old, new, self._default)
        return parts

    def _add_moved(self, block: Block, olds: Sequence[str], news: Sequence[str]) -> None:
        """Mark words at the place they left and at the place they reached.

        What was edited on the way is marked as deleted there or as inserted here.
        """
        target = self._targets.get(block.old, block)
        name = self._names.setdefault(block.old, f"move{len(self._names) + 1}")
        parts = self._parts(target)
        away = not block.moved or block.old not in self._left
        if away and olds:
            self._add_half(olds, parts, Op.DELETE, name)
        if block.moved and news:
            self._add_half(news, parts, Op.INSERT, name)

    def _add_half(self, ids: Sequence[str], parts: list[Stretch], op: Op, name: str) -> None:
        side: Literal["ins", "del"] = "ins" if op is Op.INSERT else "del"
        change = replace(self._default, op=side, move=name)
        half = [
            Stretch(op, part.text, change if part.op is Op.KEEP else part.change)
            for part in parts
            if part.op in (Op.KEEP, op)
        ]
        flow = self._flow_of(int(op is Op.INSERT), ids)
        if flow is None:
            return
        olds, news = ((), ids) if op is Op.INSERT else (ids, ())
        flow.extend(self._weaver.paragraphs(olds, news, half, change))

    # Notes --------------------------------------------------------------------------------------

    def _is_pair_of_notes(self, block: Block) -> bool:
        one_each = len(block.old) == len(block.new) == 1
        return one_each and self._are_notes(block.old[0], block.new[0])

    def _add_note(self, block: Block) -> None:
        """Open a note that both drafts have; runs that call it in both find it here."""
        old, new = block.old[0], block.new[0]
        note = self._notes.get((old, new)) or Note(self._new.by_id[new].kind, [])
        self._notes[old, new] = note
        self._old_flows[old] = self._new_flows[new] = note.flow
        note.flow.extend(self._weaver.paragraphs([old], [new], self._parts(block)))

    def _note(self, old: Run | None, new: Run | None) -> Note | None:
        """Return the note for a call: of both drafts, if it is one note, or of one alone."""
        if old is None or new is None:
            outline, run = (self._new, new) if old is None else (self._old, old)
            return outline.note(run) if run is not None else None
        pair = (old.note, new.note)
        if not self._are_notes(*pair):
            return None
        if pair not in self._paired:
            return self._replaced_note(*pair)
        # The call stands before the note's own block, which fills the flow later.
        return self._notes.setdefault(pair, Note(self._new.by_id[new.note].kind, []))

    def _are_notes(self, old: str, new: str) -> bool:
        """Whether both are notes that are called, and of one kind."""
        before, after = self._old.by_id.get(old), self._new.by_id.get(new)
        if before is None or after is None or before.kind is not after.kind:
            return False
        return self._old.is_note(before) and self._new.is_note(after)

    def _replaced_note(self, old: str, new: str) -> Note:
        """Return the note of a call that was kept, where all it says has given way to other words.

        (LibreOffice loses a paragraph mark behind two calls of which one is to go.)
        """
        before, after = self._old.by_id[old].text, self._new.by_id[new].text
        flow: Flow = []
        flow.extend(
            self._weaver.paragraphs([old], [new], replaced([before], [after], self._default))
        )
        deleted, inserted = replace(self._default, op="del"), replace(self._default, op="ins")
        flow.extend(self._old.flow(old, deleted)[1:])
        flow.extend(self._new.flow(new, inserted)[1:])
        settle(flow, self._default)
        return Note(self._new.by_id[new].kind, flow)

    # Tables -------------------------------------------------------------------------------------

    def _is_container(self, side: int, id_: str) -> bool:
        outline = self._new if side else self._old
        return id_ in outline.rows or id_ in outline.cells or self._is_cell(outline, id_)

    @staticmethod
    def _is_cell(outline: Outline, id_: str) -> bool:
        return id_ in outline.held and not outline.is_note(outline.by_id[id_])

    def _add_container(self, block: Block) -> None:
        both = len(block.old) == len(block.new) == 1 and not block.moved
        pair = (block.old[0], block.new[0]) if both else ("", "")
        if both and self._kept_table(pair):
            return
        if both and self._kept_row(pair):
            return
        if both and self._is_cell(self._new, pair[1]) and self._is_cell(self._old, pair[0]):
            self._add_cell_words(block)
            return
        if not block.moved or block.old not in self._left:
            for id_ in block.old:
                self._add_whole(0, id_, replace(self._change_inside(self._old, id_), op="del"))
        if block.fate is not Fate.MOVED_AWAY:
            for id_ in block.new:
                self._add_whole(1, id_, replace(self._change_inside(self._new, id_), op="ins"))

    def _kept_table(self, pair: tuple[str, str]) -> bool:
        """Open a table that stands at one place in both drafts."""
        old, new = pair
        if not (self._old.is_table(old) and self._new.is_table(new)):
            return False
        flow = self._new_flows.get(self._new.holder[new])
        if flow is None or self._old_flows.get(self._old.holder[old]) is not flow:
            return False
        rtl = self._new.by_id[new].rtl or self._new.reads_rtl(new)
        self._tables[pair] = Table([], rtl)
        flow.append(self._tables[pair])
        return True

    def _kept_row(self, pair: tuple[str, str]) -> bool:
        """Open a row whose cells lie alike in both drafts and became each other."""
        old, new = pair
        tables = (self._table_of.get((0, old), ""), self._table_of.get((1, new), ""))
        table = self._tables.get(tables)
        if table is None:
            return False
        before = self._old.layout(tables[0]).get(old, [])
        after = self._new.layout(tables[1]).get(new, [])
        alike = [(slot.columns, slot.merge, bool(slot.cell)) for slot in before] == [
            (slot.columns, slot.merge, bool(slot.cell)) for slot in after
        ]
        cells = [(left.cell, right.cell) for left, right in zip(before, after, strict=False)]
        if not alike or not before or any(a and (a, b) not in self._paired for a, b in cells):
            return False
        row = Row([])
        for (left, right), slot in zip(cells, after, strict=True):
            flow: Flow = []
            if right:
                self._old_flows[left] = self._new_flows[right] = flow
            else:
                close_cell(flow)
            row.cells.append(Cell(slot.columns, slot.merge, flow))
        table.rows.append(row)
        return True

    def _add_cell_words(self, block: Block) -> None:
        """Add the words that a cell itself holds, where its row stands in both drafts."""
        old, new = block.old[0], block.new[0]
        flow = self._new_flows.get(new)
        runs = bool(self._old.by_id[old].runs), bool(self._new.by_id[new].runs)
        if flow is not None and any(runs) and self._old_flows.get(old) is flow:
            parts = self._parts(block)
            flow.extend(self._weaver.paragraphs([old], [new], parts))

    def _add_whole(self, side: int, id_: str, change: Change) -> None:
        """Add a table or row that is deleted or inserted with all it holds."""
        outline, flows = ((self._old, self._old_flows), (self._new, self._new_flows))[side]
        if outline.is_table(id_):
            flow = flows.get(outline.holder[id_])
            if flow is not None:
                flow.append(outline.table(id_, change))
        elif (side, id_) in self._table_of:
            table_id = self._table_of[side, id_]
            row = outline.layout(table_id).get(id_)
            for pair, table in self._tables.items():
                if row and pair[side] == table_id:
                    table.rows.append(outline.row(row, change))

    def _change_inside(self, outline: Outline, id_: str) -> Change:
        """Return who changed a whole table or row: the author of the first words inside."""
        start = outline.place[id_]
        end = outline.tree.end_of(start)
        for provision in outline.tree.provisions[start:end]:
            change = self._authors.get((outline is self._new, provision.id))
            if change is not None:
                return change
        return self._default

    @property
    def _authors(self) -> dict[tuple[bool, str], Change]:
        """Who deleted or inserted the words of each provision that stands in one draft only."""
        if self._known_authors is None:
            self._known_authors = {
                (bool(block.new), id_): Change("ins", segment.author, segment.at)
                for block in self._blocks
                if not (block.old and block.new)
                for segment in block.segments[:1]
                if segment.author
                for id_ in (*block.old, *block.new)
            }
        return self._known_authors

    _known_authors: dict[tuple[bool, str], Change] | None = None
