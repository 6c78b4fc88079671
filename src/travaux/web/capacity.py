"""Who asks, in which capacity, in which process: settled once for each request."""

from collections.abc import Callable
from typing import Any, Final, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from travaux.people.queries import signed_in
from travaux.programme.queries import process
from travaux.rules.access import PUBLIC, Actor
from travaux.rules.refusal import Refusal
from travaux.web.refusals import refused
from travaux.web.request import Request

CHOSEN: Final = "capacity/"


class CapacityMiddleware:
    """Reads the process from the address and the actor from the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        """Begin as someone of the public, and go on."""
        request = cast(Request, plain)
        request.actor, request.place, request.capacities = PUBLIC, None, ()
        request.kept_files = []
        return self._get_response(request)

    def process_view(
        self, plain: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Settle the process and the actor, now that the address is read."""
        request = cast(Request, plain)
        slug = kwargs.pop("process", "")
        try:
            if slug:
                request.place = process(PUBLIC, slug)
        except Refusal as refusal:
            return refused(request, refusal)
        request.actor = _actor(request)
        return None


def _actor(request: Request) -> Actor:
    """Return who asks; a session that began before the last change of password is nobody's."""
    place = request.place.id if request.place else 0
    account = str(request.session.get(SESSION_KEY, ""))
    if not account.isdecimal():
        return Actor(process=place)
    chosen = int(request.session.get(f"{CHOSEN}{place}", 0))
    found = signed_in(int(account), place, request.arrived, chosen)
    held = request.session.get(HASH_SESSION_KEY, "")
    if not found.proof or not constant_time_compare(found.proof, held):
        request.session.flush()
        return Actor(process=place)
    request.capacities = found.capacities
    return found.actor
