"""Reads the record and writes letters to those concerned: receipts, and calls."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings

from travaux.calls.actions import written
from travaux.calls.queries import LetterToWrite, letters_to_write
from travaux.kernel import mail
from travaux.kernel.committer import commit
from travaux.register.queries import receipts_to_send
from travaux.register.queries.values import ReceiptToSend
from travaux.rules.access import SYSTEM

_CALLS: Final = 400
"""Letters of calls written at one look, so that receipts never wait long."""
_PIECE: Final = 20
"""Letters of calls written in one act."""


def write(at: datetime) -> int:
    """Write the letters that are missing, and return their number."""
    found = receipts_to_send(SYSTEM)
    for one in found:
        commit(lambda one=one: _receipt(one, at), "receipt by e-mail")  # type: ignore[misc]
    calls = letters_to_write(SYSTEM, _CALLS)
    for some in range(0, len(calls), _PIECE):
        piece = calls[some : some + _PIECE]
        commit(lambda piece=piece: _calls(piece, at), "calls by e-mail")  # type: ignore[misc]
    return len(found) + len(calls)


def _calls(letters: Sequence[LetterToWrite], at: datetime) -> None:
    for one in letters:
        site = f"{settings.ENVIRONMENT.url}/{one.process}"
        lines = (
            one.body,
            "",
            "--",
            f"Sent by the secretariat of {one.process_name}. It is also at {site}/calls/{one.ref}",
            *([f"The document: {site}/document/{one.document}"] if one.document else []),
        )
        mail.post(one.key, one.to, f"{one.process_name}: {one.title}", "\n".join(lines) + "\n", at)
        written(one.addressee)


def _receipt(one: ReceiptToSend, at: datetime) -> None:
    address = f"{settings.ENVIRONMENT.url}/{one.process}/receipt/{one.row.id}"
    lines = (
        f"{one.row.title}",
        "",
        f"Received for {one.process_name}.",
        f"Began to arrive:  {one.row.began:%Y-%m-%d %H:%M:%S} UTC",
        f"Had arrived:      {one.row.arrived:%Y-%m-%d %H:%M:%S} UTC",
        f"Class:            {one.row.timing.value}",
        f"Place in the log: {one.row.index}",
        *(f"File:             {file.name}\n  SHA-256         {file.sha256}" for file in one.files),
        "",
        f"The receipt is attached. It is also at {address}",
        "Anyone can check it with verify_receipt.py, which needs only Python:",
        f"{settings.ENVIRONMENT.url}/verify_receipt.py",
    )
    mail.post(
        one.key,
        one.to,
        f"Receipt: {one.row.title}"[:200],
        "\n".join(lines) + "\n",
        at,
        (f"receipt-{one.row.index}.tlog-proof", one.proof),
    )
