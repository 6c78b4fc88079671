"""How deep a paragraph hangs: below the headings, numbers and lists that are open before it."""

import re
import unicodedata
from typing import Final

import msgspec

from travaux.formats.docx_reader.headings import Headings
from travaux.formats.docx_reader.house_styles import LOWEST, house_rank
from travaux.formats.docx_reader.kinds import (
    Look,
    contents_rank,
    is_aside,
    is_break,
    is_division,
    kind_of,
    number_of,
)
from travaux.formats.docx_reader.numbering import Shown
from travaux.text.tree import Kind, LabelKind

_ROMAN: Final = re.compile(r"[ivxl]+|[IVXL]+")
_CORE: Final = re.compile(r"[\W_]*(\w+)")
_DEEPEST_ITEM: Final = 9
_NO_CEILING: Final = 1_000_000


class _Item(msgspec.Struct, frozen=True):
    """A list that is open: how its items are marked, and how deep they hang."""

    key: tuple[str, str]
    level: int
    shown: Shown | None

    def ends_at(self, shown: Shown) -> bool:
        """Tell whether a counted item of another rank or list takes this one's place."""
        own = self.shown
        if own is None:
            return False
        if own.key == shown.key:
            return own.level >= shown.level
        return own.level == shown.level and own.format == shown.format


class Outline:
    """Where the next paragraph of one view hangs: the headings, numbers and lists still open."""

    def __init__(self, base: int = 0, *, in_table: bool = False, turned: bool = False) -> None:
        self._turned = turned
        self._in_table = in_table
        self._headings = Headings(base)
        self._numbers: list[tuple[tuple[str, ...], int]] = []
        self._items: list[_Item] = []
        self._last_core = ""
        self._followed = base
        self._broken = False
        self.ceiling = _NO_CEILING
        """The deepest level that the next paragraph may have: after a note that of the note, for
        what follows a note and is deeper is taken for a part of it."""

    @property
    def level(self) -> int:
        """The level of a plain paragraph here: beside the numbered one before it, or its heading's.

        Below `1.1` it would be the parent of `1.2` if it went back to the level of `1`.
        """
        if self._numbers and not self._broken:
            return self._numbers[-1][1]
        return self._headings.level + 1

    def place(self, look: Look) -> tuple[Kind, int]:
        """Return the kind and level of the next paragraph, and remember what it opens."""
        kind, level = self._place(look)
        level = min(level, self.ceiling)
        self.ceiling = _NO_CEILING
        return kind, level

    def _place(self, look: Look) -> tuple[Kind, int]:
        kind = kind_of(look, in_table=self._in_table)
        if kind is Kind.TITLE:
            return kind, self._open_heading(self._headings.ranked(1, "", (), self.ceiling))
        if kind is Kind.HEADING:
            return kind, self._place_heading(look)
        if kind is Kind.PARAGRAPH and look.label and not is_aside(look.label):
            return kind, self._place_numbered(look)
        if kind is Kind.ITEM:
            number = self._number(look)
            return kind, self._hang(number) if len(number) > 1 else self._place_item(look)
        if kind is Kind.PARAGRAPH and not self._in_table and is_break(look):
            self._broken = True
        level = self.level
        if kind is Kind.CONTENTS:
            level += contents_rank(look.style) - 1
        self._items.clear()
        self._followed = level
        return kind, level

    def _number(self, look: Look) -> tuple[str, ...]:
        """Return the parts of a decimal label in the order in which they count."""
        number = number_of(look.label)
        return number[::-1] if self._turned and look.label_kind is LabelKind.TYPED else number

    # Headings

    def _place_heading(self, look: Look) -> int:
        number = self._number(look)
        if look.rank == LOWEST and not look.label and house_rank(look.style.names) == LOWEST:
            return self._open_heading(self._headings.below())
        if look.rank:
            level = self._headings.ranked(look.rank, look.label, number, self.ceiling)
            return self._open_heading(level)
        if not look.label:
            return self._open_heading(self._headings.ranked(1, "", (), self.ceiling))
        return self._open_heading(self._headings.typed(look.label, number))

    def _open_heading(self, level: int) -> int:
        self._followed = level
        self._numbers.clear()
        self._items.clear()
        self._broken = False
        return level

    # Numbered paragraphs and items

    def _place_numbered(self, look: Look) -> int:
        """Hang a numbered paragraph; `Article 5. The text …` opens what a heading would."""
        number = self._number(look)
        if is_division(look.label) and not self._in_table:
            return self._open_heading(self._headings.typed(look.label, number))
        return self._hang(number)

    def _hang(self, number: tuple[str, ...]) -> int:
        """Hang `1.1.1` below `1.1` where that is open, else below the heading."""
        while self._numbers:
            known, level = self._numbers[-1]
            if len(known) < len(number) and number[: len(known)] == known:
                break
            self._numbers.pop()
        level = (self._numbers[-1][1] if self._numbers else self._headings.level) + 1
        if number:
            self._numbers.append((number, level))
        self._items.clear()
        self._followed = level
        self._broken = False
        return level

    def _place_item(self, look: Look) -> int:
        """Hang an item below the paragraph it follows, deeper for each list that is still open.

        A counted list that begins anew at the same rank and in the same format stands beside the
        one before it.
        """
        key, shown = self._list_of(look), look.shown
        for at, known in enumerate(self._items):
            if known.key == key or (shown is not None and known.ends_at(shown)):
                del self._items[at:]
                self._items.append(_Item(key, known.level, shown))
                return known.level
        level = self._items[-1].level + 1 if self._items else self._followed + 1
        if len(self._items) < _DEEPEST_ITEM:
            self._items.append(_Item(key, level, shown))
        return level

    def _list_of(self, look: Look) -> tuple[str, str]:
        """Name the list an item belongs to: what is counted and how it is marked."""
        if look.shown is not None:
            return look.shown.key, str(look.shown.level)
        label = unicodedata.normalize("NFKC", look.label).replace(" ", "")
        match = _CORE.search(label)
        core = match.group(1) if match else ""
        follows = len(core) == 1 == len(self._last_core) and ord(core) == ord(self._last_core) + 1
        self._last_core = core
        if not core:
            form = label
        elif core.isdecimal():
            form = "1"
        elif _ROMAN.fullmatch(core) and not follows:
            form = "i"
        else:
            form = "a"
        case = "A" if core.isupper() else ""
        return form + case, label.replace(core, "", 1) if core else ""
