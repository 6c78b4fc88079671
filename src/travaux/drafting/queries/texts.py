"""What reading the files of documents gave."""

import zlib
from collections.abc import Sequence
from typing import Final

import msgspec

from travaux.drafting.models import Line, Text
from travaux.rules.access import Actor
from travaux.text.tree import Tree, decode

READER: Final = "1"
"""The version of the readers; raised when they read better, so that texts are read anew."""


class TextRow(msgspec.Struct, frozen=True):
    """The facts of a text, or why there is none."""

    sha256: str
    provisions: int
    words: int
    tracked: int
    remarks: int
    problem: str


def texts(_actor: Actor, hashes: Sequence[str]) -> dict[str, TextRow]:
    """Return what reading gave for files, by their hashes; the caller was given those to read."""
    found = Text.objects.filter(sha256__in=hashes).values_list(
        "sha256", "provisions", "words", "tracked", "remarks", "problem"
    )
    return {row[0]: TextRow(*row) for row in found}


class LineRow(msgspec.Struct, frozen=True):
    """A provision of a text, for reading on a page."""

    kind: str
    level: int
    label: str
    words: str


def lines(_actor: Actor, sha256: str, start: int = 0, most: int = 500) -> tuple[LineRow, ...]:
    """Return the provisions of a text from a place on; the caller was given the file to read."""
    if not Text.objects.filter(sha256=sha256, reader=READER, problem="").exists():
        return ()
    found = Line.objects.filter(sha256=sha256, reader=READER, position__gte=start)
    rows = found.order_by("position").values_list("kind", "level", "label", "words")[:most]
    return tuple(LineRow(*row) for row in rows)


def unread(_actor: Actor, hashes: Sequence[str]) -> tuple[str, ...]:
    """Return which of some files no present reader has read yet."""
    done = Text.objects.filter(sha256__in=hashes, reader=READER).values_list("sha256", flat=True)
    return tuple(sorted(set(hashes) - set(done)))


def tree(_actor: Actor, sha256: str) -> Tree | None:
    """Return the text of a file that the caller was given to read; None where it has none."""
    found = Text.objects.filter(sha256=sha256).values_list("tree", flat=True).first()
    return decode(zlib.decompress(bytes(found))) if found else None
