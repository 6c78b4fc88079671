"""The addresses that the frame of a page leads to, all to the page of parts."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import path
from django.views.i18n import set_language

from travaux.web.design import ZONE, design


def _place(request: HttpRequest, **_address: object) -> Any:
    return design(request)


urlpatterns = [
    path("design", design, name="design"),
    path("language", set_language, name="language"),
    path("", design, name="site"),
    path("sign-in", design, name="sign-in"),
    path("sign-out", design, name="sign-out"),
    path("rights", design, name="rights"),
    path("log", design, name="log"),
    path("<slug:process>/", _place, name="process"),
    path("<slug:process>/register", _place, name="register"),
    path("<slug:process>/search", _place, name="search"),
    path("<slug:process>/calls", _place, name="calls"),
    path("<slug:process>/desk", _place, name="desk"),
    path("<slug:process>/officer", _place, name="officer"),
    path("<slug:process>/capacity", _place, name="capacity"),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the real site's context says of a delegate, in the demo."""
    return {
        "actor": SimpleNamespace(
            account=1, name="Delegate 2", role="head of delegation", entity_name="Sweden"
        ),
        "place": SimpleNamespace(slug="wtpf-13", name="WTPF-13", body="ITU", zone=ZONE),
        "demo": True,
        "languages": settings.LANGUAGES,
        "has_desk": True,
        "is_officer": True,
        "capacities": (
            SimpleNamespace(id=1, role="head of delegation", entity="Sweden"),
            SimpleNamespace(id=2, role="vice-chair", entity=""),
        ),
    }
