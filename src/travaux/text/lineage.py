"""Where each word of a text first came, over a chain of drafts.

Drafts are added one after another. A word that stays keeps the draft it came in; so does one that
moves with its provision or to another, and one that was deleted and returns: what was deleted is
kept in a graveyard, indexed by short sequences of words with their surroundings, and what a later
draft inserts is looked up there before it is called new.

The draft of each word is held as the words are (`words.Lexicon`): one code point a word, so that a
paragraph's history is a `str` beside the `str` of its words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from travaux.text.edits import edits
from travaux.text.likeness import Likeness
from travaux.text.matching import Matching
from travaux.text.same_words import match_same_words
from travaux.text.tree import NOTES, Kind, Tree
from travaux.text.units import Unit
from travaux.text.words import Lexicon, cut

_GRAM: Final = 4
"""So many words in sequence are found again in the graveyard."""
_AROUND: Final = 3
"""So many words around a deletion are remembered, so that a single word can return."""
_FEWEST: Final = 5
"""A run found again is believed from so many words on, or within the same surroundings."""


class Stretch(NamedTuple):
    """Words that first came in one draft, counted from 0."""

    draft: int
    text: str


class _Line:
    """A provision of the latest draft: its words and, word by word, the draft they came in."""

    __slots__ = ("code", "drafts", "family", "kind", "level", "text")

    def __init__(self, text: str, family: str, kind: Kind, level: int) -> None:
        self.text = text
        self.family = family
        self.kind = kind
        self.level = level
        self.code: str | None = None
        self.drafts = ""


class _Grave(NamedTuple):
    code: str
    drafts: str
    """A NUL for a word that was not deleted itself but stood beside what was."""


class Lineage:
    """The history of the words of a text."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._likeness = Likeness(self._lexicon)
        self._lines: list[_Line] = []
        self._count = 0
        self._graves: dict[str, tuple[_Grave, int]] = {}

    def add(self, tree: Tree) -> None:
        """Add the next draft.

        The cost grows with what changed, plus a look at each provision; not with the history.
        """
        lines = [
            _Line(text, _family(provision.kind), provision.kind, provision.level)
            for provision in tree.provisions
            if (text := provision.text)
        ]
        fresh, gone = self._carry_over(lines)
        if fresh:
            self._follow(fresh, gone, lines)
        elif gone:
            for line in gone:
                self._bury(line, 0, len(line.drafts))
        self._lines = lines
        self._count += 1

    def stretches(self) -> list[tuple[Stretch, ...]]:
        """Return, for each provision of the latest draft that has a text, its words by draft."""
        return [tuple(_stretches(line)) for line in self._lines]

    def drafts(self) -> list[list[int]]:
        """Return, for each provision of the latest draft that has a text, the draft of each word.

        Words are those of `words.cut`.
        """
        return [[ord(draft) - 1 for draft in line.drafts] for line in self._lines]

    # What stayed as it was

    def _carry_over(self, lines: list[_Line]) -> tuple[list[int], list[_Line]]:
        """Give unchanged lines their history; return the places of others, and what is left."""
        waiting: dict[str, list[_Line]] = defaultdict(list)
        for line in reversed(self._lines):
            waiting[line.text].append(line)
        fresh = []
        for place, line in enumerate(lines):
            same = waiting.get(line.text)
            if same:
                before = same.pop()
                line.code, line.drafts = before.code, before.drafts
            else:
                fresh.append(place)
        if len(self._lines) == len(lines) - len(fresh):
            return fresh, []
        return fresh, [line for same in waiting.values() for line in reversed(same)]

    def _follow(self, fresh: list[int], gone: list[_Line], lines: list[_Line]) -> None:
        """Find the history of changed and new lines."""
        matches = list(self._matched(fresh, gone, lines))
        matched = {id(line) for olds, _ in matches for line in olds}
        for line in gone:
            if id(line) not in matched:
                self._bury(line, 0, len(self._code(line)))
        waiting: list[tuple[_Line, int, int]] = []
        found = {id(line) for _, news in matches for line in news}
        for olds, news in matches:
            waiting += self._written_over(olds, news)
        for place in fresh:
            line = lines[place]
            if id(line) not in found:
                size = len(self._code(line))
                line.drafts = chr(self._count + 1) * size
                waiting.append((line, 0, size))
        for line, start, end in waiting:
            self._exhume(line, start, end)

    def _matched(
        self, fresh: list[int], gone: list[_Line], lines: list[_Line]
    ) -> Iterator[tuple[list[_Line], list[_Line]]]:
        """Yield the old lines and the new ones that they became."""
        if not gone:
            return
        olds, news = self._with_neighbours(fresh, gone, lines)
        work = Matching(self._likeness, [_unit(line) for line in olds], [_unit(n) for n in news])
        match_same_words(work)
        work.fill_gaps()
        work.find_elsewhere()
        work.fill_gaps()
        work.join_halves()
        for match in work.found():
            before = [olds[place] for place in match.old]
            after = [news[place] for place in match.new]
            if any(not line.drafts for line in after):
                yield before, after

    def _with_neighbours(
        self, fresh: list[int], gone: list[_Line], lines: list[_Line]
    ) -> tuple[list[_Line], list[_Line]]:
        """Return the changed lines of both drafts with the unchanged ones beside them."""
        missing = set(map(id, gone))
        beside: set[str] = set()
        for before, line, after in _in_threes(self._lines):
            if id(line) in missing:
                beside.update((before, after))
        changed = set(fresh)
        for place in fresh:
            for at in (place - 1, place + 1):
                if 0 <= at < len(lines) and at not in changed:
                    beside.add(lines[at].text)
        olds = [line for line in self._lines if id(line) in missing or line.text in beside]
        news = [line for at, line in enumerate(lines) if at in changed or line.text in beside]
        return olds, news

    def _code(self, line: _Line) -> str:
        if line.code is None:
            line.code = self._lexicon.spell(cut(line.text))
        return line.code

    # What changed

    def _written_over(self, olds: list[_Line], news: list[_Line]) -> list[tuple[_Line, int, int]]:
        """Give lines that became others their history; return what in them is new."""
        old_words = [word for line in olds for word in cut(line.text)]
        new_words = [word for line in news for word in cut(line.text)]
        a = "".join([self._code(line) for line in olds])
        b = "".join([self._code(line) for line in news])
        history = "".join([line.drafts for line in olds])
        now = chr(self._count + 1)
        pieces: list[str] = []
        new_spans: list[tuple[int, int]] = []
        at = 0
        for edit in edits(old_words, new_words, a, b):
            pieces.append(history[at : edit.old_start])
            pieces.append(now * (edit.new_end - edit.new_start))
            at = edit.old_end
            if edit.old_end > edit.old_start:
                self._bury_span(a, history, edit.old_start, edit.old_end)
            if edit.new_end > edit.new_start:
                new_spans.append((edit.new_start, edit.new_end))
        pieces.append(history[at:])
        written = "".join(pieces)
        return list(_parted(news, written, new_spans))

    # The graveyard

    def _bury(self, line: _Line, start: int, end: int) -> None:
        self._bury_span(self._code(line), line.drafts, start, end)

    def _bury_span(self, code: str, drafts: str, start: int, end: int) -> None:
        """Remember deleted words with a few of their neighbours."""
        first, last = max(0, start - _AROUND), min(len(code), end + _AROUND)
        grave = _Grave(
            code[first:last],
            "\0" * (start - first) + drafts[start:end] + "\0" * (last - end),
        )
        graves = self._graves
        text = grave.code
        for at in range(len(text) - _GRAM + 1):
            graves[text[at : at + _GRAM]] = (grave, at)

    def _exhume(self, line: _Line, start: int, end: int) -> None:
        """Give new words the history of deleted ones that they repeat."""
        code = self._code(line)
        first, last = max(0, start - _AROUND), min(len(code), end + _AROUND)
        history = list(line.drafts)
        at = first
        while at <= last - _GRAM:
            hit = self._graves.get(code[at : at + _GRAM])
            if hit is None:
                at += 1
                continue
            grave, there = hit
            size = _GRAM
            while (
                at + size < last
                and there + size < len(grave.code)
                and code[at + size] == grave.code[there + size]
            ):
                size += 1
            returned = [
                place
                for place in range(max(at, start), min(at + size, end))
                if grave.drafts[there + place - at] != "\0"
            ]
            if len(returned) >= _FEWEST or size > len(returned):
                for place in returned:
                    history[place] = grave.drafts[there + place - at]
            at += size
        line.drafts = "".join(history)


def _family(kind: Kind) -> str:
    return "note" if kind in NOTES else "text"


def _unit(line: _Line) -> Unit:
    return Unit(0, 1, line.kind, line.level, line.family, line.text, line.code)


def _in_threes(lines: Iterable[_Line]) -> Iterator[tuple[str, _Line, str]]:
    """Yield each line with the texts before and after it."""
    every = list(lines)
    for place, line in enumerate(every):
        before = every[place - 1].text if place else ""
        after = every[place + 1].text if place + 1 < len(every) else ""
        yield before, line, after


def _parted(
    news: list[_Line], written: str, spans: list[tuple[int, int]]
) -> Iterator[tuple[_Line, int, int]]:
    """Give each line its part of a joint history; yield the new spans by line."""
    at = 0
    for line in news:
        size = len(line.code or "")
        line.drafts = written[at : at + size]
        for start, end in spans:
            if start < at + size and end > at:
                yield line, max(start, at) - at, min(end, at + size) - at
        at += size


def _stretches(line: _Line) -> Iterator[Stretch]:
    words = cut(line.text)
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or line.drafts[place] != line.drafts[start]:
            yield Stretch(ord(line.drafts[start]) - 1, "".join(words[start:place]))
            start = place
