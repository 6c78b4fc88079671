"""What the papers call a draft."""

from travaux.formats.html_writer import title_of
from travaux.text.tree import Tree


def cited(tree: Tree) -> str:
    """Return a draft's symbol and title, as one document cites another."""
    return ", ".join([part for part in (tree.cover.symbol, title_of(tree)) if part])


def on(tree: Tree, word: str = "on") -> str:
    """Return the symbol of the draft that a paper is about, to follow its title."""
    return f" {word} {tree.cover.symbol}" if tree.cover.symbol else ""
