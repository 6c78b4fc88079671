"""The high-water mark: the last checkpoint given out, kept outside the database.

A database restored from a backup is older than what receipts already prove. If it went on from
there, the log would fork: two histories, both signed. So each transaction first holds the log
against the mark, and nothing is acknowledged before the mark has moved.

The file holds two places of fixed size, written in turn, so that a power cut in the middle of one
leaves the other, and a full disk cannot stop it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from travaux.kernel import log
from travaux.kernel.keys import vkey
from travaux.rules.canonical import base64
from travaux.rules.checkpoint import Checkpoint, parse
from travaux.rules.note import BadNote, Verifier
from travaux.rules.refusal import Conflict

_PLACE: Final = 1024
_EMPTY: Final = bytes(_PLACE)
_SIGNED: Final = b"\n\n\xe2\x80\x94 "


class Mark(msgspec.Struct, frozen=True):
    """What the file says: the furthest checkpoint, and in which of the two places it stands."""

    size: int = 0
    root: bytes = b""
    place: int = 1


def check() -> log.Size:
    """Return how far the log has come; in the transaction, before anything is appended.

    Raises Conflict unless it goes on from what was last given out.
    """
    mark, head = read(), log.size()
    if not mark.size or (head.size == mark.size and head.root == mark.root):
        return head
    if head.size <= mark.size or not log.consistent_with(mark.size, mark.root):
        raise Conflict(
            f"The record in the database has {head.size} entries, but {mark.size} were already"
            " proved to others. It is an older copy, and going on from it would make two histories."
            " Nothing can be written. Run `travaux doctor`; it says what to do."
        )
    return head


def advance(head: log.Size) -> None:
    """Move the mark to where the log has come; after the commit, before anyone is told."""
    if not head.size:
        return
    note = log.signed(head.size, head.root).encode()
    with _open() as descriptor:
        mark = _furthest(descriptor)
        if mark.size >= head.size:  # another process was quicker
            return
        place = 1 - mark.place
        os.pwrite(descriptor, note.ljust(_PLACE, b"\0"), place * _PLACE)
        os.fdatasync(descriptor)


def read() -> Mark:
    """Return the furthest checkpoint that was given out."""
    with _open() as descriptor:
        return _furthest(descriptor)


def begin_anew() -> None:
    """Forget what was given out: the log goes on under another name and key."""
    with _open() as descriptor:
        os.pwrite(descriptor, _EMPTY * 2, 0)
        os.fdatasync(descriptor)


def prepare() -> None:
    """Make the file with room for both places."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(_EMPTY * 2)


@contextmanager
def _open() -> Iterator[int]:
    descriptor = os.open(_path(), os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _furthest(descriptor: int) -> Mark:
    marks = [_mark(os.pread(descriptor, _PLACE, place * _PLACE), place, vkey()) for place in (0, 1)]
    return max(marks, key=lambda mark: mark.size)


@lru_cache(maxsize=8)
def _mark(data: bytes, place: int, key: str) -> Mark:
    note = data.rstrip(b"\0")
    if not note:
        return Mark(place=place)
    verifier = Verifier.parse(key)
    try:
        found: Checkpoint = parse(verifier.verify(note))
    except (BadNote, ValueError):
        if _SIGNED in note and note.endswith(b"\n") and _by(verifier) not in note:
            raise Conflict(
                "The high-water mark is not signed by the key of this log, so it cannot tell"
                " whether the database is an older copy. Nothing can be written. Put the key, or"
                f" the mark at {_path()}, back from where they belong."
            ) from None
        return Mark(place=place)  # half written when the power went
    return Mark(found.size, found.root, place)


def _by(verifier: Verifier) -> bytes:
    """Return how each signature by a key begins: the name, and the key's id but its last bits."""
    return f"\u2014 {verifier.name} {base64(verifier.id)[:5]}".encode()


def _path() -> Path:
    return Path(settings.ENVIRONMENT.mark)
