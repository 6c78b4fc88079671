"""The states of things, as tables: what may follow what. An illegal step changes nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from travaux.rules.refusal import Conflict


class State(StrEnum):
    """Where a document stands between a delegation's desk and the register."""

    PREPARATION = "in preparation"
    CLEARED = "cleared"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"


class Step(StrEnum):
    """What moves a document from one state to another."""

    CLEAR = "clear"
    REOPEN = "reopen"
    SUBMIT = "submit"
    RETURN = "return"
    REGISTER = "register"
    POST = "post"
    WITHDRAW = "withdraw"
    RECALL = "recall"
    PUT_RIGHT = "put right"
    REPLACE = "replace"


DOCUMENT: Final[Mapping[tuple[State, Step], State]] = {
    (State.PREPARATION, Step.CLEAR): State.CLEARED,
    (State.CLEARED, Step.REOPEN): State.PREPARATION,
    (State.CLEARED, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.REPLACE): State.SUBMITTED,
    (State.REGISTERED, Step.REPLACE): State.REGISTERED,
    (State.SUBMITTED, Step.RETURN): State.PREPARATION,
    (State.SUBMITTED, Step.REGISTER): State.REGISTERED,
    (State.REGISTERED, Step.POST): State.POSTED,
    (State.SUBMITTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.REGISTERED, Step.WITHDRAW): State.WITHDRAWN,
    (State.POSTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.POSTED, Step.RECALL): State.RECALLED,
    (State.RECALLED, Step.PUT_RIGHT): State.POSTED,
    (State.RECALLED, Step.WITHDRAW): State.WITHDRAWN,
}
"""What each step makes of a document in each state; what is not here cannot be done (R2, R5, R7).
"""

PRIVATE: Final = frozenset({State.PREPARATION, State.CLEARED})
"""A delegation works alone: nobody else sees, counts or exports what is in these (R7)."""
IN_REGISTER: Final = frozenset({State.POSTED, State.WITHDRAWN, State.RECALLED})
"""What everyone finds who may see its entry."""


def after(state: State, step: Step) -> State:
    """Return the state that follows. Raises Conflict where the step cannot be taken."""
    try:
        return DOCUMENT[state, step]
    except KeyError:
        raise Conflict(
            f"The document is {state.value}; to {step.value} it is not possible any more or not"
            f" yet. {_possible(state)}"
        ) from None


def steps(state: State) -> tuple[Step, ...]:
    """Return the steps that can be taken in a state."""
    return tuple(step for (known, step) in DOCUMENT if known is state)


def _possible(state: State) -> str:
    found = steps(state)
    if not found:
        return "Nothing more can be done with it."
    return f"Possible now: {', '.join(step.value for step in found)}."


class Confirmation(StrEnum):
    """How an entity stands to a document that names it as a source (R4)."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"


class How(StrEnum):
    """By what a source was confirmed (R4)."""

    ITSELF = "by itself"
    OFFICER = "by an officer, with evidence"
    STANDING = "once, for a standing group"
