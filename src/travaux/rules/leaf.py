"""The leaf of an entry: an instant, and commitments that tell nothing until they are opened (R34).

Each field of an act is committed to on its own, with a salt of its own, so that one can be shown
without the others. Which fields there are, and how many, does not show either: the commitments are
sorted, and padded with random ones to a multiple of sixteen.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from travaux.rules import base64_strict

SCHEMA: Final = "travaux/leaf/1"
SALT: Final = 32
_ROUND: Final = 16
_DOMAIN: Final = b"travaux/field/1\x00"
_encoder: Final = msgspec.json.Encoder(order="deterministic")


class Leaf(msgspec.Struct, frozen=True):
    """The bytes that everyone may see, and the salts that open each field."""

    data: bytes
    salts: dict[str, bytes]


def make(at: datetime, fields: Mapping[str, Any], random: Callable[[int], bytes]) -> Leaf:
    """Return the leaf of an act at an instant, with its fields' values as JSON.

    `random` gives that many random bytes. Raises ValueError for a field that is no JSON.
    """
    padding = -len(fields) % _ROUND if fields else _ROUND
    drawn = random(SALT * (len(fields) + padding))
    pieces = [drawn[place : place + SALT] for place in range(0, len(drawn), SALT)]
    salts = dict(zip(fields, pieces, strict=False))
    commitments = [commitment(name, value, salts[name]) for name, value in fields.items()]
    commitments += pieces[len(fields) :]
    data = _encoder.encode(
        {
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "commitments": [base64_strict.encode(one) for one in sorted(commitments)],
            "schema": SCHEMA,
        }
    )
    return Leaf(data, salts)


def commitment(name: str, value: Any, salt: bytes) -> bytes:
    """Return what a leaf holds of a field."""
    key = name.encode()
    return hashlib.sha256(
        _DOMAIN + salt + len(key).to_bytes(2, "big") + key + canonical(value)
    ).digest()


def canonical(value: Any) -> bytes:
    """Return a value's one JSON: sorted keys, no blanks, UTF-8; no fractions (they round).

    Raises ValueError for what has none.
    """
    _check(value)
    return _encoder.encode(value)


def opens(data: bytes, name: str, value: Any, salt: bytes) -> bool:
    """Say whether a leaf holds a field of a value."""
    held = msgspec.json.decode(data)["commitments"]
    return base64_strict.encode(commitment(name, value, salt)) in held


def _check(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError("a fraction has more than one way to be written")
    if isinstance(value, str):
        value.encode()  # half of a character has no UTF-8, and raises
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise ValueError("the keys of JSON are strings")
            _check(key)
            _check(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _check(one)
    elif not (value is None or isinstance(value, int)):
        raise ValueError(f"{type(value).__name__} is no JSON")
