"""R33: opening is an act with a date: restricted now, open later."""

from datetime import datetime, timedelta

import msgspec
import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.rules.access import Audience
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound

EVERYONE = ("public", "member", "observer", "saudi", "chair", "head", "officer")


def _restricted(cast: Cast, audience: Audience = Audience.PROCESS, **said: object) -> str:
    given = msgspec.structs.replace(cast.particulars, content_audience=audience, **said)
    return cast.posted("head", given)


def _readers(cast: Cast, ref: str, at: datetime) -> set[str]:
    return {who for who in EVERYONE if queries.document(cast.actor(who), at, ref).row.readable}


def test_r33_a_document_is_restricted_now_and_public_later(cast: Cast) -> None:
    ref = _restricted(cast)
    act = cast.act("officer")
    opens = act.at + timedelta(days=30)
    actions.open_to(act, ref, cast.version(ref), "content", Audience.PUBLIC, opens, "As agreed.")
    fields = logged(act, "document opened", ref)
    assert (fields["part"], fields["was"], fields["to"]) == ("content", "process", "public")
    assert fields["effect"] == opens.isoformat(timespec="microseconds")
    closed = {"observer", "saudi", "chair", "head", "officer"}
    assert _readers(cast, ref, opens - timedelta(microseconds=1)) == closed
    assert _readers(cast, ref, opens) == set(EVERYONE)
    public = cast.actor("public")
    before = queries.document(public, opens - timedelta(seconds=1), ref)
    after = queries.document(public, opens, ref)
    assert (before.row.content_audience, before.files) == (Audience.PROCESS, ())
    assert before.opens_at == opens
    assert (after.row.content_audience, len(after.files)) == (Audience.PUBLIC, 1)
    [one] = after.openings
    assert (one.was, one.to, one.takes_effect, one.by, one.reason) == (
        Audience.PROCESS, Audience.PUBLIC, opens, "Officer", "As agreed.",
    )  # fmt: skip


def test_r33_its_source_says_from_the_first_when_it_opens(cast: Cast) -> None:
    opens = cast.now + timedelta(days=60)
    ref = _restricted(cast, opens_at=opens, opens_to="public")
    assert "public" not in _readers(cast, ref, opens - timedelta(seconds=1))
    assert "public" in _readers(cast, ref, opens)


def test_r33_opening_without_a_later_date_is_at_once(cast: Cast) -> None:
    ref = _restricted(cast)
    act = cast.act("officer")
    earlier = act.at - timedelta(days=1)
    actions.open_to(act, ref, cast.version(ref), "content", Audience.PUBLIC, earlier, "")
    assert logged(act, "document opened", ref)["effect"] == act.at.isoformat(
        timespec="microseconds"
    )
    assert "public" in _readers(cast, ref, act.at)


def test_r33_an_entry_is_opened_at_once(cast: Cast) -> None:
    ref = _restricted(cast, entry_audience=Audience.PROCESS)
    public = cast.actor("public")
    with pytest.raises(NotFound):
        queries.document(public, cast.now, ref)
    act = cast.act("officer")
    later = act.at + timedelta(days=1)
    with refused(Invalid, field="date"):
        actions.open_to(act, ref, cast.version(ref), "entry", Audience.PUBLIC, later, "")
    actions.open_to(act, ref, cast.version(ref), "entry", Audience.PUBLIC, act.at, "")
    page = queries.document(public, cast.now, ref)
    assert (page.row.readable, page.row.entry_audience) == (False, Audience.PUBLIC)


@pytest.mark.parametrize("part", ["entry", "content"])
@pytest.mark.parametrize("to", list(Audience))
def test_r33_opening_closes_to_nobody(cast: Cast, part: str, to: Audience) -> None:
    ref = cast.posted()
    act = cast.act("officer")
    with refused(Conflict, "open to everyone"):
        actions.open_to(act, ref, cast.version(ref), part, to, act.at, "x")


def test_r33_who_is_only_in_the_process_is_not_shut_out_for_the_members(cast: Cast) -> None:
    ref = _restricted(cast)
    act = cast.act("officer")
    with refused(Conflict, "close it to some"):
        actions.open_to(act, ref, cast.version(ref), "content", Audience.MEMBERS, act.at, "x")


def test_r33_only_an_officer_opens_and_only_what_was_submitted(cast: Cast) -> None:
    ref = _restricted(cast)
    for who in ("public", "member", "observer", "head", "chair"):
        act = cast.act(who)
        with refused(Forbidden):
            actions.open_to(act, ref, cast.version(ref), "content", Audience.PUBLIC, act.at, "x")
    act = cast.act("officer")
    with refused(Invalid, field="part"):
        actions.open_to(act, ref, cast.version(ref), "note", Audience.PUBLIC, act.at, "x")
    own = actions.prepare(act, cast.particulars)
    with refused(Conflict, "in preparation"):
        actions.open_to(act, own, cast.version(own), "entry", Audience.PUBLIC, act.at, "x")


def test_r33_the_filter_by_audience_goes_by_the_instant(cast: Cast) -> None:
    ref = _restricted(cast)
    act = cast.act("officer")
    opens = act.at + timedelta(days=30)
    actions.open_to(act, ref, cast.version(ref), "content", Audience.PUBLIC, opens, "")
    public = cast.actor("public")
    for at, audience, found in (
        (cast.now, "process", [ref]), (cast.now, "public", []),
        (opens, "process", []), (opens, "public", [ref]),
    ):  # fmt: skip
        listing = queries.register(public, at, queries.Filters(audience=audience))
        assert [row.ref for row in listing.rows] == found
    assert [row.ref for row in queries.restricted(public, cast.now)] == [ref]
    assert queries.restricted(public, opens) == ()
