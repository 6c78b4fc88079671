"""The model case as data: drafts of the report for the fifth World Telecommunication Policy Forum.

Written for this project on publicly reported facts; organizations by name, people by role.
"""

import tomllib
from importlib import resources
from typing import Any

from msgspec.structs import replace

from travaux.formats import markdown
from travaux.text.tree import LabelKind, Provision, Tree

DRAFTS = ("third", "fourth")


def source(name: str) -> bytes:
    """Return a draft of the report as its Markdown source; `name` is one of DRAFTS."""
    return resources.files(__name__).joinpath("drafts", f"{name}.md").read_bytes()


def draft(name: str) -> Tree:
    """Return a draft of the report as a tree, its numbers counted by the word processor."""
    tree = markdown.read(source(name)).accepted
    return replace(tree, provisions=tuple(map(_counted, tree.provisions)))


def _counted(provision: Provision) -> Provision:
    kind = LabelKind.AUTOMATIC if provision.label else LabelKind.NONE
    return replace(provision, label_kind=kind)


def data(name: str) -> dict[str, Any]:
    """Return what `comments/NAME.toml` holds."""
    path = resources.files(__name__).joinpath("comments", f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))
