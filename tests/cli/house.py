"""An installation in a folder, worked on by the commands alone, each in a process of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSWORD = "correct horse battery staple"
URL = "http://127.0.0.1:18080"
SERIES = "Documents=WTPF-13/{number}"
MAIN = "from travaux.cli import main; main()"


@dataclass
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return what it printed, as JSON."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """Return the one sentence with which it refused."""
        assert self.code == 1, (self.code, self.out, self.err)
        assert "Traceback" not in self.err, self.err
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("travaux: ")
        assert lines[0].endswith("."), lines[0]
        return lines[0].removeprefix("travaux: ")


@dataclass
class House:
    """An installation, and the environment in which commands run on it."""

    data: Path
    environ: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, typed: str = "", **environ: str) -> Done:
        """Run a command, with what is typed into it."""
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            env=self.environment(**environ),
            cwd=self.data.parent,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def well(self, *arguments: str | Path, typed: str = "", **environ: str) -> Done:
        """Run a command that must succeed."""
        done = self.run(*arguments, typed=typed, **environ)
        assert done.code == 0, (arguments, done.out, done.err)
        return done

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a command: only what a user would set."""
        kept = {name: value for name, value in os.environ.items() if not _ours(name)}
        return kept | {"TRAVAUX_DATA": str(self.data), "TRAVAUX_URL": URL} | self.environ | more

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """Open the record behind the back of the house, as who tampers with it would."""
        with closing(sqlite3.connect(self.data / "record.sqlite3")) as connection:
            yield connection
            connection.commit()

    def entries(self) -> int:
        """Return how many entries the log has."""
        with self.database() as record:
            (size,) = record.execute("SELECT size FROM travaux_head").fetchone()
        return int(size)

    def findings(self) -> dict[str, str]:
        """Return what the doctor finds not well, with its sentence."""
        done = self.run("doctor", "--json")
        assert done.err == ""
        wrong = {one["what"]: one["sentence"] for one in done.json if not one["well"]}
        assert done.code == (1 if wrong else 0)
        return wrong


def _ours(name: str) -> bool:
    return name.startswith(("TRAVAUX_", "DJANGO_", "PYTEST_"))


def settled(data: Path) -> House:
    """Make an installation with a process, an officer and a head of delegation."""
    house = House(data)
    house.well(
        "init", "--body", "ITU", "--name", "WTPF-13", "--process", "wtpf-13",
        "--zone", "Europe/Zurich", "--languages", "en, fr", "--series", SERIES,
    )  # fmt: skip
    for name, role, entity in (
        ("officer", "officer", "ITU Secretariat"),
        ("head", "head of delegation", "United Kingdom"),
    ):
        email = f"{name}@example.org"
        house.well("user", "add", email, "--name", name.capitalize(), typed=f"{PASSWORD}\n")
        house.well(
            "user", "enrol", email, "--process", "wtpf-13", "--role", role, "--entity", entity,
            "--kind", "Member State",
        )  # fmt: skip
    return house


def submitted(house: House, name: str = "contribution.txt", text: str = "We agree.\n") -> Any:
    """Hand in a file as the head of delegation; return the facts of its receipt."""
    path = house.data.parent / name
    path.write_text(text, "utf-8")
    return house.well(
        "submit", path, "--as", "head@example.org", "--process", "wtpf-13",
        "--title", f"Comments in {name}", "--json",
    ).json  # fmt: skip
