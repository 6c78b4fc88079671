"""Whether the record is whole: the log recomputed, its mark, every file, every invariant."""

import base64
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
from django.conf import settings
from django.db import DatabaseError, connection, connections

from travaux.kernel import keys, log, mark, storage
from travaux.kernel.environment import Unsafe
from travaux.kernel.models import Entry, Mail, Node
from travaux.rules import leaf, merkle
from travaux.rules.refusal import Refusal


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at: how it is, and what to do where it is not well."""

    what: str
    well: bool
    sentence: str


def examine(files: Callable[[], Iterator[tuple[str, str]]]) -> Iterator[Finding]:
    """Look at everything; `files` yields each file's name and hash that a row names."""
    for what, look in (
        ("settings", _settings),
        ("database", _database),
        ("log", _log),
        ("mark", _mark),
        ("files", partial(_files, files)),
        ("letters", _mail),
    ):
        yield from looked(what, look)


def looked(what: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield what is found; a thing so damaged that it cannot be looked at is a finding too."""
    try:
        yield from look()
    except DatabaseError as error:
        yield Finding(
            what,
            False,
            f"The database cannot be read ({error}). After an upgrade, run `travaux init`;"
            " otherwise stop the site, keep this copy, and restore the last backup.",
        )
    except (Unsafe, Refusal, OSError) as error:
        yield Finding(what, False, str(error))
    except (TypeError, ValueError, KeyError) as error:
        yield Finding(
            what,
            False,
            f"What stands in the database was not written by Travaux ({error}). Stop the site, keep"
            " this copy as evidence, and restore the last backup.",
        )


def _settings() -> Iterator[Finding]:
    environment = settings.ENVIRONMENT
    sentence = f"{environment.url}, data in {environment.data}"
    name = keys.signer().name
    if name != environment.origin:
        sentence += f"; the log is named {name}, as when it was begun, and keeps that name"
    yield Finding("settings", True, sentence)


def _database() -> Iterator[Finding]:
    for alias in connections:
        if connections[alias].vendor != "sqlite":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(5)")
            said = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            broken = cursor.fetchall()
        if said != ["ok"] or broken:
            remedy = "delete side.sqlite3 and run `travaux init`; everyone has to sign in again"
            if alias == "default":
                remedy = "keep this copy, and restore the last backup"
            wrong = "; ".join(said[:3]) if said != ["ok"] else f"{len(broken)} rows point nowhere"
            yield Finding(
                "database",
                False,
                f"{connections[alias].settings_dict['NAME']} is damaged ({wrong}). Stop the site,"
                f" {remedy}.",
            )
            return
    yield Finding("database", True, f"{connection.vendor}, sound")


def _log() -> Iterator[Finding]:
    wrong = _altered()
    head = log.size()
    yield Finding(
        "log",
        not wrong,
        f"The log was altered: {wrong}. Stop the site, keep this copy as evidence, and restore the"
        " last backup."
        if wrong
        else f"{head.size} entries, root {head.root.hex()[:16]}…",
    )


def _altered() -> str:
    """Recompute the tree from its leaves, and each leaf's commitments from the values kept."""
    edge: tuple[bytes, ...] = ()
    count = 0
    for entry in Entry.objects.order_by("index").iterator(chunk_size=500):
        if entry.index != count:
            return f"entry {count} is missing"
        data = _bytes(entry.leaf)
        if wrong := _unopened(data, entry.fields):
            return f"{wrong} of entry {count} is not what was logged"
        edge, nodes = merkle.append(count, edge, merkle.leaf_hash(data))
        held = dict(
            Node.objects.filter(id__in=[log.node_id(n.level, n.index) for n in nodes]).values_list(
                "id", "hash"
            )
        )
        if any(_bytes(held.get(log.node_id(n.level, n.index), b"")) != n.hash for n in nodes):
            return f"the tree above entry {count} is not that of its leaves"
        count += 1
    head = log.size()
    if (head.size, head.edge) != (count, edge):
        return f"its head is not that of the {count} entries there (it says {head.size})"
    return ""


def _unopened(data: bytes, fields: dict[str, Any]) -> str:
    """Return what of an entry its leaf does not commit to: a field, or the leaf itself; or none."""
    for name, field in fields.items():
        try:
            held = leaf.opens(data, name, field["value"], base64.b64decode(field["salt"]))
        except ValueError:
            return "the leaf"
        if not held:
            return f"“{name}”"
    return ""


def _bytes(value: bytes | memoryview | str) -> bytes:
    """Return what a column of bytes holds, also where it was written over as text."""
    return value.encode() if isinstance(value, str) else bytes(value)


def _mark() -> Iterator[Finding]:
    try:
        found = mark.read()
    except OSError as error:
        yield Finding(
            "mark",
            False,
            f"The high-water mark {settings.ENVIRONMENT.mark} cannot be read ({error.strerror})."
            " Mount the disk that it is on, or set TRAVAUX_MARK to where it is.",
        )
        return
    head = log.size()
    if found.size > head.size or not log.consistent_with(found.size, found.root):
        yield Finding(
            "mark",
            False,
            f"{found.size} entries were already proved to others; the database has {head.size}, or"
            " others. It is an older copy: receipts given since would be denied. Put the newer"
            " database back. If it is lost for good, back this one up, and `travaux restore BACKUP"
            " --new-log REASON` into a new folder goes on under a new name of the log, and says"
            " so.",
        )
        return
    yield Finding("mark", True, f"at {found.size} of {head.size} entries")


def _files(files: Callable[[], Iterator[tuple[str, str]]]) -> Iterator[Finding]:
    named: set[str] = set()
    wrong = False
    for name, sha256 in files():
        if sha256 not in named and not storage.whole(sha256):
            wrong = True
            yield Finding(
                "files",
                False,
                f"“{name}” is {'altered' if storage.path_of(sha256).exists() else 'missing'}"
                f" (SHA-256 {sha256}). Copy it back from a backup to {storage.path_of(sha256)}.",
            )
        named.add(sha256)
    kept = set(storage.stored())
    loose = len(kept - named)
    words = f"; {loose} belong to forms that were not sent" if loose else ""
    if not wrong:
        yield Finding("files", True, f"{len(named)} whole{words}")


def _mail() -> Iterator[Finding]:
    waiting = Mail.objects.filter(sent_at=None)
    stuck = waiting.exclude(error="").order_by("-tries").first()
    if stuck is not None:
        yield Finding(
            "letters",
            False,
            f"{waiting.count()} wait; the one tried most, to {stuck.to}, could not be sent"
            f" {stuck.tries} times: {stuck.error[:200].rstrip('.')}. Check TRAVAUX_MAIL and the"
            " address.",
        )
        return
    yield Finding("letters", True, f"{waiting.count()} wait to be sent")
