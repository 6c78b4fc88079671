"""Tables of a paper in Word: fixed widths, titles repeated on each page, rows that break well."""

from typing import Final

from travaux.formats.docx_writer.markup import Element, element
from travaux.formats.paper.docx_words import Words, paragraph
from travaux.formats.paper.value import Band, Cell, Paragraph, Row, Table, Tone, spans
from travaux.formats.xml_text import clean
from travaux.text.tree import Run

_CELL_PADDING: Final = 170
_SIGN_WIDTH: Final = 95
"""About how wide a sign of table text is, in twentieths of a point."""
_WHOLE_LINES: Final = 16
"""A row with no more lines than this stays on one page; a longer one may break."""


class TableWriter:
    """Writes the tables of one paper across the width of its pages."""

    def __init__(self, words: Words, width: int) -> None:
        self._words = words
        self._width = width

    def table(self, table: Table) -> Element:
        """Return `w:tbl`."""
        widths = self._widths(table)
        made = element(
            "tbl",
            element(
                "tblPr",
                element("tblStyle", val="PaperTable"),
                element("bidiVisual") if self._words.rtl else None,
                element("tblW", w=sum(widths), type="dxa"),
                element("tblLayout", type="fixed"),
                element("tblLook", val="0420", firstRow=1, lastRow=0, noHBand=1, noVBand=1),
                element("tblCaption", val=clean(table.title)),
            ),
            element("tblGrid", *[element("gridCol", w=width) for width in widths]),
            self._titles(table, widths),
        )
        for row, sizes in zip(table.rows, spans(table.rows), strict=True):
            if isinstance(row, Band):
                made.append(self._band(row, widths))
            else:
                made.append(self._row(row, sizes, widths, table))
        return made

    def _widths(self, table: Table) -> list[int]:
        whole = sum(max(column.width, 1) for column in table.columns) or 1
        counts = sum(column.number for column in table.columns)
        across = self._width if counts < 2 else min(self._width, 9000)
        widths = [across * max(column.width, 1) // whole for column in table.columns]
        widths[-1] += across - sum(widths)
        return widths

    def _titles(self, table: Table, widths: list[int]) -> Element:
        made = element("tr", element("trPr", element("cantSplit"), element("tblHeader")))
        for column, width in zip(table.columns, widths, strict=True):
            title = Paragraph((Run(column.title, bold=True),))
            style = "PaperTableCount" if column.number else "PaperTableTitle"
            made.append(_cell(width, self._words.paragraph(title, style, keep=True)))
        return made

    def _band(self, band: Band, widths: list[int]) -> Element:
        said = Paragraph((Run(band.text, bold=True),), language=band.language, rtl=band.rtl)
        properties = element(
            "tcPr",
            element("tcW", w=sum(widths), type="dxa"),
            element("gridSpan", val=len(widths)) if len(widths) > 1 else None,
            element("shd", val="clear", color="auto", fill="EEF2F6"),
        )
        words = self._words.paragraph(said, "PaperText", keep=True, anchor=band.anchor)
        return element(
            "tr",
            element("trPr", element("cantSplit")),
            element("tc", properties, words),
        )

    def _row(self, row: Row, sizes: list[int], widths: list[int], table: Table) -> Element:
        whole = _lines(row, widths) <= _WHOLE_LINES
        made = element("tr", element("trPr", element("cantSplit")) if whole else None)
        anchor = row.anchor
        for column, (cell, size) in enumerate(zip(row.cells, sizes, strict=True)):
            style = "PaperTableCount" if table.columns[column].number else "PaperText"
            lines = [self._words.paragraph(said, _style(said, style)) for said in cell.paragraphs]
            if anchor and size == 1 and cell.paragraphs:
                first = cell.paragraphs[0]
                lines[0] = self._words.paragraph(first, _style(first, style), anchor=anchor)
                anchor = ""
            merge = "continue" if size == 0 else "restart" if size > 1 else ""
            made.append(_cell(widths[column], *lines, merge=merge))
        return made


def _style(said: Paragraph, style: str) -> str:
    return "PaperTableQuiet" if said.tone is Tone.QUIET and style == "PaperText" else style


def _cell(width: int, *lines: Element, merge: str = "") -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if merge:
        properties.append(element("vMerge", val=merge if merge == "restart" else None))
    return element("tc", properties, *(lines or (paragraph("PaperText"),)))


def _lines(row: Row, widths: list[int]) -> int:
    """Return about how many lines the row takes: what breaks best depends on it."""
    return max(
        (_cell_lines(cell, width) for cell, width in zip(row.cells, widths, strict=True)),
        default=0,
    )


def _cell_lines(cell: Cell, width: int) -> int:
    signs = max(1, (width - _CELL_PADDING) // _SIGN_WIDTH)
    return sum(1 + len(line) // signs for said in cell.paragraphs for line in said.text.split("\n"))
