"""Kinds and levels for files that name neither: plain text, Markdown and pages of others.

A reader of such a file says what it met, in order; `Outline` gives each provision the level that a
person would see: headings open a rank, numbered paragraphs and items hang below what they follow.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from travaux.text import label_words, numbering
from travaux.text.labels import Typed
from travaux.text.numbering import Family
from travaux.text.tree import Cover, Kind, LabelKind, Provision, Run, Tree
from travaux.text.words import is_rtl

_OUTER: Final = frozenset(
    {"annex", "appendix", "annexe", "appendice", "anexo", "apéndice", "anhang", "anlage"}
    | {"приложение", "الملحق", "المرفق", "ملحق", "مرفق", "allegato", "附件", "附录", "附錄"}
)
"""Divisions that stand beside the whole text, not within its last section."""

_SENTENCE_END: Final = (".", ";", ",", ":", "?", "!", "。", "；", "：", "，", "؛", "؟", "،", "…")
_LONGEST_HEADING: Final = 140


class _Open(msgspec.Struct):
    """A heading or numbered provision that later ones may stand beside or below."""

    label: str
    level: int
    style: tuple[str, str, int]


class Outline:
    """Collects provisions in order and gives each its level.

    Ids are `p1`, `p2`, … in order of arrival.
    """

    def __init__(self) -> None:
        self.provisions: list[Provision] = []
        self._headings: list[_Open] = []
        self._numbered: list[_Open] = []
        self._base = 1
        self._floor = 1
        """The level of a first item: below the paragraph it belongs to."""

    def title(self, runs: tuple[Run, ...]) -> str:
        """Add a line of the title."""
        return self.add(Kind.TITLE, 1, runs)

    def heading(self, runs: tuple[Run, ...], label: str = "", *, rank: int = 0) -> str:
        """Add a heading; without a `rank` its label says how deep it stands."""
        level = rank or self._heading_level(label)
        self._headings = [open_ for open_ in self._headings if open_.level < level]
        self._headings.append(_Open(label, level, _style(label)))
        self._numbered = []
        self._base = self._floor = level + 1
        return self.add(Kind.HEADING, level, runs, label)

    def paragraph(
        self,
        runs: tuple[Run, ...],
        label: str = "",
        *,
        kind: Kind = Kind.PARAGRAPH,
        label_kind: LabelKind = LabelKind.TYPED,
    ) -> str:
        """Add a paragraph (or quote, caption, figure) below the last heading.

        A numbered one may stand below a shorter number (1.1.1 below 1.1).
        """
        if label:
            level = self._numbered_level(label)
        else:
            level = self._base
            self._numbered = []
        self._floor = level + 1 if kind is Kind.PARAGRAPH else self._base
        return self.add(kind, level, runs, label, label_kind=label_kind)

    def item(
        self,
        runs: tuple[Run, ...],
        label: str = "",
        *,
        depth: int = 0,
        label_kind: LabelKind = LabelKind.TYPED,
    ) -> str:
        """Add an item below the paragraph it follows; without a `depth` its label places it."""
        counted = self._floor + depth - 1
        level = counted if depth else self._numbered_level(label, floor=self._floor)
        return self.add(Kind.ITEM, level, runs, label, label_kind=label_kind)

    def add(
        self,
        kind: Kind,
        level: int,
        runs: Iterable[Run] = (),
        label: str = "",
        *,
        label_kind: LabelKind = LabelKind.TYPED,
        columns: int = 1,
        rows: int = 1,
        bookmarks: tuple[str, ...] = (),
    ) -> str:
        """Add a provision at a level that is known, and return its id."""
        runs = joined(runs)
        if kind is Kind.TABLE and level <= self._base:
            self._floor = self._base
        name = f"p{len(self.provisions) + 1}"
        self.provisions.append(
            Provision(
                id=name,
                kind=kind,
                level=level,
                runs=runs,
                label=label,
                label_kind=label_kind if label else LabelKind.NONE,
                rtl=is_rtl("".join(run.text for run in runs)),
                columns=columns,
                rows=rows,
                bookmarks=bookmarks,
            )
        )
        return name

    @property
    def base(self) -> int:
        """The level of a paragraph that stands here without a number."""
        return self._base

    def _heading_level(self, label: str) -> int:
        """Return the level beside an open heading of the same style, else below all that are."""
        style = _style(label)
        if style[0] in _OUTER or not label:
            return 1
        for open_ in reversed(self._headings):
            if open_.style == style:
                return open_.level
            if _is_shallower(style, open_.style):
                return max(1, open_.level - (open_.style[2] - style[2]))
        return len(self._headings) + 1

    def _numbered_level(self, label: str, floor: int = 0) -> int:
        """Return the level of a numbered paragraph, or of an item (which has a `floor`)."""
        style = _style(label)
        beside = self._open_beside(label, style)
        if beside is not None:
            level = beside.level
        elif floor:
            level = self._numbered[-1].level + 1 if self._numbered else floor
        else:
            shorter = [open_ for open_ in self._numbered if _is_shallower(open_.style, style)]
            level = shorter[-1].level + 1 if shorter else self._base
        self._numbered = [open_ for open_ in self._numbered if open_.level < level]
        self._numbered.append(_Open(label, level, beside.style if beside else style))
        return level

    def _open_beside(self, label: str, style: tuple[str, str, int]) -> _Open | None:
        """Return the open provision of the same series, the innermost first."""
        for open_ in reversed(self._numbered):
            if numbering.successor(open_.label, label):
                return open_
        for open_ in reversed(self._numbered):
            if open_.style == style:
                return open_
        return None


def _style(label: str) -> tuple[str, str, int]:
    """Return what two labels of one series share: name or family, marks, depth."""
    if not label:
        return ("", "", 0)
    parsed = numbering.parse(label)
    family = numbering.family_beside(label)
    if family is Family.BULLET:
        return ("bullet", label, 1)
    marks = ("(" if label.startswith("(") else "") + (label[-1] if label[-1] in ")）" else "")
    name = parsed.name.lower() or family.value
    if re.match(r"附[件录錄]", label):
        name = label[:2]
    return (name, marks, numbering.depth(label) or 1)


def _is_shallower(style: tuple[str, str, int], other: tuple[str, str, int]) -> bool:
    """Whether both count in decimals and the first is the shorter."""
    return style[0] == other[0] == Family.DECIMAL.value and style[2] < other[2]


def is_item(label: str) -> bool:
    """Whether a label is that of a list's item: a bullet, `a)`, `(iv)`, `1)`, `a.`"""
    parsed = numbering.parse(label)
    if parsed.name or len(parsed.parts) > 1:
        return False
    family = parsed.parts[0].family
    if family in (Family.BULLET, Family.LOWER_LETTER, Family.LOWER_ROMAN):
        return True
    return label.endswith((")", "）", "-", "–", "°", "º")) and family is not Family.WORD


def reads_as_heading(found: Typed) -> bool:
    """Whether a labelled line has the form of a heading: short, and no sentence's end.

    Where it stands decides the rest: a list of short items has that form too.
    """
    if not found.rest or is_item(found.label):
        return bool(numbering.parse(found.label).name)
    rest = found.rest.rstrip()
    if len(rest) > _LONGEST_HEADING or rest.endswith(_SENTENCE_END):
        return False
    return not rest[0].islower()


def is_division_alone(text: str) -> bool:
    """Whether a line is only the name of a division: `ANNEX`, `Appendice`."""
    return text.strip().lower() in label_words.DIVISIONS[:6] or text.strip().lower() in _OUTER


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs without empty ones, neighbours of the same form made one.

    Runs that call a note or hold a picture stay apart.
    """
    result: list[Run] = []
    pieces: list[str] = []
    for run in runs:
        if not run.text:
            continue
        alone = bool(run.note or run.figure)
        if result and not alone and result[-1].with_text(run.text) == run:
            pieces.append(run.text)
            continue
        if len(pieces) > 1:  # joined at once: page breaks by the million are no reason to wait
            result[-1] = result[-1].with_text("".join(pieces))
        result.append(run)
        pieces = [run.text]
    if len(pieces) > 1:
        result[-1] = result[-1].with_text("".join(pieces))
    return tuple(result)


def trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the joined runs without blanks at either end."""
    result = list(joined(runs))
    while result and not result[0].text.strip():
        del result[0]
    while result and not result[-1].text.strip():
        del result[-1]
    if result:
        result[0] = result[0].with_text(result[0].text.lstrip())
        result[-1] = result[-1].with_text(result[-1].text.rstrip())
    return tuple(result)


def cut_front(runs: Iterable[Run], count: int) -> tuple[Run, ...]:
    """Return the runs without their first `count` characters."""
    result: list[Run] = []
    for run in runs:
        if count >= len(run.text):
            count -= len(run.text)
            continue
        result.append(run.with_text(run.text[count:]))
        count = 0
    return tuple(result)


_SYMBOL: Final = re.compile(r"[A-Z][\w.-]*(?:/[\w.()-]+)+(?: ?\([\w. ]+\))?(?:-[A-Z])?")
_DATE: Final = re.compile(
    rf"(?:\d{{1,2}}\.?(?:\s?[-–]\s?\d{{1,2}}\.?)?\s+(?:de )?(?:{'|'.join(label_words.MONTHS)})"
    rf"(?: de|,)?\s+\d{{4}}|(?:{'|'.join(label_words.MONTHS)})\s+\d{{1,2}},\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日).?",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(source|sources|original|symbol|date|title|отправитель|المصدر|الأصل|fuente|origen|origine)"
    r"\s*[:：]\s*(\S.*)",
    re.IGNORECASE,
)


def cover_of(lines: Iterable[str]) -> Cover:
    """Return what the lines of a title say of the document; dates and symbols are known by form."""
    found: dict[str, str] = {}
    title: list[str] = []
    for line in (line.strip() for line in lines):
        named = _NAMED.fullmatch(line)
        if named is not None:
            found.setdefault(named[1].lower().rstrip("s"), named[2])
        elif _SYMBOL.fullmatch(line):
            found.setdefault("symbol", line)
        elif _DATE.fullmatch(line):
            found.setdefault("date", line)
        elif line:
            title.append(line)
    source = next((found[key] for key in ("source", "المصدر", "fuente") if key in found), "")
    return Cover(
        symbol=found.get("symbol", ""),
        title=found.get("title", " ".join(title)),
        sources=tuple(name.strip() for name in source.split(";") if name.strip()),
        date=found.get("date", ""),
        original=found.get("original", ""),
    )


def normal(tree: Tree) -> Tree:
    """Return the tree in the form in which what is written and read again is equal.

    Neighbouring runs of one form are joined, empty runs dropped, and ids counted anew with all
    that points to them.
    """
    names = {provision.id: f"p{count}" for count, provision in enumerate(tree.provisions, 1)}
    provisions = tuple(
        msgspec.structs.replace(
            provision,
            id=names[provision.id],
            runs=joined(
                msgspec.structs.replace(run, note=names.get(run.note, "")) if run.note else run
                for run in provision.runs
            ),
        )
        for provision in tree.provisions
    )
    return msgspec.structs.replace(tree, provisions=provisions)


def excerpt(text: str, length: int = 60) -> str:
    """Return the first words of a text on one line, cut between words where it is longer."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line.rfind(" ", length // 2, length)
    return line[: cut if cut > 0 else length - 1].rstrip() + "…"
