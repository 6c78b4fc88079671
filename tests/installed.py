"""Installations of their own, served by processes of their own, as a test of those needs them."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from bench.service import installation


class Installed(msgspec.Struct, frozen=True):
    """An installation: where it is, on which port it is served, and sessions of its heads."""

    data: Path
    port: int
    sessions: list[str]

    def travaux(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the command line on it; return what it said and how it ended."""
        return subprocess.run(
            [sys.executable, "-c", "from travaux.cli import main; main()", *arguments],
            cwd=self.data,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that works on it."""
        return installation.environment(self.data, self.port)


@contextmanager
def installed(accounts: int) -> Iterator[Installed]:
    """Make an installation on the database of this run, and clear it away afterwards."""
    data, port = installation.memory(), installation.free_port()
    try:
        with _database():
            yield Installed(data, port, installation.prepare(data, port, accounts))
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def _database() -> Iterator[None]:
    """Make a database of its own on the PostgreSQL server of the run, where there is one."""
    address = os.environ.get("TEST_DATABASE", "")
    if not address:
        yield
        return
    import psycopg

    name = f"storm_{secrets.token_hex(6)}"
    server = address.rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        os.environ["BENCH_DATABASE"] = f"{server}/{name}"
        try:
            yield
        finally:
            del os.environ["BENCH_DATABASE"]
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
