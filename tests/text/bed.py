"""A second bed of known sources, written for tests: six languages, subjects far from the sample."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from tests.text.notation import draft
from travaux.text.changes import Change, changes
from travaux.text.citations import resolve
from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.redline import redline
from travaux.text.segments import Redline
from travaux.text.tree import Tree

BEDS = Path(__file__).parent / "beds"
LANGUAGES = ("en", "fr", "ru", "zh", "ar", "es")


class KnownTurn(NamedTuple):
    """Two drafts, the comments on the older one, and the truth about them."""

    old: Tree
    new: Tree
    redline: Redline
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    links: frozenset[tuple[str, str]]
    """The true pairs of change and comment."""
    adopted: frozenset[str]
    alone: frozenset[str]
    """Changes that nobody asked for."""
    follows: frozenset[str]
    """Changes that are neither right nor wrong."""


def bed(language: str) -> KnownTurn:
    data = tomllib.loads((BEDS / f"{language}.toml").read_text("utf-8"))
    old, new = draft(data["old"]), draft(data["new"])
    lines = redline(old, new)
    made = changes(lines, old, new)
    comments: list[Comment] = []
    links: set[tuple[str, str]] = set()
    adopted: set[str] = set()
    for entry in data["comment"]:
        came, went = entry.get("came", ()), entry.get("went", ())
        true = {
            change.id
            for change in made
            if any(words in change.new_text for words in came)
            or any(words in change.old_text for words in went)
            or (change.new_text.strip() in came and change.new_text.strip())
        }
        assert true or not (came or went), f"{language} {entry['id']}: no change has its words"
        comments.append(_comment(entry, old, language))
        links.update((change, entry["id"]) for change in true)
        if true:
            adopted.add(entry["id"])
    alone = {c.id for c in made if any(words in c.new_text for words in data["alone"])}
    follows = {c.id for c in made if c.new_text in data.get("follows", ())}
    alone -= {change for change, _ in links}
    return KnownTurn(
        old,
        new,
        lines,
        made,
        tuple(comments),
        frozenset(links),
        frozenset(adopted),
        frozenset(alone),
        frozenset(follows),
    )


def _comment(entry: dict[str, str], old: Tree, language: str) -> Comment:
    kind = TargetKind.DRAFT
    if entry["at"]:
        kind = TargetKind.SPAN if entry.get("quote") else TargetKind.PROVISION
    target = Target(kind, label=entry["at"], quote=entry.get("quote", ""))
    found = resolve(target, old)
    assert found.score, f"{language} {entry['id']}: its target leads nowhere"
    text, proposed = entry.get("text", ""), entry.get("proposed")
    return Comment(entry["id"], (), (found.target,), text=text, proposed=proposed)
