"""What a proposal comes to in a draft: the words meant, found in the provisions that it is about.

Where words are not found, or stand in several places, nothing is guessed: the target stays what the
reference named, the quote is kept, and a sentence says why.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace
from rapidfuzz import fuzz

from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.proposals import Act, Proposal
from travaux.text.quotes import Quote, around, locate
from travaux.text.sentences import sentences
from travaux.text.tree import CONTAINERS, OBJECT, Kind

_LIKE: Final = 55.0
"""A proposed text is taken for a rewording of a paragraph or sentence from this likeness on."""
_FEW: Final = 4
"""So few words are a part of a provision, not the provision."""
_LEAD: Final = 10.0
"""By so much it must be liker than the next one."""


class Placed(msgspec.Struct, frozen=True):
    """A proposal in its place; `problem` says why it stays with the whole reference."""

    target: Target
    proposed: str | None
    problem: str = ""


def span(landmarks: Landmarks, found: Quote, label: str = "") -> Target:
    """Return the target of some words of a provision, or of the provision where they are all."""
    provision = landmarks.draft.provisions[found.place]
    text = provision.text
    before, after = around(text, found.start, found.end)
    cited = label or landmarks.citations[found.place]
    whole = not text[: found.start].strip() and not text[found.end :].strip(f"{OBJECT} ")
    return Target(
        TargetKind.PROVISION if whole else TargetKind.SPAN,
        provision.id,
        provision.id,
        0 if whole else found.start,
        0 if whole else found.end,
        cited,
        text[found.start : found.end].replace(OBJECT, ""),
        "" if whole else before,
        "" if whole else after,
    )


def omission(landmarks: Landmarks, place: int, offset: int, label: str = "") -> Target:
    """Return the target of something that the text should say at a place."""
    provision = landmarks.draft.provisions[place]
    before, after = around(provision.text, offset, offset)
    return Target(
        TargetKind.OMISSION,
        provision.id,
        provision.id,
        offset,
        offset,
        label or landmarks.citations[place],
        "",
        before,
        after,
    )


def place(proposal: Proposal, landmarks: Landmarks, target: Target) -> Placed:
    """Return where a proposal belongs, within what its reference named (`target`)."""
    if target.kind is TargetKind.THROUGHOUT:
        return Placed(replace(target, quote=proposal.quote), proposal.proposed)
    if proposal.quote:
        return _of_quote(proposal, landmarks, target)
    if proposal.act is Act.DELETE:
        return _deleted(proposal, landmarks, target)
    if proposal.act is Act.READ:
        return _read(proposal, landmarks, target)
    return _added(proposal, landmarks, target)


def _of_quote(proposal: Proposal, landmarks: Landmarks, target: Target) -> Placed:
    found = locate(proposal.quote, landmarks.draft, landmarks.extent(target))
    proposed = "" if proposal.act is Act.DELETE else proposal.proposed
    if len(found) == 1:
        return Placed(_placed(proposal, landmarks, found[0], target.label), proposed)
    if not found and target.start:
        elsewhere = locate(proposal.quote, landmarks.draft, range(len(landmarks.draft)))
        where = f"they stand in {landmarks.citations[elsewhere[0].place]}" if elsewhere else ""
        problem = f"the words “{_short(proposal.quote)}” are not in {target.label}"
        if len(elsewhere) == 1 and where:
            problem += f"; {where}"
        return Placed(replace(target, quote=proposal.quote), proposed, problem)
    count = f"stand {len(found)} times" if found else "are not"
    problem = f"the words “{_short(proposal.quote)}” {count} in {target.label or 'the draft'}"
    return Placed(replace(target, quote=proposal.quote), proposed, problem)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"


def _placed(proposal: Proposal, landmarks: Landmarks, found: Quote, label: str) -> Target:
    if proposal.act is Act.INSERT_AFTER:
        return omission(landmarks, found.place, found.end, label)
    if proposal.act is Act.INSERT_BEFORE:
        return omission(landmarks, found.place, found.start, label)
    return span(landmarks, found, label)


def _texts(landmarks: Landmarks, target: Target) -> list[int]:
    """Return the provisions with words that a target covers, its heading and notes left out."""
    if not target.start:
        return []
    return [
        one
        for one in landmarks.extent(target)
        if landmarks.draft.provisions[one].kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE)
        and landmarks.draft.provisions[one].runs
    ]


def _sentence(landmarks: Landmarks, target: Target, ordinal: int) -> Quote | None:
    """Return the first or last sentence of a target, any other only of a single provision."""
    texts = _texts(landmarks, target)
    if not texts or (len(texts) > 1 and ordinal not in (1, -1)):
        return None
    one = texts[0] if ordinal > 0 else texts[-1]
    found = sentences(landmarks.draft.provisions[one].text)
    at = ordinal - 1 if ordinal > 0 else len(found) - 1
    return Quote(one, *found[at]) if 0 <= at < len(found) else None


def _deleted(proposal: Proposal, landmarks: Landmarks, target: Target) -> Placed:
    if not target.start:
        return Placed(target, None)
    if not proposal.sentence:
        alone = target.kind is TargetKind.PROVISION and target.start == target.end
        return Placed(
            _entire(landmarks, landmarks.index[target.start], target) if alone else target, ""
        )
    found = _sentence(landmarks, target, proposal.sentence)
    if found is None:
        return Placed(target, None, f"which sentence of {target.label} is meant is not sure")
    return Placed(span(landmarks, found, target.label), "")


def _read(proposal: Proposal, landmarks: Landmarks, target: Target) -> Placed:
    """Place words that something shall read: a named sentence, else what they are likest to."""
    if proposal.sentence:
        found = _sentence(landmarks, target, proposal.sentence)
        if found is not None:
            return Placed(span(landmarks, found, target.label), proposal.proposed)
        return Placed(target, proposal.proposed)
    texts = _texts(landmarks, target)
    if target.kind is TargetKind.HEADING or not texts:
        return Placed(target, proposal.proposed)
    if len(texts) > 1 and target.kind is TargetKind.RANGE:
        one = _likest(proposal.proposed, [landmarks.draft.provisions[at].text for at in texts])
        if one is None:
            at, label = texts[-1], target.label
            end = omission(landmarks, at, len(landmarks.draft.provisions[at].text), label)
            problem = f"what it shall replace in {label} is not said, so it stands at the end of it"
            return Placed(end, proposal.proposed, problem)
        texts = [texts[one]]
    text = landmarks.draft.provisions[texts[0]].text
    parts = sentences(text)
    whole = fuzz.ratio(proposal.proposed, text)
    if len(parts) > 1 and not proposal.whole:
        best = max(parts, key=lambda part: fuzz.ratio(proposal.proposed, text[slice(*part)]))
        if fuzz.ratio(proposal.proposed, text[slice(*best)]) > max(_LIKE, whole + _LEAD):
            return Placed(span(landmarks, Quote(texts[0], *best), target.label), proposal.proposed)
    if _is_fragment(proposal, text):
        problem = f"what “{_short(proposal.proposed)}” shall replace in {target.label} is not said"
        return Placed(target, None, problem)
    return Placed(_entire(landmarks, texts[0], target), proposal.proposed)


def _is_fragment(proposal: Proposal, text: str) -> bool:
    """Say whether a few words without an end cannot be meant for a whole provision."""
    proposed = proposal.proposed.rstrip()
    few = len(proposed.split()) <= _FEW < len(text.split()) / 2
    return few and not proposal.whole and not proposed.endswith((".", "。", "؟", "?", "!"))


def _entire(landmarks: Landmarks, at: int, target: Target) -> Target:
    """Return the target of a whole provision with its words."""
    return span(landmarks, Quote(at, 0, len(landmarks.draft.provisions[at].text)), target.label)


def _likest(words: str, texts: Sequence[str]) -> int | None:
    scores = sorted(((fuzz.ratio(words, text), at) for at, text in enumerate(texts)), reverse=True)
    if scores[0][0] < _LIKE or (len(scores) > 1 and scores[0][0] < scores[1][0] + _LEAD):
        return None
    return scores[0][1]


def _added(proposal: Proposal, landmarks: Landmarks, target: Target) -> Placed:
    if not target.start:
        return Placed(replace(target, kind=TargetKind.OMISSION), proposal.proposed)
    covered = [
        one
        for one in landmarks.extent(target)
        if landmarks.draft.provisions[one].runs
        and landmarks.draft.provisions[one].kind not in (Kind.FOOTNOTE, Kind.ENDNOTE)
    ]
    if not covered or any(
        landmarks.draft.provisions[one].kind in CONTAINERS for one in covered[-1:]
    ):
        return Placed(replace(target, kind=TargetKind.OMISSION), proposal.proposed)
    texts = _texts(landmarks, target) or covered
    own = landmarks.index[target.start]
    if proposal.act is Act.INSERT_AT_HEAD:
        return Placed(omission(landmarks, texts[0], 0, target.label), proposal.proposed)
    alone = target.kind is TargetKind.PROVISION and not proposal.fresh
    last = own if alone else texts[-1]
    end = len(landmarks.draft.provisions[last].text)
    return Placed(omission(landmarks, last, end, target.label), proposal.proposed)


def together(placed: Sequence[Placed], landmarks: Landmarks) -> Placed | None:
    """Return several proposals in one provision as one: the words from the first to the last.

    None where they are not all words of one provision, apart from each other.
    """
    targets = [one.target for one in placed]
    kinds = {TargetKind.SPAN, TargetKind.OMISSION}
    if any(target.kind not in kinds or target.start != targets[0].start for target in targets):
        return None
    if any(one.proposed is None or one.problem for one in placed):
        return None
    at = landmarks.index[targets[0].start]
    text = landmarks.draft.provisions[at].text
    ordered = sorted(placed, key=lambda one: (one.target.from_, one.target.to))
    words, reached = "", ordered[0].target.from_
    for one in ordered:
        if one.target.from_ < reached:
            return None
        words += text[reached : one.target.from_] + (one.proposed or "")
        reached = one.target.to
    found = Quote(at, ordered[0].target.from_, reached)
    return Placed(span(landmarks, found, targets[0].label), words.replace(OBJECT, ""))


def quoted_once(quotations: Iterable[str], landmarks: Landmarks) -> Quote | None:
    """Return where quoted words stand in the draft, if they stand there once and are telling."""
    found: set[Quote] = set()
    for words in quotations:
        if len(words.split()) >= 4 or (len(words) >= 8 and ord(words[0]) > 0x2E80):
            hits = locate(words, landmarks.draft, range(len(landmarks.draft)))
            if len(hits) == 1:
                found.add(hits[0])
    return found.pop() if len(found) == 1 else None


def narrowed(quotations: Iterable[str], landmarks: Landmarks, target: Target) -> Target:
    """Return the words that a comment quotes from what it is about, if they stand there once.

    Where it quotes several stretches of it, or one that stands there twice, the target stays.
    """
    if target.kind not in (TargetKind.PROVISION, TargetKind.RANGE) or not target.start:
        return target
    found: set[Quote] = set()
    for words in quotations:
        if sum(sign.isalnum() for sign in words) >= 3 or not words.isascii():
            found.update(locate(words, landmarks.draft, landmarks.extent(target)))
    return span(landmarks, found.pop(), target.label) if len(found) == 1 else target
