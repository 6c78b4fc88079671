"""What several actions of the register need."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from travaux.kernel.act import Act
from travaux.kernel.rows import insert
from travaux.kernel.storage import Kept
from travaux.people.models import Entity
from travaux.programme.models import Window
from travaux.register.models import Document, File, Source, Submission
from travaux.register.queries import visible
from travaux.register.queries.values import Named
from travaux.rules.access import Right, require
from travaux.rules.deadline import Deadline, Timing
from travaux.rules.lifecycle import Confirmation, How, State, Step, after
from travaux.rules.refusal import Invalid
from travaux.rules.wording import TITLE, file_name, line


class Given(msgspec.Struct, frozen=True):
    """A file that was stored and is given to a document."""

    name: str
    language: str
    kept: Kept


def take(
    act: Act, ref: str, right: Right, step: Step | None = None, version: int | None = None
) -> Document:
    """Return a document on which the actor has a right, and move it by a step of its life.

    The step is taken in the value only; the action saves it. Raises NotFound, Forbidden, Conflict.
    """
    found = visible.document(act.actor, ref, version)
    require(act.actor, right, found.entity_id or 0)
    if step is not None:
        found.state = after(State(found.state), step).value
    return found


def save(document: Document, *names: str) -> None:
    """Write the named fields of a document, and count the change."""
    document.version += 1
    document.save(update_fields=[*names, "version"])


def random_name() -> str:
    """Return a name for a document's address that tells nothing about it."""
    return secrets.token_hex(8)


def files_of(document: Document) -> list[dict[str, Any]]:
    """Return the files in force as the log holds them."""
    rows = File.objects.filter(document=document, in_force=True).order_by("position", "id")
    return [file_fields(row) for row in rows]


def file_fields(file: File) -> dict[str, Any]:
    """Return a file as the log holds it."""
    return {
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "language": file.language,
    }


def given_fields(given: Given) -> dict[str, Any]:
    """Return a file that is not a row yet as the log holds it."""
    return {
        "name": given.name,
        "sha256": given.kept.sha256,
        "size": given.kept.size,
        "language": given.language,
    }


def attach_files(
    document: Document,
    given: Iterable[Given],
    at: datetime,
    *,
    submission: Submission | None = None,
    late: bool = False,
    fresh: bool = False,
) -> list[File]:
    """Add files to a document, after those that it has; late ones do not count (R7).

    A `fresh` document has none yet. Raises Invalid for a name that no file has, and for a language
    that the process has not.
    """
    given = tuple(given)
    for one in given:
        if file_name(one.name, field="upload") != one.name:
            raise Invalid(f"“{one.name}” is no plain name of a file. Rename it.", field="upload")
        if one.language not in document.process.languages:
            raise Invalid("Choose one of the languages of the process.", field="language")
    start = 0 if fresh else File.objects.filter(document=document).count()
    return [
        insert(
            File(
                document=document,
                submission=submission,
                position=start + place,
                name=one.name,
                language=one.language,
                sha256=one.kept.sha256,
                size=one.kept.size,
                added_at=at,
                in_force=not late,
                late=late,
            )
        )
        for place, one in enumerate(given)
    ]


def name_sources(
    act: Act, document: Document, named: Sequence[Named], evidence: str = ""
) -> list[Source]:
    """Write the sources in order; the desk's own entity and standing groups are confirmed (R4).

    With `evidence`, it is an officer who says that the desk's entity stands behind the document.
    """
    entities = _entities(act, {one.entity for one in named})
    if (
        not named
        or len(entities) != len({one.entity for one in named})
        or len(entities) != len(named)
    ):
        raise Invalid("Name each source once, from the list of entities.", field="sources")
    rows = []
    for position, one in enumerate(named):
        entity = entities[one.entity]
        how = ""
        if entity.id == document.entity_id:
            how = (How.OFFICER if evidence else How.ITSELF).value
        elif entity.standing_since is not None and entity.standing_since <= act.at:
            how = How.STANDING.value
        rows.append(
            Source(
                document=document,
                position=position,
                entity=entity,
                name=_named(one.name, "name of the source") or entity.name,
                capacity=_named(one.capacity, "capacity of the source", 200),
                confirmation=(Confirmation.CONFIRMED if how else Confirmation.PROPOSED).value,
                how=how,
                evidence=evidence if how == How.OFFICER else "",
                settled_at=act.at if how else None,
            )
        )
    return [insert(row) for row in rows]


def _entities(act: Act, wanted: set[int]) -> dict[int, Entity]:
    """Return entities by their numbers; the actor's own alone is known without asking."""
    actor = act.actor
    if actor.entity_name and wanted == {actor.entity}:
        return {actor.entity: Entity(id=actor.entity, name=actor.entity_name)}
    return Entity.objects.order_by().in_bulk(wanted)


def _named(words: str, what: str, longest: int = TITLE) -> str:
    return line(words, what, longest=longest, field="sources", needed=False)


def source_names(document: Document) -> list[str]:
    """Return the names of a document's sources, as written, in order."""
    rows = Source.objects.filter(document=document).order_by("position")
    return list(rows.values_list("name", flat=True))


def deadline_of(window: Window | None, zone: str) -> Deadline | None:
    """Return the deadline of a window."""
    return Deadline.parse(window.closes, zone) if window is not None else None


def timing_at(deadline: Deadline | None, began: datetime) -> Timing:
    """Say whether what began to arrive at an instant was in time; with no deadline it was (R8)."""
    return deadline.timing(began.isoformat()) if deadline else Timing.IN_TIME


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()


def iso(at: datetime | None) -> str:
    """Return an instant as the log writes it."""
    return at.isoformat(timespec="microseconds") if at else ""
