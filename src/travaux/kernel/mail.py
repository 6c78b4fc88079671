"""Letters: written in a transaction, sent afterwards, tried again until they go out."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Final

from django.core.mail import EmailMessage
from django.db.models import F

from travaux.kernel.committer import commit
from travaux.kernel.models import Mail

_TRIES: Final = 12
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

    One that the server refuses is tried again, later each time, and then left with the error.
    """
    waiting = Mail.objects.filter(sent_at=None, next_try_at__lte=at, tries__lt=_TRIES)
    sent = 0
    for letter in waiting.order_by("id")[:_BATCH]:
        try:
            _message(letter).send()
        except (SMTPException, OSError) as error:
            _put_off(letter, at, str(error))
        else:
            _sent(letter, at)
            sent += 1
    return sent


def _sent(letter: Mail, at: datetime) -> None:
    commit(lambda: Mail.objects.filter(id=letter.id).update(sent_at=at, error=""), "letter sent")


def _put_off(letter: Mail, at: datetime, error: str) -> None:
    later = at + timedelta(minutes=2**letter.tries)
    commit(
        lambda: Mail.objects.filter(id=letter.id).update(
            tries=F("tries") + 1, next_try_at=later, error=error[:2000]
        ),
        "letter put off",
    )


def _message(letter: Mail) -> EmailMessage:
    message = EmailMessage(letter.subject, letter.body, to=[letter.to])
    if letter.attachment_name:
        message.attach(letter.attachment_name, bytes(letter.attachment), "application/octet-stream")
    return message
