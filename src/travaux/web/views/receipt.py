"""Receipts, on a page and as files (R9)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.register import queries
from travaux.web.request import Request
from travaux.web.views.document import attached


@require_safe
def receipt(request: Request, number: int) -> HttpResponse:
    """Show a receipt: what, who, hashes, instants, class, and its place in the log."""
    row = queries.receipt(request.actor, number)
    page = queries.document(request.actor, request.arrived, row.document)
    files = [one for one in page.files if one.submission == number]
    return render(request, "travaux/receipt.html", {"receipt": row, "page": page, "files": files})


@require_safe
def file(request: Request, number: int) -> HttpResponse:
    """Send a receipt as a C2SP tlog-proof."""
    row = queries.receipt(request.actor, number)
    return attached(queries.receipt_file(request.actor, number), f"receipt-{row.index}.tlog-proof")
