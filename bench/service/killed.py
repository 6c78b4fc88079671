"""Submissions while the server is killed again and again: `./run bench service`, its last part."""

import shutil
import statistics
import time
from collections.abc import Sequence
from typing import Final

from bench import report
from bench.service import installation
from bench.service.clients import Client, Receipt, Storm
from travaux import verify_receipt

SECONDS: Final = 60.0
CLIENTS: Final = 16
_EVERY: Final = 10.0
"""Seconds between two kills."""


def measured(seconds: float = SECONDS, every: float = _EVERY) -> str:
    """Let clients submit while the server is killed, and say what of its word was kept.

    Raises RuntimeError where anything that was acknowledged is not there, or not proved.
    """
    data, port = installation.memory(), installation.free_port()
    try:
        sessions = installation.prepare(data, port, CLIENTS)
        slowed = installation.slow_sync(data)
        server = installation.serve(data, port, slowed=slowed)
        storm = Storm(port, sessions)
        pauses = []
        until = time.perf_counter() + seconds
        try:
            while time.perf_counter() + every < until:
                time.sleep(every)
                installation.kill(server)
                began, before = time.perf_counter(), storm.acknowledged
                server = installation.serve(data, port, slowed=slowed)
                while storm.acknowledged == before:
                    time.sleep(0.01)
                pauses.append(time.perf_counter() - began)
            time.sleep(max(0.0, until - time.perf_counter()))
        finally:
            sent = storm.end()
        proved = _proved(port, sent.receipts)
        installation.stop(server)
        kept = installation.kept(data, port)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return _text(seconds) + report.table(
        ["kills", "acknowledged", "proved", "kept", "cut off", "pause, median"],
        [[
            len(pauses), len(sent.receipts), proved, kept, len(sent.errors),
            f"{statistics.median(pauses):.1f} s" if pauses else "none",
        ]],
    )  # fmt: skip


def _text(seconds: float) -> str:
    return (
        f"{CLIENTS} clients for {seconds:.0f} seconds, with the same delay, while all processes of"
        " the server are killed (SIGKILL) again and again and started anew. A client that was cut"
        " off sends the same again with the same key. Every receipt that was acknowledged was"
        " fetched afterwards and proved with the hash of its file; the log was recomputed. `kept`"
        " counts what the record holds, `pause` is from the kill to the next answer.\n\n"
    )


def _proved(port: int, receipts: Sequence[Receipt]) -> int:
    """Return how many receipts prove the file they were given for; each an entry of its own."""
    key = _got(port, "/log/key", "").decode().strip()
    entries = set()
    for one in receipts:
        found = verify_receipt.check(_got(port, f"{one.address}/file", one.session), key)
        if [record.sha256 for record in found.absent] != [one.sha256]:
            raise RuntimeError(f"{one.address} is the receipt of another file")
        entries.add(found.entry)
    if len(entries) != len(receipts):
        raise RuntimeError("two submissions were acknowledged with one entry of the log")
    return len(entries)


def _got(port: int, address: str, session: str) -> bytes:
    client = Client(port, session)
    try:
        status, _, body = client.get(address)
    finally:
        client.close()
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")
    return body
