"""What the words of one point say: the comments and proposals in them, placed in the draft."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from travaux.formats.contributions.points import Point
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import Placed, narrowed, place, quoted_once, span, together
from travaux.text.proposals import Act, Proposal, kind_of, proposals, quotations
from travaux.text.references import says_throughout
from travaux.text.sentences import sentences

_ID: Final = re.compile(r"(?<![\w#])[\w./()-]+#\d+")
_Said = tuple[tuple[Target, ...], str | None, str]


def points_of(
    text: str, targets: tuple[Target, ...], passage: str, landmarks: Landmarks
) -> tuple[list[Point], list[str]]:
    """Return the points that some words on these targets make, and what could not be placed.

    Mostly one; one for each proposal where several change different places.
    """
    problems: list[str] = []
    points = [
        Point(found, said, proposed, (), kind_of(said), passage)
        for found, proposed, said in _said(text, targets, landmarks, problems)
    ]
    return points, problems


def _said(
    text: str, targets: tuple[Target, ...], landmarks: Landmarks, problems: list[str]
) -> Iterator[_Said]:
    ids = _ID.findall(text.split("\n")[0])
    if ids and targets[0].kind is TargetKind.DRAFT and not targets[0].label:
        yield (Target(TargetKind.COMMENT, comments=tuple(dict.fromkeys(ids))),), None, text
        return
    found = proposals(text)
    if not found:
        yield _quoted(text, targets, landmarks), None, text
        return
    placed = [_placed(proposal, text, targets[0], landmarks) for proposal in found]
    one = placed[0] if len(placed) == 1 else together(placed, landmarks)
    if one is not None:
        yield _settled(one, targets, text, problems)
        return
    starts = [0, *[_sentence_of(text, proposal.start) for proposal in found[1:]], len(text)]
    for at, each in enumerate(placed):
        said = text[starts[at] : starts[at + 1]].strip()
        yield _settled(each, targets, said or text, problems)


def _placed(proposal: Proposal, text: str, target: Target, landmarks: Landmarks) -> Placed:
    """Return where a proposal belongs; one made for every place has a target of its own."""
    if says_throughout(text) and proposal.act in (Act.REPLACE, Act.DELETE) and proposal.quote:
        everywhere = replace(target, kind=TargetKind.THROUGHOUT, quote=proposal.quote)
        return Placed(everywhere, proposal.proposed)
    return place(proposal, landmarks, target)


def _settled(placed: Placed, targets: tuple[Target, ...], text: str, problems: list[str]) -> _Said:
    if placed.problem:
        problems.append(placed.problem)
    return (placed.target, *targets[1:]), placed.proposed, text


def _quoted(text: str, targets: tuple[Target, ...], landmarks: Landmarks) -> tuple[Target, ...]:
    """Return the targets, narrowed to words that the point quotes from them."""
    first = targets[0]
    if first.kind is TargetKind.THROUGHOUT and not first.quote:
        quoted = quotations(text)
        return (replace(first, quote=quoted[0]),) if quoted else targets
    lost = first.kind is TargetKind.DRAFT and bool(first.label)
    if len(targets) > 1 or first.kind is TargetKind.COMMENT or lost:
        return targets
    if first.start:
        return (narrowed(quotations(text), landmarks, first),)
    found = quoted_once(quotations(text), landmarks)
    return targets if found is None else (span(landmarks, found, first.label),)


def _sentence_of(text: str, offset: int) -> int:
    """Return where the sentence begins in which an offset lies."""
    starts = [start for start, _ in sentences(text) if start <= offset]
    line = text.rfind("\n", 0, offset) + 1
    return max([line, *starts[-1:]])
