"""How a process is set up: accounts, entities, people, meetings, themes, windows."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from tests.cast import OPERATOR, PASSWORD, Cast
from tests.record import logged, refused
from travaux.kernel.act import Act
from travaux.people import actions as people
from travaux.people import queries as people_queries
from travaux.people.models import Account, Entity, Participation
from travaux.programme import actions as programme
from travaux.programme import queries
from travaux.rules.access import Actor, Role
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _operator(cast: Cast) -> Act:
    return Act(OPERATOR, cast.later(minutes=1))


# People


def test_the_operator_makes_an_account(cast: Cast) -> None:
    act = _operator(cast)
    number = people.add_account(
        act, " New@Example.ORG ", "New  Person", people.hashed(PASSWORD), member=True
    )
    fields = logged(act, "account made")
    assert (fields["person"], fields["member"]) == ("New Person", True)
    assert "example.org" not in str(fields).lower()  # the log keeps no address
    account = Account.objects.get(id=number)
    assert (account.email, account.name) == ("new@example.org", "New Person")
    assert account.check_password(PASSWORD)
    assert people_queries.actor(number, cast.process, cast.now).role is Role.MEMBER
    with refused(Conflict, "account already"):
        people.add_account(act, "NEW@example.org", "Another", people.hashed(PASSWORD))
    with refused(Invalid, "no e-mail address", field="email"):
        people.add_account(act, "nobody", "Another", people.hashed(PASSWORD))
    with refused(Invalid, field="name"):
        people.add_account(act, "other@example.org", "", people.hashed(PASSWORD))


def test_an_account_with_an_empty_password_signs_nobody_in(cast: Cast) -> None:
    number = people.add_account(_operator(cast), "new@example.org", "New", people.hashed(""))
    assert not Account.objects.get(id=number).has_usable_password()


def test_only_the_operator_makes_accounts_and_passwords(cast: Cast) -> None:
    for who in ("public", "officer", "chair"):
        act = cast.act(who)
        with refused(Forbidden, "runs the installation"):
            people.add_account(act, "new@example.org", "New", people.hashed(PASSWORD))
        with refused(Forbidden, "runs the installation"):
            people.set_password(act, "head@example.org", "another one")


def test_a_password_is_set_anew(cast: Cast) -> None:
    act = _operator(cast)
    people.set_password(act, "HEAD@example.org", people.hashed("another long one"))
    fields = logged(act, "password set")
    assert fields["person"] == "Head"
    assert "another long one" not in str(fields)
    assert Account.objects.get(email="head@example.org").check_password("another long one")
    with refused(NotFound, "Nobody has an account"):
        people.set_password(act, "nobody@example.org", "another long one")


def test_an_officer_adds_entities_by_name_once(cast: Cast) -> None:
    act = cast.act("officer")
    number = people.add_entity(act, "Brazil", "Member State", "Americas")
    assert logged(act, "entity added")["added"] == "Brazil"
    assert number in {one.id for one in people_queries.entities(act.actor)}
    with refused(Conflict, "already"):
        people.add_entity(act, " Brazil ", "Member State")
    with refused(Invalid, field="name"):
        people.add_entity(act, "Bra\u202ezil", "Member State")
    with refused(NotFound, "no such entity"):
        people.add_entity(act, "Bahia", "region", parent=999_999)
    with refused(Invalid, field="region"):
        people.add_entity(act, "Bahia", "region", "x" * 61)
    act = cast.act("head")
    with refused(Forbidden):
        people.add_entity(act, "Peru", "Member State")


def test_r4_a_standing_group_is_confirmed_with_evidence(cast: Cast) -> None:
    act = cast.act("officer")
    group = people.add_entity(act, "Internet Society", "group")
    people.confirm_standing(act, group, act.at, "Letter of 1 June")
    assert logged(act, "standing group confirmed")["evidence"] == "Letter of 1 June"
    assert Entity.objects.get(id=group).standing_since == act.at
    with refused(Invalid, field="evidence"):
        people.confirm_standing(act, group, act.at, "")
    with refused(NotFound):
        people.confirm_standing(act, 999_999, act.at, "x")
    act = cast.act("head")
    with refused(Forbidden):
        people.confirm_standing(act, group, act.at, "x")


def test_an_officer_enrols_people_in_a_capacity_once(cast: Cast) -> None:
    act = cast.act("officer")
    person, entity = cast.accounts["member"], cast.entities["Saudi Arabia"]
    people.enrol(act, person, Role.DELEGATE, entity)
    fields = logged(act, "person enrolled")
    assert (fields["person"], fields["role"]) == ("Member", "delegate")
    found = people_queries.actor(person, cast.process, cast.now)
    assert (found.role, found.entity_name) == (Role.DELEGATE, "Saudi Arabia")
    with refused(Conflict, "already"):
        people.enrol(act, person, Role.DELEGATE, entity)
    for role in (Role.PUBLIC, Role.SYSTEM):
        with refused(Invalid, field="role"):
            people.enrol(act, person, role)
    with refused(NotFound):
        people.enrol(act, 999_999, Role.DELEGATE, entity)
    with refused(NotFound):
        people.enrol(act, person, Role.DELEGATE, 999_999)
    act = cast.act("head")
    with refused(Forbidden):
        people.enrol(act, person, Role.HEAD, entity)
    nowhere = Act(msgspec.structs.replace(cast.root.actor, process=0), cast.now)
    with refused(Invalid, field="process"):
        people.enrol(nowhere, person, Role.HEAD, entity)


def test_a_person_acts_in_one_capacity_at_a_time(cast: Cast) -> None:
    person = cast.accounts["head"]
    people.enrol(cast.act("officer"), person, Role.CHAIR, cast.entities["Chairman of the IEG"])
    held = people_queries.capacities(person, cast.process, cast.now)
    assert [one.words for one in held] == [
        "head of delegation, United Kingdom", "chair, Chairman of the IEG",
    ]  # fmt: skip
    assert cast.actor("head").role is Role.HEAD
    chosen = people_queries.actor(person, cast.process, cast.now, held[1].id)
    assert (chosen.role, chosen.entity_name) == (Role.CHAIR, "Chairman of the IEG")
    foreign = people_queries.capacities(cast.accounts["officer"], cast.process, cast.now)[0]
    other = people_queries.actor(person, cast.process, cast.now, foreign.id)
    assert other.role is Role.HEAD  # nobody chooses what is another's


def test_a_capacity_holds_from_its_beginning_to_its_end(cast: Cast) -> None:
    person = cast.accounts["observer"]
    until = cast.later(days=3)
    Participation.objects.filter(account=person).update(until=until)
    before, after = until - timedelta(seconds=1), until
    assert people_queries.actor(person, cast.process, before).role is Role.OBSERVER
    assert people_queries.actor(person, cast.process, after).role is Role.PUBLIC


def test_a_closed_account_is_nobodys(cast: Cast) -> None:
    Account.objects.filter(id=cast.accounts["officer"]).update(is_active=False)
    assert cast.actor("officer") == Actor(process=cast.process)
    found = people_queries.signed_in(cast.accounts["officer"], cast.process, cast.now)
    assert (found.actor.account, found.proof) == (0, "")


# The process


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"slug": "WTPF 14"}, Invalid),
        ({"slug": ""}, Invalid),
        ({"slug": "sign-in"}, Invalid),
        ({"slug": "wtpf-13"}, Conflict),
        ({"zone": "Europe/Atlantis"}, Invalid),
        ({"style": "WTO"}, Invalid),
        ({"languages": ()}, Invalid),
        ({"languages": ("en", "la")}, Invalid),
        ({"name": " "}, Invalid),
        ({"body": ""}, Invalid),
    ],
)
def test_a_process_is_set_up_with_what_there_is(
    cast: Cast, changed: dict[str, object], kind: type[Invalid]
) -> None:
    said: dict[str, object] = {
        "body": "ITU", "name": "WTPF-14", "slug": "wtpf-14", "zone": "Europe/Zurich",
        "languages": ("en",), "style": "ITU", **changed,
    }  # fmt: skip
    act = _operator(cast)
    with refused(kind):
        programme.add_process(act, **said)  # type: ignore[arg-type]


def test_the_operator_sets_up_a_process(cast: Cast) -> None:
    act = _operator(cast)
    number = programme.add_process(act, "ITU", "WTPF-14", "wtpf-14", "UTC", ("en",), "UN")
    assert logged(act, "process set up")["name"] == "WTPF-14"
    found = queries.process(act.actor, "wtpf-14")
    assert (found.id, found.body, found.zone, found.style) == (number, "ITU", "UTC", "UN")
    assert [one.slug for one in queries.processes(act.actor)] == ["wtpf-13", "wtpf-14"]
    act = cast.act("officer")
    with refused(Forbidden):
        programme.add_process(act, "ITU", "WTPF-15", "wtpf-15", "UTC", ("en",), "UN")
    with pytest.raises(NotFound):
        queries.process(act.actor, "wtpf-15")


def test_an_officer_adds_meetings(cast: Cast) -> None:
    act = cast.act("officer")
    first, last = date(2013, 2, 6), date(2013, 2, 8)
    number = programme.add_meeting(act, 3, "Third meeting", first, last, "Geneva")
    assert logged(act, "meeting added")["starts"] == "2013-02-06"
    frame = queries.frame(act.actor, cast.now)
    assert [(one.id, one.number) for one in frame.meetings][-1] == (number, 3)
    with refused(Conflict, "already"):
        programme.add_meeting(act, 3, "Third meeting", first, last)
    with refused(Invalid, field="ends"):
        programme.add_meeting(act, 4, "Fourth meeting", last, first)
    act = cast.act("head")
    with refused(Forbidden):
        programme.add_meeting(act, 4, "Fourth meeting", first, last)


def test_an_officer_adds_themes_in_order(cast: Cast) -> None:
    act = cast.act("officer")
    programme.add_theme(act, "IPv6")
    assert logged(act, "theme added")["title"] == "IPv6"
    assert [(one.number, one.title) for one in queries.frame(act.actor, cast.now).themes] == [
        (1, "Internet exchange points"), (2, "IPv6"),
    ]  # fmt: skip
    with refused(Invalid, "title is missing"):
        programme.add_theme(act, " ")
    act = cast.act("chair")
    with refused(Forbidden):
        programme.add_theme(act, "IPv6")


def test_r8_a_window_closes_at_a_date_or_an_instant(cast: Cast) -> None:
    act = cast.act("officer")
    programme.open_window(act, "Second window", act.at, " 2012-11-05 ", cast.meeting)
    fields = logged(act, "window opened")
    assert fields["deadline"] == "5 November 2012, 24:00 (Europe/Zurich; 23:00 UTC)"
    with refused(Invalid, field="closes"):
        programme.open_window(act, "Third", act.at, "next week")
    with refused(Invalid, "before it opens", field="closes"):
        programme.open_window(act, "Third", act.at, "2012-08-31")
    with refused(Invalid, field="meeting"):
        programme.open_window(act, "Third", act.at, "2012-11-05", 999_999)
    act = cast.act("head")
    with refused(Forbidden):
        programme.open_window(act, "Third", act.at, "2012-11-05")


def test_r8_a_window_is_open_from_its_instant_to_its_deadline(cast: Cast) -> None:
    end = datetime(2012, 10, 5, 22, 0, tzinfo=UTC)
    opened = cast.root.at
    actor = cast.actor("public")
    for at, open_ in (
        (opened - timedelta(microseconds=1), False), (opened, True),
        (end - timedelta(microseconds=1), True), (end, False),
    ):  # fmt: skip
        [window] = queries.frame(actor, at).windows
        assert window.open is open_
    with pytest.raises(NotFound):
        queries.frame(Actor(), cast.now)
