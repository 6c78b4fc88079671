"""What an officer or the Chair rules: the class of what came, and what became of what was late."""

from travaux.kernel.act import Act, action, record
from travaux.register.actions.shared import save, take
from travaux.register.models import File, Submission
from travaux.rules.access import Right
from travaux.rules.deadline import Timing
from travaux.rules.lifecycle import PRIVATE, State
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import paragraphs


@action
def rule_timing(act: Act, ref: str, version: int, timing: Timing, reason: str) -> None:
    """Give a document another class than its instant has; the instant itself stays (R8)."""
    document = take(act, ref, Right.RULE, version=version)
    _handed_in(document.state)
    if timing not in (Timing.IN_TIME, Timing.LATE):
        raise Invalid("Say whether it counts as in time or as late.", field="timing")
    document.ruled_timing = timing.value
    document.ruled_reason = paragraphs(reason, "reason", field="reason", needed=True)
    document.ruled_by = act.actor.name
    save(document, "ruled_timing", "ruled_reason", "ruled_by")
    record(
        act,
        "class ruled",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        class_=timing.value,
        reason=document.ruled_reason,
    )


@action
def admit(act: Act, ref: str, version: int, reason: str) -> None:
    """Let a late document be considered, by an officer or a conclusion of the meeting (R6)."""
    document = take(act, ref, Right.RULE, version=version)
    _handed_in(document.state)
    if (document.ruled_timing or document.timing) != Timing.LATE:
        raise Conflict("Only what came late needs to be admitted; this document did not.")
    if document.admitted_at is not None:
        raise Conflict("The document is admitted already.")
    document.admitted_at = act.at
    document.admitted_reason = paragraphs(reason, "reason", field="reason", needed=True)
    save(document, "admitted_at", "admitted_reason")
    record(
        act,
        "late document admitted",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        reason=document.admitted_reason,
    )


@action
def admit_replacement(act: Act, submission: int, reason: str) -> None:
    """Let a replacement that came late count after all (R7)."""
    row = (
        Submission.objects.filter(id=submission, document__process=act.actor.process)
        .select_related("document")
        .first()
    )
    if row is None:
        raise NotFound("There is no such submission.")
    document = take(act, row.document.ref, Right.RULE)
    if row.timing != Timing.LATE:
        raise Conflict("Only a replacement that came late is admitted; this one was replaced.")
    if row.stands or State(document.state) not in (State.SUBMITTED, State.REGISTERED):
        raise Conflict("The replacement counts already, or the document is posted.")
    Submission.objects.filter(document=document).update(stands=False)
    File.objects.filter(document=document).update(in_force=False)
    File.objects.filter(submission=row).update(in_force=True, late=False)
    row.stands = True
    row.save(update_fields=["stands"])
    save(document)
    record(
        act,
        "late replacement admitted",
        document=document.id,
        title=document.title,
        reason=paragraphs(reason, "reason", field="reason", needed=True),
    )


@action
def not_presented(act: Act, ref: str, version: int, reason: str) -> None:
    """Record that nobody presented a document in the meeting, and why (R6)."""
    document = take(act, ref, Right.RULE, version=version)
    if document.state != State.POSTED:
        raise Conflict("Only a posted document can be presented or not.")
    document.not_presented = paragraphs(reason, "reason", field="reason", needed=True)
    save(document, "not_presented")
    record(
        act,
        "document not presented",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        reason=document.not_presented,
    )


def _handed_in(state: str) -> None:
    if State(state) in PRIVATE:
        raise Conflict("The document is not submitted yet; it has no class.")
