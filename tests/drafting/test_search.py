"""Searching: what one may see is found by its words, and nothing else shines through (R32)."""

from contextlib import ExitStack
from datetime import timedelta

import msgspec
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from travaux.derived import searched, texts
from travaux.drafting.queries import Results, search
from travaux.kernel import search as index
from travaux.register import actions, queries
from travaux.register.actions import Particulars
from travaux.rules.access import Audience

pytestmark = pytest.mark.django_db(databases=list(connections))
BUDGET = 14


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def _posted(cast: Cast, title: str, text: str, by: str = "head", **said: object) -> str:
    particulars: Particulars = msgspec.structs.replace(cast.particulars, title=title, **said)
    act = cast.act(by)
    number = actions.hand_in(act, particulars, [cast.file(text)], cast.key())
    ref = queries.receipt(act.actor, number).document
    actions.register(cast.act("officer"), ref, cast.version(ref), cast.series)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    return ref


def _indexed() -> int:
    texts.read_missing()
    return searched.index_missing()


def _found(cast: Cast, who: str, written: str) -> Results:
    return search(cast.actor(who), cast.now, written)


def _refs(results: Results) -> list[str]:
    return [hit.row.ref for hit in results.hits]


def test_titles_sources_symbols_and_full_texts_are_found(cast: Cast) -> None:
    ref = _posted(cast, "Comments on exchange points", "1. Peering lowers the cost of transit.")
    other = _posted(cast, "Another matter", "1. Nothing of the kind.", "saudi")
    _indexed()
    for written in ("exchange", "peered", "united kingdom", "WTPF-IEG/2/1", '"cost of transit"'):
        assert _refs(_found(cast, "public", written)) == [ref], written
    assert _refs(_found(cast, "public", "saudi")) == [other]
    assert _found(cast, "public", "elsewhere").total == 0


def test_the_passage_shows_where_it_stands_with_its_words_marked(cast: Cast) -> None:
    ref = _posted(cast, "Comments", "1. First.\n\n2. Peering lowers the cost.\n\n3. Last.")
    _indexed()
    (hit,) = _found(cast, "public", "peering").hits
    (passage,) = hit.passages
    assert (hit.row.ref, passage.label, hit.more) == (ref, "2.", 0)
    assert passage.pieces == (("Peering", True), (" lowers the cost.", False))
    assert passage.position == 1


def test_titles_come_first_then_passages_then_words_apart(cast: Cast) -> None:
    apart = _posted(cast, "One", "1. Peering is cheap.\n\n2. Transit is dear.")
    once = _posted(cast, "Two", "1. Peering and transit.")
    twice = _posted(cast, "Three", "1. Peering and transit.\n\n2. Transit and peering.")
    title = _posted(cast, "Transit and peering", "1. Nothing.")
    _indexed()
    found = _found(cast, "public", "peering transit")
    assert _refs(found) == [title, twice, once, apart]
    assert [passage.pieces[0] for passage in found.hits[-1].passages] == [
        ("Peering", True), ("Transit", True)
    ]  # fmt: skip


def test_r32_what_is_not_open_is_not_found_and_not_counted(cast: Cast) -> None:
    ref = _posted(
        cast, "A secret title", "1. Hidden words.",
        entry_audience=Audience.SECRETARIAT, content_audience=Audience.SECRETARIAT,
    )  # fmt: skip
    shut = _posted(cast, "An open title", "1. Hidden words.", content_audience=Audience.PROCESS)
    _indexed()
    assert _found(cast, "public", "hidden").total == 0
    assert _found(cast, "public", "secret").total == 0
    assert _refs(_found(cast, "public", "open title")) == [shut]
    assert _found(cast, "public", "title hidden").total == 0
    assert _refs(_found(cast, "observer", "hidden")) == [shut]
    assert set(_refs(_found(cast, "officer", "hidden"))) == {ref, shut}
    assert set(_refs(_found(cast, "head", "hidden"))) == {ref, shut}
    (hit,) = _found(cast, "public", "open").hits
    assert hit.passages == ()


def test_r7_what_is_in_preparation_is_found_by_its_delegation_alone(cast: Cast) -> None:
    said = msgspec.structs.replace(cast.particulars, title="Private musings")
    actions.prepare(cast.act("delegate"), said, [cast.file("Text.")])
    _indexed()
    assert _found(cast, "head", "musings").total == 1
    for who in ("officer", "saudi", "chair", "public"):
        assert _found(cast, who, "musings").total == 0


def test_r33_what_opens_later_is_found_from_then_on(cast: Cast) -> None:
    ref = _posted(cast, "Comments", "1. Opened words.", content_audience=Audience.PROCESS)
    opens = cast.now + timedelta(days=2)
    actions.open_to(
        cast.act("officer"), ref, cast.version(ref), "content", Audience.PUBLIC, opens, ""
    )
    _indexed()
    assert search(cast.actor("public"), opens - timedelta(seconds=1), "opened").total == 0
    assert search(cast.actor("public"), opens, "opened").total == 1


def test_r3_what_was_recalled_or_replaced_is_not_found(cast: Cast) -> None:
    ref = _posted(cast, "Comments", "1. Mistaken words.")
    _indexed()
    assert _found(cast, "public", "mistaken").total == 1
    actions.recall(cast.act("officer"), ref, cast.version(ref), "Another file.")
    _indexed()
    assert _found(cast, "public", "mistaken").total == 0
    assert _found(cast, "officer", "mistaken").total == 0


def test_what_was_edited_is_found_as_it_is_now(cast: Cast) -> None:
    said = msgspec.structs.replace(cast.particulars, title="Before")
    ref = actions.prepare(cast.act("head"), said, [cast.file()])
    _indexed()
    later = msgspec.structs.replace(said, title="After")
    actions.edit(cast.act("head"), ref, cast.version(ref), later, [])
    assert _found(cast, "head", "before").total == 1  # what is indexed lags a look behind
    _indexed()
    assert _found(cast, "head", "before").total == 0
    assert _refs(_found(cast, "head", "after")) == [ref]


def test_a_look_asks_nothing_where_the_log_has_not_grown(cast: Cast) -> None:
    _posted(cast, "Comments", "1. Words.")
    assert _indexed() == 2 + 0
    assert searched.index_missing() == 0
    with CaptureQueriesContext(connections["default"]) as asked:
        searched.index_missing()
    assert len(asked) <= 2


def test_an_interrupted_look_goes_on_where_it_was(cast: Cast) -> None:
    for number in range(3):
        _posted(cast, f"Title {number}", f"1. Words {number}.")
    texts.read_missing()
    assert [searched.index_missing(2) for _ in range(4)] == [2, 2, 2, 0]
    assert _found(cast, "public", "words").total == 3


def test_a_lost_index_is_made_again(cast: Cast) -> None:
    ref = _posted(cast, "Comments", "1. Words.")
    _indexed()
    index.note("version", "0")
    index.prepare()
    assert _found(cast, "public", "words").total == 0
    assert _indexed() == 2
    assert _refs(_found(cast, "public", "words")) == [ref]


@pytest.mark.parametrize("written", ["", "   ", "***", '"'])
def test_no_word_finds_nothing(cast: Cast, written: str) -> None:
    found = _found(cast, "public", written)
    assert (found.total, found.empty) == (0, bool(written.strip()))


@pytest.mark.parametrize(
    "written",
    ["' OR 1=1 --", 'NEAR("a" "b")', "tokens:x", "a AND NOT b", "(", "^x", "x" * 5000, "\\", "%s",
     "a:* & !b", "\x00", "{a b}"],
)  # fmt: skip
def test_no_sign_means_anything_to_the_database(cast: Cast, written: str) -> None:
    _posted(cast, "Comments", "1. Words.")
    _indexed()
    assert _found(cast, "public", written).total == 0


def test_pages_hold_twenty_and_a_page_beyond_the_last_is_the_last(cast: Cast) -> None:
    for number in range(21):
        _posted(cast, f"Comments {number}", "1. Words.")
    _indexed()
    first, last = (search(cast.actor("public"), cast.now, "words", page) for page in (1, 99))
    assert (len(first.hits), len(last.hits), last.page, last.total) == (20, 1, 2, 21)


@pytest.mark.parametrize("number", [1, 8])
def test_a_search_asks_as_much_for_one_document_as_for_many(cast: Cast, number: int) -> None:
    for one in range(number):
        _posted(cast, f"Comments {one}", f"1. Words {one}.")
    _indexed()
    actor = cast.actor("observer")
    with ExitStack() as stack:
        watched = [
            stack.enter_context(CaptureQueriesContext(connections[one])) for one in connections
        ]
        search(actor, cast.now, "words")
    assert sum(map(len, watched)) <= BUDGET
