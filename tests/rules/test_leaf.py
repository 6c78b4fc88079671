"""R34: the log holds commitments that disclose nothing but the instant."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.randomness import seeded
from tests.rules.test_canonical import TEXTS, VALUES
from travaux.rules.canonical import base64, encode, from_base64
from travaux.rules.leaf import BadLeaf, commitment, make, opens, read

AT = datetime(2012, 10, 3, 16, 45, 0, 12, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "what": "contribution",
    "who": "ISOC",
    "symbol": None,
    "files": [{"name": "a.docx", "sha256": "00", "size": 3}],
}
LEAF = make(AT, FIELDS, seeded("leaf"))


def test_a_commitment_is_a_hash_that_anyone_can_compute() -> None:
    salt = bytes(range(32))
    by_hand = b"travaux/field/1\x00" + salt + b"\x00\x00\x00\x05title" + '"Água"'.encode()
    assert commitment("title", "Água", salt) == sha256(by_hand).digest()


def test_name_and_value_cannot_run_into_each_other() -> None:
    salt = bytes(32)
    assert commitment("a1", 2, salt) != commitment("a", 12, salt)


def test_a_leaf_is_canonical_and_says_the_instant_in_utc() -> None:
    said = json.loads(LEAF.data)
    assert encode(said) == LEAF.data
    assert list(said) == ["at", "commitments", "schema"]
    assert said["at"] == "2012-10-03T16:45:00.000012Z"
    assert said["schema"] == "travaux/leaf/1"
    there = AT.astimezone(timezone(timedelta(hours=2)))
    assert make(there, FIELDS, seeded("leaf")) == LEAF


@pytest.mark.parametrize(
    ("fields", "commitments"), [(0, 16), (1, 16), (16, 16), (17, 32), (33, 48), (512, 512)]
)
def test_the_number_of_fields_does_not_show(fields: int, commitments: int) -> None:
    leaf = make(AT, {f"field {n}": n for n in range(fields)}, seeded("many"))
    assert len(read(leaf.data).commitments) == commitments
    assert len(leaf.salts) == fields
    assert len(leaf.data) < 65536  # what C2SP tlog-tiles can hold


def test_the_same_fields_never_look_the_same() -> None:
    other = make(AT, FIELDS, seeded("other"))
    assert not set(read(other.data).commitments) & set(read(LEAF.data).commitments)


def test_the_place_of_a_commitment_does_not_tell_its_field() -> None:
    commitments = read(LEAF.data).commitments
    assert list(commitments) == sorted(commitments)


def test_neither_salt_nor_value_is_in_the_leaf() -> None:
    for salt in LEAF.salts.values():
        assert base64(salt).encode() not in LEAF.data
    assert b"ISOC" not in LEAF.data


def test_randomness_is_drawn_once() -> None:
    drawn: list[int] = []
    source = seeded("once")

    def random(number: int) -> bytes:
        drawn.append(number)
        return source(number)

    make(AT, FIELDS, random)
    assert drawn == [16 * 32]


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=20))
def test_each_field_opens_with_its_own_salt_and_value_alone(fields: dict[str, Any]) -> None:
    leaf = make(AT, fields, seeded("any"))
    for name, value in fields.items():
        salt = leaf.salts[name]
        assert opens(leaf.data, name, value, salt)
        assert not opens(leaf.data, name + "x", value, salt)
        assert not opens(leaf.data, name, [value], salt)
        assert not opens(leaf.data, name, value, bytes(32))


@pytest.mark.parametrize("random", [bytes, lambda _: b"", lambda n: seeded("short")(n - 1)])
def test_a_poor_source_of_randomness_is_noticed(random: Callable[[int], bytes]) -> None:
    with pytest.raises(BadLeaf, match="randomness"):
        make(AT, FIELDS, random)


@pytest.mark.parametrize("value", [0.5, "\ud800", {1: 2}, b"bytes", 2**53])
def test_what_cannot_be_said_in_one_way_cannot_be_logged(value: object) -> None:
    with pytest.raises(BadLeaf, match="“odd” cannot be logged"):
        make(AT, {"odd": value}, seeded("x"))


def test_an_instant_has_a_zone_and_a_leaf_at_most_512_fields() -> None:
    with pytest.raises(BadLeaf, match="no zone"):
        make(AT.replace(tzinfo=None), {}, seeded("x"))
    with pytest.raises(BadLeaf, match="It may have 512"):
        make(AT, {str(n): n for n in range(513)}, seeded("x"))
    with pytest.raises(BadLeaf, match="31 bytes"):
        opens(LEAF.data, "who", "ISOC", bytes(31))


def altered(**parts: object) -> bytes:
    return encode({**json.loads(LEAF.data), **parts})


COMMITMENTS = json.loads(LEAF.data)["commitments"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        LEAF.data + b"\n",
        LEAF.data.replace(b",", b", "),
        altered(more=1),
        altered(schema="travaux/leaf/2"),
        altered(at=1),
        altered(at="2012-10-03T16:45:00Z"),
        altered(at="2012-19-03T16:45:00.000012Z"),
        altered(at="2012-10-03T16:45:00.000012Z\n"),
        altered(commitments={}),
        altered(commitments=[]),
        altered(commitments=COMMITMENTS[:-1]),
        altered(commitments=COMMITMENTS[::-1]),
        altered(commitments=[COMMITMENTS[0]] * 16),
        altered(commitments=[1] * 16),
        altered(commitments=[one[:-4] for one in COMMITMENTS]),
        altered(commitments=[base64(from_base64(one)[:-1]) for one in COMMITMENTS]),
    ],
)
def test_bytes_that_are_not_exactly_a_leaf_are_refused(data: bytes) -> None:
    with pytest.raises(BadLeaf):
        read(data)
