"""Measures the search of a large register; writes its part of docs/reference/performance.md."""

import shutil
import subprocess
import sys

from bench import report
from bench.service import installation
from travaux.cli.installation import make_secret

DOCUMENTS = 500
PROVISIONS = 200


def run() -> None:
    """Fill an installation of its own, and search it."""
    data, port = installation.memory(), installation.free_port()
    try:
        make_secret(data)
        done = subprocess.run(
            [sys.executable, "-m", "bench.search.measured", str(DOCUMENTS), str(PROVISIONS)],
            cwd=installation.ROOT,
            env=installation.environment(data, port),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    finally:
        shutil.rmtree(data)
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    text = (
        f"{DOCUMENTS} documents with {DOCUMENTS * PROVISIONS:,} provisions, a fifth of them not"
        " open to everyone; CPU of one search, as the public and as an officer: query, what may be"
        " seen, twenty documents with their passages. Median of 15 after one. Peers on the same"
        " texts, without asking who may see what, and without passages: FTS5 with its own words"
        " (unicode61) and its rank (bm25), and SQL's LIKE.\n\n"
        + report.table(
            ["query", "documents", "public", "officer", "FTS5, bm25", "LIKE", "budget"], rows
        )
        + f"\n\nIndexing: {head[0]} of CPU for all, {head[1]} on the disk.\n\n"
        + report.machine()
    )
    report.write("performance.md", "search", "Search", text)
