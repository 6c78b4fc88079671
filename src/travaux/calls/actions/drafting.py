"""A call before it is sent."""

import secrets
from typing import Final

import msgspec

from travaux.calls.models import Call
from travaux.calls.queries.addressees import Addressed
from travaux.kernel.act import Act, action, record
from travaux.people.models import Entity
from travaux.programme.models import Meeting, Process, Window
from travaux.register.queries import visible
from travaux.rules.access import Audience, Right, Role, require
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import line, paragraphs

AUDIENCES: Final = (Audience.PUBLIC, Audience.MEMBERS, Audience.PROCESS, Audience.SECRETARIAT)
"""Who may read a call on the site; a delegation has none of its own."""
ROLES: Final = tuple(role for role in Role if role not in (Role.PUBLIC, Role.MEMBER, Role.SYSTEM))

SENT: Final = "The call was sent; it stays as it was sent. Write another one."


class Said(msgspec.Struct, frozen=True):
    """What a call says, of what, and to whom."""

    title: str
    body: str
    to: Addressed
    language: str = ""
    """Empty: the first language of the process."""
    audience: Audience = Audience.PUBLIC
    window: int | None = None
    meeting: int | None = None
    document: str = ""
    """The name for addresses of the document that is announced, or is the circular letter."""


@action
def draft_call(act: Act, said: Said) -> str:
    """Write a call that is not sent yet; return its name for addresses."""
    require(act.actor, Right.ANNOUNCE)
    row = Call(
        ref=secrets.token_hex(8),
        process_id=act.actor.process,
        made_at=act.at,
        made_by=act.actor.name,
    )
    _write(act, row, said)
    record(act, "call drafted", ref=row.ref, title=row.title)
    return row.ref


@action
def edit_call(act: Act, ref: str, version: int, said: Said) -> None:
    """Change a call that is not sent yet."""
    row = waiting(act, ref, version)
    row.version += 1
    _write(act, row, said)
    record(act, "call edited", ref=row.ref, title=row.title)


@action
def discard_call(act: Act, ref: str, version: int) -> None:
    """Throw away a call that was never sent."""
    row = waiting(act, ref, version)
    record(act, "call discarded", ref=row.ref, title=row.title)
    row.addressees.all().delete()
    row.delete()


def waiting(act: Act, ref: str, version: int) -> Call:
    """Return a call that is not sent yet. Raises Forbidden, NotFound, Conflict."""
    require(act.actor, Right.ANNOUNCE)
    row = Call.objects.filter(process=act.actor.process, ref=ref).first()
    if row is None:
        raise NotFound("There is no such call.")
    if row.sent_at is not None:
        raise Conflict(SENT)
    if row.version != version:
        raise Conflict(
            "Someone changed this call since you opened the page. Nothing was overwritten: look at"
            " it as it is now, and do it again if it is still right."
        )
    return row


def _write(act: Act, row: Call, said: Said) -> None:
    process = Process.objects.get(id=act.actor.process)
    row.title = line(said.title, "title", field="title")
    row.body = paragraphs(said.body, "text", field="body", needed=True)
    row.language = said.language or process.languages[0]
    if row.language not in process.languages:
        raise Invalid("Choose one of the languages of the process.", field="language")
    if said.audience not in AUDIENCES:
        raise Invalid("Choose who may read it from the list.", field="audience")
    row.audience = said.audience.value
    row.window_id = _of(Window, said.window, act)
    row.meeting_id = _of(Meeting, said.meeting, act)
    row.document = visible.document(act.actor, said.document) if said.document else None
    entities = _addressed(said.to)
    row.everyone = said.to.everyone
    row.roles, row.kinds = list(said.to.roles), list(said.to.kinds)
    row.save()
    row.entities.set(entities)


def _of(model: type[Window] | type[Meeting], number: int | None, act: Act) -> int | None:
    """Return the number of a window or meeting of the process. Raises Invalid for another one."""
    if number is None:
        return None
    if not model.objects.filter(process=act.actor.process, id=number).exists():
        raise Invalid("Choose what it announces from the list.", field="about")
    return number


def _addressed(to: Addressed) -> list[Entity]:
    """Check whom a call addresses; return the entities that it names."""
    if to.nobody:
        raise Invalid("Say to whom it goes: to everyone, or to roles, kinds or entities.",
                      field="everyone")  # fmt: skip
    if not set(to.roles) <= {role.value for role in ROLES}:
        raise Invalid("Choose the roles from the list.", field="roles")
    entities = list(Entity.objects.filter(id__in=to.entities))
    if len(entities) != len(set(to.entities)):
        raise Invalid("Choose the entities from the list.", field="entities")
    return entities
