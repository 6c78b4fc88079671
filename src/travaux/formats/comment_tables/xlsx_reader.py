"""Reading comment tables from workbooks, without a spreadsheet library.

Only what stands in the file is walked: no size that a sheet declares is believed, so a sheet of a
million empty rows costs what its bytes cost. Rich text, the form of whole cells, merged cells and
dates are read (ECMA-376-1, 18.3, 18.4, 18.8).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.comment_tables.grid import Front, Grid, Line, assemble
from travaux.formats.comment_tables.table import Cell, CommentTable, tidy
from travaux.formats.docx_reader.names import R, is_on, whole
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.package import SHEET_LIMITS, Limits, check
from travaux.formats.package_limits import EXCEL
from travaux.formats.reading import Unreadable
from travaux.text.tree import Run

_MOST_COLUMNS: Final = 64
_MOST_ROWS: Final = 50_000
_MOST_MERGES: Final = 20_000
_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats that show a day (18.8.30)."""
_DAY_FORMAT: Final = re.compile(r"[dy]|m{3}", re.IGNORECASE)


class _Looks(msgspec.Struct):
    """The styles of a workbook: the form and whether it shows a day, by style number."""

    forms: list[Run]
    days: list[bool]
    since_1904: bool = False


def read(data: bytes, limits: Limits = SHEET_LIMITS) -> CommentTable | None:
    """Return the comment table in a workbook (.xlsx), all its sheets together; None without one.

    Formulas are read as their last result, and a warning says so. Raises Unreadable with the
    problem, the place and the remedy.
    """
    package = check(data, limits)
    main = next(
        (
            name.lstrip("/")
            for name, kind in package.types.overrides.items()
            if "spreadsheetml" in kind and kind.endswith(".main+xml")
        ),
        "xl/workbook.xml",
    )
    if main not in package:
        raise Unreadable(
            "The file holds no workbook", remedy="Save it as .xlsx from a spreadsheet program."
        )
    return _Workbook(Parts(package, main, EXCEL)).table()


class _Workbook:
    """One workbook while it is being read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._looks = _looks(parts.linked("styles"))
        root = parts.root(parts.main)
        for properties in _named(root, "workbookPr"):
            self._looks.since_1904 = is_on(properties.get("date1904", "0"))
        self._strings = self._shared()
        self._sheets = list(_named(root, "sheet"))
        self.formulas = 0

    def _shared(self) -> list[etree._Element]:
        root = self._parts.linked("sharedStrings")
        return [] if root is None else list(_children(root, "si"))

    def table(self) -> CommentTable | None:
        """Return what the sheets make together."""
        grids = []
        cut = False
        for sheet in self._sheets:
            link = self._parts.links(self._parts.main).get(str(sheet.get(R + "id") or ""))
            if link is None or link.kind != "worksheet" or link.target not in self._parts.package:
                continue
            lines = _Sheet(self, self._parts.root(link.target))
            cut = cut or lines.cut
            grids.append(Grid(f"sheet “{sheet.get('name', '')[:40]}”", lines.lines()))
        warnings = []
        if self.formulas:
            warnings.append(
                "Cells that hold formulas were read as their last results."
                " Check them in the workbook."
            )
        if cut:
            warnings.append(
                f"Columns after the {_MOST_COLUMNS}th were left out. Move what they hold to the"
                " left if it is part of the comments."
            )
        return assemble(grids, [], Front(), warnings)

    def value(self, cell: etree._Element) -> tuple[Cell, bool]:
        """Return the words of a cell in their form, and whether it is a number or a day."""
        style = whole(cell.get("s"), 0)
        known = 0 <= style < len(self._looks.forms)
        form = self._looks.forms[style] if known else Run("")
        kind = cell.get("t") or "n"
        if next(_children(cell, "f"), None) is not None:
            self.formulas += 1
        if kind == "inlineStr":
            found = next(_children(cell, "is"), None)
            return ((), False) if found is None else (_rich(found, form), False)
        element = next(_children(cell, "v"), None)
        text = "" if element is None else element.text or ""
        if kind == "s":
            place = whole(text, -1)
            found = self._strings[place] if 0 <= place < len(self._strings) else None
            return ((), False) if found is None else (_rich(found, form), False)
        if kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif kind == "n" and text:
            day = known and self._looks.days[style]
            return tidy([[form.with_text(_number(text, day, self._looks.since_1904))]]), True
        return tidy([[form.with_text(_unescaped(text))]]), False


class _Sheet:
    """One sheet: its filled cells by row and column, and its merged ranges."""

    def __init__(self, workbook: _Workbook, root: etree._Element) -> None:
        self.cut = False
        self._rows: dict[int, dict[int, Cell]] = {}
        self._numbers: dict[int, set[int]] = {}
        number = 0
        for row in _named(root, "row"):
            number = whole(row.get("r"), number + 1)
            column = -1
            for cell in _children(row, "c"):
                match = _PLACE.fullmatch(cell.get("r") or "")
                column = _column(match[1]) if match else column + 1
                self._take(workbook, cell, number, column)
        self._merged = [
            span for element in _named(root, "mergeCell") if (span := _span(element.get("ref")))
        ]
        if len(self._rows) > _MOST_ROWS or len(self._merged) > _MOST_MERGES:
            raise Unreadable(
                f"The workbook holds more than {_MOST_ROWS:,} filled rows"
                f" or {_MOST_MERGES:,} merged cells",
                remedy="Split it into several files.",
            )

    def _take(self, workbook: _Workbook, cell: etree._Element, row: int, column: int) -> None:
        found, is_number = workbook.value(cell)
        if not found:
            return
        if column >= _MOST_COLUMNS:
            self.cut = True
            return
        self._rows.setdefault(row, {})[column] = found
        if is_number:
            self._numbers.setdefault(row, set()).add(column)

    def lines(self) -> list[Line]:
        """Return the rows that hold something, what a merge covers repeated."""
        width = 1 + max((column for cells in self._rows.values() for column in cells), default=-1)
        lines = {}
        for number, cells in sorted(self._rows.items()):
            texts = [cells.get(column, ()) for column in range(width)]
            numbers = frozenset(self._numbers.get(number, ()))
            lines[number] = Line(texts, [True] * width, numbers=numbers)
        for top, left, bottom, right in self._merged:
            first = lines.get(top)
            content = first.cells[left] if first is not None and left < width else ()
            if first is None and top == bottom and not left and 0 < right == width - 1:
                lines[top] = Line([()] * width, [True] * width, spans=True)  # ends a group
            if first is not None and right > left:
                alone = all(not held or at == left for at, held in enumerate(first.cells))
                first.spans |= alone and (right - left + 1) * 2 > width and bool(content)
            if bottom > top and content:
                self._fill(lines, (top, left, bottom, right), content)
        return [line for _, line in sorted(lines.items())]

    @staticmethod
    def _fill(lines: dict[int, Line], span: tuple[int, int, int, int], content: Cell) -> None:
        """Repeat what a merged cell holds in the rows that it covers, where they hold anything."""
        top, left, bottom, _ = span
        below = lines if bottom - top > len(lines) else range(top + 1, bottom + 1)
        for number in below:
            line = lines.get(number)
            if top < number <= bottom and line is not None and not line.cells[left]:
                line.cells[left], line.own[left] = content, False


def _looks(root: etree._Element | None) -> _Looks:
    looks = _Looks([], [])
    if root is None:
        return looks
    fonts = [_form(font) for found in _children(root, "fonts") for font in _children(found, "font")]
    codes = {
        whole(element.get("numFmtId"), 0): re.sub(
            r'"[^"]*"|\[[^\]]*\]|\\.', "", element.get("formatCode") or ""
        )
        for element in _named(root, "numFmt")
    }
    for found in _children(root, "cellXfs"):
        for style in _children(found, "xf"):
            font = whole(style.get("fontId"), 0)
            looks.forms.append(fonts[font] if 0 <= font < len(fonts) else Run(""))
            code = whole(style.get("numFmtId"), 0)
            looks.days.append(code in _DATES or bool(_DAY_FORMAT.search(codes.get(code, ""))))
    return looks


def _form(font: etree._Element | None) -> Run:
    """Return the form that a font gives (18.8.22, 18.4.7)."""
    if font is None:
        return Run("")
    on: dict[str, bool] = {}
    raised = lowered = False
    for child in font:
        name = _local(child)
        value = child.get("val")
        if name in ("b", "i", "strike"):
            on[name] = is_on(value)
        elif name == "u":
            on[name] = value != "none"
        elif name == "vertAlign":
            raised, lowered = value == "superscript", value == "subscript"
    return Run(
        "",
        bold=on.get("b", False),
        italic=on.get("i", False),
        underline=on.get("u", False),
        strike=on.get("strike", False),
        raised=raised,
        lowered=lowered,
    )


def _rich(element: etree._Element, form: Run) -> Cell:
    """Return the words of a string item: its runs, or its one text in the cell's form (18.4.8)."""
    runs: list[Run] = []
    for child in element:
        name = _local(child)
        if name == "t":
            runs.append(form.with_text(_unescaped(child.text or "")))
        elif name == "r":
            properties = next(_children(child, "rPr"), None)
            own = form if properties is None else _form(properties)
            for text in _children(child, "t"):
                runs.append(own.with_text(_unescaped(text.text or "")))
    return tidy([runs])


def _unescaped(text: str) -> str:
    """Return text with its escaped characters, `_x000D_` and the like (ST_Xstring, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _number(text: str, day: bool, since_1904: bool) -> str:
    """Return a number as a person would write it; a day as ISO 8601."""
    try:
        value = float(text)
    except ValueError:
        return text[:40]
    if day and 0 < value < 2_958_466:
        start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        return (start + timedelta(days=int(value))).isoformat()
    whole_number = abs(value) < 1e15 and value == int(value)
    return str(int(value)) if whole_number else repr(value)


def _span(ref: str | None) -> tuple[int, int, int, int] | None:
    """Return top, left, bottom, right of a range."""
    first, _, last = (ref or "").partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if start is None or end is None:
        return None
    return int(start[2]), _column(start[1]), int(end[2]), _column(end[1])


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if _local(child) == name)


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter("{*}" + name)
