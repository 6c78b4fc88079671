"""What the papers call a draft."""

from travaux.formats.html_writer import title_of
from travaux.text.tree import Tree


def cited(tree: Tree) -> str:
    """Return a draft's symbol and title, as one document cites another."""
    return ", ".join([part for part in (tree.cover.symbol, title_of(tree)) if part])


def compared(draft: Tree, newer: Tree) -> tuple[str, str]:
    """Return the lines below the title of a paper on two drafts."""
    return title_of(newer), f"compared with {cited(draft)}"


def on(tree: Tree, word: str = "on") -> str:
    """Return the symbol of the draft that a paper is about, to follow its title."""
    return f" {word} {tree.cover.symbol}" if tree.cover.symbol else ""
