"""Reads one file in a process of its own: `python -m travaux.derived.reader SECONDS BYTES NAME`.

The file comes through the standard input, the reading goes out as JSON. A refusal is one JSON
string; a crash or a bound passed leaves an exit code. The bounds are of processor time and of
memory; the process sets them for itself before it looks at the file, since a process with threads
must not run anything of ours between forking and starting another program.
"""

import resource
import sys
from pathlib import PurePath
from typing import Final

import msgspec

TOO_MUCH: Final = 3
"""The exit code where a bound was passed."""
_LARGEST: Final = 64 << 20
"""Bytes of a reading; the server holds it in its memory."""


def main() -> int:
    """Read the file that comes in; return the exit code."""
    seconds, memory, name = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        answer = _answer(PurePath(name).name, sys.stdin.buffer.read())
    except MemoryError:
        return TOO_MUCH
    if len(answer) > _LARGEST:
        return TOO_MUCH
    sys.stdout.buffer.write(answer)
    return 0


def _answer(name: str, data: bytes) -> bytes:
    from travaux.formats import detect  # here, since the server names this module and reads nothing
    from travaux.formats.reading import Unreadable

    try:
        return msgspec.json.encode(detect.read(name, data))
    except Unreadable as refusal:
        return msgspec.json.encode(refusal.sentence)


if __name__ == "__main__":
    sys.exit(main())
