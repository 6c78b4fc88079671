"""The tree over the log's entries: what shows that an entry is in it, and that nothing was altered.

The tree is the one of RFC 6962, section 2.1 (RFC 9162 keeps it), over SHA-256. A node is complete
when all leaves below it are there; complete nodes never change, so only they are kept. Their
coordinates are (level, index): the node covers the 2**level leaves from index * 2**level on. What
the law asks of the log is R34.

The makers of proofs cut ranges; the verifiers walk bits, as RFC 9162 has it. They share nothing but
the two hashes, so that a fault of one is seen by the other.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

import msgspec

EMPTY_ROOT: Final = sha256(b"").digest()

Edge = tuple[bytes, ...]
"""The hashes of the largest complete subtrees, from the left: one for each bit set in the size."""

Read = Callable[[Sequence[tuple[int, int]]], Sequence[bytes]]
"""Gives the hashes of complete nodes, by (level, index), in the order asked."""

_Range = tuple[int, int]
_MOST_LEAVES: Final = 1 << 63


class Node(msgspec.Struct, frozen=True):
    """A complete node of the tree; level 0 holds the hashes of leaves."""

    level: int
    index: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962, 2.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def append(size: int, edge: Edge, leaf: bytes) -> tuple[Edge, tuple[Node, ...]]:
    """Return the edge after one more leaf, and the nodes that became complete, leaf first.

    `leaf` is a leaf's hash; `edge` is that of the tree of `size` leaves. Raises ValueError where
    the edge is not of that size.
    """
    if not 0 <= size < _MOST_LEAVES or len(edge) != size.bit_count():
        raise ValueError(f"An edge of {len(edge)} hashes is not that of a tree of {size} leaves.")
    kept, hash_ = list(edge), leaf
    nodes = [Node(0, size, leaf)]
    while size >> (len(nodes) - 1) & 1:
        level = len(nodes)
        hash_ = node_hash(kept.pop(), hash_)
        nodes.append(Node(level, size >> level, hash_))
    return (*kept, hash_), tuple(nodes)


def root(edge: Edge) -> bytes:
    """Return the root of the tree with this edge."""
    return _folded(edge) if edge else EMPTY_ROOT


def edge_at(size: int, read: Read) -> Edge:
    """Return the edge of the tree's first `size` leaves; `read` is called once."""
    return tuple(_asked(_cover((0, _size(size))), read))


def root_at(size: int, read: Read) -> bytes:
    """Return the root of the tree's first `size` leaves; `read` is called once."""
    return root(edge_at(size, read))


def inclusion(index: int, size: int, read: Read) -> tuple[bytes, ...]:
    """Return the path that shows leaf `index` in the tree of `size` leaves (RFC 6962, 2.1.1).

    From the leaf's sibling up. `read` is called once. Raises ValueError where there is no such
    leaf.
    """
    if not 0 <= index < _size(size):
        raise ValueError(f"A tree of {size} leaves has no leaf {index}.")
    beside: list[_Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return _hashes(beside[::-1], read)


def consistency(old: int, new: int, read: Read) -> tuple[bytes, ...]:
    """Return what shows that the tree of `new` leaves begins with that of `old` (RFC 6962, 2.1.2).

    Empty where `old` is 0 or `new`: there is nothing to show. `read` is called once. Raises
    ValueError where `old` is the larger.
    """
    if not 0 <= old <= _size(new):
        raise ValueError(f"A tree of {new} leaves does not begin with one of {old}.")
    parts: list[_Range] = []
    start, end = 0, new
    whole = True  # the older tree is all of what is left, so its root is known to the verifier
    while 0 < old < end:
        middle = start + _split(end - start)
        if old <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((start, middle))
            start, whole = middle, False
    if not whole:
        parts.append((start, end))
    return _hashes(parts[::-1], read)


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether `path` shows the leaf of hash `leaf` at `index` in the tree (RFC 9162, 2.1.3.2).

    `root` is that of the tree of `size` leaves.
    """
    if not 0 <= index < size:
        return False
    place, last, hash_ = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            hash_ = node_hash(step, hash_)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, step)
        place, last = place >> 1, last >> 1
    return last == 0 and hash_ == root


def consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether `path` shows that the newer tree begins with the older (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size in (0, new_size):
        known = EMPTY_ROOT if old_size == 0 else new_root
        return not path and old_root == known and (new_size > 0 or new_root == EMPTY_ROOT)
    if old_size & (old_size - 1) == 0:
        path = (old_root, *path)
    if not path:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        place, last = place >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root


def _size(size: int) -> int:
    if not 0 <= size <= _MOST_LEAVES:
        raise ValueError(f"There is no tree of {size} leaves.")
    return size


def _split(size: int) -> int:
    """Return the largest power of two below `size` (RFC 6962, 2.1: k)."""
    return 1 << (size - 1).bit_length() - 1


def _cover(part: _Range) -> list[tuple[int, int]]:
    """Return the complete nodes that make up a subtree's range, from the left."""
    start, end = part
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def _hashes(parts: Sequence[_Range], read: Read) -> tuple[bytes, ...]:
    """Return the hash of each subtree, with one reading for all of them."""
    covers = [_cover(part) for part in parts]
    found = iter(_asked([node for cover in covers for node in cover], read))
    return tuple(_folded([next(found) for _ in cover]) for cover in covers)


def _asked(nodes: Sequence[tuple[int, int]], read: Read) -> Sequence[bytes]:
    hashes = read(nodes)
    if len(hashes) != len(nodes):
        raise ValueError(f"{len(nodes)} nodes of the tree were asked for, {len(hashes)} given.")
    return hashes


def _folded(hashes: Sequence[bytes]) -> bytes:
    folded = hashes[-1]
    for hash_ in reversed(hashes[:-1]):
        folded = node_hash(hash_, folded)
    return folded
