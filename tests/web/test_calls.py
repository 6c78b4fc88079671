"""The pages of calls: written, looked at, sent, and read by those to whom they went."""

import pytest
from django.db import connections
from django.test import Client

from tests.cast import PASSWORD, Cast
from travaux.calls.models import Call

pytestmark = pytest.mark.django_db(databases=list(connections))
FORM = {
    "title": "Contributions are invited",
    "body": "First.\n\nSecond.",
    "language": "en",
    "everyone": "on",
    "audience": "public",
}


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def client(who: str) -> Client:
    browser = Client()
    if who != "public":
        answer = browser.post(
            "/sign-in", {"email": f"{who}@example.org", "password": PASSWORD, "next": "/"}
        )
        assert answer.status_code == 302
    return browser


def _written(officer: Client) -> str:
    answer = officer.post("/wtpf-13/calls/new", FORM)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_from_a_window_to_a_call_that_was_sent(cast: Cast) -> None:
    officer = client("officer")
    form = officer.get(f"/wtpf-13/calls/new?window={cast.window}").content.decode()
    assert "until 5 October 2012, 24:00 (Europe/Zurich; 22:00 UTC)" in form
    address = _written(officer)
    page = officer.get(address).content.decode()
    assert "It goes to 6 people" in page
    assert "observer@example.org" in page
    sent = officer.post(f"{address}/send", {"version": "1"}, follow=True).content.decode()
    assert "Sent to 6 people" in sent
    assert client("public").get("/wtpf-13/calls").content.count(b"Contributions are invited") == 1
    read = client("head").get(address).content.decode()
    assert "<p>First.</p><p>Second.</p>" in read
    assert "observer@example.org" not in read
    again = officer.post(f"{address}/send", {"version": "1"})
    assert again.status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast: Cast) -> None:
    officer = client("officer")
    answer = officer.post("/wtpf-13/calls/new", FORM | {"title": "", "everyone": ""})
    assert answer.status_code == 422
    assert b"First.\r\n\r\nSecond." in answer.content or b"First.\n\nSecond." in answer.content
    answer = officer.post("/wtpf-13/calls/new", FORM | {"everyone": ""})
    assert answer.status_code == 422
    assert "Say to whom it goes" in answer.content.decode()


def test_a_stale_edit_overwrites_nothing(cast: Cast) -> None:
    officer = client("officer")
    address = _written(officer)
    assert (
        officer.post(f"{address}/edit", FORM | {"version": "1", "title": "New"}).status_code == 302
    )
    stale = officer.post(f"{address}/edit", FORM | {"version": "1", "title": "Older"})
    assert stale.status_code == 409
    assert b"Older" in stale.content
    assert Call.objects.get().title == "New"
    discarded = officer.post(f"{address}/send", {"version": "2", "discard": "1"}, follow=True)
    assert "The call was thrown away." in discarded.content.decode()


@pytest.mark.parametrize("who", ["public", "head", "observer"])
def test_others_write_no_calls(cast: Cast, who: str) -> None:
    answer = client(who).get("/wtpf-13/calls/new")
    assert answer.status_code == (302 if who == "public" else 403)
    assert client(who).post("/wtpf-13/calls/new", FORM).status_code == 403
    assert Call.objects.count() == 0
