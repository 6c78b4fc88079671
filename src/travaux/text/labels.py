"""Labels: the numbers that provisions bear, typed or counted."""

import msgspec


class Typed(msgspec.Struct, frozen=True):
    """A label recognised at the head of a line, and the words after it."""

    label: str
    rest: str
    blanks: str = ""
    """What stood between the two."""


def typed(text: str, *, rtl: bool = False) -> Typed | None:
    """Return the label typed at the head of `text`, or None where there is none."""
    raise NotImplementedError((text, rtl))
