"""R15: every comment has an answer, with the reason it owes; what is proposed is not confirmed."""

import pytest

from travaux.rules.deadline import Timing
from travaux.rules.dispositions import lacks, owed, proposed
from travaux.text.comment import (
    Adopted,
    Adoption,
    Answer,
    Comment,
    Disposition,
    Source,
    Target,
    TargetKind,
)

ARIN, CISCO, LATE = (
    Comment(name, (Source(name),), (Target(TargetKind.DRAFT),)) for name in ("a", "c", "l")
)
COMMENTS = (ARIN, CISCO, LATE)
TIMINGS = (Timing.IN_TIME, Timing.UNKNOWN, Timing.LATE)


@pytest.mark.parametrize("answer", list(Answer))
def test_a_reason_is_owed_for_all_but_accepted_and_withdrawn(answer: Answer) -> None:
    whole = Disposition("a", answer, reason="Because.", refers_to="c")
    assert not lacks(whole)
    bare = Disposition("a", answer, refers_to="c")
    free = answer in (Answer.ACCEPTED, Answer.WITHDRAWN)
    assert lacks(bare) == ("" if free else "a reason")


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        (Answer.MERGED, "the comment it refers to"),
        (Answer.OVERTAKEN, "the comment it refers to"),
        (Answer.DEFERRED, "the event or date it is deferred to"),
    ],
)
def test_an_answer_that_points_elsewhere_says_where(answer: Answer, missing: str) -> None:
    assert lacks(Disposition("a", answer, reason="Because.")) == missing


def test_an_answer_is_owed_to_all_but_late_ones_not_admitted() -> None:
    assert owed(COMMENTS, TIMINGS, (), ()) == ("a", "c")
    assert owed(COMMENTS, TIMINGS, ("l",), ()) == ("a", "c", "l")


def test_a_proposal_or_an_answer_without_its_reason_does_not_settle_what_is_owed() -> None:
    unconfirmed = Disposition("a", Answer.ACCEPTED)
    without_reason = Disposition("c", Answer.NOTED, confirmed=True)
    assert owed(COMMENTS, TIMINGS, (), (unconfirmed, without_reason)) == ("a", "c")
    settled = Disposition("a", Answer.ACCEPTED, confirmed=True)
    assert owed(COMMENTS, TIMINGS, (), (settled, without_reason)) == ("c",)


def test_what_is_found_in_the_text_is_proposed_as_accepted_and_not_confirmed() -> None:
    adoptions = (
        Adoption("a", Adopted.VERBATIM, 1.0, 1.0, ("c1",)),
        Adoption("c", Adopted.IN_PART, 0.4, 0.8, ("c2",)),
    )
    first, second, late = proposed(COMMENTS, TIMINGS, (), adoptions, ())
    assert (first.answer, first.changes, first.confirmed) == (Answer.ACCEPTED, ("c1",), False)
    assert (second.answer, second.confirmed) == (Answer.ACCEPTED_WITH_CHANGES, False)
    assert (late.answer, late.confirmed) == (Answer.LATE, False)
    assert not any(map(lacks, (first, second, late)))


def test_what_is_not_found_is_left_without_an_answer() -> None:
    adoptions = (Adoption("a", Adopted.NOT_FOUND),)
    assert proposed(COMMENTS[:2], TIMINGS[:2], (), adoptions, ()) == ()


def test_an_admitted_late_comment_is_not_proposed_as_late() -> None:
    assert proposed(COMMENTS, TIMINGS, ("l",), (), ()) == ()


def test_the_officers_own_answer_stands_before_any_proposal() -> None:
    own = Disposition("a", Answer.NOT_ACCEPTED, "It was not agreed.", confirmed=True)
    adoptions = (Adoption("a", Adopted.VERBATIM, 1.0, 1.0),)
    assert proposed(COMMENTS[:1], TIMINGS[:1], (), adoptions, (own,)) == (own,)


def test_a_trace_of_what_was_proposed_is_no_ground_for_an_answer() -> None:
    adoptions = (Adoption("a", Adopted.IN_PART, 0.07, 0.8, ("c1",)),)
    assert proposed(COMMENTS[:1], TIMINGS[:1], (), adoptions, ()) == ()
