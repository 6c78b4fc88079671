"""The edge: when a request began to arrive, when it was whole, and whether it can be read (R8)."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from math import inf
from typing import Final, cast

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from travaux.kernel import clock
from travaux.web.refusals import full_disk, plain_page, unread
from travaux.web.request import Request

HEADER: Final = "HTTP_X_TRAVAUX_BEGAN"
"""Set by our server when the first byte of a request was there; from outside it is dropped."""
_OURS: Final = secrets.token_hex(16)
"""Goes before each stamp: another server that lets the header through cannot be lied to by it."""


def stamp(at: float) -> str:
    """Return the header's value for an instant in seconds, as only this process can write it."""
    return f"{_OURS} {at:.6f}"


class EdgeMiddleware:
    """Outermost: stamps both instants, and reads the body whole before anything else happens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        """Stamp, read, and go on, or say why the request cannot be read."""
        request = cast(Request, plain)
        request.began = _began(request)
        refusal = _unreadable(request)
        request.arrived = clock.now()
        return refusal or self._get_response(request)


def _began(request: HttpRequest) -> datetime:
    ours, _, at = request.META.get(HEADER, "").partition(" ")
    if not secrets.compare_digest(ours.encode(), _OURS.encode()):
        return clock.now()
    return clock.shifted(datetime.fromtimestamp(float(at), UTC))


def _read(request: Request) -> float:
    """Return how many bytes of a form have come; infinitely many of what is no form."""
    if request.content_type == "application/x-www-form-urlencoded":
        return len(request.body)
    if request.content_type == "multipart/form-data":
        return int(getattr(request, "_stream")._pos)  # noqa: B009 - Django has no name for it
    return inf


def _unreadable(request: Request) -> HttpResponse | None:
    """Read the body of a form; return a page where it cannot be."""
    if request.method != "POST":
        return None
    limit = settings.UPLOAD_LIMIT
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        return plain_page(
            411,
            "How much is it?",
            "What was sent does not say how large it is, so nothing of it was taken. Browsers say"
            " it; a program has to send Content-Length.",
        )
    if not length.isdecimal() or int(length) > limit:
        return plain_page(
            413,
            "Too large",
            f"What you sent is larger than {limit >> 20} MiB, so nothing of it was taken. Send"
            " fewer or smaller files: pictures are often what makes a document large.",
        )
    try:
        request.POST  # noqa: B018 - reading it is the point
        if _read(request) < int(length):  # else half a file would be taken for a whole one
            raise UnreadablePostError
    except UnreadablePostError:
        return plain_page(
            400,
            "The connection broke",
            "What you sent did not arrive whole, so nothing of it was taken. Send it again.",
        )
    except OSError as error:  # a large file waits on the disk until it has arrived
        if not full_disk(error):
            raise
        return unread()
    except (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig):
        return plain_page(
            400,
            "Too much at once",
            f"At most {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files can be sent at once. Nothing"
            " was taken. Send fewer, then add the others.",
        )
    except (MultiPartParserError, SuspiciousOperation, ValueError):
        return plain_page(
            400,
            "Not a form",
            "What arrived is not a form that a browser sends, so nothing of it was taken. Go back,"
            " open the page anew and send it again.",
        )
    return None
