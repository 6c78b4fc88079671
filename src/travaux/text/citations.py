"""What a comment cites in a draft: the provision by its reference, and the words quoted from it.

People cite `§ 2.3.1 (b)`. Each way of finding says how sure it is; below CERTAIN nothing is found.
A form or letter whose words are still to be read is not resolved here but by `landmarks`, which
refuses what is not sure.
"""

import re
from collections import defaultdict
from typing import Final, NamedTuple

import msgspec

from travaux.text.comment import Target, TargetKind
from travaux.text.quotes import Folded, Words, find_words
from travaux.text.tree import Tree

CERTAIN: Final = 0.6
"""What is found with less is not found: a person must say."""
_ELSEWHERE: Final = 20  # characters a quote needs to be sought outside the provision cited


class Resolved(NamedTuple):
    """A target with the ids and offsets of one draft; `score` 0 where it leads nowhere."""

    target: Target
    score: float


_LEADS: Final = re.compile(
    r"^(?:§+|sections?|paragraphs?|paras?\.?|clauses?|articles?|art\.|items?|points?|chapters?"
    r"|chapitre|alinéa|sección|párrafo|apartado|раздел|пункт|подпункт|статья|الفقرة|القسم|البند|第)\s*",
    re.IGNORECASE,
)


def folded_label(label: str) -> str:
    """Return a reference as it is compared: no leading word, blanks, brackets or last point."""
    label = label.strip()
    while label != (shorter := _LEADS.sub("", label)):
        label = shorter
    label = re.sub(r"[\s()\[\]（）]", "", Folded(label).text)
    return label.rstrip(".,:;-段款条节")


class _Labels:
    """The references of one draft, as delegates write them.

    Unlike `Landmarks`, it takes the first of several and the nearest above, and says how sure.
    """

    def __init__(self, draft: Tree) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        last = ""
        for place, citation in enumerate(draft.citations()):
            if citation and (citation != last or draft.provisions[place].label):
                self._places[folded_label(citation)].append(place)
            last = citation

    def find(self, label: str) -> tuple[int, float] | None:
        """Return the place that a reference leads to, and how sure; None where to none.

        A reference to what the draft does not number (`2.3.1 c)` where 2.3.1 has no items) leads
        to the nearest above it, less surely.
        """
        wanted = folded_label(label)
        if not wanted:
            return None
        exact = self._places.get(wanted)
        if exact:
            return exact[0], 1.0 if len(exact) == 1 else 0.8
        while wanted := re.sub(r"[.\-]*(?:\d+|[^\d])$", "", wanted):
            above = self._places.get(wanted)
            if above:
                return above[0], 0.65
        return None


def resolve(target: Target, draft: Tree) -> Resolved:
    """Return a target with the ids and offsets that it means in `draft`, and how sure.

    A provision is found by its id, else by its reference; a quote in it, then in what stands
    below it, then, if long enough, in the only place of the draft that has it. A target that
    leads nowhere comes back as it was with the score 0; one of the whole draft with 1.
    """
    return Finder(draft).resolve(target)


class Finder:
    """A draft made ready to be cited many times."""

    def __init__(self, draft: Tree) -> None:
        self.draft = draft
        self.index = draft.index()
        self.texts = [provision.text for provision in draft.provisions]
        self._labels: _Labels | None = None
        self._folded: list[str] | None = None

    def resolve(self, target: Target) -> Resolved:
        """Return a target with the ids and offsets that it means, as the function `resolve`."""
        if target.kind in {TargetKind.DRAFT, TargetKind.INTERVENTION, TargetKind.COMMENT}:
            return Resolved(target, 1.0)
        score = 1.0
        place = self.index.get(target.start)
        if place is None and target.label:
            if self._labels is None:
                self._labels = _Labels(self.draft)
            found = self._labels.find(target.label)
            if found:
                place, score = found
        if target.quote and target.kind is not TargetKind.THROUGHOUT:
            return self._with_words(target, place, score)
        if place is None:
            return Resolved(target, 1.0 if target.kind is TargetKind.THROUGHOUT else 0.0)
        name = self.draft.provisions[place].id
        end = target.end if target.end in self.index else name
        return Resolved(msgspec.structs.replace(target, start=name, end=end), score)

    def _with_words(self, target: Target, place: int | None, score: float) -> Resolved:
        """Find the words that a target quotes, in the provision cited first."""
        if place is not None:
            text = self.texts[place]
            if target.to > target.from_ and text[target.from_ : target.to] == target.quote:
                return self._at(target, place, Words(target.from_, target.to, 1.0), score)
            for near in range(place, self.draft.end_of(place)):
                found = self._words_in(target, near)
                if found:
                    return self._at(target, near, found, score)
        if len(target.quote) >= _ELSEWHERE:
            spots = self.holders(target.quote)
            found = self._words_in(target, spots[0]) if spots else None
            if found:
                return self._at(target, spots[0], found, 0.85 if len(spots) == 1 else CERTAIN)
        if place is None:
            return Resolved(target, 0.0)
        name = self.draft.provisions[place].id
        at = msgspec.structs.replace(target, start=name, end=target.end or name, from_=0, to=0)
        return Resolved(at, min(score, CERTAIN))

    def holders(self, quote: str) -> list[int]:
        """Return the provisions that have a quote, spelling aside; by likeness none is sought."""
        sought = Folded(quote).text
        if self._folded is None:
            self._folded = [Folded(text).text for text in self.texts]
        return [place for place, text in enumerate(self._folded) if sought and sought in text]

    def _words_in(self, target: Target, place: int) -> Words | None:
        return find_words(target.quote, self.texts[place], target.before, target.after)

    def _at(self, target: Target, place: int, found: Words, score: float) -> Resolved:
        name = self.draft.provisions[place].id
        at = msgspec.structs.replace(target, start=name, end=name, from_=found.start, to=found.end)
        return Resolved(at, round(score * found.score, 3))
