"""What the rows of a comment table are about: their references resolved against the draft."""

import re
from typing import Final

import msgspec
from msgspec.structs import replace
from rapidfuzz import fuzz

from travaux.formats.comment_tables.table import Row, one_line
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import span
from travaux.text.quotes import Quote, locate
from travaux.text.references import Reference, Sort, cited, find, says_throughout

_ID: Final = re.compile(r"[^\s,;“”]+#\d+")
_DASHES: Final = frozenset(("-", "–", "—", "--", "n/a", "N/A", "/"))
_SAME: Final = 60.0
"""An original text is that of the provision whose label it bears from this likeness on."""
_ALIKE: Final = 85.0
"""An original text without a label is taken for the likest provision from this likeness on."""


class Aim(msgspec.Struct, frozen=True):
    """What a row is about, or why that is not known."""

    targets: tuple[Target, ...]
    problem: str = ""

    @property
    def placed(self) -> bool:
        """Whether the row leads to a place of the draft, or to the whole of it."""
        return not self.problem


def unplaced(label: str, problem: str) -> Aim:
    """Return the aim of a row that leads nowhere: the whole draft, the label as written."""
    return Aim((Target(TargetKind.DRAFT, label=label),), problem)


def by_clause(row: Row, landmarks: Landmarks) -> Aim:
    """Return what the clause column, with the column of paragraphs and figures, leads to."""
    clause, part = one_line(row.words("clause")), one_line(row.words("part"))
    label = f"{clause}, {part}" if clause and part else clause or part
    if clause in _DASHES:
        clause = ""
    if not clause and not part:
        return unplaced(label, "it names no clause")
    ids = _ID.findall(clause)
    if ids:
        return Aim((Target(TargetKind.COMMENT, label=label, comments=tuple(ids)),))
    text, references = _references(clause, part)
    if not references:
        heading = landmarks.by_heading(clause)
        if heading is not None:
            return Aim((landmarks.target(heading, label),))
        return unplaced(label, f"“{label}” names no place of the draft")
    return _resolved(references, text, label, landmarks)


def _references(clause: str, part: str) -> tuple[str, list[Reference]]:
    """Return the references of both columns: `2.3.2` and `Paragraph 2` are one."""
    alone = cited(clause)
    if not part:
        return clause, alone
    text = f"{clause}, {part}" if clause else part
    both = cited(text)
    more = [one for one in both if one.start >= len(clause) and clause]
    if more and more[0].sort is not Sort.PLACE:
        return text, more
    joined = len(both) == len(alone) or not alone
    return (text, both) if joined else (clause, alone)


def _resolved(references: list[Reference], text: str, label: str, landmarks: Landmarks) -> Aim:
    targets: list[Target] = []
    within = ""
    for reference in references:
        found = landmarks.resolve(reference, text, within)
        if found.target is None:
            return unplaced(label, found.problem)
        targets.append(found.target)
        if found.target.start:
            within = landmarks.citations[landmarks.index[found.target.start]]
    if len(targets) == 1:
        targets[0] = replace(targets[0], label=label)
    return Aim(tuple(targets))


def by_original(row: Row, landmarks: Landmarks) -> Aim:
    """Return what the original text of a row of the house form leads to."""
    paragraphs = [line.strip() for line in row.words("original").split("\n") if line.strip()]
    if not paragraphs:
        references = find(row.group) or cited(_parenthesis(row.group)) if row.group else []
        text = row.group if find(row.group) else _parenthesis(row.group)
        if references:
            return _resolved(references, text, one_line(row.group), landmarks)
        return unplaced("", "it shows no original text")
    first = paragraphs[0]
    special = _special(first)
    if special is not None:
        return Aim((special,))
    aim = _one(first, landmarks)
    lasts = [line for line in paragraphs[1:] if line.strip("….[] ")]
    if not aim.placed or not lasts:
        return aim
    end = _one(lasts[-1], landmarks)
    target = aim.targets[0]
    if end.placed and end.targets[0].start and target.start:
        reached = landmarks.extent(end.targets[0])[-1]
        if reached > landmarks.extent(target)[-1]:
            last = landmarks.draft.provisions[reached].id
            target = replace(target, kind=TargetKind.RANGE, end=last)
    return Aim((target,))


def _parenthesis(group: str) -> str:
    match = re.search(r"\(([^)]*)\)", group)
    return match[1] if match else ""


def _special(first: str) -> Target | None:
    """Return the target of a row that is on a comment, or on an expression throughout."""
    ids = _ID.findall(first)
    if ids and re.fullmatch(r"(?:comments?\s*)?[^\s]+#\d+(?:[,;]\s*[^\s]+#\d+)*", first, re.I):
        return Target(TargetKind.COMMENT, label=first, comments=tuple(ids))
    if len(first) < 300 and says_throughout(first):
        quoted = re.search(r"[“\"«](.+?)[”\"»]", first)
        return Target(TargetKind.THROUGHOUT, quote=quoted[1] if quoted else "")
    return None


def _one(text: str, landmarks: Landmarks) -> Aim:
    """Return what one paragraph of original text leads to: by its label, its words, or both."""
    place, rest = landmarks.by_label_at_head(text)
    if place is not None:
        provision = landmarks.draft.provisions[place]
        alike = fuzz.ratio(_plain(rest), _plain(provision.plain))
        if not rest.strip() or alike >= _SAME:
            return Aim((landmarks.target(place),))
        inside = _by_words(rest, landmarks, landmarks.extent(landmarks.target(place)))
        if inside is None:
            return _unlike(landmarks.citations[place], text)
        return inside if inside.placed else Aim((landmarks.target(place),))
    references = cited(text) if len(text) < 80 else []
    if references:
        aim = _resolved(references, text, text, landmarks)
        if aim.placed or len(references[0].label) > 2:
            return aim
    heading = landmarks.by_heading(text)
    if heading is not None:
        return Aim((landmarks.target(heading),))
    found = _by_words(text, landmarks, range(len(landmarks.draft)))
    return found or unplaced(_short(text), "its original text is not in the draft")


def _unlike(label: str, text: str) -> Aim:
    return unplaced(_short(text), f"its original text is not that of {label}")


def _by_words(text: str, landmarks: Landmarks, extent: range) -> Aim | None:
    """Return the provision whose words these are, or the words of a provision that they quote."""
    found = locate(text, landmarks.draft, extent)
    if len(found) == 1:
        target = span(landmarks, found[0])
        if target.kind is TargetKind.PROVISION:
            return Aim((replace(target, quote=""),))
        return Aim((target,))
    if found:
        return unplaced(_short(text), "its original text stands in the draft more than once")
    plain = _plain(text)
    scores = sorted(
        (
            (score, at)
            for at in extent
            if landmarks.draft.provisions[at].runs
            and (
                score := fuzz.ratio(
                    plain, _plain(landmarks.draft.provisions[at].plain), score_cutoff=_ALIKE
                )
            )
        ),
        reverse=True,
    )
    if not scores or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    at = scores[0][1]
    length = len(landmarks.draft.provisions[at].text)
    return Aim((replace(span(landmarks, Quote(at, 0, length)), quote=""),))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
