"""What the environment says, read once and checked: an unsafe installation does not start."""

import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET_LENGTH: Final = 50


class Unsafe(Exception):
    """A setting with which Travaux will not start: which, why, and what to set instead."""


class Database(msgspec.Struct, frozen=True):
    """Where the record is kept. An empty host name and name mean SQLite in the data folder."""

    name: str = ""
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""

    @property
    def postgresql(self) -> bool:
        """Whether it is PostgreSQL."""
        return bool(self.name)


class Mail(msgspec.Struct, frozen=True):
    """Through which server letters go out; an empty host writes them into a folder instead."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False


class Environment(msgspec.Struct, frozen=True):
    """All settings; [installation.md](../../docs/installation.md) describes each."""

    data: Path
    url: str
    secret: str
    database: Database
    mail: Mail
    sender: str
    mark: Path
    demo: bool = False
    shift: float = 0
    """Seconds by which the clock differs from the real one, in a demo only."""

    @property
    def host(self) -> str:
        """The name under which the site is reached."""
        return urlsplit(self.url).hostname or ""

    @property
    def secure(self) -> bool:
        """Whether the site is reached through TLS."""
        return self.url.startswith("https://")

    @property
    def origin(self) -> str:
        """The name of the log: the address without its scheme, as C2SP recommends."""
        return f"{urlsplit(self.url).netloc}/log"


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Return what the environment says. Raises Unsafe with the variable and the remedy."""
    data = Path(environ.get("TRAVAUX_DATA", "travaux-data")).absolute()
    url = _url(environ)
    demo = environ.get("TRAVAUX_DEMO", "") == "1"
    check_url(environ)
    return Environment(
        data,
        url,
        _secret(environ, data),
        _database(environ.get("TRAVAUX_DATABASE", "")),
        _mail(environ.get("TRAVAUX_MAIL", "")),
        environ.get("TRAVAUX_SENDER", f"travaux@{urlsplit(url).hostname}"),
        Path(environ.get("TRAVAUX_MARK", data / "high-water-mark")).absolute(),
        demo,
        _shift(environ.get("TRAVAUX_SHIFT", ""), demo),
    )


def check_folder(data: Path, *, new: bool = False) -> None:
    """Raise Unsafe where a folder holds no installation, or one that lost the key of its log.

    A `new` one need not be there yet.
    """
    keys = data / "keys"
    if (keys / "log").exists():
        return
    if (data / "record.sqlite3").exists():
        raise Unsafe(
            f"The key of the log, {keys / 'log'}, is missing. Put it back from a backup: with"
            " another key, no receipt given so far could be told from a forged one."
        )
    if not new:
        raise Unsafe(
            f"There is no installation in {data}. Make one with `travaux init`, or say where it is"
            " with --data or TRAVAUX_DATA."
        )


def check_url(environ: Mapping[str, str] = os.environ) -> None:
    """Raise Unsafe unless the address is one, and is safe to be used."""
    url, demo = _url(environ), environ.get("TRAVAUX_DEMO", "") == "1"
    parts = _split(url, "TRAVAUX_URL")
    beyond = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not parts.hostname or beyond:
        raise Unsafe(
            f"TRAVAUX_URL is “{url}”. Set it to the address of the site without a path, such as"
            " https://travaux.example.org."
        )
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Unsafe(
            f"TRAVAUX_URL is “{url}”: passwords and documents would go through the network in the"
            " open. Put a server with TLS in front and set an https address."
        )
    if demo and parts.hostname not in _LOOPBACK:
        raise Unsafe(
            "TRAVAUX_DEMO lets everyone sign in as anyone, so it starts only on 127.0.0.1. Unset"
            " it, or set TRAVAUX_URL to http://127.0.0.1:8000."
        )


def _shift(seconds: str, demo: bool) -> float:
    """Return by how much the clock of a demo differs from the real one."""
    if not seconds:
        return 0
    if not demo:
        raise Unsafe(
            "TRAVAUX_SHIFT sets the clock of a demo; no record that binds may have a false one."
            " Unset it."
        )
    try:
        found = float(seconds)
        datetime.now(UTC) + timedelta(seconds=found)
    except (ValueError, OverflowError):
        raise Unsafe(
            f"TRAVAUX_SHIFT is “{seconds}”. Write seconds, such as -86400, or unset it."
        ) from None
    return found


def _secret(environ: Mapping[str, str], data: Path) -> str:
    """Return the secret that signs sessions and forms: from the environment, else from its file."""
    secret = environ.get("TRAVAUX_SECRET", "")
    path = data / "keys" / "secret"
    if not secret and path.exists():
        private(path)
        secret = path.read_text("ascii", "replace").strip()
    if not secret:
        raise Unsafe(
            f"There is no secret in {path}. Put it back from a backup, or run `travaux init`, which"
            " makes another; then everyone has to sign in again."
        )
    if len(secret) < _SECRET_LENGTH or len(set(secret)) < 10:
        raise Unsafe(
            f"The secret is too simple: {_SECRET_LENGTH} random characters are needed. Unset"
            " TRAVAUX_SECRET, and `travaux init` makes one."
        )
    return secret


def private(path: Path) -> None:
    """Raise Unsafe unless only the owner may read a key file."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise Unsafe(f"{path} can be read by others (mode {mode:o}). Run: chmod 600 {path}.")


def _database(url: str) -> Database:
    if not url:
        return Database()
    parts = _split(url, "TRAVAUX_DATABASE")
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise Unsafe(
            "TRAVAUX_DATABASE is no address of a PostgreSQL database. Write"
            " postgresql://user:password@host:5432/name, or unset it for SQLite."
        )
    return Database(
        parts.path.strip("/"),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.hostname or ""),
        str(parts.port or ""),
    )


def _mail(url: str) -> Mail:
    if not url:
        return Mail()
    parts = _split(url, "TRAVAUX_MAIL")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Unsafe("TRAVAUX_MAIL is no address of a mail server. Write smtps://user:pass@host.")
    port = parts.port or (465 if parts.scheme == "smtps" else 25)
    return Mail(
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtps",
    )


def _url(environ: Mapping[str, str]) -> str:
    return environ.get("TRAVAUX_URL", "http://127.0.0.1:8000").rstrip("/")


def _split(url: str, variable: str) -> SplitResult:
    """Return the parts of an address whose port, if any, can be; never quotes a password."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise Unsafe(
            f"{variable} is no address, or names a port that cannot be. Write it as"
            " scheme://host:port; special characters in a password as percent codes."
        ) from None
    return parts
