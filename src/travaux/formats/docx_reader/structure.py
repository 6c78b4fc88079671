"""What a paragraph is, and how deep it hangs: kinds and levels, as a careful reader tells them.

The file says little of this (styles, outline levels, list levels); the label says the rest.
"""

import re
import unicodedata
from typing import Final

import msgspec

from travaux.formats.docx_reader.numbering import Shown
from travaux.formats.docx_reader.styles import Style
from travaux.text.tree import OBJECT, Kind, LabelKind, Run

_DECIMAL: Final = re.compile(r"(?:[^\W\d]{3,} |§ ?)?\(?(\d+[A-Z]?(?:[.\-]\d+[A-Z]?)*)\.?\)?:?")
_WORD: Final = re.compile(r"[^\W\d]{3,}\W")
_ROMAN: Final = re.compile(r"[ivxl]+|[IVXL]+")
_CORE: Final = re.compile(r"[\W_]*(\w+)")
LONGEST_HEADING: Final = 120
"""A heading typed as an ordinary paragraph is no longer than this, label aside."""

_QUOTES: Final = frozenset({"quote", "intense quote", "block text", "quotations"})
_CAPTIONS: Final = frozenset({"caption", "figure caption", "table caption"})
_DEEPEST_ITEM: Final = 9


class Look(msgspec.Struct, frozen=True):
    """What is known of a paragraph of one view before its kind is."""

    style: Style
    rank: int
    """The rank of its heading style or outline level, 0 for none."""
    label: str
    label_kind: LabelKind
    shown: Shown | None
    runs: tuple[Run, ...]
    contents: bool
    """Whether it stands in a table of contents field."""


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
        self._base = base
        self._turned = turned
        self._in_table = in_table
        self._heading = base
        self._heading_number: tuple[str, ...] = ()
        self._numbers: list[tuple[tuple[str, ...], int]] = []
        self._items: list[_Item] = []
        self._last_core = ""
        self._followed = base

    @property
    def level(self) -> int:
        """The level of a plain paragraph here: beside the numbered one before it, or its heading's.

        Below `1.1` it would be the parent of `1.2` if it went back to the level of `1`.
        """
        return self._numbers[-1][1] if self._numbers else self._heading + 1

    def place(self, look: Look) -> tuple[Kind, int]:
        """Return the kind and level of the next paragraph, and remember what it opens."""
        kind = self._kind(look)
        if kind is Kind.TITLE:
            return kind, self._open_heading(1, ())
        if kind is Kind.HEADING:
            return kind, self._place_heading(look)
        if kind is Kind.PARAGRAPH and look.label:
            return kind, self._place_numbered(self._number(look))
        if kind is Kind.ITEM:
            return kind, self._place_item(look)
        level = self.level
        if kind is Kind.CONTENTS:
            level += _contents_rank(look.style) - 1
        self._items.clear()
        self._followed = level
        return kind, level

    # Kinds

    def _kind(self, look: Look) -> Kind:
        names = look.style.names
        if look.contents or _contents_rank(look.style, 0):
            return Kind.CONTENTS
        if "toc heading" in names[:1]:
            return Kind.HEADING
        if is_figure(look.runs) and not look.label:
            return Kind.FIGURE
        if any(name in _CAPTIONS for name in names):
            return Kind.CAPTION
        if "title" in names and not look.label:
            return Kind.TITLE
        if look.rank:
            return Kind.HEADING
        if look.label:
            return self._labelled(look)
        return Kind.QUOTE if any(name in _QUOTES for name in names) else Kind.PARAGRAPH

    def _labelled(self, look: Look) -> Kind:
        """Tell a numbered paragraph (`1.1`, `12.`) from an item of a list and a typed heading."""
        number = number_of(look.label)
        if (look.shown is not None and look.shown.is_bullet) or not number:
            return Kind.ITEM
        bracket = look.label.endswith(")") or look.label.startswith("(")
        listed = look.shown is not None and not look.shown.outline and _is_list(look.style)
        if len(number) == 1 and (bracket or listed):
            return Kind.ITEM
        if not self._in_table and _looks_like_heading(look):
            return Kind.HEADING
        return Kind.PARAGRAPH

    # Levels

    def _number(self, look: Look) -> tuple[str, ...]:
        """Return the parts of a decimal label in the order in which they count."""
        number = number_of(look.label)
        return number[::-1] if self._turned and look.label_kind is LabelKind.TYPED else number

    def _place_heading(self, look: Look) -> int:
        number = self._number(look)
        if look.rank:
            return self._open_heading(self._base + look.rank, number)
        if not number:
            return self._open_heading(self._base + 1, ())
        # A heading told by its typed number: below the one whose number begins it.
        known = self._heading_number
        if known and len(number) > len(known) and number[: len(known)] == known:
            return self._open_heading(self._heading + len(number) - len(known), number)
        return self._open_heading(self._base + len(number), number)

    def _open_heading(self, level: int, number: tuple[str, ...]) -> int:
        self._heading = self._followed = level
        self._heading_number = number
        self._numbers.clear()
        self._items.clear()
        return level

    def _place_numbered(self, number: tuple[str, ...]) -> int:
        """Hang `1.1.1` below `1.1` where that is open, else below the heading."""
        while self._numbers:
            known, level = self._numbers[-1]
            if len(known) < len(number) and number[: len(known)] == known:
                break
            self._numbers.pop()
        level = (self._numbers[-1][1] if self._numbers else self._heading) + 1
        if number:
            self._numbers.append((number, level))
        self._items.clear()
        self._followed = level
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


def number_of(label: str) -> tuple[str, ...]:
    """Return the parts of a decimal label: `2.3.4` is ('2', '3', '4'); () where it is none.

    A last zero is no rank of its own: `2.0` opens chapter 2.
    """
    match = _DECIMAL.fullmatch(label.strip())
    if match is None:
        return ()
    parts = tuple(re.split(r"[.\-]", match.group(1)))
    return parts[:-1] if len(parts) == 2 and parts[1] == "0" else parts


def is_figure(runs: tuple[Run, ...]) -> bool:
    """Tell whether a paragraph holds pictures and nothing else."""
    return any(run.figure for run in runs) and all(
        run.figure or not run.text.strip() for run in runs
    )


def _contents_rank(style: Style, default: int = 1) -> int:
    """Return the rank of a style of tables of contents, `default` where it is none."""
    for name in style.names:
        if name.startswith("toc ") and name[4:].isdecimal():
            return int(name[4:5])
        if name == "table of figures":
            return 1
    return default


def _is_list(style: Style) -> bool:
    return any(name.startswith("list") for name in style.names)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences and items do, and headings do not."""
    return text.rstrip()[-1:] in (*".;:,!?。；：，؛،؟…",)


def _looks_like_heading(look: Look) -> bool:
    """Tell whether a number stands before a heading: short, bold throughout, no full stop.

    Conservative: a number and bold type alone are common for defined terms and first sentences.
    """
    text = "".join([run.text for run in look.runs]).replace(OBJECT, "").strip()
    if not text or len(text) > LONGEST_HEADING or ends_sentence(text):
        return False
    return "\n" not in text and all(run.bold for run in look.runs if run.text.strip())
