"""Calls: announced to whom they address, once, with what was sent to whom on record."""

import msgspec
import pytest
from django.core import mail as outbox

from tests.cast import Cast
from tests.record import logged, refused
from travaux import notices
from travaux.calls import actions, queries
from travaux.calls.actions import Said
from travaux.calls.actions.sending import digest
from travaux.calls.models import Addressee, Call
from travaux.calls.queries import Addressed
from travaux.kernel import mail
from travaux.people import actions as people
from travaux.rules.access import SYSTEM, Audience, Right, Role
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound

EVERYONE = Addressed(everyone=True)
SAID = Said("Contributions are invited", "Until 5 October.\n\nBe brief.", EVERYONE)


def _to(**whom: object) -> Said:
    return msgspec.structs.replace(SAID, to=Addressed(**whom))  # type: ignore[arg-type]


def _draft(cast: Cast, said: Said = SAID) -> str:
    return actions.draft_call(cast.act("officer"), said)


def _sent(cast: Cast, said: Said = SAID) -> str:
    ref = _draft(cast, said)
    actions.send_call(cast.act("officer"), ref, 1)
    return ref


def _names(cast: Cast, said: Said) -> set[str]:
    found = queries.addressees(cast.actor("officer"), cast.now, said.to)
    return {one.name for one in found}


def test_a_call_goes_to_all_whom_it_addresses(cast: Cast) -> None:
    act_before = len(outbox.outbox)
    ref = _draft(cast)
    act = cast.act("officer")
    assert actions.send_call(act, ref, 1) == 6
    fields = logged(act, "call sent")
    assert (fields["ref"], fields["addressees"]) == (ref, 6)
    assert notices.write(cast.now) == 6
    assert mail.send_waiting(cast.now) == 6
    letters = outbox.outbox[act_before:]
    assert {one.to[0] for one in letters} == {
        f"{who}@example.org" for who in ("officer", "chair", "head", "delegate", "saudi",
                                         "observer")
    }  # fmt: skip
    assert letters[0].subject == "WTPF-13: Contributions are invited"
    assert letters[0].body.startswith("Until 5 October.\n\nBe brief.")
    assert f"/wtpf-13/calls/{ref}" in letters[0].body


@pytest.mark.parametrize(
    ("whom", "names"),
    [
        ({"roles": ("head of delegation",)}, {"Head", "Saudi"}),
        ({"kinds": ("Member State",)}, {"Head", "Saudi", "Delegate"}),
        ({"kinds": ("Member State",), "roles": ("delegate",)}, {"Delegate"}),
        ({"kinds": ("group",)}, set()),
        ({"roles": ("observer", "chair")}, {"Observer", "Chair"}),
    ],
)
def test_addressees_by_role_and_kind(
    cast: Cast, whom: dict[str, tuple[str, ...]], names: set[str]
) -> None:
    assert _names(cast, _to(**whom)) == names


def test_addressees_by_entity(cast: Cast) -> None:
    saudi = cast.entities["Saudi Arabia"]
    assert _names(cast, _to(entities=(saudi,))) == {"Saudi"}
    chair = cast.entities["Chairman of the IEG"]
    assert _names(cast, _to(entities=(saudi, chair))) == {"Saudi", "Chair"}


def test_who_acts_in_two_capacities_gets_it_once(cast: Cast) -> None:
    people.enrol(cast.root, cast.accounts["head"], Role.OBSERVER)
    found = queries.addressees(cast.actor("officer"), cast.now, EVERYONE)
    (head,) = (one for one in found if one.name == "Head")
    assert head.capacity == "head of delegation, United Kingdom; observer"
    _sent(cast)
    assert Addressee.objects.filter(account=cast.accounts["head"]).count() == 1


def test_what_became_of_each_letter_is_seen_by_the_secretariat_alone(cast: Cast) -> None:
    ref = _sent(cast)
    page = queries.call(cast.actor("officer"), cast.now, ref)
    assert {one.state for one in page.letters} == {"waiting"}
    notices.write(cast.now)
    mail.send_waiting(cast.now)
    page = queries.call(cast.actor("officer"), cast.now, ref)
    assert {one.state for one in page.letters} == {"sent"}
    assert len(page.letters) == 6
    for who in ("head", "chair", "observer", "public"):
        assert queries.call(cast.actor(who), cast.now, ref).letters == ()


def test_a_letter_is_written_once(cast: Cast) -> None:
    _sent(cast)
    assert [notices.write(cast.now), notices.write(cast.now)] == [6, 0]


def test_many_letters_are_written_in_pieces(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_CALLS", 4)
    _sent(cast)
    assert [notices.write(cast.now) for _ in range(3)] == [4, 2, 0]


def test_what_is_not_sent_is_for_who_sends_it(cast: Cast) -> None:
    ref = _draft(cast)
    assert [one.ref for one in queries.calls(cast.actor("officer"))] == [ref]
    assert queries.calls(cast.actor("head")) == ()
    with pytest.raises(NotFound):
        queries.call(cast.actor("head"), cast.now, ref)


def test_r32_a_call_is_seen_by_its_audience_and_by_those_to_whom_it_went(cast: Cast) -> None:
    said = msgspec.structs.replace(_to(roles=("observer",)), audience=Audience.SECRETARIAT)
    ref = _sent(cast, said)
    assert [one.to_me for one in queries.calls(cast.actor("observer"))] == [True]
    for who in ("public", "head", "chair", "member"):
        assert queries.calls(cast.actor(who)) == ()
        with pytest.raises(NotFound):
            queries.call(cast.actor(who), cast.now, ref)


def test_r32_the_document_that_a_call_announces_shows_to_who_may_see_it(cast: Cast) -> None:
    hidden = msgspec.structs.replace(cast.particulars, entry_audience=Audience.SECRETARIAT)
    document = cast.posted("head", hidden)
    ref = _sent(cast, msgspec.structs.replace(SAID, document=document))
    assert queries.call(cast.actor("officer"), cast.now, ref).document == document
    page = queries.call(cast.actor("observer"), cast.now, ref)
    assert (page.document, page.symbol) == ("", "")


def test_a_call_is_sent_once(cast: Cast) -> None:
    ref = _sent(cast)
    with pytest.raises(NotFound):
        actions.send_call(cast.act("officer"), ref, 1)
    act = cast.act("officer")
    with refused(Conflict, "was sent"):
        actions.record_sent(act, ref, 1, "")
    with refused(Conflict, "was sent"):
        actions.edit_call(act, ref, 1, SAID)
    with refused(Conflict, "was sent"):
        actions.discard_call(act, ref, 1)


def test_it_is_not_sent_where_someone_came_meanwhile(cast: Cast) -> None:
    ref = _draft(cast)
    with pytest.raises(Conflict, match="came or left"):
        actions.record_sent(cast.act("officer"), ref, 1, "of others")
    assert Call.objects.get(ref=ref).sent_at is None


def test_what_an_interrupted_run_left_is_brought_to_what_holds_now(cast: Cast) -> None:
    ref = _draft(cast, _to(roles=("observer",)))
    number, _ = queries.sending(cast.actor("officer"), ref)
    for who in ("observer", "saudi"):
        Addressee.objects.create(
            call_id=number, account_id=cast.accounts[who], name="Old", email="old@example.org",
            capacity="old",
        )  # fmt: skip
    assert actions.send_call(cast.act("officer"), ref, 1) == 1
    (letter,) = queries.call(cast.actor("officer"), cast.now, ref).letters
    assert (letter.name, letter.email) == ("Observer", "observer@example.org")


def test_nobody_is_added_to_what_went_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = _draft(cast)
    slower = queries.sending(cast.actor("officer"), ref)
    actions.send_call(cast.act("officer"), ref, 1)
    people.enrol(cast.root, cast.accounts["member"], Role.OBSERVER)
    monkeypatch.setattr("travaux.calls.actions.sending.sending", lambda *_: slower)
    act = cast.act("officer")
    with refused(Conflict, "was sent"):
        actions.send_call(act, ref, 1)
    assert Addressee.objects.count() == 6


def test_who_was_not_written_down_is_noticed(cast: Cast) -> None:
    ref = _draft(cast)
    found = queries.addressees(cast.actor("officer"), cast.now, EVERYONE)
    act = cast.act("officer")
    with refused(Conflict, "came or left"):
        actions.record_sent(act, ref, 1, digest(found))


def test_nobody_cannot_be_addressed(cast: Cast) -> None:
    ref = _draft(cast, _to(kinds=("group",)))
    with pytest.raises(Conflict, match="Nobody is addressed"):
        actions.send_call(cast.act("officer"), ref, 1)
    assert Addressee.objects.count() == 0


def test_it_is_edited_and_thrown_away_before_it_is_sent(cast: Cast) -> None:
    ref = _draft(cast)
    act = cast.act("officer")
    actions.edit_call(act, ref, 1, msgspec.structs.replace(SAID, title="Another"))
    assert logged(act, "call edited")["title"] == "Another"
    with refused(Conflict, "Someone changed"):
        actions.edit_call(act, ref, 1, SAID)
    with refused(Conflict, "Someone changed"):
        actions.discard_call(act, ref, 1)
    actions.discard_call(act, ref, 2)
    logged(act, "call discarded")
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (msgspec.structs.replace(SAID, title=" "), "title"),
        (msgspec.structs.replace(SAID, body=""), "body"),
        (msgspec.structs.replace(SAID, language="xx"), "language"),
        (msgspec.structs.replace(SAID, audience=Audience.DELEGATION), "audience"),
        (msgspec.structs.replace(SAID, window=99), "about"),
        (msgspec.structs.replace(SAID, to=Addressed()), "everyone"),
        (msgspec.structs.replace(SAID, to=Addressed(roles=("king",))), "roles"),
        (msgspec.structs.replace(SAID, to=Addressed(entities=(99,))), "entities"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(cast: Cast, said: Said, field: str) -> None:
    act = cast.act("officer")
    with refused(Invalid, field=field):
        actions.draft_call(act, said)


@pytest.mark.parametrize("who", ["head", "chair", "delegate", "observer", "member", "public"])
def test_calls_are_the_secretariats(cast: Cast, who: str) -> None:
    ref, act = _draft(cast), cast.act(who)
    for do in (
        lambda: actions.draft_call(act, SAID),
        lambda: actions.edit_call(act, ref, 1, SAID),
        lambda: actions.discard_call(act, ref, 1),
        lambda: actions.record_sent(act, ref, 1, ""),
        lambda: actions.send_call(act, ref, 1),
        lambda: queries.addressees(act.actor, act.at, EVERYONE),
    ):
        with refused(Forbidden, Right.ANNOUNCE.value):
            do()


def test_letters_are_written_by_the_machine_alone(cast: Cast) -> None:
    with refused(Forbidden, "machine"):
        queries.letters_to_write(cast.actor("officer"), 1)
    assert queries.letters_to_write(SYSTEM, 1) == ()
