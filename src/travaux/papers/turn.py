"""The turn of a draft as one value: all that its papers are made from, and how it is made."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from travaux.rules.deadline import Deadline, NotAnInstant, Timing
from travaux.rules.dispositions import proposed
from travaux.text.anchors import Anchors
from travaux.text.attribution import attribute
from travaux.text.changes import Change, changes
from travaux.text.comment import (
    Adoption,
    Attribution,
    Comment,
    Contribution,
    Disposition,
    Placement,
)
from travaux.text.redline import redline
from travaux.text.segments import Redline
from travaux.text.similar import group
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


class Received(NamedTuple):
    """A contribution, and its class as a deadline or an officer gives it."""

    contribution: Contribution
    timing: Timing = Timing.UNKNOWN
    admitted: bool = False
    """Whether it is considered although late (R6)."""
    deadline: Deadline | None = None

    def timing_of(self, comment: Comment) -> Timing:
        """Return the class of one of its comments.

        That of the whole, unless nothing is known of the whole and the comment has an instant of
        its own, as an issue of a tracker has.
        """
        if self.timing is not Timing.UNKNOWN or self.deadline is None:
            return self.timing
        try:
            return self.deadline.timing(comment.received)
        except NotAnInstant:
            return Timing.UNKNOWN


def turn(
    draft: Tree,
    received: Sequence[Received],
    *,
    deadline: str = "",
    next: Tree | None = None,  # noqa: A002 (the field's word)
) -> Turn:
    """Return the turn of a draft: what each comment asks, what changed, and what came of what.

    Its answers are proposals, none of them confirmed. Without `next` only the comments are put in
    order.
    """
    comments = tuple(comment for one in received for comment in one.contribution.comments)
    found = Turn(
        draft,
        tuple(replace(one.contribution, comments=()) for one in received),
        comments,
        tuple(one.timing_of(comment) for one in received for comment in one.contribution.comments),
        tuple(
            comment.id for one in received if one.admitted for comment in one.contribution.comments
        ),
        tuple(alike for alike in group(comments) if len(alike) > 1),
        deadline,
    )
    if next is None:
        return found
    made = redline(draft, next)
    edits = changes(made, draft, next)
    attributions, adoptions = attribute(draft, next, made, edits, comments)
    anchors = Anchors(draft, next, made)
    by_id = {comment.id: comment for comment in comments}
    placed = replace(
        found,
        next=next,
        redline=made,
        changes=edits,
        attributions=attributions,
        adoptions=adoptions,
        placements=tuple(spot for comment in comments for spot in anchors.place(comment, by_id)),
    )
    return answered(placed, ())


def answered(turn: Turn, answers: Sequence[Disposition]) -> Turn:
    """Return the turn with the officers' answers; proposals stand where they gave none."""
    return replace(
        turn,
        dispositions=proposed(turn.comments, turn.timings, turn.admitted, turn.adoptions, answers),
    )
