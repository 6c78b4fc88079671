"""One process serves an installation on SQLite; on PostgreSQL several do, and write one log."""

import re
import time

import pytest
from bench.service import installation
from bench.service.clients import Storm
from django.db import connection

from tests.installed import Installed, installed

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has one process")
postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one process")
ENOUGH = 40


@sqlite
@pytest.mark.enable_socket
def test_on_sqlite_a_second_process_is_refused_in_a_sentence() -> None:
    with installed(1) as site:
        done = site.travaux("serve", "--workers", "2", "--bind", f"127.0.0.1:{site.port}")
    assert done.returncode == 1
    assert "On SQLite one process serves an installation, not 2." in done.stderr
    assert "Traceback" not in done.stderr


@postgresql
@pytest.mark.enable_socket
def test_on_postgresql_several_processes_write_one_log_and_one_letter_each() -> None:
    with installed(6) as site:
        server = installation.serve(site.data, site.port, workers=2)
        try:
            assert len(_workers(server.pid)) == 2
            storm = Storm(site.port, site.sessions)
            try:
                while storm.acknowledged < ENOUGH:
                    time.sleep(0.01)
            finally:
                sent = storm.end()
            _until_written(site, len(sent.receipts))
        finally:
            installation.stop(server)
        letters = _letters(site)
        assert len(letters) == len(set(letters)) == len(sent.receipts)
        assert not sent.errors
        done = site.travaux("doctor")
        assert done.returncode == 0, done.stdout + done.stderr


def _workers(pid: int) -> list[str]:
    """Wait for two workers, and return those that there are."""
    for _ in range(1000):
        if len(found := installation.children(pid)) >= 2:
            return found
        time.sleep(0.02)
    raise AssertionError("the processes did not start")


def _until_written(site: Installed, count: int) -> None:
    for _ in range(6000):
        if len(_letters(site)) >= count:
            return
        time.sleep(0.02)


def _letters(site: Installed) -> list[str]:
    """Return the subjects of the letters that were sent."""
    return [
        subject
        for path in (site.data / "mail").iterdir()
        for subject in re.findall(r"^Subject: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    ]
