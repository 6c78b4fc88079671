"""The doctor names what was tampered with or lost, and says what to do."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.house import House, submitted

Tampering = Callable[[House], None]


def test_a_sound_installation_is_well(house: House) -> None:
    done = house.well("doctor", "--json")
    assert [one["what"] for one in done.json] == [
        *("settings", "database", "log", "mark", "files", "letters", "register"),
    ]
    lines = house.well("doctor").out.splitlines()
    assert len(lines) == 7
    assert all(line.startswith("well      ") for line in lines)


def _sql(statement: str) -> Tampering:
    def tamper(house: House) -> None:
        with house.database() as record:
            assert record.execute(statement).rowcount > 0

    return tamper


def _file(change: Callable[[Path], object]) -> Tampering:
    def tamper(house: House) -> None:
        with house.database() as record:
            (sha256,) = record.execute("SELECT sha256 FROM travaux_file LIMIT 1").fetchone()
        path = house.data / "files" / sha256[:2] / sha256
        path.chmod(0o600)
        change(path)

    return tamper


def _overwritten(house: House) -> None:
    with (house.data / "record.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)


def _other_key(house: House) -> None:
    other = House(house.data.parent / "other")
    other.well("init")
    shutil.copy(other.data / "keys" / "log", house.data / "keys" / "log")


@pytest.mark.parametrize(
    ("tamper", "what", "words", "remedy"),
    [
        (
            _sql("UPDATE travaux_entry SET fields = replace(fields, 'ITU', 'X') WHERE `index` = 0"),
            "log", "“body” of entry 0 is not what was logged", "keep this copy as evidence",
        ),
        (
            _sql("UPDATE travaux_entry SET leaf = x'00' || leaf WHERE `index` = 3"),
            "log", "the leaf of entry 3", "restore the last backup",
        ),
        (
            _sql("UPDATE travaux_node SET hash = zeroblob(32) WHERE id = 0"),
            "log", "the tree above entry 0", "restore the last backup",
        ),
        (
            _sql("UPDATE travaux_head SET edge = zeroblob(length(edge))"),
            "log", "its head is not that", "restore the last backup",
        ),
        (_file(lambda path: path.write_text("other")), "files", "altered", "from a backup to"),
        (_file(lambda path: path.unlink()), "files", "missing", "from a backup to"),
        (
            _sql("UPDATE travaux_document SET title = 'Another' WHERE state = 'posted'"),
            "register", "is not what was posted", "altered",
        ),
        (_overwritten, "database", "malformed", "restore the last backup"),
        (_other_key, "mark", "not signed by the key of this log", "Put the key"),
        (
            lambda house: (house.data / "high-water-mark").unlink(),
            "mark", "high-water-mark cannot be read", "TRAVAUX_MARK",
        ),
        (
            lambda house: (house.data / "keys" / "log").write_text("nonsense"),
            "settings", "not the key of a log", "from a backup",
        ),
    ],
    ids=[
        *("value", "leaf", "node", "head", "altered file", "missing file", "title", "database"),
        *("other key", "lost mark", "broken key"),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_named_and_what_to_do(
    house: House, tamper: Tampering, what: str, words: str, remedy: str
) -> None:
    tamper(house)
    found = house.findings()
    assert words in found[what]
    assert remedy in found[what]


def test_an_older_database_under_a_newer_mark_is_named_and_not_written_to(house: House) -> None:
    older = house.data.parent / "older.sqlite3"
    with house.database() as record:
        target = sqlite3.connect(older)
        record.backup(target)
        target.close()
    submitted(house, "third.txt", "Third.\n")
    for path in house.data.glob("record.sqlite3*"):
        path.unlink()
    older.rename(house.data / "record.sqlite3")
    found = house.findings()
    assert set(found) == {"mark"}
    assert "It is an older copy" in found["mark"]
    assert "--new-log REASON" in found["mark"]
    done = house.run(
        "user", "add", "new@example.org", "--name", "New", typed="a long password of hers\n"
    )
    assert "Nothing can be written. Run `travaux doctor`" in done.sentence


def test_a_lost_key_of_the_log_is_not_made_anew(house: House) -> None:
    (house.data / "keys" / "log").unlink()
    for arguments in (("doctor",), ("init",), ("serve", "--bind", "127.0.0.1:18097")):
        assert "Put it back from a backup" in house.run(*arguments).sentence
    assert not (house.data / "keys" / "log").exists()
