"""Anyone can follow the log: checkpoint, tiles and leaves, as C2SP's tlog-tiles has them (R34)."""

import pytest
from django.db import connections
from django.test import Client

from tests.cast import Cast
from travaux.kernel import log, tiles
from travaux.kernel.keys import vkey
from travaux.kernel.log import size
from travaux.rules import checkpoint, merkle
from travaux.rules.note import Verifier
from travaux.rules.refusal import NotFound

pytestmark = pytest.mark.django_db(databases=list(connections))


@pytest.fixture
def grown(cast: Cast) -> int:
    """Let the log have more than one full tile, and return its size."""
    act = cast.act("officer")
    for number in range(300):
        log.append(log.Fields(act.at, "test", {"number": number}))
    return size().size


def test_a_stranger_rebuilds_the_tree_from_the_leaves(grown: int) -> None:
    data = tiles.entries("000") + tiles.entries(f"001.p/{grown - 256}")
    edge: tuple[bytes, ...] = ()
    count = 0
    while data:
        length = int.from_bytes(data[:2], "big")
        edge, _ = merkle.append(count, edge, merkle.leaf_hash(data[2 : 2 + length]))
        data, count = data[2 + length :], count + 1
    assert (count, edge) == (grown, size().edge)


def test_a_stranger_checks_that_the_log_was_only_continued(client: Client, grown: int) -> None:
    """The proof between two sizes is computed from tiles alone."""
    note = client.get("/log/checkpoint").content
    now = checkpoint.parse(Verifier.parse(vkey()).verify(note))
    assert now.size == grown

    def read(wanted: object) -> list[bytes]:
        assert isinstance(wanted, list)
        return [_node(client, grown, level, index) for level, index in wanted]

    earlier = merkle.root_at(10, read)
    proof = merkle.consistency(10, now.size, read)
    assert merkle.consistent(10, earlier, now.size, now.root, proof)


def _node(client: Client, grown: int, level: int, index: int) -> bytes:
    """Compute the hash of a subtree from the tile that holds its leaves or full tiles."""
    at = level // 8
    below = level - 8 * at
    tile_index, place = divmod(index << below, 256)
    width = min(256, (grown >> (8 * at)) - tile_index * 256)
    name = f"{tile_index:03d}" + (f".p/{width}" if width < 256 else "")
    data = client.get(f"/log/tile/{at}/{name}").content
    hashes = [data[32 * one : 32 * one + 32] for one in range(place, place + (1 << below))]
    while len(hashes) > 1:
        hashes = [
            merkle.node_hash(left, right)
            for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


def test_a_full_tile_has_256_hashes_and_one_above_it(grown: int) -> None:
    assert len(tiles.tile(0, "000")) == 8192
    assert tiles.tile(1, "000.p/1") == merkle.root_at(256, log.nodes)
    assert len(tiles.tile(0, f"001.p/{grown - 256}")) == 32 * (grown - 256)


@pytest.mark.parametrize(
    "name",
    ["001", "002.p/1", "000.p/0", "000.p/256", "000.p/01", "x000/000", "0", "1000", "x001/", "-01"],
)
def test_what_is_no_tile_is_not_found(client: Client, grown: int, name: str) -> None:
    assert client.get(f"/log/tile/0/{name}").status_code == 404
    with pytest.raises(NotFound):
        tiles.entries(name)


def test_tiles_do_not_change_and_say_so(client: Client, grown: int) -> None:
    answer = client.get("/log/tile/0/000")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/log/checkpoint")["Cache-Control"] == "no-store"


def test_a_leaf_is_short_however_much_it_commits_to(cast: Cast) -> None:
    """A bundle gives each leaf two bytes for its length."""
    fields = {f"field {number}": "x" * 20_000 for number in range(100)}
    log.append(log.Fields(cast.act("officer").at, "test", fields))
    grown = size().size
    assert len(tiles.entries(f"000.p/{grown}")) < 65_535 * grown
