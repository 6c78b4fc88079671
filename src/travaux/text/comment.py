"""Comments on drafts, what became of them, and where changes came from, as values.

These are the joints between the command line, the database, the API and the bundle. What each word
means is said in the field's own rules (R12, R14, R15, R18); here stands only their shape.
"""

import re
from enum import StrEnum
from typing import Final

import msgspec


class TargetKind(StrEnum):
    """What a comment is about (R12)."""

    SPAN = "span"
    PROVISION = "provision"
    RANGE = "range"
    HEADING = "heading"
    FIGURE = "figure"
    TABLE = "table"
    CLAUSE = "clause"
    CITATION = "citation"
    DRAFT = "draft"
    THROUGHOUT = "throughout"
    OMISSION = "omission"
    INTERVENTION = "intervention"
    COMMENT = "comment"


class Target(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that a comment is about (R12), so described that it can be found again (R13).

    `start` and `end` are ids of provisions, both the same but for a range; `from_` and `to` are
    offsets in their texts, for a span. `quote` is the words meant, or the expression replaced
    throughout; `before` and `after` the words around them; `label` the reference as written
    (`2.3.4.1 e)`).
    """

    kind: TargetKind
    start: str = ""
    end: str = ""
    from_: int = msgspec.field(default=0, name="from")
    to: int = 0
    label: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    comments: tuple[str, ...] = ()
    """Ids of the comments that it supports, opposes or amends."""


class CommentKind(StrEnum):
    """What sort of point a comment makes (R14)."""

    GENERAL = "general"
    TECHNICAL = "technical"
    EDITORIAL = "editorial"
    FACTUAL_QUERY = "factual query"
    REFERENCE = "reference"


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entity that stands behind a comment or document, its name as written."""

    name: str
    kind: str = ""
    """Member State, Sector Member, international organization, …; empty where unknown."""
    capacity: str = ""


class Comment(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/comment/1"
):
    """One point made by one or more sources about a draft (R14).

    `received` is an instant in ISO 8601 with its offset, empty where unknown. A comment taken from
    a contribution keeps its `symbol` and the `passage` it stood in.
    """

    id: str
    sources: tuple[Source, ...]
    targets: tuple[Target, ...]
    kind: CommentKind = CommentKind.GENERAL
    text: str = ""
    proposed: str | None = None
    """The words proposed for the target, as they shall read: instead of its quote, or whole, or
    added where something is missing. Empty where they shall go; None where nothing is proposed."""
    reason: str = ""
    attachments: tuple[str, ...] = ()
    language: str = ""
    received: str = ""
    symbol: str = ""
    passage: str = ""


class Form(StrEnum):
    """How a contribution came."""

    LETTER = "letter"
    HOUSE_TABLE = "three-column table"
    ISO_TABLE = "ISO table"
    EDITED_COPY = "edited copy"
    LIST = "list of comments"


class Contribution(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    tag_field="schema",
    tag="travaux/contribution/1",
):
    """A file that brought comments, and the comments it is split into (R14)."""

    name: str
    """The name of the file."""
    form: Form
    sources: tuple[Source, ...] = ()
    symbol: str = ""
    title: str = ""
    received: str = ""
    """When it began to arrive: ISO 8601, empty where unknown."""
    comments: tuple[Comment, ...] = ()
    warnings: tuple[str, ...] = ()
    """Plain sentences: what is wrong, where, what to do. Nothing was dropped because of them."""
    set_aside: tuple[str, ...] = ()
    """Its passages that were read as courtesy and are no comments, for a person to look over."""


_ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z]{1,8}$")


def stem_of(symbol: str, name: str) -> str:
    """Return what the ids of a contribution's comments begin with (`WTPF-IEG/2/3#2`).

    Its symbol, else the name of its file without the ending.
    """
    return " ".join((symbol or _ENDING.sub("", name) or "contribution").split())


class Found(StrEnum):
    """Where a comment's target stands in a later draft (R13)."""

    PLACED = "placed"
    MOVED = "moved"
    LOST = "no longer found"
    UNPLACED = "unplaced"
    """It never had a place but the whole draft, or its reference leads nowhere."""


class Placement(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/placement/1"
):
    """The place of one target of a comment in one draft, a fact apart from the comment (R13).

    `start` and `end` are ids of provisions of that draft, `from_` and `to` offsets in their texts
    where words were meant; empty and 0 where nothing was found.
    """

    comment: str
    target: int
    """Which of the comment's targets, from 0."""
    found: Found
    start: str = ""
    end: str = ""
    from_: int = msgspec.field(default=0, name="from")
    to: int = 0
    score: float = 1.0
    """How sure, 0 to 1."""


class Adopted(StrEnum):
    """Whether what a comment asks for is in a text."""

    VERBATIM = "verbatim"
    REWORDED = "reworded"
    IN_PART = "in part"
    NOT_FOUND = "not found"


class Adoption(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/adoption/1"
):
    """Whether the next draft has what a comment asks for, as found by its words: a proposal."""

    comment: str
    adopted: Adopted
    share: float = 0.0
    """How much of what is proposed stands in the text, 0 to 1."""
    score: float = 0.0
    """How sure, 0 to 1."""
    changes: tuple[str, ...] = ()
    """Ids of the changes that brought it, surest first."""
    words: str = ""
    """The words that the comment and the changes share, or that went as it asked."""


class Answer(StrEnum):
    """What may become of a comment (R15)."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted with changes"
    ALREADY_COVERED = "already covered"
    MERGED = "merged with"
    OVERTAKEN = "overtaken by"
    KEPT_AS_VIEW = "kept as a view"
    DEFERRED = "deferred to"
    RECORDED_IN_REPORT = "recorded in the report"
    NOTED = "noted"
    NOT_ACCEPTED = "not accepted"
    OUT_OF_SCOPE = "out of scope"
    LATE = "late, not considered"
    WITHDRAWN = "withdrawn"


class Disposition(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/disposition/1"
):
    """What became of a comment (R15). A reason is owed for every answer but `accepted`."""

    comment: str
    answer: Answer
    reason: str = ""
    refers_to: str = ""
    """The comment merged with or overtaken by; the event or date deferred to."""
    changes: tuple[str, ...] = ()
    """Ids of the changes made because of the comment."""
    confirmed: bool = False


class OriginKind(StrEnum):
    """From what a change may come (R18)."""

    COMMENT = "comment"
    CONTRIBUTION = "contribution"
    INTERVENTION = "intervention"
    CONCLUSION = "conclusion"
    PLEDGE = "pledge"
    SECRETARIAT = "secretariat"


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that a change came from: its kind and its id or symbol."""

    kind: OriginKind
    ref: str = ""


class Attribution(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/attribution/1"
):
    """Where a change came from (R18). Unconfirmed until an officer says so."""

    change: str
    origins: tuple[Origin, ...]
    score: float = 0.0
    """How sure, 0 to 1."""
    words: str = ""
    """The words that the change and its origin share."""
    confirmed: bool = False
