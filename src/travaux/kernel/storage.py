"""Files, kept by their content: written once, on the disk before anyone relies on them.

Order (R9): the file is written, reaches the disk, takes its name, and the folder reaches the disk;
only then may a row name it. A file is never changed nor deleted.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
from django.conf import settings

_PIECE: Final = 1 << 20


class Kept(msgspec.Struct, frozen=True):
    """A file that is safe on the disk: what it is known by, and its bytes' number."""

    sha256: str
    size: int


def keep(pieces: Iterable[bytes]) -> Kept:
    """Store a file and return what it is known by, once it is on the disk.

    Raises OSError where the disk is full or broken; then nothing is left behind.
    """
    folder = root() / "coming"
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                stream.write(piece)
            stream.flush()
            kept = Kept(digest.hexdigest(), size)
            if path_of(kept.sha256).exists():  # whoever wrote it may not have synced its name yet
                temporary.unlink()
                _sync(path_of(kept.sha256).parent)
                return kept
            os.fsync(stream.fileno())
        temporary.chmod(0o640)
        temporary.replace(path_of(kept.sha256))
        _sync(path_of(kept.sha256).parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return kept


def path_of(sha256: str) -> Path:
    """Return where a file is, or would be. Raises ValueError for what is no SHA-256 in hex."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return root() / sha256[:2] / sha256


def open_(sha256: str) -> BinaryIO:
    """Open a stored file for reading. Raises FileNotFoundError."""
    return path_of(sha256).open("rb")


def read(sha256: str) -> bytes:
    """Return the content of a stored file. Raises FileNotFoundError."""
    return path_of(sha256).read_bytes()


def stored() -> Iterator[str]:
    """Yield what each stored file is known by."""
    for folder in sorted(root().iterdir()):
        if len(folder.name) == 2:
            yield from sorted(path.name for path in folder.iterdir())


def whole(sha256: str) -> bool:
    """Say whether a stored file is there and still has the content that its name says."""
    try:
        with open_(sha256) as stream:
            digest = hashlib.sha256()
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == sha256


def prepare() -> None:
    """Make the folders, so that no later write has to."""
    (root() / "coming").mkdir(parents=True, exist_ok=True)
    for number in range(256):
        (root() / f"{number:02x}").mkdir(exist_ok=True)
    _sync(root())


def root() -> Path:
    """Return the folder of all files."""
    return Path(settings.ENVIRONMENT.data) / "files"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
