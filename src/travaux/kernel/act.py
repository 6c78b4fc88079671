"""What every act is: someone, in a capacity, at an instant, doing one logged thing (R34)."""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import msgspec

from travaux.kernel import log
from travaux.kernel.committer import commit
from travaux.rules.access import Actor

P = ParamSpec("P")
T = TypeVar("T")


class Act(msgspec.Struct, frozen=True):
    """Who acts, and when: stamped where the request came in, never later."""

    actor: Actor
    at: datetime
    """When the request had arrived whole."""
    began: datetime | None = None
    """When it began to arrive; what decides whether it was in time (R8). None: as `at`."""
    behalf: str = ""
    """For whom an officer acts, as written."""

    @property
    def begun(self) -> datetime:
        """When it began to arrive."""
        return self.began or self.at


class Unlogged(Exception):
    """An action that changed something and said nothing to the log: a fault of ours."""


class _Scope:
    """Whether the action under way has written to the log, or had nothing new to write."""

    def __init__(self) -> None:
        self.logged = False


_scope: ContextVar[_Scope | None] = ContextVar("scope", default=None)
ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action by its name, for the rights page, the docs and the tests."""


def action(
    function: Callable[Concatenate[Act, P], T],
) -> Callable[Concatenate[Act, P], T]:
    """Make a function an action: authorised inside, atomic, and logged, or nothing at all.

    The function runs in the committer, in a savepoint. It raises a Refusal where it may not or
    cannot be done, and calls `record` once it is done. An action called by another joins it.
    """
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"

    @functools.wraps(function)
    def act(act: Act, *args: P.args, **kwargs: P.kwargs) -> T:
        return commit(lambda: _logged(name, function, act, *args, **kwargs), name)

    ACTIONS[name] = act
    return cast("Callable[Concatenate[Act, P], T]", act)


def _logged(
    name: str,
    function: Callable[Concatenate[Act, P], T],
    act: Act,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    scope = _Scope()
    token = _scope.set(scope)
    try:
        value = function(act, *args, **kwargs)
    finally:
        _scope.reset(token)
    if not scope.logged:
        raise Unlogged(f"{name} changed something without a word in the log")
    return value


def record(
    act: Act,
    what: str,
    *,
    process: int | None = None,
    document: int | None = None,
    class_: str = "",
    **values: Any,
) -> int:
    """Append to the log what the action under way did; return the entry's index.

    `values` are the fields that the log commits to, as JSON; who, in which capacity, for whom and
    what are added. `class_` is whether something was in time. Empty ones are left out.
    """
    scope = _scope.get()
    if scope is None:
        raise Unlogged(f"“{what}” is recorded outside an action")
    scope.logged = True
    actor = act.actor
    fields: dict[str, Any] = {
        "act": what,
        "who": actor.name,
        "capacity": actor.role.value,
        "entity": actor.entity_name,
        "behalf": act.behalf,
        "class": class_,
    }
    if hidden := fields.keys() & values:
        raise TypeError(f"“{what}” would hide who acted behind its own {min(hidden)}")
    fields |= values
    return log.append(
        log.Fields(
            act.at,
            what,
            {name: value for name, value in fields.items() if value not in ("", None, [], {})},
            process or actor.process or None,
            document,
            actor.account or None,
        )
    )


def nothing_new() -> None:
    """Say that the action under way found its work done, as when a button is pressed twice."""
    scope = _scope.get()
    if scope is not None:
        scope.logged = True
