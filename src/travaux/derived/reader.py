"""Reads one file in a process of its own, within bounds: `python -m travaux.derived.reader NAME`.

The file comes through the standard input, the reading goes out as JSON. A refusal is one JSON
string; a crash or a bound passed leaves an exit code.
"""

import sys
from pathlib import PurePath

import msgspec

from travaux.formats import detect
from travaux.formats.reading import Unreadable


def main() -> None:
    """Read the file that comes in."""
    name = PurePath(sys.argv[1]).name
    try:
        result: object = detect.read(name, sys.stdin.buffer.read())
    except Unreadable as refusal:
        result = refusal.sentence
    sys.stdout.buffer.write(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
