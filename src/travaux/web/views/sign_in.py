"""Signing in and out, and choosing in which capacity one acts."""

from typing import Any, Final, cast

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from travaux.rules.refusal import NotFound
from travaux.web import typed
from travaux.web.capacity import CHOSEN
from travaux.web.refusals import plain_page
from travaux.web.request import Request, place_of, whole
from travaux.web.views.front import local

DEMO_PEOPLE: Final = (
    ("officer@example.org", _("Officer of the secretariat")),
    ("chair@example.org", _("Chair")),
    ("uk.head@example.org", _("Head of delegation, United Kingdom")),
    ("uk.delegate@example.org", _("Delegate, United Kingdom")),
    ("observer@example.org", _("Observer")),
)
"""Who can be signed in as with one click, in the demo only."""


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Let a person sign in with an address and a password, and go on where she was."""
    fields = request.POST if request.method == "POST" else request.GET
    next_ = local(request, fields.get("next", "/"))
    context: dict[str, Any] = {"next": next_, "email": fields.get("email", "")[:254]}
    if settings.ENVIRONMENT.demo:
        context["demo_people"] = DEMO_PEOPLE
    if request.method == "POST":
        context["typed"] = typed.kept(request)
        context["lost_session"] = bool(context["typed"])
        account = authenticate(
            request,
            username=request.POST.get("email", "").strip().lower(),
            password=request.POST.get("password", ""),
        )
        if account is not None:
            login(request, account)
            if context["typed"]:
                typed.remember(request.session, next_, context["typed"])
            return redirect(next_)
        context["problem"] = gettext(
            "The address and the password do not belong together. Try again."
        )
    status = 422 if "problem" in context else 200
    return render(request, "travaux/sign_in.html", context, status=status)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Let a person sign out."""
    logout(request)
    return redirect("/")


@require_POST
def capacity(request: Request) -> HttpResponse:
    """Act in another of one's capacities from now on; only one's own are believed."""
    wanted = whole(request.POST.get("capacity", ""))
    if wanted is not None:
        request.session[f"{CHOSEN}{place_of(request).id}"] = wanted
    return redirect("process", place_of(request).slug)


@require_POST
def demo(request: Request) -> HttpResponse:
    """Sign in as one of the people of the demo, in the demo only."""
    if not settings.ENVIRONMENT.demo:
        raise NotFound(gettext("There is no such page. Check the address."))
    account = get_user_model().objects.filter(email=request.POST.get("email", "")).first()
    if account is None:
        raise NotFound(gettext("There is no such person in the demo."))
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(local(request, request.POST.get("next", "/")))


def locked_out(request: HttpRequest, _credentials: Any, *_args: Any) -> HttpResponse:
    """Answer after too many wrong passwords."""
    cast(Request, request)
    return plain_page(
        429,
        "Too many attempts",
        "The password was wrong too often. Wait a quarter of an hour, or ask the secretariat for a"
        " new one.",
    )
