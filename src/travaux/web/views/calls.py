"""Calls and circular letters: what the secretariat announces, and what was sent to whom."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from travaux.calls import actions, queries
from travaux.calls.actions import AUDIENCES, ROLES, Said
from travaux.calls.queries import Addressed, CallPage
from travaux.people.queries import entities
from travaux.programme.queries import Frame, frame
from travaux.register import queries as register
from travaux.rules.access import Audience, Right, require
from travaux.rules.refusal import Conflict, Refusal
from travaux.web.badges import ROLES as ROLE_WORDS
from travaux.web.badges import audience_badge
from travaux.web.forms import LANGUAGE_NAMES, Choice, Choices, show
from travaux.web.instants import written
from travaux.web.request import Request, act_of, place_of, whole
from travaux.web.views.submit import to_sign_in


class CallForm(forms.Form):
    """What a call says, and to whom."""

    title = forms.CharField(label=_("Title"), max_length=None)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("As it goes out by e-mail. Links to this page are added below it."),
    )
    about = Choice(label=_("What it announces"), required=False)
    document = Choice(
        label=_("Document"),
        required=False,
        help_text=_("The document that it announces, or the circular letter itself."),
    )
    language = Choice(label=_("Language"))
    everyone = forms.BooleanField(label=_("To all who take part"), required=False)
    roles = Choices(
        label=_("To roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, ROLE_WORDS[role.value]) for role in ROLES],
    )
    kinds = Choices(
        label=_("To kinds of entity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    entities = Choices(label=_("To entities"), required=False, widget=forms.CheckboxSelectMultiple)
    audience = Choice(
        label=_("Who may read it here"),
        choices=[(one.value, audience_badge(one.value).words) for one in AUDIENCES],
        initial=Audience.PUBLIC.value,
        help_text=_("Besides those to whom it goes."),
    )

    def offer(self, request: Request, here: Frame) -> None:
        """Let the form be shown: what can be announced, and to whom."""
        known = entities(request.actor)
        kinds = sorted({one.kind for one in known})
        fields: dict[str, Any] = self.fields
        fields["about"].choices = [
            ("", _("Nothing in particular")),
            *((f"window/{one.id}", one.name) for one in here.windows),
            *((f"meeting/{one.id}", one.name) for one in here.meetings),
        ]
        fields["document"].choices = [
            ("", _("None")),
            *((one.value, one.words) for one in register.symbols(request.actor)),
        ]
        fields["language"].choices = [(one, LANGUAGE_NAMES[one]) for one in here.process.languages]
        fields["kinds"].choices = [(one, one) for one in kinds]
        fields["entities"].choices = [(str(one.id), one.name) for one in known]

    def said(self) -> Said:
        """Return what was said, once it is valid."""
        data = self.cleaned_data
        about, _sep, number = data["about"].partition("/")
        return Said(
            data["title"],
            data["body"],
            Addressed(
                data["everyone"],
                tuple(data["roles"]),
                tuple(data["kinds"]),
                tuple(whole(one) or 0 for one in data["entities"]),
            ),
            data["language"],
            Audience(data["audience"] or Audience.PUBLIC),
            whole(number) if about == "window" else None,
            whole(number) if about == "meeting" else None,
            data["document"],
        )


@require_safe
def calls(request: Request) -> HttpResponse:
    """Show the calls of the process, those that are not sent yet first, for who sends them."""
    return render(request, "travaux/calls/calls.html", {"calls": queries.calls(request.actor)})


@require_safe
def call(request: Request, ref: str) -> HttpResponse:
    """Show a call: its words, to whom it went or would go, and what became of each letter."""
    return _shown(request, queries.call(request.actor, request.arrived, ref))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a call; `?window=`, `?meeting=` or `?document=` says what it announces."""
    if not request.actor.account:
        return to_sign_in(request)
    require(request.actor, Right.ANNOUNCE)
    here = frame(request.actor, request.arrived)
    if request.method != "POST":
        return _form(request, here, CallForm(initial=_begun(request, here)))
    form = CallForm(request.POST)
    form.offer(request, here)
    try:
        if not form.is_valid():
            return _form(request, here, form, 422)
        ref = actions.draft_call(act_of(request), form.said())
    except Refusal as refusal:
        show(form, refusal)
        return _form(request, here, form, 422)
    return redirect("call", place_of(request).slug, ref)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, ref: str) -> HttpResponse:
    """Change a call that is not sent yet."""
    if not request.actor.account:
        return to_sign_in(request)
    require(request.actor, Right.ANNOUNCE)
    page = queries.call(request.actor, request.arrived, ref)
    here = frame(request.actor, request.arrived)
    if request.method != "POST":
        return _form(request, here, CallForm(initial=_said(page)), page=page)
    form = CallForm(request.POST)
    form.offer(request, here)
    version = whole(request.POST.get("version", "")) or 0
    try:
        if not form.is_valid():
            return _form(request, here, form, 422, page)
        actions.edit_call(act_of(request), ref, version, form.said())
    except Refusal as refusal:
        show(form, refusal)
        return _form(request, here, form, 409 if isinstance(refusal, Conflict) else 422, page)
    return redirect("call", place_of(request).slug, ref)


@require_POST
def send(request: Request, ref: str) -> HttpResponse:
    """Send a call to all whom it addresses, or throw it away."""
    version = whole(request.POST.get("version", "")) or 0
    try:
        if "discard" in request.POST:
            actions.discard_call(act_of(request), ref, version)
            messages.success(request, gettext("The call was thrown away."))
            return redirect("calls", place_of(request).slug)
        number = actions.send_call(act_of(request), ref, version)
    except Conflict as refusal:
        page = queries.call(request.actor, request.arrived, ref)
        return _shown(request, page, refusal)
    words = ngettext("Sent to %(number)s person.", "Sent to %(number)s people.", number)
    messages.success(request, words % {"number": number})
    return redirect("call", place_of(request).slug, ref)


def _shown(request: Request, page: CallPage, refusal: Refusal | None = None) -> HttpResponse:
    waits = "send" in page.rights
    people = queries.addressees(request.actor, request.arrived, page.to) if waits else ()
    context = {
        "page": page,
        "people": people,
        "lines": page.body.split("\n\n"),
        "problem": refusal.sentence if refusal else "",
    }
    return render(request, "travaux/calls/call.html", context, status=409 if refusal else 200)


def _form(
    request: Request,
    here: Frame,
    form: CallForm,
    status: int = 200,
    page: CallPage | None = None,
) -> HttpResponse:
    form.offer(request, here)
    context = {"form": form, "page": page}
    return render(request, "travaux/calls/call_form.html", context, status=status)


def _begun(request: Request, here: Frame) -> dict[str, Any]:
    """Return what a new call begins with: of the window, meeting or document that it announces."""
    begun: dict[str, Any] = {"language": here.process.languages[0], "everyone": True}
    window = next((one for one in here.windows if str(one.id) == request.GET.get("window")), None)
    meeting = next(
        (one for one in here.meetings if str(one.id) == request.GET.get("meeting")), None
    )
    if window is not None:
        invitation = gettext(
            "You are invited to submit until %(deadline)s. What begins to arrive before then is in"
            " time; each submission has a receipt at once."
        ) % {"deadline": written(window.deadline)}
        begun |= {
            "about": f"window/{window.id}",
            "title": window.name,
            "body": f"{window.name}\n\n{invitation}",
        }
    elif meeting is not None:
        begun |= {"about": f"meeting/{meeting.id}", "title": meeting.name, "body": meeting.name}
    elif ref := request.GET.get("document"):
        row = register.document(request.actor, request.arrived, ref).row
        words = f"{row.symbol} {row.title}".strip()
        begun |= {"document": ref, "title": words[:500], "body": words}
    return begun


def _said(page: CallPage) -> dict[str, Any]:
    about = f"window/{page.window.id}" if page.window else ""
    about = about or (f"meeting/{page.meeting}" if page.meeting else "")
    return {
        "title": page.row.title,
        "body": page.body,
        "about": about,
        "document": page.document,
        "language": page.language,
        "everyone": page.to.everyone,
        "roles": list(page.to.roles),
        "kinds": list(page.to.kinds),
        "entities": [str(one) for one in page.to.entities],
        "audience": page.row.audience.value,
    }
