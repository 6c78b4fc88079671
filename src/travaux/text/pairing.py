"""What became of each provision between two drafts, as values.

`align` finds a Pairing, `redline` writes the words out. Identity across drafts lives here and
nowhere else, since splits and mergers are not one to one.
"""

import msgspec


class Pair(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Provisions of the older draft and what they are in the newer one, by id.

    One to one, except a split (one to several) and a merger (several to one). What is in no pair
    was deleted (older) or inserted (newer).
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float = 1.0
    """Likeness of the two texts, 0 to 1; 1 when no word differs."""
    moved: bool = False


class Pairing(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/pairing/1"
):
    """All pairs of two consecutive drafts, in the order of the newer one."""

    pairs: tuple[Pair, ...]
