"""Which tables stand beside the record: sessions, and attempts to sign in."""

from typing import Any, Final

from django.db.models import Model

_BESIDE: Final = frozenset({"sessions", "axes"})


class Router:
    """Sends what may be lost to `side`, all else to the record."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """Return the database of a model."""
        return "side" if model._meta.app_label in _BESIDE else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Say whether an app's tables belong into a database."""
        return (db == "side") == (app_label in _BESIDE)
