"""A checkpoint: how large the log is, and the root over all of it (C2SP tlog-checkpoint)."""

import msgspec

from travaux.rules.canonical import NotCanonical, base64, from_base64, number


class BadCheckpoint(ValueError):
    """A text that is no checkpoint: what is wrong, in a sentence."""


class Checkpoint(msgspec.Struct, frozen=True):
    """The log `origin` (its name, as in its key) had `size` entries, with this root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin or len(self.root) != 32:
            raise BadCheckpoint("A checkpoint needs a name of one line and a root of 32 bytes.")
        if not 0 <= self.size < 2**63:
            raise BadCheckpoint(f"No log has {self.size} entries.")

    def text(self) -> str:
        """Return the text that the log signs."""
        return f"{self.origin}\n{self.size}\n{base64(self.root)}\n"


def parse(text: str) -> Checkpoint:
    """Return the checkpoint that a note's text says.

    Lines after the third, which the format allows, are passed over; none may be empty. Raises
    BadCheckpoint.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise BadCheckpoint("A checkpoint has three lines or more, none of them empty.")
    try:
        return Checkpoint(lines[0], number(lines[1]), from_base64(lines[2]))
    except NotCanonical as error:
        raise BadCheckpoint(f"The size or root of the checkpoint is unclear. {error}") from error
