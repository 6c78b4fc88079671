"""The page that shows every part of the pages, with made-up values that never change."""

from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from travaux.rules.deadline import Deadline
from travaux.web.badges import AUDIENCES, STATES, Words

ZONE: Final = "Europe/Zurich"
_HASH: Final = "9c1185a5c5e9fc54612808977ee8f548b2258d31ddadef707ba62c166051b9e3"


class Row(msgspec.Struct, frozen=True):
    """A line of the register."""

    symbol: str
    title: str
    sources: tuple[str, ...]
    received: datetime
    state: str
    timing: str
    audience: str


class Event(msgspec.Struct, frozen=True):
    """Something that happened to a document."""

    at: datetime
    act: Words
    who: str = ""
    reason: str = ""
    index: int | None = None
    href: str = ""
    tone: str = ""


class Choice(msgspec.Struct, frozen=True):
    """Something to choose."""

    value: str
    words: Words


class Example(forms.Form):
    """A form with every kind of control, filled in with two faults."""

    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the first page."))
    window = forms.ChoiceField(
        label=_("Submitted for"),
        choices=[("3", "Comments on the Third Draft – 30 September 2012, 24:00 (Europe/Zurich)")],
    )
    file = forms.FileField(
        label=_("File"), help_text=_("Word or PDF, up to 100 MiB."), required=False
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[(value, badge.explanation) for value, badge in list(AUDIENCES.items())[:3]],
        widget=forms.RadioSelect,
    )
    approval = forms.BooleanField(label=_("Subject to approval"), required=False)
    note = forms.CharField(
        label=_("Note to the secretariat"), required=False, widget=forms.Textarea({"rows": 4})
    )


def _at(day: int, hour: int, minute: int, month: int = 9, second: int = 0) -> datetime:
    return datetime(2012, month, day, hour, minute, second, tzinfo=ZoneInfo(ZONE))


ROWS: Final = (
    Row(
        "WTPF-IEG/2/2-E",
        "Third Draft of the Secretary-General’s Report",
        ("Secretary-General",),
        _at(14, 9, 0),
        "posted",
        "in time",
        "public",
    ),
    Row(
        "WTPF-IEG/2/3-E",
        "Comments on the Third Draft of the Secretary-General’s Report",
        ("Internet Society (ISOC)",),
        _at(28, 16, 42),
        "posted",
        "in time",
        "public",
    ),
    Row(
        "WTPF-IEG/2/7(Rev.1)-E",
        "Draft Opinion on the transition from IPv4 to IPv6",
        ("Saudi Arabia (Kingdom of)", "Sudan (Republic of the)"),
        _at(30, 23, 59, second=58),
        "registered",
        "in time",
        "members",
    ),
    Row(
        "WTPF-IEG/2/11-E",
        "Observations on the multistakeholder model",
        ("United Kingdom",),
        _at(1, 0, 12, month=10),
        "submitted",
        "late",
        "process",
    ),
    Row(
        "WTPF-IEG/2/Info-Doc1",
        "Measuring the Information Society 2012: extract",
        ("Secretariat",),
        _at(3, 11, 5, month=10),
        "withdrawn",
        "in time",
        "delegation",
    ),
)
EVENTS: Final = (
    Event(_at(28, 16, 42), _("Submitted"), "Internet Society (ISOC)", index=408, href="#events"),
    Event(_at(29, 10, 3), _("Registered"), "Secretariat", index=411, href="#events"),
    Event(
        _at(1, 9, 30, month=10),
        _("Corrected"),
        "Secretariat",
        "The title on the first page names the Third Draft, not the Second.",
        index=431,
        href="#events",
        tone="warn",
    ),
)


def design(request: HttpRequest) -> HttpResponse:
    """Show every part, in the language of the reader; `?page=` turns the made-up list."""
    form = Example({"title": "", "window": "3", "note": "Please post it with the annex."})
    pages = Paginator(range(200), 25)
    context: dict[str, Any] = {
        "form": form,
        "page": pages.get_page(request.GET.get("page", "2")),
        "rows": _found(request.GET.get("meeting", ""), request.GET.get("words", "")),
        "narrowed": bool(request.GET.get("meeting") or request.GET.get("words")),
        "chosen": request.GET.get("meeting", ""),
        "words": request.GET.get("words", ""),
        "meetings": (Choice("1", _("First meeting")), Choice("2", _("Second meeting"))),
        "kinds": (Choice("contribution", _("Contribution")),),
        "states": tuple(STATES),
        "audiences": tuple(AUDIENCES),
        "events": EVENTS,
        "zone": ZONE,
        "deadline": Deadline.parse("2012-09-30", ZONE),
        "received": datetime(2012, 9, 30, 21, 59, 58, tzinfo=UTC),
        "hash": _HASH,
        "tabs": (
            {"words": _("All"), "href": "?", "current": True, "count": 41},
            {"words": _("Late"), "href": "?tab=late", "count": 2},
            {"words": _("Not open to everyone"), "href": "?tab=restricted", "count": 6},
        ),
        "citation": (
            "Internet Society (ISOC), “Comments on the Third Draft of the Secretary-General’s"
            " Report”, document WTPF-IEG/2/3-E, ITU, Geneva, 28 September 2012."
        ),
    }
    return render(request, "travaux/design.html", context)


def _found(meeting: str, words: str) -> tuple[Row, ...]:
    """Return the rows that a filter leaves; all are of the second meeting."""
    if meeting == "1":
        return ()
    return tuple(row for row in ROWS if words.lower() in row.title.lower())
