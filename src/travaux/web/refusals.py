"""Refusals as pages: the four of the house, translated once for this shell."""

import errno
import logging
import sys
from collections.abc import Callable
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _

from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound, Refusal

_logger = logging.getLogger(__name__)
_STATUS: Final = {NotFound: 404, Forbidden: 403, Invalid: 422, Conflict: 409}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk, the quota, or the longest file that the process may write."""


class RefusalMiddleware:
    """Turns a refusal that no view has shown itself into a page with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; an address that only takes what a form sends says so to who opens it."""
        answer = self._get_response(request)
        if answer.status_code == 405 and not answer.content:
            sentence = _("This address takes only what a form sends. Go back, and use the form.")
            page = refused(request, NotFound(sentence))
            page.status_code = 405
            page["Allow"] = answer["Allow"]
            return page
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a refusal, and for a full disk; leave all else to Django."""
        if full_disk(error):
            return no_room(request, error)
        if not isinstance(error, Refusal):
            return None
        return refused(request, error)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal."""
    status = _STATUS.get(type(refusal), 400)
    titles = {
        404: _("There is nothing here for you"),
        403: _("This is not for you to do"),
        422: _("This cannot be accepted"),
        409: _("This cannot be done now"),
    }
    context = {"heading": titles.get(status, _("Not done")), "sentence": refusal.sentence}
    return render(request, "travaux/refused.html", context, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form whose token is missing or of another session: nothing was taken."""
    _logger.info("form refused: %s", reason)
    from travaux.web import typed

    context = {
        "heading": _("The form is too old"),
        "sentence": _(
            "Your session ended or you signed in again since you opened this form, so nothing of it"
            " was taken. What you typed is below; send it again."
        ),
        "typed": typed.kept(request),
        "shown": typed.labelled(request),
        "files": typed.file_names(request),
        "path": request.get_full_path(),
    }
    return render(request, "travaux/stale.html", context, status=403)


def full_disk(error: BaseException) -> bool:
    """Say whether a disk or a quota is full, as the system or either database says it."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    words = str(error)
    return isinstance(error, OperationalError) and (
        "disk is full" in words or "No space left" in words
    )


def no_room(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Answer where the disk is full: nothing was taken, and what was typed is kept on the page."""
    _logger.error("the disk is full, so a request was not taken: %s", error)
    from travaux.web.typed import kept

    context = {
        "heading": _("There is no room left"),
        "sentence": _(
            "The disk of this site is full, so nothing of what you sent was taken. Tell the"
            " secretariat. What you typed is below; send it again once there is room."
        ),
        "typed": kept(request),
        "path": request.get_full_path(),
        "had_files": bool(request.FILES),
    }
    return render(request, "travaux/stale.html", context, status=507)


def plain_page(status: int, title: str, sentence: str) -> HttpResponse:
    """Return a page that needs nothing else of the house to work."""
    return HttpResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<h1>{escape(title)}</h1><p>{escape(sentence)}</p></html>",
        status=status,
    )


def unread() -> HttpResponse:
    """Answer where the disk is too full even to read what was sent."""
    return plain_page(
        507,
        "There is no room left",
        "The disk of this site is full. If you sent something and have no receipt, it was not"
        " taken: send it again once there is room. Tell the secretariat.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer for an address that leads nowhere, as for a thing that one may not see (R32)."""
    return refused(request, NotFound(_("There is no such page. Check the address.")))


def failed(_request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours, or for a session that found the disk full."""
    error = sys.exception()
    if error is not None and full_disk(error):
        return unread()
    return plain_page(
        500,
        "Travaux failed",
        "This is our fault. If you sent something and have no receipt, it was not taken: send it"
        " again. The fault is on record; the secretariat can tell you more.",
    )
