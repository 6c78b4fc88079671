"""Check a receipt: what was submitted, by whom, when, and that the record holds it unaltered.

    python verify_receipt.py [--key KEY | --key-file FILE] [--json] RECEIPT [FILE ...]

This file stands alone: Python 3.8 or newer, nothing else, no network. It shares no code with the
program that wrote the receipt, so that you need not trust that program. It ends with 0 where the
receipt is proved, 1 where it is not, 2 where it was called wrongly.

A receipt is a C2SP tlog-proof (c2sp.org/tlog-proof). Its `extra` line holds the fields of the entry
with their salts, and the leaf. The leaf holds a commitment to each field; the path leads from the
leaf to the root of a Merkle tree (RFC 6962); the root stands in a checkpoint signed with Ed25519
(RFC 8032) by the log. Each of these is checked below, in that order.
"""

from __future__ import annotations

import json
import re
import sys
from binascii import a2b_base64, b2a_base64
from hashlib import sha256, sha512
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

# The key of the log. A site that serves this file writes its own key between the quotes.
KEY = ""

LARGEST = 4 * 1024 * 1024
HEAD = b"c2sp.org/tlog-proof@v1"
DEEPEST = 32
AGAIN = "Ask the secretariat for the receipt again."
LABELS = {
    "what": "What",
    "title": "Title",
    "kind": "Kind of document",
    "symbol": "Symbol",
    "sources": "Sources",
    "language": "Language",
    "ref": "Document",
    "document": "Document",
    "process": "Process",
    "act": "Act",
    "who": "By",
    "behalf": "On behalf of",
    "entity": "Entity",
    "capacity": "In the capacity of",
    "channel": "Came by",
    "received": "Received",
    "began": "Began to arrive",
    "arrived": "Had arrived whole",
    "deadline": "Deadline",
    "class": "Class",
    "reason": "Reason",
    "evidence": "Evidence",
}


class NotProved(Exception):
    """The receipt proves nothing: what is wrong, where, and what to do, in sentences."""


class BadKey(NotProved):
    """The key given is not one: a mistake in the call, which says nothing of the receipt."""


class Record(NamedTuple):
    """A file as the log recorded it."""

    name: str
    sha256: str
    size: int


class Report(NamedTuple):
    """What is proved: the log `log` holds an entry, logged at `at`, with these fields.

    `entry` is its number in the log, from 0; `size` the number of the log's entries when it signed.
    `fields` are in the order in which a person reads them. `matched` pairs the name of each file
    given with what is on record; `absent` are the files on record that were not given.
    """

    log: str
    entry: int
    size: int
    at: str
    fields: tuple[tuple[str, Any], ...]
    matched: tuple[tuple[str, Record], ...]
    absent: tuple[Record, ...]


class _Proof(NamedTuple):
    entry: int
    path: tuple[bytes, ...]
    leaf: bytes
    fields: dict[str, tuple[Any, bytes]]
    note: bytes


def check(
    receipt: bytes,
    vkey: str = "",
    files: Sequence[tuple[str, bytes | str | os.PathLike[str]]] = (),
) -> Report:
    """Return what a receipt proves.

    `vkey` is the log's key, `name+hash+key` on one line; without it the one in this file is meant.
    `files` are pairs of a name and the bytes or the path of what is to be compared with the record.
    Raises NotProved (BadKey where the key itself is at fault), OSError where a path cannot be read.
    """
    proof = _proof(receipt)
    at = _opened(proof)
    key = _key(vkey or KEY) if vkey or KEY else None
    text, signatures = _note(proof.note)
    origin, size, root = _checkpoint(text)
    if key:
        _signed(text, signatures, key, origin)
    if not included(proof.leaf, proof.entry, size, proof.path, root):
        raise NotProved(
            f"The entry is not in the log: from the place the receipt gives it ({proof.entry} of "
            f"{size}) its path does not lead to the root that was signed. The place, the path or "
            f"the entry was altered. {AGAIN}"
        )
    if not key:
        raise NotProved(
            "The receipt agrees with itself, but its signer could not be checked: no key of the "
            f"log was given. It claims to be from {shown(origin)}. Get the key from the body's "
            "own site or officers, and give it with --key."
        )
    matched, absent = _compared(proof, files)
    order = {name: place for place, name in enumerate(LABELS)}
    fields = sorted(proof.fields, key=lambda name: (order.get(name, len(order)), name))
    shown_fields = tuple((name, proof.fields[name][0]) for name in fields)
    return Report(origin, proof.entry, size, at, shown_fields, matched, absent)


# --- The receipt -------------------------------------------------------------------------------


def _proof(data: bytes) -> _Proof:
    """Return the parts of a receipt, as yet unchecked."""
    if len(data) > LARGEST:
        raise NotProved(f"This is not a receipt: it has more than {LARGEST} bytes.")
    _recognised(data)
    head, blank, note = data.partition(b"\n\n")
    lines = head.split(b"\n")
    if not blank:
        raise NotProved(f"The receipt was cut short: it ends in line {len(lines)}. {AGAIN}")
    if len(lines) < 3 or not lines[1].startswith(b"extra ") or lines[2][:6] != b"index ":
        raise NotProved(
            "This is a proof of a log, but not a receipt: the lines “extra” and “index” are not "
            f"where they belong (lines 2 and 3). {AGAIN}"
        )
    index = _number(lines[2][6:], "the place of the entry (line 3)")
    path = tuple(_base64(line, f"line {n}") for n, line in enumerate(lines[3:67], 4))
    if len(lines) > 66 or any(len(step) != 32 for step in path):
        raise NotProved(f"The path of the receipt is not one (line 4 and below). {AGAIN}")
    extra = _canonical(_base64(lines[1][6:], "line 2"), "What the receipt says (line 2)")
    if not _is(extra, {"fields": dict, "leaf": str, "schema": str}):
        raise NotProved(f"What the receipt says (line 2) has not the parts it must have. {AGAIN}")
    if extra["schema"] != "travaux/receipt/1":
        raise NotProved(
            f"The receipt is of a kind this file does not know, “{shown(extra['schema'])}”. Get a "
            "newer verify_receipt.py."
        )
    fields = {}
    for name, field in extra["fields"].items():
        if not _is(field, {"salt": str, "value": object}):
            raise NotProved(f"The field “{shown(name)}” has not a value and a salt. {AGAIN}")
        salt = _base64(field["salt"].encode(), f"the salt of the field “{shown(name)}”")
        fields[name] = (field["value"], salt)
    leaf = _base64(extra["leaf"].encode(), "the leaf in line 2")
    return _Proof(index, path, leaf, fields, note)


def _recognised(data: bytes) -> None:
    if not data:
        raise NotProved(f"The receipt is empty. {AGAIN}")
    if data.startswith((HEAD + b"\r", b"\xef\xbb\xbf" + HEAD)):
        raise NotProved(
            "The receipt was changed on its way, by a mail program or an editor: its line ends or "
            "its encoding are not as written. Take the file again as it was attached or served."
        )
    if len(data) <= len(HEAD) + 1 and HEAD.startswith(data.rstrip(b"\n")):
        raise NotProved(f"The receipt was cut short: it ends in line 1. {AGAIN}")
    if not data.startswith(HEAD + b"\n"):
        raise NotProved(
            f"This is not a receipt. A receipt is a text file that begins with {HEAD.decode()}"
        )


def _opened(proof: _Proof) -> str:
    """Check each field against the leaf; return the instant that the leaf bears."""
    leaf = _canonical(proof.leaf, "The leaf of the receipt")
    if not _is(leaf, {"at": str, "commitments": list, "schema": str}):
        raise NotProved(f"The leaf of the receipt has not the parts it must have. {AGAIN}")
    if leaf["schema"] != "travaux/leaf/1":
        raise NotProved(
            f"The leaf is of a kind this file does not know, “{shown(leaf['schema'])}”. Get a "
            "newer verify_receipt.py."
        )
    if not re.fullmatch(
        r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9](:[0-5][0-9]){2}\.[0-9]{6}Z", leaf["at"]
    ):
        raise NotProved(f"The instant in the leaf is none: “{shown(leaf['at'])}”. {AGAIN}")
    if not proof.fields:
        raise NotProved("The receipt shows no field, so there is nothing that it could prove.")
    held = {one for one in leaf["commitments"] if isinstance(one, str)}
    altered = []
    for name, (value, salt) in proof.fields.items():
        named, said = name.encode(), _json(value)
        lengths = len(named).to_bytes(4, "big")
        bound = sha256(b"travaux/field/1\0" + salt + lengths + named + said).digest()
        if len(salt) != 32 or b2a_base64(bound, newline=False).decode() not in held:
            altered.append(name)
    if len(altered) == len(proof.fields) > 1:
        raise NotProved(f"None of the receipt's fields belongs to the entry it names. {AGAIN}")
    if altered:
        names = ", ".join(f"“{shown(one)}”" for one in altered)
        raise NotProved(
            f"The receipt was altered in the field {names}: what it says there is not what was "
            f"recorded. {AGAIN}"
        )
    return str(leaf["at"])


# --- The tree (RFC 6962; RFC 9162, section 2.1.3.2) --------------------------------------------


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether `path` leads from the leaf's bytes, at `index` of `size`, to `root`."""
    if not 0 <= index < size:
        return False
    place, last, current = index, size - 1, sha256(b"\0" + leaf).digest()
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            current = sha256(b"\1" + step + current).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            current = sha256(b"\1" + current + step).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and current == root


# --- The checkpoint and its signature (C2SP signed-note, tlog-checkpoint) ----------------------


def _note(note: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Return the note's text, and of each signature the name and the bytes."""
    text, blank, below = note.rpartition(b"\n\n")
    lines = below.split(b"\n")
    if not blank or lines.pop() or not lines:
        raise NotProved(f"The receipt was cut short: its signature is not whole. {AGAIN}")
    if re.search(b"[\x00-\x09\x0b-\x1f]", note) or len(lines) > 100:
        raise NotProved(f"The checkpoint of the receipt is malformed. {AGAIN}")
    signatures = []
    for line in lines:
        parts = _text(line, "A signature below the checkpoint").split(" ")
        name = parts[1] if len(parts) == 3 and parts[0] == "—" else ""
        if not name or "+" in name or any(one.isspace() for one in name):
            raise NotProved(f"A line below the checkpoint is not a signature. {AGAIN}")
        signed = _base64(parts[2].encode(), f"the signature of {shown(name)}")
        if len(signed) < 5:
            raise NotProved(f"The signature of {shown(name)} is too short. {AGAIN}")
        signatures.append((name, signed))
    return text + b"\n", signatures


def _checkpoint(text: bytes) -> tuple[str, int, bytes]:
    lines = text.split(b"\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise NotProved(f"The checkpoint of the receipt has not its three lines. {AGAIN}")
    origin = _text(text, "The checkpoint").split("\n")[0]
    size = _number(lines[1], "the size of the log in the checkpoint")
    root = _base64(lines[2], "the root in the checkpoint")
    if len(root) != 32:
        raise NotProved(f"The root in the checkpoint has not 32 bytes. {AGAIN}")
    return origin, size, root


def _key(vkey: str) -> tuple[str, bytes, bytes]:
    """Return the name, the four bytes that signatures bear, and the public key."""
    shape = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", vkey)
    try:
        key = a2b_base64(shape.group(3)) if shape else b""
        named = shape.group(1).encode() if shape else b""
    except ValueError:
        key = named = b""
    ident = sha256(named + b"\n" + key).digest()[:4]
    if not shape or len(key) != 33 or key[0] != 1 or ident.hex() != shape.group(2):
        raise BadKey(
            "The key given is not the key of a log, or not all of it. A key is one line such as "
            "example.org/log+c74f20a3+ARpc2Q… Copy the whole line."
        )
    if small_order(key[1:]):
        raise BadKey("The key given is one for which anyone can sign. Get the log's real key.")
    return shape.group(1), ident, key[1:]


def _signed(
    text: bytes, signatures: list[tuple[str, bytes]], key: tuple[str, bytes, bytes], origin: str
) -> None:
    name, ident, public = key
    ours = [signed[4:] for by, signed in signatures if by == name and signed[:4] == ident]
    if not ours:
        signers = ", ".join(
            sorted({f"{shown(by)}+{signed[:4].hex()}" for by, signed in signatures})
        )
        raise NotProved(
            f"The receipt is not signed by the log whose key was given ({shown(name)}+"
            f"{ident.hex()}), but by {signers}. Either the key is that of another log, or the "
            "receipt is not by this log. Compare the key with the one the body publishes."
        )
    if not all(signed_by(public, text, signature) for signature in ours):
        raise NotProved(
            f"The signature is not by {shown(name)}: it does not fit the checkpoint. The receipt "
            f"was altered or made by someone else. {AGAIN}"
        )
    if origin != name:
        raise NotProved(
            f"The checkpoint speaks for the log {shown(origin)}, but was signed by {shown(name)}. "
            "Ask the secretariat which is right."
        )


# --- Ed25519 (RFC 8032, section 5.1), points as (X, Y, Z, T) -----------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ZERO = (0, 1, 1, 0)


def _add(p: tuple[int, ...], q: tuple[int, ...]) -> tuple[int, ...]:
    a = (p[1] - p[0]) * (q[1] - q[0]) % _P
    b = (p[1] + p[0]) * (q[1] + q[0]) % _P
    c = 2 * p[3] * q[3] * _D % _P
    d = 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _point(data: bytes) -> tuple[int, ...] | None:
    """Return the point that 32 bytes say, None where they say none, or not canonically."""
    if len(data) != 32:
        return None
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if (x * x - square) % _P or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = _P - x
    return x, y, 1, x * y % _P


def small_order(public: bytes) -> bool:
    """Say whether a key is no point, or one of the eight with which every text can be signed."""
    point = _point(public)
    if point is None:
        return True
    for _ in range(3):
        point = _add(point, point)
    return point[0] == 0 and point[1] == point[2]


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature (64 bytes) of the message is by the public key (32 bytes).

    Strict: S below the order, points in their one spelling, no key of small order.
    """
    if len(signature) != 64 or small_order(public):
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= _L:
        return False
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % _L
    x, y, z, t = _point(public) or _ZERO
    minus = (-x % _P, y, z, -t % _P)
    base = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little")) or _ZERO
    table = (_ZERO, base, minus, _add(base, minus))
    point: tuple[int, ...] = _ZERO
    for bit in range(252, -1, -1):  # S·B − k·A, both scalars at once
        point = _add(point, point)
        chosen = (s >> bit & 1) | (k >> bit & 1) << 1
        if chosen:
            point = _add(point, table[chosen])
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# --- The files ---------------------------------------------------------------------------------


def _compared(
    proof: _Proof, files: Sequence[tuple[str, bytes | str | os.PathLike[str]]]
) -> tuple[tuple[tuple[str, Record], ...], tuple[Record, ...]]:
    recorded = _recorded(proof)
    matched = []
    for given, content in files:
        digest, size = _hashed(content)
        same = [one for one in recorded if (one.sha256, one.size) == (digest, size)]
        if not same:
            raise NotProved(_differs(given, digest, size, recorded))
        matched += [(given, one) for one in same]
    found = {record for _, record in matched}
    return tuple(matched), tuple(one for one in recorded if one not in found)


def _recorded(proof: _Proof) -> list[Record]:
    files = proof.fields.get("files", ([], b""))[0]
    if not isinstance(files, list) or not all(
        _is(one, {"name": str, "sha256": str, "size": int}, more=True)
        and re.fullmatch("[0-9a-f]{64}", one["sha256"])
        for one in files
    ):
        raise NotProved("The list of files on record is malformed. Ask the secretariat about it.")
    return [Record(one["name"], one["sha256"], one["size"]) for one in files]


def _hashed(content: bytes | str | os.PathLike[str]) -> tuple[str, int]:
    if isinstance(content, bytes):
        return sha256(content).hexdigest(), len(content)
    hashed, size = sha256(), 0
    with open(content, "rb") as file:  # noqa: PTH123 - a quicker start without pathlib
        for block in iter(lambda: file.read(1 << 20), b""):
            hashed.update(block)
            size += len(block)
    return hashed.hexdigest(), size


def _differs(given: str, digest: str, size: int, recorded: list[Record]) -> str:
    this = f"The file “{shown(given)}” ({size} bytes) has the SHA-256\n  {digest}"
    if not recorded:
        return f"{this}\nbut the receipt names no file. Give the receipt of that file."
    base = re.split(r"[/\\]", given)[-1]
    near = [one for one in recorded if one.name == base] or recorded
    on_record = "\n".join(f"  {one.sha256} (“{shown(one.name)}”, {one.size} bytes)" for one in near)
    return (
        f"{this}\nwhile on record is\n{on_record}\nThe receipt itself is good; the file is not "
        "what was submitted. Give the file as it was submitted, not saved again since."
    )


# --- Strict readers ----------------------------------------------------------------------------


def _base64(written: bytes, where: str) -> bytes:
    try:
        data = a2b_base64(written)
    except ValueError:
        data = b""
    if b2a_base64(data, newline=False) != written:
        raise NotProved(f"The receipt was altered or cut short in {where}. {AGAIN}")
    return data


def _number(written: bytes, what: str) -> int:
    if not re.fullmatch(b"0|[1-9][0-9]{0,18}", written) or int(written) >= 2**63:
        raise NotProved(f"The receipt was altered: {what} is not a number. {AGAIN}")
    return int(written)


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise NotProved(f"{what} is not text in UTF-8. {AGAIN}") from None


def _json(value: object) -> bytes:
    """Return canonical JSON: keys in order of code points, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse(*_: object) -> NoReturn:
    raise ValueError


def _integer(written: str) -> int:
    return int(written) if len(written) < 18 and abs(int(written)) < 2**53 else _refuse()


def _canonical(data: bytes, what: str) -> Any:
    try:
        value = json.loads(
            data.decode(),
            parse_int=_integer,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        if _depth(value) <= DEEPEST + 3 and _json(value) == data:  # also: no name twice
            return value
    except (ValueError, RecursionError):
        pass
    raise NotProved(f"{what} is not the JSON that a receipt holds. {AGAIN}")


def _depth(value: object) -> int:
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max(map(_depth, value.values() if isinstance(value, dict) else value), default=0)


def _is(value: object, parts: dict[str, type], more: bool = False) -> bool:
    """Say whether a value is an object with these parts and, unless `more` may be, no others."""
    return (
        isinstance(value, dict)
        and (set(value) >= set(parts) if more else set(value) == set(parts))
        and all(kind is object or type(value[name]) is kind for name, kind in parts.items())
    )


# --- For a person ------------------------------------------------------------------------------

_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def shown(value: object) -> str:
    """Return a value for the screen; what could disguise it is escaped."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    if isinstance(value, bool) or value is None:
        value = {True: "yes", False: "no", None: "none"}[value]
    text = value if isinstance(value, str) else _json(value).decode()
    return _UNSEEN.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def told(report: Report) -> str:
    """Return a report as lines for a person."""
    lines = [
        "Proved. What stands below is on record as it stands, and was not altered since.",
        f"Entry {report.entry} of the log {shown(report.log)}, logged at {report.at};",
        f"the log had {report.size} entries when it signed for it.",
        "",
    ]
    for name, value in report.fields:
        if name != "files":
            lines.append(f"{shown(LABELS.get(name, name)):18}  {shown(value)}")
    by_record: dict[Record, list[str]] = {}
    for given, record in report.matched:
        by_record.setdefault(record, []).append(f"“{shown(given)}”")
    for record in (*by_record, *report.absent):
        names = " and ".join(by_record.get(record, []))
        outcome = f"is the file given: {names}" if names else "not given, so not compared"
        lines += [
            f"{'File':18}  {shown(record.name)}, {record.size} bytes",
            f"{'':18}  SHA-256 {record.sha256}",
            f"{'':18}  {outcome}",
        ]
    return "\n".join(lines)


def _as_json(report: Report) -> str:
    value = {
        "proved": True,
        "log": report.log,
        "index": report.entry,
        "size": report.size,
        "at": report.at,
        "fields": dict(report.fields),
        "matched": [dict(one._asdict(), given=given) for given, one in report.matched],
        "absent": [one._asdict() for one in report.absent],
    }
    return json.dumps(value, indent=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0 proved, 1 not proved, 2 wrong use."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="verify_receipt.py",
        description="Check a receipt, and that files are the ones it was given for.",
    )
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument("--key", default="", help="the log's key, on one line: name+hash+key")
    keys.add_argument("--key-file", metavar="FILE", help="a file that holds the log's key")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("receipt", metavar="RECEIPT", help="the receipt, a .tlog-proof file")
    parser.add_argument("files", metavar="FILE", nargs="*", help="files to compare")
    given = parser.parse_intermixed_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a screen without our letters must not stop us
            stream.reconfigure(errors="backslashreplace")
    try:
        key = given.key
        if given.key_file:
            key = _read(given.key_file)[:65536].decode("utf-8", "replace").strip("\r\n")
        report = check(_read(given.receipt), key, [(name, name) for name in given.files])
    except OSError as error:
        print(f"“{shown(error.filename)}” cannot be read: {error.strerror}.", file=sys.stderr)
        return 2
    except NotProved as refusal:
        if given.json:
            print(json.dumps({"proved": False, "sentence": str(refusal)}, indent=2))
        else:
            print(f"Not proved. {refusal}", file=sys.stderr)
        return 2 if isinstance(refusal, BadKey) else 1
    print(_as_json(report) if given.json else told(report))
    return 0


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return file.read(LARGEST + 1)


if __name__ == "__main__":
    sys.exit(main())
