"""The one writer: many waiting acts to one commit, a savepoint each, none acknowledged unsafely.

`run` is a plain function: command line and tests call it in their own thread. A server starts the
`Committer`, whose thread takes whatever waits and runs it as one batch.

Only a Refusal may leave an act's savepoint. Any other exception, a transaction that Django wants
rolled back, or one that the database has given up by itself (a full disk makes SQLite do that, and
Django leaves such a block without a word) aborts the whole batch; its acts then run again, each
alone. So an act must have no effect outside the database.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, Final, Generic, TypeVar, cast

from django.db import close_old_connections, connection, transaction

from travaux.kernel import log, mark, turn
from travaux.rules.refusal import Refusal

T = TypeVar("T")

_MOST: Final = 64
"""Acts in one commit."""
_LONGEST: Final = 0.05
"""Seconds for which one act may hold the writer; longer ones are named in the error log."""
_logger = logging.getLogger(__name__)
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class LostTransaction(Exception):
    """The database has given the transaction up: nothing in it was kept."""


class Work(Generic[T]):
    """One act that waits to be done, and later its result or what went wrong."""

    def __init__(self, do: Callable[[], T], name: str = "") -> None:
        self.do = do
        self.name = name
        self._done = threading.Event()
        self._value: T | None = None
        self._error: BaseException | None = None

    def finish(self, value: T | None, error: BaseException | None) -> None:
        """Say how it went."""
        self._value, self._error = value, error
        self._done.set()

    def result(self) -> T:
        """Wait, and return the value or raise what went wrong."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return cast(T, self._value)


def commit(do: Callable[[], T], name: str = "") -> T:
    """Do an act and return its value once it is safe on the disk.

    Inside another act it joins that one's savepoint. Raises the act's Refusal, or whatever made it
    fail; then nothing of it was kept.
    """
    if _writing.get():
        return do()
    work = Work(do, name)
    if _committer is not None and _committer.is_alive():
        _committer.put(work)
    else:
        run([work])
    return work.result()


def writing() -> bool:
    """Say whether the caller is inside an act."""
    return _writing.get()


def run(batch: Sequence[Work[Any]]) -> None:
    """Do waiting acts in one transaction, and finish each; where that fails, each alone."""
    results: list[tuple[Any, Refusal | None]] = []
    before = head = None
    try:
        with turn.taken(), transaction.atomic():
            log.lock()
            before = mark.check()
            for work in batch:
                results.append(_one(work))
            head = log.size()
        if _outermost():
            mark.advance(head)
    except Exception as error:
        if head is not None and head != before and _stands(head):
            # It is committed, and only what came after failed.
            _logger.exception("acts were kept, but the step after their commit failed")
            _finish(batch, results)
        elif len(batch) == 1:
            batch[0].finish(None, error)
        else:
            for work in batch:
                run([work])
        return
    _finish(batch, results)


def _finish(batch: Sequence[Work[Any]], results: list[tuple[Any, Refusal | None]]) -> None:
    for work, (value, refusal) in zip(batch, results, strict=True):
        work.finish(value, refusal)


def _one(work: Work[Any]) -> tuple[Any, Refusal | None]:
    """Do one act in its savepoint; return its value or its refusal. All else is raised."""
    _must_stand()
    began = time.perf_counter()
    token = _writing.set(True)
    try:
        with transaction.atomic():
            value = work.do()
            _must_stand()  # else leaving this savepoint would roll it back without a word
    except Refusal as refusal:
        _must_stand()
        return None, refusal
    finally:
        _writing.reset(token)
        took = time.perf_counter() - began
        if took > _LONGEST and _committer is not None:  # a command keeps nobody waiting
            _logger.warning("%s held the writer for %.0f ms", work.name or "an act", took * 1000)
    _must_stand()
    return value, None


def _must_stand() -> None:
    """Raise LostTransaction unless the transaction that Django believes in is really open."""
    if connection.needs_rollback:
        raise LostTransaction("Django wants the transaction rolled back")
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        open_ = raw is not None and raw.in_transaction
    else:
        open_ = raw is not None and raw.info.transaction_status.name == "INTRANS"
    if not open_:
        raise LostTransaction("the database has ended the transaction")


def _outermost() -> bool:
    """Say whether the commit was a real one; in a test's own transaction it is not."""
    return not connection.in_atomic_block


def _stands(head: log.Size) -> bool:
    """Say whether the log holds all that a batch appended; its salts make the root unique."""
    try:
        return head.size > 0 and log.consistent_with(head.size, head.root)
    except Exception:
        return False


class Committer(threading.Thread):
    """The thread of a server that does all acts, as many at once as wait."""

    def __init__(self) -> None:
        super().__init__(name="committer", daemon=True)
        self._waiting: queue.SimpleQueue[Work[Any] | None] = queue.SimpleQueue()

    def put(self, work: Work[Any]) -> None:
        """Let an act wait for its turn."""
        self._waiting.put(work)

    def stop(self) -> None:
        """End the thread once all that waits is done."""
        self._waiting.put(None)
        self.join()

    def run(self) -> None:
        """Do what waits until stopped."""
        while True:
            batch = self._next()
            if batch:
                close_old_connections()
                run(batch)
            if self._stopped:
                connection.close()
                return

    _stopped = False

    def _next(self) -> list[Work[Any]]:
        batch: list[Work[Any]] = []
        work = self._waiting.get()
        while True:
            if work is None:
                self._stopped = True
                return batch
            batch.append(work)
            if len(batch) == _MOST:
                return batch
            try:
                work = self._waiting.get_nowait()
            except queue.Empty:
                return batch


_committer: Committer | None = None


def start() -> Committer:
    """Start the thread, so that all acts of this process go through it."""
    global _committer  # noqa: PLW0603 - one writer a process is the point
    if _committer is None or not _committer.is_alive():
        _committer = Committer()
        _committer.start()
    return _committer


def stop() -> None:
    """Do what waits, and end the thread."""
    global _committer  # noqa: PLW0603
    if _committer is not None:
        _committer.stop()
        _committer = None
