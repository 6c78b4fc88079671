"""What a tree becomes in a Word file."""

import io
import re
import zipfile

import msgspec
import pytest

from tests.formats.docx_writer.word_parts import (
    VAL,
    W,
    assert_sound,
    lines,
    names,
    part,
    tag_of,
    xml,
)
from tests.formats.trees import seeded_pair
from travaux.formats.docx_reader import read
from travaux.formats.docx_writer import write
from travaux.formats.reading import Point, Remark
from travaux.text.tree import OBJECT, Cover, Kind, LabelKind, Provision, Run, Tree


def provision(kind: Kind, *runs: Run | str, **more: object) -> Provision:
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    base = Provision(str(more.pop("id", "p1")), kind, 1, made)
    return msgspec.structs.replace(base, **more)


def tree(*provisions: Provision) -> Tree:
    return Tree(provisions, "en")


def test_every_draft_makes_a_sound_file() -> None:
    for seed in range(40):
        assert_sound(write(seeded_pair(seed)[0]))


def test_a_tree_without_provisions_is_an_empty_document() -> None:
    data = write(Tree(()))
    assert_sound(data)
    assert lines(data) == [""]


def test_the_same_tree_gives_the_same_bytes() -> None:
    old, _ = seeded_pair(3)
    assert write(old) == write(old)


def test_members_have_one_date_and_the_types_come_first() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(seeded_pair(3)[0])))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_typed_label_is_text_and_a_tab() -> None:
    typed = provision(Kind.PARAGRAPH, "Words.", label="17 bis", label_kind=LabelKind.TYPED)
    assert lines(write(tree(typed))) == ["17 bis\tWords."]


def test_an_automatic_label_is_counted_and_not_written() -> None:
    counted = provision(Kind.PARAGRAPH, "Words.", label="1.", label_kind=LabelKind.AUTOMATIC)
    data = write(tree(counted))
    assert lines(data) == ["Words."]
    assert "word/numbering.xml" in names(data)


def test_what_looks_like_a_formula_is_text() -> None:
    assert lines(write(tree(provision(Kind.PARAGRAPH, "=1+1")))) == ["=1+1"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("a\x00b\x07c", "abc"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("no \ufffe character \uffff", "no \ufffd character \ufffd"),
        ("\u2029", ""),
    ],
)
def test_what_xml_forbids_is_never_written(given: str, written: str) -> None:
    assert lines(write(tree(provision(Kind.PARAGRAPH, given)))) == [written]


def test_hostile_words_reach_no_markup() -> None:
    hostile = Run('<w:p/>"&', link='http://x/"><w:p/>', field='REF "a" <w:t>')
    remark = Remark("0", 'a"<b>', "</w:comment>", start=Point("p1", 0), end=Point("p1", 3))
    data = write(tree(provision(Kind.PARAGRAPH, hostile, bookmarks=('b"<',))), remarks=[remark])
    assert_sound(data)
    assert lines(data) == ['<w:p/>"&']


def test_tabs_and_line_breaks_are_marks_of_word() -> None:
    body = xml(write(tree(provision(Kind.PARAGRAPH, "a\tb\nc\r\nd"))))
    assert "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br/><w:t>d</w:t>" in body


def test_arabic_words_are_marked_as_such_and_latin_ones_not() -> None:
    runs = Run("المنتدى ITU 2013", bold=True)
    body = xml(write(tree(provision(Kind.PARAGRAPH, runs, rtl=True))))
    assert "<w:bidi/>" in body
    assert re.search(r"<w:bCs/><w:rtl/></w:rPr><w:t>المنتدى </w:t>", body)
    assert re.search(r"<w:bCs/></w:rPr><w:t>ITU 2013</w:t>", body)


def test_a_link_outside_is_a_relationship_and_one_inside_an_anchor() -> None:
    outside = Run("see", link="https://example.org/a b")
    data = write(tree(provision(Kind.PARAGRAPH, outside, Run("here", link="#part"))))
    relations = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://example.org/a%20b" TargetMode="External"' in relations
    assert 'w:anchor="part"' in xml(data)


def test_a_field_keeps_its_instruction_and_result() -> None:
    data = write(tree(provision(Kind.PARAGRAPH, Run("2.1", field="REF _Ref1 \\h"))))
    assert [node.text for node in part(data).iter(f"{W}instrText")] == [" REF _Ref1 \\h "]
    assert lines(data) == ["2.1"]


def test_a_field_that_would_start_something_is_written_as_its_result() -> None:
    data = write(tree(provision(Kind.PARAGRAPH, Run("5", field="DDEAUTO cmd x"))))
    assert not list(part(data).iter(f"{W}instrText"))
    assert lines(data) == ["5"]


def test_a_figure_is_a_picture_that_names_it() -> None:
    figure = Run(OBJECT, figure="a" * 64, alt="A map")
    data = write(tree(provision(Kind.FIGURE, figure)))
    about = next(node for node in part(data).iter() if tag_of(node) == "docPr")
    assert str(about.get("name")).rpartition(" ")[0] == "travaux:figure:" + "a" * 64
    assert about.get("descr") == "A map"
    assert "word/media/figure.png" in names(data)


def test_a_note_that_nothing_calls_is_kept_as_a_paragraph() -> None:
    stray = provision(Kind.FOOTNOTE, "A stray note.", id="n1")
    assert lines(write(tree(provision(Kind.PARAGRAPH, "Words."), stray))) == [
        "Words.",
        "A stray note.",
    ]


def test_tables_that_follow_each_other_stay_apart() -> None:
    cells = [
        msgspec.structs.replace(provision(kind, *runs), id=f"{number}{kind}", level=level)
        for number in (1, 2)
        for kind, level, runs in (
            (Kind.TABLE, 1, ()),
            (Kind.ROW, 2, ()),
            (Kind.CELL, 3, ()),
            (Kind.PARAGRAPH, 4, ("Words.",)),
        )
    ]
    body = part(write(tree(*cells)))[0]
    assert [tag_of(child) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_cell_that_spans_rows_goes_on_below() -> None:
    rows = [
        provision(Kind.TABLE, id="t"),
        provision(Kind.ROW, id="r1", level=2),
        provision(Kind.CELL, "Both", id="c1", level=3, rows=2),
        provision(Kind.CELL, "Upper", id="c2", level=3),
        provision(Kind.ROW, id="r2", level=2),
        provision(Kind.CELL, "Lower", id="c3", level=3),
    ]
    data = write(tree(*rows))
    assert_sound(data)
    assert [node.get(VAL) for node in part(data).iter(f"{W}vMerge")] == ["restart", "continue"]
    assert lines(data)[:4] == ["Both", "Upper", "", "Lower"]


def test_comments_overlap_answer_each_other_and_are_never_lost() -> None:
    at = Point
    remarks = [
        Remark("0", "A", "one", start=at("p1", 0), end=at("p1", 5)),
        Remark("1", "B", "two\nlines", start=at("p1", 3), end=at("p1", 8), resolved=True),
        Remark("2", "C", "answer", parent="0"),
        Remark("3", "D", "its words are gone", old_start=at("p1", 2), old_end=at("p1", 4)),
        Remark("4", "E", "nowhere"),
    ]
    data = write(tree(provision(Kind.PARAGRAPH, "Some words.")), remarks=remarks)
    assert_sound(data)
    assert [n.get(f"{W}author") for n in part(data, "word/comments.xml")] == list("ABCDE")
    threads = part(data, "word/commentsExtended.xml")
    assert [node.attrib.values()[-1] for node in threads] == ["0", "1", "0", "0", "0"]
    body = part(data)
    assert len(list(body.iter(f"{W}commentReference"))) == 5
    order = [
        f"{'(' if tag_of(node).endswith('Start') else ')'}{node.get(f'{W}id')}"
        for node in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")
        if node.get(f"{W}id") in ("0", "1")
    ]
    assert order == ["(0", "(1", ")0", ")1"]


def test_the_cover_stands_in_the_properties_of_the_file() -> None:
    cover = Cover(symbol="X/1", title="A & B", sources=("Region A", "Region B"))
    data = write(Tree((), "fr", cover))
    found = {tag_of(node): node.text for node in part(data, "docProps/core.xml")}
    assert found == {
        "title": "A & B",
        "subject": "X/1",
        "creator": "Region A; Region B",
        "language": "fr",
    }


def test_the_cover_is_read_back_from_the_properties() -> None:
    cover = Cover(symbol="WTPF-IEG/2/2-E", title="Third Draft", sources=("Region A", "Region B"))
    assert read(write(Tree((), "en", cover))).accepted.cover == cover
