"""Writing comment tables as Word files: the house form, and the official ISO form.

In the ISO form the titles and what the table is on stand in the page head, so that every page
shows them; the body holds nothing but the rows.
"""

from collections.abc import Sequence
from itertools import count
from typing import Final, Literal

from msgspec.structs import replace

from travaux.formats.comment_tables.assembly import BLANK_TITLE, counts_title
from travaux.formats.comment_tables.headings import ISO_TITLES, TITLES
from travaux.formats.comment_tables.layout import Column, layout
from travaux.formats.comment_tables.table import (
    Cell,
    CommentTable,
    Row,
    cell,
    has_words,
    normal,
)
from travaux.formats.docx_writer import styles_part
from travaux.formats.docx_writer.container import FOOTER_ID, HEADER_ID, Links, pack
from travaux.formats.docx_writer.document import core
from travaux.formats.docx_writer.inline import Inline
from travaux.formats.docx_writer.marked import Change, Piece
from travaux.formats.docx_writer.markup import (
    Element,
    element,
    field,
    root,
    serialise,
    text,
    text_run,
)
from travaux.formats.package_writer import APPLICATION
from travaux.text.comment import Form
from travaux.text.tree import Cover, Run
from travaux.text.words import is_rtl

_PAGE: Final = {"w": 16838, "h": 11906}
"""A4 across, in twentieths of a point."""
_MARGIN: Final = 567
_WIDTH: Final = _PAGE["w"] - 2 * _MARGIN
_WEIGHTS: Final = {
    Form.HOUSE_TABLE: {"original": 62, "source": 20, "comments": 75},
    Form.ISO_TABLE: {
        "source": 15,
        "line": 11,
        "clause": 14,
        "part": 16,
        "kind": 14,
        "comments": 36,
        "proposed": 35,
        "observations": 21,
    },
}
_OTHER_WEIGHT: Final = 14
_SHADE: Final = "E7ECF3"
_CONVENTION: Final = (
    Run("Added text is "),
    Run("underlined", underline=True),
    Run(", deleted text is "),
    Run("struck out", strike=True),
    Run(", comments are in "),
    Run("italics", italic=True),
    Run("."),
)
_NOTES: Final = (
    "¹  MB: member body; NC: national committee (two-letter country code of ISO 3166, such as CN;"
    " ** for the editing unit)",
    "²  Type of comment: ge (general), te (technical), ed (editorial)",
)


def write(table: CommentTable, *, language: str = "en") -> bytes:
    """Return a Word file (.docx) that holds the table, in the form that it has.

    Read again it is the same table in normal form (`table.normal`). The same table gives the same
    bytes.
    """
    return _Writer(normal(table), language).write()


class _Writer:
    """One file while it is being written."""

    def __init__(self, table: CommentTable, language: str) -> None:
        self._table = table
        self._language = language
        self._iso = table.form is Form.ISO_TABLE
        self._columns = layout(table)
        self._widths = _widths(table.form, self._columns)
        self._inline = Inline(Links(), count(1), lambda _: 0)
        self._inline.form_change = Change("ins")

    def write(self) -> bytes:
        """Put the parts together."""
        body = element("body")
        if not self._iso:
            self._front(body)
        body.append(self._rows())
        body.append(element("p", element("pPr", _tight(), _letters(2))))
        body.append(self._section())
        document = root("document")
        document.append(body)
        parts = {
            "word/document.xml": serialise(document),
            "word/styles.xml": styles_part.styles(self._language),
            "word/settings.xml": styles_part.settings(self._language, notes=(False, False)),
            "word/fontTable.xml": styles_part.fonts(),
            "word/theme/theme1.xml": styles_part.theme(self._language),
            "word/footer1.xml": serialise(self._foot()),
            "docProps/core.xml": core(Cover(self._table.document, self._title()), self._language),
            "docProps/app.xml": APPLICATION,
        }
        if self._iso:
            parts["word/header1.xml"] = serialise(self._head())
        return pack(parts, {"document": Links()})

    def _title(self) -> str:
        return self._table.title or (BLANK_TITLE if self._iso else "Compilation of comments")

    def _section(self) -> Element:
        header = element("headerReference", type="default", r_id=HEADER_ID) if self._iso else None
        edge = 1100 if self._iso else _MARGIN + 200
        return element(
            "sectPr",
            header,
            element("footerReference", type="default", r_id=FOOTER_ID),
            element("pgSz", **_PAGE, orient="landscape"),
            element(
                "pgMar",
                top=edge,
                right=_MARGIN,
                bottom=1100,
                left=_MARGIN,
                header=500,
                footer=450,
                gutter=0,
            ),
        )

    # Front matter

    def _front(self, body: Element) -> None:
        """Write what stands above the table of the house: title, draft, sources, convention."""
        table = self._table
        body.append(self._paragraph((Run(self._title()),), style="Title"))
        told = (("Document", table.document), ("Project", table.project), ("Date", table.date))
        for name, value in told:
            if value:
                body.append(self._paragraph((Run(f"{name}: ", bold=True), Run(value)), style=""))
        if table.counts:
            body.append(self._counts())
            body.append(element("p", element("pPr", _tight(), _letters(8))))
        body.append(self._paragraph(_CONVENTION, style=""))

    def _counts(self) -> Element:
        rows = [
            [cell(title, bold=True) for title in counts_title()],
            *[[cell(kind), cell(str(number))] for kind, number in self._table.counts],
        ]
        made = _table_of((4200, 1400))
        for place, cells in enumerate(rows):
            made.append(self._row(cells, (4200, 1400), header=not place))
        return made

    def _head(self) -> Element:
        """Return the page head of the ISO form: what it is on, and the titles of the columns."""
        part = root("hdr")
        table = self._table
        widths = _shares((46, 28, 48, 35))
        told = [
            cell(self._title(), bold=True),
            *[
                ((Run(f"{name}: ", bold=True), *([Run(value)] if value else [])),)
                for name, value in (
                    ("Date", table.date),
                    ("Document", table.document),
                    ("Project", table.project),
                )
            ],
        ]
        block = _table_of(widths)
        block.append(self._row(told, widths))
        part.append(block)
        part.append(element("p", element("pPr", _tight(), _letters(8))))
        titles = _table_of(self._widths)
        titles.append(self._titles(header=False))
        part.append(titles)
        part.append(element("p", element("pPr", _tight(), _letters(2))))
        return part

    def _foot(self) -> Element:
        """Return the page foot: in the ISO form its notes, then the page of how many."""
        part = root("ftr")
        for note in _NOTES if self._iso else ():
            part.append(
                element("p", element("pPr", _tight()), element("r", _letters(14), text(note)))
            )
        line = element("p", element("pPr", element("pStyle", val="Footer")))
        for what in ("page ", "PAGE", " of ", "NUMPAGES"):
            line.extend(field(what) if what.isupper() else [text_run(what)])
        part.append(line)
        return part

    # Rows

    def _titles(self, *, header: bool) -> Element:
        names = ISO_TITLES if self._iso else TITLES
        titles = [names.get(column.name, column.title) for column in self._columns]
        cells = [cell(title, bold=True) for title in titles]
        return self._row(cells, self._widths, header=header, shaded=True, centred=self._iso)

    def _rows(self) -> Element:
        made = _table_of(self._widths)
        if not self._iso:
            made.append(self._titles(header=True))
        rows = self._table.rows
        group = ""
        for place, row in enumerate(rows):
            if row.group != group:
                group = row.group
                made.append(self._group(group))
            before = rows[place - 1] if place and rows[place - 1].group == group else None
            after = rows[place + 1] if place + 1 < len(rows) else None
            if after is not None and after.group != group:
                after = None
            made.append(self._comment(row, before, after))
        if not rows:
            made.append(self._row([()] * len(self._columns), self._widths))
        return made

    def _group(self, group: str) -> Element:
        found = self._cell(cell(group, bold=True), _WIDTH, span=len(self._columns), shaded=True)
        return element("tr", element("trPr", element("cantSplit")), found)

    def _comment(self, row: Row, before: Row | None, after: Row | None) -> Element:
        """Return a row; provisions that several comments are on are shown once, joined."""
        made = element("tr")
        for column, width in zip(self._columns, self._widths, strict=True):
            merge: Literal["", "restart", "continue"] = ""
            content = column.of(row)
            if column.name == "original" and content and _more(row):
                if before is not None and before.original == content and _more(before):
                    merge = "continue"
                elif after is not None and after.original == content and _more(after):
                    merge = "restart"
            made.append(self._cell(() if merge == "continue" else content, width, merge=merge))
        return made

    def _row(
        self,
        cells: Sequence[Cell],
        widths: Sequence[int],
        *,
        header: bool = False,
        shaded: bool = False,
        centred: bool = False,
    ) -> Element:
        properties = element("trPr", element("cantSplit"), element("tblHeader") if header else None)
        made = element("tr", properties)
        for content, width in zip(cells, widths, strict=True):
            made.append(self._cell(content, width, shaded=shaded or header, centred=centred))
        return made

    def _cell(
        self,
        content: Cell,
        width: int,
        *,
        span: int = 1,
        merge: Literal["", "restart", "continue"] = "",
        shaded: bool = False,
        centred: bool = False,
    ) -> Element:
        properties = element(
            "tcPr",
            element("tcW", w=width, type="dxa"),
            element("gridSpan", val=span) if span > 1 else None,
            element("vMerge", val=merge) if merge else None,
            element("shd", val="clear", color="auto", fill=_SHADE) if shaded else None,
        )
        made = element("tc", properties)
        for runs in content or ((),):
            made.append(self._paragraph(runs, style="TableText", centred=centred))
        return made

    def _paragraph(self, runs: Sequence[Run], *, style: str, centred: bool = False) -> Element:
        rtl = is_rtl("".join([run.text for run in runs]))
        properties = element(
            "pPr",
            element("pStyle", val=style) if style else None,
            element("bidi") if rtl else None,
            element("jc", val="center") if centred else None,
        )
        made = element("p", properties if len(properties) else None)
        self._inline.write(made, [Piece(run) for run in runs])
        return made


def _more(row: Row) -> bool:
    """Say whether a row holds more than the original text."""
    return has_words(replace(row, original=()))


def _widths(form: Form, columns: Sequence[Column]) -> tuple[int, ...]:
    weights = [_WEIGHTS[form].get(column.name, _OTHER_WEIGHT) for column in columns]
    return _shares(weights)


def _shares(weights: Sequence[int]) -> tuple[int, ...]:
    """Return widths in these proportions that fill the page exactly."""
    ends = [_WIDTH * sum(weights[: place + 1]) // sum(weights) for place in range(len(weights))]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))


def _table_of(widths: Sequence[int]) -> Element:
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="TableGrid"),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0400", firstRow=0, noHBand=0, noVBand=1),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )


def _tight() -> Element:
    return element("spacing", before=0, after=0, line=240, lineRule="auto")


def _letters(size: int) -> Element:
    return element("rPr", element("sz", val=size), element("szCs", val=size))
