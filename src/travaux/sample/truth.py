"""What became of the sample's comments, as the drafter of the fourth draft knows it.

For tests and measurements only: nothing that works on the sample may look here.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from travaux.sample import data
from travaux.text.changes import Change, ChangeKind
from travaux.text.tree import Tree


class Adopted(msgspec.Struct, frozen=True):
    """How a comment came into the fourth draft, and by which words its changes are known."""

    how: str
    at: tuple[str, ...]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


class Moved(msgspec.Struct, frozen=True, array_like=True):
    """A move, by its citations in the third and fourth draft."""

    old: str
    new: str


class Alone(msgspec.Struct, frozen=True):
    """Changes that no comment asked for, by their words, moves and moved passages."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    passages: tuple[str, ...] = ()


class Truth(msgspec.Struct, frozen=True):
    """The whole truth."""

    adopted: dict[str, Adopted]
    not_adopted: tuple[str, ...]
    without_source: Alone
    consequences: Alone
    placement: dict[str, tuple[str, str]]
    """For each comment whose place is beyond dispute: placed, moved, …, and the citation."""


@cache
def truth() -> Truth:
    """Return the truth about the sample."""
    found: dict[str, Any] = data("truth")
    found["not_adopted"] = found["not_adopted"]["ids"]
    return msgspec.convert(found, Truth)


def links(changes: Iterable[Change]) -> frozenset[tuple[str, str]]:
    """Return the true pairs of change and comment: ids of changes, ids of comments."""
    known = list(changes)
    return frozenset(
        (change.id, comment)
        for comment, adopted in truth().adopted.items()
        for change in known
        if _known_by(change.new_text, adopted.came) or _known_by(change.old_text, adopted.went)
    )


def without_source(changes: Iterable[Change], old: Tree, new: Tree) -> frozenset[str]:
    """Return the ids of the changes from `old` to `new` that nobody asked for."""
    return _alone(truth().without_source, changes, old, new)


def consequences(changes: Iterable[Change], old: Tree, new: Tree) -> frozenset[str]:
    """Return the ids of the changes that only follow from others."""
    return _alone(truth().consequences, changes, old, new)


def _alone(alone: Alone, changes: Iterable[Change], old: Tree, new: Tree) -> frozenset[str]:
    before, after = (
        {p.id: cited for p, cited in zip(tree.provisions, tree.citations(), strict=True)}
        for tree in (old, new)
    )
    moves = {(move.old, move.new) for move in alone.moved}
    return frozenset(
        change.id
        for change in changes
        if _known_by(change.new_text, (*alone.came, *alone.twice))
        or _known_by(change.old_text, alone.went)
        or (change.move in alone.passages and not change.new_text)
        or (
            change.kind is ChangeKind.MOVED
            and (before[change.old[0]], after[change.new[0]]) in moves
        )
    )


def _known_by(text: str, words: Iterable[str]) -> bool:
    """Say whether a text has the words; a single word or sign must be all of it."""
    return any(text.strip() == word or (len(word) > 8 and word in text) for word in words)
