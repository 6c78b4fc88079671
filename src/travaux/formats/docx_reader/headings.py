"""The headings that are open: where the next one stands among them.

A style's rank decides where there is one. A heading that only its label gives away stands beside
the one it continues (`II` after `I`, `2.1` after `1.4`), below what its number or name belongs to
(`2.1` below `2`, `Article 5` below `Chapter II`), else below all that is open.
"""

import re
from typing import Final

import msgspec

from travaux.formats.docx_reader.kinds import division_of, family_of, number_of
from travaux.text.numbering import Family, successor

_RANKS: Final = (
    frozenset({"part", "partie", "parte", "teil", "часть", "编", "編", "部", "部分", "편"}),
    frozenset({"title", "titre", "título", "titolo", "卷"}),
    frozenset(
        {"chapter", "ch.", "chapitre", "capítulo", "capitulo", "capitolo", "kapitel", "hoofdstuk"}
        | {"cap.", "глава", "الفصل", "章", "장"}
    ),
    frozenset(
        {"section", "sec.", "sección", "seccion", "sezione", "secção", "seção", "abschnitt"}
        | {"раздел", "القسم", "节", "節", "절"}
    ),
    frozenset({"subsection", "подраздел", "الفرع"}),
    frozenset(
        {"article", "art.", "artículo", "articulo", "artikel", "articolo", "artigo", "статья"}
        | {"المادة", "مادة", "条", "條", "조", "rule", "règle", "regla", "правило", "القاعدة"}
        | {"regulation", "clause", "cláusula", "§", "параграф"}
    ),
    frozenset({"款", "alinéa", "الفقرة"}),
    frozenset({"项", "項"}),
)
"""Names of divisions, the larger first."""

OUTER: Final = frozenset(
    {"annex", "appendix", "annexe", "appendice", "anexo", "apéndice", "apendice", "anhang"}
    | {"anlage", "bijlage", "allegato", "приложение", "schedule", "attachment", "附件", "附录"}
    | {"附錄", "الملحق", "المرفق", "التذييل", "ملحق", "مرفق"}
)
"""Divisions that stand beside the whole text, not within its last section."""

_DEEPEST_STYLED: Final = 6
"""Some templates (3GPP) set annexes in the heading styles 8 and 9, which mean no depth."""


class Opened(msgspec.Struct, frozen=True):
    """A heading that is open."""

    level: int
    label: str = ""
    number: tuple[str, ...] = ()
    rank: int = 0
    """The rank of its style, 0 where only its label gives it away."""

    @property
    def name(self) -> str:
        """What it is called where it is a division: `article`."""
        return division_of(self.label)


class Headings:
    """The headings open at one place, the outermost first; levels lie below `base`."""

    def __init__(self, base: int = 0) -> None:
        self._base = base
        self._open: list[Opened] = []

    @property
    def level(self) -> int:
        """The level of the innermost, `base` where none is open."""
        return self._open[-1].level if self._open else self._base

    def ranked(self, rank: int, label: str, number: tuple[str, ...], ceiling: int) -> int:
        """Open a heading whose style has a rank, and return its level, at most `ceiling`.

        A heading of the same rank that is open and had to stand higher keeps others beside it.
        """
        level = self._base + rank
        if rank > _DEEPEST_STYLED and division_of(label) in OUTER:
            level = self._base + 1
        annex = self._annex_of(number)
        if annex is not None:
            level = max(level, annex.level + len(number) - 1)
        beside = next((known.level for known in self._open if known.rank == rank), level)
        return self._push(min(level, beside, ceiling), label, number, rank)

    def below(self) -> int:
        """Open a heading without a rank or number below the innermost that has one."""
        while self._open and self._open[-1].label == _UNNUMBERED:
            self._open.pop()
        return self._push(self.level + 1, _UNNUMBERED, ())

    def typed(self, label: str, number: tuple[str, ...]) -> int:
        """Open a heading that only its label gives away, and return its level."""
        name = division_of(label)
        if name in OUTER:
            # `Annex B` may have parts of its own: B.1.
            letter = label.split()[-1].rstrip(".:")
            number = (letter,) if len(letter) == 1 and letter.isalpha() else number
            return self._push(self._base + 1, label, number)
        if name:
            return self._push(self._level_of_division(name), label, number)
        return self._push(self._level_of_count(label, number), label, number)

    def _push(self, level: int, label: str, number: tuple[str, ...], rank: int = 0) -> int:
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        self._open.append(Opened(level, label, number, rank))
        return level

    def _annex_of(self, number: tuple[str, ...]) -> Opened | None:
        """Return the open annex that a number like `A.1` belongs to."""
        if len(number) > 1 and number[0].isalpha():
            for known in self._open:
                if known.name in OUTER and known.label.rstrip(".:").endswith(number[0]):
                    return known
        return None

    def _level_of_division(self, name: str) -> int:
        rank = _rank(name)
        for known in reversed(self._open):
            if known.name == name:
                return known.level
            if _rank(known.name) < rank:
                return known.level + 1
        return self._base + 1

    def _level_of_count(self, label: str, number: tuple[str, ...]) -> int:
        for known in reversed(self._open):
            # `1.1` follows `1.0` and yet belongs to it: both lengths must agree.
            alike = len(known.number) == len(number) and known.label.strip(_UNNUMBERED)
            if alike and successor(known.label, label):
                return known.level
        for known in reversed(self._open):
            longer = len(number) - len(known.number)
            if known.number and longer > 0 and number[: len(known.number)] == known.number:
                return known.level + longer
            if number and longer == 0 and not known.name and _is_later(number, known.number):
                return known.level
            if not number and _form(known.label) == _form(label):
                return known.level
        if number and not self._open:
            return self._base + len(number)
        if len(number) > 1 and not any(known.name in OUTER for known in self._open):
            return self._base + len(number)
        return self.level + 1


_UNNUMBERED: Final = "\0"


def _rank(name: str) -> int:
    """Return how small a division is; 0 for annexes, beyond all for what has no name."""
    if name in OUTER:
        return -1
    return next((rank for rank, names in enumerate(_RANKS) if name in names), len(_RANKS))


def _is_later(number: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Tell whether a number may stand further on in the series of another: 1.2 after 1.1, 2.1."""

    def counts(parts: tuple[str, ...]) -> list[tuple[int, str]]:
        return [(int("0" + re.sub(r"\D", "", part)), part) for part in parts]

    return counts(number) > counts(before)


def _form(label: str) -> tuple[Family, str]:
    """Return what two labels of one series share: how they count, and the mark at their end."""
    if not label or label == _UNNUMBERED or number_of(label) or division_of(label):
        return Family.BULLET, label
    return family_of(label), label[-1] if not label[-1].isalnum() else ""
