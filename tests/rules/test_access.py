"""R32: one table says who may do what, and who sees what; each verdict bears its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.rules.access import (
    AUDIENCE_WORDS,
    PUBLIC,
    SYSTEM,
    TABLE,
    Actor,
    Audience,
    Grant,
    Right,
    Role,
    Scope,
    holders,
    may,
    reach,
    require,
    sees,
    widens,
)
from travaux.rules.refusal import Forbidden

ROLES = st.sampled_from(Role)
RIGHTS = st.sampled_from(Right)
ACTORS = st.builds(
    Actor,
    account=st.integers(0, 3),
    name=st.just("Someone"),
    role=ROLES,
    entity=st.integers(0, 3),
    entity_name=st.sampled_from(["", "Saudi Arabia"]),
    member=st.booleans(),
)
OFFICERS_ALONE = {
    Right.ENTER, Right.REGISTER, Right.POST, Right.RETURN, Right.CORRECT, Right.MANAGE,
}  # fmt: skip


def test_every_role_stands_in_the_table_and_every_right_is_somebodys() -> None:
    assert set(TABLE) == set(Role)
    for right in Right:
        assert holders(right), right


def test_the_public_may_do_nothing_and_is_told_to_sign_in() -> None:
    for right in Right:
        verdict = may(PUBLIC, right)
        assert not verdict
        assert verdict.reason.endswith("Sign in first if you are one.")


@pytest.mark.parametrize("right", sorted(OFFICERS_ALONE))
def test_the_secretariats_work_is_the_secretariats_alone(right: Right) -> None:
    assert holders(right) == (Role.OFFICER,)


def test_r7_a_delegate_prepares_and_only_heads_clear_and_submit() -> None:
    assert Role.DELEGATE in holders(Right.PREPARE)
    for right in (Right.CLEAR, Right.SUBMIT, Right.REPLACE):
        assert Role.DELEGATE not in holders(right)
        assert {Role.HEAD, Role.FOCAL_POINT, Role.OFFICER} <= set(holders(right))


def test_r7_nobody_sees_the_private_work_of_all() -> None:
    for role in Role:
        assert TABLE[role].get(Right.READ_DRAFTS) in (None, Scope.OWN)


def test_r4_no_officer_contests_for_a_source() -> None:
    assert Role.OFFICER not in holders(Right.CONTEST)
    assert TABLE[Role.OFFICER][Right.CONFIRM] is Scope.ALL


@given(ACTORS, RIGHTS, st.integers(0, 3))
def test_may_and_require_say_the_same_and_give_the_reason(
    actor: Actor, right: Right, owner: int
) -> None:
    verdict = may(actor, right, owner)
    assert verdict.reason
    if verdict:
        require(actor, right, owner)
    else:
        with pytest.raises(Forbidden) as caught:
            require(actor, right, owner)
        assert caught.value.sentence == verdict.reason


@given(ACTORS, RIGHTS, st.integers(1, 3))
def test_what_is_given_for_ones_own_reaches_nothing_of_others(
    actor: Actor, right: Right, owner: int
) -> None:
    scope = TABLE[actor.role].get(right)
    assert bool(may(actor, right, owner)) == (
        scope is Scope.ALL or (scope is Scope.OWN and owner == actor.entity)
    )


def test_a_process_may_give_a_right_and_take_one_away() -> None:
    opened = (Grant(Role.OBSERVER, Right.COMMENT, Scope.OWN), Grant(Role.DELEGATE, Right.COMMENT))
    observer = Actor(role=Role.OBSERVER, entity=1, grants=opened)
    assert may(observer, Right.COMMENT, 1)
    assert not may(observer, Right.COMMENT, 2)
    assert not may(Actor(role=Role.OBSERVER, entity=1), Right.COMMENT, 1)
    denied = may(Actor(role=Role.DELEGATE, entity=1, grants=opened), Right.COMMENT, 1)
    assert not denied
    assert "observer" in denied.reason
    assert "delegate, " not in denied.reason
    assert Role.DELEGATE not in holders(Right.COMMENT, opened)


def test_members_and_participants_are_two_audiences() -> None:
    expert = Actor(role=Role.DELEGATE)
    member = Actor(role=Role.MEMBER)
    both = Actor(role=Role.DELEGATE, member=True)
    assert reach(expert) == {Audience.PUBLIC, Audience.PROCESS}
    assert reach(member) == {Audience.PUBLIC, Audience.MEMBERS}
    assert reach(both) == {Audience.PUBLIC, Audience.PROCESS, Audience.MEMBERS}
    assert reach(PUBLIC) == {Audience.PUBLIC}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SYSTEM])
def test_the_secretariat_reaches_every_audience(role: Role) -> None:
    assert reach(Actor(role=role)) == set(Audience)


@given(ACTORS.filter(lambda one: one.role not in (Role.OFFICER, Role.SYSTEM)))
def test_what_is_a_delegations_or_the_secretariats_reaches_nobody_by_role(actor: Actor) -> None:
    assert {Audience.DELEGATION, Audience.SECRETARIAT}.isdisjoint(reach(actor))
    assert Audience.PUBLIC in reach(actor)


@given(ACTORS, st.sampled_from(Audience), st.frozensets(st.integers(0, 3)))
def test_one_sees_what_one_reaches_or_what_is_of_ones_entity(
    actor: Actor, audience: Audience, entities: frozenset[int]
) -> None:
    own = actor.entity != 0 and actor.entity in entities
    verdict = sees(actor, audience, entities)
    assert bool(verdict) == (own or audience in reach(actor))
    assert verdict.reason.endswith(".")
    if not verdict:
        assert AUDIENCE_WORDS[audience] in verdict.reason


def test_the_machine_and_the_public_act_for_no_entity() -> None:
    assert (SYSTEM.role, SYSTEM.account, SYSTEM.entity) == (Role.SYSTEM, 0, 0)
    assert (PUBLIC.role, PUBLIC.account, PUBLIC.entity) == (Role.PUBLIC, 0, 0)
    verdict = sees(SYSTEM, Audience.SECRETARIAT, frozenset({0}))
    assert verdict.reason == "You see it because you are of the secretariat."


@pytest.mark.parametrize(
    ("was", "to"),
    [
        (Audience.SECRETARIAT, Audience.DELEGATION),
        (Audience.SECRETARIAT, Audience.PUBLIC),
        (Audience.DELEGATION, Audience.PROCESS),
        (Audience.DELEGATION, Audience.MEMBERS),
        (Audience.PROCESS, Audience.PUBLIC),
        (Audience.MEMBERS, Audience.PUBLIC),
    ],
)
def test_r33_opening_goes_to_an_audience_that_holds_the_present_one(
    was: Audience, to: Audience
) -> None:
    assert widens(was, to)
    assert not widens(to, was)


def test_r33_members_and_participants_do_not_widen_each_other() -> None:
    assert not widens(Audience.MEMBERS, Audience.PROCESS)
    assert not widens(Audience.PROCESS, Audience.MEMBERS)
    assert not any(widens(one, one) for one in Audience)


@given(ACTORS, st.sampled_from(Audience), st.sampled_from(Audience), st.integers(0, 3))
def test_r33_who_sees_a_thing_sees_it_after_its_opening(
    actor: Actor, was: Audience, to: Audience, entity: int
) -> None:
    if widens(was, to) and sees(actor, was, frozenset({entity})):
        assert sees(actor, to, frozenset({entity}))
