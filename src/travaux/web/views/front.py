"""The front of the site and of a process, and pages that belong to no process."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST, require_safe

from travaux.programme.queries import frame, processes
from travaux.register import queries as register
from travaux.rules.access import TABLE, Audience, Right, Role
from travaux.web import waiting
from travaux.web.badges import right_words
from travaux.web.request import Request, place_of


@require_safe
def site(request: Request) -> HttpResponse:
    """Show the processes of the installation; where there is one, its front."""
    found = processes(request.actor)
    if len(found) == 1:
        return redirect("process", found[0].slug)
    return render(request, "travaux/site.html", {"processes": found})


@require_safe
def process(request: Request) -> HttpResponse:
    """Show the front of a process: what waits for the reader, what is open, and what is new."""
    context = {
        "frame": frame(request.actor, request.arrived),
        "newest": register.newest(request.actor),
        "tasks": waiting.tasks(place_of(request).slug, register.waiting(request.actor)),
    }
    return render(request, "travaux/process.html", context)


@require_safe
def rights(request: Request) -> HttpResponse:
    """Show the table of rights, which everyone may read (R32)."""
    roles = [role for role in Role if role is not Role.SYSTEM]
    rows: list[dict[str, Any]] = [
        {"words": right_words(right), "scopes": [(role, TABLE[role].get(right)) for role in roles]}
        for right in Right
    ]
    context = {"roles": roles, "rows": rows, "audiences": list(Audience)}
    return render(request, "travaux/rights.html", context)


@require_safe
def design(request: Request) -> HttpResponse:
    """Show every component of the pages."""
    from travaux.web.design import design as page

    return page(request)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the site in another language, and go back to where one was."""
    wanted, back = request.POST.get("language", ""), local(request, request.POST.get("next", "/"))
    answer = HttpResponseRedirect(back)
    if check_for_language(wanted) and wanted in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 86400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


def local(request: HttpRequest, address: str) -> str:
    """Return an address of this site, the front where it is of another."""
    safe = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else "/"
