"""A receipt as a file: a C2SP tlog-proof, with what recomputes its leaf (R9).

The `extra` line holds the leaf and the fields that the receipt discloses, each with its salt; they
are believed because the leaf commits to them, and the leaf because it is in the tree.
"""

import re
from typing import Any, Final

import msgspec

from travaux.rules import base64_strict
from travaux.rules.leaf import canonical
from travaux.rules.note import BadNote

SCHEMA: Final = "travaux/receipt/1"
_FIRST: Final = "c2sp.org/tlog-proof@v1"
_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")
_KEY_LINE: Final = 'KEY = ""\n'


class Disclosed(msgspec.Struct, frozen=True):
    """A field that a receipt shows, and the salt that opens it."""

    name: str
    value: Any
    salt: bytes


class Receipt(msgspec.Struct, frozen=True):
    """An entry of the log, the path that proves it, and what of it is shown."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    """The signed note."""
    leaf: bytes
    disclosed: tuple[Disclosed, ...]


def write(receipt: Receipt) -> bytes:
    """Return a receipt as the bytes of a `.tlog-proof` file."""
    extra = canonical(
        {
            "fields": {
                one.name: {"salt": base64_strict.encode(one.salt), "value": one.value}
                for one in receipt.disclosed
            },
            "leaf": base64_strict.encode(receipt.leaf),
            "schema": SCHEMA,
        }
    )
    lines = (
        _FIRST,
        f"extra {base64_strict.encode(extra)}",
        f"index {receipt.index}",
        *map(base64_strict.encode, receipt.path),
        "",
        receipt.checkpoint,
    )
    return "\n".join(lines).encode()


def parse(data: bytes) -> Receipt:
    """Return the receipt that a file holds, unproved. Raises BadNote."""
    try:
        head, parting, note = data.decode("utf-8").partition("\n\n")
        first, extra, index, *path = head.split("\n")
        found = msgspec.json.decode(base64_strict.decode(extra.removeprefix("extra ")))
        number = _INDEX.fullmatch(index)
        if first != _FIRST or not parting or number is None or found["schema"] != SCHEMA:
            raise ValueError("its lines are not those of a receipt")
        return Receipt(
            int(number[1]),
            tuple(map(base64_strict.decode, path)),
            note,
            base64_strict.decode(found["leaf"]),
            tuple(
                Disclosed(name, one["value"], base64_strict.decode(one["salt"]))
                for name, one in found["fields"].items()
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError) as error:
        raise BadNote(f"This is no receipt, or a damaged one: {error}.") from error


def served(source: str, vkey: str) -> str:
    """Return the source of `verify_receipt.py` with a site's own key in it."""
    if source.count(_KEY_LINE) != 1:
        raise ValueError("the verifier has no line for the key")
    return source.replace(_KEY_LINE, f'KEY = "{vkey}"\n')
