"""Killed in the middle of a storm: what was acknowledged is there, and proved (R9, R34)."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bench.service import installation
from bench.service.clients import Client, Receipt, Sent, Storm

from tests.installed import Installed, installed
from travaux import verify_receipt

CLIENTS = 6
BEFORE, AFTER = 30, 30
"""Submissions that are acknowledged before the server is killed, and at least how many later."""


@pytest.mark.enable_socket
def test_what_was_acknowledged_before_a_kill_is_kept_and_proved(tmp_path: Path) -> None:
    with installed(CLIENTS) as site:
        server = installation.serve(site.data, site.port)
        try:
            with _registering(site) as symbols:
                storm = Storm(site.port, site.sessions)
                try:
                    _until(storm, BEFORE)
                    installation.kill(server)
                    server = installation.serve(site.data, site.port)
                    _until(storm, storm.acknowledged + AFTER)
                finally:
                    sent = storm.end()
            _only_broken_connections(sent)
            proofs = _proved(site, sent, tmp_path)
        finally:
            installation.stop(server)
        _register_whole(symbols, len(sent.receipts))
        _well(site)
    _proved_by_a_process(sent, proofs, tmp_path)


@contextmanager
def _registering(site: Installed) -> Iterator[list[str]]:
    """Let an officer, in a process beside the site, register what comes in."""
    symbols: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.service.registrar"],
        cwd=installation.ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as officer:
        assert officer.stdin is not None
        assert officer.stdout is not None
        assert officer.stdout.readline() == "ready\n"
        try:
            yield symbols
        finally:
            officer.stdin.close()
            symbols += officer.stdout.read().splitlines()
        assert officer.wait() == 0


def _until(storm: Storm, count: int) -> None:
    for _ in range(24_000):
        if storm.acknowledged >= count:
            return
        time.sleep(0.005)
    raise AssertionError(f"only {storm.acknowledged} of {count} were acknowledged")


def _only_broken_connections(sent: Sent) -> None:
    """Hold a client to have met nothing but the connections that the kill broke."""
    assert len(sent.errors) <= CLIENTS
    assert all(error.startswith("Connection") for error in sent.errors), sent.errors
    addresses = [one.address for one in sent.receipts]
    assert len(set(addresses)) == len(addresses) >= BEFORE + AFTER


def _proved(site: Installed, sent: Sent, folder: Path) -> dict[Receipt, Path]:
    """Fetch each receipt, hold it to be proved with its file's hash, and return where it lies."""
    key = _fetched(site, "/log/key", "")
    (folder / "key").write_bytes(key)
    proofs, entries = {}, set()
    for number, one in enumerate(sent.receipts):
        data = _fetched(site, f"{one.address}/file", one.session)
        report = verify_receipt.check(data, key.decode().strip())
        assert [record.sha256 for record in report.absent] == [one.sha256]
        assert (site.data / "files" / one.sha256[:2] / one.sha256).stat().st_size > 1000
        entries.add(report.entry)
        proofs[one] = folder / f"{number}.tlog-proof"
        proofs[one].write_bytes(data)
    assert len(entries) == len(sent.receipts)
    return proofs


def _fetched(site: Installed, address: str, session: str) -> bytes:
    client = Client(site.port, session)
    try:
        status, _, body = client.get(address)
    finally:
        client.close()
    assert status == 200
    return body


def _proved_by_a_process(sent: Sent, proofs: dict[Receipt, Path], folder: Path) -> None:
    """Let the program that others use say so too, of some from each client."""
    for one in sent.receipts[:: max(1, len(sent.receipts) // 8)]:
        done = subprocess.run(
            [sys.executable, "-I", verify_receipt.__file__, "--key-file", folder / "key", "--json",
             proofs[one]],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert one.sha256 in done.stdout


def _register_whole(symbols: list[str], acknowledged: int) -> None:
    """Hold symbols to have been issued in order, without a gap, none twice, one a document."""
    assert len(symbols) >= acknowledged
    numbers = [int(re.fullmatch(r"DOC/(\d+) \S+", line)[1]) for line in symbols]  # type: ignore[index]
    assert numbers == list(range(1, len(symbols) + 1))
    assert len({line.split()[1] for line in symbols}) == len(symbols)


def _well(site: Installed) -> None:
    """Hold `travaux doctor` to find log, mark, files and register whole."""
    done = site.travaux("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    size = re.search(r"log: (\d+) entries", done.stdout)
    marked = re.search(r"mark: at (\d+) of (\d+) entries", done.stdout)
    assert size is not None
    assert marked is not None
    assert size[1] == marked[1] == marked[2]
