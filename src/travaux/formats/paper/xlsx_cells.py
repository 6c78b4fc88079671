"""The cells of a workbook: texts that stay texts, cut where Excel holds or shows no more."""

from collections.abc import Iterator
from typing import Final
from unicodedata import east_asian_width

from msgspec.structs import replace

from travaux.formats.paper.value import Cell, Paragraph, Tone
from travaux.formats.workbook_writer import ESCAPED, LONGEST_CELL, Piece
from travaux.formats.xml_text import clean
from travaux.text.tree import OBJECT, Run

TALLEST: Final = 29
"""Lines of table text in a row of the greatest height that Excel shows, 409 points."""
_COLOURS: Final = {Tone.QUIET: "595959", Tone.OPEN: "9C2A00"}

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
        if sign == "_" and ESCAPED.match(text, place):
            size = 7  # Excel would take the text for an escape; it is longer in the file
        if self._units + size > LONGEST_CELL:
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


def pieces(line: Line, size: int = 10) -> Iterator[Piece]:
    """Yield runs as a sheet has them, in letters of a size that their tones change."""
    for run, tone in line:
        bold = run.bold or tone in (Tone.STRONG, Tone.OPEN)
        letters = size - 1 if tone is Tone.QUIET else size
        yield Piece(replace(run, bold=bold, link=""), letters, _COLOURS.get(tone, ""))
