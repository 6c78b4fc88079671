"""The front of a process: what waits for the reader, what is open and what is new, with the way."""

import pytest
from django.db import connections
from django.test import Client

from tests.cast import Cast
from tests.web.test_calls import client
from travaux.register import actions
from travaux.register.queries import Waiting
from travaux.web.waiting import _WORDS, tasks

pytestmark = pytest.mark.django_db(databases=list(connections))
FRONT = "/wtpf-13/"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def _page(browser: Client) -> str:
    return browser.get(FRONT).content.decode()


def test_every_count_that_waits_has_its_words_and_its_page() -> None:
    assert set(_WORDS) == set(Waiting.__struct_fields__) - {"preparing"}
    waiting = Waiting(**dict.fromkeys(Waiting.__struct_fields__, 2))
    assert len(tasks("wtpf-13", waiting)) == len(_WORDS)
    assert tasks("wtpf-13", Waiting(preparing=1)) == ()


def test_each_person_is_told_what_waits_for_her(cast: Cast) -> None:
    cast.submitted("head", cast.joint("Saudi Arabia"))
    officer = _page(client("officer"))
    assert '<a href="/wtpf-13/officer">1 document to register</a>' in officer
    assert '<a href="/wtpf-13/officer">1 document with a source to confirm</a>' in officer
    assert '<a href="/wtpf-13/desk">1 document that names you as a source</a>' in _page(
        client("saudi")
    )
    for who in ("head", "observer", "public"):
        assert "What waits for you" not in _page(client(who))


def test_what_was_posted_last_stands_there_with_its_sources(cast: Cast) -> None:
    ref = cast.posted("head")
    page = _page(client("public"))
    assert f'<a href="/wtpf-13/document/{ref}">' in page
    assert "United Kingdom" in page


def test_search_calls_and_the_form_of_an_open_window_are_one_step_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.kernel.clock.now", lambda: cast.now)
    page = _page(client("head"))
    assert 'href="/wtpf-13/search"' in page
    assert 'href="/wtpf-13/calls"' in page
    assert f'href="/wtpf-13/submit?window={cast.window}"' in page
    form = client("head").get(f"/wtpf-13/submit?window={cast.window}").content.decode()
    assert f'<option value="{cast.window}" selected>' in form
    assert f'href="/wtpf-13/calls/new?window={cast.window}"' in _page(client("officer"))


def test_what_was_late_shows_as_admitted_once_it_is(cast: Cast) -> None:
    cast.later(days=60)
    ref = cast.posted("head")
    assert "Late</span>" in _page(client("public"))
    actions.admit(cast.act("officer"), ref, cast.version(ref), "The meeting agreed.")
    assert "Late, admitted</span>" in _page(client("public"))
