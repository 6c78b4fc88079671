"""A receipt: what was submitted, and the proof that the log holds it (R9).

It is a C2SP tlog-proof: the entry's place, the path to the root, the signed checkpoint. What the
entry says stands in the proof's `extra` line. Anyone can check it with `travaux.verify_receipt`
alone, which shares no code with this module.
"""

import json
import re
from typing import Any, Final

import msgspec

from travaux.rules.canonical import (
    DEEPEST,
    NotCanonical,
    base64,
    decode,
    encode,
    from_base64,
    number,
)
from travaux.rules.note import Verifier

SCHEMA: Final = "travaux/receipt/1"
LARGEST: Final = 4 * 1024 * 1024
_HEAD: Final = "c2sp.org/tlog-proof@v1"
_HIGHEST: Final = 63
_DEEPEST: Final = DEEPEST + 3  # a value lies in its field, among the fields, in the whole
_KEY_LINE: Final = re.compile(r'^KEY = ""', re.MULTILINE)


class BadReceipt(ValueError):
    """Something that is not a receipt, or cannot be written as one: what is wrong."""


class Disclosed(msgspec.Struct, frozen=True):
    """A field of the entry that the receipt shows, with the salt that opens its commitment."""

    name: str
    value: Any
    salt: bytes


class Receipt(msgspec.Struct, frozen=True):
    """An entry's index in the log, the path to the root of the signed checkpoint, and its fields.

    `checkpoint_note` is the checkpoint with its signatures, verbatim; `leaf` the bytes that the log
    holds; `disclosed` in order of names, each once.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint_note: str
    leaf: bytes
    disclosed: tuple[Disclosed, ...]


def write(receipt: Receipt) -> bytes:
    """Return the receipt as a file (C2SP tlog-proof). Raises BadReceipt where it is too large."""
    fields = {one.name: {"salt": base64(one.salt), "value": one.value} for one in receipt.disclosed}
    if len(fields) != len(receipt.disclosed):
        raise BadReceipt("A receipt shows a field twice.")
    try:
        extra = encode(
            {"fields": fields, "leaf": base64(receipt.leaf), "schema": SCHEMA}, deepest=_DEEPEST
        )
    except NotCanonical as error:
        raise BadReceipt(f"A field cannot be written on a receipt. {error}") from error
    lines = [_HEAD, f"extra {base64(extra)}", f"index {receipt.index}"]
    lines += [base64(hash_) for hash_ in receipt.path]
    data = ("\n".join(lines) + "\n\n" + receipt.checkpoint_note).encode()
    if len(data) > LARGEST:
        raise BadReceipt(f"The receipt would have {len(data)} bytes; {LARGEST} are allowed.")
    return data


def parse(data: bytes) -> Receipt:
    """Return what a receipt says, nothing of it checked. Raises BadReceipt."""
    if len(data) > LARGEST:
        raise BadReceipt(f"A receipt has at most {LARGEST} bytes.")
    try:
        head, blank, note = data.decode().partition("\n\n")
        lines = head.split("\n")
        if lines[0] != _HEAD or not blank or len(lines) < 3 or len(lines) > 3 + _HIGHEST:
            raise BadReceipt("This is not a receipt, or not a whole one.")
        fields, leaf = _extra(decode(from_base64(_after("extra ", lines[1])), deepest=_DEEPEST))
        index = number(_after("index ", lines[2]))
        path = tuple(from_base64(line) for line in lines[3:])
    except (NotCanonical, UnicodeDecodeError) as error:
        raise BadReceipt(f"A line of the receipt is unclear. {error}") from error
    if any(len(hash_) != 32 for hash_ in path):
        raise BadReceipt("A hash of the receipt's path does not have 32 bytes.")
    return Receipt(index, path, note, leaf, fields)


def served(source: str, vkey: str) -> str:
    """Return the verifier's source with a site's key written into it.

    `source` is the text of `travaux/verify_receipt.py`. Raises BadNote where the key is none,
    ValueError where the source has not one line for it.
    """
    Verifier.parse(vkey)
    if len(_KEY_LINE.findall(source)) != 1:
        raise ValueError("The verifier's source has not exactly one empty KEY line.")
    return _KEY_LINE.sub(lambda _: f"KEY = {json.dumps(vkey)}", source)


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise BadReceipt(f"The receipt has no line “{word.strip()}” where it belongs.")
    return line.removeprefix(word)


def _extra(value: object) -> tuple[tuple[Disclosed, ...], bytes]:
    match value:
        case {"fields": dict() as fields, "leaf": str(leaf), "schema": str(schema), **rest}:
            if schema == SCHEMA and not rest:
                return tuple(_field(*one) for one in fields.items()), from_base64(leaf)
    raise BadReceipt(f"What the receipt says is not of {SCHEMA}.")


def _field(name: str, shown: object) -> Disclosed:
    match shown:
        case {"salt": str(salt), "value": value, **rest} if not rest:
            return Disclosed(name, value, from_base64(salt))
    raise BadReceipt(f"The field “{name}” of the receipt has not a value and a salt.")
