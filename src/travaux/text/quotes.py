"""Finding what a comment cites: a provision by its reference, and words quoted in it.

People cite `§ 2.3.1 (b)` and quote with other quotation marks, hyphens, capitals and blanks, and
now and then a word wrong. Each way of finding says how sure it is; below CERTAIN nothing is found.
"""

import re
import unicodedata
from collections import defaultdict
from typing import Final, NamedTuple

import msgspec
from rapidfuzz import fuzz

from travaux.text.comment import Target, TargetKind
from travaux.text.tree import Tree

CERTAIN: Final = 0.6
"""What is found with less is not found: a person must say."""
_SHORTEST_LIKE: Final = 12  # folded characters below which a quote is not sought by likeness
_LIKE: Final = 82.0  # of 100, as rapidfuzz counts
_ELSEWHERE: Final = 20  # characters a quote needs to be sought outside the provision cited
_AROUND: Final = 40  # characters of context that are compared


class Words(NamedTuple):
    """Where words stand in one text, and how sure that is."""

    start: int
    end: int
    score: float


class Resolved(NamedTuple):
    """A target with the ids and offsets of one draft; `score` 0 where it leads nowhere."""

    target: Target
    score: float


_SPELT: Final = str.maketrans(
    {
        **dict.fromkeys("’‘‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″「」『』《》〈〉", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "，": ",",
        "。": ".",
        "、": ",",
        "؛": ";",
        "،": ",",
    }
)
_UNSEEN: Final = frozenset("\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc")


class Folded:
    """A text without capitals, accents, doubled blanks and shapes of signs, and the way back."""

    __slots__ = ("places", "text")

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self.places: list[int] = []
        blank = True
        for place, letter in enumerate(text):
            if letter.isspace():
                if not blank:
                    letters.append(" ")
                    self.places.append(place)
                blank = True
                continue
            if letter in _UNSEEN:
                continue
            blank = False
            for plain in _plain(letter):
                letters.append(plain)
                self.places.append(place)
        if letters and letters[-1] == " ":
            letters.pop()
            self.places.pop()
        self.text = "".join(letters)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text as written that a span of the folded one stands for."""
        return self.places[start], self.places[end - 1] + 1


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    spelt = unicodedata.normalize("NFKD", letter.casefold().translate(_SPELT))
    return "".join([part for part in spelt if not unicodedata.combining(part)])


def find_words(quote: str, text: str, before: str = "", after: str = "") -> Words | None:
    """Return where `quote` stands in `text`: exactly, or folded, or by likeness; else None.

    Of several places the one with the most of `before` and `after` around it is taken; where
    nothing tells them apart the first, and the score says that it was a choice (0.7).
    """
    quote = quote.strip()
    if not quote or not text:
        return None
    exact = _occurrences(quote, text)
    if exact:
        return _chosen(exact, text, before, after, 1.0)
    folded, sought = Folded(text), Folded(quote)
    if not sought.text:
        return None
    spots = [folded.back(*span) for span in _occurrences(sought.text, folded.text)]
    if spots:
        return _chosen(spots, text, before, after, 0.95)
    return _alike(sought.text, folded)


def _occurrences(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place of `quote`; of a word not those within another word."""
    inside = quote[0].isalnum() and quote[-1].isalnum() and quote.isascii()
    pattern = rf"\b{re.escape(quote)}\b" if inside else re.escape(quote)
    return [match.span() for match in re.finditer(pattern, text)]


def _chosen(
    spots: list[tuple[int, int]], text: str, before: str, after: str, score: float
) -> Words:
    if len(spots) == 1:
        return Words(*spots[0], score)
    before, after = before.strip()[-_AROUND:], after.strip()[:_AROUND]
    fits = [_fit(spot, text, before, after) for spot in spots]
    best = max(range(len(spots)), key=fits.__getitem__)
    tied = sum(fit == fits[best] for fit in fits) > 1
    return Words(*spots[best], 0.7 if tied else score)


def _fit(spot: tuple[int, int], text: str, before: str, after: str) -> float:
    start, end = spot
    fit = 0.0
    if before:
        fit += fuzz.ratio(before, text[:start].rstrip()[-len(before) :])
    if after:
        fit += fuzz.ratio(after, text[end:].lstrip()[: len(after)])
    return fit


def _alike(quote: str, folded: Folded) -> Words | None:
    """Return the words most like a quote, from one edge of a word to another."""
    if len(quote) < _SHORTEST_LIKE or len(folded.text) < len(quote) // 2:
        return None
    if len(quote) > len(folded.text):
        score = fuzz.ratio(quote, folded.text)
        start, end = 0, len(folded.text)
    else:
        found = fuzz.partial_ratio_alignment(quote, folded.text, score_cutoff=_LIKE)
        if found is None:
            return None
        score, start, end = found.score, found.dest_start, found.dest_end
    if score < _LIKE:
        return None
    while start and folded.text[start - 1].isalnum() and folded.text[start].isascii():
        start -= 1
    while end < len(folded.text) and folded.text[end].isalnum() and folded.text[end].isascii():
        end += 1
    return Words(*folded.back(start, end), round(0.9 * score / 100, 3))


# References


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


class Labels:
    """The references of one draft, as delegates write them."""

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
        self._labels: Labels | None = None
        self._folded: list[str] | None = None

    def resolve(self, target: Target) -> Resolved:
        """Return a target with the ids and offsets that it means, as the function `resolve`."""
        if target.kind in {TargetKind.DRAFT, TargetKind.INTERVENTION, TargetKind.COMMENT}:
            return Resolved(target, 1.0)
        score = 1.0
        place = self.index.get(target.start)
        if place is None and target.label:
            if self._labels is None:
                self._labels = Labels(self.draft)
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
