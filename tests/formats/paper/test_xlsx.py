"""A paper as a workbook: no text becomes a formula, nothing is lost, titles stay in sight."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from tests.formats.paper import papers
from tests.formats.paper.papers import cell, paper, table
from travaux.formats import grids
from travaux.formats.paper import xlsx
from travaux.formats.paper.value import Band, Cell, Fact, Facts, Paper, Paragraph, Row
from travaux.formats.workbook_writer import LONGEST_CELL
from travaux.formats.xml_text import clean
from travaux.text.tree import Run


def _sheet(made: Paper, name: str = "Words") -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(xlsx.write(made)), rich_text=True)
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "=cmd|' /C"]
)
def test_a_text_never_becomes_a_formula(words: str) -> None:
    italic = Cell((Paragraph((Run(words, italic=True),)),))
    sheet = _sheet(paper(Facts((Fact(words, words),)), table(Row((cell(words), italic)))))
    for place in ("A2", "B2"):
        assert sheet[place].data_type != "f"
        assert str(sheet[place].value).strip() == words.strip()
        assert sheet[place].quotePrefix


def test_titles_stay_in_sight_and_on_every_page() -> None:
    sheet = _sheet(paper(table(Row((cell("a"), cell("b")))), landscape=True))
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_what_is_added_and_deleted_keeps_its_form() -> None:
    runs = (Run("a "), Run("gone", strike=True), Run(" "), Run("come", underline=True))
    value = _sheet(paper(table(Row((Cell((Paragraph(runs),)), cell("b"))))))["A2"].value
    assert isinstance(value, CellRichText)
    blocks = [block for block in value if isinstance(block, TextBlock)]
    assert [b.text for b in blocks if b.font.strike] == ["gone"]
    assert "".join(block.text for block in blocks) == "a gone come"
    assert [b.text for b in blocks if b.font.u == "single"] == ["come"]


def test_what_is_too_long_goes_on_in_the_rows_below() -> None:
    long = "".join(chr(0x4E00 + n % 9000) for n in range(70_000))
    sheet = _sheet(paper(table(Row((cell("1"), cell(long))), Row((cell("2"), cell("x"))))))
    numbers = [str(cell.value) for cell in sheet["A"][1:]]
    assert numbers[:3] == ["1", "1 (continued)", "1 (continued 2)"]
    assert numbers[-1] == "2"
    assert "".join(str(cell.value) for cell in sheet["B"][1:-1]) == long


def test_signs_beyond_the_first_plane_count_twice() -> None:
    sheet = _sheet(paper(table(Row((cell("1"), cell("😀" * 20_000))))))
    parts = [str(cell.value) for cell in sheet["B"][1:]]
    assert "".join(parts) == "😀" * 20_000
    assert all(2 * len(part) <= LONGEST_CELL for part in parts)


def test_sheets_of_one_name_are_told_apart() -> None:
    one = table(Row((cell("a"), cell("b"))))
    book = openpyxl.load_workbook(BytesIO(xlsx.write(paper(one, one, one))))
    assert book.sheetnames == ["About", "Words", "Words 2", "Words 3"]


def test_a_sheet_from_right_to_left() -> None:
    assert _sheet(paper(table(), rtl=True)).sheet_view.rightToLeft


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = papers.hostile()
    assert xlsx.write(made) == xlsx.write(made)


@settings(max_examples=60, deadline=None)
@given(papers.papers)
def test_every_word_of_any_paper_is_in_it(made: Paper) -> None:
    found = [row for grid in grids.read(xlsx.write(made))[1:] for row in grid.rows]
    words = "".join("".join("".join(row).split()) for row in found)
    for each in made.tables():
        for row in each.rows:
            texts = [row.text] if isinstance(row, Band) else [held.text for held in row.cells]
            for text in texts:
                kept = "".join(clean(text.replace("\ufffc", "")).split())
                assert kept in words
