"""What every request carries, once the edge and the capacity are settled."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from travaux.kernel.act import Act
from travaux.people.queries import Capacity
from travaux.programme.queries import ProcessRow
from travaux.rules.access import Actor


class Request(HttpRequest):
    """A request whose instants, process and actor are known."""

    began: datetime
    arrived: datetime
    actor: Actor
    place: ProcessRow | None
    capacities: tuple[Capacity, ...]
    kept_files: list[tuple[str, str]]
    """Names and tokens of files that were stored before the form was refused."""
    htmx: HtmxDetails


def act_of(request: Request, behalf: str = "") -> Act:
    """Return the act that a request is: who, and the instants stamped at the edge."""
    return Act(request.actor, request.arrived, request.began, behalf)


def place_of(request: Request) -> ProcessRow:
    """Return the process of a request; its address named one."""
    assert request.place is not None
    return request.place


def whole(written: str) -> int | None:
    """Return a number of a row as a form sends it; none where it cannot be one."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 19 else None
