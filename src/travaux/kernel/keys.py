"""The key that signs the log's checkpoints, in a file that only the owner may read."""

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from travaux.kernel.environment import Unsafe, private
from travaux.rules.note import BadNote, Signer


@cache
def signer() -> Signer:
    """Return what signs checkpoints. Raises Unsafe where others may read the key, or it is none."""
    path = key_file()
    private(path)
    try:
        return Signer.parse(path.read_text("utf-8").strip())
    except (BadNote, UnicodeDecodeError) as error:
        raise Unsafe(f"{path} is not the key of a log. Put the file back from a backup.") from error


@cache
def vkey() -> str:
    """Return the public key, as C2SP's signed notes write it."""
    return signer().vkey


def key_file() -> Path:
    """Return where the key is."""
    return Path(settings.ENVIRONMENT.data) / "keys" / "log"


def renew() -> str:
    """Make a new key under the log's next name, keep the old one beside it, and return the name."""
    old, path = signer(), key_file()
    name, _, turn = old.name.rpartition("/log")
    next_ = f"{name}/log-{int(turn.removeprefix('-') or 1) + 1}"
    path.rename(path.with_name(f"log-before-{next_.rpartition('/')[2]}"))
    path.touch(mode=0o600)
    path.write_text(Signer.generate(next_, secrets.token_bytes).skey + "\n", "utf-8")
    signer.cache_clear()
    vkey.cache_clear()
    return next_


def make(folder: Path, origin: str) -> None:
    """Make the installation's secret and the log's key, where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, made in (
        ("secret", secrets.token_urlsafe(64)),
        ("log", Signer.generate(origin, secrets.token_bytes).skey),
    ):
        path = folder / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(made + "\n", "utf-8")
