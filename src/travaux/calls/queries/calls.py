"""Calls as a list and as a page, with what was sent to whom."""

from datetime import datetime

import msgspec
from django.db.models import Q, QuerySet

from travaux.calls.models import Addressee, Call
from travaux.calls.queries.addressees import Addressed
from travaux.kernel import mail
from travaux.programme.queries import WindowRow, frame
from travaux.register.queries import visible
from travaux.rules.access import Actor, Audience, Right, may, reach, require
from travaux.rules.refusal import NotFound

ABSENT = "There is no such call, or it is not open to you. Check the address, or sign in."


class CallRow(msgspec.Struct, frozen=True):
    """A call in a list."""

    ref: str
    title: str
    audience: Audience
    sent_at: datetime | None
    to_me: bool = False


class Letter(msgspec.Struct, frozen=True):
    """What became of the letter to one person: waiting, sent or failed, and the server's word."""

    name: str
    email: str
    capacity: str
    state: str
    at: datetime | None = None
    error: str = ""


class CallPage(msgspec.Struct, frozen=True):
    """All that an actor may know of a call."""

    row: CallRow
    version: int
    body: str
    language: str
    sent_by: str
    window: WindowRow | None
    meeting: int | None
    document: str
    """The document's name for addresses; empty where there is none that the actor may see."""
    symbol: str
    to: Addressed
    letters: tuple[Letter, ...]
    """To whom it was sent, for those who may send calls."""
    rights: frozenset[str]


def calls(actor: Actor, most: int = 200) -> tuple[CallRow, ...]:
    """Return the calls that the actor may see, the newest first; drafts for those who send them."""
    found = _visible(actor).order_by("-sent_at", "-id")[:most]
    mine = _mine(actor)
    rows = [_row(one, one.id in mine) for one in found]
    return tuple(sorted(rows, key=lambda row: row.sent_at is not None))


def call(actor: Actor, at: datetime, ref: str) -> CallPage:
    """Return a call. Raises NotFound, also for one that the actor may not see."""
    found = _visible(actor).filter(ref=ref).select_related("document").first()
    if found is None:
        raise NotFound(ABSENT)
    sends = bool(may(actor, Right.ANNOUNCE))
    document = found.document
    if document and not visible.entries(actor).filter(id=document.id).exists():
        document = None
    return CallPage(
        _row(found, found.id in _mine(actor)),
        found.version,
        found.body,
        found.language,
        found.sent_by,
        _window(actor, at, found.window_id),
        found.meeting_id,
        document.ref if document else "",
        document.symbol if document else "",
        addressed(found) if sends else Addressed(),
        _letters(found) if sends and found.sent_at else (),
        frozenset({"edit", "send", "discard"} if sends and not found.sent_at else ()),
    )


def sending(actor: Actor, ref: str) -> tuple[int, Addressed]:
    """Return the number of a call that is not sent yet, and whom it addresses. Raises NotFound."""
    require(actor, Right.ANNOUNCE)
    found = Call.objects.filter(process=actor.process, ref=ref, sent_at=None).first()
    if found is None:
        raise NotFound("There is no such call that waits to be sent.")
    return found.id, addressed(found)


def addressed(call: Call) -> Addressed:
    """Return whom a call addresses."""
    return Addressed(
        call.everyone,
        tuple(call.roles),
        tuple(call.kinds),
        tuple(call.entities.order_by("id").values_list("id", flat=True)),
    )


def _window(actor: Actor, at: datetime, number: int | None) -> WindowRow | None:
    if number is None:
        return None
    return next((one for one in frame(actor, at).windows if one.id == number), None)


def _visible(actor: Actor) -> QuerySet[Call]:
    """Return the calls that an actor may see: sent, and for her audience or addressed to her."""
    found = Call.objects.filter(process=actor.process)
    if may(actor, Right.ANNOUNCE):
        return found
    open_ = Q(audience__in=reach(actor)) | Q(id__in=_mine(actor))
    return found.filter(open_).exclude(sent_at=None)


def _mine(actor: Actor) -> set[int]:
    if not actor.account:
        return set()
    found = Addressee.objects.filter(account=actor.account, call__process=actor.process)
    return set(found.exclude(call__sent_at=None).values_list("call", flat=True))


def _row(one: Call, to_me: bool) -> CallRow:
    return CallRow(one.ref, one.title, Audience(one.audience), one.sent_at, to_me)


def _letters(found: Call) -> tuple[Letter, ...]:
    people = list(Addressee.objects.filter(call=found).order_by("id"))
    fates = mail.fates([letter_key(found.id, one.account_id) for one in people])
    letters = []
    for one in people:
        fate = fates.get(letter_key(found.id, one.account_id))
        letters.append(
            Letter(
                one.name,
                one.email,
                one.capacity,
                fate.state if fate else "waiting",
                fate.at if fate else None,
                fate.error if fate else "",
            )
        )
    return tuple(letters)


def letter_key(call: int, account: int) -> str:
    """Return the key of the letter with which a call goes to a person."""
    return f"call/{call}/{account}"
