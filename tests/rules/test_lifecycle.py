"""The table of a document's life: a legal step moves it, an illegal one is refused and told why."""

from itertools import product

import pytest

from travaux.rules.lifecycle import DOCUMENT, IN_REGISTER, PRIVATE, State, Step, after, steps
from travaux.rules.refusal import Conflict

LEGAL = sorted(DOCUMENT)
ILLEGAL = sorted(set(product(State, Step)) - set(DOCUMENT))


@pytest.mark.parametrize(("state", "step"), LEGAL)
def test_a_legal_step_moves_a_document(state: State, step: Step) -> None:
    assert after(state, step) is DOCUMENT[state, step]
    assert step in steps(state)


@pytest.mark.parametrize(("state", "step"), ILLEGAL)
def test_an_illegal_step_is_refused_and_the_possible_ones_are_named(
    state: State, step: Step
) -> None:
    with pytest.raises(Conflict) as caught:
        after(state, step)
    sentence = caught.value.sentence
    assert sentence.startswith(f"The document is {state.value}; to {step.value} it")
    assert step not in steps(state)
    for possible in steps(state):
        assert possible.value in sentence.split("Possible now: ")[1]
    if not steps(state):
        assert sentence.endswith("Nothing more can be done with it.")


def test_r7_private_work_is_left_by_clearing_and_submitting_only() -> None:
    left = {
        (state, step)
        for (state, step), then in DOCUMENT.items()
        if state in PRIVATE and then not in PRIVATE
    }
    assert left == {(State.CLEARED, Step.SUBMIT)}
    assert after(State.PREPARATION, Step.CLEAR) is State.CLEARED


def test_r7_what_returns_into_private_work_was_submitted_and_not_yet_registered() -> None:
    returned = {
        state for (state, _), then in DOCUMENT.items() if then in PRIVATE and state not in PRIVATE
    }
    assert returned == {State.SUBMITTED}


def test_r2_what_was_posted_is_never_again_changed_as_if_it_were_not() -> None:
    for state in IN_REGISTER:
        assert {after(state, step) for step in steps(state)} <= IN_REGISTER
    assert Step.REPLACE not in steps(State.POSTED)


def test_r2_nothing_is_posted_that_was_not_registered() -> None:
    before = {state for (state, _), then in DOCUMENT.items() if then is State.POSTED}
    assert before == {State.REGISTERED, State.RECALLED}


def test_r5_withdrawal_is_the_end() -> None:
    assert steps(State.WITHDRAWN) == ()
    assert [state for state in State if not steps(state)] == [State.WITHDRAWN]


def test_every_state_is_reached_from_the_first_and_every_step_leads_somewhere() -> None:
    reached, grown = {State.PREPARATION}, True
    while grown:
        found = {then for (state, _), then in DOCUMENT.items() if state in reached} - reached
        reached |= found
        grown = bool(found)
    assert reached == set(State)
    assert {step for _, step in DOCUMENT} == set(Step)


def test_private_work_and_the_register_have_nothing_in_common() -> None:
    assert PRIVATE.isdisjoint(IN_REGISTER)
