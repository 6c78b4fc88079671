"""The officer's desk, and what only officers do away from a document's page."""

import secrets
from collections.abc import Mapping
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from travaux.people.queries import entities
from travaux.programme.queries import frame
from travaux.register import actions, queries
from travaux.register.actions import Channel
from travaux.register.queries.values import Choice
from travaux.rules.access import Right, require
from travaux.rules.refusal import Conflict, Invalid, Refusal
from travaux.web import uploads
from travaux.web.forms import EnterForm, show
from travaux.web.request import Request, act_of, place_of, whole
from travaux.web.views.submit import to_sign_in


@require_safe
def desk(request: Request) -> HttpResponse:
    """Show what waits for the secretariat."""
    if not request.actor.account:
        return to_sign_in(request)
    return _desk(request)


def _desk(
    request: Request, refusal: Refusal | None = None, said: Mapping[str, str] | None = None
) -> HttpResponse:
    """Show the desk; `said` is what was typed into a form of it that was refused."""
    said = said or {}
    desk = queries.officer_desk(request.actor, request.arrived)
    context = {
        "desk": desk,
        "requests": [
            {
                "row": one,
                "prefix": f"request-{one.id}",
                "typed": said.get("outcome", "") if said.get("id") == str(one.id) else "",
            }
            for one in desk.requests
        ],
        "said": said,
        "problem": refusal.sentence if refusal else "",
        "series_choices": [
            Choice(str(one.id), f"{one.name}: {one.pattern}")
            for one in queries.series(request.actor)
        ],
        "meeting_choices": [
            Choice(str(one.id), one.name) for one in frame(request.actor, request.arrived).meetings
        ],
    }
    status = 422 if refusal else 200
    return render(request, "travaux/officer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Enter what came by e-mail or on paper, with the evidence (R8)."""
    if not request.actor.account:
        return to_sign_in(request)
    require(request.actor, Right.ENTER)
    sent = request.method == "POST"
    form = EnterForm(
        0,
        request.POST if sent else None,
        cast(Any, request.FILES if sent else None),
        initial={"key": secrets.token_urlsafe(24), "language": place_of(request).languages[0]},
    )
    if not sent:
        return _page(request, form)
    try:
        given = uploads.take(request, uploads.language_of(request))
        if not form.is_valid():
            return _page(request, form, 422)
        said = form.cleaned_data
        channel = Channel(said["channel"], said["received"], said["evidence"])
        particulars = form.particulars()
        number = actions.enter(
            act_of(request),
            particulars.sources[0].entity,
            particulars,
            given,
            channel,
            request.POST.get("key", ""),
        )
    except Refusal as refusal:
        form.is_valid()
        show(form, refusal)
        return _page(request, form, 422)
    return redirect("receipt", place_of(request).slug, number)


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: Request) -> HttpResponse:
    """Reserve the next number of a series."""
    if request.method != "POST":
        return redirect("officer", place_of(request).slug)
    series, meeting = request.POST.get("series", ""), request.POST.get("meeting", "")
    try:
        made = actions.reserve(
            act_of(request),
            whole(series) or 0,
            whole(meeting),
            request.POST.get("reserved_for", ""),
        )
    except (Invalid, Conflict) as refusal:
        return _desk(request, refusal, request.POST.dict())
    messages.success(request, _("%(symbol)s is reserved.") % {"symbol": made})
    return redirect("officer", place_of(request).slug)


@require_http_methods(["GET", "HEAD", "POST"])
def request(request: Request, number: int) -> HttpResponse:
    """Answer a request to open a document."""
    if request.method != "POST":
        return redirect("officer", place_of(request).slug)
    granted = request.POST.get("granted") == "yes"
    try:
        actions.settle_request(act_of(request), number, granted, request.POST.get("outcome", ""))
    except (Invalid, Conflict) as refusal:
        return _desk(request, refusal, request.POST.dict() | {"id": str(number)})
    messages.success(request, _("The request is answered."))
    return redirect("officer", place_of(request).slug)


def _page(request: Request, form: EnterForm, status: int = 200) -> HttpResponse:
    form.offer(frame(request.actor, request.arrived), entities(request.actor))
    context = {
        "form": form,
        "entering": True,
        "kept_files": request.kept_files,
        "may_hand_in": True,
    }
    return render(request, "travaux/submit.html", context, status=status)
