"""A paper as a PDF: read back, it has the words, the tags, the language and the pages."""

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from pypdfium2 import raw

from tests.formats.paper import papers
from tests.formats.paper.papers import cell, paper, said, table
from travaux.formats.paper import pdf
from travaux.formats.paper.fonts import families, lacking
from travaux.formats.paper.value import Band, Cell, Heading, Paper, Paragraph, Row, Text
from travaux.text.tree import Run


def _pages(made: Paper) -> list[str]:
    with pypdfium2.PdfDocument(pdf.write(made)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = paper(Heading("Part"), table(Row((cell("a"), cell("网络", "شبكة")))))
    assert pdf.write(made) == pdf.write(made)


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    data = pdf.write(paper(Text(said("Words.")), language="fr"))
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "A paper"
        assert raw.FPDFCatalog_IsTagged(document)
        assert raw.FPDFCatalog_GetLanguage(document, None, 0) == 2 * len("fr\0")
    assert b"pdfuaid:part" in data


def test_every_page_repeats_the_titles_of_a_table_and_is_numbered() -> None:
    rows = [Row((cell(f"row {n}"), cell("words " * 20))) for n in range(60)]
    pages = _pages(paper(table(Band("2.3.1 Growth"), *rows), landscape=True))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert "Column 1" in text
        assert "2.3.1 Growth" in text
        assert f"{number} / {len(pages)}" in text
        assert "WTPF-IEG/2/99" in text


def test_landscape_is_wider_than_high() -> None:
    with pypdfium2.PdfDocument(pdf.write(paper(landscape=True))) as document:
        width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)


def test_hostile_words_are_words() -> None:
    text = "\n".join(_pages(papers.hostile()))
    assert '#include "/etc/passwd"' in text
    assert "root:" not in text
    assert "$x^2$ `raw`" in text


def test_a_sign_that_no_font_has_is_named() -> None:
    assert lacking("abc 网络 شبكة é Ж ε") == set()
    (text,) = _pages(paper(Text(said("a 😀 b"))))
    assert "a [U+1F600] b" in text


def test_chinese_characters_take_the_form_of_their_language() -> None:
    assert "Noto Sans CJK SC" in families("zh")
    assert "Noto Sans CJK TC" in families("zh-Hant")
    assert "Noto Sans CJK HK" in families("zh-HK")
    assert "Noto Sans CJK JP" in families("ja")
    sizes = {
        language: pdf.write(paper(Text(Paragraph((Run("直骨海"),), language=language))))
        for language in ("zh", "ja")
    }
    assert b"NotoSansCJKsc" in sizes["zh"]
    assert b"NotoSansCJKjp" in sizes["ja"]


def test_bold_and_italic_are_other_letters() -> None:
    plain = pdf.write(paper(Text(said("Words"))))
    assert plain != pdf.write(paper(Text(said("Words", bold=True))))
    assert b"NotoSans-Italic" in pdf.write(paper(Text(said("Words", italic=True))))


def test_a_cell_goes_on_beside_several_rows() -> None:
    rows = (Row((cell("original"), cell("one"))), Row((Cell(continued=True), cell("two"))))
    (text,) = _pages(paper(table(*rows)))
    assert text.count("original") == 1
    assert "one" in text
    assert "two" in text


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers.papers)
def test_any_paper_becomes_a_pdf(made: Paper) -> None:
    data = pdf.write(made)
    assert data.startswith(b"%PDF")


@pytest.mark.parametrize("words", papers.HOSTILE)
def test_each_hostile_line_keeps_the_standard(words: str) -> None:
    data = pdf.write(
        paper(Heading(words), Text(said(words)), table(Row((cell(words), cell(words)))))
    )
    assert b"pdfuaid:part" in data
