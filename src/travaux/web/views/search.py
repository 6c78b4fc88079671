"""Searching the documents of a process."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from travaux.drafting import queries
from travaux.register.queries import by_symbol
from travaux.rules.refusal import NotFound
from travaux.web.request import Request, place_of, whole


@require_safe
def search(request: Request) -> HttpResponse:
    """Show what was found, a page of it; a symbol leads to its document at once."""
    written = request.GET.get("q", "").strip()[:1000]
    if written and "go" in request.GET and (ref := _symbol(request, written)):
        return redirect("document", place_of(request).slug, ref)
    page = whole(request.GET.get("page", "1")) or 1
    results = queries.search(request.actor, request.arrived, written, page)
    context = {
        "results": results,
        "cut": len(written) > queries.LONGEST_SEARCH,
        "before": results.page - 1 if results.page > 1 else None,
        "after": results.page + 1 if results.page < results.pages else None,
    }
    return render(request, "travaux/search.html", context)


def _symbol(request: Request, written: str) -> str:
    try:
        return by_symbol(request.actor, written)
    except NotFound:
        return ""
