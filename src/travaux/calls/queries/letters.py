"""The letters of calls that were sent and are not written yet."""

import msgspec

from travaux.calls.models import Addressee
from travaux.calls.queries.calls import letter_key
from travaux.rules.access import Actor, Role
from travaux.rules.refusal import Forbidden


class LetterToWrite(msgspec.Struct, frozen=True):
    """A letter to one person, its key, and what it says."""

    addressee: int
    key: str
    to: str
    title: str
    body: str
    process: str
    process_name: str
    ref: str
    document: str


def letters_to_write(actor: Actor, most: int) -> tuple[LetterToWrite, ...]:
    """Return letters that are missing, a few at a time; for the machine. Raises Forbidden."""
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")
    found = (
        Addressee.objects.filter(written=False)
        .exclude(call__sent_at=None)
        .select_related("call__process", "call__document")
        .order_by("id")[:most]
    )
    return tuple(
        LetterToWrite(
            one.id,
            letter_key(one.call_id, one.account_id),
            one.email,
            one.call.title,
            one.call.body,
            one.call.process.slug,
            one.call.process.name,
            one.call.ref,
            one.call.document.ref if one.call.document else "",
        )
        for one in found
    )
