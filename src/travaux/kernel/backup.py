"""Backups: the record, its files and keys in one archive, taken while the site runs.

The database first, then the files: each file that the database names was on the disk before. The
mark is taken last, and left out when an installation that goes on is restored over.
"""

import hashlib
import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

import msgspec
from django.conf import settings
from django.db import connection

from travaux.kernel import storage
from travaux.rules.refusal import Conflict, Invalid

MANIFEST: Final = "manifest.json"
_DATABASE: Final = "record.sqlite3"


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
    with (
        tempfile.TemporaryDirectory(dir=target.parent) as folder,
        tarfile.open(target, "x:") as archive,
    ):
        copy = Path(folder) / _DATABASE
        _copy_database(Path(settings.DATABASES["default"]["NAME"]), copy)
        for path, name in [(copy, _DATABASE), *_beside()]:
            members[name] = _add(archive, path, name)
        manifest = Manifest(at.isoformat(), settings.ENVIRONMENT.url, members)
        data = msgspec.json.encode(manifest)
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return manifest


def check(source: Path) -> Manifest:
    """Return what a backup holds, having read all of it. Raises Invalid for a damaged one."""
    try:
        with tarfile.open(source, "r:") as archive:
            found: dict[str, str] = {}
            manifest: Manifest | None = None
            for entry in archive:
                stream = archive.extractfile(entry)
                if not entry.isreg() or stream is None or not _plain(entry.name):
                    raise Invalid(f"The backup holds “{entry.name}”, which no backup has.")
                if entry.name == MANIFEST:
                    manifest = msgspec.json.decode(stream.read(), type=Manifest)
                else:
                    found[entry.name] = _digest(stream)
    except (tarfile.TarError, msgspec.MsgspecError, OSError, EOFError) as error:
        raise Invalid(f"{source} is no backup, or is cut off: {error}.") from error
    if manifest is None or manifest.members != found:
        wrong = sorted(set((manifest.members if manifest else {}).items()) ^ set(found.items()))
        name = wrong[0][0] if wrong else MANIFEST
        raise Invalid(f"The backup is damaged: “{name}” is not what was backed up. Use another.")
    return manifest


def unpack(source: Path, folder: Path) -> None:
    """Unpack a backup that was checked into an empty folder."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
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
    for name in ("secret", "log"):
        yield data / "keys" / name, f"keys/{name}"
    for sha256 in storage.stored():
        yield storage.path_of(sha256), f"files/{sha256[:2]}/{sha256}"
    yield Path(settings.ENVIRONMENT.mark), "high-water-mark"


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


def _plain(name: str) -> bool:
    """Say whether a member's name stays inside the folder."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
