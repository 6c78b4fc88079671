"""What happens to a posted document without changing it: corrections, recalls, later versions."""

from collections.abc import Sequence

from travaux.kernel.act import Act, action, record
from travaux.register.actions.shared import Given, attach_files, file_fields, save, take
from travaux.register.models import Document
from travaux.rules.access import Right
from travaux.rules.lifecycle import State, Step
from travaux.rules.refusal import Conflict, Invalid
from travaux.rules.wording import line, paragraphs

CORRECTABLE = {"title": "title", "sources": "names of the sources", "date": "date"}
"""What of an entry can be corrected: field → its name on screen."""


@action
def correct(act: Act, ref: str, version: int, field: str, correct: str, reason: str) -> None:
    """Set a correction beside what was frozen at posting; the frozen words stay (R2)."""
    document = take(act, ref, Right.CORRECT, version=version)
    if document.state != State.POSTED:
        raise Conflict("Only what is posted is corrected; before, it can simply be changed.")
    if field not in CORRECTABLE:
        raise Invalid("Choose what is to be corrected.", field="field")
    save(document)
    record(
        act,
        "entry corrected",
        document=document.id,
        symbol=document.symbol,
        field=field,
        was=_frozen(document, field),
        correct=line(correct, "correction", field="correct"),
        reason=paragraphs(reason, "reason", field="reason", needed=True),
    )


@action
def recall(act: Act, ref: str, version: int, reason: str) -> None:
    """Take back files posted by mistake; the entry and their hashes stay known (R3)."""
    document = take(act, ref, Right.CORRECT, Step.RECALL, version)
    document.gone_at = act.at
    document.gone_reason = paragraphs(reason, "reason", field="reason", needed=True)
    document.gone_by = act.actor.name
    taken = list(document.files.filter(in_force=True))
    document.files.filter(in_force=True).update(in_force=False, recalled=True)
    save(document, "state", "gone_at", "gone_reason", "gone_by")
    record(
        act,
        "document recalled",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        files=[file_fields(file) for file in taken],
        reason=document.gone_reason,
    )


@action
def put_right(act: Act, ref: str, version: int, files: Sequence[Given]) -> None:
    """Post the right files of a document whose wrong ones were recalled (R3)."""
    document = take(act, ref, Right.CORRECT, Step.PUT_RIGHT, version)
    if not files:
        raise Invalid("Choose the right file.", field="upload")
    document.gone_at, document.gone_reason, document.gone_by = None, "", ""
    added = attach_files(document, files, act.at)
    save(document, "state", "gone_at", "gone_reason", "gone_by")
    record(
        act,
        "right file posted",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        files=[file_fields(file) for file in added],
    )


@action
def add_version(act: Act, ref: str, version: int, files: Sequence[Given]) -> None:
    """Add another language or rendition to a posted document; it has its own entry (R2)."""
    document = take(act, ref, Right.POST, version=version)
    if document.state != State.POSTED:
        raise Conflict("Before posting, files are attached to the document itself.")
    if not files:
        raise Invalid("Choose a file.", field="upload")
    added = attach_files(document, files, act.at)
    save(document)
    record(
        act,
        "version added",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        files=[file_fields(file) for file in added],
    )


def _frozen(document: Document, field: str) -> str:
    if field == "title":
        return document.title
    if field == "date":
        return document.posted_at.isoformat() if document.posted_at else ""
    return "; ".join(document.sources.order_by("position").values_list("name", flat=True))
