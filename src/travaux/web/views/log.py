"""The log, as far as it is public: how far it has come, its key, and the verifier (R34)."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux import verify_receipt
from travaux.kernel import tiles
from travaux.kernel.keys import vkey
from travaux.kernel.log import checkpoint as signed_checkpoint
from travaux.kernel.log import size
from travaux.rules.receipt import served
from travaux.web.request import Request


@require_safe
def log(request: Request) -> HttpResponse:
    """Show the size, root and key of the log, and how to check a receipt."""
    head = size()
    context = {"size": head.size, "root": head.root.hex(), "key": vkey()}
    return render(request, "travaux/log.html", context)


@require_safe
def checkpoint(_request: Request) -> HttpResponse:
    """Send the signed checkpoint, for those who watch the log."""
    answer = HttpResponse(signed_checkpoint(), content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def tile(_request: Request, level: int, name: str) -> HttpResponse:
    """Send a tile of the log's tree (C2SP tlog-tiles)."""
    return _unchanging(tiles.tile(level, name))


@require_safe
def entries(_request: Request, name: str) -> HttpResponse:
    """Send a bundle of the log's leaves (C2SP tlog-tiles)."""
    return _unchanging(tiles.entries(name))


def _unchanging(data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@require_safe
def key(_request: Request) -> HttpResponse:
    """Send the public key of the log."""
    return HttpResponse(vkey() + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def verifier(_request: Request) -> HttpResponse:
    """Send the program that checks receipts, with our key in it."""
    answer = HttpResponse(_verifier(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_receipt.py"'
    return answer


@cache
def _verifier() -> str:
    return served(Path(verify_receipt.__file__).read_text("utf-8"), vkey())
