"""From labels back to lists: which list, level and start make Word count what the text says.

We follow the labels through the text as Word would count and choose, for each, what makes exactly
that label: first by going on in a list, then by adding a level to one, then by restarting one,
then by a new list. So what a person sees as one list is one list, and Word goes on counting in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.formats.docx_writer.label_numbers import Number, numbers_of, pattern_of, value_in
from travaux.formats.docx_writer.lists import DEEPEST, Counts, Instance, Level, Lists, WordList
from travaux.formats.docx_writer.marked import Flow, ListPlace, Paragraph, Standing
from travaux.formats.docx_writer.number_formats import shown
from travaux.formats.docx_writer.outline import is_counted
from travaux.text.tree import Kind, LabelKind

_REMEMBERED: Final = 12
"""In how many of the lists used last one looks for a label's place."""
_AHEAD: Final = 3
"""How many of the next labels are looked at to tell what a label counts."""
_Found = tuple[Instance, int]


@dataclass
class _OpenItem:
    """An item that later ones may stand beside or below: its level in the tree and its list."""

    level: int
    list: WordList | None
    depth: int


@dataclass
class _Wish:
    """A label to be made, and where it may be."""

    label: str
    kind: Kind
    depth: int | None
    """The level of a list at which an item must be; None for paragraphs and headings."""
    beside: _OpenItem | None = None
    """The item that this one stands beside: it must be in the same list."""
    open: Sequence[_OpenItem] = ()

    def allows(self, instance: Instance, level: int) -> bool:
        """Whether a reader would see the item beside, or below, the item it should be.

        An item is at the level of the first open one of its list that is as deep or deeper.
        """
        if self.kind is not Kind.ITEM:
            return True
        met = next(
            (item for item in self.open if item.list is instance.list and item.depth >= level),
            None,
        )
        return met is self.beside


class Numberer:
    """Gives each automatic label of one view of a story its place in a list."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts = Counts()
        self._recent: list[Instance] = []
        self._open: dict[int, list[_OpenItem]] = {}

    def place(
        self,
        standing: Standing,
        scope: int,
        following: Sequence[str],
        hints: Sequence[ListPlace | None] = (),
    ) -> ListPlace | None:
        """Return the place that gives a paragraph its label, and count it; None without a label.

        `scope` names the body, cell or note it stands in. `following` are the next labels of
        the same kind and level, which tell `i)` after `h)` from the first of `i) ii) iii)`. `hints`
        are places to try first.
        """
        provision = standing.provision
        open_items = self._open.setdefault(scope, [])
        beside = self._beside(standing, open_items)
        if not is_counted(provision):
            self._note_item(standing, open_items, None, -1)
            return None
        depth = None
        if provision.kind is Kind.ITEM:
            depth = min(standing.depth, DEEPEST)
            depth = beside.depth if beside is not None and beside.list is not None else depth
        wish = _Wish(provision.label, provision.kind, depth, beside, open_items)
        instance, level = (
            self._hinted(wish, hints) or self._going_on(wish) or self._made(wish, following)
        )
        self._counts.use(instance, level)
        self.remember(instance)
        self._note_item(standing, open_items, instance.list, level)
        return ListPlace(instance.id, level)

    def _beside(self, standing: Standing, open_items: list[_OpenItem]) -> _OpenItem | None:
        """Close the items that this paragraph ends, and return the one it stands beside."""
        level = standing.provision.level
        if standing.provision.kind is not Kind.ITEM:
            open_items.clear()
        while open_items and open_items[-1].level > level:
            open_items.pop()
        beside = open_items[-1] if open_items and open_items[-1].level == level else None
        return beside if beside is None or beside.list is not None else None

    @staticmethod
    def _note_item(
        standing: Standing, open_items: list[_OpenItem], of: WordList | None, depth: int
    ) -> None:
        provision = standing.provision
        if provision.kind is Kind.ITEM:
            if open_items and open_items[-1].level == provision.level:
                open_items.pop()
            open_items.append(_OpenItem(provision.level, of, depth))

    def remember(self, instance: Instance) -> None:
        """Make a list the first to look in."""
        if instance in self._recent:
            self._recent.remove(instance)
        self._recent.insert(0, instance)
        del self._recent[_REMEMBERED:]

    def _makes(self, wish: _Wish, instance: Instance, level: int) -> bool:
        fits = self._counts.label(instance, level) == wish.label
        return fits and wish.allows(instance, level)

    def _hinted(self, wish: _Wish, hints: Sequence[ListPlace | None]) -> _Found | None:
        for hint in hints:
            if hint is not None:
                instance = self._lists.instances[hint.num - 1]
                if self._makes(wish, instance, hint.level):
                    return instance, hint.level
        return None

    def _levels(self, wish: _Wish) -> Iterator[tuple[Instance, int, Level]]:
        """Yield the levels of recent lists that the label may belong to by its kind."""
        for instance in self._recent:
            for level, shape in sorted(instance.levels.items()):
                if shape.kind is wish.kind and wish.depth in (None, level):
                    yield instance, level, shape

    def _going_on(self, wish: _Wish) -> _Found | None:
        for instance, level, _ in self._levels(wish):
            if self._makes(wish, instance, level):
                return instance, level
        return None

    def _made(self, wish: _Wish, following: Sequence[str]) -> _Found:
        numbers = numbers_of(wish.label, following)
        if wish.beside is not None:
            return self._restarted(wish) or self._reshaped(wish, numbers)
        if numbers is None:
            return self._constant(wish)
        return self._deeper(wish, numbers) or self._restarted(wish) or self._fresh(wish, numbers)

    def _constant(self, wish: _Wish) -> _Found:
        """A bullet, or a label in which nothing counts."""
        level = wish.depth or 0
        shape = _constant_shape(wish)
        for instance in self._recent:
            above = instance.list.levels.get(level - 1)
            free = level not in instance.list.levels and wish.allows(instance, level)
            if free and above is not None and above.number_format == "bullet":
                instance.list.levels[level] = shape
                return instance, level
        return self._lists.new_list({level: shape}), level

    def _deeper(self, wish: _Wish, numbers: list[Number]) -> _Found | None:
        """Add a level below one that is being counted: 1.1 below 1, (i) below a)."""
        uppers, own = numbers[:-1], numbers[-1]
        # A label that does not repeat the counts above it begins again with each of them only
        # where the text says so: items below items.
        if not uppers and wish.kind is not Kind.ITEM:
            return None
        level = len(uppers) if wish.depth is None else wish.depth
        for instance in self._recent:
            of = instance.list
            if level in of.levels or not wish.allows(instance, level):
                continue
            levels = range(level - len(uppers), level)
            counted = level > 0 and self._counts.value(of, level - 1) is not None
            if not counted or any(at not in of.levels for at in (*levels, level - 1)):
                continue
            legal = self._legal(of, wish.label, uppers, levels)
            # Legal numbering makes plain digits of a level's own number too.
            if legal is not None and not (legal and own.number_format != "decimal"):
                pattern = pattern_of(wish.label, numbers, level)
                of.levels[level] = Level(own.number_format, pattern, own.value, legal, wish.kind)
                return instance, level
        return None

    def _legal(self, of: WordList, label: str, uppers: list[Number], levels: range) -> bool | None:
        """Whether the upper numbers are shown as plain digits; None where they are others."""
        written = [label[number.start : number.end] for number in uppers]
        values = [self._counts.value(of, level) or 0 for level in levels]
        if written == [
            shown(of.levels[level].number_format, value)
            for level, value in zip(levels, values, strict=True)
        ]:
            return False
        return True if written == [str(value) for value in values] else None

    def _restarted(self, wish: _Wish) -> _Found | None:
        """Restart a list whose labels hold one number, as a) after a list has come to d)."""
        for instance, level, shape in self._levels(wish):
            value = value_in(shape, level, wish.label)
            top = level == 0 or wish.kind is Kind.ITEM
            if value is not None and top and wish.allows(instance, level):
                restart = (level, value)
                made = self._lists.new_instance(instance.list, restart, instance.shape)
                if self._counts.label(made, level) == wish.label:
                    return made, level
                self._lists.instances.pop()
        return None

    def _reshaped(self, wish: _Wish, numbers: list[Number] | None) -> _Found:
        """Give a level of a list another shape from here on: a bullet beside numbered items."""
        assert wish.beside is not None
        assert wish.beside.list is not None
        level = wish.beside.depth
        shape, value = _constant_shape(wish), 1
        if numbers is not None:
            own = numbers[-1]
            pattern = pattern_of(wish.label, [own], level)
            shape, value = Level(own.number_format, pattern, own.value, kind=wish.kind), own.value
        return self._lists.new_instance(wish.beside.list, (level, value), shape), level

    def _fresh(self, wish: _Wish, numbers: list[Number]) -> _Found:
        """Begin a list at this label; the counts above it are its levels' starts."""
        level = len(numbers) - 1 if wish.depth is None else wish.depth
        numbers = numbers[-min(level, DEEPEST) - 1 :]
        levels = {level: Level("decimal", "", kind=wish.kind)}
        for at, each in enumerate(numbers, level + 1 - len(numbers)):
            levels[at] = Level(each.number_format, f"%{at + 1}.", each.value, kind=wish.kind)
        levels[level].pattern = pattern_of(wish.label, numbers, level)
        return self._lists.new_list(levels), level


def _constant_shape(wish: _Wish) -> Level:
    bullet = "bullet" if not any(map(str.isalnum, wish.label)) else "decimal"
    return Level(bullet, wish.label, kind=wish.kind)


def number(flow: Flow, lists: Lists) -> None:
    """Give every paragraph of a story its place in a list, in the newer and the older view.

    The newer labels come out as they are in the tree. A paragraph of both views keeps its place
    in the older one if the older label comes out so too: then nothing about it is tracked.
    """
    story = list(_scoped(flow))
    newer, older = Numberer(lists), Numberer(lists)
    following = _following([paragraph.new for paragraph, _ in story])
    for (paragraph, scope), labels in zip(story, following, strict=True):
        if paragraph.new is not None:
            paragraph.new_place = newer.place(paragraph.new, scope, labels)
    following = _following([paragraph.old for paragraph, _ in story])
    upcoming = _upcoming([paragraph for paragraph, _ in story])
    for (paragraph, scope), labels, place in zip(story, following, upcoming, strict=True):
        if paragraph.new_place is not None:
            older.remember(lists.instances[paragraph.new_place.num - 1])
        if paragraph.old is not None:
            hints = (paragraph.new_place, place)
            paragraph.old_place = older.place(paragraph.old, scope, labels, hints)


def _scoped(flow: Flow) -> Iterator[tuple[Paragraph, int]]:
    """Yield the paragraphs of a flow in order, each with a name for the cell or body it is in."""
    for block in flow:
        if isinstance(block, Paragraph):
            yield block, id(flow)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _scoped(cell.flow)


def _following(views: Sequence[Standing | None]) -> Iterator[tuple[str, ...]]:
    """For each paragraph, the next automatic labels of its kind and level, below one parent."""
    next_of: dict[tuple[Kind, int], tuple[str, ...]] = {}
    found: list[tuple[str, ...]] = []
    for standing in reversed(views):
        labels: tuple[str, ...] = ()
        if standing is not None:
            provision = standing.provision
            key = (provision.kind, provision.level)
            labels = next_of.get(key, ())
            for deeper in [other for other in next_of if other[1] > provision.level]:
                del next_of[deeper]
            if provision.label_kind is LabelKind.AUTOMATIC:
                next_of[key] = (provision.label, *labels[: _AHEAD - 1])
        found.append(labels)
    return reversed(found)


def _upcoming(flow: Sequence[Paragraph]) -> Iterator[ListPlace | None]:
    """For each paragraph, the place of the next one that has a place in the newer view."""
    place: ListPlace | None = None
    found: list[ListPlace | None] = []
    for paragraph in reversed(flow):
        found.append(place)
        place = paragraph.new_place or place
    return reversed(found)
