"""A shorthand for drafts and redlines, for tests that a person reads.

A draft is lines: `# 1.| Heading`, `1.1| A paragraph`, `* a)| An item`, `^ A footnote of the line
above`, `| cell | cell` for the rows of a table, `! digest` for a picture. `|` after the label is
left out where there is none. A redline is lines too: a sign for the fate, then the words, with
[-deleted-] and {+inserted+}; `¶` is a boundary between provisions.
"""

from travaux.text.segments import BREAK, Block, Fate, Op, Redline, Segment
from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree

_SIGNS = {
    Fate.KEPT: "=",
    Fate.EDITED: "~",
    Fate.SPLIT: "<",
    Fate.MERGED: ">",
    Fate.INSERTED: "+",
    Fate.DELETED: "-",
    Fate.MOVED_AWAY: "^",
}


def draft(text: str) -> Tree:
    """Return the tree that a shorthand describes."""
    provisions: list[Provision] = []
    in_table = False

    def add(kind: Kind, level: int, words: str = "", label: str = "", figure: str = "") -> None:
        run = Run(OBJECT, figure=figure) if figure else Run(words)
        provisions.append(
            Provision(
                f"p{len(provisions) + 1}",
                kind,
                level,
                (run,) if words or figure else (),
                label,
                LabelKind.TYPED if label else LabelKind.NONE,
            )
        )

    for line in text.splitlines():
        if not line.strip():
            continue
        if line.startswith("| "):
            if not in_table:
                add(Kind.TABLE, 3)
            add(Kind.ROW, 4)
            for cell in line[2:].split(" | "):
                add(Kind.CELL, 5)
                add(Kind.PARAGRAPH, 6, cell.strip())
            in_table = True
            continue
        in_table = False
        kind, level = Kind.PARAGRAPH, 3
        if line.startswith("# "):
            kind, level, line = Kind.HEADING, 2, line[2:]
        elif line.startswith("* "):
            kind, level, line = Kind.ITEM, 4, line[2:]
        elif line.startswith("^ "):
            kind, level, line = Kind.FOOTNOTE, provisions[-1].level + 1, line[2:]
        elif line.startswith("! "):
            add(Kind.FIGURE, 3, figure=line[2:])
            continue
        label, bar, words = line.partition("| ")
        add(kind, level, words if bar else line, label if bar else "")
    return Tree(tuple(provisions))


def show(redline: Redline) -> str:
    """Return a redline in the shorthand, containers left out unless they came or went."""
    return "\n".join(
        _line(block)
        for block in redline.blocks
        if block.segments or block.fate not in {Fate.KEPT, Fate.EDITED}
    )


def _line(block: Block) -> str:
    label = block.new_label or block.old_label
    if block.old_label and block.new_label and block.old_label != block.new_label:
        label = f"{block.old_label}→{block.new_label}"
    words = "".join(map(_marked, block.segments)).replace(BREAK, "¶").replace(OBJECT, "□")
    parts = [_SIGNS[block.fate] + ("»" if block.moved else ""), f"{label}|" if label else "", words]
    return " ".join(part for part in parts if part).rstrip()


def _marked(segment: Segment) -> str:
    move = f"{segment.move}:" if segment.move else ""
    if segment.op is Op.KEEP:
        return segment.text
    if segment.op is Op.DELETE:
        return f"[-{move}{segment.text}-]"
    return f"{{+{move}{segment.text}+}}"
