"""Making an installation: its folders, keys, databases and mark."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from travaux.kernel import keys, mark, search, storage, turn


def prepare() -> None:
    """Make what is missing, and bring the tables to the present version; safe to repeat."""
    environment = settings.ENVIRONMENT
    keys.make(environment.data / "keys", environment.origin)
    (environment.data / "mail").mkdir(exist_ok=True, mode=0o700)
    storage.prepare()
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    search.prepare()
    mark.prepare()
    turn.prepare()
