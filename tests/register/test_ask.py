"""R31: what is restricted is listed, with the requests to open it and their outcome."""

import msgspec
import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.rules.access import Audience
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _restricted(cast: Cast, audience: Audience = Audience.DELEGATION) -> str:
    said = msgspec.structs.replace(cast.particulars, content_audience=audience)
    return cast.posted("head", said)


@pytest.mark.parametrize("who", ["member", "observer", "saudi", "chair"])
def test_r31_who_sees_the_entry_asks_that_the_content_be_opened(cast: Cast, who: str) -> None:
    ref = _restricted(cast)
    act = cast.act(who)
    with refused(Invalid, field="reason"):
        actions.ask_to_open(act, ref, " ")
    number = actions.ask_to_open(act, ref, "We are asked to comment on it.")
    assert logged(act, "opening asked", ref)["reason"] == "We are asked to comment on it."
    [seen] = queries.requests(cast.actor("public"))
    assert (seen.id, seen.ref, seen.granted) == (number, ref, None)
    assert seen.by == (act.actor.entity_name or act.actor.name)
    assert [one.id for one in queries.officer_desk(cast.actor("officer"), cast.now).requests] == [
        number
    ]
    with refused(Conflict, "asked for this document already"):
        actions.ask_to_open(act, ref, "again")


def test_r31_the_public_and_the_secretariat_do_not_ask(cast: Cast) -> None:
    ref = _restricted(cast)
    for who in ("public", "officer"):
        act = cast.act(who)
        with refused(Forbidden):
            actions.ask_to_open(act, ref, "x")


def test_r31_nobody_asks_for_what_is_open_or_not_posted(cast: Cast) -> None:
    opened, waiting = cast.posted(), cast.registered("saudi")
    act = cast.act("saudi")
    with refused(Conflict, "open to you already"):
        actions.ask_to_open(act, opened, "x")
    with refused(Conflict, "posted"):
        actions.ask_to_open(act, waiting, "x")
    act = cast.act("member")
    with refused(NotFound, "no such document"):
        actions.ask_to_open(act, waiting, "x")


def test_r31_a_source_does_not_ask_for_its_own(cast: Cast) -> None:
    ref = _restricted(cast)
    act = cast.act("head")
    with refused(Conflict, "open to you already"):
        actions.ask_to_open(act, ref, "x")
    assert "ask" not in queries.document(act.actor, cast.now, ref).rights
    assert "ask" in queries.document(cast.actor("saudi"), cast.now, ref).rights


@pytest.mark.parametrize("granted", [True, False])
def test_r31_a_request_is_answered_and_the_outcome_shows(cast: Cast, granted: bool) -> None:
    ref = _restricted(cast)
    number = actions.ask_to_open(cast.act("saudi"), ref, "We want to read it.")
    act = cast.act("head")
    with refused(Forbidden):
        actions.settle_request(act, number, granted, "x")
    act = cast.act("officer")
    with refused(Invalid, field="outcome"):
        actions.settle_request(act, number, granted, "")
    actions.settle_request(act, number, granted, "Its source was asked.")
    fields = logged(act, "opening answered", ref)
    assert (fields["granted"], fields["reason"]) == (granted, "Its source was asked.")
    [seen] = queries.requests(cast.actor("public"))
    assert (seen.granted, seen.outcome, seen.settled_at) == (
        granted, "Its source was asked.", act.at,
    )  # fmt: skip
    assert not queries.document(cast.actor("saudi"), cast.now, ref).row.readable
    assert queries.officer_desk(act.actor, cast.now).requests == ()
    with refused(NotFound, "answered already"):
        actions.settle_request(act, number, granted, "x")
    if not granted:
        actions.ask_to_open(cast.act("saudi"), ref, "And now?")
        assert len(queries.requests(cast.actor("public"))) == 2


def test_r31_what_is_not_open_to_everyone_is_listed_with_its_entry(cast: Cast) -> None:
    refs = [_restricted(cast, audience) for audience in Audience]
    for who in ("public", "officer"):
        found = queries.restricted(cast.actor(who), cast.now)
        assert [row.ref for row in found] == refs[1:]
