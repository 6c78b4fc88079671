"""Measures pages of the installation in the environment; prints a row for each."""

import gzip
import statistics
import time
from typing import Any, Final

import django

_TIMES: Final = 30
_BUDGETS: Final = {"register": "100 ms, 12 queries", "document": "15 ms, 12 queries"}


def main() -> None:
    """Ask for each page as the public, as a head of delegation and as an officer."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from bench.service.installation import OFFICER
    from travaux.kernel import clock
    from travaux.people.queries import actor
    from travaux.register import queries

    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    accounts: Any = get_user_model().objects
    listing = queries.register(actor(0, 1, clock.now()), clock.now())
    paths = {
        "register": "/process/register",
        "document": f"/process/document/{listing.rows[7].ref}",
        "desk": "/process/desk",
        "submit": "/process/submit",
    }
    for who, email in (("public", ""), ("head", "head0@example.org"), ("officer", OFFICER)):
        client = Client()
        if email:
            backend = "django.contrib.auth.backends.ModelBackend"
            client.force_login(accounts.get(email=email), backend=backend)
        for name, path in paths.items():
            if email or name in _BUDGETS:
                print("\t".join([name, who, *_measured(client, path), _BUDGETS.get(name, "")]))


def _measured(client: Any, path: str) -> list[str]:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    taken = []
    for _ in range(_TIMES):
        began = time.process_time()
        answer = client.get(path)
        taken.append(time.process_time() - began)
    count = 0
    for alias in connections:
        with CaptureQueriesContext(connections[alias]) as caught:
            client.get(path)
        count += len(caught)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    size, packed = len(answer.content), len(gzip.compress(answer.content))
    return [f"{statistics.median(taken) * 1000:.1f} ms", str(count), f"{size:,}", f"{packed:,}"]


main()
