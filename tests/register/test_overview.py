"""The front page: what waits for each person, counted as her desk lists it, and what is new."""

import msgspec
import pytest

from tests.cast import Cast
from tests.register.test_budgets import _asked
from travaux.register import actions, queries
from travaux.register.queries import Waiting, newest, waiting
from travaux.rules.access import Audience, Right, may


def _grown(cast: Cast) -> None:
    """Let something wait for everyone."""
    joint = cast.joint("Saudi Arabia")
    actions.prepare(cast.act("delegate"), cast.particulars, [cast.file()])
    actions.prepare(cast.act("delegate"), cast.particulars, [])
    ref = actions.prepare(cast.act("head"), cast.particulars, [cast.file()])
    actions.clear(cast.act("head"), ref, cast.version(ref))
    cast.submitted("head", joint)
    cast.registered("saudi")
    ref = cast.posted("head", joint)
    actions.ask_to_open(cast.act("observer"), _shut(cast), "To read it.")
    cast.later(days=60)
    cast.posted("saudi")


def _shut(cast: Cast) -> str:
    said = msgspec.structs.replace(cast.particulars, content_audience=Audience.SECRETARIAT)
    return cast.posted("head", said)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("public", Waiting()),
        ("member", Waiting()),
        ("observer", Waiting()),
        ("delegate", Waiting(preparing=2)),
        ("head", Waiting(preparing=2, to_clear=1, to_submit=1)),
        ("saudi", Waiting(to_confirm=2)),
        ("chair", Waiting(late=1)),
        ("officer", Waiting(to_register=1, to_post=1, late=1, unconfirmed=2, requests=1)),
    ],
)
def test_what_waits_is_counted_for_who_can_do_it(cast: Cast, who: str, expected: Waiting) -> None:
    _grown(cast)
    assert waiting(cast.actor(who)) == expected


@pytest.mark.parametrize("who", ["head", "delegate", "saudi"])
def test_the_count_is_what_the_desk_lists(cast: Cast, who: str) -> None:
    _grown(cast)
    actor = cast.actor(who)
    desk, counted = queries.desk(actor, cast.now), waiting(actor)
    assert counted.preparing == len(desk.preparing)
    if may(actor, Right.CLEAR, actor.entity):
        assert counted.to_clear == len(desk.to_clear)
        assert counted.to_submit == len(desk.to_submit)
        assert counted.to_confirm == len(desk.to_confirm)


def test_the_officers_count_is_what_the_desk_lists(cast: Cast) -> None:
    _grown(cast)
    officer = cast.actor("officer")
    desk, counted = queries.officer_desk(officer, cast.now), waiting(officer)
    assert counted.to_register == len(desk.to_register)
    assert counted.to_post == len(desk.to_post)
    assert counted.late == len(desk.late)
    assert counted.unconfirmed == len(desk.to_confirm)
    assert counted.requests == len(desk.requests)


def test_what_is_only_in_preparation_waits_for_nobody(cast: Cast) -> None:
    assert Waiting(preparing=3).total == 0
    assert Waiting(preparing=3, to_clear=2, late=1).total == 3


def test_r32_what_is_new_is_what_one_may_see(cast: Cast) -> None:
    first = cast.posted("head", cast.joint("Saudi Arabia"))
    hidden = msgspec.structs.replace(cast.particulars, entry_audience=Audience.PROCESS)
    second = cast.posted("saudi", hidden)
    cast.registered("head")
    assert [one.ref for one in newest(cast.actor("public"))] == [first]
    assert [one.ref for one in newest(cast.actor("observer"))] == [second, first]
    assert newest(cast.actor("public"))[0].sources == ("United Kingdom", "Saudi Arabia")
    assert [one.ref for one in newest(cast.actor("observer"), 1)] == [second]


@pytest.mark.parametrize("who", ["public", "head", "officer"])
def test_it_asks_little_whatever_there_is(cast: Cast, who: str) -> None:
    _grown(cast)
    actor = cast.actor(who)
    assert _asked(lambda: waiting(actor)) <= 2
    assert _asked(lambda: newest(actor)) == 2
