"""The delegation's desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.register import queries
from travaux.web.request import Request


@require_safe
def desk(request: Request) -> HttpResponse:
    """Show what the delegation prepares, has to clear, and has submitted, with its receipts."""
    return render(
        request, "travaux/desk.html", {"desk": queries.desk(request.actor, request.arrived)}
    )
