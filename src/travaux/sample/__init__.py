"""The model case as data: drafts of the report prepared for the fifth World Telecommunication Forum.

Written for this project on publicly reported facts; organizations by name, people by role.
"""

from importlib import resources

from travaux.formats import markdown
from travaux.text.tree import Tree

DRAFTS = ("third", "fourth")


def source(name: str) -> bytes:
    """Return a draft of the report as its Markdown source; `name` is one of DRAFTS."""
    return resources.files(__name__).joinpath("drafts", f"{name}.md").read_bytes()


def draft(name: str) -> Tree:
    """Return a draft of the report as a tree; `name` is one of DRAFTS."""
    return markdown.read(source(name)).accepted
