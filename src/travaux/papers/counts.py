"""The comments of a turn counted: by kind of source, in time and late (R6, R20)."""

from typing import Final

import msgspec

from travaux.formats.paper.value import Column, Row, Table
from travaux.papers.turn import Turn
from travaux.papers.wording import cell, said
from travaux.rules.deadline import Timing
from travaux.text.comment import Comment

NOT_STATED: Final = "kind not stated"
JOINT: Final = "jointly, of several kinds"
_ORDER: Final = (
    "member state",
    "sector member",
    "associate",
    "academia",
    "regional organization",
    "international organization",
    "organization",
    "civil society",
    "expert",
    "secretariat",
)
_PLURALS: Final = {
    "member state": "Member States",
    "sector member": "Sector Members",
    "associate": "Associates",
    "regional organization": "Regional organizations",
    "international organization": "International organizations",
    "organization": "Organizations",
    "office holder": "Office holders",
    "individual expert": "Individual experts",
    "expert": "Experts",
    "group": "Groups",
}


class KindCount(msgspec.Struct, frozen=True):
    """How many comments came from sources of one kind; a joint comment counts once."""

    kind: str
    sources: int
    comments: int
    in_time: int
    late: int
    unknown: int


def timings(turn: Turn) -> dict[str, Timing]:
    """Return the timing of each comment by its id, UNKNOWN where the turn does not say."""
    known = dict.fromkeys([comment.id for comment in turn.comments], Timing.UNKNOWN)
    known.update(zip([comment.id for comment in turn.comments], turn.timings, strict=False))
    return known


def is_timed(turn: Turn) -> bool:
    """Say whether it is known of any comment if it came in time: without a deadline it is not."""
    return any(timing is not Timing.UNKNOWN for timing in turn.timings)


def is_apart(turn: Turn, timing: Timing, name: str) -> bool:
    """Say whether a comment is kept apart: late, and not admitted (R6)."""
    return timing is Timing.LATE and name not in turn.admitted


def kind_of(comment: Comment) -> str:
    """Return the kind of a comment's sources as it is counted."""
    kinds = {source.kind.strip().lower() for source in comment.sources if source.kind.strip()}
    if not kinds:
        return NOT_STATED
    return kinds.pop() if len(kinds) == 1 else JOINT


def by_kind(turn: Turn) -> tuple[KindCount, ...]:
    """Return the counts of each kind of source, in the field's order, `kind not stated` last."""
    timing = timings(turn)
    held: dict[str, list[Comment]] = {}
    for comment in turn.comments:
        held.setdefault(kind_of(comment), []).append(comment)
    return tuple(_count(kind, held[kind], timing) for kind in sorted(held, key=_rank))


def total(turn: Turn) -> KindCount:
    """Return the counts of all comments."""
    return _count("Total", list(turn.comments), timings(turn))


def _rank(kind: str) -> tuple[int, str]:
    if kind == NOT_STATED:
        return len(_ORDER) + 2, ""
    if kind == JOINT:
        return len(_ORDER) + 1, ""
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), kind


def _count(kind: str, comments: list[Comment], timing: dict[str, Timing]) -> KindCount:
    found = [timing[comment.id] for comment in comments]
    names = {source.name for comment in comments for source in comment.sources}
    return KindCount(
        kind,
        len(names),
        len(comments),
        found.count(Timing.IN_TIME),
        found.count(Timing.LATE),
        found.count(Timing.UNKNOWN),
    )


def plural(kind: str) -> str:
    """Return a kind of source as the head of its line: `Member States`."""
    return _PLURALS.get(kind, kind[:1].upper() + kind[1:])


def table(turn: Turn) -> Table:
    """Return the counts as a table, the total last."""
    rows = [*by_kind(turn), total(turn)]
    titles = ["Sources", "Comments"]
    if is_timed(turn):
        unknown = any(row.unknown for row in rows)
        titles += ["In time", "Late", *(["Time not known"] if unknown else [])]
    columns = (Column("Kind of source", 5), *[Column(title, 2, number=True) for title in titles])
    return Table(
        "Comments by kind of source",
        columns,
        tuple(
            Row(
                tuple(
                    cell(said(text))
                    for text in (
                        plural(row.kind),
                        *[f"{number:,}" for number in _numbers(row)[: len(titles)]],
                    )
                )
            )
            for row in rows
        ),
    )


def _numbers(row: KindCount) -> list[int]:
    return [row.sources, row.comments, row.in_time, row.late, row.unknown]
