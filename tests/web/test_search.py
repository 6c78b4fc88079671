"""The page of the search: what was found, a way to it, and a sentence where nothing was."""

import msgspec
import pytest
from django.db import connections
from django.test import Client

from tests.cast import Cast
from travaux.derived import searched, texts
from travaux.register import actions
from travaux.rules.access import Audience

pytestmark = pytest.mark.django_db(databases=list(connections))
ADDRESS = "/wtpf-13/search"


@pytest.fixture
def posted(db: None) -> str:
    cast = Cast()
    said = msgspec.structs.replace(cast.particulars, title="Peering & <transit>")
    act = cast.act("head")
    actions.hand_in(act, said, [cast.file("1. Peering lowers <b>cost</b>.")], cast.key())
    ref = cast.posted("head", msgspec.structs.replace(said, title="Peering & <transit>"))
    shut = msgspec.structs.replace(cast.particulars, title="Shut", entry_audience=Audience.PROCESS)
    cast.posted("saudi", shut)
    texts.read_missing()
    searched.index_missing()
    return ref


def _page(said: dict[str, str]) -> str:
    answer = Client().get(ADDRESS, said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_found_is_marked_and_leads_to_its_document(posted: str) -> None:
    page = _page({"q": "peered"})
    assert f"/wtpf-13/document/{posted}" in page
    assert "<mark>Peering</mark> &amp; &lt;transit&gt;" in page
    assert "1 document" in page


def test_a_symbol_leads_to_its_document_at_once(posted: str) -> None:
    answer = Client().get(ADDRESS, {"q": "wtpf-ieg/2/1", "go": "1"})
    assert answer["Location"] == f"/wtpf-13/document/{posted}"


def test_r32_a_symbol_that_is_not_open_answers_as_one_that_is_not_there(posted: str) -> None:
    shut, absent = (
        Client().get(ADDRESS, {"q": f"WTPF-IEG/2/{number}", "go": "1"}) for number in (2, 99)
    )
    assert shut.status_code == absent.status_code == 200
    assert b"No document matches" in shut.content
    assert b"No document matches" in absent.content


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("***", "Write at least one word"),
        ("zzz", "Nothing that is open to you"),
        ("peering " * 90, "Only the first 200 characters were searched."),
    ],
)
def test_what_finds_nothing_or_too_much_is_said(posted: str, written: str, sentence: str) -> None:
    assert sentence in _page({"q": written})


def test_an_empty_page_asks(posted: str) -> None:
    page = _page({})
    assert 'role="search"' in page
    assert "document matches" not in page
