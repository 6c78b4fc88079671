"""A workbook (.xlsx) as XML: sheets of texts in their form, none of them a formula.

What begins with `=`, `+`, `-` or `@` is a string, which no program computes, and its cell is marked
so that editing it keeps it one (quotePrefix, ECMA-376-1, 18.8.45). The same sheets give the same
bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from travaux.formats.package_writer import XML, archive, properties
from travaux.text.tree import Run

LONGEST_CELL: Final = 32_767
"""UTF-16 units that a cell holds."""
ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Where a program would take a text for an escape (`_x000D_`, 22.9.2.19)."""
_FORMULA: Final = ("=", "+", "-", "@", "'")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_TYPES: Final = {
    "xl/workbook.xml": f"{_SHEET}sheet.main+xml",
    "xl/styles.xml": f"{_SHEET}styles+xml",
    "xl/sharedStrings.xml": f"{_SHEET}sharedStrings+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


class Style(NamedTuple):
    """How a cell looks; colours are RGB in hexadecimal, empty for none."""

    size: int = 10
    bold: bool = False
    fill: str = ""
    edge: str = ""
    wrapped: bool = True
    quoted: bool = False


class Piece(NamedTuple):
    """Some words of a cell: a run, in letters of a size and colour."""

    run: Run
    size: int = 10
    colour: str = ""

    @property
    def is_formed(self) -> bool:
        """Whether the words look other than those of a plain cell."""
        run = self.run
        forms = (run.bold, run.italic, run.underline, run.strike, run.raised, run.lowered)
        return bool(self.colour) or any(forms)


class Sheet:
    """A sheet while it is being made; rows and columns are counted from 1.

    The row `titles` stays in sight, with those above it, and is printed on every page.
    """

    def __init__(self, name: str, widths: Sequence[float], *, titles: int = 0) -> None:
        self.name = name
        self.widths = widths
        self.titles = titles
        self.heights: dict[int, float] = {}
        """Points, of the rows that are not as high as others."""
        self.fixed = False
        """Whether the heights hold whatever the words need, as merged cells want it."""
        self.landscape = self.rtl = False
        self.grid = True
        self.foot = ""
        """In the signs of 18.3.1.46: `&L`, `&C` and `&R` begin its parts."""
        self.rows: dict[int, dict[int, tuple[str, Style]]] = {}
        self.merged: list[str] = []

    def put(self, row: int, column: int, pieces: Iterable[Piece], style: Style) -> None:
        """Write words into a cell as a text, whatever they begin with."""
        text, item = _item(pieces)
        if text.lstrip()[:1] in _FORMULA and item:
            style = style._replace(quoted=True)
        self.rows.setdefault(row, {})[column] = (item, style)

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell holds words."""
        return bool(self.rows.get(row, {}).get(column, ("", None))[0])

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make one cell of a range."""
        self.merged.append(f"{letters(left)}{top}:{letters(right)}{bottom}")


class _Book:
    """What the sheets of a workbook share: its strings and its styles."""

    def __init__(self) -> None:
        self._strings: dict[str, int] = {}
        self._count = 0
        self._styles: dict[Style, int] = {Style(wrapped=False): 0}

    def sheet(self, sheet: Sheet) -> str:
        """Return a sheet as XML."""
        rows = "".join(self._rows(sheet))
        columns = "".join(
            f'<col min="{place}" max="{place}" customWidth="1" width="{width:g}"/>'
            for place, width in enumerate(sheet.widths, 1)
        )
        merged = "".join(f'<mergeCell ref="{span}"/>' for span in sheet.merged)
        looks = (' showGridLines="0"' if not sheet.grid else "") + (
            ' rightToLeft="1"' if sheet.rtl else ""
        )
        top = sheet.titles
        pane = (
            f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft"'
            ' state="frozen"/>'
        )
        way = "landscape" if sheet.landscape else "portrait"
        return (
            f'{XML}<worksheet xmlns="{_MAIN}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
            f'<sheetView{looks} workbookViewId="0">{pane if top else ""}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
            f"<sheetData>{rows}</sheetData>"
            + (f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else "")
            + '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.75" header="0.3"'
            ' footer="0.3"/><pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"'
            f' orientation="{way}"/>'
            f"<headerFooter><oddFooter>{escape(sheet.foot)}</oddFooter></headerFooter></worksheet>"
        )

    def _rows(self, sheet: Sheet) -> Iterator[str]:
        for number, cells in sorted(sheet.rows.items()):
            height = sheet.heights.get(number)
            fixed = ' customHeight="1"' if sheet.fixed else ""
            tall = f' ht="{height:g}"{fixed}' if height else ""
            held = "".join(
                f'<c r="{letters(column)}{number}" s="{self._style(style)}"'
                + (f' t="s"><v>{self._string(item)}</v></c>' if item else "/>")
                for column, (item, style) in sorted(cells.items())
            )
            yield f'<row r="{number}"{tall}>{held}</row>'

    def _style(self, style: Style) -> int:
        return self._styles.setdefault(style, len(self._styles))

    def _string(self, item: str) -> int:
        self._count += 1
        return self._strings.setdefault(item, len(self._strings))

    def strings(self) -> str:
        """Return the strings that the cells of all sheets name by number."""
        items = "".join(f"<si>{item}</si>" for item in self._strings)
        return (
            f'{XML}<sst xmlns="{_MAIN}" count="{self._count}"'
            f' uniqueCount="{len(self._strings)}">{items}</sst>'
        )

    def styles(self) -> str:
        """Return the styles that the cells of all sheets name by number."""
        fonts: dict[str, int] = {}
        fills = {'<patternFill patternType="none"/>': 0, '<patternFill patternType="gray125"/>': 1}
        edges = {"<left/><right/><top/><bottom/><diagonal/>": 0}
        cells = []
        for style in self._styles:
            font = f'{"<b/>" if style.bold else ""}<sz val="{style.size}"/><name val="Calibri"/>'
            fill = f'<patternFill patternType="solid"><fgColor rgb="FF{style.fill}"/></patternFill>'
            line = f' style="thin"><color rgb="FF{style.edge}"/></'
            sides = [f"<{side}{line}{side}>" for side in ("left", "right", "top", "bottom")]
            edge = f"{''.join(sides)}<diagonal/>"
            wrap = ' wrapText="1"' if style.wrapped else ""
            quote = ' quotePrefix="1"' if style.quoted else ""
            cells.append(
                f'<xf numFmtId="{49 if style.wrapped else 0}"'
                f' fontId="{fonts.setdefault(font, len(fonts))}"'
                f' fillId="{fills.setdefault(fill, len(fills)) if style.fill else 0}"'
                f' borderId="{edges.setdefault(edge, len(edges)) if style.edge else 0}"'
                ' xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
                f' applyAlignment="1"{quote}>'
                f'<alignment vertical="top"{wrap}/></xf>'
            )
        return (
            f'{XML}<styleSheet xmlns="{_MAIN}">{_listed("fonts", "font", fonts)}'
            f"{_listed('fills', 'fill', fills)}{_listed('borders', 'border', edges)}"
            f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(cells)}">'
            f'{"".join(cells)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0"'
            ' builtinId="0"/></cellStyles></styleSheet>'
        )


def write(
    sheets: Sequence[Sheet], *, title: str = "", subject: str = "", language: str = ""
) -> bytes:
    """Return the sheets as a workbook; what is told of it stands in its properties."""
    book = _Book()
    made = {
        f"xl/worksheets/sheet{number}.xml": book.sheet(sheet)
        for number, sheet in enumerate(sheets, 1)
    }
    types = {**dict.fromkeys(made, f"{_SHEET}worksheet+xml"), **_TYPES}
    texts = {
        "[Content_Types].xml": _content_types(types),
        "_rels/.rels": _relations(
            ("officeDocument", "xl/workbook.xml"), ("core-properties", "docProps/core.xml")
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", name.removeprefix("xl/")) for name in made),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        **made,
        "xl/styles.xml": book.styles(),
        "xl/sharedStrings.xml": book.strings(),
    }
    members = {name: text.encode() for name, text in texts.items()}
    told = properties(title, subject, language, "Travaux")
    return archive({**members, "docProps/core.xml": told})


def letters(column: int) -> str:
    """Return the name of a column, counted from 1: A, B, …, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _item(pieces: Iterable[Piece]) -> tuple[str, str]:
    """Return the words of a cell, and as a string item: its runs, or its one text (18.4.8)."""
    joined: list[Piece] = []
    for piece in pieces:
        bare = piece._replace(run=piece.run.with_text(""))
        if joined and joined[-1]._replace(run=joined[-1].run.with_text("")) == bare:
            piece = piece._replace(run=piece.run.with_text(joined.pop().run.text + piece.run.text))
        if piece.run.text:
            joined.append(piece)
    text = "".join([piece.run.text for piece in joined])
    if not any(piece.is_formed for piece in joined):
        return text, _t(text) if text else ""
    return text, "".join([f"<r>{_look(piece)}{_t(piece.run.text)}</r>" for piece in joined])


def _look(piece: Piece) -> str:
    run = piece.run
    marks = (("b", run.bold), ("i", run.italic), ("strike", run.strike), ("u", run.underline))
    raised = "superscript" if run.raised else "subscript" if run.lowered else ""
    return (
        f"<rPr>{''.join([f'<{tag}/>' for tag, wanted in marks if wanted])}"
        + (f'<vertAlign val="{raised}"/>' if raised else "")
        + f'<sz val="{piece.size}"/>'
        + (f'<color rgb="FF{piece.colour}"/>' if piece.colour else "")
        + '<rFont val="Calibri"/></rPr>'
    )


def _t(text: str) -> str:
    return f'<t xml:space="preserve">{escape(ESCAPED.sub("_x005F_", text))}</t>'


def _listed(all_: str, one: str, entries: Iterable[str]) -> str:
    held = [f"<{one}>{entry}</{one}>" for entry in entries]
    return f'<{all_} count="{len(held)}">{"".join(held)}</{all_}>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    """Return the list of sheets, with the titles to be printed on each page."""
    names = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"{_quoted(sheet.name)}!${sheet.titles}:${sheet.titles}</definedName>"
        for place, sheet in enumerate(sheets)
        if sheet.titles
    )
    defined = f"<definedNames>{titles}</definedNames>" if titles else ""
    return (
        f'{XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{names}</sheets>{defined}'
        "</workbook>"
    )


def _quoted(name: str) -> str:
    doubled = escape(name).replace("'", "''")
    return f"'{doubled}'"


def _relations(*links: tuple[str, str]) -> str:
    metadata = f"{_PACKAGE}/relationships/metadata"
    entries = "".join(
        f'<Relationship Id="rId{place}" Target={quoteattr(target)}'
        f' Type="{metadata if kind == "core-properties" else _LINKS}/{kind}"/>'
        for place, (kind, target) in enumerate(links, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types(types: dict[str, str]) -> str:
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )
