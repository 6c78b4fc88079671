"""Anyone can check a receipt, with one file, and is told in a sentence what is wrong."""

import ast
import json
import subprocess
import sys
from binascii import a2b_base64
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.receipts import FIELDS, FILE, OTHER_FILE, log_of
from tests.rules.randomness import seeded
from travaux import verify_receipt
from travaux.rules.canonical import base64, encode
from travaux.rules.checkpoint import Checkpoint
from travaux.rules.merkle import leaf_hash, node_hash
from travaux.rules.note import Signer
from travaux.rules.receipt import Disclosed, Receipt, served, write
from travaux.verify_receipt import BadKey, NotProved, Record, check, main, shown, signed_by, told

SOURCE = Path(verify_receipt.__file__)
LOG = log_of(11, entry=6)
KEY = LOG.signer.vkey
RECEIPT = LOG.receipt(6)
WRITTEN = write(RECEIPT)
FILES = [Record(one["name"], one["sha256"], one["size"]) for one in FIELDS["files"]]


def refusal(data: bytes, key: str = KEY, files: Sequence[tuple[str, bytes]] = ()) -> str:
    with pytest.raises(NotProved) as refused:
        check(data, key, files)
    return str(refused.value)


# What is proved


def test_a_receipt_proves_what_was_submitted_by_whom_and_when() -> None:
    report = check(WRITTEN, KEY)
    assert dict(report.fields) == FIELDS
    assert (report.log, report.entry, report.size) == ("example.org/log", 6, 11)
    assert report.at == "2012-10-03T16:51:00.000012Z"
    assert (report.matched, report.absent) == ((), tuple(FILES))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 8, 9, 33])
def test_each_entry_of_each_log_is_proved(size: int) -> None:
    for entry in range(size):
        log = log_of(size, entry=entry)
        assert check(write(log.receipt(entry)), log.signer.vkey).entry == entry


def test_the_fields_stand_in_the_order_in_which_a_person_asks() -> None:
    log = log_of(2, fields={**FIELDS, "zebra": 1, "aardvark": 2})
    names = [name for name, _ in check(write(log.receipt(0)), log.signer.vkey).fields]
    assert names[:3] == ["what", "title", "symbol"]
    assert names.index("began") < names.index("arrived") < names.index("deadline")
    assert names[-3:] == ["aardvark", "files", "zebra"]


def test_a_receipt_that_keeps_fields_back_proves_the_others() -> None:
    report = check(write(LOG.receipt(6, ["title"])), KEY)
    assert report.fields == (("title", FIELDS["title"]),)


def test_signatures_of_witnesses_do_not_disturb() -> None:
    witness = Signer.generate("example.net/witness", seeded("witness"))
    text = RECEIPT.checkpoint_note.partition("\n\n")[0] + "\n"
    line = witness.sign(text).split("\n")[-2]
    assert check(WRITTEN + line.encode() + b"\n", KEY).entry == 6


# Files


def test_a_file_is_known_by_its_hash_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "downloaded (1).docx"
    path.write_bytes(FILE)
    report = check(WRITTEN, KEY, [("downloaded (1).docx", path), ("b", OTHER_FILE)])
    assert report.matched == (("downloaded (1).docx", FILES[0]), ("b", FILES[1]))
    assert report.absent == ()


def test_a_large_file_is_hashed_in_pieces(tmp_path: Path) -> None:
    content = b"0123456789abcdef" * 200_000
    (tmp_path / "large").write_bytes(content)
    record = {"name": "large", "size": len(content)}
    record["sha256"] = sha256(content).hexdigest()
    log = log_of(2, fields={"files": [record]})
    report = check(write(log.receipt(0)), log.signer.vkey, [("large", tmp_path / "large")])
    assert [given for given, _ in report.matched] == ["large"]


def test_a_file_that_differs_is_told_with_both_hashes() -> None:
    said = refusal(WRITTEN, files=[("elsewhere/annex.txt", OTHER_FILE + b"more")])
    assert "“elsewhere/annex.txt” (10 bytes)" in said
    assert sha256(OTHER_FILE + b"more").hexdigest() in said
    assert f"{FILES[1].sha256} (“annex.txt”, 6 bytes)" in said
    assert FILES[0].sha256 not in said
    assert "The receipt itself is good" in said


def test_a_file_of_another_name_that_differs_is_held_against_all_on_record() -> None:
    said = refusal(WRITTEN, files=[("x", b"x")])
    assert FILES[0].sha256 in said
    assert FILES[1].sha256 in said


def test_a_file_has_the_size_on_record_too() -> None:
    record = {**FIELDS["files"][0], "size": len(FILE) + 1}
    log = log_of(2, fields={"files": [record]})
    said = refusal(write(log.receipt(0)), log.signer.vkey, [("5.docx", FILE)])
    assert "(33 bytes)" in said
    assert "34 bytes" in said


def test_a_receipt_without_files_says_nothing_of_a_file() -> None:
    said = refusal(write(LOG.receipt(6, ["title"])), files=[("5.docx", FILE)])
    assert "the receipt names no file" in said


@pytest.mark.parametrize(
    "files",
    ["a", [1], [{"name": "a", "sha256": "0" * 64}], [{"name": "a", "sha256": "x", "size": 1}]],
)
def test_a_list_of_files_that_was_recorded_badly_is_told(files: object) -> None:
    log = log_of(2, fields={"files": files})
    assert "malformed" in refusal(write(log.receipt(0)), log.signer.vkey)


# What is wrong


def test_every_altered_byte_is_noticed() -> None:
    for place in range(len(WRITTEN)):
        altered = bytearray(WRITTEN)
        altered[place] ^= 1 << place % 8
        assert refusal(bytes(altered))


def test_a_receipt_cut_short_anywhere_is_not_proved() -> None:
    for length in range(len(WRITTEN)):
        assert "cut short" in refusal(WRITTEN[:length]) or length == 0


def replaced(**parts: Any) -> bytes:
    return write(msgspec.structs.replace(RECEIPT, **parts))


@pytest.mark.parametrize("name", list(FIELDS))
def test_an_altered_field_is_named(name: str) -> None:
    disclosed = tuple(
        msgspec.structs.replace(one, value="altered") if one.name == name else one
        for one in RECEIPT.disclosed
    )
    assert f"altered in the field “{name}”" in refusal(replaced(disclosed=disclosed))


def test_a_field_moved_to_another_name_or_salt_is_named() -> None:
    one = RECEIPT.disclosed[0]
    moved = (msgspec.structs.replace(one, name="reason"), *RECEIPT.disclosed[1:])
    assert "the field “reason”" in refusal(replaced(disclosed=moved))
    short = (msgspec.structs.replace(one, salt=one.salt[:-1]), *RECEIPT.disclosed[1:])
    assert "the field “act”" in refusal(replaced(disclosed=short))


def test_a_salt_has_32_bytes_even_where_the_hash_would_fit() -> None:
    short, name = bytes(31), b"title"
    written = b"travaux/field/1\0" + short + len(name).to_bytes(4, "big") + name + b'"T"'
    leaf = encode(
        {
            "at": "2012-10-03T16:51:00.000012Z",
            "commitments": [base64(sha256(written).digest())],
            "schema": "travaux/leaf/1",
        }
    )
    shown_field = (Disclosed("title", "T", short),)
    said = refusal(write(Receipt(0, (), RECEIPT.checkpoint_note, leaf, shown_field)))
    assert "altered in the field “title”" in said


def test_fields_of_another_entry_do_not_belong_to_this_one() -> None:
    said = refusal(replaced(leaf=LOG.leaves[5].data))
    assert "None of the receipt's fields belongs to the entry" in said


def test_a_receipt_that_shows_nothing_proves_nothing() -> None:
    assert "shows no field" in refusal(write(LOG.receipt(6, [])))


@pytest.mark.parametrize(
    "parts",
    [
        {"index": 5},
        {"index": 11},
        {"path": RECEIPT.path[:-1]},
        {"path": RECEIPT.path[::-1]},
        {"path": (*RECEIPT.path, RECEIPT.path[0])},
        {"path": ()},
    ],
)
def test_an_entry_that_is_not_in_the_log_is_told(parts: dict[str, Any]) -> None:
    assert "The entry is not in the log" in refusal(replaced(**parts))


def test_an_entry_made_up_is_not_in_the_log() -> None:
    forged = log_of(11, entry=6, fields={**FIELDS, "title": "Other"}).receipt(6)
    said = refusal(write(msgspec.structs.replace(forged, checkpoint_note=LOG.checkpoint())))
    assert "The entry is not in the log" in said


def test_a_signature_by_another_is_told() -> None:
    stranger = Signer.generate("example.org/log", seeded("stranger"))
    text = RECEIPT.checkpoint_note.partition("\n\n")[0] + "\n"
    said = refusal(replaced(checkpoint_note=stranger.sign(text)))
    assert f"not signed by the log whose key was given (example.org/log+{_id(LOG.signer)})" in said
    assert f"by example.org/log+{_id(stranger)}" in said
    posing = stranger.sign(text).split(" ")[-1]
    raw = LOG.signer.verifier.id + a2b_base64(posing)[4:]
    note = f"{text}\n— example.org/log {base64(raw)}\n"
    assert "The signature is not by example.org/log" in refusal(replaced(checkpoint_note=note))


def _id(signer: Signer) -> str:
    return signer.verifier.id.hex()


def test_a_checkpoint_altered_under_its_signature_is_told() -> None:
    note = RECEIPT.checkpoint_note.replace("\n11\n", "\n12\n")
    assert "The signature is not by" in refusal(replaced(checkpoint_note=note))


def test_one_signature_by_the_key_that_does_not_fit_spoils_the_receipt() -> None:
    elsewhere = LOG.signer.sign("other\n").split("\n")[-2]
    assert "The signature is not by" in refusal(WRITTEN + elsewhere.encode() + b"\n")


def test_a_key_signs_only_for_its_own_log() -> None:
    text = RECEIPT.checkpoint_note.partition("\n\n")[0].replace("example.org/log", "other") + "\n"
    said = refusal(replaced(checkpoint_note=LOG.signer.sign(text)))
    assert "speaks for the log other, but was signed by example.org/log" in said


def test_without_a_key_nothing_is_proved_and_the_reason_is_plain() -> None:
    said = refusal(WRITTEN, "")
    assert "its signer could not be checked" in said
    assert "--key" in said
    assert "altered" in refusal(WRITTEN.replace(b"index 6", b"index 7"), "")


@pytest.mark.parametrize(
    "key", ["x", KEY[:-1], KEY + "\n", KEY.replace("+A", "+B"), "é+00000000+AA=="]
)
def test_a_wrong_key_is_told_from_a_wrong_receipt(key: str) -> None:
    with pytest.raises(BadKey, match="The key given is not the key of a log"):
        check(WRITTEN, key)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "not a receipt"),
        (b"<html>", "not a receipt"),
        (b"\0" * 1000, "not a receipt"),
        (b"\xff\xfe", "not a receipt"),
        (b"A" * 5_000_000, "more than 4194304 bytes"),
        (WRITTEN.replace(b"\n", b"\r\n"), "changed on its way"),
        (b"\xef\xbb\xbf" + WRITTEN, "changed on its way"),
        (WRITTEN.replace(b"extra ", b"other "), "not a receipt: the lines"),
        (WRITTEN.replace(b"index 6", b"index +6"), "place of the entry"),
        (WRITTEN.replace(b"index 6", b"index " + b"9" * 5000), "place of the entry"),
        (WRITTEN.replace(b"index 6\n", b"index 6\n" + b"A" * 1_000_000 + b"\n"), "is not one"),
        (WRITTEN.replace(b"index 6\n", b"index 6\n" + (b"A" * 43 + b"=\n") * 99), "is not one"),
        (WRITTEN.replace(b"index 6\n", b"index 6\n?\n"), "in line 4"),
        (WRITTEN.replace("—".encode(), b"-"), "not a signature"),
        (WRITTEN.replace("—".encode(), b"\xff"), "not text in UTF-8"),
        (WRITTEN.replace(b"\n11\n", b"\n\x0011\n"), "malformed"),
        (WRITTEN.replace(b"\n11\n", b"\n011\n"), "size of the log"),
        (WRITTEN.replace(b"\n11\n", b"\n11\n\n"), "three lines"),
        (WRITTEN.replace(b"\nexample.org/log\n", b"\n\xff\n"), "not text in UTF-8"),
    ],
)
def test_what_is_no_receipt_is_told_in_a_sentence(data: bytes, says: str) -> None:
    assert says in refusal(data)


def with_extra(extra: bytes) -> bytes:
    lines = WRITTEN.split(b"\n")
    lines[1] = b"extra " + base64(extra).encode()
    return b"\n".join(lines)


BAD_JSON = [
    b"[" * 1_000_000,
    b'{"a":' * 100_000,
    b"[" * 60 + b"]" * 60,
    b'{"fields":{},"fields":{},"leaf":"","schema":"travaux/receipt/1"}',
    b'{"fields":{"a":"\\ud800"},"leaf":"","schema":"travaux/receipt/1"}',
    b'{"fields":{"a":NaN},"leaf":"","schema":"travaux/receipt/1"}',
    b'{"fields":{"a":1.5},"leaf":"","schema":"travaux/receipt/1"}',
    b'{"fields":{"a":' + b"9" * 1_000_000 + b'},"leaf":"","schema":"travaux/receipt/1"}',
    b'{"leaf":"","fields":{},"schema":"travaux/receipt/1"}',
    b"\xff",
    b"\0",
    b"",
]


@pytest.mark.parametrize("extra", BAD_JSON)
def test_hostile_json_is_told_in_a_sentence(extra: bytes) -> None:
    assert "is not the JSON that a receipt holds" in refusal(with_extra(extra))


@pytest.mark.parametrize("leaf", BAD_JSON)
def test_a_hostile_leaf_is_told_in_a_sentence(leaf: bytes) -> None:
    assert "The leaf of the receipt is not the JSON" in refusal(replaced(leaf=leaf))


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ([], "has not the parts"),
        ({"fields": {}, "leaf": 1, "schema": ""}, "has not the parts"),
        ({"fields": {}, "leaf": "", "schema": "travaux/receipt/2"}, "newer verify_receipt.py"),
        (
            {"fields": {"\u202ea": 1}, "leaf": "", "schema": "travaux/receipt/1"},
            r"“\u202ea” has not",
        ),
        (
            {"fields": {"a": {"salt": "é", "value": 1}}, "leaf": "", "schema": "travaux/receipt/1"},
            "the salt of the field “a”",
        ),
        ({"fields": {}, "leaf": "A", "schema": "travaux/receipt/1"}, "the leaf in line 2"),
    ],
)
def test_a_receipt_without_its_parts_is_told(extra: object, says: str) -> None:
    assert says in refusal(with_extra(encode(extra)))


@pytest.mark.parametrize(
    ("leaf", "says"),
    [
        ({}, "has not the parts"),
        ({"at": "", "commitments": [], "schema": "travaux/leaf/2"}, "newer verify_receipt.py"),
        ({"at": "now", "commitments": [], "schema": "travaux/leaf/1"}, "instant in the leaf"),
    ],
)
def test_a_leaf_without_its_parts_is_told(leaf: object, says: str) -> None:
    assert says in refusal(replaced(leaf=encode(leaf)))


def test_the_same_limits_hold_for_the_writer_and_the_verifier() -> None:
    value: list[object] = ["end"]
    for _ in range(31):
        value = [value]
    log = log_of(2, fields={"deep": value, "large": 2**53 - 1, "low": -(2**53) + 1})
    assert dict(check(write(log.receipt(0)), log.signer.vkey).fields)["deep"] == value


@settings(derandomize=True, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(WRITTEN)), st.integers(0, len(WRITTEN)))
def test_no_splice_is_proved(inserted: bytes, start: int, length: int) -> None:
    spliced = WRITTEN[:start] + inserted + WRITTEN[start + length :]
    if spliced != WRITTEN:
        assert refusal(spliced)


# Ed25519

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
        "cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
        "0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
        "84dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493
FIELD = 2**255 - 19
SMALL = [
    "01" + "00" * 31,
    "ec" + "ff" * 30 + "7f",
    "00" * 32,
    "00" * 31 + "80",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]
NO_POINTS = [
    "01" + "00" * 30 + "80",
    "ec" + "ff" * 31,
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
    "ff" * 32,
    "02" + "00" * 31,
    "00" * 31,
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_signatures_of_the_standard_are_verified(
    public: str, message: str, signature: str
) -> None:
    key, text, signed = (bytes.fromhex(one) for one in (public, message, signature))
    assert signed_by(key, text, signed)
    assert not signed_by(key, text + b"\0", signed)
    assert not signed_by(key, text, signed[:-1])
    for bit in range(0, 512, 9):
        altered = (int.from_bytes(signed, "little") ^ 1 << bit).to_bytes(64, "little")
        assert not signed_by(key, text, altered)


def test_a_signature_has_one_spelling() -> None:
    key, text, signed = (bytes.fromhex(one) for one in RFC_8032[1])
    scalar = int.from_bytes(signed[32:], "little") + ORDER
    assert not signed_by(key, text, signed[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize("public", SMALL + NO_POINTS)
def test_keys_with_which_anyone_can_sign_are_refused(public: str) -> None:
    key = bytes.fromhex(public)
    assert verify_receipt.small_order(key)
    everyones = bytes.fromhex("01" + "00" * 63)
    assert not signed_by(key, b"any text", everyones)
    if len(key) == 32:
        ident = sha256(b"log\n\x01" + key).hexdigest()[:8]
        with pytest.raises(BadKey, match="anyone can sign"):
            check(WRITTEN, f"log+{ident}+{base64(bytes([1]) + key)}")


def by_cryptography(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(), st.integers(0, 511), st.integers(0, 255))
def test_our_answers_are_those_of_another_implementation(
    seed: bytes, message: bytes, bit: int, key_bit: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signed = private.public_key().public_bytes_raw(), private.sign(message)
    assert signed_by(public, message, signed)
    flipped = (int.from_bytes(signed, "little") ^ 1 << bit).to_bytes(64, "little")
    other = (int.from_bytes(public, "little") ^ 1 << key_bit).to_bytes(32, "little")
    for one in (
        (public, message, flipped),
        (public, message + b"x", signed),
        (public, message, signed[:32] + bytes(32)),
        (other, message, signed),
    ):
        assert signed_by(*one) == by_cryptography(*one)


@pytest.mark.parametrize("public", NO_POINTS)
def test_a_point_has_one_spelling(public: str) -> None:
    assert verify_receipt._point(bytes.fromhex(public)) is None


def test_no_base_point_but_the_standard_s_is_used() -> None:
    base = verify_receipt._point(bytes.fromhex("58" + "66" * 31))
    assert base is not None
    assert base[1] * 5 % FIELD == 4


# The tree


def test_a_path_is_as_long_as_the_tree_is_high() -> None:
    leaf, step = b"leaf", sha256(b"step").digest()
    hash_ = leaf_hash(leaf)
    assert verify_receipt.included(leaf, 0, 1, (), hash_)
    assert not verify_receipt.included(leaf, 0, 1, (step,), node_hash(step, hash_))
    assert verify_receipt.included(leaf, 0, 2, (step,), node_hash(hash_, step))
    assert not verify_receipt.included(leaf, 0, 2, (), hash_)


# For a person


def test_what_is_proved_reads_as_a_page() -> None:
    page = told(check(WRITTEN, KEY, [("mine.docx", FILE)]))
    assert page.split("\n") == [
        "Proved. What stands below is on record as it stands, and was not altered since.",
        "Entry 6 of the log example.org/log, logged at 2012-10-03T16:51:00.000012Z;",
        "the log had 11 entries when it signed for it.",
        "",
        "What                contribution",
        "Title               Comments on the Second Draft, “Água”",
        "Symbol              WTPF-IEG/2/5",
        "Process             WTPF-13",
        "Act                 submit",
        "By                  Ana Example",
        "On behalf of        ISOC; NRO",
        "In the capacity of  Sector Member",
        "Began to arrive     2012-10-03T16:44:58Z",
        "Had arrived whole   2012-10-03T16:45:00Z",
        "Deadline            2012-10-19T22:00:00Z",
        "Class               in time",
        "File                5.docx, 33 bytes",
        f"                    SHA-256 {FILES[0].sha256}",
        "                    is the file given: “mine.docx”",
        "File                annex.txt, 6 bytes",
        f"                    SHA-256 {FILES[1].sha256}",
        "                    not given, so not compared",
    ]


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("plain, سلام, 日本\u200d", "plain, سلام, 日本\u200d"),
        ("a\u202eb\u2066c\u200fd", "a\\u202eb\\u2066c\\u200fd"),
        ("a\nb\x1b[2J\x00\x7f\x9b", "a\\u000ab\\u001b[2J\\u0000\\u007f\\u009b"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff", "\\udcff"),
        (None, "none"),
        (True, "yes"),
        (False, "no"),
        (12, "12"),
        ([], "[]"),
        (["a\n", "b"], "a\\u000a; b"),
        ({"b": [1], "a": "\u202e"}, '{"a":"\\u202e","b":[1]}'),
    ],
)
def test_what_could_disguise_a_value_is_escaped(value: object, seen: str) -> None:
    assert shown(value) == seen


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "r.tlog-proof").write_bytes(WRITTEN)
    (tmp_path / "5.docx").write_bytes(FILE)
    (tmp_path / "key").write_text(KEY + "\n")
    return tmp_path


def run(folder: Path, *arguments: str, program: Path = SOURCE) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), *arguments],
        capture_output=True,
        cwd=folder,
        check=False,
        env={"PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_file_runs_alone(folder: Path) -> None:
    code, out, err = run(folder, "--key", KEY, "r.tlog-proof", "5.docx")
    assert (code, err) == (0, "")
    assert out == told(check(WRITTEN, KEY, [("5.docx", FILE)])) + "\n"


def test_the_file_served_by_a_site_knows_its_key(folder: Path) -> None:
    ours = folder / "verify_receipt.py"
    ours.write_text(served(SOURCE.read_text("utf-8"), KEY), "utf-8")
    assert run(folder, "r.tlog-proof", program=ours)[0] == 0
    stranger = Signer.generate("example.net/log", seeded("stranger")).vkey
    code, _, err = run(folder, "--key", stranger, "r.tlog-proof", program=ours)
    assert code == 1
    assert "not signed by the log whose key was given (example.net/log+" in err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["r.tlog-proof", "--key-file", "key", "5.docx"], 0, "is the file given: “5.docx”"),
        (["--key-file", "key", "r.tlog-proof"], 0, "not given, so not compared"),
        (["r.tlog-proof"], 1, "Not proved. The receipt agrees with itself, but its signer"),
        (["--key", KEY, "5.docx"], 1, "Not proved. This is not a receipt."),
        (["--key", KEY, "r.tlog-proof", "key"], 1, "Not proved. The file “key”"),
        (["--key", "x", "r.tlog-proof"], 2, "The key given is not the key of a log"),
        (["--key", KEY, "absent"], 2, "“absent” cannot be read"),
        (["--key", KEY, "r.tlog-proof", "absent"], 2, "“absent” cannot be read"),
        (["--key", KEY, "."], 2, "“.” cannot be read"),
        (["--key", KEY, "--key-file", "key", "r.tlog-proof"], 2, "not allowed with"),
        (["--key", KEY], 2, "RECEIPT"),
        (["--nonsense"], 2, "usage"),
    ],
)
def test_the_command_ends_with_0_proved_1_not_proved_2_wrong_use(
    folder: Path,
    arguments: list[str],
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    try:
        ended = main(arguments)
    except SystemExit as stopped:
        ended = int(str(stopped.code))
    seen = capsys.readouterr()
    assert ended == code, seen
    assert says in (seen.err if code else seen.out)
    assert not (seen.out if code else seen.err)


def test_the_answer_in_json_says_the_same(folder: Path) -> None:
    code, out, _ = run(folder, "--key", KEY, "--json", "r.tlog-proof", "5.docx")
    said = json.loads(out)
    assert (code, said["proved"], said["fields"]) == (0, True, FIELDS)
    assert said["matched"] == [{**FILES[0]._asdict(), "given": "5.docx"}]
    assert said["absent"] == [FILES[1]._asdict()]
    assert (said["log"], said["index"], said["size"]) == ("example.org/log", 6, 11)
    code, out, err = run(folder, "--json", "r.tlog-proof")
    said = json.loads(out)
    assert (code, said["proved"], err) == (1, False, "")
    assert "could not be checked" in said["sentence"]


def test_a_screen_without_our_letters_does_not_stop_it(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(SOURCE), "--key", KEY, "r.tlog-proof"],
        capture_output=True,
        cwd=folder,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\xc1gua" in done.stdout


def test_it_imports_nothing_but_the_standard_library_and_reads_as_python_3_8() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 8))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names
    assert "travaux" not in imported


def test_a_checkpoint_of_another_log_does_not_carry_the_entry() -> None:
    other = Checkpoint(LOG.signer.name, 11, bytes(32)).text()
    receipt: Receipt = msgspec.structs.replace(RECEIPT, checkpoint_note=LOG.signer.sign(other))
    assert "The entry is not in the log" in refusal(write(receipt))
