"""Paragraphs and tables as XML, with what is tracked on marks, properties and rows."""

from collections.abc import Iterator
from typing import Final, Literal

from travaux.formats.docx_writer.inline import Inline
from travaux.formats.docx_writer.marked import (
    EMPTY,
    Change,
    Flow,
    ListPlace,
    Paragraph,
    Row,
    Standing,
    Table,
)
from travaux.formats.docx_writer.markup import Element, element
from travaux.formats.docx_writer.numbering_part import indent
from travaux.text.tree import Kind, LabelKind

TEXT_WIDTH: Final = 9070
"""The width between the margins of the page, in twentieths of a point."""
_STYLES: Final = {
    Kind.TITLE: "Title",
    Kind.ITEM: "ListParagraph",
    Kind.QUOTE: "Quote",
    Kind.CAPTION: "Caption",
    Kind.FIGURE: "Figure",
}


class Body:
    """Writes the blocks of one part."""

    def __init__(self, inline: Inline, default: Change, bookmarks: "Bookmarks") -> None:
        self._inline = inline
        self._default = default
        self._bookmarks = bookmarks

    def write(self, parent: Element, flow: Flow) -> None:
        """Append the blocks of a flow to a body, a cell or a note."""
        for place, block in enumerate(flow):
            if isinstance(block, Table):
                parent.append(self._table(block))
            else:
                below = place > 0 and isinstance(flow[place - 1], Table)
                parent.append(self.paragraph(block, below_table=below))
                for edge in block.after:
                    parent.append(self._inline.move_edge(edge))

    def paragraph(
        self, paragraph: Paragraph, first: Element | None = None, *, below_table: bool = False
    ) -> Element:
        """Return `w:p`; `first` stands before its words."""
        made = element("p")
        properties = self._properties(paragraph, below_table=below_table)
        if len(properties):
            made.append(properties)
        marks = list(self._bookmarks.of(paragraph))
        if marks and paragraph.change is not None:
            # A place in a paragraph that goes must go with it.
            within = self._inline.wrapper(paragraph.change)
            within.extend(mark for pair in marks for mark in pair)
            made.append(within)
            marks = []
        made.extend(start for start, _ in marks)
        if first is not None:
            made.append(first)
        self._inline.write(made, paragraph.pieces)
        made.extend(end for _, end in marks)
        return made

    def _properties(self, paragraph: Paragraph, *, below_table: bool) -> Element:
        """Return `w:pPr` of the newer view, with the mark's fate and the older properties."""
        spacing = _spacing_below_table(paragraph) if below_table else None
        newer = _look(paragraph, "new", spacing)
        older = _look(paragraph, "old", spacing)
        properties = element("pPr", *(newer if newer is not None else older or ()))
        shape = _shape(properties)
        if paragraph.change is not None and not paragraph.settled:
            mark = self._inline.wrapper(paragraph.change)
            properties.append(element("rPr", mark))
        if newer is not None and older is not None:
            before = element("pPr", *older)
            if _shape(before) != shape:
                properties.append(self._inline.tracked("pPrChange", self._default, before))
        return properties

    def _table(self, table: Table) -> Element:
        columns = max((sum(cell.columns for cell in row.cells) for row in table.rows), default=1)
        width = TEXT_WIDTH // columns
        properties = element(
            "tblPr",
            element("tblStyle", val="TableGrid"),
            element("bidiVisual") if table.rtl else None,
            element("tblW", w=width * columns, type="dxa"),
            element("tblLayout", type="fixed") if columns > 1 else None,
            element(
                "tblLook",
                val="0420",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        )
        grid = element("tblGrid", *(element("gridCol", w=width) for _ in range(columns)))
        made = element("tbl", properties, grid)
        header = len(table.rows) > 2 and not table.rows[0].change
        for place, row in enumerate(table.rows):
            made.append(self._row(row, width, header=header and place == 0))
        return made

    def _row(self, row: Row, width: int, *, header: bool) -> Element:
        properties = element("trPr", element("cantSplit"))
        if header and not any(cell.merge == "restart" for cell in row.cells):
            properties.append(element("tblHeader"))
        if row.change is not None:
            plain = Change(row.change.op, row.change.author, row.change.at)
            properties.append(self._inline.wrapper(plain))
        made = element("tr", properties)
        for cell in row.cells:
            span = element("gridSpan", val=cell.columns) if cell.columns > 1 else None
            merge = element("vMerge", val=cell.merge) if cell.merge else None
            size = element("tcW", w=width * cell.columns, type="dxa")
            cell_made = element("tc", element("tcPr", size, span, merge))
            self.write(cell_made, cell.flow)
            made.append(cell_made)
        return made


def _shape(properties: Element) -> list[object]:
    return [(node.tag, dict(node.attrib)) for node in properties.iter()]


def _look(
    paragraph: Paragraph, view: Literal["new", "old"], spacing: dict[str, int | str] | None
) -> list[Element] | None:
    """Return the properties of a paragraph in a view, None where its words do not stand in it."""
    for each in (paragraph, paragraph.joins):
        if each is not None and view == "new" and each.new is not None:
            return look(each.new, each.new_place, spacing)
        if each is not None and view == "old" and each.old is not None:
            return look(each.old, each.old_place, spacing)
    return None


def _spacing_below_table(paragraph: Paragraph) -> dict[str, int | str] | None:
    """Keep words off a table above them, and an empty paragraph that only ends a table small."""
    shown = paragraph.new or paragraph.old
    if shown is None or shown.provision.kind in (Kind.HEADING, Kind.TITLE):
        return None
    if shown is EMPTY and not paragraph.pieces:
        return {"before": 0, "after": 0, "line": 120, "lineRule": "exact"}
    return {"before": 160}


class Bookmarks:
    """Gives every place its name once; those of the newer text come before the older's."""

    def __init__(self, ids: Iterator[int], reserved: frozenset[str]) -> None:
        self._ids = ids
        self._reserved = reserved
        self._written: set[str] = set()

    def of(self, paragraph: Paragraph) -> Iterator[tuple[Element, Element]]:
        """Yield the start and end of each bookmark of the paragraph."""
        for standing in (paragraph.new, paragraph.old):
            for place in standing.provision.bookmarks if standing else ():
                held = standing is not paragraph.new and place in self._reserved
                if place and place not in self._written and not held:
                    self._written.add(place)
                    number = next(self._ids)
                    yield (
                        element("bookmarkStart", id=number, name=place),
                        element("bookmarkEnd", id=number),
                    )


def style(standing: Standing) -> str | None:
    """Return the paragraph style of a provision, None for the default."""
    provision = standing.provision
    if provision.kind is Kind.HEADING:
        return f"Heading{min(max(standing.rank, 1), 9)}"
    if provision.kind is Kind.CONTENTS:
        return f"TOC{min(max(standing.rank, 1), 9)}"
    if provision.kind is Kind.ENDNOTE:
        return "EndnoteText"
    if provision.kind in _STYLES:
        return _STYLES[provision.kind]
    return {"cell": "TableText", "note": "FootnoteText", "body": None}[standing.where]


def look(
    standing: Standing, place: ListPlace | None, spacing: dict[str, int | str] | None = None
) -> list[Element]:
    """Return the children of `w:pPr` for a provision, in the order of the schema (CT_PPr)."""
    provision = standing.provision
    made: list[Element] = []
    named = style(standing)
    if named is not None:
        made.append(element("pStyle", val=named))
    if place is not None:
        level, num = element("ilvl", val=place.level), element("numId", val=place.num)
        made.append(element("numPr", level, num))
    typed = provision.label if provision.label_kind is not LabelKind.AUTOMATIC else ""
    left, hanging = indent(provision.kind, standing.depth, len(typed)) if typed else (0, 0)
    if typed and standing.where == "body":
        made.append(element("tabs", element("tab", val="left", pos=left or 794)))
    if provision.rtl:
        made.append(element("bidi"))
    if spacing is not None:
        made.append(element("spacing", **spacing))
    if typed and hanging:
        made.append(element("ind", left=left, hanging=hanging))
    elif provision.kind is Kind.ITEM and place is None and standing.depth:
        made.append(element("ind", left=567 * standing.depth))
    return made
