"""What was read from files, put on record."""

import hashlib
import zlib
from collections.abc import Sequence

from travaux.drafting.models import Line, Text
from travaux.drafting.queries import READER
from travaux.formats.reading import Reading
from travaux.kernel.act import Act, action, nothing_new, record
from travaux.kernel.chunks import in_chunks
from travaux.rules.access import Role
from travaux.rules.refusal import Forbidden
from travaux.text.tree import encode


def keep_text(act: Act, sha256: str, reading: Reading | None, problem: str) -> None:
    """Keep the text of a file, its index in pieces first; the last act makes it visible.

    `reading` is None where there is a `problem`, a sentence. Done once for each file.
    """
    if reading is not None:
        lines = [
            Line(
                sha256=sha256,
                reader=READER,
                position=position,
                kind=one.kind.value,
                level=one.level,
                label=one.label[:100],
                words=one.text,
            )
            for position, one in enumerate(reading.accepted.provisions)
        ]
        # What an interrupted run left is the same, and stays.
        in_chunks(lines, _write, "text")
    record_text(act, sha256, reading, problem)


def _write(lines: Sequence[Line]) -> None:
    Line.objects.bulk_create(lines, ignore_conflicts=True)


@action
def record_text(act: Act, sha256: str, reading: Reading | None, problem: str) -> None:
    """Put a text on record, or why a file could not be read; `keep_text` writes its index before.

    Done once for each file. Raises Forbidden for all but the machine.
    """
    if act.actor.role is not Role.SYSTEM:
        raise Forbidden("Texts are read by the machine.")
    if Text.objects.filter(sha256=sha256, reader=READER).exists():
        nothing_new()
        return
    values = {"reader": READER, "problem": problem[:2000], "read_at": act.at}
    if reading is not None:
        tree = encode(reading.accepted)
        values |= {
            "tree": zlib.compress(tree, 6),
            "tree_sha256": hashlib.sha256(tree).hexdigest(),
            "language": reading.accepted.language[:10],
            "provisions": len(reading.accepted.provisions),
            "words": sum(len(one.text.split()) for one in reading.accepted.provisions),
            "tracked": reading.facts.ins + reading.facts.del_,
            "remarks": len(reading.remarks),
        }
    row, _ = Text.objects.update_or_create(sha256=sha256, defaults=values)
    record(
        act,
        "text read" if reading else "text not read",
        files=[{"sha256": sha256}],
        text=row.tree_sha256,
        reason=row.problem,
    )
