"""Pages are read as a person reads them, and written so that nothing is lost or runs."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html

from tests.formats.hostile_trees import trees
from travaux.formats import html, structure
from travaux.formats.html_page import safe_address
from travaux.formats.reading import Unreadable
from travaux.text.redline import redline
from travaux.text.segments import Block, Fate, Op, Redline, Segment
from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree

SHARED = Path(__file__).parents[3] / "shared"


def outline(page: str) -> list[tuple[str, int, str, str]]:
    return [(p.kind.value, p.level, p.label, p.text) for p in html.read(page).accepted.provisions]


@settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(trees())
def test_what_is_written_is_read_back_whole(tree: Tree) -> None:
    if any(p.runs or p.label for p in tree.provisions):
        assert html.read(html.write(tree).encode()).accepted == tree


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees())
def test_no_text_becomes_markup_that_runs(tree: Tree) -> None:
    page = lxml_html.document_fromstring(html.write(tree))
    assert not page.xpath("//script|//iframe|//img|//object|//form")
    assert not [link for link in page.xpath("//@href|//@src") if "javascript" in link]
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    names = page.xpath("//*[@data-kind]/@id")
    assert len(names) == len(set(names))


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    tree = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run("a\x00b\x0bc\ud800d\re"),)),))
    (read,) = html.read(html.write(tree).encode()).accepted.provisions
    assert read.text == "a\ufffdb\ufffdc\ufffdd\re"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/", True),
        ("mailto:chair@example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://a\nb", False),
    ],
)
def test_only_plain_addresses_can_be_followed(address: str, safe: bool) -> None:
    assert bool(safe_address(address)) is safe


def test_headings_paragraphs_and_lists_of_a_page() -> None:
    page = """<title>A page</title><h1>The title</h1><p>Some <b>bold</b>
      words.</p><h2>1.1 Scope</h2><p>1.1.1. Text</p>
      <ol type=a start=3><li>three<ul><li>deep</li></ul><li>four</ol>
      <ol reversed><li>x<li value=7>y</ol>"""
    assert outline(page) == [
        ("heading", 1, "", "The title"),
        ("paragraph", 2, "", "Some bold words."),
        ("heading", 2, "1.1", "Scope"),
        ("paragraph", 3, "1.1.1.", "Text"),
        ("item", 4, "c.", "three"),
        ("item", 5, "•", "deep"),
        ("item", 4, "d.", "four"),
        ("item", 4, "2.", "x"),
        ("item", 4, "7.", "y"),
    ]


def test_the_form_of_words_is_kept() -> None:
    page = "<p><em>a</em> <a href='https://example.org/'>b</a><sup>2</sup><br><del>c</del></p>"
    (read,) = html.read(page).accepted.provisions
    assert read.runs == (
        Run("a", italic=True),
        Run(" "),
        Run("b", link="https://example.org/"),
        Run("2", raised=True),
        Run("\n"),
        Run("c", strike=True),
    )


def test_a_table_keeps_its_spans_and_the_table_within() -> None:
    page = """<table><caption>Users</caption><tr><th colspan=2>Head</th></tr>
      <tr><td rowspan=2>a</td><td><table><tr><td>inner</td></tr></table></td></tr></table>"""
    read = html.read(page).accepted.provisions
    assert [(p.kind.value, p.level) for p in read] == [
        ("caption", 1),
        ("table", 1),
        ("row", 2),
        ("cell", 3),
        ("paragraph", 4),
        ("row", 2),
        ("cell", 3),
        ("paragraph", 4),
        ("cell", 3),
        ("table", 4),
        ("row", 5),
        ("cell", 6),
        ("paragraph", 7),
    ]
    assert (read[3].columns, read[6].rows) == (2, 2)


def test_a_footnote_stands_after_the_paragraph_that_calls_it() -> None:
    page = """<p>Words<a href="#fn1" id="r1"><sup>1</sup></a> and more.</p><p>Next.</p>
      <section role="doc-endnotes"><ol><li id="fn1"><p>The note.
      <a href="#r1" role="doc-backlink">↩</a></p></li></ol></section>"""
    first, note, last = html.read(page).accepted.provisions
    assert (first.text, note.kind, note.label, note.text) == (
        f"Words{OBJECT} and more.",
        Kind.FOOTNOTE,
        "1",
        "The note.",
    )
    assert first.runs[1].note == note.id
    assert last.text == "Next."


def test_scripts_styles_and_menus_are_dropped() -> None:
    page = "<style>p{}</style><nav>Menu</nav><script>alert(1)</script><p hidden>x</p><p>Text</p>"
    assert [text for *_, text in outline(page)] == ["Text"]


def test_definitions_pictures_and_quotations() -> None:
    page = """<dl><dt>Term<dd>Meaning</dl><figure><img src=x alt="A map"><figcaption>Map 1
      </figcaption></figure><blockquote><p>Said</p></blockquote><pre>a  b\n c</pre>"""
    assert outline(page) == [
        ("paragraph", 1, "", "Term"),
        ("paragraph", 2, "", "Meaning"),
        ("figure", 1, "", OBJECT),
        ("caption", 1, "", "Map 1"),
        ("quote", 1, "", "Said"),
        ("paragraph", 1, "", "a  b\n c"),
    ]


def test_a_page_says_its_encoding() -> None:
    data = '<meta charset="windows-1251"><p>Привет</p>'.encode("cp1251")
    assert html.read(data).accepted.provisions[0].text == "Привет"


@pytest.mark.parametrize(
    "data",
    [b"", b"<p></p>", b"<div>" * 5000 + b"x", b"<ul><li>" * 200 + b"x", b"<!-- only -->"],
)
def test_hostile_or_empty_pages_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        html.read(data)


def test_too_many_tags_are_refused_quickly() -> None:
    with pytest.raises(Unreadable, match="more than"):
        html.read(b"<p>" * 3_000_001)


def test_a_w3c_draft_is_read() -> None:
    folder = SHARED / "samples" / "sequences" / "w3c-dispositions" / "css-grid-1"
    if not folder.exists():
        pytest.skip("the shared samples are not beside the project")
    for path in sorted(folder.glob("*.bs"))[:1]:
        read = html.read(path.read_bytes()).accepted
        assert sum(p.kind is Kind.HEADING for p in read.provisions) > 40
        assert sum(p.kind is Kind.TABLE for p in read.provisions) == 3


# Redlines

OLD = Tree(
    (
        Provision("p1", Kind.HEADING, 1, (Run("Opening"),), "1.", LabelKind.TYPED),
        Provision("p2", Kind.PARAGRAPH, 2, (Run("The Chair opened it."),), "1.1.", LabelKind.TYPED),
        Provision("p3", Kind.PARAGRAPH, 2, (Run("To be struck."),), "1.2.", LabelKind.TYPED),
        Provision("p4", Kind.PARAGRAPH, 2, (Run("Moves on."),), "1.3.", LabelKind.TYPED),
    )
)
NEW = Tree(
    (
        Provision("p1", Kind.PARAGRAPH, 2, (Run("Moves on."),), "1.1.", LabelKind.TYPED),
        Provision("p2", Kind.HEADING, 1, (Run("Opening"),), "1.", LabelKind.TYPED),
        Provision(
            "p3",
            Kind.PARAGRAPH,
            2,
            (Run("The Chair "), Run("closed", bold=True), Run(" it.")),
            "1.2.",
            LabelKind.TYPED,
        ),
        Provision("p4", Kind.PARAGRAPH, 2, (Run("<b>Fresh"),), "1.3.", LabelKind.TYPED),
    )
)
CHANGED = Redline(
    (
        Block(
            Fate.KEPT, ("p4",), ("p1",), (Segment(Op.KEEP, "Moves on."),), 1.0, True, "1.3.", "1.1."
        ),
        Block(Fate.KEPT, ("p1",), ("p2",), (Segment(Op.KEEP, "Opening"),), 1.0, False, "1.", "1."),
        Block(
            Fate.EDITED,
            ("p2",),
            ("p3",),
            (
                Segment(Op.KEEP, "The Chair "),
                Segment(Op.DELETE, "opened", author="One <entity>"),
                Segment(Op.INSERT, "closed"),
                Segment(Op.KEEP, " it."),
            ),
            0.8,
            False,
            "1.1.",
            "1.2.",
        ),
        Block(Fate.DELETED, ("p3",), (), (Segment(Op.DELETE, "To be struck."),), old_label="1.2."),
        Block(Fate.MOVED_AWAY, ("p4",), (), (Segment(Op.DELETE, "Moves on."),), old_label="1.3."),
        Block(Fate.INSERTED, (), ("p4",), (Segment(Op.INSERT, "<b>Fresh"),), new_label="1.3."),
    )
)


def test_a_redline_marks_words_and_links_moves_both_ways() -> None:
    page = lxml_html.document_fromstring(html.write_redline(CHANGED, OLD, NEW, title="T"))
    assert [e.text_content() for e in page.xpath("//main//del")] == [
        " [deleted: opened] ",
        " [deleted: To be struck.] ",
        " [deleted: Moves on.] ",
    ]
    assert page.xpath("//main//ins/strong/text()|//main//ins//strong/text()") == ["closed"]
    assert page.xpath("//main//del/@title") == ["One <entity>"]
    links = {a.text_content(): a.get("href") for a in page.xpath("//main//a[@href]")}
    assert links == {"Moved from 1.3.": "#c5", "Moved to 1.1.": "#c1"}
    for target in [*links.values(), *page.xpath("//nav//a/@href")]:
        assert page.xpath(f"//*[@id='{target[1:]}']"), target
    assert "(was 1.1.)" in page.text_content()


def test_a_redline_says_its_counts() -> None:
    text = html.write_redline(CHANGED, OLD, NEW)
    plain = re.sub(r"<[^>]+>", "", text)
    for said in ("+3 words added", "−4 words removed", "1 edited", "1 moved", "2 renumbered"):
        assert said in plain


def test_a_split_and_a_merger_show_their_marks() -> None:
    whole = (Provision("p1", Kind.PARAGRAPH, 1, (Run("One part. Two part."),)),)
    halves = (
        Provision("p1", Kind.PARAGRAPH, 1, (Run("One part."),)),
        Provision("p2", Kind.PARAGRAPH, 1, (Run("Two part."),)),
    )
    split = redline(Tree(whole), Tree(halves))
    merged = redline(Tree(halves), Tree(whole))
    assert '<ins class="mark"' in html.write_redline(split, Tree(whole), Tree(halves))
    page = html.write_redline(merged, Tree(halves), Tree(whole))
    assert "¶" in page


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(), trees())
def test_every_redline_can_be_written(old: Tree, new: Tree) -> None:
    new = msgspec.structs.replace(new, provisions=old.provisions[:2] + new.provisions)
    new = structure.normal(_renamed(new))
    page = lxml_html.document_fromstring(html.write_redline(redline(old, new), old, new))
    names = page.xpath("//@id")
    assert len(names) == len(set(names)) or "b-_Ref1" in names
    assert not page.xpath("//script")


def _renamed(tree: Tree) -> Tree:
    provisions = tuple(
        msgspec.structs.replace(p, id=f"x{n}", runs=tuple(r for r in p.runs if not r.note))
        for n, p in enumerate(tree.provisions)
    )
    return msgspec.structs.replace(tree, provisions=provisions)


@pytest.mark.parametrize(
    "page",
    [
        "a<br>" * 200_000,
        "<ul>" + "<li>x" * 50_000,
        "<p>" + "<b>x</b>y" * 100_000,
        "<!-- x -->" * 50_000 + "<p>x",
        "<table>" + "<tr><td>x" * 30_000,
        "<a href='#fn1'>1</a>" * 20_000 + "<p id=fn1>note</p>",
    ],
)
def test_hostile_pages_are_read_in_bounded_time(page: str) -> None:
    assert html.read(page.encode()).accepted.provisions
