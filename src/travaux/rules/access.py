"""Who may do what, and who may see what: the one table, and verdicts that bear their reason (R32).

An actor is one person in one capacity, in one process, at one moment. The same table answers both
"may I do this to that?" and, through `reach`, "which things may I see at all?".
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec

from travaux.rules.refusal import Forbidden


class Role(StrEnum):
    """A capacity in which a person acts; one at a time."""

    PUBLIC = "public"
    MEMBER = "member"
    OBSERVER = "observer"
    DELEGATE = "delegate"
    FOCAL_POINT = "focal point"
    HEAD = "head of delegation"
    CONVENER = "convener"
    VICE_CHAIR = "vice-chair"
    CHAIR = "chair"
    OFFICER = "officer"
    SYSTEM = "system"


class Audience(StrEnum):
    """Who may see a thing.

    `members` and `process` do not contain one another: an expert in the process who is no member of
    the body does not see what is for members.
    """

    PUBLIC = "public"
    MEMBERS = "members"
    PROCESS = "process"
    DELEGATION = "delegation"
    SECRETARIAT = "secretariat"


class Right(StrEnum):
    """Something that a person may be allowed to do."""

    PREPARE = "prepare a document"
    CLEAR = "clear a document"
    SUBMIT = "submit a document"
    REPLACE = "replace or withdraw what was submitted"
    CONFIRM = "confirm a joint source"
    CONTEST = "contest an attribution to a source"
    ASK = "ask for a document to be opened"
    READ_DRAFTS = "see a delegation's documents in preparation"
    COMMENT = "comment on drafts"
    SPEAK = "speak in meetings"
    ENTER = "enter what came by e-mail or on paper"
    REGISTER = "register documents and issue symbols"
    POST = "post documents"
    RETURN = "return a document with a reason"
    RULE = "rule whether something was in time, and admit what was late"
    CORRECT = "correct, recall or withdraw what was posted"
    OPEN = "open a document to a wider audience"
    MANAGE = "set up the process: people, series, meetings, windows"
    NOMINATE = "nominate people of a delegation"
    DESIGNATE = "say who speaks for an entity, and who is excused"
    ANNOUNCE = "send calls and circular letters"
    CONCLUDE = "record what a meeting decided on the programme of work"


class Scope(StrEnum):
    """On which things a right is given."""

    OWN = "own"
    """Those of the entity for which the person acts."""
    ALL = "all"


class Grant(msgspec.Struct, frozen=True):
    """What a process changes in the table of rights: a role's right, or (no scope) its absence."""

    role: Role
    right: Right
    scope: Scope | None = None


class Actor(msgspec.Struct, frozen=True):
    """Who asks or acts: a person, the capacity in which, and the process."""

    account: int = 0
    """0 is nobody who signed in, or the machine itself."""
    name: str = ""
    role: Role = Role.PUBLIC
    process: int = 0
    entity: int = 0
    """The entity acted for; 0 for those who act for none."""
    entity_name: str = ""
    member: bool = False
    """Whether the body admitted the person for one of its member entities."""
    operator: bool = False
    """Whether the person runs the installation."""
    grants: tuple[Grant, ...] = ()
    """What the template of the process changes in the table of rights."""


PUBLIC: Final = Actor()
SYSTEM: Final = Actor(name="Travaux", role=Role.SYSTEM)


_DELEGATION: Final[Mapping[Right, Scope]] = {
    Right.PREPARE: Scope.OWN,
    Right.READ_DRAFTS: Scope.OWN,
    Right.ASK: Scope.ALL,
    Right.COMMENT: Scope.OWN,
    Right.SPEAK: Scope.OWN,
}
_HEAD: Final[Mapping[Right, Scope]] = {
    **_DELEGATION,
    Right.CLEAR: Scope.OWN,
    Right.SUBMIT: Scope.OWN,
    Right.REPLACE: Scope.OWN,
    Right.CONFIRM: Scope.OWN,
    Right.CONTEST: Scope.OWN,
    Right.NOMINATE: Scope.OWN,
    Right.DESIGNATE: Scope.OWN,
}
_CHAIR: Final[Mapping[Right, Scope]] = {
    **_HEAD,
    Right.RULE: Scope.ALL,
    Right.CONCLUDE: Scope.ALL,
}
_OFFICER: Final[Mapping[Right, Scope]] = {
    # What an officer prepares, clears and submits is the secretariat's own (R7).
    **dict.fromkeys(
        (Right.PREPARE, Right.READ_DRAFTS, Right.CLEAR, Right.SUBMIT, Right.REPLACE), Scope.OWN
    ),
    **dict.fromkeys(
        (
            Right.CONFIRM,
            Right.ENTER,
            Right.REGISTER,
            Right.POST,
            Right.RETURN,
            Right.RULE,
            Right.CORRECT,
            Right.OPEN,
            Right.MANAGE,
            Right.NOMINATE,
            Right.DESIGNATE,
            Right.ANNOUNCE,
            Right.CONCLUDE,
            Right.SPEAK,
        ),
        Scope.ALL,
    ),
}
TABLE: Final[Mapping[Role, Mapping[Right, Scope]]] = {
    Role.PUBLIC: {},
    Role.MEMBER: {Right.ASK: Scope.ALL},
    Role.OBSERVER: {Right.ASK: Scope.ALL},
    Role.DELEGATE: _DELEGATION,
    Role.FOCAL_POINT: _HEAD,
    Role.HEAD: _HEAD,
    Role.CONVENER: _HEAD,
    Role.VICE_CHAIR: _CHAIR,
    Role.CHAIR: _CHAIR,
    Role.OFFICER: _OFFICER,
    Role.SYSTEM: {Right.OPEN: Scope.ALL},
}
"""The rights of each role; what is not here is not allowed."""

_PARTICIPANTS: Final = frozenset(Role) - {Role.PUBLIC, Role.MEMBER}


class Verdict(msgspec.Struct, frozen=True):
    """Whether something is allowed, and why, or why not and who may."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def may(actor: Actor, right: Right, owner: int = 0) -> Verdict:
    """Say whether an actor has a right, on what belongs to the entity `owner`.

    0 is nobody's in particular: then any scope suffices.
    """
    scope = scope_of(actor.role, right, actor.grants)
    if scope is None:
        return Verdict(False, _denied(actor, right))
    if scope is Scope.OWN and owner and owner != actor.entity:
        return Verdict(False, "Only the delegation whose document it is may do this.")
    return Verdict(True, f"As {_as(actor)} you may {right.value}.")


def require(actor: Actor, right: Right, owner: int = 0) -> None:
    """Raise Forbidden with the reason, unless the actor has the right."""
    verdict = may(actor, right, owner)
    if not verdict:
        raise Forbidden(verdict.reason)


def scope_of(role: Role, right: Right, grants: tuple[Grant, ...] = ()) -> Scope | None:
    """Return on which things a role has a right, where a process changes the table by `grants`."""
    for grant in reversed(grants):
        if grant.role is role and grant.right is right:
            return grant.scope
    return TABLE[role].get(right)


def holders(right: Right, grants: tuple[Grant, ...] = ()) -> tuple[Role, ...]:
    """Return the roles that have a right, for whatever things."""
    return tuple(role for role in Role if scope_of(role, right, grants) is not None)


def reach(actor: Actor) -> frozenset[Audience]:
    """Return the audiences to which an actor belongs, whatever the thing.

    `delegation` is not among them for delegates: whether it reaches them depends on whose the thing
    is, see `sees`. Officers see all that was submitted.
    """
    if actor.role in (Role.OFFICER, Role.SYSTEM):
        return frozenset(Audience)
    found = {Audience.PUBLIC}
    if actor.member or actor.role is Role.MEMBER:
        found.add(Audience.MEMBERS)
    if actor.role in _PARTICIPANTS:
        found.add(Audience.PROCESS)
    return frozenset(found)


def sees(actor: Actor, audience: Audience, entities: frozenset[int] = frozenset()) -> Verdict:
    """Say whether an actor sees what is for an audience and comes from `entities`, and why."""
    if actor.entity and actor.entity in entities:
        return Verdict(True, f"You see it because you act for {actor.entity_name}, its source.")
    if audience in reach(actor):
        return Verdict(True, f"You see it because {_FOR[audience]}.")
    return Verdict(False, f"It is open to {AUDIENCE_WORDS[audience]}.")


def widens(was: Audience, to: Audience) -> bool:
    """Say whether all of one audience are in another, so that going there is opening (R33)."""
    return was is not to and to in _WITHIN[was]


_WITHIN: Final[Mapping[Audience, frozenset[Audience]]] = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.MEMBERS: frozenset({Audience.MEMBERS, Audience.PUBLIC}),
    Audience.PROCESS: frozenset({Audience.PROCESS, Audience.PUBLIC}),
    Audience.DELEGATION: frozenset(Audience) - {Audience.SECRETARIAT},
    Audience.SECRETARIAT: frozenset(Audience),
}
"""In which audiences each is contained."""
AUDIENCE_WORDS: Final[Mapping[Audience, str]] = {
    Audience.PUBLIC: "everyone",
    Audience.MEMBERS: "people whom the body admitted for its members",
    Audience.PROCESS: "the participants of the process",
    Audience.DELEGATION: "the delegation whose document it is, and the secretariat",
    Audience.SECRETARIAT: "the secretariat",
}
_FOR: Final[Mapping[Audience, str]] = {
    Audience.PUBLIC: "it is open to everyone",
    Audience.MEMBERS: "the body admitted you for one of its members",
    Audience.PROCESS: "you take part in the process",
    Audience.DELEGATION: "you are of the secretariat",
    Audience.SECRETARIAT: "you are of the secretariat",
}


def _as(actor: Actor) -> str:
    return actor.role.value + (f" for {actor.entity_name}" if actor.entity_name else "")


def _denied(actor: Actor, right: Right) -> str:
    who = _listed([role.value for role in holders(right, actor.grants)])
    if actor.role is Role.PUBLIC:
        return f"Only {who} may {right.value}. Sign in first if you are one."
    return f"As {_as(actor)} you may not {right.value}; {who} may."


def _listed(words: list[str]) -> str:
    if not words:
        return "nobody in this process"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
