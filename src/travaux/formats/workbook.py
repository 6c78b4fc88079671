"""A workbook (.xlsx) as a value: its sheets, and the words of their filled cells in their form.

Only what stands in the file is walked: no size that a sheet declares is believed, so a sheet of a
million empty rows costs what its bytes cost. Rich text, the form of whole cells, merged cells and
dates are read (ECMA-376-1, 18.3, 18.4, 18.8); a formula is read as its last result.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import R, is_on, whole
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.package import Package
from travaux.formats.package_limits import EXCEL
from travaux.text.tree import Run

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats that show a day (18.8.30)."""
_DAYS: Final = 2_958_466
"""Days up to the end of the year 9999, after which no program shows any."""
_DAY_FORMAT: Final = re.compile(r"[dy]|m{3}", re.IGNORECASE)

Runs = tuple[Run, ...]


class Value(NamedTuple):
    """What a cell holds: words in their form, and whether the file has a number or a day there."""

    runs: Runs
    is_number: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return "".join([run.text for run in self.runs])


class Span(NamedTuple):
    """A merged range: rows from 1, columns from 0, the last ones within."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(msgspec.Struct, frozen=True):
    """One sheet: its filled cells by row (from 1) and column (from 0), and its merged ranges."""

    name: str
    part: str
    """The part of the package that holds it."""
    rows: dict[int, dict[int, Value]]
    merged: tuple[Span, ...]


class Workbook(msgspec.Struct, frozen=True):
    """The sheets in order, and how many cells hold formulas."""

    sheets: tuple[Sheet, ...]
    formulas: int = 0


class _Looks(msgspec.Struct):
    """The styles of a workbook: the form and whether it shows a day, by style number."""

    forms: list[Run]
    days: list[bool]
    since_1904: bool = False


def main_part(package: Package) -> str:
    """Return the part of a package that is its workbook, '' where it holds none."""
    for name, kind in package.types.overrides.items():
        if "spreadsheetml" in kind and kind.endswith(".main+xml") and name.lstrip("/") in package:
            return name.lstrip("/")
    return "xl/workbook.xml" if "xl/workbook.xml" in package else ""


def read(package: Package) -> Workbook:
    """Return the workbook in a checked package that has one (`main_part`).

    Raises Unreadable where a part is no XML or missing.
    """
    parts = Parts(package, main_part(package), EXCEL)
    reader = _Reader(parts)
    links = parts.links(parts.main)
    sheets = []
    for element in _named(parts.root(parts.main), "sheet"):
        link = links.get(str(element.get(R + "id") or ""))
        if link is not None and link.kind == "worksheet" and link.target in package:
            name = element.get("name", "")[:40]
            sheets.append(reader.sheet(name, link.target))
    return Workbook(tuple(sheets), reader.formulas)


class _Reader:
    """A workbook while it is being read: what its sheets share."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._looks = _looks(parts.linked("styles"))
        for properties in _named(parts.root(parts.main), "workbookPr"):
            self._looks.since_1904 = is_on(properties.get("date1904", "0"))
        strings = parts.linked("sharedStrings")
        self._strings = [] if strings is None else list(_children(strings, "si"))
        self._said: dict[tuple[int, int], Runs] = {}
        """Shared strings that were read, by their number and the style of the cell."""
        self.formulas = 0

    def sheet(self, name: str, part: str) -> Sheet:
        """Return one sheet; rows and cells without a place of their own follow the one before."""
        rows: dict[int, dict[int, Value]] = {}
        root = self._parts.root(part)
        number = 0
        for row in _named(root, "row"):
            number = max(1, whole(row.get("r"), number + 1))
            column = -1
            for cell in _children(row, "c"):
                match = _PLACE.fullmatch(cell.get("r") or "")
                column = _column(match[1]) if match else column + 1
                value = self._value(cell)
                if value.runs:
                    rows.setdefault(number, {})[column] = value
        merged = [span for one in _named(root, "mergeCell") if (span := _span(one.get("ref")))]
        return Sheet(name, part, rows, tuple(merged))

    def _value(self, cell: etree._Element) -> Value:
        style = whole(cell.get("s"), 0)
        known = 0 <= style < len(self._looks.forms)
        form = self._looks.forms[style] if known else Run("")
        kind = cell.get("t") or "n"
        if next(_children(cell, "f"), None) is not None:
            self.formulas += 1
        element = next(_children(cell, "is" if kind == "inlineStr" else "v"), None)
        if element is None:
            return Value(())
        if kind == "inlineStr":
            return Value(_rich(element, form))
        text = element.text or ""
        if kind == "s":
            return Value(self._shared(whole(text, -1), style if known else -1, form))
        if kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif kind == "n" and text:
            day = known and self._looks.days[style]
            return Value((form.with_text(_number(text, day, self._looks.since_1904)),), True)
        return Value((form.with_text(_unescaped(text)),) if text else ())

    def _shared(self, number: int, style: int, form: Run) -> Runs:
        if not 0 <= number < len(self._strings):
            return ()
        if (number, style) not in self._said:
            self._said[number, style] = _rich(self._strings[number], form)
        return self._said[number, style]


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


def _rich(element: etree._Element, form: Run) -> Runs:
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
    return tuple(run for run in runs if run.text)


def _unescaped(text: str) -> str:
    """Return text with its escaped characters, `_x000D_` and the like (ST_Xstring, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _number(text: str, day: bool, since_1904: bool) -> str:
    """Return a number as a person would write it; a day, and its hour if any, as ISO 8601."""
    try:
        value = float(text)
    except ValueError:
        return text[:40]
    if day and 0 < value < _DAYS:
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        last = (datetime.max - start) // timedelta(seconds=1)
        instant = start + timedelta(seconds=min(round(value * 86_400), last))
        return instant.isoformat(" ").removesuffix(" 00:00:00")
    whole_number = abs(value) < 1e15 and value == int(value)
    return str(int(value)) if whole_number else repr(value)


def _span(ref: str | None) -> Span | None:
    first, _, last = (ref or "").partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if start is None or end is None:
        return None
    return Span(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def _column(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if _local(child) == name)


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter("{*}" + name)
