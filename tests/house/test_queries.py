"""What queries give is frozen: no table, and no list that someone could change afterwards."""

import enum
import importlib
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from django.db import models

PACKAGES = ("people", "programme", "register", "drafting", "calls")
PLAIN: tuple[type, ...] = (str, int, float, bool, bytes, type(None), datetime, date)
HOLDERS = (tuple, dict, frozenset)


def _queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    for package in PACKAGES:
        module = importlib.import_module(f"travaux.{package}.queries")
        for name, value in vars(module).items():
            ours = getattr(value, "__module__", "").startswith(f"travaux.{package}.queries")
            if inspect.isfunction(value) and ours and not name.startswith("_"):
                yield f"{package}.{name}", value


QUERIES = dict(_queries())


def problems(kind: Any, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Yield what of a type could be changed, or holds more than it says."""
    if kind in seen or kind is Ellipsis:
        return
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType) or origin in HOLDERS:
        for one in typing.get_args(kind):
            yield from problems(one, seen)
    elif origin is typing.Literal:
        return
    elif origin is not None or not isinstance(kind, type):
        yield f"{kind} is no frozen value"
    elif issubclass(kind, msgspec.Struct):
        if not kind.__struct_config__.frozen:
            yield f"{kind.__name__} is not frozen"
        for name, field in typing.get_type_hints(kind).items():
            if typing.get_origin(field) is typing.ClassVar:
                continue
            yield from (f"{kind.__name__}.{name}: {one}" for one in problems(field, seen | {kind}))
    elif kind in HOLDERS:
        yield f"{kind.__name__} does not say what it holds"
    elif not (kind in PLAIN or issubclass(kind, enum.Enum)):
        yield f"{kind.__name__} is no frozen value"


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_gives_frozen_values(name: str) -> None:
    hints = typing.get_type_hints(QUERIES[name])
    assert list(problems(hints["return"])) == []


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_starts_from_who_asks(name: str) -> None:
    first, *_ = inspect.signature(QUERIES[name]).parameters
    asks_who_someone_is = {"people.capacities", "people.actor", "people.signed_in"}
    if name == "people.account_number":  # for the command line, which knows people by address
        assert first == "email"
        return
    assert first.lstrip("_") == ("account" if name in asks_who_someone_is else "actor")


def test_there_are_queries_of_every_subject() -> None:
    assert {name.split(".")[0] for name in QUERIES} == set(PACKAGES)
    assert len(QUERIES) > 25


class Loose(msgspec.Struct):
    """A value that someone could change."""

    name: str


class Holds(msgspec.Struct, frozen=True):
    """A frozen value that holds one that is not."""

    inner: tuple[Loose, ...]


@pytest.mark.parametrize(
    "kind",
    [Loose, Holds, list[str], set[int], dict[str, Loose], tuple[Any, ...], Any, models.Model,
     models.QuerySet[models.Model], str | Loose, tuple, object],
)  # fmt: skip
def test_what_is_not_frozen_is_noticed(kind: Any) -> None:
    assert list(problems(kind))
