"""The tree of the log: RFC 6962 hashes, appending at its edge, proofs of inclusion and consistency.

A node is named by its level (0: leaves) and its index among the complete subtrees of that level.
Proofs are made from the hashes of complete subtrees, which never change once they are there.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

Read = Callable[[Sequence[tuple[int, int]]], Sequence[bytes]]
"""Gives the hashes of complete subtrees, each named by level and index."""

EMPTY_ROOT: Final = hashlib.sha256().digest()


class Node(msgspec.Struct, frozen=True):
    """A complete subtree: its level, its index there, and its hash."""

    level: int
    index: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees together (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(
    size: int, edge: Sequence[bytes], leaf: bytes
) -> tuple[tuple[bytes, ...], tuple[Node, ...]]:
    """Append a leaf's hash to a tree of `size` leaves; return its edge and what became complete.

    The edge is the hashes of the complete subtrees, from the largest.
    """
    grown = list(edge)
    made = Node(0, size, leaf)
    nodes = [made]
    while size >> made.level & 1:
        made = Node(made.level + 1, made.index >> 1, node_hash(grown.pop(), made.hash))
        nodes.append(made)
    return (*grown, made.hash), tuple(nodes)


def root(edge: Sequence[bytes]) -> bytes:
    """Return the root of the tree with an edge."""
    return _bagged(edge) if edge else EMPTY_ROOT


def edge_at(size: int, read: Read) -> tuple[bytes, ...]:
    """Return the edge that the tree had at a size."""
    return tuple(read(_complete(0, size))) if size else ()


def root_at(size: int, read: Read) -> bytes:
    """Return the root that the tree had at a size."""
    return root(edge_at(size, read))


def inclusion(index: int, size: int, read: Read) -> tuple[bytes, ...]:
    """Return the path that proves a leaf to be in the tree of a size (RFC 6962 section 2.1.1).

    Raises ValueError where the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    return _hashes(_siblings(index, 0, size), read)


def consistency(old: int, new: int, read: Read) -> tuple[bytes, ...]:
    """Return the proof that a tree of `new` leaves begins with that of `old` (section 2.1.2).

    Raises ValueError where it cannot.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not begin with one of {old}")
    return () if old in (0, new) else _hashes(_between(old, 0, new, whole=True), read)


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether a path proves a leaf's hash to be at an index of a tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether a proof shows that one tree begins with another (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not path and old_root == new_root
    if old_size == 0:
        return not path and old_root == EMPTY_ROOT
    proof = list(path)
    if old_size & (old_size - 1) == 0:
        proof.insert(0, old_root)
    if not proof:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = proof[0]
    for sibling in proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root


def _complete(start: int, end: int) -> list[tuple[int, int]]:
    """Return the complete subtrees of which the leaves from `start` to `end` consist.

    `start` is a multiple of the largest power of two below their number.
    """
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def _siblings(index: int, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Return the subtrees beside the way from a leaf up, each by what is complete in it."""
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_siblings(index, start, middle), _complete(middle, end)]
    return [*_siblings(index, middle, end), _complete(start, middle)]


def _between(old: int, start: int, end: int, *, whole: bool) -> list[list[tuple[int, int]]]:
    if old == end:
        return [] if whole else [_complete(start, end)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_between(old, start, middle, whole=whole), _complete(middle, end)]
    return [*_between(old, middle, end, whole=False), _complete(start, middle)]


def _hashes(subtrees: list[list[tuple[int, int]]], read: Read) -> tuple[bytes, ...]:
    """Return the hash of each subtree, reading all that is needed at once."""
    found = iter(read([node for nodes in subtrees for node in nodes]) if subtrees else ())
    return tuple(_bagged([next(found) for _ in nodes]) for nodes in subtrees)


def _bagged(hashes: Sequence[bytes]) -> bytes:
    *rest, found = hashes
    for left in reversed(rest):
        found = node_hash(left, found)
    return found


def _split(leaves: int) -> int:
    """Return the largest power of two below a number of leaves."""
    return 1 << ((leaves - 1).bit_length() - 1)
