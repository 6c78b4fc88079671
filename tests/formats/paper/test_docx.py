"""A paper as a Word file: it opens, its table titles repeat, its directions are right."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings

from tests.formats.office import Job, needs_office, run
from tests.formats.paper import papers
from tests.formats.paper.papers import cell, paper, said, table
from travaux.formats import docx_reader, grids
from travaux.formats.paper import docx
from travaux.formats.paper.value import (
    Band,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.text.tree import Kind, Run


def _part(made: Paper, name: str) -> str:
    with zipfile.ZipFile(BytesIO(docx.write(made))) as package:
        return package.read(name).decode()


def _document(made: Paper) -> str:
    return _part(made, "word/document.xml")


def test_titles_of_a_table_stand_on_every_page_and_short_rows_are_not_torn() -> None:
    text = _document(paper(table(Row((cell("a"), cell("b"))), Row((cell("c"), cell("d " * 2000))))))
    assert text.count("<w:tblHeader/>") == 1
    assert text.count("<w:cantSplit/>") == 2  # the titles and the short row


def test_every_style_that_is_used_is_there() -> None:
    tones = [Paragraph((Run("x"),), tone) for tone in Tone]
    facts = Facts((Fact("a", "b"),))
    row = Row((Cell(tuple(tones)), cell("b")))
    counts = Table("Counts", (Column("a"), Column("b", number=True)), (row,))
    made = paper(facts, Heading("Part"), *map(Text, tones), counts, lines=("line",))
    used = re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', _document(made))
    styles = _part(made, "word/styles.xml")
    assert [name for name in set(used) if f'w:styleId="{name}"' not in styles] == []


@pytest.mark.office
@needs_office
def test_libreoffice_lays_it_out_with_titles_on_every_page(tmp_path: Path) -> None:
    rows = [Row((cell(f"row {n}"), cell("words " * 30))) for n in range(40)]
    source, target = tmp_path / "paper.docx", tmp_path / "paper.pdf"
    source.write_bytes(docx.write(paper(table(Band("2.3.1"), *rows), landscape=True)))
    run([Job(source, "keep", target)], tmp_path / "profile")
    with pypdfium2.PdfDocument(target) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        widths = [page.get_width() > page.get_height() for page in document]
    assert 2 < len(pages) < 12
    assert all(widths)
    for number, text in enumerate(pages, 1):
        assert "Column 1" in text
        assert f"{number} / {len(pages)}" in text


def test_a_band_stays_with_the_row_it_names() -> None:
    text = _document(paper(table(Band("2.3.1"), Row((cell("a"), cell("b"))))))
    assert '<w:gridSpan w:val="2"/>' in text
    assert text.count("<w:keepNext/>") == 3  # two titles and the band


def test_the_page_lies_where_the_paper_says_so() -> None:
    assert 'w:orient="landscape"' in _document(paper(landscape=True))
    assert "w:orient" not in _document(paper())


def test_the_foot_names_the_paper_and_counts_pages() -> None:
    foot = _part(paper(), "word/footer1.xml")
    assert "WTPF-IEG/2/99 · A paper" in foot
    assert " PAGE " in foot
    assert " NUMPAGES " in foot


def test_a_paper_from_right_to_left() -> None:
    arabic = Paragraph((Run("شبكة", italic=True),), language="ar")
    made = paper(Text(arabic), table(Row((Cell((arabic,)), cell("x")))), rtl=True, language="ar")
    text = _document(made)
    assert "<w:bidiVisual/>" in text
    assert '<w:lang w:bidi="ar"/>' in text
    assert "<w:iCs/>" not in text  # Arabic has no italics
    assert docx_reader.read(docx.write(made)).accepted.language == "ar"


def test_a_table_says_what_it_holds() -> None:
    assert '<w:tblCaption w:val="Words"/>' in _document(paper(table(Row((cell("a"), cell("b"))))))


def test_underlined_and_struck_words_are_read_back() -> None:
    runs = (Run("a "), Run("gone", strike=True), Run("come", underline=True))
    tree = docx_reader.read(docx.write(paper(Text(Paragraph(runs))))).accepted
    assert runs in [provision.runs for provision in tree.provisions]


def test_a_link_leads_to_its_row() -> None:
    link = Paragraph((Run("see", link="#row one"),))
    text = _document(paper(Text(link), table(Row((cell("a"), cell("b")), anchor="row one"))))
    assert text.count('w:anchor="_at1"') == 1
    assert text.count('w:name="_at1"') == 1


def test_cells_come_back_as_they_were() -> None:
    rows = (Band("x"), Row((cell("a", "b"), cell("c\nd"))), Row((Cell(continued=True), cell("e"))))
    (grid,) = grids.read(docx.write(paper(table(*rows))))
    assert grid.rows == (("Column 1", "Column 2"), ("x", ""), ("a\nb", "c\nd"), ("", "e"))


@settings(max_examples=60, deadline=None)
@given(papers.papers)
def test_any_paper_is_read_back(made: Paper) -> None:
    data = docx.write(made)
    assert data == docx.write(made)
    tree = docx_reader.read(data).accepted
    assert sum(p.kind is Kind.TABLE for p in tree.provisions) == len(list(made.tables()))


def test_hostile_words_are_words() -> None:
    assert docx_reader.read(docx.write(papers.hostile())).accepted.provisions
    assert said("x").text == "x"
