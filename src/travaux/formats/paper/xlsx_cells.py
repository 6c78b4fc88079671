"""The cells of a workbook: texts that stay texts, cut where Excel holds or shows no more."""

import re
from functools import cache
from typing import Final, Literal
from unicodedata import east_asian_width

from msgspec.structs import replace
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import Element

from travaux.formats.docx_writer.markup import clean
from travaux.formats.paper.value import Cell, Paragraph, Tone
from travaux.text.tree import OBJECT, Run

LONGEST: Final = 32_767
"""UTF-16 units that a cell of Excel holds."""
TALLEST: Final = 29
"""Lines of table text in a row of the greatest height that Excel shows, 409 points."""
_SOFT, _OPEN = "FF595959", "FF9C2A00"
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Line = list[tuple[Run, Tone]]
"""What stands in one cell: runs, each in the tone of its paragraph."""


def said(text: str, *, bold: bool = False) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph((Run(text, bold=bold),))


def lines(cell: Cell) -> Line:
    """Return the runs of a cell, its paragraphs parted by line breaks, fit for a sheet."""
    made: Line = []
    for place, said in enumerate(cell.paragraphs):
        if place:
            made.append((Run("\n"), Tone.PLAIN))
        for run in said.runs:
            text = clean(run.text.replace(OBJECT, ""))
            if text:
                form = replace(run, text=text, italic=run.italic and not said.upright)
                made.append((form, said.tone))
    return made


class Cutter:
    """Cuts what stands in a cell into as many cells as Excel needs to hold and to show it."""

    def __init__(self, width: float) -> None:
        self._signs = max(4, int(width * 1.12))
        """How many signs of table text stand in a line of the column."""
        self.parts: list[Line] = [[]]
        self.heights: list[int] = [1]
        """Lines that each part takes."""
        self._units = self._column = 0

    def cut(self, cell: Cell) -> "Cutter":
        """Cut the words of a cell; the parts joined are the words."""
        for run, tone in lines(cell):
            start = 0
            text = run.text
            for place, sign in enumerate(text):
                if not self._fits(text, place, sign):
                    self._put(run, tone, text[start:place])
                    self.parts.append([])
                    self.heights.append(1)
                    self._units = self._column = 0
                    start = place
                    self._fits(text, place, sign)
            self._put(run, tone, text[start:])
        return self

    def _put(self, run: Run, tone: Tone, text: str) -> None:
        if text:
            self.parts[-1].append((run.with_text(text), tone))

    def _fits(self, text: str, place: int, sign: str) -> bool:
        """Count a sign, and say whether it still fits; one that begins a word takes it along."""
        size = 2 if sign > "\uffff" else 1
        if sign == "_" and _ESCAPED.match(text, place):
            size = 7  # Excel would take the text for an escape; it is longer in the file
        if self._units + size > LONGEST:
            return False
        height, column = self.heights[-1], self._column
        if sign == "\n":
            height, column = height + 1, 0
        else:
            column += 2 if sign > "\u1100" and east_asian_width(sign) in "WF" else 1
            if column > self._signs:
                # A word that does not fit goes to the next line whole: about half of it is here.
                height, column = height + 1, min(self._signs // 8, 3)
        if height > TALLEST and sign in " \n":
            return False
        if height > TALLEST + 1:
            return False
        self._units += size
        self.heights[-1], self._column = height, column
        return True


def fill(sheet: Worksheet, at: int, place: int, line: Line, *, size: int = 10) -> None:
    """Write runs into a cell as a text, whatever it begins with."""
    cell = sheet.cell(at, place)
    cell.alignment = _WRAPPED
    cell.font = _letters(size)
    text = "".join([run.text for run, _ in line])
    if not text:
        return
    if any(_formed(run, tone) for run, tone in line):
        blocks = [_Block(_font(run, tone, size), _escaped(run.text)) for run, tone in line]
        cell.value = CellRichText(*blocks)
    else:
        cell.value = _escaped(text)
        cell.data_type = "s"
    if text.lstrip()[:1] in ("=", "+", "-", "@", "'"):
        cell.quotePrefix = True  # or Excel makes it a formula when it is edited


@cache
def _letters(size: int) -> Font:
    return Font(name="Calibri", size=size)


class _Block(TextBlock):
    """A run whose blanks are kept, even where there is nothing else in it."""

    def to_tree(self) -> Element:
        """Return the run as XML."""
        made = super().to_tree()
        for held in made.iter("t"):
            held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made


def _formed(run: Run, tone: Tone) -> bool:
    forms = (run.bold, run.italic, run.underline, run.strike, run.raised, run.lowered)
    return tone is not Tone.PLAIN or any(forms)


def _font(run: Run, tone: Tone, size: int) -> InlineFont:
    colour = {Tone.QUIET: Color(_SOFT), Tone.OPEN: Color(_OPEN)}.get(tone)
    shift: Literal["superscript", "subscript"] | None = None
    if run.raised or run.lowered:
        shift = "superscript" if run.raised else "subscript"
    return InlineFont(
        rFont="Calibri",
        sz=size - 1 if tone is Tone.QUIET else size,
        b=run.bold or tone in (Tone.STRONG, Tone.OPEN) or None,
        i=run.italic or None,
        u="single" if run.underline else None,
        strike=run.strike or None,
        vertAlign=shift,
        color=colour,
    )


def _escaped(text: str) -> str:
    """Return text in which Excel sees no escape (`_x000D_`, ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub("_x005F_", text)
