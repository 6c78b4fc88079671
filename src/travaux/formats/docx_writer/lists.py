"""Lists as Word keeps them, and how it counts.

A list (`w:abstractNum`) has levels with a number format and a pattern; an instance of it (`w:num`)
may restart a level or give it another shape. Counts run per list, through all its instances, in
document order; a count begins again when a higher level is counted (ECMA-376 part 1, 17.9).
"""

import re
from dataclasses import dataclass, field
from typing import Final

from travaux.formats.docx_writer.number_formats import shown
from travaux.text.tree import Kind

DEEPEST: Final = 8
"""The last level of a list, from 0."""


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
    """A `w:num`: a list, the level it restarts with the number it restarts at, a new shape."""

    id: int
    list: WordList
    restart: tuple[int, int] | None = None
    shape: Level | None = None
    """Replaces the list's own shape of the level that is restarted."""

    @property
    def levels(self) -> dict[int, Level]:
        """The levels as this instance shows them."""
        if self.shape is None or self.restart is None:
            return self.list.levels
        return {**self.list.levels, self.restart[0]: self.shape}


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

    def new_instance(
        self,
        of: WordList,
        restart: tuple[int, int] | None = None,
        shape: Level | None = None,
    ) -> Instance:
        """Add an instance of a list."""
        made = Instance(len(self.instances) + 1, of, restart, shape)
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
        return instance.levels[level].start if current is None else current + 1

    def label(self, instance: Instance, level: int) -> str | None:
        """Return the label that the next paragraph there will bear, None where that is unsure."""
        levels = instance.levels
        own = self._next(instance, level) if level in levels else None
        if own is None:
            return None
        shape = levels[level]

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            value = own if at == level else self.value(instance.list, at)
            number = levels[at].start if value is None else value
            return shown("decimal" if shape.legal else levels[at].number_format, number)

        return PLACEHOLDER.sub(count, shape.pattern)

    def use(self, instance: Instance, level: int) -> None:
        """Count one paragraph."""
        of = instance.list
        own = self._next(instance, level)
        values = self._values.setdefault(of.id, [None] * (DEEPEST + 1))
        values[level] = instance.levels[level].start if own is None else own
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
PLACEHOLDER: Final = re.compile("%([1-9])")
"""Stands in a pattern for the count of a level, from 1."""
