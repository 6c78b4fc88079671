"""Where each word of a text first came, over a chain of drafts.

Drafts are added one after another. A word that stays keeps the draft it came in; so does one that
moves with its provision or to another, and one that was deleted and returns: what was deleted is
kept in a graveyard, indexed by short sequences of words with their surroundings, and what a later
draft inserts is looked up there before it is called new.

A word may have a source beside its draft: what the change that brought it is attributed to
(`sources`). Draft and source together make a stamp, and the stamp of each word is held as the words
are (`words.Lexicon`): one code point a word, so that a paragraph's history is a `str` beside the
`str` of its words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from travaux.text.comment import Origin
from travaux.text.edits import edits
from travaux.text.likeness import Likeness
from travaux.text.matching import Matching
from travaux.text.same_words import match_same_words
from travaux.text.tree import NOTES, Kind, Provision, Tree
from travaux.text.units import Unit
from travaux.text.words import Lexicon, cut

_GRAM: Final = 4
"""So many words in sequence are found again in the graveyard."""
_AROUND: Final = 3
"""So many words around a deletion are remembered, so that a single word can return."""
_AHEAD: Final = 8
"""So many lines may have gone in one place before the next is sought by its text."""
_LONG: Final = 40
"""Characters from which the same words behind two numbers are one text."""
_FEWEST: Final = 7
"""A run found again is believed from so many words on, or within the same surroundings."""


class Stretch(NamedTuple):
    """Words that first came in one draft, counted from 0, and from what."""

    draft: int
    text: str
    origins: tuple[Origin, ...] = ()
    """Empty where no source is known: the first draft, or a change without one."""


class Sourced(NamedTuple):
    """The words from `start` to `end` of a provision's text came from these origins."""

    start: int
    end: int
    origins: tuple[Origin, ...]


class _Line:
    """A provision of the latest draft: its words and, word by word, the stamp they came with."""

    __slots__ = ("code", "drafts", "family", "kind", "level", "sourced", "text", "words")

    def __init__(
        self, text: str, family: str, kind: Kind, level: int, sourced: Sequence[Sourced] = ()
    ) -> None:
        self.text = text
        self.sourced = sourced
        self.words: list[str] | None = None
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
        self._stamps: list[tuple[int, tuple[Origin, ...]]] = []
        self._now = ""

    def add(self, tree: Tree, sources: Mapping[str, Sequence[Sourced]] | None = None) -> None:
        """Add the next draft; `sources` says by provision which of its words came from what.

        The cost grows with what changed, plus a look at each provision; not with the history. A
        source is given only to words that are new in this draft: others keep theirs.
        """
        self._now = self._stamp(())
        lines, fresh, gone = self._carry_over(tree, sources or {})
        if fresh:
            self._follow(fresh, gone, lines)
        else:
            for at in gone:
                self._bury(self._lines[at], 0, len(self._lines[at].drafts))
        self._lines = lines
        self._count += 1

    def stretches(self) -> list[tuple[Stretch, ...]]:
        """Return, for each provision of the latest draft that has a text, its words by draft."""
        return [tuple(self._stretches(line)) for line in self._lines]

    def drafts(self) -> list[list[int]]:
        """Return, for each provision of the latest draft that has a text, the draft of each word.

        Words are those of `words.cut`.
        """
        first = [draft for draft, _ in self._stamps]
        return [[first[ord(stamp) - 1] for stamp in line.drafts] for line in self._lines]

    def _stamp(self, origins: tuple[Origin, ...]) -> str:
        """Return the code point of a new stamp of the draft being added."""
        self._stamps.append((self._count, origins))
        return chr(len(self._stamps))  # NUL is no stamp

    def _stretches(self, line: _Line) -> Iterator[Stretch]:
        words = cut(line.text)
        first: tuple[int, tuple[Origin, ...]] | None = None
        start = 0
        for place in range(len(words) + 1):
            stamp = self._stamps[ord(line.drafts[place]) - 1] if place < len(words) else None
            if stamp != first:
                if first is not None:
                    yield Stretch(first[0], "".join(words[start:place]), first[1])
                start, first = place, stamp

    # What stayed as it was

    def _carry_over(
        self, tree: Tree, sources: Mapping[str, Sequence[Sourced]]
    ) -> tuple[list[_Line], list[int], list[int]]:
        """Return the lines of a draft, unchanged ones as they were; the places of others in it.

        Last come the places in the former draft of the lines that are no more.
        """
        olds = self._lines
        lines: list[_Line] = []
        fresh: list[int] = []
        gone: list[int] = []
        at = 0
        for provision in tree.provisions:
            text = provision.text
            if not text:
                continue
            if at < len(olds) and olds[at].text == text:
                lines.append(olds[at])
                at += 1
                continue
            for ahead in range(at + 1, min(at + _AHEAD, len(olds))):
                if olds[ahead].text == text:
                    gone += range(at, ahead)
                    lines.append(olds[ahead])
                    at = ahead + 1
                    break
            else:
                fresh.append(len(lines))
                lines.append(_line(provision, sources.get(provision.id, ())))
        gone += range(at, len(olds))
        return lines, *self._moved(lines, fresh, gone)

    def _moved(
        self, lines: list[_Line], fresh: list[int], gone: list[int]
    ) -> tuple[list[int], list[int]]:
        """Give new lines the history of lines with the same text elsewhere; return the others."""
        if not fresh or not gone:
            return fresh, gone
        waiting: dict[str, list[int]] = defaultdict(list)
        for at in reversed(gone):
            waiting[self._lines[at].text].append(at)
        left = []
        for place in fresh:
            same = waiting.get(lines[place].text)
            if same:
                lines[place] = self._lines[same.pop()]
            else:
                left.append(place)
        gone = sorted(at for same in waiting.values() for at in same)
        return self._renumbered(lines, left, gone)

    def _renumbered(
        self, lines: list[_Line], fresh: list[int], gone: list[int]
    ) -> tuple[list[int], list[int]]:
        """Give lines the history of those that only began with another typed number."""
        waiting: dict[str | None, int] = {
            tail: at for at in gone if (tail := _after_number(self._lines[at].text)) is not None
        }
        left = []
        for place in fresh:
            line = lines[place]
            at = waiting.pop(_after_number(line.text), None) if waiting else None
            if at is None:
                left.append(place)
                continue
            old = self._lines[at]
            gone.remove(at)
            head = cut(line.text[: line.text.index(" ") + 1])
            size = len(_words(old)) - len(cut(old.text[: old.text.index(" ") + 1]))
            line.words = head + _words(old)[-size:]
            line.code = self._lexicon.spell(head) + self._code(old)[-size:]
            line.drafts = self._now * len(head) + old.drafts[-size:]
        return left, gone

    def _follow(self, fresh: list[int], gone: list[int], lines: list[_Line]) -> None:
        """Find the history of changed and new lines."""
        matches = list(self._matched(fresh, gone, lines))
        matched = {id(line) for olds, _ in matches for line in olds}
        for at in gone:
            line = self._lines[at]
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
                line.drafts = self._now * size
                waiting.append((line, 0, size))
        for line, start, end in waiting:
            self._exhume(line, start, end)
            if line.sourced:
                self._name_sources(line, start, end)

    def _name_sources(self, line: _Line, start: int, end: int) -> None:
        """Give the words of a stretch that are new in this draft the sources known for them."""
        stamps = list(line.drafts)
        places = list(accumulate(map(len, _words(line)), initial=0))
        for sourced in line.sourced:
            stamp = ""
            for place in range(start, end):
                middle = (places[place] + places[place + 1]) // 2
                if stamps[place] == self._now and sourced.start <= middle < sourced.end:
                    stamp = stamp or self._stamp(sourced.origins)
                    stamps[place] = stamp
        line.drafts = "".join(stamps)

    def _matched(
        self, fresh: list[int], gone: list[int], lines: list[_Line]
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
        self, fresh: list[int], gone: list[int], lines: list[_Line]
    ) -> tuple[list[_Line], list[_Line]]:
        """Return the changed lines of both drafts with the unchanged ones beside them."""
        missing = {id(self._lines[at]) for at in gone}
        changed = set(fresh)
        beside: set[str] = set()
        for places, there in ((gone, self._lines), (fresh, lines)):
            for place in places:
                for at in (place - 1, place + 1):
                    if 0 <= at < len(there):
                        beside.add(there[at].text)
        olds = [line for line in self._lines if line.text in beside or id(line) in missing]
        news = [line for at, line in enumerate(lines) if line.text in beside or at in changed]
        return olds, news

    def _code(self, line: _Line) -> str:
        if line.code is None:
            line.code = self._lexicon.spell(_words(line))
        return line.code

    # What changed

    def _written_over(self, olds: list[_Line], news: list[_Line]) -> list[tuple[_Line, int, int]]:
        """Give lines that became others their history; return what in them is new."""
        old_words = [word for line in olds for word in _words(line)]
        new_words = [word for line in news for word in _words(line)]
        a = "".join([self._code(line) for line in olds])
        b = "".join([self._code(line) for line in news])
        history = "".join([line.drafts for line in olds])
        now = self._now
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


def _line(provision: Provision, sourced: Sequence[Sourced]) -> _Line:
    kind = provision.kind
    return _Line(provision.text, _family(kind), kind, provision.level, sourced)


def _family(kind: Kind) -> str:
    return "note" if kind in NOTES else "text"


def _unit(line: _Line) -> Unit:
    return Unit(0, 1, line.kind, line.level, line.family, line.text, line.code)


def _after_number(text: str) -> str | None:
    """Return what follows a number typed at the head of a text; None where there is none."""
    head, _, tail = text.partition(" ")
    behind = len(tail) > _LONG and not tail[0].isspace()
    return tail if behind and head[:1].isdigit() else None


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


def _words(line: _Line) -> list[str]:
    """Return the words of a line, cut once; only what changes is ever cut."""
    if line.words is None:
        line.words = cut(line.text)
    return line.words
