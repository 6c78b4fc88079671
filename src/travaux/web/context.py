"""What every page shows: who one is, where one is, and where one can go."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from travaux.rules.access import Right, may
from travaux.web.request import Request


def page(plain: HttpRequest) -> dict[str, Any]:
    """Return the context of the base template."""
    request = cast(Request, plain)
    actor = getattr(request, "actor", None)
    if actor is None:  # refused before anyone knew who asks
        return {"demo": settings.ENVIRONMENT.demo, "languages": settings.LANGUAGES}
    return {
        "actor": actor,
        "place": request.place,
        "demo": settings.ENVIRONMENT.demo,
        "languages": settings.LANGUAGES,
        "has_desk": bool(actor.entity and may(actor, Right.READ_DRAFTS, actor.entity)),
        "is_officer": bool(may(actor, Right.REGISTER)),
        "may_announce": bool(may(actor, Right.ANNOUNCE)),
        "capacities": request.capacities,
    }
