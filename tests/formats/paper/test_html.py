"""A paper as a page: it needs no other file, runs nothing, and says which words are whose."""

from hypothesis import given, settings
from lxml import html as lxml_html

from tests.formats.paper import papers
from tests.formats.paper.papers import cell, paper, said, table
from travaux.formats.paper import FORMATS, html, write
from travaux.formats.paper.value import (
    Band,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Row,
    Text,
    Tone,
    decode,
)
from travaux.text.tree import Run


def test_what_is_added_deleted_and_said() -> None:
    runs = (Run("a", underline=True), Run("b", strike=True), Run("c", italic=True))
    page = html.write(paper(Text(Paragraph(runs))))
    assert "<ins>a</ins><del>b</del><em>c</em>" in page


def test_a_table_is_one_for_those_who_hear_it() -> None:
    rows = (
        Band("2.3.1", "at"),
        Row((cell("a"), cell("b"))),
        Row((Cell(continued=True), cell("c"))),
    )
    page = html.write(paper(table(*rows)))
    assert page.count('scope="col"') == 2
    assert '<caption class="hidden">Words</caption>' in page
    assert 'rowspan="2"' in page
    assert '<td class="again" aria-hidden="true" data-title="Column 1">a</td>' in page
    assert 'id="at"' in page


def test_words_of_another_language_say_so() -> None:
    arabic = Paragraph((Run("شبكة"),), Tone.QUIET, "ar", rtl=True)
    assert '<p class="quiet" lang="ar" dir="rtl">شبكة</p>' in html.write(paper(Text(arabic)))
    assert '<html lang="ar" dir="rtl"' in html.write(paper(language="ar", rtl=True))


def test_it_fetches_and_runs_nothing() -> None:
    page = html.write(papers.hostile())
    tree = lxml_html.fromstring(page.encode())
    assert not tree.xpath("//script | //link | //img | //iframe | //@onclick")
    assert all(str(link).startswith(("#", "https://")) for link in tree.xpath("//@href"))
    assert "default-src 'none'" in page


def test_many_places_make_a_list_of_contents() -> None:
    page = html.write(paper(*[Heading(f"Part {n}", anchor=f"p{n}") for n in range(5)]))
    assert page.count('<li class="deep1"><a href="#p') == 5
    assert "<nav>" not in html.write(paper(Heading("Part")))


@settings(max_examples=100, deadline=None)
@given(papers.papers)
def test_names_on_a_page_are_its_own(made: Paper) -> None:
    tree = lxml_html.fromstring(html.write(made).encode())
    names = [str(name) for name in tree.xpath("//@id")]
    assert len(names) == len(set(names))


@settings(max_examples=60, deadline=None)
@given(papers.papers)
def test_json_holds_the_paper(made: Paper) -> None:
    data = write(made, "json")
    assert data == write(made, "json")
    assert write(decode(data), "json") == data


def test_every_form_is_written_by_its_name() -> None:
    made = paper(Text(said("words")))
    heads = {"docx": b"PK", "xlsx": b"PK", "html": b"<!DOC", "pdf": b"%PDF", "json": b"{"}
    assert set(heads) == set(FORMATS)
    for form, head in heads.items():
        assert write(made, form).startswith(head)
