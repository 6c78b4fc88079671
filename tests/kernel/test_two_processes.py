"""Several processes write at once: no act is lost, none is kept out, and the log is one (R34)."""

import fcntl
import json
import re
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from bench.service import installation
from bench.service.clients import Storm
from django.conf import settings
from django.db import connection

from tests.installed import Installed, installed
from travaux.kernel import turn

ACTS = 100


@pytest.mark.enable_socket
def test_r34_two_processes_that_act_at_once_write_one_log() -> None:
    with installed(1) as site:
        before = _entries(site)
        with ExitStack() as stack:
            writers = [stack.enter_context(_acting(site, name)) for name in ("one", "two")]
            for writer in writers:  # both are ready before either begins
                assert writer.stdout is not None
                assert writer.stdout.readline() == "ready\n"
            for writer in writers:
                assert writer.stdin is not None
                writer.stdin.close()
            made = [number for writer in writers for number in _made(writer)]
        assert len(set(made)) == len(made) == 2 * ACTS
        assert _entries(site) == before + 2 * ACTS


@pytest.mark.enable_socket
def test_the_command_line_writes_while_the_site_takes_submissions(tmp_path: Path) -> None:
    with installed(2) as site:
        server = installation.serve(site.data, site.port)
        try:
            storm = Storm(site.port, site.sessions[:1])
            try:
                symbol = _registered(site, _submitted(site, tmp_path))
            finally:
                sent = storm.end()
        finally:
            installation.stop(server)
        assert not sent.errors
        assert sent.receipts
        assert symbol == "DOC/1"
        assert _entries(site) >= len(sent.receipts) + 2


def _acting(site: Installed, name: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.acting", name, str(ACTS)],
        cwd=installation.ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _made(writer: "subprocess.Popen[str]") -> list[str]:
    assert writer.stdout is not None
    made = writer.stdout.read().split()
    assert writer.wait() == 0
    return made


def _submitted(site: Installed, folder: Path) -> str:
    path = folder / "contribution.txt"
    path.write_text("A contribution from the command line.\n", "utf-8")
    done = site.travaux(
        "submit", str(path), "--as", "head1@example.org", "--process", "process",
        "--title", "Contribution", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["document"])


def _registered(site: Installed, document: str) -> str:
    done = site.travaux(
        "register", document, "--as", installation.OFFICER, "--process", "process",
        "--series", "Documents",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _entries(site: Installed) -> int:
    """Return how many entries the log has, having recomputed all of it."""
    done = site.travaux("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"log: (\d+) entries", done.stdout)
    assert found is not None
    return int(found[1])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue of its own")
def test_who_writes_without_a_pause_is_not_before_who_waits() -> None:
    order: list[str] = []

    def wait() -> None:
        with turn.taken():
            order.append("who waited")

    other = threading.Thread(target=wait)
    with turn.taken():
        other.start()
        _until_somebody_waits()
    with turn.taken():
        order.append("who wrote before")
    other.join()
    assert order == ["who waited", "who wrote before"]


def _until_somebody_waits() -> None:
    for _ in range(10_000):
        with (settings.ENVIRONMENT.data / "writing-next").open("ab") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return
        time.sleep(0.001)
    raise AssertionError("nobody waits")
