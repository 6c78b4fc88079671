"""What we sign and prove is accepted by Go's own verifier of notes and transparency logs.

Needs `go` and golang.org/x/mod in source form (Debian: golang-go, golang-golang-x-mod-dev); without
them the tests are skipped, and the run says so.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.receipts import Log, log_of
from travaux.rules.canonical import base64
from travaux.rules.merkle import consistency

PROGRAM = Path(__file__).parents[1] / "foreign" / "sumdb.go"
SOURCES = Path("/usr/share/gocode")
GO = shutil.which("go")

pytestmark = pytest.mark.skipif(
    GO is None or not (SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir(),
    reason="Go or golang.org/x/mod is missing (apt install golang-go golang-golang-x-mod-dev)",
)


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The foreign verifier, built without a network."""
    folder = tmp_path_factory.mktemp("go")
    built = folder / "sumdb"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GOPATH": str(SOURCES),
        "GOCACHE": str(folder / "cache"),
        "GO111MODULE": "off",
        "GOFLAGS": "",
        "GOPROXY": "off",
        "CGO_ENABLED": "0",
    }
    command = [str(GO), "build", "-o", str(built), str(PROGRAM)]
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return built


def answers(verifier: Path, questions: list[dict[str, Any]]) -> list[str]:
    done = subprocess.run(
        [str(verifier)],
        input="".join(json.dumps(one) for one in questions),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def inclusion_of(log: Log, entry: int) -> dict[str, Any]:
    receipt = log.receipt(entry)
    return {
        "vkey": log.signer.vkey,
        "note": receipt.checkpoint_note,
        "leaf": base64(receipt.leaf),
        "index": entry,
        "path": [base64(step) for step in receipt.path],
    }


def test_every_inclusion_is_accepted(verifier: Path) -> None:
    logs = [log_of(size) for size in range(1, 34)]
    questions = [inclusion_of(log, entry) for log in logs for entry in range(len(log.leaves))]
    assert answers(verifier, questions) == ["ok"] * (33 * 34 // 2)


def test_every_consistency_is_accepted(verifier: Path) -> None:
    log = Log()
    checkpoints = []
    for number in range(33):
        log.enter({"title": str(number)})
        checkpoints.append(log.checkpoint())
    nodes = log.nodes()
    questions = [
        {
            "vkey": log.signer.vkey,
            "note": checkpoints[new - 1],
            "old": checkpoints[old - 1],
            "path": [
                base64(step)
                for step in consistency(old, new, lambda places: [nodes[one] for one in places])
            ],
        }
        for new in range(1, 34)
        for old in range(1, new + 1)
    ]
    assert answers(verifier, questions) == ["ok"] * (33 * 34 // 2)


def test_what_was_altered_is_refused_there_too(verifier: Path) -> None:
    good = inclusion_of(log_of(11), 6)
    other = log_of(11, entry=3)
    altered: list[dict[str, Any]] = [
        {**good, "index": 5},
        {**good, "leaf": base64(b"other")},
        {**good, "path": good["path"][:-1]},
        {**good, "path": good["path"][::-1]},
        {**good, "note": good["note"].replace("\n11\n", "\n12\n")},
        {**good, "note": other.checkpoint()},
        {**good, "vkey": good["vkey"].replace("example.org", "example.net")},
    ]
    said = answers(verifier, [good, *altered])
    assert said[0] == "ok"
    assert len(said) == len(altered) + 1
    assert "ok" not in said[1:]
