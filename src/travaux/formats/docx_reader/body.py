"""The body of a text: paragraphs joined and split, tables, notes and text boxes, in both views."""

from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.inline import BETWEEN, InlineReader
from travaux.formats.docx_reader.names import TBL, P, W
from travaux.formats.docx_reader.pieces import KEPT, Piece, RawParagraph, Revision, Spot
from travaux.formats.docx_reader.structure import Outline
from travaux.formats.docx_reader.tables import Cell, Row, Span, children, read_rows
from travaux.formats.docx_reader.tracked import bare_block, blocks_of
from travaux.formats.docx_reader.views import Fragment, View
from travaux.text.segments import Block
from travaux.text.tree import Kind, Provision

_NOTE_KINDS: Final = {"fn": Kind.FOOTNOTE, "en": Kind.ENDNOTE}


class Story(msgspec.Struct):
    """A note's content: its element, and the reader of the part it stands in."""

    element: etree._Element
    reader: InlineReader


class Attachment(msgspec.Struct):
    """A note called in a paragraph, or a text box hung on it."""

    item: Piece | Spot
    holders: tuple[Fragment | None, Fragment | None]
    """The fragments that hold it in the original and in the accepted view."""


class BodyReader:
    """Reads stories into the two views and, where changes are tracked, into blocks.

    Where nothing is tracked both views are one, and `old` is None.
    """

    def __init__(self, new: View, old: View | None, notes: dict[str, Story]) -> None:
        self.new = new
        self.old = old
        self.views = [new] if old is None else [old, new]
        self.blocks: list[Block] = []
        self.warnings: dict[str, int] = {}
        self.struck: list[Spot] = []
        self._struck_notes: set[str] = set()
        self._notes = notes
        self._called: dict[str, tuple[bool, bool]] = {}
        self._paragraphs = self._tables = self._rows = self._cells = 0

    def read(self, container: etree._Element, reader: InlineReader, ambient: Revision) -> None:
        """Read the paragraphs and tables of a body, cell, note or text box, in order."""
        group: list[RawParagraph] = []
        open_old = open_new = False
        for element, revision in children(container, ambient):
            if element.tag == P:
                self._paragraphs += 1
                raw = reader.paragraph(element, self._paragraphs, revision)
                group.append(raw)
                open_old, open_new = self._still_open(raw, open_old, open_new)
                if not open_old and not open_new:
                    self._flush(group, reader)
                    group = []
            elif element.tag == TBL:
                self._flush(group, reader)
                group, open_old, open_new = [], False, False
                self._table(element, reader, revision)
            elif element.tag in BETWEEN:
                reader.between(element)
            elif element.tag == W + "altChunk":
                self._warn("A part of another format inserted in the file was left out (altChunk)")
            elif element.tag == W + "subDoc":
                self._warn("A sub-document that lies outside the file was left out")
        self._flush(group, reader)
        left = reader.left_over()
        for view in self.views:
            view.left_over(left)

    def _still_open(self, raw: RawParagraph, old: bool, new: bool) -> tuple[bool, bool]:
        """Tell for each view whether words wait for the mark that ends their paragraph.

        Where in no view any do, the next raw paragraph begins afresh: a block ends.
        """
        pieces = [item for item in raw.pieces if isinstance(item, Piece)]
        mark = raw.mark
        old = self.old is not None and not mark.old and (old or any(p.revision.old for p in pieces))
        return old, not mark.new and (new or any(p.revision.new for p in pieces))

    # A group of raw paragraphs

    def _flush(self, group: list[RawParagraph], reader: InlineReader) -> None:
        if not group:
            return
        new = self.new.fragments(group)
        old = self.old.fragments(group) if self.old is not None else []
        blocks = blocks_of(group, old, new) if self.old is not None else []
        for raw in group:
            for spot in raw.struck:
                self._keep_struck(spot)
        attached = self._attachments(old, new)
        if attached:
            self._place_attached(old, new, blocks, attached, reader)
            return
        self.blocks.extend(blocks)
        for fragments, view in ((old, self.old), (new, self.new)):
            for fragment in fragments:
                if view is not None and fragment.provision is not None:
                    view.provisions.append(fragment.provision)

    def _attachments(self, old: list[Fragment], new: list[Fragment]) -> list[Attachment]:
        """Return the notes and text boxes of a group in reading order, with their holders."""
        found: dict[int, Attachment] = {}
        for side, fragments in ((0, old), (1, new)):
            for fragment in fragments:
                items: list[Piece | Spot] = [p for p in fragment.pieces if p.form.note]
                items += [spot for _, spot in fragment.spots if spot.kind == "box"]
                for item in items:
                    known = found.get(id(item))
                    holders = known.holders if known else (None, None)
                    pair = (fragment, holders[1]) if side == 0 else (holders[0], fragment)
                    found[id(item)] = Attachment(item, pair)
        return list(found.values())

    def _place_attached(
        self,
        old: list[Fragment],
        new: list[Fragment],
        blocks: list[Block],
        attached: list[Attachment],
        reader: InlineReader,
    ) -> None:
        """Put each provision into its view, and after it what hangs on it."""
        outer, hung = self.blocks, dict[str, list[Block]]()
        rendered = []
        for each in attached:
            self.blocks = hung.setdefault(_holder(each), [])
            rendered.append(self._render(each, reader))
        self.blocks = outer
        self.blocks.extend(hung.pop("", []))
        for block in blocks:
            self.blocks.append(block)
            for name in (*block.new, *block.old):
                self.blocks.extend(hung.pop(name, []))
        for side, fragments, view in ((0, old, self.old), (1, new, self.new)):
            for fragment in fragments if view is not None else ():
                if fragment.provision is not None:
                    self.views[-1 if side else 0].provisions.append(fragment.provision)
                for each, provisions in zip(attached, rendered, strict=True):
                    if each.holders[side] is fragment:
                        self.views[-1 if side else 0].provisions.extend(provisions[side])

    def _render(
        self, attachment: Attachment, reader: InlineReader
    ) -> tuple[list[Provision], list[Provision]]:
        """Return the provisions of a note or text box in both views, apart from the rest."""
        item = attachment.item
        saved = [(view.provisions, view.outline, view.in_cell) for view in self.views]
        for view in self.views:
            side = 0 if view.old else 1
            fragment = attachment.holders[side]
            holder = fragment.provision if fragment is not None else None
            level = holder.level if holder is not None else view.outline.level
            view.provisions, view.in_cell = [], False
            # What follows the first paragraph of a note hangs on it; a box stands beside the text.
            base = level + 1 if isinstance(item, Piece) else view.outline.level - 1
            view.outline = Outline(base, turned=view.turned)
            view.outline.ceiling = base + 1
            if isinstance(item, Piece) and view.has(item):
                kind = _NOTE_KINDS[item.form.note[:2]]
                view.note = (item.form.note, kind, level + 1)
        if isinstance(item, Piece):
            self._note(item)
        elif item.element is not None:
            self.read(item.element, reader, item.revision)
        result: tuple[list[Provision], list[Provision]] = ([], [])
        for view, (provisions, outline, in_cell) in zip(self.views, saved, strict=True):
            result[0 if view.old else 1].extend(view.provisions)
            view.provisions, view.outline, view.in_cell = provisions, outline, in_cell
        return result

    def _note(self, item: Piece) -> None:
        """Read a note where it is called first in each view; a second call only names it."""
        name = item.form.note
        before = self._called.get(name, (False, False))
        revision = item.revision
        old = revision.old and not before[0]
        new = revision.new and not before[1]
        self._called[name] = (before[0] or revision.old, before[1] or revision.new)
        for view in self.views:
            if not (old if view.old else new):
                view.note = None
        if not old and not new:
            return
        story = self._notes.get(name)
        if story is not None:
            ambient = Revision(old, new, revision.author, revision.at, revision.move)
            self.read(story.element, story.reader, KEPT if old and new else ambient)
        else:
            self._warn("A note is called that the file does not hold")
        self._empty_notes()

    def _empty_notes(self) -> None:
        """Give a note without words in a view its empty provision, for its call names it."""
        made = ["", ""]
        for view in self.views:
            if view.note is not None:
                identity, kind, level = view.note
                view.note = None
                view.provisions.append(Provision(identity, kind, level))
                made[0 if view.old else 1] = identity
        if any(made) and self.old is not None:
            self.blocks.append(bare_block(*made))

    # Tables

    def _table(self, table: etree._Element, reader: InlineReader, ambient: Revision) -> None:
        self._empty_notes()
        rows = read_rows(table, ambient)
        self._tables += 1
        holds_old = any(_in_view(row, old=True) for row in rows)
        holds_new = any(_in_view(row, old=False) for row in rows)
        outlines = [view.outline for view in self.views]
        levels = [outline.level for outline in outlines]
        in_cells = [view.in_cell for view in self.views]
        self._container(f"t{self._tables}", Kind.TABLE, (holds_old, holds_new), levels, 0)
        for row in rows:
            if not _standing(row):
                self._struck_row(row, reader)
                continue
            self._rows += 1
            in_views = (_in_view(row, old=True), _in_view(row, old=False))
            self._container(f"r{self._rows}", Kind.ROW, in_views, levels, 1)
            for cell in row.cells:
                self._cell(cell, levels, reader)
        for view, outline, in_cell in zip(self.views, outlines, in_cells, strict=True):
            view.outline, view.in_cell = outline, in_cell

    def _struck_row(self, row: Row, reader: InlineReader) -> None:
        """Keep the words of a row that one hand inserted and another deleted."""
        for cell in row.cells:
            for spot in reader.struck_in(cell.element, cell.revision):
                self._keep_struck(spot)
                for view in self.views:
                    view.anchor_struck(spot)

    def _keep_struck(self, spot: Spot) -> None:
        """Keep what was struck; of a note that was, its words, once, at the place of its call."""
        if not spot.note:
            self.struck.append(spot)
            return
        story = self._notes.get(spot.note)
        if story is None or spot.note in self._struck_notes:
            return
        self._struck_notes.add(spot.note)
        for own in story.reader.struck_in(story.element, spot.revision):
            if own.text:
                self.struck.append(msgspec.structs.replace(own, name=spot.name, note=spot.note))

    def _container(
        self,
        identity: str,
        kind: Kind,
        in_views: tuple[bool, bool],
        levels: list[int],
        depth: int,
        spans: tuple[Span, Span] = (Span(), Span()),
    ) -> None:
        """Put a table, row or cell into the views that have it."""
        made = ["", ""]
        for view, level in zip(self.views, levels, strict=True):
            side = 0 if view.old else 1
            if in_views[side]:
                span = spans[side]
                view.provisions.append(
                    Provision(identity, kind, level + depth, columns=span.columns, rows=span.rows)
                )
                made[side] = identity
        if self.old is not None and any(made):
            self.blocks.append(bare_block(*made))

    def _cell(self, cell: Cell, levels: list[int], reader: InlineReader) -> None:
        """Put a cell and its content into its views; what a merge hides is left out."""
        revision = cell.revision
        old = revision.old and not cell.old.hidden
        new = revision.new and not cell.new.hidden
        if self.old is None:
            old = new
        if not old and not new:
            if _has_words(cell.element):
                self._warn("Words hidden under a merged cell were left out")
            return
        self._cells += 1
        self._container(f"c{self._cells}", Kind.CELL, (old, new), levels, 2, (cell.old, cell.new))
        for view, level in zip(self.views, levels, strict=True):
            view.outline = Outline(level + 2, in_table=True, turned=view.turned)
            view.in_cell = True
        inside = Revision(old, new, revision.author, revision.at)
        self.read(cell.element, reader, KEPT if old and new else inside)

    def _warn(self, sentence: str) -> None:
        self.warnings[sentence] = self.warnings.get(sentence, 0) + 1


def _holder(attachment: Attachment) -> str:
    """Return the id of the provision on which a note or box hangs, '' where that is left out."""
    for fragment in reversed(attachment.holders):
        if fragment is not None and fragment.provision is not None:
            return fragment.provision.id
    return ""


def _in_view(row: Row, *, old: bool) -> bool:
    return any(cell.revision.old if old else cell.revision.new for cell in row.cells)


def _standing(row: Row) -> bool:
    return _in_view(row, old=True) or _in_view(row, old=False)


def _has_words(cell: etree._Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(W + "t"))
