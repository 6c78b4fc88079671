"""Receipts and proofs, each for those who may have it (R9, R34)."""

from datetime import datetime
from typing import Final

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from travaux.kernel import log
from travaux.kernel.models import Entry, Mail
from travaux.register.models import Submission
from travaux.register.queries import visible
from travaux.register.queries.rows import receipt_row
from travaux.register.queries.values import Packed, ReceiptRow, ReceiptToSend
from travaux.rules import receipt as form
from travaux.rules.access import Actor, Audience, Role, reach
from travaux.rules.lifecycle import State
from travaux.rules.refusal import Forbidden, NotFound

_KEY: Final = "receipt/"
_BATCH: Final = 100
_PUBLIC = ("act", "symbol", "title", "kind", "language", "sources", "class", "ref")
_CONTENT = (*_PUBLIC, "files")
"""The fields of a posting that whoever may read the document may prove."""


def receipt(actor: Actor, submission: int) -> ReceiptRow:
    """Return a submission of the actor's delegation, or any for an officer. Raises NotFound."""
    return receipt_row(_submission(actor, submission))


def receipt_file(actor: Actor, submission: int) -> bytes:
    """Return the receipt as a C2SP tlog-proof, with all that recomputes its leaf (R9)."""
    return form.write(log.receipt(_submission(actor, submission).index))


def posting_proof(actor: Actor, at: datetime, ref: str) -> bytes:
    """Return the proof that a document was posted as it is, to who may see its entry.

    Who may not read the content gets no hash of a file either. Raises NotFound.
    """
    document = visible.document(actor, ref)
    if document.state not in (State.POSTED, State.RECALLED, State.WITHDRAWN):
        raise NotFound("The document is not posted yet, so nothing proves its posting.")
    entry = Entry.objects.filter(document=document, act="document posted").first()
    if entry is None:
        raise NotFound("The document was never posted.")
    readable = visible.contents(actor, at).filter(id=document.id)
    names = _CONTENT if readable.exists() else _PUBLIC
    return form.write(log.receipt(entry.index, names))


def receipts_to_send(actor: Actor) -> tuple[ReceiptToSend, ...]:
    """Return the receipts of which no letter was written yet. Raises Forbidden for all but us."""
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")
    written = Mail.objects.filter(key=Concat(Value(_KEY), Cast(OuterRef("id"), CharField())))
    found = (
        Submission.objects.filter(account__isnull=False)
        .exclude(Exists(written))
        .select_related("document__process", "account")
        .prefetch_related("files")[:_BATCH]
    )
    return tuple(map(_to_send, found))


def _to_send(one: Submission) -> ReceiptToSend:
    process = one.document.process
    return ReceiptToSend(
        f"{_KEY}{one.id}",
        one.account.email if one.account else "",
        process.slug,
        process.name,
        receipt_row(one),
        tuple(Packed(file.name, file.sha256, file.size) for file in one.files.all()),
        form.write(log.receipt(one.index)),
    )


def _submission(actor: Actor, number: int) -> Submission:
    found = (
        Submission.objects.filter(id=number, document__in=visible.entries(actor))
        .select_related("document", "account")
        .first()
    )
    if found is None or not (
        Audience.SECRETARIAT in reach(actor)
        or (visible.own(actor) and found.document.entity_id == actor.entity)
    ):
        raise NotFound("There is no such receipt, or it is not yours.")
    return found
