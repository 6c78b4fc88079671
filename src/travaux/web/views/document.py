"""The page of a document, its files and proof, and the steps that can be taken from it."""

import mimetypes
import secrets
from typing import Any, Final

from django.contrib import messages
from django.forms import CharField
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from travaux.drafting.queries import lines, texts
from travaux.kernel import storage
from travaux.register import queries
from travaux.register.queries.values import Choice, Page
from travaux.rules.access import Right, may
from travaux.rules.refusal import Conflict, Invalid, NotFound, Refusal
from travaux.rules.symbol import Kind
from travaux.web import typed, uploads
from travaux.web.badges import EVENTS, SAID, TONES
from travaux.web.forms import KIND_NAMES
from travaux.web.request import Request, act_of, place_of, whole
from travaux.web.steps import STEPS, Said
from travaux.web.views.submit import to_sign_in

_PART: Final = 500
"""Provisions on one page."""


@require_safe
def document(request: Request, ref: str) -> HttpResponse:
    """Show a document: its versions, history, proofs, and who may see it and why."""
    page = queries.document(request.actor, request.arrived, ref)
    wanted = request.GET.get("step", "")
    said = typed.recall(request) if wanted in STEPS else None
    return show(request, page, tried={wanted: STEPS[wanted].form(said)} if said else None)


@require_safe
def by_symbol(request: Request, symbol: str) -> HttpResponse:
    """Lead from a symbol, however it is typed, to the document's page."""
    return redirect("document", place_of(request).slug, queries.by_symbol(request.actor, symbol))


@require_safe
def file(request: Request, ref: str, number: int) -> HttpResponseBase:
    """Send a file to be saved; it is never shown inside the site."""
    found = queries.file(request.actor, request.arrived, ref, number)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    answer = FileResponse(
        storage.open_(found.sha256), as_attachment=True, filename=found.name, content_type=kind
    )
    answer["ETag"] = f'"{found.sha256}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_safe
def text(request: Request, ref: str, number: int) -> HttpResponse:
    """Show the text of a file as it was read, a part of it at a time."""
    page = queries.document(request.actor, request.arrived, ref)
    found = queries.file(request.actor, request.arrived, ref, number)
    start = request.GET.get("from", "0")
    first = int(start) if start.isdecimal() and len(start) < 8 else 0
    rows = lines(request.actor, found.sha256, first, _PART + 1)
    if not rows:
        raise NotFound(_("This file has no text that was read, or not yet."))
    context = {
        "page": page,
        "file": found,
        "lines": rows[:_PART],
        "next": first + _PART if len(rows) > _PART else None,
        "before": max(0, first - _PART) if first else None,
    }
    return render(request, "travaux/text.html", context)


@require_safe
def proof(request: Request, ref: str) -> HttpResponse:
    """Send the proof that the document was posted as it is, as a C2SP tlog-proof."""
    return attached(
        queries.posting_proof(request.actor, request.arrived, ref), f"posting-{ref}.tlog-proof"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, ref: str, step: str) -> HttpResponse:
    """Take one step with the document, or show why not, with what was typed.

    Opened as an address (after a change of language, or by going back) it leads to the form.
    """
    if step not in STEPS:
        raise NotFound(_("There is no such page. Check the address."))
    here = reverse("document", args=(place_of(request).slug, ref))
    if request.method != "POST":
        return redirect(f"{here}?{urlencode({'step': step})}#step")
    if not request.actor.account:
        return to_sign_in(request, f"{here}?{urlencode({'step': step})}")
    page = queries.document(request.actor, request.arrived, ref)
    one = STEPS[step]
    form = one.form(request.POST, request.FILES)
    version = request.POST.get("version", "")
    try:
        if not form.is_valid():
            return show(request, page, 422, {step: form})
        given = uploads.take(request, form.cleaned_data.get("language", "en"))
        said = Said(form.cleaned_data, given, request.POST.get("key", ""), page)
        one.do(act_of(request), ref, whole(version) or 0, said)
    except (Invalid, Conflict) as refusal:
        _tell(form, refusal)
        return show(request, page, 422 if isinstance(refusal, Invalid) else 409, {step: form})
    messages.success(request, _("Done: %(step)s.") % {"step": str(one.button)})
    return redirect("document", place_of(request).slug, ref)


def show(
    request: Request, page: Page, status: int = 200, tried: dict[str, Any] | None = None
) -> HttpResponse:
    """Return the page of a document; `tried` is the form of a step that was refused."""
    tried = tried or {}
    possible = {name: one for name, one in STEPS.items() if name in page.rights}
    wanted = next(iter(tried), request.GET.get("step", ""))
    opened = {"name": wanted, "step": possible[wanted]} if wanted in possible else None
    if opened:
        opened["form"] = tried.get(wanted) or possible[wanted].form()
    read = texts(request.actor, [one.sha256 for one in page.files])
    context: dict[str, Any] = {
        "page": page,
        "kind": KIND_NAMES.get(page.row.kind, page.row.kind),
        "at_once": [(name, one) for name, one in possible.items() if not one.form.base_fields],
        "asking": [(name, one) for name, one in possible.items() if one.form.base_fields],
        "opened": opened,
        "kept_files": request.kept_files,
        "files": [{"row": one, "text": read.get(one.sha256)} for one in page.files],
        "key": secrets.token_urlsafe(24),
        "history": [
            {
                "at": one.at,
                "act": EVENTS.get(one.act, one.act),
                "who": one.who,
                "reason": one.reason,
                "index": one.index,
                "tone": TONES.get(one.act, ""),
            }
            for one in page.events
        ],
    }
    if tried and not opened:  # what was tried can no longer be done: say so, and keep the words
        context |= {"refused": tried[wanted], "typed": _typed(tried[wanted])}
    if "register" in page.rights:
        context |= _for_registering(request, page)
    if "confirm" in page.rights:
        context["open_sources"] = [
            Choice(str(one.entity), one.name)
            for one in page.row.sources
            if one.confirmation != "confirmed" and may(request.actor, Right.CONFIRM, one.entity)
        ]
    return render(request, "travaux/document.html", context, status=status)


def attached(data: bytes, name: str) -> HttpResponse:
    """Return a file of ours to be saved."""
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _for_registering(request: Request, page: Page) -> dict[str, Any]:
    """Return what can be chosen when a symbol is issued: series, reserved numbers, documents."""
    series = queries.series(request.actor)
    choices = [
        choice
        for one in series
        for choice in (
            Choice(str(one.id), f"{one.name}: {one.pattern}"),
            *(Choice(f"{one.id}/{kept.value}", kept.words) for kept in one.reserved),
        )
    ]
    first = next((str(one.id) for one in series if page.row.kind in one.kinds), "")
    return {
        "series_choices": choices,
        "series_first": first,
        "any_external": any(one.external for one in series),
        "others": queries.symbols(request.actor),
        "modifications": [Choice(one.value, str(SAID[one.value])) for one in Kind],
    }


def _typed(form: Any) -> list[str]:
    """Return what was written into a form that can no longer be shown."""
    written = (name for name, field in form.fields.items() if isinstance(field, CharField))
    return [words for name in written if (words := form.data.get(name, "").strip())]


def _tell(form: Any, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
