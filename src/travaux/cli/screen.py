"""What a person sees: errors in one sentence, progress on anything over a second."""

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE: Final = 1.0
"""Seconds after which a bar appears."""


def complain(sentence: str) -> None:
    """Say on the error stream what was refused."""
    click.secho("travaux: ", fg="red", err=True, nl=False)
    click.echo(sentence, err=True)


def note(sentence: str) -> None:
    """Say something on the error stream that is no error."""
    click.secho(sentence, dim=True, err=True)


def print_json(value: Any) -> None:
    """Print a value as indented JSON (UTF-8)."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
    click.echo(encoded.decode())


class Bar:
    """A progress bar on the error stream, shown only to a person and only after a second.

    It is drawn by its own thread, so it moves while one long step runs.
    """

    def __init__(self, what: str, steps: int) -> None:
        self._what = what
        self._steps = steps
        self._done = 0
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._timer = threading.Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> "Bar":
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._progress is not None:
                self._progress.stop()
            self._steps = -1  # a timer that fires late shows nothing

    def step(self, what: str) -> None:
        """Say which step begins."""
        with self._lock:
            self._what = what
            if self._progress is not None and self._task is not None:
                self._progress.update(self._task, description=what, completed=self._done)
            self._done += 1

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._steps < 0:
                return
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            total = self._steps if self._steps > 1 else None
            done = max(0, self._done - 1)
            self._task = self._progress.add_task(self._what, total=total, completed=done)
            self._progress.start()
