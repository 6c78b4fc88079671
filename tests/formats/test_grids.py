"""The tables of a file as grids of words: what officers do to them, and what is refused."""

from datetime import datetime
from io import BytesIO

import pytest
import python_calamine
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from travaux.formats import grids
from travaux.formats.docx_writer import write
from travaux.formats.markdown import read
from travaux.formats.reading import Unreadable


def _book(**cells: str | float | datetime) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for place, value in cells.items():
        sheet[place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_numbers_and_dates_are_read_as_they_are_seen() -> None:
    (grid,) = grids.read(_book(A1=12, B1=1.5, C1=True, A2="a\nb"))
    assert grid.name == "sheet “Sheet”"
    assert grid.rows == (("12", "1.5", "TRUE"), ("a\nb", "", ""))


def test_days_are_read_with_their_hour_if_they_have_one() -> None:
    (grid,) = grids.read(_book(A1=datetime(2012, 10, 19), B1=datetime(2012, 10, 19, 13, 30)))
    assert grid.rows == (("2012-10-19", "2012-10-19 13:30:00"),)


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_day_after_the_last_one_is_no_reason_to_fail(since_1904: bool) -> None:
    book = Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for column, number in enumerate((2_958_465, 2_958_465.999_999_9, 1e300, -1.0), 1):
        sheet.cell(1, column, number).number_format = "yyyy-mm-dd"
    stream = BytesIO()
    book.save(stream)
    (grid,) = grids.read(stream.getvalue())
    assert all(text.startswith("9999-12-31") for text in grid.rows[0][:2])
    assert grid.rows[0][2:] == ("1e+300", "-1")


def test_another_reader_sees_the_same_rows() -> None:
    data = _book(B2="words", C5="two\nlines", A3="  blanks  ", D1="_x000D_ é 互联网")
    (grid,) = grids.read(data)
    sheet = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    assert grid.rows == tuple(map(tuple, sheet.to_python(skip_empty_area=False)))


def test_a_table_that_begins_far_down_keeps_its_place() -> None:
    (grid,) = grids.read(_book(C3="x"))
    assert grid.rows[2] == ("", "", "x")


def test_the_tables_of_a_word_file_are_read_without_the_words_around_them() -> None:
    text = "Before.\n\n| a | b |\n| --- | --- |\n| c | d |\n\nBetween.\n\n| e |\n| --- |\n| f |"
    first, second = grids.read(write(read(text.encode()).accepted))
    assert (first.name, first.rows) == ("table 1", (("a", "b"), ("c", "d")))
    assert (second.name, second.rows) == ("table 2", (("e",), ("f",)))


def test_two_cells_far_apart_are_no_reason_to_fill_the_memory() -> None:
    with pytest.raises(Unreadable, match="reaches over more than 3,000,000 cells"):
        grids.read(_book(A1="x", XFD1048576="y"))


@pytest.mark.parametrize("data", [b"", b"no package", b"PK\x03\x04 damaged"])
def test_what_is_no_file_of_tables_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        grids.read(data)


def test_a_damaged_workbook_is_refused() -> None:
    data = _book(A1="x")
    with pytest.raises(Unreadable):
        grids.read(data[: len(data) // 2])
