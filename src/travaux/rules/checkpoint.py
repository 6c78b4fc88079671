"""A log's checkpoint (C2SP tlog-checkpoint): its name, size and root, as the text of a note."""

import re
from typing import Final

import msgspec

from travaux.rules import base64_strict
from travaux.rules.note import BadNote

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """What a log vouches for: how many entries it has, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text of the note."""
        return f"{self.origin}\n{self.size}\n{base64_strict.encode(self.root)}\n"


def parse(text: str) -> Checkpoint:
    """Return the checkpoint that a note's text holds; lines after the third are let pass.

    Raises BadNote.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("The checkpoint has not its three lines.")
    origin, size, root = lines[:3]
    if not _SIZE.fullmatch(size):
        raise BadNote(f"“{size[:40]}” is no size of a log.")
    try:
        data = base64_strict.decode(root)
    except ValueError as error:
        raise BadNote(f"The root is damaged: {error}.") from error
    if len(data) != 32:
        raise BadNote("The root is not a SHA-256.")
    return Checkpoint(origin, int(size), data)
