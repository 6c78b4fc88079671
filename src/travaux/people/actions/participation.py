"""Who takes part in a process, in which capacity."""

from travaux.kernel.act import Act, action, record
from travaux.people.actions.shared import manages
from travaux.people.models import Account, Entity, Participation
from travaux.rules.access import Role
from travaux.rules.refusal import Conflict, Invalid, NotFound


@action
def enrol(act: Act, account: int, role: Role, entity: int | None = None) -> None:
    """Let a person take part in the process in a capacity."""
    manages(act)
    if role in (Role.PUBLIC, Role.SYSTEM):
        raise Invalid(f"Nobody is enrolled as {role.value}.", field="role")
    if not act.actor.process:
        raise Invalid("Say for which process.", field="process")
    person = Account.objects.filter(id=account).first()
    if person is None or (entity and not Entity.objects.filter(id=entity).exists()):
        raise NotFound("There is no such person or entity.")
    _, made = Participation.objects.get_or_create(
        key=f"{person.id}/{act.actor.process}/{role.value}/{entity or 0}",
        defaults={
            "account": person,
            "process_id": act.actor.process,
            "role": role.value,
            "entity_id": entity,
            "since": act.at,
        },
    )
    if not made:
        raise Conflict(f"{person.name} takes part as {role.value} already.")
    record(act, "person enrolled", person=person.name, role=role.value)
