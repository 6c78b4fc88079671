"""R9: every submission has a receipt; one key makes one thing, and the log proves it."""

import base64
import json

import pytest

from tests.cast import Cast
from tests.record import everything, refused, size
from travaux.kernel import log
from travaux.kernel.keys import vkey
from travaux.register import actions, queries
from travaux.register.models import Submission
from travaux.rules.access import SYSTEM
from travaux.rules.checkpoint import parse
from travaux.rules.note import Verifier
from travaux.rules.refusal import Conflict, Forbidden, NotFound


def test_r9_the_same_key_gives_the_same_receipt_and_makes_nothing_twice(cast: Cast) -> None:
    file, key = cast.file(), cast.key()
    first = actions.hand_in(cast.act("head"), cast.particulars, [file], key)
    before = everything()
    again = actions.hand_in(cast.act("head"), cast.particulars, [file], key)
    assert again == first
    assert everything() == before


def test_r9_other_content_under_the_key_is_refused(cast: Cast) -> None:
    file, key = cast.file(), cast.key()
    actions.hand_in(cast.act("head"), cast.particulars, [file], key)
    act, other = cast.act("head"), cast.file("other words")
    with refused(Conflict, "something else"):
        actions.hand_in(act, cast.particulars, [other], key)
    with refused(Conflict, "something else"):
        actions.hand_in(act, cast.joint("NRO"), [file], key)


def test_r9_another_persons_same_key_is_another_key(cast: Cast) -> None:
    file, key = cast.file(), cast.key()
    one = actions.hand_in(cast.act("head"), cast.particulars, [file], key)
    two = actions.hand_in(cast.act("saudi"), cast.particulars, [file], key)
    assert one != two
    assert Submission.objects.count() == 2


def test_r9_a_key_is_remembered_after_the_document_moved_on(cast: Cast) -> None:
    file, key = cast.file(), cast.key()
    number = actions.hand_in(cast.act("head"), cast.particulars, [file], key)
    ref = queries.receipt(cast.actor("head"), number).document
    actions.register(cast.act("officer"), ref, cast.version(ref), cast.series)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    actions.withdraw(cast.act("officer"), ref, cast.version(ref), "x")
    before = size()
    assert actions.hand_in(cast.act("head"), cast.particulars, [file], key) == number
    assert size() == before


def test_r9_a_cleared_document_is_submitted_once_under_its_key(cast: Cast) -> None:
    refs = []
    for words in ("a", "b"):
        ref = actions.prepare(cast.act("head"), cast.particulars, [cast.file(words)])
        actions.clear(cast.act("head"), ref, cast.version(ref))
        refs.append(ref)
    key, version = cast.key(), cast.version(refs[0])
    number = actions.submit(cast.act("head"), refs[0], version, key)
    assert actions.submit(cast.act("head"), refs[0], version, key) == number
    act = cast.act("head")
    with refused(Conflict, "something else"):
        actions.submit(act, refs[1], cast.version(refs[1]), key)


def test_r9_a_refused_submission_leaves_its_key_free(cast: Cast) -> None:
    key, file = cast.key(), cast.file()
    act = cast.act("delegate")
    with refused(Forbidden, "submit a document"):
        actions.hand_in(act, cast.particulars, [file], key)
    assert actions.hand_in(cast.act("head"), cast.particulars, [file], key)


def test_r9_a_receipt_is_for_the_delegation_and_the_secretariat(cast: Cast) -> None:
    number = actions.hand_in(
        cast.act("head"), cast.joint("Saudi Arabia"), [cast.file()], cast.key()
    )
    for who in ("head", "delegate", "officer"):
        assert queries.receipt(cast.actor(who), number).id == number
    for who in ("public", "member", "observer", "saudi", "chair"):
        with pytest.raises(NotFound, match="not yours"):
            queries.receipt(cast.actor(who), number)
        with pytest.raises(NotFound, match="not yours"):
            queries.receipt_file(cast.actor(who), number)


def test_r9_a_receipt_proves_its_place_in_the_log(cast: Cast) -> None:
    file = cast.file()
    number = actions.hand_in(cast.act("head"), cast.particulars, [file], cast.key())
    cast.posted("saudi")
    data = queries.receipt_file(cast.actor("head"), number).decode()
    lines = data.split("\n")
    row = queries.receipt(cast.actor("head"), number)
    assert f"index {row.index}" in lines
    told = json.loads(base64.b64decode(lines[1].removeprefix("extra ")))["fields"]
    assert told["who"]["value"] == "Head"
    assert told["title"]["value"] == row.title
    assert told["files"]["value"][0]["sha256"] == file.kept.sha256
    assert told["class"]["value"] == "in time"
    assert (
        told["began"]["value"]
        == told["arrived"]["value"]
        == row.arrived.isoformat(timespec="microseconds")
    )
    note = data[data.index("\n\n") + 2 :].encode()
    head = log.size()
    found = parse(Verifier.parse(vkey()).verify(note))
    assert (found.size, found.root) == (head.size, head.root)


def test_r9_a_letter_waits_for_each_receipt_of_a_person(cast: Cast) -> None:
    number = actions.hand_in(cast.act("head"), cast.particulars, [cast.file()], cast.key())
    [letter] = queries.receipts_to_send(SYSTEM)
    assert (letter.to, letter.row.id) == ("head@example.org", number)
    assert letter.proof == queries.receipt_file(cast.actor("head"), number)
    assert [one.name for one in letter.files] == ["text.txt"]
