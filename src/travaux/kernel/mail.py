"""Letters: written in a transaction, sent afterwards, tried again until they go out."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from travaux.kernel.committer import commit
from travaux.kernel.models import Mail

_TRIES: Final = 60
_LONGEST: Final = timedelta(hours=12)
"""Between two tries: with sixty of them, a letter is given up after four weeks."""
_BATCH: Final = 100


def post(
    key: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    attachment: tuple[str, bytes] = ("", b""),
) -> None:
    """Let a letter wait to be sent; one of the same key is not written twice."""
    Mail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:600],
            "body": body,
            "attachment_name": attachment[0],
            "attachment": attachment[1],
            "made_at": at,
            "next_try_at": at,
        },
    )


def send_waiting(at: datetime) -> int:
    """Send the letters that wait, and return how many went out.

    One that the server refuses is tried again, later each time, and then left with the error. Each
    try is noted before it is made: where nothing can be noted nothing is sent, else the same letter
    would go out again and again. Where the server cannot be reached, the rest is put off unsent.
    """
    waiting = Mail.objects.filter(sent_at=None, next_try_at__lte=at, tries__lt=_TRIES)
    sent = 0
    with _Post() as post:
        for letter in list(waiting.order_by("id")[:_BATCH]):
            _trying(letter, at)
            error = post.send(letter)
            _tried(letter, at, error)
            sent += not error
    return sent


class Fate(msgspec.Struct, frozen=True):
    """What became of a letter: it is waiting, sent, or failed, when, and the server's last word."""

    state: str
    at: datetime | None = None
    error: str = ""


def fates(keys: Sequence[str]) -> dict[str, Fate]:
    """Return what became of letters, by their keys; none of those that were never written."""
    found = {}
    for start in range(0, len(keys), 500):
        some = Mail.objects.filter(key__in=keys[start : start + 500])
        for key, sent, tries, error in some.values_list("key", "sent_at", "tries", "error"):
            failed = sent is None and tries >= _TRIES
            state = "sent" if sent else "failed" if failed or error else "waiting"
            found[key] = Fate(state, sent, error)
    return found


class _Post:
    """A mail server, asked once for all the letters of a batch."""

    def __init__(self) -> None:
        self._server: Any = get_connection()
        self._unreachable = ""

    def __enter__(self) -> "_Post":
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(SMTPException, OSError):
            self._server.close()

    def send(self, letter: Mail) -> str:
        """Send a letter; return what went wrong, empty where nothing did."""
        if self._unreachable:
            return self._unreachable
        try:
            self._server.open()
        except (SMTPException, OSError) as error:
            self._unreachable = _said(error)
            return self._unreachable
        try:
            self._server.send_messages([_message(letter)])
        except (SMTPException, OSError, ValueError) as error:  # ValueError: headers that cannot be
            with suppress(SMTPException, OSError):
                self._server.close()  # what the server makes of a broken session nobody knows
            return _said(error)
        return ""


def _said(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{to}: {_word(said)}" for to, said in error.recipients.items())
    if isinstance(error, SMTPResponseException):
        return _word((error.smtp_code, error.smtp_error))
    return str(error) or type(error).__name__


def _word(said: tuple[int, bytes | str]) -> str:
    code, words = said
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"


def _trying(letter: Mail, at: datetime) -> None:
    later = at + min(timedelta(minutes=2 ** min(letter.tries, 20)), _LONGEST)
    commit(
        lambda: Mail.objects.filter(id=letter.id).update(tries=F("tries") + 1, next_try_at=later),
        "letter tried",
    )


def _tried(letter: Mail, at: datetime, error: str) -> None:
    said = {"error": error[:2000]} if error else {"sent_at": at, "error": ""}
    commit(lambda: Mail.objects.filter(id=letter.id).update(**said), "letter sent")


def _message(letter: Mail) -> EmailMessage:
    digest = hashlib.sha256(f"{letter.key} {letter.made_at.isoformat()}".encode()).hexdigest()
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        # The same at each try, so that a letter sent twice is known by it.
        headers={"Message-ID": f"<{digest[:32]}@{settings.ENVIRONMENT.host}>"},
    )
    if letter.attachment_name:
        message.attach(letter.attachment_name, bytes(letter.attachment), "application/octet-stream")
    return message
