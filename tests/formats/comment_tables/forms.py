"""Filled forms as others make them: Word tables and workbooks put together from snippets."""

from xml.sax.saxutils import escape

from tests.formats.docx_reader.word_files import docx, relationships, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006/content-types"

OFFICIAL = (
    *("MB/NC1", "Line number (e.g. 17)", "Clause/ Subclause (e.g. 3.1)"),
    *("Paragraph/ Figure/ Table/ (e.g. Table 1)", "Type of comment2", "Comments"),
    *("Proposed change", "Observations of the secretariat"),
)


def table(*rows: tuple[str, ...]) -> str:
    """Return a Word table; a cell `^` goes on the one above, `<` the one before it."""
    return f"<w:tbl>{''.join(_row(row) for row in rows)}</w:tbl>"


def _row(row: tuple[str, ...]) -> str:
    cells = []
    for at, text in enumerate(row):
        if text == "<":
            continue
        span = 1
        while at + span < len(row) and row[at + span] == "<":
            span += 1
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        properties += '<w:vMerge w:val="restart"/>' if text.startswith("v:") else ""
        properties += "<w:vMerge/>" if text == "^" else ""
        words = "" if text == "^" else text.removeprefix("v:")
        cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs(words)}</w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


def paragraphs(text: str) -> str:
    """Return paragraphs of a text; `_added_`, `~gone~` and `*said*` are in the house's forms."""
    return "".join(f"<w:p>{_runs(line)}</w:p>" for line in text.split("\n"))


def _runs(line: str) -> str:
    looks = {"_": '<w:u w:val="single"/>', "~": "<w:strike/>", "*": "<w:i/>"}
    made, form, start = "", "", 0
    for at, sign in enumerate(f"{line}\0"):
        if sign in looks or sign == "\0":
            words = line[start:at]
            if words:
                look = f"<w:rPr>{looks[form]}</w:rPr>" if form else ""
                made += f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
            form, start = ("" if form else sign), at + 1
    return made


def word(body: str, head: str = "") -> bytes:
    """Return a Word file; `head` is what its page head holds."""
    return docx(body, header=head) if head else docx(body)


def workbook(
    *rows: tuple[str | float | None, ...],
    merged: tuple[str, ...] = (),
    dimension: str = "A1",
    extra: str = "",
    formulas: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook of one sheet; text cells are inline, numbers are numbers."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, value in enumerate(row):
            name = f"{chr(65 + at)}{number}"
            if value is None:
                continue
            if isinstance(value, str):
                text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
                formula = (formulas or {}).get(name)
                if formula:
                    cells.append(f'<c r="{name}" t="str"><f>{formula}</f><v>{value}</v></c>')
                else:
                    cells.append(f'<c r="{name}" t="inlineStr">{text}</c>')
            else:
                cells.append(f'<c r="{name}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{''.join(lines)}{extra}</sheetData>"
        + (f"<mergeCells>{ranges}</mergeCells>" if ranges else "")
        + "</worksheet>"
    )
    return book(sheet)


def book(sheet: str) -> bytes:
    types = (
        f'<Types xmlns="{PACKAGE}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}sheet.main+xml"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="UK" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(("rId1", "worksheet", "worksheets/s.xml")),
            "xl/worksheets/s.xml": sheet,
        }
    )
