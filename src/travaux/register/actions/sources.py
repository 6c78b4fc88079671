"""Who stands behind a document: confirming joint sources, and contesting an attribution (R4)."""

from travaux.kernel.act import Act, action, record
from travaux.people.models import Entity
from travaux.register.actions.preparing import in_preparation
from travaux.register.actions.shared import save, take
from travaux.register.models import Document, Source
from travaux.register.queries import visible
from travaux.rules.access import Right, Role, require
from travaux.rules.lifecycle import PRIVATE, Confirmation, How, State
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import line, paragraphs


@action
def confirm_source(act: Act, ref: str, entity: int, evidence: str = "") -> None:
    """Confirm that an entity stands behind a document: by itself, or by an officer with evidence.

    It may be done after the deadline.
    """
    document, source = _source(act, ref, entity, Right.CONFIRM)
    by_officer = act.actor.role is Role.OFFICER and act.actor.entity != entity
    if source.confirmation == Confirmation.CONFIRMED:
        raise Conflict(f"{source.name} is a confirmed source already.")
    if source.confirmation == Confirmation.CONTESTED and by_officer:
        raise Conflict(f"{source.name} contested this. Only {source.name} itself may confirm it.")
    source.evidence = paragraphs(evidence, "evidence", field="evidence", needed=by_officer)
    source.confirmation = Confirmation.CONFIRMED.value
    source.how = (How.OFFICER if by_officer else How.ITSELF).value
    source.settled_at = act.at
    source.contest_reason = ""
    source.save()
    record(
        act,
        "source confirmed",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        source=source.name,
        how=source.how,
        evidence=source.evidence,
    )


@action
def contest_source(act: Act, ref: str, entity: int, reason: str) -> None:
    """Contest that an entity stands behind a document; the correction is visible to all (R4)."""
    document, source = _source(act, ref, entity, Right.CONTEST)
    source.confirmation = Confirmation.CONTESTED.value
    source.how = ""
    source.settled_at = act.at
    source.contest_reason = paragraphs(reason, "reason", field="reason", needed=True)
    source.save()
    record(
        act,
        "source contested",
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        source=source.name,
        reason=source.contest_reason,
    )


@action
def add_source(act: Act, ref: str, version: int, entity: int, name: str = "") -> None:
    """Add a joint source to what is not posted yet; it is proposed until it confirms (R4)."""
    document = take(act, ref, Right.PREPARE, version=version)
    in_preparation(document)
    row = Entity.objects.filter(id=entity).first()
    if row is None or Source.objects.filter(document=document, entity=entity).exists():
        raise Invalid("Choose an entity that is not named yet.", field="entity")
    standing = row.standing_since is not None and row.standing_since <= act.at
    source = Source.objects.create(
        document=document,
        position=Source.objects.filter(document=document).count(),
        entity=row,
        name=line(name, "name of the source", field="name", needed=False) or row.name,
        confirmation=(Confirmation.CONFIRMED if standing else Confirmation.PROPOSED).value,
        how=How.STANDING.value if standing else "",
        settled_at=act.at if standing else None,
    )
    save(document)
    record(act, "source proposed", document=document.id, title=document.title, source=source.name)


def _source(act: Act, ref: str, entity: int, right: Right) -> tuple[Document, Source]:
    """Return a document and its source; the right is one on the source's entity."""
    document = visible.document(act.actor, ref)
    require(act.actor, right, entity)
    if State(document.state) in PRIVATE:
        raise Conflict("The document is still in preparation; nothing can be confirmed yet.")
    source = Source.objects.filter(document=document, entity=entity).first()
    if source is None:
        raise NotFound("This entity is not named as a source of the document.")
    return document, source
