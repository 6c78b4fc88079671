"""One document: all its versions, its history and proofs, and who may see it and why."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from msgspec.structs import replace

from travaux.kernel.models import Entry
from travaux.register.models import Document, File
from travaux.register.queries import visible
from travaux.register.queries.rows import PUBLIC_EVENTS, Parts, entities, parts_of, receipt_row, row
from travaux.register.queries.values import (
    CorrectionRow,
    Event,
    FileRow,
    Linked,
    OpeningRow,
    Page,
    ReceiptRow,
    Row,
    SourceRow,
)
from travaux.rules import symbol
from travaux.rules.access import Actor, Audience, Right, Role, may, sees
from travaux.rules.deadline import Deadline, Timing
from travaux.rules.lifecycle import PRIVATE, Confirmation, State, Step, steps
from travaux.rules.refusal import NotFound


def document(actor: Actor, at: datetime, ref: str) -> Page:
    """Return all that the actor may know of a document, by its random name.

    Raises NotFound for what there is not, and alike for what she may not know of (R32).
    """
    found = (
        visible.entries(actor)
        .filter(ref=ref)
        .select_related("meeting", "modifies", "process", "window", "requested_by", "entity")
        .first()
    )
    if found is None:
        raise NotFound(visible.ABSENT)
    return _page(actor, found, at)


def by_symbol(actor: Actor, written: str) -> str:
    """Return the random name of the document of a symbol, however it was typed (R1).

    Raises NotFound, alike for what the actor may not know of (R32).
    """
    found = (
        visible.entries(actor).filter(symbol_key=symbol.key(written)).values_list("ref", flat=True)
    )
    ref = found.first()
    if ref is None:
        raise NotFound(visible.ABSENT)
    return ref


def file(actor: Actor, at: datetime, ref: str, number: int) -> FileRow:
    """Return a file that the actor may read. Raises NotFound, alike for what she may not."""
    readable = visible.contents(actor, at).filter(ref=ref).first()
    if readable is None:
        raise NotFound(visible.ABSENT)
    files = parts_of([readable.id])[readable.id].files
    found = next((one for one in files if one.id == number), None)
    if found is None or (not found.in_force and not _inside(actor, readable)):
        raise NotFound("There is no such file in this document.")
    return found


def _page(actor: Actor, found: Document, at: datetime) -> Page:
    parts = parts_of([found.id])[found.id]
    facts = row(actor, found, parts, at)
    owners = entities(found, parts)
    inside = _inside(actor, found)
    entries = list(Entry.objects.filter(document=found).order_by("index"))
    events = _events(entries, inside)
    deadline = Deadline.parse(found.window.closes, found.process.zone) if found.window else None
    return Page(
        facts,
        found.process.name,
        found.process.zone,
        deadline,
        sees(actor, Audience(found.entry_audience), _named(actor, found, parts)),
        visible.reads(actor, found, owners, at),
        _files(actor, found, parts, at, readable=facts.readable, inside=inside),
        events,
        _corrections(entries),
        _openings(entries),
        _linked(actor, found),
        _receipts(found) if inside else (),
        _rights(actor, found, facts.sources, readable=facts.readable),
        _citation(found, facts),
        next((event.index for event in events if event.act == "document posted"), None),
        note=found.note if inside else "",
        ruled_reason=found.ruled_reason,
        ruled_by=found.ruled_by,
        own_timing=Timing(found.timing or Timing.UNKNOWN.value),
        admitted_reason=found.admitted_reason,
        gone_by=found.gone_by,
        gone_at=found.gone_at,
        opens_at=found.opens_at,
        opens_to=found.opens_to,
        requested_by=found.requested_by.name if found.requested_by else "",
        registered_at=found.registered_at,
        approved_at=found.approved_at,
    )


def _named(actor: Actor, found: Document, parts: Parts) -> frozenset[int]:
    """Return the entities whose people see the entry by that: the desk's, and all that it names."""
    if not visible.own(actor):
        return frozenset()
    return frozenset({found.entity_id or 0, *(one.entity for one in parts.sources)} - {0})


def _inside(actor: Actor, found: Document) -> bool:
    """Say whether the actor works on the document: its delegation, or the secretariat."""
    if actor.role in (Role.OFFICER, Role.SYSTEM):
        return State(found.state) not in PRIVATE or found.entity_id == actor.entity
    return visible.own(actor) and found.entity_id == actor.entity


def _files(
    actor: Actor, found: Document, parts: Parts, at: datetime, *, readable: bool, inside: bool
) -> tuple[FileRow, ...]:
    """Return the files as far as the actor may know them.

    What was recalled or withdrawn is still known by its hashes (R3) to whom it was open.
    """
    gone = State(found.state) in (State.RECALLED, State.WITHDRAWN) and found.posted_at is not None
    if not readable and not (gone and sees(actor, visible.audience_of(found, at))):
        return ()
    files = [one for one in parts.files if one.in_force or one.recalled or inside]
    same = _same(actor, found, [one.sha256 for one in files], at)
    return tuple(replace(one, same=same.get(one.sha256, ())) for one in files)


def same_files(actor: Actor, at: datetime, hashes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each file which documents hold the same, among what the actor may read (R2)."""
    return _same(actor, None, hashes, at)


def _same(
    actor: Actor, besides: Document | None, hashes: Sequence[str], at: datetime
) -> dict[str, tuple[str, ...]]:
    if not hashes:
        return {}
    others = File.objects.filter(
        sha256__in=hashes, in_force=True, document__in=visible.contents(actor, at)
    )
    if besides is not None:
        others = others.exclude(document=besides)
    found: dict[str, tuple[str, ...]] = {}
    for sha256, name, title in others.values_list("sha256", "document__symbol", "document__title"):
        found[sha256] = (*found.get(sha256, ()), name or title)
    return found


def _events(entries: Sequence[Entry], inside: bool) -> tuple[Event, ...]:
    """Return the history: all of it for those inside, else what is public, from the posting on."""
    posted = next((one.index for one in entries if one.act == "document posted"), None)
    return tuple(
        Event(
            one.index, one.at, one.act, _value(one, "who") if inside else "", _value(one, "reason")
        )
        for one in entries
        if inside or (posted is not None and one.index >= posted and one.act in PUBLIC_EVENTS)
    )


def _value(entry: Entry, name: str) -> str:
    value = entry.fields.get(name, {}).get("value", "")
    return value if isinstance(value, str) else ""


def _corrections(entries: Sequence[Entry]) -> tuple[CorrectionRow, ...]:
    return tuple(
        CorrectionRow(
            _value(one, "field"),
            _value(one, "was"),
            _value(one, "correct"),
            _value(one, "reason"),
            one.at,
            _value(one, "who"),
        )
        for one in entries
        if one.act == "entry corrected"
    )


def _openings(entries: Sequence[Entry]) -> tuple[OpeningRow, ...]:
    return tuple(
        OpeningRow(
            _value(one, "part"),
            Audience(_value(one, "was")),
            Audience(_value(one, "to")),
            datetime.fromisoformat(_value(one, "effect")),
            _value(one, "who"),
            _value(one, "reason"),
        )
        for one in entries
        if one.act == "document opened"
    )


def _linked(actor: Actor, found: Document) -> tuple[Linked, ...]:
    """Return what it modifies and what modifies it, as far as the actor may know of them."""
    near = visible.entries(actor).filter(Q(modifies=found) | Q(id=found.modifies_id or 0))
    facts = near.order_by("id").values_list("ref", "symbol", "title", "modification", "modifies")
    return tuple(
        Linked(
            ref,
            symbol,
            title,
            f"{modification} of this document"
            if modifies == found.id
            else f"modified by this {found.modification}",
        )
        for ref, symbol, title, modification, modifies in facts
    )


def _receipts(found: Document) -> tuple[ReceiptRow, ...]:
    return tuple(receipt_row(one) for one in found.submissions.select_related("account"))


_STEPS = {
    Step.CLEAR: Right.CLEAR,
    Step.REOPEN: Right.PREPARE,
    Step.SUBMIT: Right.SUBMIT,
    Step.REPLACE: Right.REPLACE,
    Step.RETURN: Right.RETURN,
    Step.REGISTER: Right.REGISTER,
    Step.POST: Right.POST,
    Step.RECALL: Right.CORRECT,
    Step.PUT_RIGHT: Right.CORRECT,
}


def _rights(
    actor: Actor, found: Document, sources: Sequence[SourceRow], *, readable: bool
) -> frozenset[str]:
    """Return what the actor may do with the document as it stands, by the names of the actions."""
    state, owner = State(found.state), found.entity_id or 0
    possible = steps(state)
    names = {
        step.value.replace(" ", "-")
        for step in possible
        if step in _STEPS and may(actor, _STEPS[step], owner)
    }
    if Step.WITHDRAW in possible and (
        may(actor, Right.CORRECT) or (found.posted_at is None and may(actor, Right.REPLACE, owner))
    ):
        names.add("withdraw")
    if state is State.PREPARATION and may(actor, Right.PREPARE, owner):
        names |= {"edit", "attach"}
    if state not in PRIVATE and may(actor, Right.RULE):
        names |= {"rule", "admit"} if _is_late(found) and not found.admitted_at else {"rule"}
    if state is State.POSTED:
        names |= {"correct", "add-version"} if may(actor, Right.CORRECT) else set()
        names |= {"open"} if may(actor, Right.OPEN) else set()
        names |= {"not-presented"} if may(actor, Right.RULE) and not found.not_presented else set()
        names |= {"ask"} if may(actor, Right.ASK) and not readable else set()
    if state not in PRIVATE:
        names |= _about_sources(actor, sources)
    if (
        found.subject_to_approval
        and found.approved_at is None
        and state not in PRIVATE
        and may(actor, Right.SUBMIT, owner)
    ):
        names.add("approve")
    return frozenset(names)


def _about_sources(actor: Actor, sources: Sequence[SourceRow]) -> set[str]:
    """Return what the actor may say of the document's sources (R4)."""
    open_ = [
        one
        for one in sources
        if one.confirmation is Confirmation.PROPOSED
        or (one.confirmation is Confirmation.CONTESTED and one.entity == actor.entity)
    ]
    named = any(one.entity == actor.entity for one in sources)
    names = set()
    if any(may(actor, Right.CONFIRM, one.entity) for one in open_):
        names.add("confirm")
    if named and may(actor, Right.CONTEST, actor.entity):
        names.add("contest")
    return names


def _is_late(found: Document) -> bool:
    return (found.ruled_timing or found.timing) == Timing.LATE


def _citation(found: Document, facts: Row) -> str:
    """Return how the document is cited: sources, title, body's process, symbol, date."""
    names = ", ".join(source.name for source in facts.sources)
    when = found.posted_at or found.submitted_at or found.made_at
    parts = (
        names,
        f"“{found.title}”",
        found.process.name,
        found.symbol,
        f"{when.day} {when:%B %Y}",
    )
    return ", ".join(part for part in parts if part) + "."
