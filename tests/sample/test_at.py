"""The model case at an instant: what had happened until then, and nothing still to come."""

from datetime import datetime

import pytest

from travaux.kernel.models import Entry
from travaux.register.models import Document
from travaux.rules.lifecycle import State
from travaux.sample.load import load

NOON = datetime.fromisoformat("2012-10-08T12:00:00+02:00")


@pytest.mark.django_db
def test_the_record_ends_at_the_instant() -> None:
    loaded = load(until=NOON)
    assert 0 < loaded.documents < 23
    assert max(Entry.objects.values_list("at", flat=True)) <= NOON
    states = set(Document.objects.values_list("state", flat=True))
    assert State.POSTED.value in states
    assert not Document.objects.exclude(gone_at=None).exists()
