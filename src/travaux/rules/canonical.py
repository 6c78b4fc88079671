"""One spelling for what is hashed: canonical JSON, and base64 and numbers without slack.

Two programs that hash the same value must hash the same bytes, and one value must not have two
spellings. So the readers here take only what the writers give.
"""

import json
import re
from binascii import Error, a2b_base64, b2a_base64
from json.encoder import encode_basestring
from typing import Any, Final

Value = None | bool | int | str | list[Any] | dict[str, Any]
"""What canonical JSON can say. No fractions: they have too many spellings."""

DEEPEST: Final = 32
LARGEST: Final = 2**53 - 1
"""Readers of JSON elsewhere lose the last digits of larger integers (RFC 8259, section 6)."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class NotCanonical(ValueError):
    """A value that has no canonical spelling, or a spelling that is not the canonical one."""


def encode(value: object, *, deepest: int = DEEPEST) -> bytes:
    """Return the value as canonical JSON in UTF-8.

    Keys in order of code points, no spaces; in strings only `"`, backslash and what lies below
    U+0020 are escaped. Raises NotCanonical for fractions, integers beyond 2**53 - 1, lone
    surrogates, keys that are no strings, more than `deepest` lists and objects within each other,
    or what JSON cannot say.
    """
    try:
        return _written(value, deepest).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("A text holds half of a character (a lone surrogate).") from error


def decode(data: bytes, *, deepest: int = DEEPEST) -> Value:
    """Return the value that canonical JSON says. Raises NotCanonical for any other spelling."""
    try:
        value: Value = json.loads(data.decode(), parse_float=_no_fraction, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("This is not JSON as it is written here.") from error
    again = encode(value, deepest=deepest)  # of a key that stands twice only one is left
    if again != data:
        raise NotCanonical("This JSON is not in its canonical spelling.")
    return value


def base64(data: bytes) -> str:
    """Return bytes as base64 (RFC 4648, section 4)."""
    return b2a_base64(data, newline=False).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes that base64 says. Raises NotCanonical for any but their one spelling."""
    try:
        data = a2b_base64(text)
    except (Error, ValueError) as error:
        raise NotCanonical("This is not base64.") from error
    if base64(data) != text:
        raise NotCanonical("This base64 is not in its canonical spelling.")
    return data


def number(text: str) -> int:
    """Return what decimal digits say, from 0 to below 2**63. Raises NotCanonical for all else."""
    if not _NUMBER.fullmatch(text) or int(text) >= 2**63:
        raise NotCanonical("This is not a number in plain digits.")
    return int(text)


def _written(value: object, left: int) -> str:
    if type(value) is str:
        return encode_basestring(value)
    if value is None or value is True or value is False:
        return "null" if value is None else "true" if value else "false"
    if type(value) is int:
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical("An integer is too large: its last digits would be lost elsewhere.")
        return str(value)
    if left == 0:
        raise NotCanonical("A value is nested too deep.")
    if isinstance(value, list | tuple):
        return "[" + ",".join([_written(one, left - 1) for one in value]) + "]"
    if isinstance(value, dict):
        if any(type(key) is not str for key in value):
            raise NotCanonical("A name in a value is not a text.")
        parts = [
            encode_basestring(key) + ":" + _written(value[key], left - 1) for key in sorted(value)
        ]
        return "{" + ",".join(parts) + "}"
    raise NotCanonical(f"A {type(value).__name__} cannot be said here. Give a text or an integer.")


def _no_fraction(written: str) -> int:
    raise NotCanonical(f"{written[:20]} is a fraction, or written like one.")


def _integer(written: str) -> int:
    if len(written) > 17:
        raise NotCanonical("An integer is too large.")
    return int(written)
