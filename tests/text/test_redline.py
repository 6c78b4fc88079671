"""What must hold of every redline."""

from bench.drafts import make_pair
from bench.truth import score
from hypothesis import given, settings

from tests.text.drafts import edited, pieces, tree_of
from tests.text.notation import draft, show
from travaux.text.align import align
from travaux.text.changes import ChangeKind, changes
from travaux.text.redline import redline
from travaux.text.segments import Block, Fate, Op
from travaux.text.tree import CONTAINERS, Kind, Provision, Run, Tree

some = settings(max_examples=70, deadline=None, derandomize=True)


@given(edited())
@some
def test_a_redline_applied_is_the_new_text_and_inverted_the_old(drafts: tuple[Tree, Tree]) -> None:
    old, new = drafts
    found = redline(old, new)
    assert found.old_texts() == {p.id: p.text for p in old.provisions}
    assert found.new_texts() == {p.id: p.text for p in new.provisions}


@given(edited())
@some
def test_every_provision_stands_in_one_block(drafts: tuple[Tree, Tree]) -> None:
    old, new = drafts
    blocks = redline(old, new).blocks
    real = [block for block in blocks if block.fate is not Fate.MOVED_AWAY]
    assert sorted(n for b in real for n in b.old) == sorted(p.id for p in old.provisions)
    assert sorted(n for b in real for n in b.new) == sorted(p.id for p in new.provisions)


@given(edited())
@some
def test_blocks_stand_in_the_order_of_the_newer_draft(drafts: tuple[Tree, Tree]) -> None:
    old, new = drafts
    place = new.index()
    notes = {p.id for p in new.provisions if p.kind is Kind.FOOTNOTE}
    order = [place[b.new[0]] for b in redline(old, new).blocks if b.new and b.new[0] not in notes]
    assert order == sorted(order)


@given(edited())
@some
def test_what_was_deleted_stands_in_the_order_of_the_older_draft(
    drafts: tuple[Tree, Tree],
) -> None:
    old, new = drafts
    place = old.index()
    notes = {p.id for p in old.provisions if p.kind is Kind.FOOTNOTE or p.level > 3}
    steady = [
        place[b.old[0]]
        for b in redline(old, new).blocks
        if b.old and not b.moved and b.old[0] not in notes
    ]  # what a moved table holds moves with it
    assert steady == sorted(steady)


@given(edited())
@some
def test_kept_words_are_the_same_but_for_blanks_and_unseen_signs(
    drafts: tuple[Tree, Tree],
) -> None:
    for block in redline(*drafts).blocks:
        for segment in block.segments:
            if segment.op is Op.KEEP:
                assert bool(segment.old.split()) == bool(segment.new.split())


@given(pieces)
@some
def test_a_draft_against_itself_has_no_change(parts: list[list[Provision]]) -> None:
    tree = tree_of(parts)
    found = redline(tree, tree)
    assert {block.fate for block in found.blocks} <= {Fate.KEPT}
    assert not any(block.moved for block in found.blocks)
    assert changes(found, tree, tree) == ()


@given(edited())
@some
def test_the_pairing_is_what_the_redline_is_written_from(drafts: tuple[Tree, Tree]) -> None:
    old, new = drafts
    assert redline(old, new, align(old, new)) == redline(old, new)


@given(edited())
@some
def test_every_marked_word_belongs_to_a_change(drafts: tuple[Tree, Tree]) -> None:
    old, new = drafts
    found = redline(old, new)
    listed = changes(found, old, new)
    assert [change.id for change in listed] == [f"c{n}" for n in range(1, len(listed) + 1)]
    touched = {(change.old, change.new) for change in listed}
    for block in found.blocks:
        marked = any(segment.op is not Op.KEEP for segment in block.segments)
        if marked and block.fate not in {Fate.MOVED_AWAY, Fate.INSERTED, Fate.DELETED}:
            assert (block.old, block.new) in touched


def test_known_edits_of_a_long_draft_are_found_word_by_word() -> None:
    """A small sister of `./run bench redline`, so that accuracy cannot rot unseen."""
    truth = make_pair(11, tokens=12_000, edits=60, moves=14)
    found = score(truth, redline(truth.old, truth.new))
    assert found.precision >= 0.998
    assert found.recall >= 0.997
    assert found.moved_found >= 0.98
    assert found.moved_true >= 0.96
    assert found.marked <= 1.01


def blocks_of(old: str, new: str) -> list[Block]:
    return list(redline(draft(old), draft(new)).blocks)


def test_an_inserted_paragraph_that_renumbers_a_hundred_others_is_one_change() -> None:
    names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    lines = [f"The {a} of {b} is open." for a in names for b in names]
    old = draft("\n".join(f"1.{n}| {line}" for n, line in enumerate(lines, 1)))
    more = ["A new paragraph comes first.", *lines]
    new = draft("\n".join(f"1.{n}| {line}" for n, line in enumerate(more, 1)))
    listed = changes(redline(old, new), old, new)
    assert [change.kind for change in listed] == [ChangeKind.INSERTED]


def test_a_table_that_came_whole_is_one_change() -> None:
    old = draft("Counts follow.\nThey are estimates.")
    new = draft("Counts follow.\n| Africa | 20\n| Europe | 130\nThey are estimates.")
    listed = changes(redline(old, new), old, new)
    assert [(change.kind, change.new_text) for change in listed] == [
        (ChangeKind.INSERTED, "Africa\t20\tEurope\t130")
    ]


def test_a_word_replaced_is_one_change_with_its_places() -> None:
    old, new = draft("A global network serves all."), draft("A worldwide network serves all.")
    (change,) = changes(redline(old, new), old, new)
    assert change.kind is ChangeKind.REPLACED
    assert (change.old_text.strip(), change.new_text.strip()) == ("global", "worldwide")
    assert (change.old_offset, change.new_offset) == (2, 2)


def test_a_paragraph_that_became_a_heading_keeps_its_identity() -> None:
    (block,) = blocks_of("Role of the Union", "# Role of the Union")
    assert block.fate is Fate.KEPT


def test_a_column_added_leaves_the_other_cells_as_they_were() -> None:
    shown = show(
        redline(
            draft("| Region | Points\n| Africa | 20\n| Europe | 130"),
            draft("| Region | Points | Year\n| Africa | 20 | 2011\n| Europe | 130 | 2011"),
        )
    )
    assert "[-" not in shown
    assert "{+Year+}" in shown


def test_words_that_only_changed_their_form_are_no_change() -> None:
    old = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run("plain "), Run("words"))),))
    new = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run("plain words", bold=True),)),))
    assert [block.fate for block in redline(old, new).blocks] == [Fate.KEPT]


def test_containers_hold_no_words_of_their_own() -> None:
    tree = draft("| a | b")
    found = redline(tree, tree)
    containers = {p.id for p in tree.provisions if p.kind in CONTAINERS}
    assert all(not b.segments for b in found.blocks if set(b.new) & containers)


def test_a_column_that_came_whole_is_one_change() -> None:
    old = draft("Counts follow.\n| Africa | 20\n| Europe | 130\nThey are estimates.")
    new = draft("Counts follow.\n| Africa | 20 | 3\n| Europe | 130 | 7\nThey are estimates.")
    (change,) = changes(redline(old, new), old, new)
    assert (change.kind, change.new_text, len(change.new)) == (ChangeKind.INSERTED, "3\t7", 2)
    (change,) = changes(redline(new, old), new, old)
    assert (change.kind, change.old_text, len(change.old)) == (ChangeKind.DELETED, "3\t7", 2)


def test_a_cell_that_came_into_one_row_is_no_column() -> None:
    old = draft("| Africa | 20\n| Europe | 130")
    new = draft("| Africa | 20 | 3\n| Europe | 130")
    (change,) = changes(redline(old, new), old, new)
    assert (change.new_text, len(change.new)) == ("3", 1)
