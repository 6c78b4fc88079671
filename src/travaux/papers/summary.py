"""A turn on one screen: what came, what was answered, what is in the text."""

import msgspec

from travaux.formats.paper.value import Fact
from travaux.papers import counts
from travaux.papers.counts import KindCount, plural
from travaux.papers.turn import Turn
from travaux.papers.wording import counted
from travaux.text.comment import Adopted
from travaux.text.summary import summarise as summarise_redline


class TurnSummary(msgspec.Struct, frozen=True):
    """The counts of a turn. Comments kept apart as late are owed no answer (R16)."""

    comments: int
    kinds: tuple[KindCount, ...]
    in_time: int
    late: int
    admitted: int
    unknown: int
    groups: int
    answered: int
    """Confirmed by an officer."""
    proposed: int
    """Answers proposed, none of them confirmed."""
    owed: int
    """Comments in time, or admitted, without any answer."""
    in_text: int
    in_part: int
    not_in_text: int
    drafted: bool
    """Whether there is a next draft; without one nothing is said of changes."""
    changes: int
    sourced: int
    unconfirmed: int
    """Changes whose source no officer confirmed."""
    unsourced: int
    moved: int
    renumbered: int


def summarise(turn: Turn) -> TurnSummary:
    """Return the counts of a turn."""
    whole = counts.total(turn)
    adopted = [adoption.adopted for adoption in turn.adoptions]
    sources = {found.change: found for found in turn.attributions if found.origins}
    sourced = [sources[change.id] for change in turn.changes if change.id in sources]
    moved = renumbered = 0
    if turn.next is not None and turn.redline is not None:
        changed = summarise_redline(turn.redline, turn.draft, turn.next)
        moved, renumbered = changed.moved, changed.renumbered
    return TurnSummary(
        comments=whole.comments,
        kinds=counts.by_kind(turn),
        in_time=whole.in_time,
        late=whole.late,
        admitted=len(set(turn.admitted)),
        unknown=whole.unknown,
        groups=len(turn.groups),
        answered=sum(found.confirmed for found in turn.dispositions),
        proposed=sum(not found.confirmed for found in turn.dispositions),
        owed=len(unanswered(turn)),
        in_text=sum(each in (Adopted.VERBATIM, Adopted.REWORDED) for each in adopted),
        in_part=adopted.count(Adopted.IN_PART),
        not_in_text=adopted.count(Adopted.NOT_FOUND),
        drafted=turn.next is not None,
        changes=len(turn.changes),
        sourced=len(sourced),
        unconfirmed=sum(not found.confirmed for found in sourced),
        unsourced=len(turn.changes) - len(sourced),
        moved=moved,
        renumbered=renumbered,
    )


def unanswered(turn: Turn) -> tuple[str, ...]:
    """Return the ids of comments in time, or admitted, that have not even a proposed answer."""
    timing = counts.timings(turn)
    known = {found.comment for found in turn.dispositions}
    return tuple(
        comment.id
        for comment in turn.comments
        if comment.id not in known and not counts.is_apart(turn, timing[comment.id], comment.id)
    )


def lines(turn: Turn) -> tuple[Fact, ...]:
    """Return the facts of a turn for one screen."""
    found = summarise(turn)
    facts = [Fact("Comments received", received(found))]
    facts += [Fact(f"  {plural(kind.kind)}", f"{kind.comments:,}") for kind in found.kinds]
    facts += _answers(found)
    if found.drafted:
        facts += _next_draft(found)
    return tuple(facts)


def answer_facts(turn: Turn) -> tuple[Fact, ...]:
    """Return what the table of dispositions begins with."""
    found = summarise(turn)
    deadline = (Fact("Deadline", turn.deadline),) if turn.deadline else ()
    return (Fact("Comments received", received(found)), *deadline, *_answers(found))


def received(found: TurnSummary) -> str:
    """Return how many comments came, in time and late; without a deadline, only how many."""
    if found.unknown == found.comments:
        return f"{found.comments:,}"
    parts = [f"{found.in_time:,} in time", f"{found.late:,} late"]
    if found.admitted:
        parts[-1] += f" ({found.admitted:,} admitted)"
    if found.unknown:
        parts.append(f"{found.unknown:,} of unknown time")
    return f"{found.comments:,}: {', '.join(parts)}"


def _answers(found: TurnSummary) -> list[Fact]:
    parts = [f"{found.answered:,} confirmed"]
    if found.proposed:
        parts.append(f"{found.proposed:,} proposed by Travaux, not confirmed")
    facts = [Fact("Answers", ", ".join(parts))]
    facts.append(Fact("No answer yet", counted(found.owed, "comment") if found.owed else "none"))
    return facts


def _next_draft(found: TurnSummary) -> list[Fact]:
    asked = [
        f"{found.in_text:,} in the text",
        f"{found.in_part:,} in part",
        f"{found.not_in_text:,} not found in it",
    ]
    known = [f"{found.sourced:,} with a source", f"{found.unsourced:,} with no known source"]
    if found.unconfirmed:
        known[0] += f" ({found.unconfirmed:,} not confirmed)"
    places = [f"{found.moved:,} moved", f"{found.renumbered:,} renumbered"]
    return [
        Fact("What comments ask for", ", ".join(asked)),
        Fact("Changes in the next draft", f"{found.changes:,}: {', '.join(known)}"),
        Fact("Provisions", ", ".join(places)),
    ]
