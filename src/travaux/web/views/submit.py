"""Submitting a document: one form, from which it is kept in preparation or sent at once."""

import secrets
from typing import Any, cast

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from travaux.people.queries import entities
from travaux.programme.queries import frame
from travaux.register import actions, queries
from travaux.rules.access import Right, may, require
from travaux.rules.refusal import Conflict, Refusal
from travaux.web import typed, uploads
from travaux.web.forms import DocumentForm, show
from travaux.web.request import Request, act_of, place_of, whole


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponse:
    """Show the form, or take what it sent: prepared only, or handed in with its receipt."""
    if not request.actor.account:
        return to_sign_in(request)
    require(request.actor, Right.PREPARE, request.actor.entity)
    if request.method != "POST":
        return _page(request, _form(request, _recalled(request)))
    form = _form(request, request.POST)
    try:
        given = uploads.take(request, uploads.language_of(request))
        if not form.is_valid():
            return _page(request, form, 422)
        if "hand_in" in request.POST:
            number = actions.hand_in(
                act_of(request), form.particulars(), given, request.POST.get("key", "")
            )
            return redirect("receipt", place_of(request).slug, number)
        ref = actions.prepare(act_of(request), form.particulars(), given)
    except Refusal as refusal:
        form.is_valid()
        show(form, refusal)
        return _page(request, form, 422)
    return redirect("document", place_of(request).slug, ref)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, ref: str) -> HttpResponse:
    """Show what is said of a document in preparation, or change it."""
    if not request.actor.account:
        return to_sign_in(request)
    page = queries.document(request.actor, request.arrived, ref)
    if request.method != "POST":
        form = _form(request, _recalled(request), initial=_said(request, ref))
        return _page(request, form, page=page)
    form = _form(request, request.POST)
    version = request.POST.get("version", "")
    try:
        given = uploads.take(request, uploads.language_of(request))
        if not form.is_valid():
            return _page(request, form, 422, page)
        before = queries.particulars(request.actor, ref)
        said = replace(form.particulars(), opens_at=before.opens_at, opens_to=before.opens_to)
        actions.edit(act_of(request), ref, whole(version) or 0, said, given)
    except Refusal as refusal:
        form.is_valid()
        show(form, refusal)
        return _page(request, form, 409 if isinstance(refusal, Conflict) else 422, page)
    return redirect("document", place_of(request).slug, ref)


def to_sign_in(request: Request, back: str = "") -> HttpResponse:
    """Ask to sign in first; what was typed goes along and comes back afterwards.

    `back` is where the form stands, where that is not the address to which it was sent.
    """
    if request.method == "POST":
        context = {
            "next": back or request.path,
            "typed": typed.kept(request),
            "files": typed.file_names(request),
            "problem": "",
            "email": "",
            "lost_session": True,
        }
        return render(request, "travaux/sign_in.html", context, status=403)
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")


def _form(
    request: Request, data: QueryDict | None, initial: dict[str, Any] | None = None
) -> DocumentForm:
    first = {
        "key": secrets.token_urlsafe(24),
        "language": place_of(request).languages[0],
        "window": request.GET.get("window", ""),
    }
    files = cast(Any, request.FILES if request.method == "POST" else None)
    return DocumentForm(request.actor.entity, data, files, initial=first | (initial or {}))


def _recalled(request: Request) -> QueryDict | None:
    """Return what was typed before the session ended, and find the files that were kept."""
    data = typed.recall(request)
    if data is not None:
        uploads.again(request, data.getlist("kept_file"))
    return data


def _said(request: Request, ref: str) -> dict[str, Any]:
    said = queries.particulars(request.actor, ref)
    return {
        "title": said.title,
        "kind": said.kind,
        "language": said.language,
        "sources": [str(one.entity) for one in said.sources],
        "meeting": str(said.meeting or ""),
        "window": str(said.window or ""),
        "themes": [str(one) for one in said.themes],
        "entry_audience": said.entry_audience.value,
        "content_audience": said.content_audience.value,
        "subject_to_approval": said.subject_to_approval,
        "note": said.note,
        "outside_author": said.outside_author,
        "requested_by": str(said.requested_by or ""),
    }


def _page(
    request: Request, form: DocumentForm, status: int = 200, page: Any = None
) -> HttpResponse:
    here = frame(request.actor, request.arrived)
    form.offer(here, entities(request.actor))
    context = {
        "form": form,
        "page": page,
        "kept_files": request.kept_files,
        "late_now": page is None and not any(one.open for one in here.windows),
        "may_hand_in": bool(may(request.actor, Right.SUBMIT, request.actor.entity)),
    }
    return render(request, "travaux/submit.html", context, status=status)
