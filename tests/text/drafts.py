"""Strategies that make small drafts and edited copies of them."""

from hypothesis import strategies as st

from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree

_VOCABULARY = (
    *("the", "of", "and", "forum", "group", "Council", "should", "consider,", "open", "access."),
    *("point(s)", "l'accès", "互联网", "问题", "والاتصالات،", "2.3.4", "16%", "don't", "И", "Всех"),
    *("multi-stakeholder", "https://example.org/a"),
)

words = st.sampled_from(_VOCABULARY)
texts = st.lists(words, min_size=0, max_size=14).map(" ".join) | st.text(
    st.sampled_from("ab .,\n\t\u00a0\u0301漢字カ\u064bع-'’1"), max_size=30
)


def _provision(kind: Kind, text: str, label: str, figure: str) -> Provision:
    runs: tuple[Run, ...] = (Run(text),) if text else ()
    if figure:
        runs += (Run(OBJECT, figure=figure),)
    level = {Kind.HEADING: 2, Kind.PARAGRAPH: 3, Kind.ITEM: 4, Kind.FOOTNOTE: 5}[kind]
    return Provision("", kind, level, runs, label, LabelKind.TYPED if label else LabelKind.NONE)


flat = st.builds(
    _provision,
    st.sampled_from([Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.ITEM, Kind.FOOTNOTE]),
    texts,
    st.sampled_from(["", "", "1.", "a)"]),
    st.sampled_from(["", "", "", "", "aa", "bb"]),
)


def _table(rows: list[list[str]]) -> list[Provision]:
    found = [Provision("", Kind.TABLE, 3)]
    for row in rows:
        found.append(Provision("", Kind.ROW, 4))
        for text in row:
            found.append(Provision("", Kind.CELL, 5))
            found.append(Provision("", Kind.PARAGRAPH, 6, (Run(text),) if text else ()))
    return found


tables = st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3).map(_table)
pieces = st.lists(flat.map(lambda one: [one]) | flat.map(lambda one: [one]) | tables, max_size=8)


def tree_of(parts: list[list[Provision]]) -> Tree:
    """Return the parts as one tree, numbered."""
    flat_parts = [provision for part in parts for provision in part]
    return Tree(
        tuple(
            Provision(
                f"p{number}", p.kind, p.level, p.runs, p.label, p.label_kind, columns=p.columns
            )
            for number, p in enumerate(flat_parts, 1)
        )
    )


@st.composite
def edited(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Return a draft and a copy with parts moved, dropped, added, and words changed."""
    old = draw(pieces)
    order = draw(st.permutations(range(len(old)))) if draw(st.booleans()) else range(len(old))
    new: list[list[Provision]] = []
    for place in order:
        fate = draw(st.sampled_from(["keep", "keep", "keep", "drop", "add", "edit"]))
        if fate == "drop":
            continue
        if fate == "add":
            new += draw(st.lists(flat.map(lambda one: [one]), max_size=2))
        part = old[place]
        if fate == "edit":
            at = draw(st.integers(0, len(part) - 1))
            changed = part[at].text.replace(OBJECT, "") + " " + draw(texts)
            fresh = Provision("", part[at].kind, part[at].level, (Run(changed),), part[at].label)
            if part[at].kind in {Kind.TABLE, Kind.ROW, Kind.CELL}:
                fresh = part[at]
            part = [*part[:at], fresh, *part[at + 1 :]]
        new.append(part)
    return tree_of(old), tree_of(new)
