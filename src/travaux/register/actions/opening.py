"""Opening documents to a wider audience, and asking for it (R31, R33)."""

from datetime import datetime

from travaux.kernel.act import Act, action, record
from travaux.register.actions.shared import iso, save, take
from travaux.register.models import OpeningRequest
from travaux.register.queries import visible
from travaux.rules.access import AUDIENCE_WORDS, Audience, Right, require, widens
from travaux.rules.lifecycle import PRIVATE, State
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import paragraphs


@action
def open_to(
    act: Act, ref: str, version: int, part: str, to: Audience, takes_effect: datetime, reason: str
) -> None:
    """Open the entry or the content of a document to another audience, now or on a date (R33)."""
    document = take(act, ref, Right.OPEN, version=version)
    if State(document.state) in PRIVATE:
        raise Conflict("The document is still in preparation; its audience can simply be changed.")
    effect = max(takes_effect, act.at)
    if part == "entry":
        if effect > act.at:
            raise Invalid("An entry is opened at once. Leave the date empty.", field="date")
        was, document.entry_audience = document.entry_audience, to.value
    elif part == "content":
        was = visible.audience_of(document, act.at).value
        if effect > act.at:
            document.content_audience = was
            document.opens_at, document.opens_to = effect, to.value
        else:
            document.content_audience, document.opens_at, document.opens_to = to.value, None, ""
    else:
        raise Invalid("Say whether the entry or the content is opened.", field="part")
    if was == to.value:
        raise Conflict(f"The {part} is open to {AUDIENCE_WORDS[to]} already.")
    if not widens(Audience(was), to):
        raise Conflict(
            f"The {part} is open to {AUDIENCE_WORDS[Audience(was)]}. Opening it to"
            f" {AUDIENCE_WORDS[to]} would close it to some of them; choose a wider audience."
        )
    save(document, "entry_audience", "content_audience", "opens_at", "opens_to")
    record(
        act,
        "document opened",
        document=document.id,
        symbol=document.symbol,
        part=part,
        was=was,
        to=to.value,
        effect=iso(effect),
        reason=paragraphs(reason, "reason", field="reason"),
    )


@action
def ask_to_open(act: Act, ref: str, reason: str) -> int:
    """Ask the secretariat to open a restricted document whose entry one sees (R31)."""
    require(act.actor, Right.ASK)
    document = visible.document(act.actor, ref)
    if document.state != State.POSTED:
        raise Conflict("Only posted documents can be opened.")
    if visible.contents(act.actor, act.at).filter(id=document.id).exists():
        raise Conflict("The document is open to you already.")
    if OpeningRequest.objects.filter(
        document=document, account=act.actor.account, settled_at=None
    ).exists():
        raise Conflict("You have asked for this document already; the secretariat will answer.")
    row = OpeningRequest.objects.create(
        document=document,
        account_id=act.actor.account,
        by=act.actor.entity_name or act.actor.name,
        reason=paragraphs(reason, "reason", field="reason", needed=True),
        at=act.at,
    )
    record(act, "opening asked", document=document.id, symbol=document.symbol, reason=row.reason)
    return row.id


@action
def settle_request(act: Act, request: int, granted: bool, outcome: str) -> None:
    """Answer a request to open a document; opening itself is an act of its own (R31)."""
    require(act.actor, Right.OPEN)
    row = OpeningRequest.objects.filter(
        id=request, document__process=act.actor.process, settled_at=None
    ).first()
    if row is None:
        raise NotFound("There is no such request. It may be answered already.")
    row.granted, row.settled_at = granted, act.at
    row.outcome = paragraphs(outcome, "answer", field="outcome", needed=True)
    row.save()
    record(
        act,
        "opening answered",
        document=row.document_id,
        granted=granted,
        reason=row.outcome,
    )
