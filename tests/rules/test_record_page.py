"""The page of the record tells how to check a receipt by hand, and it can be done so."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.receipts import log_of
from travaux.rules.receipt import Receipt, write

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "record.md"
MISSING = [tool for tool in ("sh", "jq", "openssl", "base64") if not shutil.which(tool)]
LOG = log_of(11, entry=10)
RECEIPT = LOG.receipt(10)

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"missing: {', '.join(MISSING)}")


def by_hand(folder: Path, receipt: Receipt) -> str:
    (commands,) = re.findall(
        r"^## Check one by hand\n.*?^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S
    )
    (folder / "receipt").write_bytes(write(receipt))
    (folder / "key").write_text(LOG.signer.vkey + "\n")
    done = subprocess.run(
        ["sh", "-c", commands], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_receipt_can_be_checked_by_hand(tmp_path: Path) -> None:
    assert by_hand(tmp_path, RECEIPT).splitlines() == [
        "title: in the leaf",
        "leaf: in the log",
        "Signature Verified Successfully",
    ]


def test_by_hand_too_what_was_altered_is_noticed(tmp_path: Path) -> None:
    disclosed = tuple(
        msgspec.structs.replace(one, value="Other") if one.name == "title" else one
        for one in RECEIPT.disclosed
    )
    note = RECEIPT.checkpoint_note.replace("\n11\n", "\n12\n")
    altered = msgspec.structs.replace(
        RECEIPT, disclosed=disclosed, path=RECEIPT.path[::-1], checkpoint_note=note
    )
    said = by_hand(tmp_path, altered)
    assert "title" not in said
    assert "leaf" not in said
    assert "Successfully" not in said
