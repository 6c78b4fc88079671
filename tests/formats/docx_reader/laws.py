"""What must hold of every reading, whatever the file."""

from travaux.formats.reading import Reading
from travaux.text.segments import BREAK, Fate, Op
from travaux.text.tree import Tree


def assert_redline_holds(reading: Reading) -> None:
    """The ids are unique; each block's words are its provisions'; every provision has a block."""
    assert_tree_holds(reading.accepted)
    assert_tree_holds(reading.original)
    assert_remarks_hold(reading)
    assert_struck_holds(reading)
    if reading.tracked is None:
        assert reading.original is reading.accepted or reading.original == reading.accepted
        return
    olds = {one.id: one.text for one in reading.original.provisions}
    news = {one.id: one.text for one in reading.accepted.provisions}
    for block in reading.tracked.blocks:
        assert block.old_text == BREAK.join(olds[name] for name in block.old)
        assert block.new_text == BREAK.join(news[name] for name in block.new)
        changed = any(segment.op is not Op.KEEP for segment in block.segments)
        assert block.fate is not Fate.KEPT or not changed
    blocks = reading.tracked.blocks
    assert sorted(name for block in blocks for name in block.new) == sorted(news)
    places = {name: place for place, name in enumerate(news)}
    firsts = [places[block.new[0]] for block in blocks if block.new]
    assert firsts == sorted(firsts), "blocks stand in the order in which a reader meets them"
    left = [name for block in blocks if not block.moved for name in block.old]
    assert sorted(left) == sorted(olds)


def assert_tree_holds(tree: Tree) -> None:
    """Ids are unique, levels begin at 1, notes are called, no run is empty."""
    names = [provision.id for provision in tree.provisions]
    assert len(set(names)) == len(names)
    called = {run.note for provision in tree.provisions for run in provision.runs if run.note}
    assert called <= set(names)
    for provision in tree.provisions:
        assert provision.level >= 1
        assert all(run.text for run in provision.runs)
        assert BREAK not in provision.text


def assert_remarks_hold(reading: Reading) -> None:
    """Every point lies in a provision's text."""
    for tree, ends in (
        (reading.accepted, [(one.start, one.end) for one in reading.remarks]),
        (reading.original, [(one.old_start, one.old_end) for one in reading.remarks]),
    ):
        texts = {provision.id: provision.text for provision in tree.provisions}
        for start, end in ends:
            assert (start is None) == (end is None)
            for point in (start, end):
                assert point is None or 0 <= point.offset <= len(texts[point.provision])


def assert_struck_holds(reading: Reading) -> None:
    """What was struck has words and two hands, and stood in the text of each view that has any."""
    for one in reading.struck:
        assert one.text
        assert one.author
        assert one.author != one.by
    for tree, points in (
        (reading.accepted, [one.place for one in reading.struck]),
        (reading.original, [one.old_place for one in reading.struck]),
    ):
        texts = {provision.id: provision.text for provision in tree.provisions}
        for point in points:
            assert (point is None) == (not texts)
            assert point is None or 0 <= point.offset <= len(texts[point.provision])
