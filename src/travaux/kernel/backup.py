"""Backups: the record, its files and keys in one archive, taken while the site runs.

The mark first, then the database, then the files: so the copy of the database has come at least as
far as the mark beside it, and each file that it names was on the disk before.
"""

import hashlib
import io
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO, Final

import msgspec
from django.conf import settings
from django.db import connection

from travaux.kernel import storage
from travaux.rules.refusal import Conflict, Invalid

MANIFEST: Final = "manifest.json"
_DATABASE: Final = "record.sqlite3"
_MARK: Final = "high-water-mark"
_MEMBER: Final = re.compile(
    r"manifest\.json|record\.sqlite3|high-water-mark|keys/(secret|log(-before-log-\d+)?)"
    r"|files/([0-9a-f]{2})/\3[0-9a-f]{62}"
)
"""What a backup may hold; whatever else is in one was not put there by us."""


class Manifest(msgspec.Struct, frozen=True, tag="travaux/backup/1", tag_field="schema"):
    """What a backup holds: each member's SHA-256, and when it was taken of which site."""

    taken: str
    url: str
    members: dict[str, str]


def write(target: Path, at: datetime) -> Manifest:
    """Write a backup of this installation. Raises Conflict on PostgreSQL, OSError on full disks."""
    if connection.vendor != "sqlite":
        raise Conflict(
            "On PostgreSQL, back up the database with pg_dump and the folder of the installation as"
            " files, in this order."
        )
    members: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        whole, database, mark = (Path(folder) / name for name in ("whole", _DATABASE, _MARK))
        whole.touch(mode=0o600)  # it holds the keys
        with tarfile.open(whole, "w:") as archive:
            mark.write_bytes(Path(settings.ENVIRONMENT.mark).read_bytes())
            _copy_database(Path(settings.DATABASES["default"]["NAME"]), database)
            for path, name in [(database, _DATABASE), (mark, _MARK), *_beside()]:
                members[name] = _add(archive, path, name)
            manifest = Manifest(at.isoformat(), settings.ENVIRONMENT.url, members)
            data = msgspec.json.encode(manifest)
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        _to_disk(whole)
        check(whole)
        whole.replace(target)
        _to_disk(target.parent)
    return manifest


def check(source: Path) -> Manifest:
    """Return what a backup holds, having read all of it. Raises Invalid for a damaged one."""
    try:
        with tarfile.open(source, "r:") as archive:
            found: dict[str, str] = {}
            manifest: Manifest | None = None
            for entry in archive:
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is None or not _MEMBER.fullmatch(entry.name):
                    raise Invalid(f"{source} holds “{entry.name}”, which no backup has.")
                if entry.name in found or (entry.name == MANIFEST and manifest is not None):
                    raise Invalid(f"{source} holds “{entry.name}” twice, as no backup does.")
                if entry.name == MANIFEST:
                    manifest = msgspec.json.decode(stream.read(), type=Manifest)
                else:
                    found[entry.name] = _digest(stream)
    except (tarfile.TarError, msgspec.MsgspecError, OSError, EOFError) as error:
        raise Invalid(f"{source} is no backup, or is cut off: {error}. Use another.") from error
    if manifest is None:
        raise Invalid(f"{source} is cut off: the list of what it holds is missing. Use another.")
    if manifest.members != found:
        wrong = min(set(manifest.members.items()) ^ set(found.items()))[0]
        raise Invalid(f"{source} is damaged: “{wrong}” is not what was backed up. Use another.")
    if missing := {_DATABASE, _MARK, "keys/secret", "keys/log"} - found.keys():
        raise Invalid(f"{source} lacks “{min(missing)}”, which every backup has. Use another.")
    return manifest


def unpack(source: Path, folder: Path) -> None:
    """Unpack a backup that was checked into an empty folder; where that fails, it stays empty."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _unpack(source, folder)
    except BaseException:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    os.sync()


def _unpack(source: Path, folder: Path) -> None:
    with tarfile.open(source, "r:") as archive:
        for entry in archive:
            stream = archive.extractfile(entry)
            if entry.name == MANIFEST or stream is None:
                continue
            target = folder / entry.name
            target.parent.mkdir(parents=True, exist_ok=True)
            private = entry.name.startswith("keys/")
            target.touch(mode=0o600 if private else 0o640)
            with target.open("wb") as out:
                while piece := stream.read(1 << 20):
                    out.write(piece)


def _copy_database(source: Path, target: Path) -> None:
    """Copy a database as it stands at one moment, while others go on writing."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _beside() -> Iterator[tuple[Path, str]]:
    data: Path = settings.ENVIRONMENT.data
    for path in sorted((data / "keys").iterdir()):
        if _MEMBER.fullmatch(f"keys/{path.name}"):
            yield path, f"keys/{path.name}"
    for sha256 in storage.stored():
        yield storage.path_of(sha256), f"files/{sha256[:2]}/{sha256}"


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    entry = tarfile.TarInfo(name)
    entry.size = path.stat().st_size
    with path.open("rb") as stream:
        digest = _digest(stream)
        stream.seek(0)
        archive.addfile(entry, stream)
    return digest


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
