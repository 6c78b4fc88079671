"""A log of a few entries, and receipts for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from tests.rules.randomness import seeded
from travaux.rules.checkpoint import Checkpoint
from travaux.rules.leaf import Leaf, make
from travaux.rules.merkle import append, inclusion, leaf_hash, root
from travaux.rules.note import Signer
from travaux.rules.receipt import Disclosed, Receipt

AT = datetime(2012, 10, 3, 16, 45, 0, 12, tzinfo=UTC)
FILE = b"Contribution to the draft report\n"
OTHER_FILE = b"Annex\n"


def on_record(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)}


FIELDS: dict[str, Any] = {
    "act": "submit",
    "who": "Ana Example",
    "behalf": ["ISOC", "NRO"],
    "capacity": "Sector Member",
    "process": "WTPF-13",
    "what": "contribution",
    "title": "Comments on the Second Draft, “Água”",
    "symbol": "WTPF-IEG/2/5",
    "began": "2012-10-03T16:44:58Z",
    "arrived": "2012-10-03T16:45:00Z",
    "class": "in time",
    "deadline": "2012-10-19T22:00:00Z",
    "files": [on_record("5.docx", FILE), on_record("annex.txt", OTHER_FILE)],
}


@dataclass
class Log:
    """A log in memory."""

    signer: Signer = field(
        default_factory=lambda: Signer.generate("example.org/log", seeded("the log"))
    )
    leaves: list[Leaf] = field(default_factory=list)
    fields: list[Mapping[str, Any]] = field(default_factory=list)

    def enter(self, fields: Mapping[str, Any]) -> int:
        """Log an entry; return its number."""
        entry = len(self.leaves)
        at = AT + timedelta(minutes=entry)
        self.leaves.append(make(at, fields, seeded(f"entry {entry}")))
        self.fields.append(fields)
        return entry

    def checkpoint(self) -> str:
        edge, _ = self._tree()
        return self.signer.sign(Checkpoint(self.signer.name, len(self.leaves), root(edge)).text())

    def receipt(self, entry: int, names: Sequence[str] | None = None) -> Receipt:
        """Return the receipt of an entry that shows these fields, or all."""
        _, nodes = self._tree()
        path = inclusion(entry, len(self.leaves), lambda places: [nodes[place] for place in places])
        leaf, fields = self.leaves[entry], self.fields[entry]
        disclosed = tuple(
            Disclosed(name, fields[name], leaf.salts[name])
            for name in sorted(fields if names is None else names)
        )
        return Receipt(entry, path, self.checkpoint(), leaf.data, disclosed)

    def nodes(self) -> dict[tuple[int, int], bytes]:
        """Return the complete nodes of the tree."""
        return self._tree()[1]

    def _tree(self) -> tuple[tuple[bytes, ...], dict[tuple[int, int], bytes]]:
        edge: tuple[bytes, ...] = ()
        nodes: dict[tuple[int, int], bytes] = {}
        for size, leaf in enumerate(self.leaves):
            edge, complete = append(size, edge, leaf_hash(leaf.data))
            nodes |= {(node.level, node.index): node.hash for node in complete}
        return edge, nodes


def log_of(size: int, *, entry: int = 0, fields: Mapping[str, Any] = FIELDS) -> Log:
    """Return a log of `size` entries, of which one has the fields given."""
    log = Log()
    for number in range(size):
        log.enter(fields if number == entry else {"act": "other", "title": f"Entry {number}"})
    return log
