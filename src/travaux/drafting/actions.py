"""What was read from files, put on record."""

import hashlib
import zlib

from travaux.drafting.models import Text
from travaux.drafting.queries import READER
from travaux.formats.reading import Reading
from travaux.kernel.act import Act, action, nothing_new, record
from travaux.rules.access import Role
from travaux.rules.refusal import Forbidden
from travaux.text.tree import encode


@action
def record_text(act: Act, sha256: str, reading: Reading | None, problem: str) -> None:
    """Keep the text of a file, or why it could not be read; done once for each file.

    `reading` is None where there is a `problem`, a sentence.
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
