"""Entities, as everyone may know them."""

import msgspec

from travaux.people.models import Entity
from travaux.rules.access import Actor


class EntityRow(msgspec.Struct, frozen=True):
    """An entity in a list."""

    id: int
    name: str
    kind: str
    region: str
    standing: bool


def entities(_actor: Actor) -> tuple[EntityRow, ...]:
    """Return all entities, by name; that an entity exists is known to all."""
    return tuple(
        EntityRow(one.id, one.name, one.kind, one.region, one.standing_since is not None)
        for one in Entity.objects.all()
    )
