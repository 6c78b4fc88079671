"""A table written and read again is the same table: words, forms, columns, front matter."""

from hypothesis import given, settings

from tests.formats.comment_tables.tables import tables
from travaux.formats.comment_tables import CommentTable, Row, read, write_docx, write_xlsx
from travaux.formats.comment_tables.table import cell, normal, tidy, words
from travaux.text.comment import Form
from travaux.text.tree import Run


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_word_file_gives_the_same_table(table: CommentTable) -> None:
    assert read("table.docx", write_docx(table)) == table


@settings(max_examples=80, deadline=None)
@given(tables())
def test_a_workbook_gives_the_same_table(table: CommentTable) -> None:
    assert read("table.xlsx", write_xlsx(table)) == table


def test_the_same_table_gives_the_same_bytes() -> None:
    table = CommentTable(Form.ISO_TABLE, (Row(source=cell("UK"), comments=cell("A point.")),))
    assert write_docx(table) == write_docx(table)
    assert write_xlsx(table) == write_xlsx(table)


def test_an_empty_form_reads_as_a_form_without_rows() -> None:
    for form in (Form.HOUSE_TABLE, Form.ISO_TABLE):
        table = CommentTable(form, document="WTPF-IEG/2/2")
        assert read("form.docx", write_docx(table)) == table
        assert read("form.xlsx", write_xlsx(table)) == table


def test_a_comment_longer_than_a_cell_of_a_workbook_goes_on_in_the_next_row() -> None:
    paragraph = "word " * 8_000
    table = normal(
        CommentTable(
            Form.ISO_TABLE,
            (
                Row(source=cell("UK"), comments=cell(f"{paragraph}\n{paragraph}\nend")),
                Row(source=cell("FR"), comments=cell("short")),
            ),
        )
    )
    found = read("long.xlsx", write_xlsx(table))
    assert [words(row.source) for row in found.rows] == ["UK", "FR"]
    assert words(found.rows[0].comments).split() == words(table.rows[0].comments).split()
    assert read("long.docx", write_docx(table)) == table


def test_what_no_xml_can_hold_is_made_harmless() -> None:
    found = tidy([[Run("a\x00b\x0cc\ud800")]])
    assert found == ((Run("ab"),), (Run("c\ufffd"),))


def test_an_address_that_the_words_do_not_show_stands_after_them() -> None:
    assert tidy([[Run("here", link="https://example.org/a")]]) == (
        (Run("here <https://example.org/a>"),),
    )
    shown = Run("https://example.org/a", link="https://example.org/a")
    assert tidy([[shown]]) == ((Run("https://example.org/a"),),)
