"""What a redline becomes: real tracked changes, mark by mark."""

import re

import msgspec
import pytest

from tests.formats.docx_writer.word_parts import assert_sound, xml
from tests.formats.trees import seeded_pair
from travaux.formats.docx_reader import read
from travaux.formats.docx_writer import write_redline
from travaux.formats.reading import Point, Remark
from travaux.text.redline import redline
from travaux.text.segments import BREAK, Block, Fate, Op, Redline, Segment
from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree


def words(id_: str, text: str, kind: Kind = Kind.PARAGRAPH, **more: object) -> Provision:
    made = Provision(id_, kind, 1, (Run(text),) if text else ())
    return msgspec.structs.replace(made, **more)


def kept(text: str) -> Segment:
    return Segment(Op.KEEP, text)


def gone(text: str, **more: str) -> Segment:
    return Segment(Op.DELETE, text, **more)


def added(text: str, **more: str) -> Segment:
    return Segment(Op.INSERT, text, **more)


def edited(id_: str, *segments: Segment) -> Block:
    return Block(Fate.EDITED, (id_,), (id_,), segments)


def same(id_: str, text: str) -> Block:
    return Block(Fate.KEPT, (id_,), (id_,), (kept(text),) if text else ())


def shown(old: list[Provision], new: list[Provision], *blocks: Block) -> bytes:
    """Write a redline, and see that both drafts can be read from it."""
    trees = Tree(tuple(old)), Tree(tuple(new))
    data = write_redline(Redline(blocks), *trees, author="Secretariat", at="2013-02-08T10:00:00Z")
    assert_sound(data)
    reading = read(data)
    for tree, given in ((reading.original, trees[0]), (reading.accepted, trees[1])):
        assert [(p.label, p.text) for p in tree.provisions if p.text] == [
            (p.label, p.text) for p in given.provisions if p.text
        ]
    return data


def paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs as XML without run and paragraph properties but for tracked marks."""
    body = re.sub(r"<w:(pStyle|tabs|ind|numPr|rStyle)\b.*?(/>|</w:(tabs|numPr)>)", "", xml(data))
    return re.findall(r"<w:p>.*?</w:p>|<w:p/>", body)


def test_every_redline_is_sound() -> None:
    for seed in range(40):
        old, new = seeded_pair(seed)
        data = write_redline(redline(old, new), old, new, author="A", at="2013-02-08T10:00:00Z")
        assert_sound(data)


def test_words_are_inserted_and_deleted_where_they_stand() -> None:
    data = shown(
        [words("a", "One two three.")],
        [words("a", "One 2 three.")],
        edited("a", kept("One "), gone("two"), added("2"), kept(" three.")),
    )
    assert "<w:del><w:r><w:delText>two</w:delText></w:r></w:del><w:ins><w:r><w:t>2" in xml(data)


def test_a_change_bears_its_author_or_the_default() -> None:
    data = shown(
        [words("a", "One.")],
        [words("a", "One. Two. Three.")],
        edited(
            "a",
            kept("One."),
            added(" Two.", author="Region B", at="2012-01-01T00:00:00Z"),
            added(" Three."),
        ),
    )
    reading = read(data)
    assert reading.tracked is not None
    authors = [s.author for b in reading.tracked.blocks for s in b.segments if s.op is Op.INSERT]
    assert authors == ["Region B", "Secretariat"]


def test_an_inserted_paragraph_has_an_inserted_mark() -> None:
    data = shown(
        [words("a", "One."), words("c", "Three.")],
        [words("a", "One."), words("b", "Two."), words("c", "Three.")],
        same("a", "One."),
        Block(Fate.INSERTED, (), ("b",), (added("Two."),)),
        same("c", "Three."),
    )
    assert "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins>" in paragraphs(data)[1]


def test_the_last_mark_of_a_text_stays_and_the_one_before_is_tracked() -> None:
    data = shown(
        [words("a", "One.")],
        [words("a", "One."), words("b", "Two.")],
        same("a", "One."),
        Block(Fate.INSERTED, (), ("b",), (added("Two."),)),
    )
    first, last = paragraphs(data)
    assert "<w:rPr><w:ins/></w:rPr>" in first
    assert "<w:rPr><w:ins/></w:rPr>" not in last


def test_a_text_replaced_whole_leaves_no_paragraph_over() -> None:
    data = shown(
        [words("a", "Old."), words("b", "Older.")],
        [words("c", "New."), words("d", "Newer.")],
        Block(Fate.DELETED, ("a",), (), (gone("Old."),)),
        Block(Fate.DELETED, ("b",), (), (gone("Older."),)),
        Block(Fate.INSERTED, (), ("c",), (added("New."),)),
        Block(Fate.INSERTED, (), ("d",), (added("Newer."),)),
    )
    assert len(paragraphs(data)) == 3


def test_a_split_is_an_inserted_mark_and_a_merge_a_deleted_one() -> None:
    one, two = words("a", "One."), words("b", "Two.")
    whole, rest = words("w", "One. Two."), "Two."
    end = words("z", "End.")
    split = shown(
        [whole, end],
        [one, two, end],
        Block(Fate.SPLIT, ("w",), ("a", "b"), (kept("One."), added(BREAK), gone(" "), kept(rest))),
        same("z", "End."),
    )
    assert "<w:rPr><w:ins/></w:rPr>" in paragraphs(split)[0]
    merged = shown(
        [one, two, end],
        [whole, end],
        Block(Fate.MERGED, ("a", "b"), ("w",), (kept("One."), gone(BREAK), added(" "), kept(rest))),
        same("z", "End."),
    )
    assert "<w:rPr><w:del/></w:rPr>" in paragraphs(merged)[0]


def test_a_changed_kind_is_a_change_of_properties() -> None:
    data = shown([words("a", "One.")], [words("a", "One.", Kind.QUOTE)], same("a", "One."))
    assert '<w:pStyle w:val="Quote"/><w:pPrChange><w:pPr/></w:pPrChange>' in xml(data)
    assert [p.kind for p in read(data).original.provisions] == [Kind.PARAGRAPH]


def test_a_changed_form_of_kept_words_is_tracked() -> None:
    bold = Provision("a", Kind.PARAGRAPH, 1, (Run("One.", bold=True),))
    data = shown([words("a", "One.")], [bold], same("a", "One."))
    assert "<w:rPrChange><w:rPr/></w:rPrChange>" in xml(data)


def test_a_typed_label_that_changes_is_tracked_as_words() -> None:
    old = words("a", "Words.", label="3.1", label_kind=LabelKind.TYPED)
    new = msgspec.structs.replace(old, label="3.2")
    data = shown([old], [new], same("a", "Words."))
    assert "<w:delText>3.1</w:delText><w:tab/>" in xml(data)
    assert "<w:t>3.2</w:t><w:tab/>" in xml(data)


def test_a_paragraph_that_renumbers_the_rest_is_the_only_change() -> None:
    def numbered(*texts: str) -> list[Provision]:
        return [
            words(t, t, label=f"{n}.", label_kind=LabelKind.AUTOMATIC)
            for n, t in enumerate(texts, 1)
        ]

    old, new = numbered("One.", "Three.", "Four."), numbered("One.", "Two.", "Three.", "Four.")
    data = shown(
        old,
        new,
        same("One.", "One."),
        Block(Fate.INSERTED, (), ("Two.",), (added("Two."),)),
        same("Three.", "Three."),
        same("Four.", "Four."),
    )
    assert "pPrChange" not in xml(data)
    assert xml(data, "word/numbering.xml").count("<w:num ") == 1


def test_blanks_alone_are_tracked_alone() -> None:
    data = shown(
        [words("a", "One  two\nthree.")],
        [words("a", "One two three.")],
        edited("a", Segment(Op.KEEP, "One two three.", was="One  two\nthree.")),
    )
    assert re.findall(r"<w:t>(.*?)</w:t>", xml(data)) == ["One ", "two", " ", "three."]


def test_a_moved_paragraph_has_two_ranges_of_one_name() -> None:
    a, b = words("a", "Moved words."), words("b", "Others.")
    data = shown(
        [a, b],
        [b, a],
        Block(Fate.MOVED_AWAY, ("a",), (), (gone("Moved words."),)),
        same("b", "Others."),
        Block(Fate.KEPT, ("a",), ("a",), (kept("Moved words."),), moved=True),
    )
    assert '<w:moveFromRangeStart w:name="move1"/>' in xml(data)
    assert '<w:moveToRangeStart w:name="move1"/>' in xml(data)


def test_what_is_edited_on_the_way_is_deleted_there_and_inserted_here() -> None:
    b = words("b", "Others.")
    data = shown(
        [words("a", "Moved old words."), b],
        [b, words("a", "Moved new words.")],
        Block(Fate.MOVED_AWAY, ("a",), (), (gone("Moved old words."),)),
        same("b", "Others."),
        Block(
            Fate.EDITED,
            ("a",),
            ("a",),
            (kept("Moved "), gone("old"), added("new"), kept(" words.")),
            moved=True,
        ),
    )
    assert "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>" in xml(data)
    assert "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>" in xml(data)


def test_a_move_without_its_other_end_is_a_deletion() -> None:
    data = shown(
        [words("a", "One two.")],
        [words("a", "One.")],
        edited("a", kept("One"), gone(" two", move="m1"), kept(".")),
    )
    assert "move" not in xml(data)


def note_of(text: str, id_: str = "f") -> Provision:
    return Provision(id_, Kind.FOOTNOTE, 2, (Run(text),))


def calling(id_: str, text: str, note: str = "f") -> Provision:
    return Provision(id_, Kind.PARAGRAPH, 1, (Run(text), Run(OBJECT, note=note)))


def test_words_of_a_note_are_tracked_inside_it() -> None:
    data = shown(
        [calling("a", "One."), note_of("Old note.")],
        [calling("a", "One."), note_of("New note.")],
        same("a", f"One.{OBJECT}"),
        edited("f", gone("Old"), added("New"), kept(" note.")),
    )
    assert "<w:delText>Old</w:delText>" in xml(data, "word/footnotes.xml")
    assert "<w:del>" not in xml(data)


def test_a_note_that_comes_or_goes_is_a_tracked_call() -> None:
    data = shown(
        [words("a", "One."), words("b", "Two.")],
        [calling("a", "One."), note_of("A note."), words("b", "Two.")],
        edited("a", kept("One."), added(OBJECT)),
        Block(Fate.INSERTED, (), ("f",), (added("A note."),)),
        same("b", "Two."),
    )
    assert "<w:ins><w:r>" in xml(data)
    assert "<w:ins>" not in xml(data, "word/footnotes.xml")


def test_a_kept_call_of_another_note_replaces_what_the_note_says() -> None:
    data = shown(
        [calling("a", "One."), note_of("Old note.")],
        [calling("a", "One.", "g"), note_of("Another.", "g")],
        same("a", f"One.{OBJECT}"),
        Block(Fate.DELETED, ("f",), (), (gone("Old note."),)),
        Block(Fate.INSERTED, (), ("g",), (added("Another."),)),
    )
    assert xml(data).count("footnoteReference/>") == 1
    assert "<w:delText>Old note.</w:delText>" in xml(data, "word/footnotes.xml")


def test_a_footnote_that_becomes_an_endnote_is_called_anew() -> None:
    endnote = msgspec.structs.replace(note_of("A note."), kind=Kind.ENDNOTE)
    data = shown(
        [calling("a", "One."), note_of("A note.")],
        [calling("a", "One."), endnote],
        same("a", f"One.{OBJECT}"),
        same("f", "A note."),
    )
    assert "<w:del><w:r>" in xml(data)
    assert "<w:ins><w:r>" in xml(data)


def table(*rows: tuple[str, ...]) -> list[Provision]:
    made = [Provision("t", Kind.TABLE, 1)]
    for texts in rows:
        made.append(Provision(f"r{texts[0]}", Kind.ROW, 2))
        for text in texts:
            made.append(Provision(f"c{text}", Kind.CELL, 3))
            made.append(words(f"p{text}", text, level=4))
    return made


def blocks_of(provisions: list[Provision], fate: Fate) -> list[Block]:
    op = {Fate.KEPT: Op.KEEP, Fate.INSERTED: Op.INSERT, Fate.DELETED: Op.DELETE}[fate]
    return [
        Block(
            fate,
            (p.id,) if op is not Op.INSERT else (),
            (p.id,) if op is not Op.DELETE else (),
            (Segment(op, p.text),) if p.text else (),
        )
        for p in provisions
    ]


@pytest.mark.parametrize("fate", [Fate.INSERTED, Fate.DELETED])
def test_a_row_is_inserted_or_deleted_as_a_row(fate: Fate) -> None:
    short, long = table(("a", "b"), ("e", "f")), table(("a", "b"), ("c", "d"), ("e", "f"))
    extra = long[6:11]
    old, new = (short, long) if fate is Fate.INSERTED else (long, short)
    blocks = [
        *blocks_of(long[:6], Fate.KEPT),
        *blocks_of(extra, fate),
        *blocks_of(long[11:], Fate.KEPT),
    ]
    data = shown(old, new, *blocks)
    mark = "ins" if fate is Fate.INSERTED else "del"
    assert f"<w:cantSplit/><w:{mark}/></w:trPr>" in xml(data)
    assert xml(data).count("<w:tr>") == 3


@pytest.mark.parametrize("fate", [Fate.INSERTED, Fate.DELETED])
def test_a_whole_table_is_its_rows(fate: Fate) -> None:
    before, after, made = words("x", "Before."), words("y", "After."), table(("a", "b"))
    with_table, without = [before, *made, after], [before, after]
    old, new = (without, with_table) if fate is Fate.INSERTED else (with_table, without)
    blocks = [
        *blocks_of([before], Fate.KEPT),
        *blocks_of(made, fate),
        *blocks_of([after], Fate.KEPT),
    ]
    data = shown(old, new, *blocks)
    assert xml(data).count("<w:tr>") == 1


def test_a_row_whose_cells_lie_otherwise_is_replaced() -> None:
    old = table(("a", "b"))
    new = [*table(("a",))]
    new[2] = msgspec.structs.replace(new[2], columns=2)
    blocks = [*blocks_of(old[:4], Fate.KEPT), *blocks_of(old[4:], Fate.DELETED)]
    data = shown(old, new, *blocks)
    assert xml(data).count("<w:tr>") == 2


def test_segments_that_do_not_agree_with_the_drafts_are_passed_over() -> None:
    shown(
        [words("a", "One two.")], [words("a", "One three.")], edited("a", kept("Something else."))
    )


def test_a_redline_of_other_drafts_is_refused() -> None:
    one = Tree((words("a", "One."),))
    with pytest.raises(ValueError, match="does not belong"):
        write_redline(Redline((same("b", "One."),)), one, one, author="A", at="")


def test_a_comment_whose_words_are_gone_hangs_on_the_deleted_words() -> None:
    remark = Remark("0", "A", "Why?", old_start=Point("a", 4), old_end=Point("a", 7), quote="two")
    old, new = Tree((words("a", "One two."),)), Tree((words("a", "One ."),))
    blocks = (edited("a", kept("One "), gone("two"), kept(".")),)
    data = write_redline(
        Redline(blocks), old, new, author="A", at="2013-02-08T10:00:00Z", remarks=[remark]
    )
    found = read(data).remarks[0]
    assert (found.quote, found.start) == ("two", None)
    assert found.old_start is not None
    assert (found.old_start.offset, found.old_end and found.old_end.offset) == (4, 7)


def test_an_instant_that_is_none_is_left_out() -> None:
    one, two = Tree((words("a", "One."),)), Tree((words("a", "One. Two."),))
    blocks = (edited("a", kept("One."), added(" Two.")),)
    data = write_redline(Redline(blocks), one, two, author="A", at="yesterday")
    reading = read(data)
    assert reading.tracked is not None
    assert {s.at for b in reading.tracked.blocks for s in b.segments} == {""}
