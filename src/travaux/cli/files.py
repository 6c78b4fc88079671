"""Files in and out: read within a bound, written whole or not at all."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from travaux.formats import detect
from travaux.formats.reading import Reading, Unreadable

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of one input; larger files are refused unread."""


class Refused(Exception):  # it is a refusal, the field's word, not an error
    """A file that was not read or written, with one sentence that names it, and the remedy."""


class Input(msgspec.Struct, frozen=True):
    """A file that was read."""

    path: Path
    reading: Reading
    sha256: str


def load(path: Path) -> Input:
    """Read a file of any known kind.

    Raises Refused with the file, the place and the remedy, whatever is wrong with it.
    """
    data = bytes_of(path)
    with refusing(path):
        reading = detect.read(path.name, data)
    return Input(path, reading, hashlib.sha256(data).hexdigest())


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong with a file's content into Refused, with the file's name."""
    try:
        yield
    except Unreadable as error:
        raise Refused(f"{path}: {error.sentence}") from error
    except MemoryError as error:
        raise Refused(f"{path}: It needs more memory than there is. Split it.") from error
    except Exception as error:  # a fault of ours must not hide the other files' results
        raise Refused(
            f"{path}: Travaux failed on this file ({type(error).__name__}: {error})."
            " Please report it, with the file if you may share it."
        ) from error


def bytes_of(path: Path) -> bytes:
    """Return the content of a file. Raises Refused where there is none, or more than LARGEST."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise Refused(f"{path}: This is a folder. Name the files in it.")
        if state.st_size > LARGEST:
            raise Refused(f"{path}: It is larger than {LARGEST >> 20} MiB. Split it.")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise Refused(f"{path}: {_why(error)}") from error
    if len(data) > LARGEST:
        raise Refused(f"{path}: It is larger than {LARGEST >> 20} MiB. Split it.")
    return data


def _why(error: OSError) -> str:
    """Return what went wrong with a file, and the remedy, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file. Check the name."
    if isinstance(error, PermissionError):
        return "You may not use this file. Check its permissions."
    reason = (error.strerror or str(error)).rstrip(".")
    return f"{reason[:1].upper()}{reason[1:]}. Check the disk and the name."


def save(path: Path, data: bytes, *, inputs: tuple[Path, ...] = ()) -> None:
    """Write a file so that it appears whole or not at all, replacing one of the same name.

    The bytes go to a temporary file beside it, reach the disk, and take the name. Raises Refused
    when the file is one of the inputs, or cannot be written; then nothing is left behind.
    """
    if any(_same_file(path, other) for other in inputs):
        raise Refused(f"{path}: It is an input and is not overwritten. Name another output.")
    if path.is_dir():
        raise Refused(f"{path}: This is a folder. Name a file.")
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise Refused(f"{path}: {_why(error)}") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return path.absolute() == other.absolute()


def _mode(path: Path) -> int:
    """Return the permissions of the file replaced, else those that a new file gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name reach the disk too, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some file systems cannot; the file itself is safe
    finally:
        os.close(descriptor)
