"""The receipts and proofs that the register gives hold before those who do not trust it (R9)."""

from pathlib import Path

import msgspec

from tests.cast import Cast
from travaux import verify_receipt
from travaux.kernel.keys import vkey
from travaux.register import actions, queries
from travaux.rules.access import Audience

CONTENT = "What the United Kingdom proposes."


def test_r9_a_receipt_from_the_register_is_proved_with_its_file(cast: Cast, tmp_path: Path) -> None:
    act = cast.act("head")
    given = cast.file(CONTENT, "proposal.txt")
    number = actions.hand_in(act, cast.particulars, [given], cast.key())
    cast.submitted("saudi")  # the log goes on
    file = tmp_path / "proposal.txt"
    file.write_text(CONTENT, "utf-8")
    receipt = queries.receipt_file(act.actor, number)
    report = verify_receipt.check(receipt, vkey(), [(file.name, file)])
    shown = dict(report.fields)
    assert shown["act"] == "document submitted"
    assert shown["who"] == "Head"
    assert shown["title"] == "Comments on the third draft"
    assert shown["class"] == "in time"
    assert [record.name for _, record in report.matched] == ["proposal.txt"]
    assert set(shown) - {"files"} <= set(verify_receipt.LABELS)


def test_a_proof_of_posting_shows_hashes_only_to_who_may_read(cast: Cast) -> None:
    restricted = msgspec.structs.replace(cast.particulars, content_audience=Audience.MEMBERS)
    ref = cast.posted(particulars=restricted)
    whole, entry = (
        verify_receipt.check(queries.posting_proof(cast.actor(who), cast.now, ref), vkey())
        for who in ("member", "public")
    )
    assert [record.name for record in whole.absent] == ["text.txt"]
    assert "files" not in dict(entry.fields)
    assert not entry.absent
    assert dict(entry.fields)["symbol"] == dict(whole.fields)["symbol"] == "WTPF-IEG/2/1"
