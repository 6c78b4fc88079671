"""The comments that the model case received on the third draft, as values."""

from functools import cache

import msgspec

from travaux.rules.deadline import Timing
from travaux.sample import data, draft
from travaux.text.comment import (
    Comment,
    CommentKind,
    Contribution,
    Form,
    Source,
    Target,
    TargetKind,
)
from travaux.text.tree import Tree

DEADLINE = "2012-10-19"
ZONE = "Europe/Zurich"


class Said(msgspec.Struct, frozen=True):
    """A comment as its source means it: where, which words, what instead."""

    id: str
    at: str
    text: str = ""
    quote: str = ""
    proposed: str | None = None
    kind: CommentKind = CommentKind.GENERAL
    margin: bool = False


class Sent(msgspec.Struct, frozen=True):
    """A contribution as it was sent."""

    symbol: str
    sources: tuple[str, ...]
    kind: str
    form: str
    """letter, house table, iso table or edited copy."""
    received: str
    title: str
    comment: tuple[Said, ...]
    file: str = "docx"
    timing: Timing | None = None
    """Where an officer gave it another class than its instant has."""
    admitted: str = ""
    """Why it is considered although it is late."""

    @property
    def name(self) -> str:
        """The name of its file: `WTPF-IEG-2-3.docx`."""
        return f"{self.symbol.replace('/', '-')}.{self.file}"


@cache
def sent() -> tuple[Sent, ...]:
    """Return all contributions, in the order of their symbols."""
    return msgspec.convert(data("comments")["contribution"], tuple[Sent, ...])


def contributions() -> tuple[Contribution, ...]:
    """Return what a faultless reader would find in the files: the contributions and comments."""
    third = draft("third")
    return tuple(_contribution(one, third) for one in sent())


_FORMS = {
    "letter": Form.LETTER,
    "house table": Form.HOUSE_TABLE,
    "iso table": Form.ISO_TABLE,
    "edited copy": Form.EDITED_COPY,
}


def _contribution(one: Sent, third: Tree) -> Contribution:
    sources = tuple(Source(name, one.kind) for name in one.sources)
    comments = tuple(
        Comment(
            said.id,
            sources,
            (target_of(said, third),),
            said.kind,
            said.text,
            said.proposed,
            received=one.received,
            symbol=one.symbol,
        )
        for said in one.comment
    )
    return Contribution(
        one.name, _FORMS[one.form], sources, one.symbol, one.title, one.received, comments
    )


def target_of(said: Said, third: Tree) -> Target:
    """Return the target of a comment in the third draft: words, a provision, or the whole.

    What is proposed without words that it replaces is missing from the provision.
    """
    if not said.at:
        return Target(TargetKind.DRAFT)
    places = [at for at, citation in enumerate(third.citations()) if citation == said.at]
    if not said.quote:
        first = third.provisions[places[0]].id
        kind = TargetKind.OMISSION if said.proposed else TargetKind.PROVISION
        return Target(kind, first, first, label=said.at)
    for at in places:
        text = third.provisions[at].text
        if said.quote in text:
            start = text.index(said.quote)
            end = start + len(said.quote)
            name = third.provisions[at].id
            return Target(
                TargetKind.SPAN, name, name, start, end, said.at, said.quote,
                text[max(0, start - 40) : start], text[end : end + 40],
            )  # fmt: skip
    raise ValueError(f"{said.id} quotes words that {said.at} has not")
