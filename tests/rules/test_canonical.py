"""What is hashed has one spelling."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.rules.canonical import NotCanonical, base64, decode, encode, from_base64, number

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@settings(derandomize=True, deadline=None)
@given(VALUES)
def test_a_value_comes_back_and_others_write_it_the_same(value: Any) -> None:
    written = encode(value)
    assert decode(written) == value
    other = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert written == other.encode()


def test_the_order_of_keys_is_that_of_code_points() -> None:
    assert encode({"\U0001f600": 1, "\uff5e": 2, "b": 3, "a": 4, "": 5}).decode() == (
        '{"":5,"a":4,"b":3,"\uff5e":2,"\U0001f600":1}'
    )


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), "\ud800", {"\udfff": 1}, {1: 1}, b"a", {1, 2}, object()],
)
def test_what_has_no_one_spelling_is_refused(value: Any) -> None:
    for nested in (value, [value], {"a": value}):
        with pytest.raises(NotCanonical):
            encode(nested)


def test_depth_is_bounded() -> None:
    value: Any = []
    for _ in range(31):
        value = [value]
    assert decode(encode(value)) == value
    for deeper in ([value], {"a": value}):
        with pytest.raises(NotCanonical, match="too deep"):
            encode(deeper)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b" 1",
        b"1 ",
        b"01",
        b"-0",
        b"1.0",
        b"1e2",
        b"NaN",
        b"9007199254740992",
        b"9" * 5000,
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'"\\u0061"',
        b'"\\ud800"',
        b'"\\/"',
        b'"\xff"',
        b'"\x00"',
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
        b"[" * 100 + b"]" * 100,
    ],
)
def test_other_spellings_are_refused(written: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(written)


@settings(derandomize=True, deadline=None)
@given(st.binary())
def test_bytes_come_back_from_base64(data: bytes) -> None:
    assert from_base64(base64(data)) == data


@pytest.mark.parametrize(
    "text", ["A", "AA", "AA=", "AB==", "AA==\n", " AA==", "AA==AA==", "-_==", "é"]
)
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(NotCanonical):
        from_base64(text)


@pytest.mark.parametrize("text", ["", "+1", "-1", "01", "1_0", " 1", "1\n", "١", "1.0", str(2**63)])
def test_numbers_have_one_spelling(text: str) -> None:
    with pytest.raises(NotCanonical):
        number(text)
    assert number(str(2**63 - 1)) == 2**63 - 1
