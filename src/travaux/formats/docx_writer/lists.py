"""From labels back to lists: which list, level and start make Word count what the text says.

A list of Word (`w:abstractNum`) has levels with a number format and a pattern; an instance of it
(`w:num`) may restart a level. Counts run per list, through all its instances, in document order;
a count begins again when a higher level is counted (ECMA-376 part 1, section 17.9). We follow the
labels through the text with those rules and choose, for each, what makes exactly that label:
first by going on in a list, then by adding a level to one, then by restarting one, then by a new
list. So what a person sees as one list is one list, and Word goes on counting in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.formats.docx_writer.marked import ListPlace, Paragraph, Standing
from travaux.formats.docx_writer.number_formats import readings, shown, tokens
from travaux.text.tree import Kind, LabelKind

DEEPEST: Final = 8
"""The last level of a list, from 0."""
_REMEMBERED: Final = 12
"""In how many of the lists used last one looks for a label's place."""


@dataclass
class Level:
    """One level: its number format, its pattern (`%1.%2`), where it starts."""

    number_format: str
    pattern: str
    start: int = 1
    legal: bool = False
    """Higher levels are shown as plain digits whatever their own format (`w:isLgl`)."""
    kind: Kind = Kind.PARAGRAPH


@dataclass
class WordList:
    """A `w:abstractNum`."""

    id: int
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass
class Instance:
    """A `w:num`: a list, and the level it restarts with the number it restarts at."""

    id: int
    list: WordList
    restart: tuple[int, int] | None = None


class Lists:
    """All lists of a document; ids are given in order of use."""

    def __init__(self) -> None:
        self.lists: list[WordList] = []
        self.instances: list[Instance] = []

    def new_list(self, levels: dict[int, Level]) -> Instance:
        """Add a list and its first instance."""
        made = WordList(len(self.lists), levels)
        self.lists.append(made)
        return self.new_instance(made)

    def new_instance(self, of: WordList, restart: tuple[int, int] | None = None) -> Instance:
        """Add an instance of a list."""
        made = Instance(len(self.instances) + 1, of, restart)
        self.instances.append(made)
        return made


class Counts:
    """What has been counted so far in one view of one story."""

    def __init__(self) -> None:
        self._values: dict[int, list[int | None]] = {}
        self._begun: set[int] = set()
        self._restarted: set[int] = set()
        self._assumed: set[tuple[int, int]] = set()

    def value(self, of: WordList, level: int) -> int | None:
        """Return the count of a level, None where nothing was counted yet."""
        return self._values.get(of.id, _NOTHING)[level]

    def _next(self, instance: Instance, level: int) -> int | None:
        """Return the next count, None where word processors differ about it."""
        of = instance.list
        if (of.id, level) in self._assumed:
            return None
        if instance.restart is not None and instance.id not in self._restarted:
            restarts, start = instance.restart
            if instance.id not in self._begun:
                return start if restarts == level else None
            if restarts == level:
                return None
        current = self.value(of, level)
        return of.levels[level].start if current is None else current + 1

    def label(self, instance: Instance, level: int) -> str | None:
        """Return the label that the next paragraph there will bear, None where that is unsure."""
        of = instance.list
        own = self._next(instance, level) if level in of.levels else None
        if own is None:
            return None
        return self.rendered(of, level, own)

    def rendered(self, of: WordList, level: int, own: int) -> str:
        """Return the label of a level with a given count of its own."""
        shape = of.levels[level]

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            number = own if at == level else self._upper(of, at)
            number_format = of.levels[at].number_format
            return shown("decimal" if shape.legal and at != level else number_format, number)

        return _PLACEHOLDER.sub(count, shape.pattern)

    def _upper(self, of: WordList, level: int) -> int:
        value = self.value(of, level)
        return of.levels[level].start if value is None else value

    def use(self, instance: Instance, level: int) -> None:
        """Count one paragraph."""
        of = instance.list
        own = self._next(instance, level)
        values = self._values.setdefault(of.id, [None] * (DEEPEST + 1))
        values[level] = of.levels[level].start if own is None else own
        for upper in range(level):
            if values[upper] is None:
                self._assumed.add((of.id, upper))
        for lower in range(level + 1, DEEPEST + 1):
            values[lower] = None
            self._assumed.discard((of.id, lower))
        self._begun.add(instance.id)
        if instance.restart is not None and instance.restart[0] == level:
            self._restarted.add(instance.id)


_NOTHING: Final[list[int | None]] = [None] * (DEEPEST + 1)
_PLACEHOLDER: Final = re.compile("%([1-9])")


@dataclass(frozen=True)
class Number:
    """A stretch of a label read as a number."""

    start: int
    end: int
    number_format: str
    value: int


class Numberer:
    """Gives each automatic label of one view its place in a list."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self.counts = Counts()
        self._recent: list[Instance] = []

    def place(
        self, standing: Standing, following: str, hints: Sequence[ListPlace | None] = ()
    ) -> ListPlace | None:
        """Return the place that gives a paragraph its label, and count it; None without a label.

        `following` is the next label of the same kind and level, which tells `i)` after `h)`
        from the first of `i) ii) iii)`. `hints` are places to try first.
        """
        provision = standing.provision
        if provision.label_kind is not LabelKind.AUTOMATIC or not provision.label:
            return None
        wanted = min(standing.depth, DEEPEST) if provision.kind is Kind.ITEM else None
        found = (
            self._hinted(provision.label, hints)
            or self._going_on(provision.label, wanted, provision.kind)
            or self._made(provision.label, following, wanted, provision.kind)
        )
        instance, level = found
        self.counts.use(instance, level)
        self.remember(instance)
        return ListPlace(instance.id, level)

    def remember(self, instance: Instance) -> None:
        """Make a list the first to look in."""
        if instance in self._recent:
            self._recent.remove(instance)
        self._recent.insert(0, instance)
        del self._recent[_REMEMBERED:]

    def _hinted(self, label: str, hints: Sequence[ListPlace | None]) -> tuple[Instance, int] | None:
        for hint in hints:
            if hint is not None:
                instance = self._lists.instances[hint.num - 1]
                if self.counts.label(instance, hint.level) == label:
                    return instance, hint.level
        return None

    def _going_on(self, label: str, wanted: int | None, kind: Kind) -> tuple[Instance, int] | None:
        for instance in self._recent:
            for level, shape in sorted(instance.list.levels.items()):
                fits = shape.kind is kind and (wanted is None or wanted == level)
                if fits and self.counts.label(instance, level) == label:
                    return instance, level
        return None

    def _made(
        self, label: str, following: str, wanted: int | None, kind: Kind
    ) -> tuple[Instance, int]:
        numbers = _numbers(label, following)
        if numbers is None:
            return self._constant(label, wanted or 0, kind)
        return (
            self._deeper(label, numbers, wanted, kind)
            or self._restarted(label, wanted, kind)
            or self._fresh(label, numbers, wanted, kind)
        )

    def _constant(self, label: str, level: int, kind: Kind) -> tuple[Instance, int]:
        """A bullet, or a label in which nothing counts."""
        bullet = "bullet" if not any(map(str.isalnum, label)) else "decimal"
        shape = Level(bullet, label, kind=kind)
        for instance in self._recent:
            if level not in instance.list.levels and (
                level and instance.list.levels.get(level - 1, shape).number_format == "bullet"
            ):
                instance.list.levels[level] = shape
                return instance, level
        return self._lists.new_list({level: shape}), level

    def _deeper(
        self, label: str, numbers: list[Number], wanted: int | None, kind: Kind
    ) -> tuple[Instance, int] | None:
        """Add a level below one that is being counted: 1.1 below 1, (i) below a)."""
        uppers, own = numbers[:-1], numbers[-1]
        for instance in self._recent:
            of = instance.list
            level = len(uppers) if wanted is None else wanted
            above = self.counts.value(of, level - 1) if level else None
            # A label that does not repeat the counts above it begins again with each of them
            # only where the text says so: items below items.
            nests = bool(uppers) or kind is Kind.ITEM
            if not nests or above is None or level in of.levels or level - 1 not in of.levels:
                continue
            levels = range(level - len(uppers), level)
            if levels and (levels[0] < 0 or any(at not in of.levels for at in levels)):
                continue
            legal = self._legal(of, label, uppers, levels)
            if legal is not None:
                pattern = _pattern(label, numbers, level)
                of.levels[level] = Level(own.number_format, pattern, own.value, legal, kind)
                return instance, level
        return None

    def _legal(self, of: WordList, label: str, uppers: list[Number], levels: range) -> bool | None:
        """Whether the upper numbers are shown as plain digits; None where they are others."""
        written = [label[number.start : number.end] for number in uppers]
        values = [self.counts.value(of, level) or 0 for level in levels]
        if written == [
            shown(of.levels[level].number_format, value)
            for level, value in zip(levels, values, strict=True)
        ]:
            return False
        return True if written == [str(value) for value in values] else None

    def _restarted(self, label: str, wanted: int | None, kind: Kind) -> tuple[Instance, int] | None:
        """Restart a list whose labels hold one number, as a) after a list has come to d)."""
        for instance in self._recent:
            for level, shape in sorted(instance.list.levels.items()):
                if shape.kind is not kind or wanted not in (None, level):
                    continue
                value = _value_in(shape, level, label)
                if value is not None and (level == 0 or kind is Kind.ITEM):
                    return self._lists.new_instance(instance.list, (level, value)), level
        return None

    def _fresh(
        self, label: str, numbers: list[Number], wanted: int | None, kind: Kind
    ) -> tuple[Instance, int]:
        """Begin a list at this label; the counts above it are its levels' starts."""
        level = len(numbers) - 1 if wanted is None else wanted
        numbers = numbers[-min(level, DEEPEST) - 1 :]
        levels = {level: Level("decimal", "", kind=kind)}
        for at, number in enumerate(numbers, level + 1 - len(numbers)):
            levels[at] = Level(number.number_format, f"%{at + 1}.", number.value, kind=kind)
        levels[level].pattern = _pattern(label, numbers, level)
        return self._lists.new_list(levels), level


def _value_in(shape: Level, level: int, label: str) -> int | None:
    """Return the number that a level with one number in its pattern must have for a label."""
    before, mark, after = shape.pattern.partition(f"%{level + 1}")
    if not mark or "%" in before + after:
        return None
    if not (label.startswith(before) and label.endswith(after)):
        return None
    token = label[len(before) : len(label) - len(after)]
    values = dict(readings(token))
    return values.get(shape.number_format)


def _pattern(label: str, numbers: list[Number], level: int) -> str:
    """Return the label with its numbers as %1, %2 ... up to the level's own."""
    shape, end = "", 0
    for at, number in enumerate(numbers, level + 2 - len(numbers)):
        shape += label[end : number.start] + f"%{at}"
        end = number.end
    return shape + label[end:]


def _numbers(label: str, following: str) -> list[Number] | None:
    """Return the numbers of a label, the last being its own; None where nothing counts in it."""
    found = list(tokens(label))
    if not found or label == following or _PLACEHOLDER.search(label):
        return None
    own = _own(label, found, following)
    uppers = [(match, readings(match[0])[0]) for match in found if match.end() <= own.start]
    while len(uppers) > DEEPEST:
        uppers.pop(0)
    return [Number(match.start(), match.end(), *reading) for match, reading in uppers] + [own]


def _own(label: str, found: list[re.Match[str]], following: str) -> Number:
    """Return the number that counts: one that `following` continues, else the likeliest."""
    choices = [
        Number(match.start(), match.end(), *reading)
        for match in reversed(found)
        for reading in readings(match[0])
    ]
    for choice in choices:
        successor = shown(choice.number_format, choice.value + 1)
        if label[: choice.start] + successor + label[choice.end :] == following:
            return choice
    last = [choice for choice in choices if choice.end == choices[0].end]
    return min(last, key=lambda choice: (choice.value != 1, choice.value))


def number(flow: Sequence[Paragraph], lists: Lists) -> None:
    """Give every paragraph of a story its place in a list, in the newer and the older view.

    The newer labels come out as they are in the tree. A paragraph of both views keeps its place
    in the older one if the older label comes out so too: then nothing about it is tracked.
    """
    newer, older = Numberer(lists), Numberer(lists)
    following = _following([paragraph.new for paragraph in flow])
    for paragraph, label in zip(flow, following, strict=True):
        if paragraph.new is not None:
            paragraph.new_place = newer.place(paragraph.new, label)
    following = _following([paragraph.old for paragraph in flow])
    upcoming = _upcoming(flow)
    for paragraph, label, place in zip(flow, following, upcoming, strict=True):
        if paragraph.new_place is not None:
            older.remember(lists.instances[paragraph.new_place.num - 1])
        if paragraph.old is not None:
            hints = (paragraph.new_place, place)
            paragraph.old_place = older.place(paragraph.old, label, hints)


def _following(views: Sequence[Standing | None]) -> Iterator[str]:
    """For each paragraph, the next automatic label of its kind and level below the same parent."""
    next_of: dict[tuple[Kind, int], str] = {}
    found: list[str] = []
    for standing in reversed(views):
        label = ""
        if standing is not None:
            provision = standing.provision
            key = (provision.kind, provision.level)
            label = next_of.get(key, "")
            next_of = {
                other: value for other, value in next_of.items() if other[1] <= provision.level
            }
            if provision.label_kind is LabelKind.AUTOMATIC:
                next_of[key] = provision.label
        found.append(label)
    return reversed(found)


def _upcoming(flow: Sequence[Paragraph]) -> Iterator[ListPlace | None]:
    """For each paragraph, the place of the next one that has a place in the newer view."""
    place: ListPlace | None = None
    found: list[ListPlace | None] = []
    for paragraph in reversed(flow):
        found.append(place)
        place = paragraph.new_place or place
    return reversed(found)
