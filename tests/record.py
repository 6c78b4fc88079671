"""What the tests ask of the record: a refusal left no trace in it, an act its entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from travaux.kernel.act import Act
from travaux.kernel.models import Entry
from travaux.register.models import Document
from travaux.rules.refusal import Refusal


def everything() -> dict[str, list[Any]]:
    """Return every row of every table, the log's among them."""
    found: dict[str, list[Any]] = {}
    for model in apps.get_app_config("travaux").get_models(include_auto_created=True):
        rows = model._base_manager.order_by("pk").values_list()
        found[model.__name__] = [tuple(map(_plain, row)) for row in rows]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def refused(kind: type[Refusal], words: str = "", *, field: str | None = None) -> Iterator[None]:
    """Hold what is inside to be refused, in these words, and to have changed no row."""
    before = everything()
    with pytest.raises(kind, match=words or None) as caught:
        yield
    assert type(caught.value) is kind
    assert caught.value.sentence.endswith((".", "?"))
    if field is not None:
        assert caught.value.field == field
    assert everything() == before


def logged(act: Act, what: str, ref: str = "", back: int = 1) -> dict[str, Any]:
    """Hold the last entry of the log (or an earlier one) to be this act's; return its fields."""
    entry = Entry.objects.order_by("-index")[back - 1]
    fields = {name: field["value"] for name, field in entry.fields.items()}
    assert (entry.act, fields["act"]) == (what, what)
    assert entry.at == act.at
    assert entry.account_id == (act.actor.account or None)
    assert fields.get("who", "") == act.actor.name
    assert fields["capacity"] == act.actor.role.value
    assert fields.get("entity", "") == act.actor.entity_name
    document = Document.objects.filter(ref=ref).values_list("id", flat=True).first()
    assert entry.document_id == document
    return fields


def size() -> int:
    """Return how many entries the log has."""
    return Entry.objects.count()
