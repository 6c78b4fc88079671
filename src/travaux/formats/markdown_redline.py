"""A redline as Markdown: added words in `<ins>`, deleted ones in `~~…~~`, words for the rest."""

from travaux.formats.markdown_writer import at_line_head, escape
from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.summary import moved_to, summarise
from travaux.text.tree import CONTAINERS, OBJECT, Kind, Provision, Tree


def write_redline(redline: Redline, old: Tree, new: Tree, *, title: str = "") -> str:
    """Return the redline as Markdown.

    Added words stand in `<ins>` (most renderers underline it), deleted ones in `~~…~~`, with a
    word in brackets where a provision came, went, moved, was split or merged.
    """
    summary = summarise(redline, old, new)
    lines = [
        f"# {escape(title or 'What changed')}",
        f"Words: {summary.words_added:,} added, {summary.words_removed:,} removed. "
        f"Provisions: {summary.edited:,} edited, {summary.inserted:,} inserted, "
        f"{summary.deleted:,} deleted, {summary.moved:,} moved, {summary.split:,} split, "
        f"{summary.merged:,} merged, {summary.renumbered:,} renumbered.",
    ]
    sides = ({p.id: p for p in old.provisions}, {p.id: p for p in new.provisions})
    ends = moved_to(redline)
    for place, block in enumerate(redline.blocks):
        provision = sides[1][block.new[0]] if block.new else sides[0][block.old[0]]
        if provision.kind in CONTAINERS:
            continue
        other = redline.blocks[ends[place]] if place in ends else None
        lines.append(_block(block, provision, other))
    return "\n\n".join(lines) + "\n"


def _block(block: Block, provision: Provision, other: Block | None) -> str:
    words = "".join(_marked(segment.op, segment.text) for segment in block.segments)
    label = f"{escape(provision.label)} " if provision.label else ""
    if block.old and block.new and block.old_label != block.new_label:
        label += f"*(was {escape(block.old_label) or 'without a number'})* "
    head = _head(block, other)
    if provision.kind is Kind.HEADING:
        one_line = words.replace("\n", " ")
        return f"{'#' * min(6, provision.level + 1)} {head}{label}{one_line}"
    mark = "> " if provision.kind is Kind.QUOTE else "- " if provision.kind is Kind.ITEM else ""
    hang = "> " if mark == "> " else " " * len(mark)
    return mark + at_line_head(f"{head}{label}{words}").replace("\n", "\n" + hang)


def _head(block: Block, other: Block | None) -> str:
    """Return the word in brackets that says what became of a provision."""
    if block.fate is Fate.MOVED_AWAY:
        place = other.new_label if other is not None else ""
        return f"**\\[moved to {escape(place) or 'another place'}\\]** "
    if block.moved:
        return f"**\\[moved from {escape(block.old_label) or 'another place'}\\]** "
    if block.fate in (Fate.KEPT, Fate.EDITED):
        return ""
    return f"**\\[{block.fate.value}\\]** "


def _marked(op: Op, text: str) -> str:
    """Return words with their mark, blanks outside of it."""
    text = text.replace(BREAK, " ¶ ").replace(OBJECT, "")
    core = text.strip()
    if op is Op.KEEP or not core:
        return escape(text).replace("\n", "\\\n")
    start = text.index(core[0])
    lead, trail = text[:start], text[start + len(core) :]
    markup = escape(core).replace("\n", "<br>")
    if op is Op.INSERT:
        markup = f"<ins>{markup}</ins>"
    elif core[0].isalnum() and core[-1].isalnum():
        markup = f"~~{markup}~~"
    else:
        markup = f"<del>{markup}</del>"
    return f"{escape(lead)}{markup}{escape(trail)}"
