"""A backup is whole or refused; restored, it is the installation as of one moment."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.cli.house import House, submitted


def _backup(house: House, name: str = "backup.tar") -> Path:
    target = house.data.parent / name
    house.well("backup", target)
    return target


def _restored(house: House, backup: Path, *more: str | Path, name: str = "restored") -> House:
    other = House(house.data.parent / name)
    other.well("restore", backup, *more)
    return other


def test_restored_elsewhere_everything_is_as_it_was(house: House) -> None:
    backup = _backup(house)
    other = _restored(house, backup)
    for name in ("keys/secret", "keys/log"):
        assert (other.data / name).read_bytes() == (house.data / name).read_bytes()
        assert (other.data / name).stat().st_mode & 0o777 == 0o600
    with house.database() as ours, other.database() as theirs:
        assert list(ours.iterdump()) == list(theirs.iterdump())
    assert other.findings() == {}
    other.well("verify", house.data.parent / "contribution.txt.tlog-proof")
    submitted(other, "third.txt", "Third.\n")  # and it goes on
    assert other.findings() == {}


def test_a_backup_holds_keys_so_only_its_owner_may_read_it(house: House) -> None:
    backup = _backup(house)
    assert backup.stat().st_mode & 0o777 == 0o600
    leftovers = [path.name for path in backup.parent.iterdir() if path.name.startswith(".")]
    assert leftovers == []


def test_a_backup_never_takes_the_place_of_a_file(house: House) -> None:
    target = house.data.parent / "backup.tar"
    target.write_text("mine")
    assert "There is a file of this name" in house.run("backup", target).sentence
    assert target.read_text() == "mine"
    assert house.run("backup", house.data.parent / "no" / "backup.tar").sentence


def test_a_backup_taken_while_others_write_is_whole_and_goes_on(house: House) -> None:
    files = []
    for number in range(4):
        file = house.data.parent / f"busy-{number}.txt"
        file.write_text(f"Busy {number}.\n", "utf-8")
        files.append(file)
    script = "; ".join(
        f"travaux submit {file} --as head@example.org --process wtpf-13 --title {file.stem}"
        for file in files
    )
    folder = Path(sys.executable).parent
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    writer = subprocess.Popen(["sh", "-c", script], env=house.environment(PATH=path), stdout=-3)
    backups: list[Path] = []
    while writer.poll() is None and len(backups) < 6:
        backups.append(_backup(house, f"busy-{len(backups)}.tar"))
    assert writer.wait(120) == 0
    assert backups
    other = _restored(house, backups[-1])
    assert other.findings() == {}
    submitted(other, "third.txt", "Third.\n")


def test_a_damaged_or_cut_off_backup_is_refused_and_nothing_is_written(house: House) -> None:
    whole = _backup(house).read_bytes()
    at = whole.index(b"SQLite format 3") + 5000
    other = House(house.data.parent / "restored")
    for name, data in (
        ("flipped", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]),
        ("half", whole[: len(whole) // 2]),
        ("without-list", whole[: whole.rindex(b"manifest.json") // 512 * 512]),
        ("nonsense", b"nonsense" * 1000),
        ("empty", b""),
    ):
        path = house.data.parent / f"{name}.tar"
        path.write_bytes(data)
        assert f"{name}.tar" in other.run("restore", path).sentence
        assert not other.data.exists()


def test_a_backup_that_holds_what_none_holds_is_refused(house: House) -> None:
    whole = _backup(house).read_bytes()
    other = House(house.data.parent / "restored")
    for number, (member, kind) in enumerate(
        (
            ("../outside", tarfile.REGTYPE),
            ("/etc/outside", tarfile.REGTYPE),
            ("keys/../../outside", tarfile.REGTYPE),
            ("keys/log", tarfile.SYMTYPE),
            ("record.sqlite3", tarfile.REGTYPE),  # a second time
            ("files/zz/outside", tarfile.REGTYPE),
            ("static/script.js", tarfile.REGTYPE),
        )
    ):
        path = house.data.parent / f"hostile-{number}.tar"
        path.write_bytes(whole)
        with tarfile.open(path, "a:") as archive:
            entry = tarfile.TarInfo(member)
            entry.type, entry.linkname = kind, "/etc/passwd"
            entry.size = 4 if kind == tarfile.REGTYPE else 0
            archive.addfile(entry, io.BytesIO(b"evil"))
        assert member in other.run("restore", path).sentence
        assert not other.data.exists()
        assert not (house.data.parent / "outside").exists()


def test_nothing_is_restored_over_anything(house: House) -> None:
    backup = _backup(house)
    assert "is not empty" in house.run("restore", backup).sentence
    assert house.findings() == {}
    other = House(house.data.parent / "new", {"TRAVAUX_DATABASE": "postgresql://h/d"})
    assert "Unset TRAVAUX_DATABASE" in other.run("restore", backup).sentence


def test_a_mark_that_is_newer_than_the_backup_is_said_and_a_new_log_goes_on(house: House) -> None:
    backup = _backup(house)
    submitted(house, "lost.txt", "Lost.\n")
    mark = house.data / "high-water-mark"
    other = House(house.data.parent / "restored")
    done = other.run("restore", backup, "--mark", mark)
    assert done.code == 1
    assert "NOT WELL  mark: " in done.out
    assert "It is an older copy" in done.out
    assert (
        "Nothing can be written"
        in other.run("init", "--body", "B", "--name", "N", "--process", "n").sentence
    )

    anew = _restored(house, backup, "--mark", mark, "--new-log", "The disk was lost", name="anew")
    assert anew.findings() == {}
    receipt = submitted(anew, "again.txt", "Lost.\n")
    proved = anew.well("verify", receipt["file"], "--json").json
    assert proved["log"] == "127.0.0.1:18080/log-2"
    old = house.data.parent / "contribution.txt.tlog-proof"
    assert anew.run("verify", old).code == 1  # the old log's receipts are proved by the old key
    house.well("verify", old)
    with anew.database() as record:
        (fields,) = record.execute(
            "SELECT fields FROM travaux_entry WHERE act = 'log renamed'"
        ).fetchone()
    assert "The disk was lost" in fields


def test_a_mark_kept_elsewhere_is_found_where_it_is_kept(house: House) -> None:
    elsewhere = house.data.parent / "elsewhere" / "mark"
    elsewhere.parent.mkdir()
    shutil.move(house.data / "high-water-mark", elsewhere)
    house.environ["TRAVAUX_MARK"] = str(elsewhere)
    backup = _backup(house)
    submitted(house, "lost.txt", "Lost.\n")
    other = House(house.data.parent / "restored", house.environ)
    done = other.run("restore", backup)
    assert done.code == 1
    assert "NOT WELL  mark: " in done.out
