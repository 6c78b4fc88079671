"""What a person typed, kept through a refusal, an ended session or a stale form."""

from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

from travaux.kernel.storage import Kept
from travaux.register.actions import Given
from travaux.web.forms import label_of

_OURS: Final = frozenset({"csrfmiddlewaretoken", "password", "email", "next"})
_LONGEST: Final = 200_000
_SALT: Final = "travaux.kept-file"


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a form that was sent, as pairs of name and value."""
    return [
        (name, value[:_LONGEST])
        for name, values in request.POST.lists()
        if name not in _OURS
        for value in values
    ]


def file_names(request: HttpRequest) -> list[str]:
    """Return the names of the files that came with a form."""
    return [one.name or "" for files in request.FILES.lists() for one in files[1]]


def labelled(request: HttpRequest) -> list[tuple[Any, str]]:
    """Return what a person wrote or chose, each with what its field is called on screen."""
    return [(label, value) for name, value in kept(request) if value and (label := label_of(name))]


def remember(session: SessionBase, path: str, typed: list[tuple[str, str]]) -> None:
    """Keep what was typed into the form at `path`, until it is shown again."""
    session["typed"] = {"path": path, "fields": typed}


def recall(request: HttpRequest) -> QueryDict | None:
    """Return what was typed into this form before, once."""
    typed: dict[str, Any] = request.session.get("typed", {})
    if typed.get("path") not in (request.path, request.get_full_path()):
        return None
    del request.session["typed"]
    data = QueryDict(mutable=True)
    for name, value in typed["fields"]:
        data.appendlist(name, value)
    return data


def token(given: Given) -> str:
    """Return a token for a file that was stored but not yet given to a document."""
    value = [given.name, given.language, given.kept.sha256, given.kept.size]
    return Signer(salt=_SALT).sign_object(value)


def redeem(tokens: list[str]) -> list[Given]:
    """Return the files of tokens; forged ones are left out."""
    found = []
    for one in tokens:
        try:
            name, language, sha256, size = Signer(salt=_SALT).unsign_object(one)
        except (BadSignature, ValueError, TypeError):
            continue
        found.append(Given(name, language, Kept(sha256, size)))
    return found
