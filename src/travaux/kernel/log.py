"""The append-only record of every act: a Merkle log in the database, its head signed (R34)."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import connection

from travaux.kernel.keys import signer
from travaux.kernel.models import Entry, Head, Node
from travaux.kernel.rows import insert
from travaux.rules import leaf, merkle
from travaux.rules.checkpoint import Checkpoint
from travaux.rules.receipt import Disclosed, Receipt

_LEVELS: Final = 64
_HASH: Final = 32


class Fields(msgspec.Struct, frozen=True):
    """What an act leaves in the log: the rows it is found by, and the fields that are committed."""

    at: datetime
    act: str
    values: Mapping[str, Any]
    process: int | None = None
    document: int | None = None
    account: int | None = None


class Size(msgspec.Struct, frozen=True):
    """How far the log has come."""

    size: int
    edge: tuple[bytes, ...]

    @property
    def root(self) -> bytes:
        """The root of the tree."""
        return merkle.root(self.edge)


def append(fields: Fields) -> int:
    """Append an entry, in the transaction of its act, and return its index."""
    head = size()
    made = leaf.make(fields.at, fields.values, secrets.token_bytes)
    edge, nodes = merkle.append(head.size, head.edge, merkle.leaf_hash(made.data))
    insert(
        Entry(
            index=head.size,
            at=fields.at,
            leaf=made.data,
            act=fields.act,
            process_id=fields.process,
            document_id=fields.document,
            account_id=fields.account,
            fields={
                name: {"value": value, "salt": base64.b64encode(made.salts[name]).decode()}
                for name, value in fields.values.items()
            },
        )
    )
    rows = [(node_id(node.level, node.index), node.hash) for node in nodes]
    with connection.cursor() as cursor:  # plain statements: this is done for every act
        cursor.executemany("INSERT INTO travaux_node (id, hash) VALUES (%s, %s)", rows)
        cursor.execute(
            "UPDATE travaux_head SET size = %s, edge = %s WHERE id = 1",
            [head.size + 1, b"".join(edge)],
        )
    return head.size


def size() -> Size:
    """Return how far the log has come; read each time, since other processes write too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, edge FROM travaux_head WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        Head.objects.get_or_create(id=1)
        return Size(0, ())
    edge = bytes(row[1])
    return Size(row[0], tuple(edge[at : at + _HASH] for at in range(0, len(edge), _HASH)))


def nodes(wanted: Sequence[tuple[int, int]]) -> list[bytes]:
    """Return the hashes of complete subtrees, each named by level and index, in one query."""
    ids = [node_id(level, index) for level, index in wanted]
    found = dict(Node.objects.filter(id__in=ids).values_list("id", "hash"))
    return [bytes(found[one]) for one in ids]


def checkpoint() -> str:
    """Return the signed checkpoint of the log as it stands now."""
    head = size()
    return signed(head.size, head.root)


def signed(tree_size: int, root: bytes) -> str:
    """Return the signed note that vouches for a tree."""
    return signer().sign(Checkpoint(signer().name, tree_size, root).text())


def receipt(index: int, names: Sequence[str] | None = None) -> Receipt:
    """Return the proof that an entry is in the log, disclosing the fields of `names`, or all.

    Raises KeyError where there is no such entry. Two reads besides the entry's: the head and the
    path, which belong together only inside a transaction or because nodes are never rewritten.
    """
    entry = Entry.objects.filter(index=index).values("leaf", "fields").first()
    if entry is None:
        raise KeyError(index)
    head = size()
    path = merkle.inclusion(index, head.size, nodes)
    disclosed = tuple(
        Disclosed(name, field["value"], base64.b64decode(field["salt"]))
        for name, field in entry["fields"].items()
        if names is None or name in names
    )
    note = signed(head.size, head.root)
    return Receipt(index, path, note, bytes(entry["leaf"]), disclosed)


def consistent_with(old_size: int, old_root: bytes) -> bool:
    """Say whether the log still begins with the tree of a root."""
    head = size()
    return old_size <= head.size and merkle.root_at(old_size, nodes) == old_root


def lock() -> None:
    """Be the only writer until the transaction ends; its first statement.

    On SQLite the transaction itself is (it began IMMEDIATE); `kernel.turn` lets others wait.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


_LOCK: Final = 0x7472_6176_6175_78  # "travaux"


def node_id(level: int, index: int) -> int:
    """Return the key of the row of a complete subtree."""
    return index * _LEVELS + level
