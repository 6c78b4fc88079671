"""What of an entry goes into the log: an instant, and commitments that tell nothing (R34).

A commitment binds one field. Who is given the field's salt can check what it says; who is not
learns nothing, not even how many fields there are. So a restricted or withdrawn document is not
disclosed by the log, and a receipt can show some fields and keep others back.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import msgspec

from travaux.rules.canonical import NotCanonical, base64, decode, encode, from_base64

SCHEMA: Final = "travaux/leaf/1"
SALT: Final = 32
MULTIPLE: Final = 16
MOST: Final = 512
"""With more commitments a leaf would outgrow what C2SP tlog-tiles can hold: 65,535 bytes."""

_DOMAIN: Final = b"travaux/field/1\0"
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
)


class BadLeaf(ValueError):
    """Fields that cannot be logged, or bytes that are no leaf: what is wrong, in a sentence."""


class Leaf(msgspec.Struct, frozen=True):
    """The bytes that the log holds, and the salt of each field, which stays with the entry."""

    data: bytes
    salts: dict[str, bytes]


class Said(msgspec.Struct, frozen=True):
    """What a leaf says to everyone: the instant, and the commitments, in order of their bytes."""

    at: str
    commitments: tuple[bytes, ...]


def commitment(name: str, value: object, salt: bytes) -> bytes:
    """Return the 32 bytes that bind a field's name and value, under a salt of 32 bytes.

    SHA-256 over `travaux/field/1`, a zero byte, the salt, the name's length in bytes as four bytes
    (big-endian), the name, and the value as canonical JSON. Raises BadLeaf.
    """
    if len(salt) != SALT:
        raise BadLeaf(f"The salt of “{name}” has {len(salt)} bytes. It must have {SALT}.")
    try:
        written, named = encode(value), name.encode()
    except (NotCanonical, UnicodeEncodeError) as error:
        raise BadLeaf(f"The field “{name}” cannot be logged. {error}") from error
    return sha256(_DOMAIN + salt + len(named).to_bytes(4, "big") + named + written).digest()


def make(at: datetime, fields: Mapping[str, object], random: Callable[[int], bytes]) -> Leaf:
    """Return the leaf of an entry logged at an instant.

    `fields` is name → value (what JSON can say, without fractions). `random` gives as many
    unguessable bytes as asked; it is called once. Raises BadLeaf.
    """
    if at.tzinfo is None:
        raise BadLeaf("The instant of an entry has no zone. Give one in UTC.")
    number = max(MULTIPLE, -(-len(fields) // MULTIPLE) * MULTIPLE)
    if number > MOST:
        raise BadLeaf(f"An entry has {len(fields)} fields. It may have {MOST}.")
    drawn = random(number * SALT)
    parts = [drawn[start : start + SALT] for start in range(0, number * SALT, SALT)]
    if len(set(parts)) != number or len(parts[-1]) != SALT:
        raise BadLeaf("The source of randomness gave too little or repeated itself.")
    salts = dict(zip(fields, parts, strict=False))
    commitments = [commitment(name, value, salts[name]) for name, value in fields.items()]
    # What is left of the draw stands in for commitments: nobody can tell it from them.
    commitments += parts[len(fields) :]
    instant = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    listed = [base64(one) for one in sorted(commitments)]
    data = encode({"at": instant, "commitments": listed, "schema": SCHEMA})
    return Leaf(data, salts)


def read(data: bytes) -> Said:
    """Return what a leaf says. Raises BadLeaf where the bytes are not exactly those of a leaf."""
    try:
        value = decode(data)
        if (
            not isinstance(value, dict)
            or list(value) != ["at", "commitments", "schema"]
            or value["schema"] != SCHEMA
            or not isinstance(value["commitments"], list)
        ):
            raise BadLeaf(f"This is not a leaf of {SCHEMA}.")
        commitments = tuple(from_base64(one) for one in value["commitments"])
    except (NotCanonical, TypeError) as error:
        raise BadLeaf(f"This is not a leaf. {error}") from error
    at = value["at"]
    if not isinstance(at, str) or not _is_instant(at):
        raise BadLeaf("The instant of a leaf is none. It is written 2012-10-19T15:00:00.000000Z.")
    if (
        not commitments
        or len(commitments) % MULTIPLE
        or len(commitments) > MOST
        or any(len(one) != SALT for one in commitments)
        or commitments != tuple(sorted(set(commitments)))
    ):
        raise BadLeaf("The commitments of a leaf are not whole, or not in order.")
    return Said(at, commitments)


def opens(data: bytes, name: str, value: object, salt: bytes) -> bool:
    """Say whether the leaf holds this field. Raises BadLeaf where there is no leaf or no field."""
    return commitment(name, value, salt) in read(data).commitments


def _is_instant(written: str) -> bool:
    if not _INSTANT.fullmatch(written):
        return False
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True
