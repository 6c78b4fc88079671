"""The turn of a draft as one value: all that its papers are made from (DOMAIN.md, section 3)."""

import msgspec

from travaux.rules.deadline import Timing
from travaux.text.changes import Change
from travaux.text.comment import (
    Adoption,
    Attribution,
    Comment,
    Contribution,
    Disposition,
    Placement,
)
from travaux.text.segments import Redline
from travaux.text.tree import Tree


class Turn(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/turn/1"
):
    """A draft, the comments received on it, the next draft, and what became of each in the other.

    Before the next draft is written, `next` and `redline` are None and what follows them is empty.
    """

    draft: Tree
    contributions: tuple[Contribution, ...] = ()
    """In the order received; their comments stand in `comments`, not here."""
    comments: tuple[Comment, ...] = ()
    """Each once, in the order of the contributions."""
    timings: tuple[Timing, ...] = ()
    """Of each comment."""
    admitted: tuple[str, ...] = ()
    """Ids of late comments that are considered all the same (R6)."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Ids of comments that say nearly the same, two or more a group (R20)."""
    deadline: str = ""
    """As shown to a reader."""
    next: Tree | None = None
    redline: Redline | None = None
    changes: tuple[Change, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    """At most one a change; a change without one has no known source."""
    adoptions: tuple[Adoption, ...] = ()
    """One a comment."""
    placements: tuple[Placement, ...] = ()
    """One a target of each comment, in the next draft."""
    dispositions: tuple[Disposition, ...] = ()
    """At most one a comment; those proposed from the adoptions are not confirmed."""
