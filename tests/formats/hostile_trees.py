"""Trees of every shape with hostile words, by chance but always the same, for properties."""

from hypothesis import strategies as st

from travaux.formats import structure
from travaux.text.tree import OBJECT, Cover, Kind, LabelKind, Provision, Run, Tree

NASTY = [
    "<script>alert(1)</script>",
    "a & b &amp; c",
    "\"quoted\" 'words'",
    "# no heading",
    "1. no item",
    "- no item",
    "=1+1",
    "a | b | c",
    "`code` and ``more``",
    "*stars* and _lines_ and ~~waves~~",
    "[text](javascript:alert(1))",
    "![picture](x)",
    "  two blanks  ",
    "a\tb",
    "line one\nline two",
    "https://example.org/a_b_c",
    "\\backslash\\",
    "<!-- no comment -->",
    "]]> ${x} {{y}}",
    "نص عربي",
    "中文文本",
    "Привет",
    "> no quote",
    "+ no item",
    "---",
    "===",
    "[^1]",
    "&#65;",
    ":::",
    "|---|",
]
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        alphabet=st.sampled_from("abc éß *_`#|<>&\"'[]()!~\\\t\n-+=.:1é中ب\u00a0\u200f"),
        max_size=12,
    ),
)
LINKS = ["", "", "", "https://example.org/?a=1&b=2", "#_Ref1", "javascript:alert(1)"]


@st.composite
def runs(draw: st.DrawFn, notes: tuple[str, ...] = ()) -> tuple[Run, ...]:
    found = [
        Run(
            draw(WORDS),
            bold=draw(st.booleans()),
            italic=draw(st.booleans()),
            underline=draw(st.sampled_from([False, False, True])),
            strike=draw(st.sampled_from([False, False, True])),
            raised=draw(st.sampled_from([False, False, True])),
            small_caps=draw(st.sampled_from([False, False, False, True])),
            link=draw(st.sampled_from(LINKS)),
            field=draw(st.sampled_from(["", "", "", "REF _Ref1 \\h"])),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    found += [Run(OBJECT, note=note) for note in notes]
    if draw(st.integers(0, 5)) == 0:
        found.append(Run(OBJECT, figure="drawing", alt=draw(st.sampled_from(["", 'a "map" <b>']))))
    return structure.joined(found)


LEAVES = [Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.CAPTION]
LABELS = ["", "", "1.", "1.1", "a)", "(iv)", "·", "Article 5", "<b>", "17 bis"]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Trees with every kind, odd levels, notes, tables within tables, and hostile words."""
    provisions: list[Provision] = []

    def add(kind: Kind, level: int, found: tuple[Run, ...] = (), **more: object) -> None:
        label = draw(st.sampled_from(LABELS)) if kind in LEAVES else ""
        kinds = [LabelKind.TYPED, LabelKind.AUTOMATIC] if label else [LabelKind.NONE]
        provisions.append(
            Provision(
                id=f"p{len(provisions) + 1}",
                kind=kind,
                level=level,
                runs=found,
                label=label,
                label_kind=draw(st.sampled_from(kinds)),
                rtl=draw(st.booleans()),
                bookmarks=draw(st.sampled_from([(), (), ("_Ref1", "b c")])),
                **more,  # type: ignore[arg-type] # columns and rows
            )
        )

    def table(level: int, depth: int) -> None:
        add(Kind.TABLE, level)
        for _ in range(draw(st.integers(1, 2))):
            add(Kind.ROW, level + 1)
            for _ in range(draw(st.integers(1, 2))):
                columns, rows = draw(st.integers(1, 2)), draw(st.integers(1, 2))
                add(Kind.CELL, level + 2, columns=columns, rows=rows)
                add(Kind.PARAGRAPH, level + 3, draw(runs()))
                if depth and draw(st.booleans()):
                    table(level + 3, depth - 1)

    for _ in range(draw(st.integers(1, 6))):
        level = draw(st.integers(1, 5))
        choice = draw(st.integers(0, 7))
        if choice == 0:
            table(level, 1)
        elif choice == 1:
            add(Kind.PARAGRAPH, level, draw(runs((f"p{len(provisions) + 2}",))))
            add(draw(st.sampled_from([Kind.FOOTNOTE, Kind.ENDNOTE])), level + 1, draw(runs()))
        else:
            add(draw(st.sampled_from(LEAVES)), level, draw(runs()))
    cover = Cover(
        symbol=draw(st.sampled_from(["", "BODY/1/2"])),
        title=draw(st.sampled_from(["", 'A "title" & <more>'])),
        sources=draw(st.sampled_from([(), ("One", "Two & <Three>")])),
    )
    return structure.normal(
        Tree(tuple(provisions), language=draw(st.sampled_from(["", "en", "ar"])), cover=cover)
    )
