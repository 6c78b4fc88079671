"""Which documents an actor may know of, and which she may read: the one place (R7, R32, R33).

Here, and only here, models are reached; every query and action begins with one of these.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from travaux.register.models import Document, Source
from travaux.rules.access import Actor, Audience, Right, Role, Verdict, may, reach, sees
from travaux.rules.lifecycle import IN_REGISTER, PRIVATE, Confirmation, State
from travaux.rules.refusal import Conflict, NotFound

ABSENT = "There is no such document, or it is not open to you. Check the symbol, or sign in."


def entries(actor: Actor) -> QuerySet[Document]:
    """Return the documents whose entries the actor may see, in the actor's process."""
    known = Q(state__in=IN_REGISTER, entry_audience__in=reach(actor)) & ~Q(symbol="")
    if actor.role in (Role.OFFICER, Role.SYSTEM):
        known |= ~Q(state__in=PRIVATE)
    if own(actor):
        named = Q(id__in=_named(actor).values("document"))
        known |= Q(entity=actor.entity) | (named & ~Q(state__in=PRIVATE))
    return Document.objects.filter(known, process=actor.process)


def contents(actor: Actor, at: datetime) -> QuerySet[Document]:
    """Return the documents whose files the actor may read at an instant.

    An entity that contested its name is no source: it still knows of the document, to say otherwise
    later (R4), but reads only what is open to it as to others.
    """
    audiences = reach(actor)
    opened = Q(opens_at__lte=at) & ~Q(opens_to="")
    open_ = Q(opens_to__in=audiences) & opened | Q(content_audience__in=audiences) & ~opened
    readable = Q(state=State.POSTED) & open_
    if actor.role in (Role.OFFICER, Role.SYSTEM):
        readable |= ~Q(state__in=PRIVATE)
    if own(actor):
        sources = _named(actor).exclude(confirmation=Confirmation.CONTESTED.value)
        named = Q(id__in=sources.values("document"))
        readable |= Q(entity=actor.entity) | (named & ~Q(state__in=PRIVATE))
    return entries(actor).filter(readable)


def _named(actor: Actor) -> QuerySet[Source]:
    return Source.objects.filter(entity=actor.entity)


def own(actor: Actor) -> bool:
    """Say whether the actor works on the desk of an entity."""
    return bool(actor.entity and may(actor, Right.READ_DRAFTS, actor.entity))


def audience_of(document: Document, at: datetime) -> Audience:
    """Return the audience of a document's content at an instant (R33)."""
    if document.opens_to and document.opens_at is not None and document.opens_at <= at:
        return Audience(document.opens_to)
    return Audience(document.content_audience)


def reads(actor: Actor, document: Document, entities: frozenset[int], at: datetime) -> Verdict:
    """Say whether the actor may read the files of a document whose entry she sees, and why.

    `entities` are the document's sources, contested ones apart, and the entity on whose desk it
    lies. Agrees with
    `contents` on each document; a test holds the two together.
    """
    state = State(document.state)
    own_entity = own(actor) and actor.entity in entities
    if own_entity and (state not in PRIVATE or document.entity_id == actor.entity):
        return sees(actor, Audience.DELEGATION, entities)
    if actor.role in (Role.OFFICER, Role.SYSTEM) and state not in PRIVATE:
        return sees(actor, audience_of(document, at))
    if state is not State.POSTED:
        return Verdict(False, f"It is {state.value}; its sources and the secretariat can read it.")
    return sees(actor, audience_of(document, at))


def document(actor: Actor, ref: str, version: int | None = None) -> Document:
    """Return a document that the actor may know of, by its random name.

    Raises NotFound, also for one that she may not know of; Conflict where it was changed since the
    `version` that she had before her.
    """
    found = entries(actor).filter(ref=ref).select_related("process").first()
    if found is None:
        raise NotFound(ABSENT)
    if version is not None and version != found.version:
        raise Conflict(
            "Someone changed this document since you opened the page. Nothing was overwritten:"
            " look at it as it is now, and do it again if it is still right."
        )
    return found
