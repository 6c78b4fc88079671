"""Small drafts as a Word reader gives them, and edited copies: for properties and for LibreOffice.

A draft is drawn as a list of parts; `tree_of` gives them labels, levels and ids. Who picks may be
hypothesis (`trees`, `edited_trees`) or a seeded generator (`seeded_pair`).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

import msgspec
from hypothesis import strategies as st

from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree

T = TypeVar("T")


class Pick(Protocol):
    """Picks one of some choices."""

    def __call__(self, choices: Sequence[T], /) -> T: ...


_STARTS = ("Members", "The forum", "Broadband", "Every office", "论坛", "Государства", "Access")
_WORDS = (
    *("should", "consider", "open", "access", "to the", "network,", "in all", "regions", "(both)"),
    *("互联网", "问题", "доступ", "l'accès", "=1+1", "multi-stakeholder", "&", "<b>", "\t", "\n"),
)
_ARABIC = ("إن", "المنتدى", "يدعو", "الدول", "الأعضاء", "ITU", "إلى", "2013")
_FORMS: tuple[dict[str, Any], ...] = (
    *({}, {}, {}, {"bold": True}, {"italic": True}, {"underline": True}, {"strike": True}),
    *({"raised": True}, {"small_caps": True}, {"bold": True, "italic": True}),
    *({"link": "https://example.org/a?b=c&d=e"}, {"link": "#place"}, {"field": "REF place \\h"}),
)


@dataclass(frozen=True)
class Part:
    """One paragraph, list or table, before it has a label, a level and an id."""

    what: str
    runs: tuple[Run, ...] = ()
    rank: int = 1
    note: tuple[Run, ...] = ()
    note_kind: Kind = Kind.FOOTNOTE
    items: tuple["Part", ...] = ()
    rows: tuple[tuple[tuple["Part", ...], ...], ...] = ()
    spans: tuple[int, int] = (1, 1)
    """The columns and rows that the first cell of a table spans."""
    bookmark: str = ""


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    made: list[Run] = []
    for run in runs:
        if made and run.text != OBJECT and made[-1].with_text("") == run.with_text(""):
            made[-1] = made[-1].with_text(made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)


def words(
    pick: Pick, start: Sequence[str] = _STARTS, more: Sequence[str] = _WORDS
) -> tuple[Run, ...]:
    """Return a sentence in one or more forms."""
    runs = [Run(pick(start) + " ")]
    for _ in range(pick((0, 1, 2, 3, 5))):
        form = msgspec.structs.replace(Run(pick(more) + pick((" ", "", " "))), **pick(_FORMS))
        runs.append(form)
    return _joined([*runs, Run(pick(more[:3]) + ".")])


def _figure(pick: Pick) -> Run:
    return Run(OBJECT, figure=pick(("a" * 64, "drawing", "chart")), alt=pick(("", "A map", "图")))


def part(pick: Pick) -> Part:
    """Return one part."""
    what = pick(
        (
            *("paragraph", "paragraph", "paragraph", "numbered", "numbered", "counted", "heading"),
            *("plain heading", "items", "bullets", "roman", "table", "quote", "caption", "figure"),
            *("typed", "arabic", "typed item"),
        )
    )
    if what == "table":
        return _table(pick)
    if what == "arabic":
        return Part(what, words(pick, _ARABIC[:4], _ARABIC))
    if what == "figure":
        return Part(what, (_figure(pick),))
    made = Part(what, words(pick), rank=pick((1, 2)))
    if what in ("items", "bullets", "roman"):
        items = [Part("item", words(pick), rank=pick((0, 0, 1))) for _ in range(pick((1, 2, 4)))]
        return replace(made, items=tuple(items))
    if what in ("paragraph", "numbered"):
        noted = pick((False, False, True))
        drawn = pick((False, False, False, True))
        return replace(
            made,
            runs=_joined([*made.runs, _figure(pick)]) if drawn else made.runs,
            note=words(pick) if noted else (),
            note_kind=pick((Kind.FOOTNOTE, Kind.ENDNOTE)),
            bookmark=pick(("", "", "place", "_Ref1")),
        )
    return made


def _table(pick: Pick) -> Part:
    columns, rows = pick((1, 2, 3)), pick((1, 2, 3))
    cells = tuple(
        tuple(
            tuple(Part("paragraph", words(pick)) for _ in range(pick((1, 1, 2))))
            for _ in range(columns)
        )
        for _ in range(rows)
    )
    spans = (pick(range(1, columns + 1)), pick(range(1, rows + 1)))
    return Part("table", rows=cells, spans=spans)


def parts(pick: Pick) -> list[Part]:
    """Return the parts of a draft."""
    made = [part(pick) for _ in range(pick((1, 2, 4, 6, 9)))]
    return [Part(pick(("title", "paragraph")), words(pick)), *made]


def edited(pick: Pick, old: list[Part]) -> list[Part]:
    """Return a copy with parts dropped, added, moved, joined, parted and reworded."""
    new: list[Part] = []
    for each in old:
        act = pick(("keep", "keep", "keep", "drop", "add", "reword", "reword", "note", "turn"))
        if act == "add":
            new.append(part(pick))
        if act != "drop":
            new.append(_reworded(pick, each, act) if act in ("reword", "note", "turn") else each)
    if len(new) > 2 and pick((True, False, False)):
        new.append(new.pop(pick(range(len(new) - 1))))
    titles = [each for each in new if each.what == "title"]
    rest = [each for each in new if each.what != "title"]
    return [*titles[:1], *rest] or [Part("paragraph", words(pick))]


def _reworded(pick: Pick, each: Part, act: str) -> Part:
    if act == "turn" and each.what in ("paragraph", "numbered", "typed", "plain heading", "quote"):
        return replace(each, what=pick(("paragraph", "numbered", "typed", "plain heading")))
    if act == "note" and each.what in ("paragraph", "numbered"):
        gone = bool(each.note) and pick((True, False))
        return replace(each, note=() if gone else words(pick))
    if each.what == "table":
        rows = list(each.rows)
        place = pick(range(len(rows)))
        if pick((True, False)) and len(rows) > 1:
            del rows[place]
        else:
            rows.insert(place, tuple((Part("paragraph", words(pick)),) for _ in rows[place]))
        return replace(each, rows=tuple(rows), spans=(1, 1))
    if each.items:
        items = list(each.items)
        items.insert(pick(range(len(items))), Part("item", words(pick), rank=0))
        return replace(each, items=tuple(items))
    place = pick(range(len(each.runs)))
    if each.runs[place].text == OBJECT:
        return each
    runs = [*each.runs[: place + 1], Run("indeed "), *each.runs[place + 1 :]]
    return replace(each, runs=_joined(runs))


# Labels, levels, ids ----------------------------------------------------------------------------


@dataclass
class _Builder:
    made: list[Provision] = field(default_factory=list)
    heading: int = 0
    ranks: list[int] = field(default_factory=lambda: [0, 0])
    numbered: int = 0
    counted: int = 0
    typed: int = 0
    bookmarks: set[str] = field(default_factory=set)

    def add(self, kind: Kind, level: int, runs: tuple[Run, ...] = (), **more: object) -> None:
        provision = Provision(f"n{len(self.made) + 1}", kind, level, runs)
        self.made.append(msgspec.structs.replace(provision, **more))

    def words(self, each: Part, kind: Kind, level: int, label: str = "", how: str = "") -> None:
        runs = each.runs
        if each.note:
            runs = (*runs, Run(OBJECT, note=f"n{len(self.made) + 2}"))
        name = each.bookmark if each.bookmark not in self.bookmarks else ""
        self.bookmarks.add(each.bookmark)
        label_kind = LabelKind(how or ("automatic" if label else "none"))
        marks = (name,) if name else ()
        rtl = each.what == "arabic"
        self.add(kind, level, runs, label=label, label_kind=label_kind, rtl=rtl, bookmarks=marks)
        if each.note:
            self.add(each.note_kind, level + 1, each.note)

    def part(self, each: Part) -> None:
        level = self.heading + 1
        if each.what == "title":
            self.words(each, Kind.TITLE, 1)
            self.heading = 1
        elif each.what in ("heading", "plain heading"):
            self.head(each)
        elif each.what == "numbered":
            self.numbered += 1
            if self.ranks[1]:
                label = f"{self.ranks[0]}.{self.ranks[1]}.{self.numbered}"
            else:
                label = f"{self.numbered}."
            self.words(each, Kind.PARAGRAPH, level, label)
        elif each.what == "counted":
            self.counted += 1
            self.words(each, Kind.PARAGRAPH, level, f"§ {self.counted}")
        elif each.what == "typed":
            self.typed += 1
            self.words(each, Kind.PARAGRAPH, level, f"{self.typed}.", "typed")
        elif each.what == "typed item":
            self.words(Part("paragraph", (Run("It says so:"),)), Kind.PARAGRAPH, level)
            self.words(each, Kind.ITEM, level + 1, "a)", "typed")
        elif each.items:
            self.words(each, Kind.PARAGRAPH, level)
            self.list(each, level + 1)
        elif each.what == "table":
            self.table(each, level)
        else:
            kinds = {"quote": Kind.QUOTE, "caption": Kind.CAPTION, "figure": Kind.FIGURE}
            self.words(each, kinds.get(each.what, Kind.PARAGRAPH), level)

    def head(self, each: Part) -> None:
        rank = min(each.rank, 2) if self.ranks[0] else 1
        self.heading = rank
        if each.what == "plain heading":
            self.words(each, Kind.HEADING, rank)
            return
        self.ranks[rank - 1] += 1
        if rank == 1:
            self.ranks[1] = 0
        self.numbered = 0
        label = f"{self.ranks[0]}." if rank == 1 else f"{self.ranks[0]}.{self.ranks[1]}"
        self.words(each, Kind.HEADING, rank, label)

    def list(self, each: Part, level: int) -> None:
        counts = [0, 0]
        for place, item in enumerate(each.items):
            depth = item.rank if place else 0
            counts[depth] += 1
            if depth == 0:
                counts[1] = 0
            shapes = {
                "items": ("abcdefgh"[counts[0] - 1] + ")", f"({'i' * counts[1]})"),
                "roman": (f"({('i', 'ii', 'iii', 'iv', 'v', 'vi')[counts[0] - 1]})", "–"),
                "bullets": ("•", "–"),
            }
            self.words(item, Kind.ITEM, level + depth, shapes[each.what][depth])

    def table(self, each: Part, level: int) -> None:
        wide, high = each.spans
        self.add(Kind.TABLE, level)
        for at, row in enumerate(each.rows):
            self.add(Kind.ROW, level + 1)
            for column, cell in enumerate(row):
                hidden = at < high and column < wide
                if hidden and (at or column):
                    continue
                columns, rows = (wide, high) if hidden else (1, 1)
                self.add(Kind.CELL, level + 2, columns=columns, rows=rows)
                for paragraph in cell:
                    self.words(paragraph, Kind.PARAGRAPH, level + 3)


def tree_of(found: Sequence[Part]) -> Tree:
    """Return the draft that the parts make."""
    builder = _Builder()
    for each in found:
        builder.part(each)
    return Tree(tuple(builder.made), "en-GB")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw a small draft."""

    def pick(choices: Sequence[T]) -> T:
        return draw(st.sampled_from(choices))

    return tree_of(parts(pick))


@st.composite
def edited_trees(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Draw a small draft and an edited copy."""

    def pick(choices: Sequence[T]) -> T:
        return draw(st.sampled_from(choices))

    old = parts(pick)
    return tree_of(old), tree_of(edited(pick, old))


def seeded_pair(seed: int) -> tuple[Tree, Tree]:
    """Return the pair of a seed, always the same."""
    pick = random.Random(seed).choice
    old = parts(pick)
    return tree_of(old), tree_of(edited(pick, old))
