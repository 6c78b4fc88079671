"""A tree is a sequence with levels: who stands under whom, and how one cites it."""

from tests.text.notation import draft
from travaux.text.tree import Kind, LabelKind, Provision, Run, Tree

TREE = draft(
    """
# 2.3.4.1| Numbers
A paragraph without a number.
* e)| The root zone is managed under a contract.
^ 1| As of 2012.
| cell | other
"""
)


def test_the_parent_is_the_nearest_earlier_provision_of_a_lower_level() -> None:
    kinds = [provision.kind for provision in TREE.provisions]
    parents = TREE.parents()
    assert parents[kinds.index(Kind.HEADING)] == -1
    assert parents[kinds.index(Kind.ITEM)] == 1
    assert parents[kinds.index(Kind.ROW)] == kinds.index(Kind.TABLE)


def test_a_table_ends_after_its_last_cell() -> None:
    table = [provision.kind for provision in TREE.provisions].index(Kind.TABLE)
    assert TREE.end_of(table) == len(TREE)


def test_a_provision_is_cited_as_a_delegate_would() -> None:
    assert TREE.citations()[:4] == [
        "2.3.4.1",
        "2.3.4.1",
        "2.3.4.1 e)",
        "note 1 to 2.3.4.1 e)",
    ]


def test_a_roman_item_is_cited_after_its_letter() -> None:
    labels = [("1.", 1), ("a)", 2), ("(iv)", 3), ("•", 4), ("2.", 1)]
    tree = Tree(
        tuple(
            Provision(f"p{n}", Kind.ITEM, level, (Run("words"),), label, LabelKind.TYPED)
            for n, (label, level) in enumerate(labels)
        )
    )
    assert tree.citations() == ["1", "1 a)", "1 a) (iv)", "1 a) (iv)", "2"]


def test_the_text_of_a_provision_does_not_repeat_its_label() -> None:
    assert TREE.provisions[2].text == "The root zone is managed under a contract."
    assert list(TREE.plain_lines())[2] == "e) The root zone is managed under a contract."
