"""How many questions a page puts to the database: the same for one document or for thirty."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from travaux.register import actions, queries
from travaux.rules.symbol import Kind

REGISTER = 9
DOCUMENT = 7
DESK = 9
OFFICER_DESK = 5


def _asked(ask: Callable[[], object]) -> int:
    with ExitStack() as stack:
        watched = [
            stack.enter_context(CaptureQueriesContext(connections[one])) for one in connections
        ]
        ask()
    return sum(map(len, watched))


@pytest.fixture
def cast(django_db_setup: None, request: pytest.FixtureRequest) -> Cast:
    request.getfixturevalue("db")
    return Cast()


def _grown(cast: Cast, number: int) -> str:
    """Let the register grow, with joint sources, requests to confirm, and things that wait."""
    said = cast.joint("Saudi Arabia", "NRO")
    first = cast.posted("head", said)
    for _ in range(number - 1):
        cast.posted("head", said)
    for _ in range(number):
        cast.submitted("saudi")
        ref = cast.submitted("head", said)
        actions.register_modification(
            cast.act("officer"), ref, cast.version(ref), first, Kind.ADDENDUM
        )
    return first


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("who", ["public", "head", "officer"])
def test_a_page_asks_as_much_for_one_document_as_for_thirty(
    cast: Cast, number: int, who: str
) -> None:
    ref = _grown(cast, number)
    actor = cast.actor(who)
    assert len(queries.register(actor, cast.now).rows) == number
    assert _asked(lambda: queries.register(actor, cast.now)) == REGISTER
    inside = 1 if who in ("head", "officer") else 0  # the receipts
    assert _asked(lambda: queries.document(actor, cast.now, ref)) == DOCUMENT + inside


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_desk_asks_as_much_for_one_document_as_for_thirty(cast: Cast, number: int) -> None:
    _grown(cast, number)
    head, officer = cast.actor("saudi"), cast.actor("officer")
    assert _asked(lambda: queries.desk(head, cast.now)) == DESK
    assert _asked(lambda: queries.officer_desk(officer, cast.now)) == OFFICER_DESK
