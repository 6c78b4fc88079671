"""A tree as Markdown that a person can edit and any renderer shows.

What Markdown cannot say is said in HTML within it (underlining, tables with spans); fields,
bookmarks, exact levels and the difference between kinds of bullet are not kept.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from travaux.formats import html_writer
from travaux.formats.html_page import safe_address
from travaux.formats.structure import is_item
from travaux.text import numbering
from travaux.text.numbering import Family
from travaux.text.tree import CONTAINERS, NOTES, Cover, Kind, LabelKind, Provision, Run, Tree

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&|~$]")
_HEAD: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=[\s=+-]|$)|\{|:)")
_NUMBER: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TAGS: Final = (("underline", "u"), ("raised", "sup"), ("lowered", "sub"))
_MARKS: Final = (("strike", "~~", "s"), ("bold", "**", "strong"), ("italic", "*", "em"))


def write(tree: Tree) -> str:
    """Return the tree as Markdown (CommonMark with tables, strike-through and footnotes).

    Read again, words, labels, headings, lists, notes, links and emphasis are the same.
    """
    return _Writer(tree).write()


def escape(text: str) -> str:
    """Return text that no renderer takes for markup, within a line."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return _SPECIAL.sub(lambda match: "\\" + match[0], text).replace("\t", "&#9;")


def at_line_head(text: str) -> str:
    """Escape what would mean something at the head of a line."""
    text = _HEAD.sub(lambda match: "\\" + match[0], text)
    text = _NUMBER.sub(r"\1\\\2", text)
    if text[:1] == " ":
        text = f"&#32;{text[1:]}"
    return text


def inline(runs: Sequence[Run], calls: dict[str, str], *, cell: bool = False) -> str:
    """Return runs as Markdown; `calls` gives the name by which each note is called.

    In the cell of a table a line break is a tag.
    """
    parts: list[str] = []
    for run in runs:
        before = parts[-1] if parts else ""
        parts.append(_run(run, calls, before))
    text = "".join(parts)
    if cell:
        return text.replace("\n", "<br>").strip()
    lines = [at_line_head(line) for line in text.split("\n")]
    return "\\\n".join(line if line else "&#32;" for line in lines)


def _run(run: Run, calls: dict[str, str], before: str) -> str:
    if run.note:
        return f"[^{calls[run.note]}]" if run.note in calls else ""
    if run.figure:
        source = "drawing" if run.figure == "drawing" else f"sha256:{run.figure}"
        return f"![{escape(run.alt).replace(chr(10), ' ')}]({source})"
    core = run.text.strip(" \t\n")
    if not core:
        return escape(run.text)
    start = run.text.index(core[0])
    lead, trail = run.text[:start], run.text[start + len(core) :]
    markup = "<br>".join(escape(line) for line in core.split("\n"))
    markup = _formed(run, core, markup, f"{before}{lead}")
    if safe_address(run.link) or re.fullmatch(r"#[\w.:-]+", run.link):
        markup = f"[{markup}](<{run.link.replace('>', '%3E')}>)"
    return f"{escape(lead)}{markup}{escape(trail)}"


def _formed(run: Run, core: str, markup: str, before: str) -> str:
    """Put the marks of form around a run: stars where they are sure to be read, else tags."""
    plain = core[0].isalnum() and core[-1].isalnum() and "\n" not in core
    plain = plain and not before.endswith(("*", "~", "_"))
    for form, tag in _TAGS:
        if getattr(run, form):
            markup, plain = f"<{tag}>{markup}</{tag}>", False
    if run.small_caps:
        markup, plain = f'<span class="small-caps">{markup}</span>', False
    for form, mark, tag in reversed(_MARKS):
        if getattr(run, form):
            markup = f"{mark}{markup}{mark}" if plain else f"<{tag}>{markup}</{tag}>"
    return markup


class _Writer:
    """Writes provision after provision, within the lists that are open."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.calls = note_names(tree)
        self.blocks: list[str] = []
        self._items: list[tuple[int, int, str]] = []
        """The open items: their level, the width of their indent, their number's mark."""
        self._above: Provision | None = None
        """The last paragraph without a number that a definition may stand below."""
        self._titled = tree.provisions[:1] != () and tree.provisions[0].kind is Kind.TITLE

    def write(self) -> str:
        provisions = self.tree.provisions
        place = 0
        titles = self._title_lines()
        if titles:
            self.blocks.append(titles)
            place = next(
                (n for n, p in enumerate(provisions) if p.kind is not Kind.TITLE), len(provisions)
            )
        notes: list[int] = []
        while place < len(provisions):
            provision = provisions[place]
            if provision.kind is Kind.TABLE:
                end = self.tree.end_of(place)
                self._add(provision, self._table(place, end))
                place = end
            elif provision.kind in NOTES:
                notes.append(place)
                place = self.tree.end_of(place)
            else:
                self._provision(provision)
                place += 1
        for note in notes:
            self._note(note)
        return _front_matter(self.tree) + "\n\n".join(self.blocks) + "\n"

    def _title_lines(self) -> str:
        """Return the title: one heading, its lines broken, so that it is read as one title."""
        lines: list[str] = []
        for provision in self.tree.provisions:
            if provision.kind is not Kind.TITLE:
                break
            label = f"{escape(provision.label)} " if provision.label else ""
            lines.append(at_line_head(label) + inline(provision.runs, self.calls))
        lines = [line for line in lines if line]
        if len(lines) == 1 and "\n" not in lines[0]:
            return f"# {lines[0]}"
        return "\\\n".join(lines) + "\n===" if lines else ""

    def _provision(self, provision: Provision) -> None:
        text = inline(provision.runs, self.calls)
        label = at_line_head(escape(provision.label) + " ") if provision.label else ""
        if provision.kind is Kind.HEADING:
            rank = min(6, provision.level + (1 if self._titled else 0))
            line = f"{label}{inline(provision.runs, self.calls, cell=True)}".strip()
            if line.endswith("}"):
                line = re.sub(r"\{(?=[#:][^{}]*\}$)", r"\\{", line)
            line += _anchor(provision)
            self._items, self._above = [], None
            self.blocks.append(f"{'#' * rank} {line}")
        elif provision.kind is Kind.ITEM:
            self._item(provision, text)
        elif _is_code(provision):
            self._add(provision, _fenced(provision.text))
        elif provision.kind is Kind.QUOTE:
            quoted = f"{label}{text}".replace("\n", "\n> ")
            self._add(provision, f"> {quoted}")
        elif provision.kind not in CONTAINERS and (text or label):
            self._paragraph(provision, label, text)

    def _paragraph(self, provision: Provision, label: str, text: str) -> None:
        """Write a paragraph; one without a number below another defines it (kramdown, pandoc)."""
        if not label and self._defines(provision):
            text = ": " + text.replace("\n", "\n  ")
        else:
            self._above = None if label else provision
        self._add(provision, label + text)

    def _defines(self, provision: Provision) -> bool:
        above = self._above
        return above is not None and above.level < provision.level and not self._items

    def _item(self, provision: Provision, text: str) -> None:
        """Write an item in the list of its depth; a typed number stays in the words."""
        while self._items and self._items[-1][0] > provision.level:
            self._items.pop()
        beside = self._items and self._items[-1][0] == provision.level
        before = self._items.pop()[2] if beside else ""
        mark = _list_mark(provision)
        words = text
        if mark == "-" and provision.label and not _is_bullet(provision.label):
            words = f"{at_line_head(escape(provision.label) + ' ')}{text}"
        if beside and not _same_list(before, mark):
            self.blocks.append(self._indented("<!-- -->"))
        indent = f"{mark} "
        self.blocks.append(self._indented(indent + (words or "&#32;"), hang=len(indent)))
        width = (self._items[-1][1] if self._items else 0) + len(indent)
        self._items.append((provision.level, width, mark))

    def _add(self, provision: Provision, block: str) -> None:
        while self._items and self._items[-1][0] >= provision.level:
            self._items.pop()
        self.blocks.append(self._indented(block))

    def _indented(self, block: str, hang: int = 0) -> str:
        indent = " " * (self._items[-1][1] if self._items else 0)
        lines = block.split("\n")
        rest = [f"{indent}{' ' * hang}{line}" if line else line for line in lines[1:]]
        return "\n".join([indent + lines[0], *rest])

    def _note(self, place: int) -> None:
        provision = self.tree.provisions[place]
        if provision.id not in self.calls:
            return
        text = inline(provision.runs, self.calls).replace("\n", "\n    ")
        parts = [f"[^{self.calls[provision.id]}]: {text}"]
        for inner in self.tree.provisions[place + 1 : self.tree.end_of(place)]:
            if inner.kind not in NOTES and inner.runs:
                parts.append("    " + inline(inner.runs, self.calls).replace("\n", "\n    "))
        self.blocks.append("\n\n".join(parts))

    def _table(self, first: int, end: int) -> str:
        """Return a table in pipes if it is a plain grid, else as HTML."""
        rows = _grid(self.tree.provisions[first:end])
        if rows is None:
            part = msgspec.structs.replace(
                self.tree, provisions=self.tree.provisions[first:end], cover=Cover(), language=""
            )
            return html_writer.fragment(part)
        lines = [
            "| " + " | ".join(inline(cell, self.calls, cell=True) for cell in row) + " |"
            for row in rows
        ]
        lines.insert(1, "|" + "---|" * len(rows[0]))
        return "\n".join(lines)


def _anchor(provision: Provision) -> str:
    """Return the place that a heading is, for links within the text."""
    simple = [name for name in provision.bookmarks if re.fullmatch(r"[\w.:-]+", name)]
    return f" {{#{simple[0]}}}" if simple else ""


def _is_code(provision: Provision) -> bool:
    """Whether a paragraph's blanks carry meaning: several lines, set in or in columns."""
    if len(provision.runs) != 1 or provision.label or provision.kind is not Kind.PARAGRAPH:
        return False
    run = provision.runs[0]
    if run != Run(run.text) or "\n" not in run.text or run.text != run.text.strip("\n"):
        return False
    return bool(re.search(r"^\s|\n[ \t]|\S  |\n\n", run.text)) and "\r" not in run.text


def _fenced(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{_FORBIDDEN.sub(chr(0xFFFD), text)}\n{fence}"


def note_names(tree: Tree) -> dict[str, str]:
    """Return the name by which Markdown calls each note: its number, or one counted."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for provision in tree.provisions:
        if provision.kind not in NOTES:
            continue
        prefix = "e" if provision.kind is Kind.ENDNOTE else ""
        name = prefix + provision.label
        if not re.fullmatch(r"e?\w{1,12}", name) or name in taken or name == prefix:
            name = prefix + str(len(taken) + 1)
            while name in taken:
                name += "x"
        taken.add(name)
        names[provision.id] = name
    return names


def _list_mark(provision: Provision) -> str:
    """Return the mark of an item's list: its number if it was counted, else a dash."""
    match = re.fullmatch(r"(\d{1,9})[.)]", provision.label)
    return provision.label if match and provision.label_kind is LabelKind.AUTOMATIC else "-"


def _is_bullet(label: str) -> bool:
    return is_item(label) and numbering.family(label) is Family.BULLET


def _same_list(before: str, mark: str) -> bool:
    """Whether an item continues the list of the one before it."""
    if before == "-" or mark == "-":
        return before == mark
    return before[-1] == mark[-1] and int(mark[:-1]) == int(before[:-1]) + 1


def _grid(provisions: Sequence[Provision]) -> list[list[tuple[Run, ...]]] | None:
    """Return the cells of a table without spans, whose cells hold at most one paragraph each."""
    rows: list[list[tuple[Run, ...]]] = []
    filled = True
    for provision in provisions[1:]:
        if provision.kind is Kind.ROW:
            rows.append([])
        elif provision.kind is Kind.CELL and rows:
            if provision.columns > 1 or provision.rows > 1 or provision.runs:
                return None
            rows[-1].append(())
            filled = False
        elif provision.kind is Kind.PARAGRAPH and rows and rows[-1] and not filled:
            if provision.label:
                return None
            rows[-1][-1] = provision.runs
            filled = True
        else:
            return None
    widths = {len(row) for row in rows}
    return rows if len(widths) == 1 and 0 not in widths else None


def _front_matter(tree: Tree) -> str:
    """Return what the cover says, as front matter; nothing where the title says it all."""
    cover = tree.cover
    titles = " ".join(p.text for p in tree.provisions if p.kind is Kind.TITLE)
    lines = []
    for name in ("symbol", "title", "date", "original"):
        value = getattr(cover, name)
        if value and not (name == "title" and value == titles):
            lines.append(f"{name}: {_quoted(value)}")
    if cover.sources:
        lines.append("sources:")
        lines.extend(f"  - {_quoted(source)}" for source in cover.sources)
    if tree.language:
        lines.append(f"lang: {_quoted(tree.language)}")
    return "---\n" + "\n".join(lines) + "\n---\n\n" if lines else ""


def _quoted(text: str) -> str:
    return msgspec.json.encode(_FORBIDDEN.sub("\ufffd", text)).decode()
