"""Who someone is, and in which capacities she can act."""

from datetime import datetime

import msgspec
from django.db.models import Q

from travaux.kernel.rows import only
from travaux.people.models import Account, Participation
from travaux.rules.access import Actor, Role


class Capacity(msgspec.Struct, frozen=True):
    """One capacity in which a person can act in a process."""

    id: int
    role: Role
    entity: str
    words: str


class SignedIn(msgspec.Struct, frozen=True):
    """Who a session is, what it must hold to be believed, and in which capacities she can act."""

    actor: Actor
    proof: str = ""
    capacities: tuple[Capacity, ...] = ()


def capacities(account: int, process: int, at: datetime) -> tuple[Capacity, ...]:
    """Return the capacities that a person has in a process at an instant."""
    return tuple(map(_capacity, _held(account, process, at)))


def actor(account: int, process: int, at: datetime, chosen: int = 0) -> Actor:
    """Return who a person is in a process: in the chosen capacity, else in the first one held.

    Who takes no part is a member where the body admitted her, else of the public; an account that
    was closed is nobody's.
    """
    return signed_in(account, process, at, chosen).actor


def signed_in(account: int, process: int, at: datetime, chosen: int = 0) -> SignedIn:
    """Return who a person is, as `actor` does, with the proof that her session needs."""
    held = _held(account, process, at) if account and process else []
    one = next((each for each in held if each.id == chosen), held[0] if held else None)
    person = one.account if one else only(Account.objects.filter(id=account))
    if person is None or not person.is_active:
        return SignedIn(Actor(process=process))
    role = Role(one.role) if one else (Role.MEMBER if person.member else Role.PUBLIC)
    entity = one.entity if one else None
    found = Actor(
        person.id,
        person.name,
        role,
        process,
        entity.id if entity else 0,
        entity.name if entity else "",
        person.member,
        person.operator,
    )
    return SignedIn(found, person.get_session_auth_hash(), tuple(map(_capacity, held)))


def _capacity(one: Participation) -> Capacity:
    entity = one.entity.name if one.entity else ""
    return Capacity(one.id, Role(one.role), entity, one.role + (f", {entity}" if entity else ""))


def _held(account: int, process: int, at: datetime) -> list[Participation]:
    found = Participation.objects.filter(account=account, process=process, since__lte=at)
    rows = found.filter(Q(until=None) | Q(until__gt=at)).select_related("account", "entity")
    return sorted(rows.order_by(), key=lambda one: one.id)
