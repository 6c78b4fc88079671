"""R34: anyone can check that an entry is in the log, and that nothing before it was altered."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.rules.merkle import (
    EMPTY_ROOT,
    Edge,
    append,
    consistency,
    consistent,
    edge_at,
    included,
    inclusion,
    leaf_hash,
    node_hash,
    root,
    root_at,
)

# The eight entries that implementations of RFC 6962 share as test data, and the roots over the
# first one, two … of them.
ENTRIES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
MOST = 70
LEAVES = [leaf_hash(b"entry %d" % n) for n in range(MOST)]


class Log:
    """A log in memory that counts how often it is read."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.edge: Edge = ()
        self.readings = 0
        for size, leaf in enumerate(leaves):
            self.edge, nodes = append(size, self.edge, leaf)
            for node in nodes:
                assert (node.level, node.index) not in self.nodes, "a node never changes"
                self.nodes[node.level, node.index] = node.hash

    def read(self, places: Sequence[tuple[int, int]]) -> list[bytes]:
        self.readings += 1
        return [self.nodes[place] for place in places]


LOG = Log(LEAVES)


def naive(leaves: Sequence[bytes]) -> bytes:
    """The root as RFC 6962, 2.1, defines it, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + naive(leaves[:half]) + naive(leaves[half:])).digest()


def naive_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The inclusion path as RFC 6962, 2.1.1, defines it."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*naive_path(index, leaves[:half]), naive(leaves[half:])]
    return [*naive_path(index - half, leaves[half:]), naive(leaves[:half])]


def naive_proof(old: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """The consistency proof as RFC 6962, 2.1.2, defines it."""
    if old == len(leaves):
        return [] if whole else [naive(leaves)]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if old <= half:
        return [*naive_proof(old, leaves[:half], whole), naive(leaves[half:])]
    return [*naive_proof(old - half, leaves[half:], False), naive(leaves[:half])]


def flipped(data: bytes, bit: int) -> bytes:
    return bytes([*data[: bit // 8], data[bit // 8] ^ 1 << bit % 8, *data[bit // 8 + 1 :]])


def test_the_roots_are_those_that_others_compute() -> None:
    edge: Edge = ()
    assert root(edge).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, (entry, known) in enumerate(zip(ENTRIES, ROOTS, strict=True)):
        edge, _ = append(size, edge, leaf_hash(entry))
        assert root(edge).hex() == known


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", range(MOST + 1))
def test_root_and_edge_are_those_of_the_definition(size: int) -> None:
    log = Log(LEAVES[:size])
    assert root(log.edge) == naive(LEAVES[:size])
    LOG.readings = 0
    assert edge_at(size, LOG.read) == log.edge
    assert root_at(size, LOG.read) == root(log.edge)
    assert LOG.readings == 2


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_each_entry_is_shown_in_each_tree_and_nowhere_else(size: int) -> None:
    top = naive(LEAVES[:size])
    for index in range(size):
        LOG.readings = 0
        path = inclusion(index, size, LOG.read)
        assert LOG.readings == 1
        assert list(path) == naive_path(index, LEAVES[:size])
        assert included(LEAVES[index], index, size, path, top)
        for other in range(-1, size + 1):
            assert included(LEAVES[index], other, size, path, top) == (other == index)
        assert not included(LEAVES[index], index, size, (*path, top), top)
        if path:
            assert not included(LEAVES[index], index, size, path[:-1], top)
            assert not included(LEAVES[index], index, size, path[1:], top)


@settings(derandomize=True, deadline=None)
@given(st.data())
def test_a_flipped_bit_shows_nothing(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, MOST))
    index = data.draw(st.integers(0, size - 1))
    path, top = inclusion(index, size, LOG.read), naive(LEAVES[:size])
    bit = data.draw(st.integers(0, 255))
    assert not included(flipped(LEAVES[index], bit), index, size, path, top)
    assert not included(LEAVES[index], index, size, path, flipped(top, bit))
    for step in range(len(path)):
        altered = (*path[:step], flipped(path[step], bit), *path[step + 1 :])
        assert not included(LEAVES[index], index, size, altered, top)


@pytest.mark.parametrize("new", range(MOST + 1))
def test_each_older_tree_is_shown_to_be_the_beginning_of_the_newer(new: int) -> None:
    newer = naive(LEAVES[:new])
    for old in range(new + 1):
        LOG.readings = 0
        path = consistency(old, new, LOG.read)
        assert LOG.readings == 1
        older = naive(LEAVES[:old])
        assert list(path) == (naive_proof(old, LEAVES[:new]) if old else [])
        assert consistent(old, older, new, newer, path)
        assert not consistent(old, older, new, newer, (*path, newer))
        assert not consistent(old, older[::-1], new, newer, path)
        assert not consistent(new + 1, older, new, newer, path)
        assert not consistent(-1, older, new, newer, path)
        if 0 < old < new:
            assert not consistent(old, older, new, newer, path[:-1])
            assert not consistent(old, older, new, newer[::-1], path)
            assert not consistent(old, older, new, newer, ())
            for step in range(len(path)):
                altered = (*path[:step], flipped(path[step], 7), *path[step + 1 :])
                assert not consistent(old, older, new, newer, altered)


def test_a_path_is_as_long_as_the_tree_is_high() -> None:
    one, two = LEAVES[:2]
    both = node_hash(one, two)
    assert not included(two, 0, 1, (one,), both)
    assert not included(one, 0, 2, (), one)
    assert consistent(1, one, 2, both, (two,))
    assert not consistent(1, one, 4, both, (two,))
    path, three, four = consistency(3, 4, LOG.read), naive(LEAVES[:3]), naive(LEAVES[:4])
    higher = (node_hash(one, three), 4, node_hash(one, four))
    assert not consistent(3, *higher, (*path, one))


def test_a_forked_log_is_not_consistent() -> None:
    forked = Log([*LEAVES[:9], leaf_hash(b"altered"), *LEAVES[10:20]])
    for old in range(10, 20):
        path = consistency(old, 20, forked.read)
        assert not consistent(old, naive(LEAVES[:old]), 20, root(forked.edge), path)


def test_an_empty_tree_is_the_beginning_of_every_tree_but_shows_no_root() -> None:
    assert consistent(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    assert not consistent(0, LEAVES[0], 3, naive(LEAVES[:3]), ())
    assert not consistent(0, EMPTY_ROOT, 0, LEAVES[0], ())
    assert not included(LEAVES[0], 0, 0, (), EMPTY_ROOT)


def test_what_does_not_exist_is_not_made_up() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion(3, 3, LOG.read)
    with pytest.raises(ValueError, match="does not begin"):
        consistency(4, 3, LOG.read)
    with pytest.raises(ValueError, match="edge of 1"):
        append(3, (EMPTY_ROOT,), LEAVES[0])
    with pytest.raises(ValueError, match="were asked for, 0 given"):
        root_at(3, lambda _: [])
