"""Nobody acts over what someone else changed: each act on a document names the one she saw."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.record import refused
from travaux.kernel.act import ACTIONS
from travaux.register import actions
from travaux.rules.access import Audience
from travaux.rules.deadline import Timing
from travaux.rules.refusal import Conflict
from travaux.rules.symbol import Kind

GIVEN: dict[str, tuple[str, Callable[[Cast], list[Any]]]] = {
    "edit": ("head", lambda cast: [cast.particulars]),
    "attach": ("head", lambda cast: [[cast.file("x")]]),
    "detach": ("head", lambda _: [1]),
    "clear": ("head", lambda _: []),
    "reopen": ("head", lambda _: []),
    "add_source": ("head", lambda cast: [cast.entities["NRO"]]),
    "submit": ("head", lambda cast: [cast.key()]),
    "replace": ("head", lambda cast: [[cast.file("x")], cast.key()]),
    "withdraw": ("head", lambda _: ["x"]),
    "approve": ("head", lambda _: []),
    "send_back": ("officer", lambda _: ["x"]),
    "register": ("officer", lambda cast: [cast.series]),
    "register_modification": ("officer", lambda _: ["0" * 16, Kind.REVISION]),
    "post": ("officer", lambda _: []),
    "rule_timing": ("officer", lambda _: [Timing.LATE, "x"]),
    "admit": ("officer", lambda _: ["x"]),
    "not_presented": ("officer", lambda _: ["x"]),
    "correct": ("officer", lambda _: ["title", "x", "x"]),
    "recall": ("officer", lambda _: ["x"]),
    "put_right": ("officer", lambda cast: [[cast.file("x")]]),
    "add_version": ("officer", lambda cast: [[cast.file("x")]]),
    "open_to": ("officer", lambda cast: ["content", Audience.PUBLIC, cast.now, "x"]),
}


def test_every_act_on_a_version_is_held_to_it_here() -> None:
    named = {
        name.removeprefix("register.")
        for name, function in ACTIONS.items()
        if name.startswith("register.") and "version" in inspect.signature(function).parameters
    }
    assert named == set(GIVEN)


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_an_act_on_what_has_changed_since_is_refused(cast: Cast, name: str) -> None:
    ref = cast.submitted()
    who, given = GIVEN[name]
    rest = given(cast)
    act, version = cast.act(who), cast.version(ref)
    for other in (version - 1, version + 1, 0):
        with refused(Conflict, "Someone changed this document since you opened the page"):
            getattr(actions, name)(act, ref, other, *rest)
