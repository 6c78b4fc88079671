"""Entities: what takes part and is named as a source."""

from datetime import datetime

from travaux.kernel.act import Act, action, record
from travaux.people.actions.shared import manages
from travaux.people.models import Entity
from travaux.rules.refusal import Conflict, NotFound
from travaux.rules.wording import line, paragraphs


@action
def add_entity(act: Act, name: str, kind: str, region: str = "", parent: int | None = None) -> int:
    """Add what may take part and be named as a source; return its number."""
    manages(act)
    name = line(name, "name of the entity", field="name")
    region = line(region, "region", longest=60, field="region", needed=False)
    if Entity.objects.filter(name=name).exists():
        raise Conflict(f"There is an entity “{name}” already.")
    if parent is not None and not Entity.objects.filter(id=parent).exists():
        raise NotFound("There is no such entity to which it could belong. Add that one first.")
    row = Entity.objects.create(
        name=name,
        kind=line(kind, "kind", longest=60, field="kind"),
        region=region,
        parent_id=parent,
    )
    record(act, "entity added", added=name, kind=row.kind, region=region)
    return row.id


@action
def confirm_standing(act: Act, entity: int, since: datetime, evidence: str) -> None:
    """Record that a group stands, once for all, behind what names it (R4)."""
    manages(act)
    row = Entity.objects.filter(id=entity).first()
    if row is None:
        raise NotFound("There is no such entity.")
    row.standing_since = since
    row.standing_evidence = paragraphs(evidence, "evidence", field="evidence", needed=True)
    row.save()
    record(act, "standing group confirmed", source=row.name, evidence=row.standing_evidence)
