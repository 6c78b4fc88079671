"""Filled forms are read as they come: other orders, other languages, merged and empty cells."""

import pytest

from tests.formats.comment_tables.forms import OFFICIAL, table, word, workbook
from tests.formats.docx_reader.word_files import deleted, inserted, run
from travaux.formats.comment_tables import CommentTable, read
from travaux.formats.reading import Unreadable
from travaux.text.comment import Form
from travaux.text.tree import Run


def columns(found: CommentTable, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.words(name) for name in names) for row in found.rows]


# The official form


def test_the_official_form_has_its_titles_in_the_page_head() -> None:
    front = ("Template for comments", "Date: 2012-10-01", "Document: ISO/CD 9", "Project: 12")
    head = table(front) + table(OFFICIAL)
    body = table(("GB", "17", "2.3.1", "Table 1", "te", "Wrong.", "Right.", "Agreed"))
    found = read("gb.docx", word(body, head))
    assert (found.form, found.document, found.date) == (Form.ISO_TABLE, "ISO/CD 9", "2012-10-01")
    assert found.project == "12"
    names = ("source", "line", "clause", "part", "kind", "comments", "proposed", "observations")
    assert columns(found, *names) == [
        ("GB", "17", "2.3.1", "Table 1", "te", "Wrong.", "Right.", "Agreed")
    ]


def test_a_body_without_titles_is_told_by_the_types_of_its_comments() -> None:
    body = table(
        ("GB", "", "2.3.1", "", "te", "Wrong.", "Right.", ""),
        ("GB", "", "2.3.2", "", "ed", "Typo.", "", ""),
    )
    found = read("gb.docx", word(body))
    assert columns(found, "clause", "kind") == [("2.3.1", "te"), ("2.3.2", "ed")]


def test_the_older_form_has_seven_columns_and_a_row_of_numbers() -> None:
    older = (
        *("MB1", "Clause No./ Subclause No./ Annex (e.g. 3.1)"),
        *("Paragraph/ Figure/Table/Note (e.g. Table 1)", "Type of com-ment2"),
        *("Comment (justification for change) by the MB", "Proposed change by the MB"),
        "Secretariat observations on each comment submitted",
    )
    numbers = ("1", "2", "(3)", "4", "5", "(6)", "(7)")
    found = read("old.docx", word(table(older, numbers, ("FR", "3.1", "", "ge", "A.", "B.", ""))))
    assert columns(found, "source", "clause", "kind", "comments", "proposed") == [
        ("FR", "3.1", "ge", "A.", "B.")
    ]


# Titles


def test_titles_may_stand_in_any_order_and_other_columns_are_kept() -> None:
    found = read(
        "x.docx",
        word(table(("Comments", "Votes", "Source", "Clause"), ("Too long.", "3", "UK", "2.1"))),
    )
    assert columns(found, "source", "clause", "comments") == [("UK", "2.1", "Too long.")]
    assert found.rows[0].extra == (("Votes", ((Run("3"),),)),)


def test_titles_may_be_french() -> None:
    titles = (
        *("MB/NC", "Numéro de ligne", "Article/Paragraphe", "Alinéa/Figure/Tableau"),
        *("Type de commentaire", "Commentaires", "Modification proposée"),
        "Observations du secrétariat",
    )
    row = ("FR", "7", "2.1", "Tableau 1", "éd", "Faute.", "Corriger.", "Noté")
    found = read("fr.docx", word(table(titles, row)))
    names = ("source", "line", "clause", "part", "kind", "comments", "proposed", "observations")
    assert columns(found, *names) == [row]


def test_titles_may_be_spanish() -> None:
    found = read(
        "es.docx", word(table(("Texto original", "Fuente", "Comentarios"), ("a b", "ES", "No.")))
    )
    assert found.form is Form.HOUSE_TABLE
    assert columns(found, "original", "source", "comments") == [("a b", "ES", "No.")]


def test_titles_repeated_at_the_head_of_a_page_are_no_comment() -> None:
    titles = ("Source", "Clause", "Comments")
    found = read("x.docx", word(table(titles, ("UK", "1", "A"), titles, ("FR", "2", "B"))))
    assert columns(found, "source") == [("UK",), ("FR",)]


def test_a_title_in_the_cells_of_a_comment_is_a_comment() -> None:
    found = read(
        "x.docx", word(table(("Source", "Clause", "Comments"), ("UK", "1", "The title is long.")))
    )
    assert columns(found, "comments") == [("The title is long.",)]


# Rows


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    found = read(
        "x.docx",
        word(table(("MB", "Clause", "Comments"), ("v:UK", "v:2.1", "A"), ("^", "^", "B"))),
    )
    assert columns(found, "source", "clause", "comments") == [
        ("UK", "2.1", "A"),
        ("UK", "2.1", "B"),
    ]


def test_empty_rows_are_no_comments() -> None:
    found = read(
        "x.docx", word(table(("MB", "Clause", "Comments"), ("", "", ""), ("UK", "1", "A")))
    )
    assert len(found.rows) == 1


def test_a_row_that_says_nothing_of_itself_goes_on_the_one_above() -> None:
    rows = (("MB", "Clause", "Comments", "Proposed change"), ("UK", "1", "A", "B"))
    found = read("x.docx", word(table(*rows, ("", "", "more", ""))))
    assert columns(found, "comments", "proposed") == [("A\nmore", "B")]


def test_a_line_over_all_columns_is_a_heading_within_the_table() -> None:
    found = read(
        "x.docx",
        word(
            table(
                ("Source", "Comments"),
                ("General comments (Para 1-7)", "<"),
                ("UK", "A"),
                ("Section 2", "<"),
                ("FR", "B"),
            )
        ),
    )
    assert found.form is Form.HOUSE_TABLE
    assert [row.group for row in found.rows] == ["General comments (Para 1-7)", "Section 2"]


def test_several_tables_of_one_file_are_read_as_one() -> None:
    titles = ("Source", "Clause", "Comments")
    body = table(titles, ("UK", "1", "A")) + "<w:p/>" + table(titles, ("FR", "2", "B"))
    assert columns(read("x.docx", word(body)), "source") == [("UK",), ("FR",)]


def test_a_table_that_goes_on_without_titles_has_those_of_the_one_before() -> None:
    body = table(("Source", "Clause", "Comments"), ("UK", "1", "A")) + "<w:p/>"
    assert columns(read("x.docx", word(body + table(("FR", "2", "B")))), "source") == [
        ("UK",),
        ("FR",),
    ]


def test_another_table_beside_is_named_and_not_lost_in_silence() -> None:
    body = table(("Source", "Clause", "Comments"), ("UK", "1", "A")) + "<w:p/>"
    other = table(("a", "b"), ("c", "d"), ("e", "f"))
    found = read("x.docx", word(body + other))
    assert any("Table 2" in sentence for sentence in found.warnings)


def test_the_forms_of_words_are_kept() -> None:
    body = table(("Source", "Clause", "Comments"), ("UK", "1", "keep _new_~old~ *said*"))
    assert read("x.docx", word(body)).rows[0].comments == (
        (
            Run("keep "),
            Run("new", underline=True),
            Run("old", strike=True),
            Run(" "),
            Run("said", italic=True),
        ),
    )


def test_what_stands_above_the_table_says_what_it_is_on() -> None:
    above = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in ("Comments of the UK", "Document: WTPF-IEG/2/2", "Date: 1 October 2012")
    )
    found = read("x.docx", word(above + table(("Source", "Clause", "Comments"), ("UK", "1", "A"))))
    assert (found.title, found.document) == ("Comments of the UK", "WTPF-IEG/2/2")
    assert found.date == "1 October 2012"


def test_words_outside_the_table_are_named() -> None:
    letter = "We also think that the whole report should be much shorter than it is at present."
    body = table(("Source", "Clause", "Comments"), ("UK", "1", "A"))
    found = read("x.docx", word(f"<w:p><w:r><w:t>{letter}</w:t></w:r></w:p>{body}"))
    assert any(letter[:60] in sentence for sentence in found.warnings)


def test_tracked_words_are_read_as_accepted_and_named() -> None:
    cells = "<w:tc><w:p>{}</w:p></w:tc>"
    words_ = "".join(
        cells.format(one) for one in (run("UK"), run("1"), inserted("A") + deleted("B"))
    )
    titles = "".join(cells.format(run(one)) for one in ("Source", "Clause", "Comments"))
    found = read("x.docx", word(f"<w:tbl><w:tr>{titles}</w:tr><w:tr>{words_}</w:tr></w:tbl>"))
    assert columns(found, "comments") == [("A",)]
    assert any("accepted" in sentence for sentence in found.warnings)


# Other files


def test_values_parted_by_commas_or_semicolons_are_a_table_too() -> None:
    for sign in (",", ";", "\t"):
        rows = (("Source", "Clause", "Comments"), ("UK", "2.1", '"Too long"'))
        text = "\n".join(sign.join(row) for row in rows)
        found = read("x.csv", text.encode())
        assert columns(found, "source", "clause", "comments") == [("UK", "2.1", "Too long")]


def test_a_file_without_a_comment_table_is_refused_with_the_remedy() -> None:
    for name, data in (
        ("x.docx", word(table(("a", "b"), ("c", "d")))),
        ("x.xlsx", workbook(("a", "b"), ("c", "d"))),
    ):
        with pytest.raises(Unreadable, match="no table of comments"):
            read(name, data)
