"""The log as tiles, from which anyone computes any proof (C2SP tlog-tiles).

Leaves tell nothing but instants, so all of them are open to everyone.
"""

import re
from typing import Final

from travaux.kernel.log import node_id
from travaux.kernel.models import Entry, Node
from travaux.rules.refusal import NotFound

WIDTH: Final = 256
_HEIGHT: Final = 8
_HIGHEST: Final = 7
"""A log of 2⁶³ entries has tiles up to this level."""
_PATH: Final = re.compile(r"((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_ABSENT: Final = "The log has no such tile, or not yet."


def tile(level: int, path: str) -> bytes:
    """Return the hashes of a tile, named as in its address: `x001/234` or `000.p/17`.

    Raises NotFound where the log does not reach so far, or the name is none.
    """
    index, width = _named(path)
    if not 0 <= level <= _HIGHEST:
        raise NotFound(_ABSENT)
    ids = [node_id(level * _HEIGHT, index * WIDTH + place) for place in range(width)]
    found = dict(Node.objects.filter(id__in=ids).values_list("id", "hash"))
    if len(found) < width:
        raise NotFound(_ABSENT)
    return b"".join(bytes(found[one]) for one in ids)


def entries(path: str) -> bytes:
    """Return a bundle of leaves, each after its length in two bytes. Raises NotFound as `tile`."""
    index, width = _named(path)
    start = index * WIDTH
    rows = Entry.objects.filter(index__gte=start, index__lt=start + width).order_by("index")
    leaves = [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]
    if len(leaves) < width:
        raise NotFound(_ABSENT)
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def _named(path: str) -> tuple[int, int]:
    """Return the index and width that the end of a tile's address names."""
    found = _PATH.fullmatch(path)
    width = int(found[2] or WIDTH) if found else 0
    if found is None or width > WIDTH or (found[2] and width == WIDTH):
        raise NotFound(_ABSENT)
    digits = found[1].replace("x", "").replace("/", "")
    if len(digits) > 3 and digits.startswith("000"):  # written longer than it is
        raise NotFound(_ABSENT)
    return int(digits), width
