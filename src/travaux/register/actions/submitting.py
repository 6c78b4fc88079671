"""Handing in: what came in time, what came late, and the receipt for each (R4, R7, R8, R9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from travaux.kernel.act import Act, action, nothing_new, record
from travaux.kernel.rows import insert, only
from travaux.people.models import Entity
from travaux.register.actions.preparing import make
from travaux.register.actions.shared import (
    Given,
    attach_files,
    deadline_of,
    digest_of,
    file_fields,
    given_fields,
    iso,
    save,
    source_names,
    take,
    timing_at,
)
from travaux.register.models import Document, File, Submission
from travaux.register.queries.values import Particulars
from travaux.rules.access import Right, may, require
from travaux.rules.deadline import NotAnInstant, Timing, instant, is_day
from travaux.rules.lifecycle import State, Step, after
from travaux.rules.refusal import Conflict, Invalid
from travaux.rules.wording import line, paragraphs


class Channel(msgspec.Struct, frozen=True):
    """By which other way something came (R8): e-mail or paper; when, as written; the evidence."""

    name: str
    received: str
    evidence: str


class _Handing(msgspec.Struct, frozen=True):
    """How something is handed in: under which key, by which way, and whether it counts."""

    key: str
    digest: str
    channel: Channel | None = None
    what: str = "document submitted"
    stands: bool = True


@action
def submit(act: Act, ref: str, version: int, key: str) -> int:
    """Hand in a cleared document; return the number of its submission.

    The same `key` gives the same submission and makes nothing twice; with another document it is
    refused (R9).
    """
    require(act.actor, Right.SUBMIT)
    digest = digest_of(["submit", ref])
    if earlier := _same(act, key, digest):
        return earlier
    document = take(act, ref, Right.SUBMIT, Step.SUBMIT, version)
    began, timing = _came(act, document, None)
    document.timing, document.submitted_at = timing.value, began
    document.returned_reason = ""
    save(document, "state", "cleared_at", "timing", "submitted_at", "returned_reason")
    files = list(File.objects.filter(document=document, in_force=True))
    Submission.objects.filter(document=document, stands=True).update(stands=False)
    fields = [file_fields(file) for file in files]
    handing = _Handing(key, digest)
    row = _submission(act, document, source_names(document), fields, handing, timing)
    File.objects.filter(id__in=[file.id for file in files]).update(submission=row)
    return row.id


@action
def hand_in(act: Act, particulars: Particulars, files: Sequence[Given], key: str) -> int:
    """Prepare, clear and submit in one go; return the number of the submission (R9)."""
    require(act.actor, Right.SUBMIT, act.actor.entity)
    digest = digest_of(["hand in", particulars, files])
    if earlier := _same(act, key, digest):
        return earlier
    if not files:
        raise Invalid("The document has no file. Choose one.", field="upload")
    return _made(act, particulars, act.actor.entity, files, _Handing(key, digest))


@action
def enter(
    act: Act,
    entity: int,
    particulars: Particulars,
    files: Sequence[Given],
    channel: Channel,
    key: str,
) -> int:
    """Enter what an entity sent by e-mail or on paper, with the evidence, as an officer (R8).

    What counts is when it was received; the instant of entering stands beside it.
    """
    require(act.actor, Right.ENTER)
    act = _on_behalf(act, entity)
    digest = digest_of(["enter", entity, particulars, files, channel])
    if earlier := _same(act, key, digest):
        return earlier
    if channel.name not in ("e-mail", "paper"):
        raise Invalid("Say whether it came by e-mail or on paper.", field="channel")
    channel = Channel(
        channel.name,
        line(channel.received, "instant of receiving", longest=40, field="received", needed=False),
        line(channel.evidence, "evidence", field="evidence"),
    )
    if not files:
        raise Invalid("The document has no file. Choose one.", field="upload")
    return _made(act, particulars, entity, files, _Handing(key, digest, channel))


@action
def replace(act: Act, ref: str, version: int, files: Sequence[Given], key: str) -> int:
    """Replace the files of what was submitted; what comes late does not count (R7).

    A late replacement is kept and has its receipt, but the original stands.
    """
    require(act.actor, Right.REPLACE)
    digest = digest_of(["replace", ref, files])
    if earlier := _same(act, key, digest):
        return earlier
    document = take(act, ref, Right.REPLACE, Step.REPLACE, version)
    if not files:
        raise Invalid("Choose the file that replaces the earlier one.", field="upload")
    deadline = deadline_of(document.window, document.process.zone)
    timing = timing_at(deadline, act.begun)
    stands = timing is not Timing.LATE
    if stands:
        document.submitted_at, document.timing = act.begun, timing.value
        Submission.objects.filter(document=document).update(stands=False)
        File.objects.filter(document=document, in_force=True).update(in_force=False)
    save(document, "submitted_at", "timing")
    fields = [given_fields(one) for one in files]
    handing = _Handing(key, digest, what="document replaced", stands=stands)
    row = _submission(act, document, source_names(document), fields, handing, timing)
    attach_files(document, files, act.at, submission=row, late=not stands)
    return row.id


@action
def withdraw(act: Act, ref: str, version: int, reason: str) -> None:
    """Take back what was submitted; its entry stays, with the reason (R5).

    Its sources may until the deadline and as long as it is not posted, an officer at any time.
    """
    document = take(act, ref, _withdrawing(act), version=version)
    if document.posted_at is not None and not _officer(act):
        raise Conflict(
            "The document is posted. Ask the secretariat to withdraw it; its entry stays."
        )
    if not _officer(act):
        deadline = deadline_of(document.window, document.process.zone)
        if deadline and timing_at(deadline, act.begun) is Timing.LATE:
            raise Conflict(
                f"The deadline has passed ({deadline.shown()}). Ask the secretariat to withdraw it."
            )
    document.state = after(State(document.state), Step.WITHDRAW).value
    document.gone_at = act.at
    document.gone_reason = paragraphs(reason, "reason", field="reason", needed=True)
    document.gone_by = act.actor.entity_name or act.actor.name
    save(document, "state", "gone_at", "gone_reason", "gone_by")
    record(
        act,
        "document withdrawn",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        reason=document.gone_reason,
    )


@action
def approve(act: Act, ref: str, version: int) -> None:
    """Confirm unchanged what was submitted subject to approval (R7)."""
    document = take(act, ref, Right.SUBMIT, version=version)
    if not document.subject_to_approval or document.approved_at is not None:
        raise Conflict("Nothing is open here: the document awaits no approval.")
    document.approved_at = act.at
    save(document, "approved_at")
    record(act, "approval confirmed", document=document.id, title=document.title)


@action
def send_back(act: Act, ref: str, version: int, reason: str) -> None:
    """Return a submitted document to its delegation, with the reason, as an officer."""
    document = take(act, ref, Right.RETURN, Step.RETURN, version)
    document.returned_reason = paragraphs(reason, "reason", field="reason", needed=True)
    document.cleared_at = None
    save(document, "state", "returned_reason", "cleared_at")
    record(
        act,
        "document returned",
        document=document.id,
        title=document.title,
        reason=document.returned_reason,
    )


def _on_behalf(act: Act, entity: int) -> Act:
    """Return the act as one for an entity, so that the record has both names."""
    row = Entity.objects.filter(id=entity).first()
    if row is None:
        raise Invalid("Say from whom it came; choose from the list of entities.", field="entity")
    return msgspec.structs.replace(act, behalf=row.name)


def _withdrawing(act: Act) -> Right:
    return Right.CORRECT if _officer(act) else Right.REPLACE


def _officer(act: Act) -> bool:
    return bool(may(act.actor, Right.CORRECT))


def _same(act: Act, key: str, digest: str) -> int:
    """Return the submission made under a key earlier, 0 where there is none (R9)."""
    if not 16 <= len(key) <= 64 or not key.isascii():
        raise Invalid("The form lost its key. Open it again; what you typed is kept.")
    found = only(Submission.objects.filter(key=f"{act.actor.account}/{key}"))
    if found is None:
        return 0
    if found.digest != digest:
        raise Conflict(
            "This form was already used to submit something else. Open a new form and send it"
            " again; the earlier submission stands."
        )
    nothing_new()
    return found.id


def _made(
    act: Act, particulars: Particulars, entity: int, files: Sequence[Given], handing: _Handing
) -> int:
    """Write a document that is handed in as soon as it is there, with as few writes as it takes."""

    def settle(document: Document) -> None:
        began, timing = _came(act, document, handing.channel)
        document.state = State.SUBMITTED.value
        document.cleared_at = act.at
        document.submitted_at, document.timing = began, timing.value

    evidence = handing.channel.evidence if handing.channel else ""
    document, sources = make(act, particulars, entity, settle, evidence)
    names = [source.name for source in sources]
    fields = [given_fields(one) for one in files]
    row = _submission(act, document, names, fields, handing, Timing(document.timing))
    attach_files(document, files, act.at, submission=row, fresh=True)
    return row.id


def _came(act: Act, document: Document, channel: Channel | None) -> tuple[datetime, Timing]:
    """Return when something began to come, by whatever way, and its class (R8).

    A bare date names no instant, and none is invented: then it is that of entering, and the date
    stands beside it as written. Its class may be not known.
    """
    deadline = deadline_of(document.window, document.process.zone)
    if channel is None:
        return act.begun, timing_at(deadline, act.begun)
    came = _began(document, act, channel)
    timing = deadline.timing(channel.received) if deadline else Timing.IN_TIME
    return act.begun if is_day(channel.received) else came, timing


def _began(document: Document, act: Act, channel: Channel) -> datetime:
    try:
        came = instant(channel.received, document.process.zone)
    except NotAnInstant as error:
        raise Invalid(str(error), field="received") from error
    if came > act.at:
        raise Invalid("It cannot have been received after now. Check the date.", field="received")
    return came


def _submission(
    act: Act,
    document: Document,
    sources: list[str],
    files: list[dict[str, Any]],
    handing: _Handing,
    timing: Timing,
) -> Submission:
    """Write the log's entry and the row that finds it again."""
    deadline = deadline_of(document.window, document.process.zone)
    channel = handing.channel
    index = record(
        act,
        handing.what,
        document=document.id,
        ref=document.ref,
        title=document.title,
        kind=document.kind,
        symbol=document.symbol,
        sources=sources,
        files=files,
        began=iso(act.begun),
        arrived=iso(act.at),
        class_=timing.value,
        deadline=deadline.shown() if deadline else "",
        channel=channel.name if channel else "",
        received=channel.received if channel else "",
        evidence=channel.evidence if channel else "",
    )
    return insert(
        Submission(
            document=document,
            account_id=act.actor.account or None,
            key=f"{act.actor.account}/{handing.key}",
            digest=handing.digest,
            began=act.begun,
            arrived=act.at,
            timing=timing.value,
            channel=channel.name if channel else "site",
            evidence=channel.evidence if channel else "",
            received=channel.received if channel else "",
            stands=handing.stands,
            index=index,
        )
    )
