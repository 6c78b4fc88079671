"""Sending a call: once, to those who were counted, and on record."""

import hashlib
from collections.abc import Sequence

import msgspec

from travaux.calls.actions.drafting import SENT, waiting
from travaux.calls.models import Addressee, Call
from travaux.calls.queries import Person, addressees, sending
from travaux.calls.queries.calls import addressed
from travaux.kernel.act import Act, action, record
from travaux.kernel.chunks import in_chunks
from travaux.rules.refusal import Conflict


def send_call(act: Act, ref: str, version: int) -> int:
    """Send a call to all whom it addresses now; return their number.

    Those who get it are written down in pieces first; the last act makes it sent, unless someone
    came or left meanwhile. Raises Forbidden, NotFound, Conflict.
    """
    number, to = sending(act.actor, ref)
    people = addressees(act.actor, act.at, to)

    def write(piece: Sequence[Person]) -> None:
        if not Call.objects.filter(id=number, sent_at=None).exists():
            raise Conflict(SENT)  # another officer was quicker: nobody is added to what went out
        Addressee.objects.bulk_create(
            [
                Addressee(
                    call_id=number,
                    account_id=one.account,
                    name=one.name,
                    email=one.email,
                    capacity=one.capacity,
                )
                for one in piece
            ],
            # What an interrupted run left is brought to what holds now.
            update_conflicts=True,
            unique_fields=["call", "account"],
            update_fields=["name", "email", "capacity"],
        )

    in_chunks(people, write, "addressees")
    return record_sent(act, ref, version, digest(people))


@action
def record_sent(act: Act, ref: str, version: int, people: str) -> int:
    """Make a call sent, to those of whom `people` is the digest; `send_call` wrote them down."""
    row = waiting(act, ref, version)
    now = addressees(act.actor, act.at, addressed(row))
    if not now:
        raise Conflict("Nobody is addressed: no one of these takes part. Address others.")
    held = row.addressees.values_list("account", "name", "email", "capacity")
    if digest(now) != people or not set(now) <= {Person(*one) for one in held}:
        raise Conflict("Someone came or left while it was sent, so it was not. Send it again.")
    # Whom an interrupted run left, and who is not addressed any more, gets nothing.
    row.addressees.exclude(account__in=[one.account for one in now]).delete()
    row.sent_at, row.sent_by = act.at, act.actor.name
    row.save(update_fields=["sent_at", "sent_by"])
    record(
        act,
        "call sent",
        ref=row.ref,
        title=row.title,
        text=hashlib.sha256(row.body.encode()).hexdigest(),
        addressees=len(now),
        addressees_sha256=people,
        document=row.document_id,
    )
    return len(now)


def digest(people: Sequence[Person]) -> str:
    """Return the SHA-256 of the people addressed, as canonical JSON in their order."""
    return hashlib.sha256(msgspec.json.encode(people, order="deterministic")).hexdigest()


def written(addressee: int) -> None:
    """Note, in the act that writes it, that the letter to a person is written."""
    Addressee.objects.filter(id=addressee).update(written=True)
