"""What the papers call a draft."""

from travaux.formats.html_writer import title_of
from travaux.text.tree import Tree


def draft_name(tree: Tree) -> str:
    """Return the title of a draft."""
    return title_of(tree)


def draft_cited(tree: Tree) -> str:
    """Return a draft's symbol with its title, as one document cites another."""
    cover = tree.cover
    return ", ".join([part for part in (cover.symbol, title_of(tree)) if part])
