"""The register, its restricted documents, and all documents of a meeting as one archive."""

import zipfile
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.kernel import storage
from travaux.register import queries
from travaux.register.queries import Filters
from travaux.register.queries.values import Choice, Packed
from travaux.rules.refusal import NotFound
from travaux.web.forms import AUDIENCES, KIND_NAMES, LANGUAGE_NAMES
from travaux.web.request import Request, place_of


@require_safe
def register(request: Request) -> HttpResponse:
    """Show the register, narrowed by what the address says."""
    said = {name: request.GET.get(name, "")[:100] for name in Filters.__struct_fields__}
    listing = queries.register(request.actor, request.arrived, Filters(**said))
    context: dict[str, Any] = {
        "listing": listing,
        "narrowed": any(said.values()),
        "count": len(listing.rows) + len(listing.late),
        "kinds": [
            Choice(one.value, str(KIND_NAMES.get(one.value, one.value)))
            for one in listing.choices.kinds
        ],
        "audiences": [Choice(value, str(words)) for value, words in AUDIENCES],
        "languages_held": [
            Choice(one.value, str(LANGUAGE_NAMES.get(one.value, one.value)))
            for one in listing.choices.languages
        ],
    }
    return render(request, "travaux/register.html", context)


@require_safe
def restricted(request: Request) -> HttpResponse:
    """Show the documents that are not open to everyone, and who asked to open them (R31)."""
    context = {
        "rows": queries.restricted(request.actor, request.arrived),
        "requests": queries.requests(request.actor),
    }
    return render(request, "travaux/restricted.html", context)


@require_safe
def archive(request: Request, number: int) -> HttpResponseBase:
    """Send all documents of a meeting that the actor may read, as one zip."""
    files = queries.meeting_files(request.actor, request.arrived, str(number))
    if not files:
        raise NotFound("No document of this meeting is open to you yet.")
    answer = StreamingHttpResponse(_zipped(files), content_type="application/zip")
    name = f"{place_of(request).slug}-meeting-{number}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class _Pipe:
    """Takes what zipfile writes, and gives it on in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """Say how much was written."""
        return self._at

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _zipped(files: tuple[Packed, ...]) -> Iterator[bytes]:
    """Yield the bytes of an archive, one file after the other, with the date of none."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for file in files:
            entry = zipfile.ZipInfo(file.name)
            with storage.open_(file.sha256) as stream, archive.open(entry, "w") as target:
                while piece := stream.read(1 << 18):
                    target.write(piece)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()
