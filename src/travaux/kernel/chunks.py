"""Writing much without holding the writer: in pieces, which a last act makes visible."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from travaux.kernel.committer import commit, writing

T = TypeVar("T")

SIZE: Final = 400
"""Rows of a piece: well below the time for which one act may hold the writer."""


class InsideAnAct(Exception):
    """A long write that would hold the writer all along, since it was begun inside an act."""


def in_chunks(rows: Sequence[T], write: Callable[[Sequence[T]], object], name: str) -> None:
    """Write rows piece by piece, each in a transaction of its own, others' acts in between.

    Nothing of it may be visible before an act says so, which the caller does last; what is left of
    an interrupted run must be harmless. Raises InsideAnAct where it is called from an action.
    """
    if writing():
        raise InsideAnAct(f"{name} belongs outside of any act")
    for start in range(0, len(rows), SIZE):
        piece = rows[start : start + SIZE]
        commit(lambda piece=piece: write(piece), name)  # type: ignore[misc]
