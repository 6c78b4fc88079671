"""R9: a receipt says what was submitted, and proves it; written once, read the same."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.receipts import log_of
from travaux.rules.canonical import base64, encode, from_base64
from travaux.rules.merkle import included, leaf_hash
from travaux.rules.note import BadNote
from travaux.rules.receipt import LARGEST, BadReceipt, Disclosed, Receipt, parse, served, write

LOG = log_of(11, entry=6)
RECEIPT = LOG.receipt(6)
WRITTEN = write(RECEIPT)
SOURCE = Path(__file__).parents[2] / "src" / "travaux" / "verify_receipt.py"


def test_a_receipt_comes_back() -> None:
    assert parse(WRITTEN) == RECEIPT
    assert write(parse(WRITTEN)) == WRITTEN


def test_the_order_in_which_fields_are_shown_does_not_matter() -> None:
    backwards = msgspec.structs.replace(RECEIPT, disclosed=RECEIPT.disclosed[::-1])
    assert write(backwards) == WRITTEN


def test_a_receipt_is_a_proof_of_the_standard() -> None:
    head, _, note = WRITTEN.decode().partition("\n\n")
    lines = head.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert re.fullmatch(r"extra [A-Za-z0-9+/]+=*", lines[1])
    assert lines[2] == "index 6"
    assert lines[3:] == [base64(step) for step in RECEIPT.path]
    assert note == LOG.checkpoint()


def test_the_only_entry_of_a_log_has_no_path() -> None:
    receipt = log_of(1).receipt(0)
    assert receipt.path == ()
    assert parse(write(receipt)) == receipt


def test_the_path_leads_to_the_root_that_was_signed() -> None:
    text = LOG.signer.verifier.verify(RECEIPT.checkpoint_note.encode())
    _, size, root, _ = text.split("\n")
    leaf = leaf_hash(RECEIPT.leaf)
    assert included(leaf, 6, int(size), RECEIPT.path, from_base64(root))
    assert not included(leaf, 6, int(size), RECEIPT.path, RECEIPT.path[0])


def test_a_receipt_may_keep_fields_back() -> None:
    some = LOG.receipt(6, ["title", "symbol"])
    assert [one.name for one in parse(write(some)).disclosed] == ["symbol", "title"]
    assert b"Ana Example" not in write(some)


def with_extra(value: object) -> bytes:
    lines = WRITTEN.split(b"\n")
    lines[1] = b"extra " + base64(value if isinstance(value, bytes) else encode(value)).encode()
    return b"\n".join(lines)


GOOD = {"fields": {}, "leaf": "", "schema": "travaux/receipt/1"}


def test_an_extra_line_is_taken_apart() -> None:
    assert parse(with_extra(GOOD)).disclosed == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        WRITTEN[:10],
        WRITTEN[:-200].partition(b"\n\n")[0],
        b"\n" + WRITTEN,
        b"\xef\xbb\xbf" + WRITTEN,
        b"\xff" + WRITTEN,
        WRITTEN.replace(b"\n", b"\r\n"),
        WRITTEN.replace(b"@v1", b"@v2"),
        WRITTEN.replace(b"extra ", b"extra  "),
        WRITTEN.replace(b"extra ", b"other "),
        *(WRITTEN.replace(b"index 6", one) for one in (b"index 06", b"index +6", b"index", b"6")),
        WRITTEN.replace(b"index 6\n", b"index 6\nAAAA\n"),
        WRITTEN.replace(b"index 6\n", b"index 6\n" + b"A" * 43 + b"=\n" * 64),
        WRITTEN.replace(b"index 6\n", b"index 6\n" + (b"A" * 43 + b"=\n") * 64),
        WRITTEN + bytes(LARGEST),
        with_extra(b"{"),
        with_extra(b"[" * 100_000),
        with_extra([]),
        with_extra({**GOOD, "more": 1}),
        with_extra({**GOOD, "schema": "travaux/receipt/2"}),
        with_extra({**GOOD, "leaf": "A"}),
        with_extra({**GOOD, "fields": []}),
        with_extra({**GOOD, "fields": {"a": 1}}),
        with_extra({**GOOD, "fields": {"a": {"salt": "", "value": 1, "more": 1}}}),
        with_extra({**GOOD, "fields": {"a": {"salt": 1, "value": 1}}}),
        with_extra(b'{"fields":{},"fields":{},"leaf":"","schema":"travaux/receipt/1"}'),
    ],
)
def test_a_receipt_has_one_spelling(data: bytes) -> None:
    with pytest.raises(BadReceipt):
        parse(data)


def test_a_field_as_deep_as_the_log_takes_it_fits_on_a_receipt() -> None:
    value: list[object] = []
    for _ in range(31):
        value = [value]
    receipt = log_of(2, fields={"deep": value}).receipt(0)
    assert parse(write(receipt)) == receipt


def test_what_could_not_be_read_again_is_not_written() -> None:
    twice = (Disclosed("a", 1, bytes(32)), Disclosed("a", 2, bytes(32)))
    with pytest.raises(BadReceipt, match="twice"):
        write(Receipt(0, (), "", b"", twice))
    with pytest.raises(BadReceipt, match="cannot be written"):
        write(Receipt(0, (), "", b"", (Disclosed("a", 0.5, bytes(32)),)))
    with pytest.raises(BadReceipt, match="allowed"):
        write(Receipt(0, (), "", b"", (Disclosed("a", "x" * LARGEST, bytes(32)),)))


def test_a_site_serves_the_verifier_with_its_own_key() -> None:
    source = SOURCE.read_text("utf-8")
    ours = served(source, LOG.signer.vkey)
    before, after = source.split("\n"), ours.split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f'KEY = "{LOG.signer.vkey}"']
    compile(ours, "verify_receipt.py", "exec")


def test_the_verifier_is_served_with_one_key_and_nothing_but_a_key() -> None:
    source = SOURCE.read_text("utf-8")
    with pytest.raises(BadNote):
        served(source, '"; import os; "')
    with pytest.raises(ValueError, match="exactly one"):
        served(served(source, LOG.signer.vkey), LOG.signer.vkey)
