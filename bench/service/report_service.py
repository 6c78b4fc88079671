"""Measures the service and writes its part of docs/reference/performance.md."""

import shutil
import subprocess
import sys
from typing import Final

from bench import report
from bench.service import installation, killed
from bench.service.clients import Sent, storm

SECONDS: Final = 12.0


def run() -> None:
    """Measure pages, memory and storms, each in an installation of its own."""
    text = "\n\n".join([_pages(), _storms(), killed.measured(), report.machine()])
    report.write("performance.md", "service", "The register as a service", text)


def _pages() -> str:
    data, port = installation.memory(), installation.free_port()
    try:
        installation.prepare(data, port, 8, 200)
        done = subprocess.run(
            [sys.executable, "-m", "bench.service.pages"],
            cwd=installation.ROOT,
            env=installation.environment(data, port),
            capture_output=True,
            text=True,
            check=True,
        )
        rows = [line.split("\t") for line in done.stdout.splitlines()]
    finally:
        shutil.rmtree(data)
    return (
        "A register of 200 documents. CPU of one request in the whole application, median"
        " of 30 after one; queries on the record and beside it; bytes of the page alone.\n\n"
        + report.table(["page", "who", "CPU", "queries", "bytes", "compressed", "budget"], rows)
    )


def _storms() -> str:
    rows = []
    for clients, singly in ((16, False), (16, True), (64, False)):
        rows.append(_storm(clients, singly=singly))
    return (
        f"Submissions of a 50 kB file through the whole application (session, CSRF, form,"
        f" storage, log), {SECONDS:.0f} seconds each, with 5 ms added to every fsync and"
        " fdatasync, files and database in memory. `one act to a commit`: the same application"
        " without batches. Every acknowledged submission was found in the record afterwards, and"
        " the log recomputed.\n\n"
        + report.table(
            [
                "clients", "how", "a second", "median", "p99", "errors", "syncs each",
                "server’s CPU each", "memory", "kept",
            ],
            rows,
        )
    )  # fmt: skip


def _storm(clients: int, *, singly: bool) -> list[str]:
    data, port = installation.memory(), installation.free_port()
    try:
        sessions = installation.prepare(data, port, clients)
        slowed = installation.slow_sync(data)
        with installation.served(data, port, slowed=slowed, singly=singly) as pid:
            before, cpu = installation.syncs(data), installation.cpu(pid)
            sent = storm(port, sessions, SECONDS)
            syncs, cpu = installation.syncs(data) - before, installation.cpu(pid) - cpu
            memory = installation.resident(pid)
        kept = installation.kept(data, port)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return _row(clients, singly, sent, syncs, cpu, memory, kept)


def _row(
    clients: int, singly: bool, sent: Sent, syncs: int, cpu: float, memory: int, kept: str
) -> list[str]:
    return [
        str(clients),
        "one act to a commit" if singly else "batches",
        f"{sent.rate:.0f}",
        f"{sent.percentile(0.5) * 1000:.0f} ms",
        f"{sent.percentile(0.99) * 1000:.0f} ms",
        str(len(sent.errors)),
        f"{syncs / max(1, len(sent.latencies)):.2f}",
        f"{cpu / max(1, len(sent.latencies)) * 1000:.1f} ms",
        f"{memory / 1024:.0f} MB",
        f"{kept} of {len(sent.receipts)}",
    ]
