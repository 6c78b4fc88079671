"""Texts of the files that were submitted, read one by one in bounded processes."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import msgspec

from travaux.derived import reader
from travaux.drafting.actions import keep_text
from travaux.drafting.queries import unread
from travaux.formats.reading import Reading
from travaux.kernel import clock, storage
from travaux.kernel.act import Act
from travaux.register.queries import submitted_files
from travaux.rules.access import SYSTEM

SECONDS: Final = 60
"""Of processor time for one file."""
MEMORY: Final = 2 << 30
"""Bytes of address space for one file."""
_PATIENCE: Final = 180
_SLOW: Final = (
    "The file takes more time or memory to read than any document needs, so it was left unread. It"
    " is kept as it came; save it again in a word processor and add it as another version."
)
_CRASHED: Final = (
    "Travaux failed while reading the file. It is kept as it came; please report this fault."
)


def read_missing(most: int = 1000) -> int:
    """Read files whose texts are missing, and return how many were dealt with."""
    count = 0
    for name, sha256 in _missing():
        if count == most:
            break
        reading, problem = read(name, sha256)
        keep_text(Act(SYSTEM, clock.now()), sha256, reading, problem)
        count += 1
    return count


def read(
    name: str, sha256: str, seconds: int = SECONDS, memory: int = MEMORY
) -> tuple[Reading | None, str]:
    """Return what a stored file holds, or None and the sentence why not.

    The process that reads it may use so many seconds of processor time and bytes of memory.
    """
    try:
        with storage.open_(sha256) as stream:
            done = subprocess.run(
                [
                    *(sys.executable, "-P", "-m", "travaux.derived.reader"),
                    *(str(seconds), str(memory), name),
                ],
                stdin=stream,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
    except FileNotFoundError:
        return None, "The file is missing from the storage. Run `travaux doctor`."
    except subprocess.TimeoutExpired:
        return None, _SLOW
    if done.returncode:
        stopped = done.returncode < 0 or done.returncode == reader.TOO_MUCH
        return None, _SLOW if stopped else _CRASHED
    try:
        result = msgspec.json.decode(done.stdout, type=Reading | str)
    except msgspec.MsgspecError:
        return None, _CRASHED
    return (None, result) if isinstance(result, str) else (result, "")


def _missing() -> Iterator[tuple[str, str]]:
    files = submitted_files(SYSTEM)
    wanted = set(unread(SYSTEM, [one.sha256 for one in files]))
    for one in files:
        if one.sha256 in wanted:
            wanted.discard(one.sha256)
            yield one.name, one.sha256
