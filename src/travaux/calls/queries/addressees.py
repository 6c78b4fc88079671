"""To whom a call goes: the people of a process by role, by entity and by its kind."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db.models import Q

from travaux.people.models import Participation
from travaux.rules.access import Actor, Right, require


class Addressed(msgspec.Struct, frozen=True):
    """Whom a call addresses; what is empty does not narrow, but something must be said.

    A person is addressed who has one of the roles, where roles are named, and acts for one of the
    entities or for an entity of one of the kinds, where such are named.
    """

    everyone: bool = False
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    entities: tuple[int, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether nothing was said."""
        return not (self.everyone or self.roles or self.kinds or self.entities)


class Person(msgspec.Struct, frozen=True):
    """A person who is addressed."""

    account: int
    name: str
    email: str
    capacity: str


def addressees(actor: Actor, at: datetime, whom: Addressed) -> tuple[Person, ...]:
    """Return who would get a call now, each once, by name. Raises Forbidden."""
    require(actor, Right.ANNOUNCE)
    if whom.nobody:
        return ()
    held = Participation.objects.filter(
        Q(until=None) | Q(until__gt=at), process=actor.process, since__lte=at
    ).filter(account__is_active=True)
    if not whom.everyone:
        if whom.roles:
            held = held.filter(role__in=whom.roles)
        if whom.kinds or whom.entities:
            held = held.filter(Q(entity__kind__in=whom.kinds) | Q(entity__in=whom.entities))
    return _reached(held.select_related("account", "entity").order_by("id"))


def _reached(held: Iterable[Participation]) -> tuple[Person, ...]:
    """Return the people who hold capacities, each once, with all of those that were met."""
    people: dict[int, Person] = {}
    for one in held:
        words = f"{one.role}, {one.entity.name}" if one.entity else one.role
        before = people.get(one.account_id)
        capacity = f"{before.capacity}; {words}" if before else words
        people[one.account_id] = Person(
            one.account_id, one.account.name, one.account.email, capacity[:600]
        )
    return tuple(sorted(people.values(), key=lambda one: (one.name.casefold(), one.account)))
