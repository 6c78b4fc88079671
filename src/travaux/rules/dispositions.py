"""Answers to comments: what is owed, and what may be proposed before an officer decides (R15)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from travaux.rules.deadline import Timing
from travaux.text.comment import Adopted, Adoption, Answer, Comment, Disposition

WITHOUT_REASON: Final = frozenset({Answer.ACCEPTED, Answer.WITHDRAWN})
"""Answers that owe no reason: the one that needs none, and the commenter's own."""
WITH_REFERENCE: Final = frozenset({Answer.MERGED, Answer.OVERTAKEN, Answer.DEFERRED})
"""Answers that name another comment, or the event or date waited for."""


def lacks(disposition: Disposition) -> str:
    """Return what a disposition still owes, as a few words; empty where it is whole."""
    if disposition.answer in WITH_REFERENCE and not disposition.refers_to.strip():
        waits = disposition.answer is Answer.DEFERRED
        return "the event or date it is deferred to" if waits else "the comment it refers to"
    if disposition.answer not in WITHOUT_REASON and not disposition.reason.strip():
        return "a reason"
    return ""


def owed(
    comments: Iterable[Comment],
    timings: Iterable[Timing],
    admitted: Iterable[str],
    dispositions: Iterable[Disposition],
) -> tuple[str, ...]:
    """Return the ids of comments that must have an answer and have none that is confirmed (R16).

    Owed to all but those that came late and were not admitted; what is not known to be late counts
    as in time.
    """
    answered = {one.comment for one in dispositions if one.confirmed and not lacks(one)}
    let_in = frozenset(admitted)
    return tuple(
        comment.id
        for comment, timing in zip(comments, timings, strict=True)
        if comment.id not in answered and (timing is not Timing.LATE or comment.id in let_in)
    )


def proposed(
    comments: Sequence[Comment],
    timings: Sequence[Timing],
    admitted: Iterable[str],
    adoptions: Iterable[Adoption],
    given: Iterable[Disposition],
) -> tuple[Disposition, ...]:
    """Return a disposition for each comment that has one: the officers' own, else a proposal.

    A proposal is never confirmed. It is made where the next draft has what was asked for, and for
    what came late and was not admitted (R6); what was not found stays without an answer, since
    why it was not taken is for people to say.
    """
    own = {one.comment: one for one in given}
    found = {one.comment: one for one in adoptions}
    let_in = frozenset(admitted)
    return tuple(
        disposition
        for comment, timing in zip(comments, timings, strict=True)
        for disposition in _first(
            own.get(comment.id),
            _of_late(comment, timing, let_in),
            _of_adoption(found.get(comment.id)),
        )
    )


def _first(*choices: Disposition | None) -> Iterator[Disposition]:
    """Yield the first choice that is one."""
    yield from [choice for choice in choices if choice is not None][:1]


def _of_late(comment: Comment, timing: Timing, admitted: frozenset[str]) -> Disposition | None:
    if timing is not Timing.LATE or comment.id in admitted:
        return None
    return Disposition(comment.id, Answer.LATE, "Received after the deadline and not admitted.")


def _of_adoption(adoption: Adoption | None) -> Disposition | None:
    if adoption is None or adoption.adopted is Adopted.NOT_FOUND:
        return None
    if adoption.adopted is Adopted.IN_PART and adoption.share < _LEAST_PART:
        return None  # a hint for an officer, but no ground for an answer
    answer, reason = _ANSWERS[adoption.adopted]
    return Disposition(adoption.comment, answer, reason, changes=adoption.changes)


_LEAST_PART: Final = 0.15
"""Less of what is proposed than this is no ground to propose an acceptance."""
_ANSWERS: Final = {
    Adopted.VERBATIM: (Answer.ACCEPTED, ""),
    Adopted.REWORDED: (Answer.ACCEPTED_WITH_CHANGES, "In the text in other words."),
    Adopted.IN_PART: (Answer.ACCEPTED_WITH_CHANGES, "In the text in part."),
}
