"""Whose turn it is to write, where several processes work on one SQLite file.

SQLite lets those who wait look again from time to time, so a process that writes without a pause
keeps the others out until they give up (“database is locked”). Here they queue at two files: who
holds the first is next, who holds the second writes. Nobody can be overtaken twice, and a process
that is killed gives up its place. PostgreSQL's advisory lock queues by itself.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def taken() -> Iterator[None]:
    """Wait for one's turn, and hold it until the transaction is over."""
    if connection.vendor != "sqlite":
        yield
        return
    with _held("writing-next"):
        writing = _lock("writing")
    try:
        yield
    finally:
        os.close(writing)


def prepare() -> None:
    """Make both files, so that no later write needs room on the disk for them."""
    for name in ("writing-next", "writing"):
        with _held(name):
            pass


@contextmanager
def _held(name: str) -> Iterator[None]:
    descriptor = _lock(name)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(name: str) -> int:
    descriptor = os.open(Path(settings.ENVIRONMENT.data) / name, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
