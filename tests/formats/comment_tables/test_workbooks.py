"""Workbooks: nothing written is a formula, nothing hostile is opened, numbers are doubted."""

import hashlib
import io
from typing import Any

import openpyxl
import pytest
import python_calamine

from tests.formats.comment_tables.forms import book, workbook
from tests.formats.docx_reader.word_files import zipped
from travaux.formats.comment_tables import CommentTable, Row, read, write_xlsx
from travaux.formats.comment_tables.table import cell, tidy, words
from travaux.formats.reading import Unreadable
from travaux.text.comment import Form
from travaux.text.tree import Run

TITLES = ("MB/NC", "Clause", "Type", "Comments", "Proposed change")
FORMULAS = ("=1+1", "+SUM(A1)", "-2", "@name", "\t=1", '=HYPERLINK("http://x","y")')


def table(*comments: str) -> CommentTable:
    rows = tuple(Row(source=cell("UK"), comments=cell(text)) for text in comments)
    return CommentTable(Form.ISO_TABLE, rows)


# Formulas


@pytest.mark.parametrize("text", FORMULAS)
def test_words_that_look_like_a_formula_are_words(text: str) -> None:
    data = write_xlsx(table(text))
    assert words(read("x.xlsx", data).rows[0].comments) == text
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    held = [one for row in sheet.iter_rows() for one in row if one.value == text]
    assert [one.data_type for one in held] == ["s"]
    assert held[0].quotePrefix


@pytest.mark.parametrize("text", FORMULAS)
def test_rich_text_that_looks_like_a_formula_is_text(text: str) -> None:
    rich = tidy([[Run(text, bold=True), Run(" more", italic=True)]])
    data = write_xlsx(CommentTable(Form.ISO_TABLE, (Row(source=cell("UK"), comments=rich),)))
    assert read("x.xlsx", data).rows[0].comments == rich


def test_other_readers_see_the_same_words() -> None:
    data = write_xlsx(table("=1+1", "_x0041_", "two\nlines", "互联网"))
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    shown = [value for row in rows.to_python() for value in row]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    held = [one.value for row in sheet.iter_rows() for one in row]
    for text in ("=1+1", "two\nlines", "互联网"):
        assert text in shown
        assert text in held


def test_what_openpyxl_writes_is_read_with_its_forms() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(list(TITLES))
    rich: Any = CellRichText("plain ", TextBlock(InlineFont(u="single", strike=False), "added"))
    sheet.append(["UK", "2.3.1", "te", rich, "b"])
    sheet["E2"].font = Font(italic=True)
    sheet.append(["FR", "2.3.2", "ed", "plain", ""])
    stream = io.BytesIO()
    made.save(stream)
    found = read("x.xlsx", stream.getvalue())
    assert found.rows[0].comments == ((Run("plain "), Run("added", underline=True)),)
    assert found.rows[0].proposed == ((Run("b", italic=True),),)
    assert [row.words("clause") for row in found.rows] == ["2.3.1", "2.3.2"]


# What a sheet makes of words


def test_a_formula_is_read_as_its_last_result_and_named() -> None:
    data = workbook(TITLES, ("UK", "1", "ge", "three", ""), formulas={"D2": "1+2"})
    found = read("x.xlsx", data)
    assert words(found.rows[0].comments) == "three"
    assert any("formulas" in sentence for sentence in found.warnings)


def test_a_clause_that_is_a_number_is_doubted() -> None:
    found = read("x.xlsx", workbook(TITLES, ("UK", 3.1, "ge", "A", ""), ("UK", 5, "ge", "B", "")))
    assert [row.words("clause") for row in found.rows] == ["3.1", "5"]
    assert [sentence for sentence in found.warnings if "3.10" in sentence]
    assert len(found.warnings) == 1


def test_merged_cells_hold_for_the_rows_that_they_cover() -> None:
    data = workbook(
        TITLES,
        ("UK", "2.1", "ge", "A", ""),
        (None, None, "ge", "B", ""),
        merged=("A2:A3", "B2:B3"),
    )
    found = read("x.xlsx", data)
    assert [row.words("source") for row in found.rows] == ["UK", "UK"]
    assert [row.words("clause") for row in found.rows] == ["2.1", "2.1"]


def test_lines_above_the_titles_say_what_it_is_on() -> None:
    data = workbook(("Our comments",), ("Document:", "WTPF-IEG/2/2"), TITLES, ("UK", "1", "", "A"))
    found = read("x.xlsx", data)
    assert (found.title, found.document) == ("Our comments", "WTPF-IEG/2/2")


# Hostile workbooks


def test_a_million_declared_rows_cost_nothing() -> None:
    data = workbook(
        TITLES,
        ("UK", "1", "ge", "A", ""),
        merged=("A2:A1048576", "A1:XFD1048576", "F9:XFD1048576"),
        dimension="A1:XFD1048576",
        extra='<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>end</t></is></c></row>',
    )
    found = read("x.xlsx", data)
    assert len(found.rows) == 1
    assert any("64th" in sentence for sentence in found.warnings)


def test_more_rows_than_any_comment_table_has_are_refused() -> None:
    texts = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(60_000)]
    rows = "".join(f'<row><c t="str"><v>{text}</v></c></row>' for text in texts)
    sheet = f'<worksheet xmlns="http://x"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(Unreadable, match="Split"):
        read("x.xlsx", book(sheet))


def test_a_sheet_of_a_million_empty_rows_is_refused_before_it_is_parsed() -> None:
    sheet = f'<worksheet xmlns="http://x"><sheetData>{"<row/>" * 2_000_000}</sheetData></worksheet>'
    with pytest.raises(Unreadable):
        read("x.xlsx", book(sheet))


def test_a_workbook_that_is_no_whole_package_is_refused_by_name() -> None:
    data = workbook(TITLES, ("UK", "1", "ge", "A", ""))
    with pytest.raises(Unreadable, match=r"spreadsheet program.*\.xlsx"):
        read("x.xlsx", data[: len(data) // 2])


def test_macros_and_entities_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="http://x"/>'
    with pytest.raises(Unreadable, match="document type"):
        read("x.xlsx", book(entity))
    with pytest.raises(Unreadable, match="macros"):
        read(
            "x.xlsx",
            zipped(
                {
                    "[Content_Types].xml": '<Types xmlns="x"><Override PartName="/xl/workbook.xml"'
                    ' ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
                    "xl/workbook.xml": "<workbook/>",
                }
            ),
        )
