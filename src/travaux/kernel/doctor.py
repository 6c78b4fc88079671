"""Whether the record is whole: the log recomputed, its mark, every file, every invariant."""

import base64
from collections.abc import Callable, Iterator

import msgspec
from django.conf import settings
from django.db import connection, connections

from travaux.kernel import keys, log, mark, storage
from travaux.kernel.environment import Unsafe
from travaux.kernel.models import Entry, Mail, Node
from travaux.rules import leaf, merkle


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at: how it is, and what to do where it is not well."""

    what: str
    well: bool
    sentence: str


def examine(files: Callable[[], Iterator[tuple[str, str]]]) -> Iterator[Finding]:
    """Look at everything; `files` yields each file's name and hash that a row names."""
    yield _settings()
    yield _database()
    yield _log()
    yield _mark()
    yield from _files(files)
    yield _mail()


def _settings() -> Finding:
    environment = settings.ENVIRONMENT
    try:
        keys.signer()
    except (Unsafe, OSError, ValueError) as error:
        return Finding("settings", False, str(error))
    if keys.signer().name != environment.origin:
        return Finding(
            "settings",
            True,
            f"The log is named {keys.signer().name}, as when it was made, though the site"
            f" is now at {environment.url}. Receipts stay valid under that name.",
        )
    return Finding("settings", True, f"{environment.url}, data in {environment.data}")


def _database() -> Finding:
    for alias in connections:
        if connections[alias].vendor != "sqlite":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(5)")
            said = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            broken = cursor.fetchall()
        if said != ["ok"] or broken:
            return Finding(
                "database",
                False,
                f"The file of “{alias}” is damaged ({'; '.join(said[:3])}). Stop the site and"
                " restore the last backup.",
            )
    return Finding("database", True, f"{connection.vendor}, sound")


def _log() -> Finding:
    """Recompute the tree from its leaves, and each leaf's commitments from the values kept."""
    edge: tuple[bytes, ...] = ()
    count = 0
    for entry in Entry.objects.order_by("index").iterator(chunk_size=500):
        if entry.index != count:
            return _damaged(f"entry {count} is missing")
        data = bytes(entry.leaf)
        for name, field in entry.fields.items():
            if not leaf.opens(data, name, field["value"], base64.b64decode(field["salt"])):
                return _damaged(f"“{name}” of entry {count} is not what was logged")
        edge, nodes = merkle.append(count, edge, merkle.leaf_hash(data))
        held = dict(
            Node.objects.filter(id__in=[log.node_id(n.level, n.index) for n in nodes]).values_list(
                "id", "hash"
            )
        )
        if any(bytes(held.get(log.node_id(n.level, n.index), b"")) != n.hash for n in nodes):
            return _damaged(f"the tree above entry {count} is not that of its leaves")
        count += 1
    head = log.size()
    if (head.size, head.edge) != (count, edge):
        return _damaged(f"its head says {head.size} entries, {count} are there")
    return Finding("log", True, f"{count} entries, root {head.root.hex()[:16]}…")


def _damaged(how: str) -> Finding:
    return Finding(
        "log",
        False,
        f"The log was altered: {how}. Stop the site, keep this copy as evidence, and restore the"
        " last backup.",
    )


def _mark() -> Finding:
    try:
        found = mark.read()
    except OSError as error:
        return Finding("mark", False, f"The high-water mark cannot be read: {error}.")
    head = log.size()
    if found.size > head.size or not log.consistent_with(found.size, found.root):
        return Finding(
            "mark",
            False,
            f"{found.size} entries were already proved to others, the database has {head.size}, or"
            " others. It is an older copy: receipts given since would be denied. Put the newer"
            " database back. If it is lost for good, `travaux restore --new-log` goes on under a"
            " new name of the log, and says so.",
        )
    return Finding("mark", True, f"at {found.size} of {head.size} entries")


def _files(files: Callable[[], Iterator[tuple[str, str]]]) -> Iterator[Finding]:
    named: set[str] = set()
    for name, sha256 in files():
        if sha256 not in named and not storage.whole(sha256):
            yield Finding(
                "files",
                False,
                f"“{name}” is missing or altered (SHA-256 {sha256}). Copy that file back from a"
                f" backup to {storage.path_of(sha256)}.",
            )
        named.add(sha256)
    kept = set(storage.stored())
    loose = len(kept - named)
    words = f"; {loose} belong to forms that were not sent" if loose else ""
    yield Finding("files", True, f"{len(named & kept)} of {len(named)} whole{words}")


def _mail() -> Finding:
    waiting = Mail.objects.filter(sent_at=None)
    stuck = waiting.exclude(error="").order_by("-tries").first()
    if stuck is not None:
        return Finding(
            "letters",
            False,
            f"{waiting.count()} wait; the server said: {stuck.error[:200]}. Check TRAVAUX_MAIL.",
        )
    return Finding("letters", True, f"{waiting.count()} wait to be sent")
