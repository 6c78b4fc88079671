"""Automatic numbering: what Word counts and shows before a paragraph (ECMA-376-1, 17.9).

`Numbering` is what the file declares; a `Count` walks one view of the text and gives each numbered
paragraph its label.
"""

import re
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import MC, VAL, W14, W, is_on, whole
from travaux.formats.docx_reader.number_formats import write_number
from travaux.formats.docx_reader.styles import NumberPlace, Style, Styles
from travaux.formats.docx_reader.symbols import readable

_LEVELS: Final = 9
_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_LONGEST_LABEL: Final = 255


class Level(msgspec.Struct, frozen=True):
    """One level of a numbering."""

    start: int = 1
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    legal: bool = False
    restart: int | None = None
    """The 1-based level whose use restarts this one; 0 for never; None for any higher one."""
    style: str = ""
    """The paragraph style linked to this level."""
    font: str = ""

    @property
    def is_bullet(self) -> bool:
        """Whether it shows a sign instead of a number."""
        return self.format == "bullet"


class Sequence(msgspec.Struct, frozen=True):
    """A numbering as a paragraph uses it: `num` over `abstractNum`."""

    number: str
    key: str
    """Names the counters: numberings over one abstract definition share them."""
    levels: tuple[Level, ...]
    starts: tuple[int | None, ...]
    """Where each level begins again when this numbering is first used at it (17.9.27)."""


class Shown(msgspec.Struct, frozen=True):
    """The label of a numbered paragraph, and what kind of list it belongs to."""

    label: str
    key: str
    level: int
    format: str
    outline: bool = False
    """Whether its numbering repeats the higher numbers in the lower ones: 1, 1.1, 1.1.1."""

    @property
    def is_bullet(self) -> bool:
        """Whether the label is a sign and no number."""
        return self.format == "bullet"


def _read_level(raw: etree._Element) -> Level:
    number_format, custom = _read_format(raw)
    legal = raw.find(W + "isLgl")
    restart = raw.find(W + "lvlRestart")
    font = raw.find(f"{W}rPr/{W}rFonts")
    text = _value(raw, "lvlText")[:_LONGEST_LABEL]
    return Level(
        start=whole(_value(raw, "start", "1"), 1),
        format=number_format,
        custom=custom,
        text=text,
        legal=legal is not None and is_on(legal.get(VAL)),
        restart=None if restart is None else whole(restart.get(VAL), 0),
        style=_value(raw, "pStyle"),
        font="" if font is None else str(font.get(W + "ascii") or font.get(W + "hAnsi") or ""),
    )


def _read_format(raw: etree._Element) -> tuple[str, str]:
    """Return a level's format and its custom sample, also where Word hid it in an alternative."""
    found = raw.find(W + "numFmt")
    if found is None:
        found = raw.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        found = raw.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    if found is None:
        return "decimal", ""
    custom = found.get(W + "format") or found.get(W14 + "format") or ""
    return str(found.get(VAL) or "decimal"), str(custom)


def _value(raw: etree._Element, name: str, default: str = "") -> str:
    found = raw.find(W + name)
    return default if found is None else str(found.get(VAL) or default)


class Numbering:
    """The numberings a file declares, resolved when first asked for."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._sequences: dict[str, Sequence | None] = {}
        self._by_style_link: dict[str, str] = {}
        if root is None:
            return
        for raw in root.iterchildren(W + "abstractNum"):
            identity = str(raw.get(W + "abstractNumId") or "")
            self._abstract.setdefault(identity, raw)
            link = _value(raw, "styleLink")
            if link:
                self._by_style_link.setdefault(link, identity)
        for raw in root.iterchildren(W + "num"):
            self._numbers.setdefault(str(raw.get(W + "numId") or ""), raw)

    def sequence(self, number: str) -> Sequence | None:
        """Return the numbering of a `numId`, None where it means none (0) or does not exist."""
        if number not in self._sequences:
            self._sequences[number] = self._resolve(number)
        return self._sequences[number]

    def _resolve(self, number: str) -> Sequence | None:
        raw = self._numbers.get(number)
        if raw is None:
            return None
        abstract = self._follow(_value(raw, "abstractNumId"))
        if abstract is None:
            return None
        levels = _levels(self._abstract[abstract])
        starts: list[int | None] = [None] * _LEVELS
        for override in raw.iterchildren(W + "lvlOverride"):
            at = whole(override.get(W + "ilvl"), -1)
            if not 0 <= at < _LEVELS:
                continue
            replaced = override.find(W + "lvl")
            if replaced is not None:
                levels[at] = _read_level(replaced)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[at] = whole(start.get(VAL), 0)
        return Sequence(number, abstract, tuple(levels), tuple(starts))

    def _follow(self, identity: str) -> str | None:
        """Return the abstract definition that holds the levels, through style links (17.9.21)."""
        for _ in range(_LEVELS):
            raw = self._abstract.get(identity)
            if raw is None:
                return None
            link = _value(raw, "numStyleLink")
            if not link:
                return identity
            identity = self._of_number_style(link) or self._by_style_link.get(link, "")
        return None

    def _of_number_style(self, style: str) -> str:
        """Return the abstract definition that a numbering style points to."""
        number = self._styles.get(style).place.number
        raw = self._numbers.get(number or "")
        return "" if raw is None else _value(raw, "abstractNumId")

    def place(self, direct: NumberPlace, style: Style) -> tuple[Sequence, int] | None:
        """Return the numbering and level of a paragraph, from itself or from its style.

        Each of the two is looked up alone: a style may give the level and the one it is based on
        the numbering. `numId` 0 takes a numbering away (17.9.18).
        """
        number = direct.number if direct.number is not None else style.place.number
        if number is None or number == "0":
            return None
        sequence = self.sequence(number)
        if sequence is None:
            return None
        if direct.level is not None:
            return sequence, direct.level
        if direct.number is not None:
            return sequence, _linked_level(sequence, style.id) or 0
        linked = _linked_level(sequence, style.id)
        return sequence, linked if linked is not None else style.place.level or 0


def _linked_level(sequence: Sequence, style: str) -> int | None:
    """Return the level that a paragraph style is linked to (`pStyle`, 17.9.23)."""
    for at, level in enumerate(sequence.levels):
        if style and level.style == style:
            return at
    return None


def _levels(raw: etree._Element) -> list[Level]:
    levels = [Level()] * _LEVELS
    for level in raw.iterchildren(W + "lvl"):
        at = whole(level.get(W + "ilvl"), -1)
        if 0 <= at < _LEVELS:
            levels[at] = _read_level(level)
    return levels


class Count:
    """The counters of one view of a text, moved on by each numbered paragraph in order."""

    def __init__(self) -> None:
        self._counters: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def next(self, sequence: Sequence, level: int) -> Shown:
        """Return the label of the next paragraph at a level of a numbering.

        A start that is overridden counts once, when the numbering is first used at that level;
        afterwards all numberings over one definition go on together. A level that was skipped
        shows its start and has not begun.
        """
        counters = self._counters.setdefault(sequence.key, [None] * _LEVELS)
        override = sequence.starts[level]
        current = counters[level]
        if override is not None and (sequence.number, level) not in self._restarted:
            self._restarted.add((sequence.number, level))
            counters[level] = override
        else:
            counters[level] = sequence.levels[level].start if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            restart = sequence.levels[deeper].restart
            if restart is None or level < restart:
                counters[deeper] = None
        own = sequence.levels[level]
        outline = "%1" in sequence.levels[1].text
        return Shown(_label(sequence, level, counters), sequence.key, level, own.format, outline)


def _label(sequence: Sequence, level: int, counters: list[int | None]) -> str:
    """Return the label that a level's text makes of the counters (17.9.11, 17.9.4)."""
    own = sequence.levels[level]
    if own.is_bullet:
        return readable(own.text, own.font).strip()

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        shown = sequence.levels[at]
        value = counters[at]
        if value is None:  # a level that was skipped
            override = sequence.starts[at]
            value = shown.start if override is None else override
        # In legal numbering all numbers are decimal, the leading zero of `01` included.
        name = "decimal" if own.legal and shown.format not in _DECIMAL else shown.format
        return write_number(value, name, shown.custom) if at <= level else ""

    return _PLACEHOLDER.sub(number, own.text).strip()


_DECIMAL: Final = frozenset({"decimalZero", "none", "custom"})
