"""Accounts, entities, and who takes part in which capacity."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from travaux.kernel.act import Act, action, record
from travaux.people.models import Account, Entity, Participation
from travaux.people.queries import account_number
from travaux.rules.access import Right, Role, require
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound
from travaux.rules.wording import line, paragraphs


def hashed(password: str) -> str:
    """Return what is kept of a password; slow on purpose, so it is made before the act.

    Raises Invalid for one that is too easily guessed. An empty one signs nobody in.
    """
    if not password:
        return make_password(None)
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from error
    return make_password(password)


@action
def add_account(
    act: Act,
    email: str,
    name: str,
    credential: str,
    *,
    member: bool = False,
    operator: bool = False,
) -> int:
    """Make an account for a person; return its number. `credential` is what `hashed` gave."""
    operates(act)
    email = address(email)
    if Account.objects.filter(email=email).exists():
        raise Conflict(f"{email} has an account already.")
    account = Account.objects.create(
        email=email,
        name=line(name, "name", field="name"),
        password=credential,
        member=member,
        operator=operator,
        made_at=act.at,
    )
    record(act, "account made", person=account.name, member=member, operator=operator)
    return account.id


@action
def set_password(act: Act, email: str, credential: str) -> None:
    """Give an account another password."""
    operates(act)
    account = Account.objects.get(id=account_number(email))
    account.password = credential
    account.save(update_fields=["password"])
    record(act, "password set", person=account.name)


@action
def add_entity(act: Act, name: str, kind: str, region: str = "", parent: int | None = None) -> int:
    """Add what may take part and be named as a source; return its number."""
    _manages(act)
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
    _manages(act)
    row = Entity.objects.filter(id=entity).first()
    if row is None:
        raise NotFound("There is no such entity.")
    row.standing_since = since
    row.standing_evidence = paragraphs(evidence, "evidence", field="evidence", needed=True)
    row.save()
    record(act, "standing group confirmed", source=row.name, evidence=row.standing_evidence)


@action
def enrol(act: Act, account: int, role: Role, entity: int | None = None) -> None:
    """Let a person take part in the process in a capacity."""
    _manages(act)
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


def address(email: str) -> str:
    """Return an e-mail address as it is kept. Raises Invalid."""
    email = line(email, "e-mail address", longest=254, field="email").lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(f"“{email}” is no e-mail address.", field="email") from None
    return email


def operates(act: Act) -> None:
    """Raise Forbidden unless the act is the operator's, on this machine or in an account."""
    if not act.actor.operator:
        raise Forbidden("Only who runs the installation may do this.")


def _manages(act: Act) -> None:
    if not act.actor.operator:
        require(act.actor, Right.MANAGE)
