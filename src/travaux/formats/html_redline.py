"""A redline as one page: what came is underlined, what went is struck, what moved is linked.

Colour is never the only sign: every change also has a line, a word, or both.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from travaux.formats.html_page import Assembler, Node, escape, page, run_markup
from travaux.formats.html_writer import (
    attributes,
    bookmark_markup,
    indents,
    label_markup,
    mostly_rtl,
    note_numbers,
)
from travaux.formats.structure import excerpt
from travaux.text.segments import BREAK, Block, Fate, Op, Redline, Segment
from travaux.text.summary import Summary, moved_to, summarise
from travaux.text.tree import CONTAINERS, Provision, Run, Tree

_SCHEMA: Final = "travaux/redline/1"
_FATE_CLASS: Final = {
    Fate.INSERTED: "inserted",
    Fate.DELETED: "deleted",
    Fate.MOVED_AWAY: "moved",
}


def write_redline(redline: Redline, old: Tree, new: Tree, *, title: str = "") -> str:
    """Return the redline as a self-contained page, with its counts and a list of its changes."""
    summary = summarise(redline, old, new)
    title = title or f"Changes: {new.cover.title or old.cover.title or 'two drafts'}"
    writer = _Writer(redline, old, new)
    text = writer.text()
    body = (
        f"<header>\n<h1>{escape(title)}</h1>\n{_counts(summary)}</header>\n"
        f"{writer.list_of_changes()}<main>\n{text}\n</main>"
    )
    return page(
        title=title,
        body=body,
        language=new.language or old.language,
        rtl=mostly_rtl(new),
        schema=_SCHEMA,
    )


def _counts(summary: Summary) -> str:
    """Return the counts as a list; those of zero are left out, save the words."""
    lines = [
        f'<li class="in" dir="ltr"><b>+{summary.words_added:,}</b> words added</li>',
        f'<li class="out" dir="ltr"><b>−{summary.words_removed:,}</b> words removed</li>',
    ]
    for name in ("edited", "inserted", "deleted", "moved", "split", "merged", "renumbered"):
        count = getattr(summary, name)
        if count:
            lines.append(f'<li dir="ltr"><b>{count:,}</b> {name}</li>')
    return '<ul class="counts" aria-label="What changed">' + "".join(lines) + "</ul>\n"


class _Side:
    """One draft: its provisions by id, where their words begin, and the names of its notes."""

    def __init__(self, tree: Tree, prefix: str) -> None:
        self.provisions = {provision.id: provision for provision in tree.provisions}
        self.numbers = {
            name: (f"{prefix}{place}", number)
            for name, (place, number) in note_numbers(tree).items()
        }
        self.names = {p.id: f"{prefix}p{n}" for n, p in enumerate(tree.provisions, 1)}
        self.indents = {
            p.id: depth for p, depth in zip(tree.provisions, indents(tree), strict=True)
        }

    def runs(self, ids: Sequence[str]) -> list[Run]:
        """Return the runs of several provisions, BREAK between them."""
        found: list[Run] = []
        for place, name in enumerate(ids):
            if place:
                found.append(Run(BREAK))
            found.extend(self.provisions[name].runs)
        return found


class _Writer:
    """Writes block after block, and remembers what the list of changes says of each."""

    def __init__(self, redline: Redline, old: Tree, new: Tree) -> None:
        self.redline = redline
        self.old = _Side(old, "o")
        self.new = _Side(new, "")
        self.targets = moved_to(redline)
        self._changes: list[str] = []

    def text(self) -> str:
        """Return all blocks in reading order."""
        assembler = Assembler()
        for place, block in enumerate(self.redline.blocks):
            for node in self._nodes(place, block):
                assembler.add(node)
        return assembler.finish()

    def list_of_changes(self) -> str:
        """Return links to the changes; call it after `text`."""
        if not self._changes:
            return '<nav aria-label="Changes"><p>No word changed.</p></nav>\n'
        count = len(self._changes)
        named = "change" if count == 1 else "changes"
        lines = "\n".join(self._changes)
        return (
            f'<nav aria-label="Changes"><details{" open" if count <= 12 else ""}>'
            f'<summary><bdi dir="ltr">{count:,} {named}</bdi></summary>\n'
            f'<ol class="changes">\n{lines}\n</ol></details></nav>\n'
        )

    def _nodes(self, place: int, block: Block) -> Iterator[Node]:
        side = self.new if block.new else self.old
        ids = block.new or block.old
        first = side.provisions[ids[0]]
        changed = block.fate is not Fate.KEPT or block.moved
        name = f"c{place + 1}" if changed else ""
        if changed and (first.kind not in CONTAINERS or not self._within_same(place, block)):
            self._remember(name, block, first)
        contents = self._contents(block, len(ids))
        for count, identifier in enumerate(ids):
            provision = side.provisions[identifier]
            head = self._head(place, block, provision) if count == 0 else ""
            extra = [("data-fate", block.fate.value)] if changed else []
            anchor = f'<span id="{name}"></span>' if name and count == 0 else ""
            label = self._label(block, provision, count)
            text = contents[count]
            yield Node(
                kind=provision.kind,
                level=provision.level,
                attributes=attributes(
                    provision, side.names[identifier], side.indents[identifier], extra
                ),
                content=f"{anchor}{head}{bookmark_markup(provision)}{label}"
                + (f'<span class="text">{text}</span>' if text else ""),
                columns=provision.columns,
                rows=provision.rows,
            )

    def _within_same(self, place: int, block: Block) -> bool:
        """Whether the block before holds this row or cell and had the same fate."""
        before = self.redline.blocks[place - 1] if place else None
        return before is not None and before.fate is block.fate and before.moved is block.moved

    def _head(self, place: int, block: Block, provision: Provision) -> str:
        """Return the word that says what became of the provision, with a link where it moved."""
        if provision.kind in CONTAINERS:  # their words have blocks of their own
            return ""
        if block.fate is Fate.MOVED_AWAY or block.moved:
            return self._moved_tag(place, block)
        if block.fate is Fate.KEPT or block.fate is Fate.EDITED:
            return ""
        style = _FATE_CLASS.get(block.fate, "other")
        word = block.fate.value.capitalize()
        return f'<span class="tag {style}">{word}</span>'

    def _moved_tag(self, place: int, block: Block) -> str:
        away = block.fate is Fate.MOVED_AWAY
        other = self.targets.get(place)
        word = "Moved to" if away else "Moved from"
        label = (block.new_label if away else block.old_label) or "its other place"
        if other is None:
            return f'<span class="tag moved">{"Moved away" if away else "Moved here"}</span>'
        if away:
            label = self.redline.blocks[other].new_label or label
        return f'<a class="tag moved" href="#c{other + 1}">{word} <bdi>{escape(label)}</bdi></a>'

    def _label(self, block: Block, provision: Provision, count: int) -> str:
        """Return the label; where only the number changed, the old one stands quietly beside it."""
        markup = label_markup(provision.label)
        if count or not block.old or not block.new or block.old_label == block.new_label:
            return markup
        was = f"was {block.old_label}" if block.old_label else "had no number"
        return f'{markup}<span class="was"><bdi dir="ltr">({escape(was)})</bdi></span> '

    def _contents(self, block: Block, count: int) -> list[str]:
        """Return the marked words of each provision of the block."""
        texts = [""] * count
        old_runs, new_runs = self.old.runs(block.old), self.new.runs(block.new)
        at_old = at_new = place = 0
        for segment in block.segments:
            old_end, new_end = at_old + len(segment.old), at_new + len(segment.new)
            if segment.op is Op.DELETE:
                pieces = _markup(old_runs, at_old, old_end, self.old.numbers)
                texts[place] += _marked("del", _pilcrows(pieces), segment)
            else:
                pieces = _markup(new_runs, at_new, new_end, self.new.numbers)
                for number, piece in enumerate(pieces):
                    if number:
                        place = min(place + 1, count - 1)
                        if segment.op is Op.INSERT or BREAK not in segment.old:
                            texts[place] += '<ins class="mark" title="new paragraph">¶</ins> '
                    texts[place] += (
                        _marked("ins", piece, segment) if segment.op is Op.INSERT else piece
                    )
                if segment.op is Op.KEEP and BREAK in segment.old and BREAK not in segment.new:
                    texts[place] += '<del class="mark" title="paragraphs joined">¶</del>'
            at_old, at_new = old_end, new_end
        return texts

    def _remember(self, name: str, block: Block, provision: Provision) -> None:
        word = "moved" if block.moved else block.fate.value
        if block.fate is Fate.MOVED_AWAY:
            return  # the list names the place reached
        label = f"{provision.label} " if provision.label else ""
        shown = excerpt(provision.plain) or provision.kind.value
        self._changes.append(
            f'<li><a href="#{name}"><span class="tag {_tag_class(block)}">{word}</span>'
            f"<bdi>{escape(label + shown)}</bdi></a></li>"
        )


def _tag_class(block: Block) -> str:
    return "moved" if block.moved else _FATE_CLASS.get(block.fate, "other")


def _marked(element: str, markup: str, segment: Segment) -> str:
    """Return marked words, with the author of a tracked change where it is known."""
    if not markup:
        return ""
    said = ", ".join(part for part in (segment.author, segment.at) if part)
    title = f' title="{escape(said)}"' if said else ""
    when = f' datetime="{escape(segment.at)}"' if segment.at else ""
    spoken = "inserted" if element == "ins" else "deleted"
    return (
        f'<{element}{title}{when}><span class="hidden"> [{spoken}: </span>{markup}'
        f'<span class="hidden">] </span></{element}>'
    )


def _pilcrows(pieces: list[str]) -> str:
    """Return deleted pieces with a mark where a paragraph's end went with them."""
    return "¶".join(pieces)


def _markup(
    runs: Sequence[Run], start: int, end: int, numbers: dict[str, tuple[str, str]]
) -> list[str]:
    """Return the markup of a stretch of runs in their form, cut where provisions part."""
    pieces = [""]
    at = 0
    for run in runs:
        first, last = max(start, at), min(end, at + len(run.text))
        if first < last:
            if run.text == BREAK:
                pieces.append("")
            else:
                part = run.with_text(run.text[first - at : last - at])
                pieces[-1] += run_markup(part, numbers)
        at += len(run.text)
        if at >= end:
            break
    return pieces
