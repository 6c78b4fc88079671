"""Markdown carries words, labels, lists, notes and emphasis there and back."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.hostile_trees import NASTY, runs
from travaux.formats import markdown, structure
from travaux.formats.reading import Unreadable
from travaux.text.redline import redline
from travaux.text.tree import OBJECT, Cover, Kind, LabelKind, Provision, Run, Tree

SHARED = Path(__file__).parents[3] / "shared"
ONCE = settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def tree_of(text: str) -> Tree:
    return markdown.read(text).accepted


def outline(text: str) -> list[tuple[str, int, str, str]]:
    return [(p.kind.value, p.level, p.label, p.text) for p in tree_of(text).provisions]


def test_headings_paragraphs_and_lists() -> None:
    text = """# 1. Opening

1\\.1. The Chair
opened it.

- one
  - deep
- two

3. three
4. four

   more of four
"""
    kinds = [(kind, label, words) for kind, _, label, words in outline(text)]
    assert kinds == [
        ("title", "", "1. Opening"),
        ("paragraph", "1.1.", "The Chair opened it."),
        ("item", "•", "one"),
        ("item", "•", "deep"),
        ("item", "•", "two"),
        ("item", "3.", "three"),
        ("item", "4.", "four"),
        ("paragraph", "", "more of four"),
    ]


def test_one_first_heading_of_the_first_rank_is_the_title() -> None:
    assert outline("A\\\nB\n===\n\n## One\n\n### Deep\n") == [
        ("title", 1, "", "A"),
        ("title", 1, "", "B"),
        ("heading", 1, "", "One"),
        ("heading", 2, "", "Deep"),
    ]
    assert [kind for kind, *_ in outline("# A\n\n# B\n")] == ["heading", "heading"]


def test_typed_letters_in_a_dash_list_are_the_labels() -> None:
    assert outline("Words:\n\n- a) first\n- b) second\n")[1:] == [
        ("item", 2, "a)", "first"),
        ("item", 2, "b)", "second"),
    ]


def test_footnotes_stand_after_their_paragraph() -> None:
    first, note, last = tree_of(
        "One[^1] two.\n\nNext.\n\n[^1]: The note\n    goes on.\n"
    ).provisions
    assert (first.text, note.kind, note.label, note.text) == (
        f"One{OBJECT} two.",
        Kind.FOOTNOTE,
        "1",
        "The note goes on.",
    )
    assert first.runs[1].note == note.id
    assert last.text == "Next."


def test_a_note_like_text_without_a_body_stays_text() -> None:
    assert tree_of("As shown[^9] above.").provisions[0].text == "As shown[^9] above."


def test_front_matter_is_the_cover() -> None:
    text = (
        '---\ntitle: "The \\"first\\" draft"\nsymbol: BODY/1/2\nsources:\n  - One\n  - Two\n'
        "date: 2012-10-31\nlang: en\n---\n\nWords.\n"
    )
    tree = tree_of(text)
    assert tree.cover == Cover("BODY/1/2", 'The "first" draft', ("One", "Two"), "2012-10-31")
    assert tree.language == "en"


def test_an_internet_draft_has_its_abstract_and_anchors() -> None:
    text = (
        "---\ntitle: A Draft\ndocname: draft-body-topic-00\n\n--- abstract\n\nIn short.\n\n"
        "--- middle\n\n# Introduction {#intro}\n\n{::boilerplate bcp14}\n\n"
        "Term:\n: What it means.\n\n~~~\na  b\n c\n~~~\n"
    )
    tree = tree_of(text)
    assert [(p.kind.value, p.text) for p in tree.provisions] == [
        ("heading", "Abstract"),
        ("paragraph", "In short."),
        ("heading", "Introduction"),
        ("paragraph", "Term:"),
        ("paragraph", "What it means."),
        ("paragraph", "a  b\n c"),
    ]
    assert tree.provisions[2].bookmarks == ("intro",)
    assert tree.cover.symbol == "draft-body-topic-00"
    assert markdown.read(text).warnings == ("1 kramdown marks of layout were left out.",)


def test_tables_quotations_pictures_and_form() -> None:
    text = """| a | b |
|---|---|
| **c** | d\\|e |

> said

![A map](map.png)

*i* ~~s~~ <u>u</u> H<sub>2</sub>O [l](https://example.org/) `code`
"""
    tree = tree_of(text)
    assert [p.kind.value for p in tree.provisions] == [
        *["table", "row", "cell", "paragraph", "cell", "paragraph"],
        *["row", "cell", "paragraph", "cell", "paragraph"],
        *["quote", "figure", "paragraph"],
    ]
    assert tree.provisions[10].text == "d|e"
    assert tree.provisions[-1].runs == (
        Run("i", italic=True),
        Run(" "),
        Run("s", strike=True),
        Run(" "),
        Run("u", underline=True),
        Run(" H"),
        Run("2", lowered=True),
        Run("O "),
        Run("l", link="https://example.org/"),
        Run(" code"),
    )


@pytest.mark.parametrize("data", [b"", b"\n\n", b"---\ntitle: x\n---\n", b"> " * 400 + b"x"])
def test_empty_or_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        markdown.read(data)


# There and back


@ONCE
@given(st.one_of(st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY)).map("\n".join)))
def test_no_text_becomes_markup(text: str) -> None:
    tree = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run(f"Said: {text}"),)),))
    read = tree_of(markdown.write(tree)).provisions
    assert len(read) == 1
    assert read[0].text == f"Said: {text}".strip()
    assert read[0].runs == (Run(read[0].text),)


@ONCE
@given(runs())
def test_words_survive_whatever_their_form(found: tuple[Run, ...]) -> None:
    tree = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run("Said: "), *found, Run("."))),))
    read = tree_of(markdown.write(tree)).provisions
    assert "".join(p.text for p in read) == tree.provisions[0].text


@ONCE
@given(st.lists(st.tuples(st.sampled_from(["#", "##", "p", "-", "1.", ">"]), runs()), max_size=6))
def test_what_was_read_is_written_and_read_the_same(
    parts: list[tuple[str, tuple[Run, ...]]],
) -> None:
    made = structure.Outline()
    made.title((Run("Title"),))
    count = 0
    for mark, words in parts:
        words = structure.trimmed((Run("Said "), *words, Run(" so")))
        if mark.startswith("#"):
            made.heading(words, f"{len(parts)}.", rank=len(mark))
        elif mark == "p":
            made.paragraph(words)
        elif mark == ">":
            made.paragraph(words, kind=Kind.QUOTE)
        else:
            count += 1
            label = "•" if mark == "-" else f"{count}."
            made.item(words, label, depth=1, label_kind=LabelKind.AUTOMATIC)
    once = tree_of(markdown.write(Tree(tuple(made.provisions))))
    assert tree_of(markdown.write(once)) == once
    assert [(p.kind, p.label, p.text) for p in once.provisions] == [
        (p.kind, p.label, p.text) for p in made.provisions
    ]


def test_a_table_with_spans_goes_as_html() -> None:
    provisions = (
        Provision("p1", Kind.TABLE, 1),
        Provision("p2", Kind.ROW, 2),
        Provision("p3", Kind.CELL, 3, columns=2),
        Provision("p4", Kind.PARAGRAPH, 4, (Run("<wide>"),)),
        Provision("p5", Kind.ROW, 2),
        Provision("p6", Kind.CELL, 3),
        Provision("p7", Kind.PARAGRAPH, 4, (Run("a"),)),
        Provision("p8", Kind.CELL, 3),
        Provision("p9", Kind.PARAGRAPH, 4, (Run("b"),)),
    )
    assert tree_of(markdown.write(Tree(provisions))).provisions == provisions


def test_a_note_in_a_table_stands_in_its_cell() -> None:
    provisions = (
        Provision("p1", Kind.TABLE, 1),
        Provision("p2", Kind.ROW, 2),
        Provision("p3", Kind.CELL, 3),
        Provision("p4", Kind.PARAGRAPH, 4, (Run("a"), Run(OBJECT, note="p5"))),
        Provision("p5", Kind.FOOTNOTE, 5, (Run("The note."),), "1", LabelKind.AUTOMATIC),
        Provision("p6", Kind.PARAGRAPH, 4, (Run(OBJECT, figure="ab" * 32, alt="A map"),)),
    )
    read = tree_of(markdown.write(Tree(provisions))).provisions
    assert [p.text for p in read if p.runs] == ["a1", "1 The note.", OBJECT]
    assert read[-1].runs[0].figure == "ab" * 32


def test_the_drafts_of_a_real_process_are_stable() -> None:
    folder = SHARED / "samples" / "sequences" / "ietf-privacypass" / "drafts"
    if not folder.exists():
        pytest.skip("the shared samples are not beside the project")
    for path in sorted(folder.glob("*-1[056].md")):
        once = markdown.read(path.read_bytes()).accepted
        assert tree_of(markdown.write(once)) == once, path.name


# Redlines


def test_a_redline_marks_what_came_and_went() -> None:
    old = tree_of("# T\n\n## 1. One\n\n1\\.1 Alpha beta gamma delta.\n\n1\\.2 Old words go.\n")
    new = tree_of("# T\n\n## 1. One\n\n1\\.1 Alpha beta *new* delta.\n")
    text = markdown.write_redline(redline(old, new), old, new, title="T")
    assert "~~gamma~~" in text
    assert "<ins>new</ins>" in text
    assert "**\\[deleted\\]** 1.2 ~~Old words go~~" in text or "<del>Old words go.</del>" in text


def test_equal_drafts_have_an_empty_redline() -> None:
    tree = tree_of("# T\n\nWords *here*.\n")
    other = msgspec.structs.replace(tree)
    text = markdown.write_redline(redline(tree, other), tree, other)
    assert "~~" not in text
    assert "<ins>" not in text


def test_an_item_after_one_of_two_paragraphs_is_its_sibling() -> None:
    text = "Words:\n\n- one\n\n  more of one\n\n- two\n\nAfter.\n"
    assert [(kind, level) for kind, level, *_ in outline(text)] == [
        ("paragraph", 1),
        ("item", 2),
        ("paragraph", 3),
        ("item", 2),
        ("paragraph", 1),
    ]
