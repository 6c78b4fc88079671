"""The server: processes of threads, each with its writer, and a thread for what is made later."""

import fcntl
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TextIO

from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from travaux.web.edge import HEADER, stamp

THREADS: Final = 24
_NAME: Final = HEADER.removeprefix("HTTP_").replace("_", "-")
_SWITCH: Final = 0.001
"""Seconds after which a thread that computes lets another one go on."""
_PAUSE: Final = 1.0
"""Seconds between two looks for what is missing."""
_logger = logging.getLogger(__name__)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Stamps each request when its first byte is there, however long it then waits (R8)."""

    def accept(self, listener: Any) -> None:
        """Take a connection, and wait for its first byte without holding a thread."""
        try:
            client, address = listener.accept()
        except OSError:
            return
        self.nr_conns += 1
        client.setblocking(False)
        connection = TConn(self.cfg, client, address, listener.getsockname())
        connection.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(connection)
        self.poller.register(client, 1, partial(self.on_pending_socket_readable, connection))

    def enqueue_req(self, connection: Any) -> None:
        """Let a request wait for a thread; this is when it began to arrive."""
        connection.began = time.time()
        super().enqueue_req(connection)

    def handle_request(self, request: Any, connection: Any) -> Any:
        """Hand the stamp on; one that came from outside is dropped."""
        request.headers = [pair for pair in request.headers if pair[0].upper() != _NAME]
        request.headers.append((_NAME, stamp(connection.began)))
        return super().handle_request(request, connection)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up for one process on SQLite, and for one or more on PostgreSQL."""

    def __init__(self, bind: str, threads: int = THREADS, workers: int = 1) -> None:
        self._bind = bind
        self._threads = threads
        self._workers = workers
        super().__init__()

    def load_config(self) -> None:
        """Say how it runs."""
        options = {
            "bind": self._bind,
            "workers": self._workers,
            "worker_class": "travaux.web.server.Worker",
            "threads": self._threads,
            "worker_connections": 1000,
            "keepalive": 15,
            "timeout": 0,
            "graceful_timeout": 20,
            "limit_request_line": 4094,
            "proc_name": "travaux",
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _started,
            "worker_exit": _ended,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application; loaded in the worker, after the fork."""
        from travaux.web.wsgi import application

        return application


class Afterwards(threading.Thread):
    """The thread that looks for texts to read and letters to write and send."""

    def __init__(self) -> None:
        super().__init__(name="afterwards", daemon=True)
        self._stop = threading.Event()

    def stop(self) -> None:
        """End the thread after what it is doing."""
        self._stop.set()

    def run(self) -> None:
        """Look, work, and rest, until stopped; what fails is tried again at the next look."""
        from travaux.derived.afterwards import look

        path = Path(settings.ENVIRONMENT.data) / "afterwards"
        alone: TextIO | None = None
        while not self._stop.wait(_PAUSE):
            alone = alone or _alone(path)
            if alone is None:  # another process does it; once it has ended, this one will
                continue
            try:
                look()
            except Exception:
                _logger.exception("work on what was submitted failed and will be tried again")
        if alone is not None:
            alone.close()


_afterwards: Afterwards | None = None


def _started(_worker: Any) -> None:
    global _afterwards  # noqa: PLW0603 - one a process
    from travaux.kernel import committer

    # Everyone waits for the writer, so it must not wait for a thread that only makes a page.
    sys.setswitchinterval(_SWITCH)
    committer.start()
    _afterwards = Afterwards()
    _afterwards.start()


def _ended(_arbiter: Any, _worker: Any) -> None:
    from travaux.kernel import committer

    if _afterwards is not None:
        _afterwards.stop()
    committer.stop()


@contextmanager
def only_one(data: Path) -> Iterator[bool]:
    """Say whether no other process serves this installation on SQLite, and keep it so."""
    if settings.ENVIRONMENT.database.postgresql:
        yield True
        return
    held = _alone(data / "serving")
    try:
        yield held is not None
    finally:
        if held is not None:
            held.close()


def _alone(path: Path) -> TextIO | None:
    """Return a file that is held until it is closed; None where another process holds it."""
    held = path.open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held
