"""Markdown to a tree: CommonMark with tables, strike-through, footnotes and front matter.

Also the marks of Internet-Drafts written in kramdown-rfc (`--- abstract`, `{#anchor}`, `{: …}`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import msgspec
from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from travaux.formats import html_foreign, structure
from travaux.formats.decoding import decode
from travaux.formats.markdown_front import (
    with_part_headings,
    without_front_matter,
    without_notes,
)
from travaux.formats.markdown_inline import inline_runs
from travaux.formats.reading import Facts, Reading, Unreadable
from travaux.text.labels import typed
from travaux.text.tree import Kind, LabelKind, Run, Tree
from travaux.text.words import is_rtl

_MARK: Final = re.compile(r"^ {0,3}\{:{1,2}[^}\n]*\}[ \t]*$", re.MULTILINE)
_ANCHOR: Final = re.compile(r"\s{0,9}(?<!\\)\{(?:#|: *#)([\w.:-]+)[^}]{0,200}\}\s*$")
_DEEPEST: Final = 60
"""How deep blocks may nest."""


def read(data: bytes | str) -> Reading:
    """Return the text of a Markdown file as a tree.

    Items of ordered lists bear the number that a renderer shows; bullets are `•`. Raises
    Unreadable for what is no text, holds none, or nests too deep.
    """
    text, warnings = decode(data) if isinstance(data, bytes) else (data, ())
    tree, left_out = _tree_of(text)
    if not any(provision.runs or provision.label for provision in tree.provisions):
        raise Unreadable("The file holds no text", remedy="Check that it was saved whole.")
    if left_out:
        warnings = (*warnings, f"{left_out} kramdown marks of layout were left out.")
    kinds = [provision.kind for provision in tree.provisions]
    facts = Facts(
        paragraphs=sum(kind not in (Kind.TABLE, Kind.ROW, Kind.CELL) for kind in kinds),
        tables=kinds.count(Kind.TABLE),
        footnotes=kinds.count(Kind.FOOTNOTE),
        endnotes=kinds.count(Kind.ENDNOTE),
    )
    return Reading(accepted=tree, original=tree, facts=facts, warnings=warnings)


def _tree_of(text: str) -> tuple[Tree, int]:
    """Return the tree and how many marks of layout were left out."""
    text, cover, language = without_front_matter(text)
    text = with_part_headings(text)
    text, notes = without_notes(text)
    text, left_out = _MARK.subn("", text)
    parser = _parser()
    tokens = parser.parse(text)
    if any(token.level > _DEEPEST * 2 for token in tokens):
        raise Unreadable(
            f"The file nests lists or quotations more than {_DEEPEST} deep", remedy="Simplify it."
        )
    reader = _Reader(parser, notes)
    reader.read(tokens)
    provisions = tuple(reader.outline.provisions)
    titles = [provision.text for provision in provisions if provision.kind is Kind.TITLE]
    if not cover.title and titles:
        cover = msgspec.structs.replace(cover, title=" ".join(titles))
    return Tree(provisions, language=language, cover=cover), left_out


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST * 4})
    return parser.enable(["table", "strikethrough"])


class _Reader:
    """Walks the tokens in order and adds what it finds to an outline."""

    def __init__(self, parser: MarkdownIt, notes: dict[str, str]) -> None:
        self.parser = parser
        self.notes = notes
        self.outline = structure.Outline()
        self._placed: dict[str, str] = {}
        self._lists: list[_List] = []
        self._quoted = 0
        self._item = False
        """Whether the next paragraph is the first of an item."""
        self._lone_title = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Read a whole file."""
        ranks = [token.tag for token in tokens if token.type == "heading_open"]
        opens = bool(tokens) and tokens[0].type == "heading_open" and ranks[0] == "h1"
        self._lone_title = opens and ranks.count("h1") == 1
        self._tokens(tokens)

    def _tokens(self, tokens: Sequence[Token]) -> None:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = _closing(tokens, place)
                self._table(tokens[place:end])
                place = end
            elif token.type == "heading_open":
                self._heading(int(token.tag[1]), tokens[place + 1])
                place += 2
            else:
                self._token(token)
            place += 1

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(_List(ordered=kind.startswith("ordered"), next=_start(token)))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._open_item(token)
        elif kind == "list_item_close":
            self._item = False
        elif kind == "blockquote_open":
            self._quoted += 1
        elif kind == "blockquote_close":
            self._quoted -= 1
        elif kind == "inline":
            self._paragraph_or_definition(token)
        elif kind in ("fence", "code_block"):
            self._code(token.content)
        elif kind == "html_block":
            self._page_block(token.content)

    def _open_item(self, token: Token) -> None:
        current = self._lists[-1]
        current.label = f"{current.next}{token.markup}" if current.ordered else "•"
        current.next += 1
        self._item = True

    def _heading(self, rank: int, inline: Token) -> None:
        runs = structure.trimmed(inline_runs(self.notes, inline.children or []))
        text = "".join(run.text for run in runs)
        anchor = _ANCHOR.search(text) if _ANCHOR.search(inline.content) else None
        if anchor is not None:
            runs = structure.trimmed(_cut_back(runs, len(text) - anchor.start()))
            text = text[: anchor.start()]
        if self._lone_title and rank == 1:
            for line in _lines(runs):
                self.outline.title(line)
        else:
            found = typed(text, heading=True)
            label = ""
            if found is not None and found.rest:
                label, runs = found.label, structure.cut_front(runs, len(text) - len(found.rest))
            self.outline.heading(runs, label, rank=rank - 1 if self._lone_title else rank)
        if anchor is not None:
            last = self.outline.provisions[-1]
            self.outline.provisions[-1] = msgspec.structs.replace(last, bookmarks=(anchor[1],))
        self._note_bodies(runs)

    def _paragraph_or_definition(self, token: Token) -> None:
        """Read a paragraph; lines that open with a colon define the term above (kramdown)."""
        children = token.children or []
        lines = token.content.split("\n")
        starts = [0] if lines[0].startswith(": ") else []
        line = 0
        for place, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                if line < len(lines) and lines[line].lstrip().startswith(": "):
                    starts.append(place + 1)
        if not starts or starts[0]:
            self._paragraph(inline_runs(self.notes, children[: starts[0]] if starts else children))
        for start, end in pairwise([*starts, len(children)] if starts else []):
            runs = structure.cut_front(inline_runs(self.notes, children[start:end]), 2)
            self._definition(structure.trimmed(runs))

    def _definition(self, runs: tuple[Run, ...]) -> None:
        """Add what defines a term, below it."""
        level = self._lists[-1].level + 1 if self._lists else self.outline.base
        self.outline.add(Kind.PARAGRAPH, level + 1, runs)
        self._item = False
        self._note_bodies(runs)

    def _paragraph(self, runs: tuple[Run, ...]) -> None:
        runs = structure.trimmed(runs)
        if not runs:
            return
        if all(run.figure for run in runs) and not self._lists:
            self.outline.paragraph(runs, kind=Kind.FIGURE)
            return
        text = "".join(run.text for run in runs)
        found = typed(text, rtl=is_rtl(text))
        label = ""
        if found is not None and found.rest:
            label, runs = found.label, structure.cut_front(runs, len(text) - len(found.rest))
        self._place(runs, label)
        self._note_bodies(runs)

    def _place(self, runs: tuple[Run, ...], label: str) -> None:
        """Add a paragraph where it stands: first or later in an item, in a quotation, or freely."""
        if self._item:
            own = self._lists[-1].label
            counted = self._lists[-1].ordered or not label
            if counted and label:  # `1. a)`: both were meant
                runs, label = (Run(f"{label} "), *runs), ""
            kind = LabelKind.AUTOMATIC if counted else LabelKind.TYPED
            self.outline.item(
                runs, own if counted else label, depth=len(self._lists), label_kind=kind
            )
            self._lists[-1].level = self.outline.provisions[-1].level
            self._item = False
        elif self._lists:
            self.outline.add(Kind.PARAGRAPH, self._lists[-1].level + 1, runs, label)
        elif self._quoted:
            self.outline.paragraph(runs, label, kind=Kind.QUOTE)
        elif label and structure.is_item(label):
            self.outline.item(runs, label)
        else:
            self.outline.paragraph(runs, label)

    def _code(self, content: str) -> None:
        text = content.strip("\n")
        text = text if "\n" in text else text.strip()
        if not text.strip():
            return
        if self._item or self._lists:
            self._place((Run(text),), "")
        else:
            self.outline.paragraph((Run(text),))

    def _page_block(self, content: str) -> None:
        """Read a block of HTML with the reader of pages."""
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
        try:
            root = html.fromstring(f"<div>{content}</div>".encode(), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return
        html_foreign.read_into(self.outline, root)

    def _table(self, tokens: Sequence[Token]) -> None:
        level = self._lists[-1].level + 1 if self._lists else self.outline.base
        self.outline.add(Kind.TABLE, level)
        for token in tokens:
            if token.type == "tr_open":
                self.outline.add(Kind.ROW, level + 1)
            elif token.type in ("td_open", "th_open"):
                self.outline.add(Kind.CELL, level + 2)
            elif token.type == "inline":
                runs = structure.trimmed(inline_runs(self.notes, token.children or []))
                if runs:
                    self.outline.add(Kind.PARAGRAPH, level + 3, runs)
                    self._note_bodies(runs)

    # Notes

    def _note_bodies(self, runs: Sequence[Run]) -> None:
        """Add the notes that the runs call, and name them in the calls."""
        called = [run.note for run in runs if run.note.startswith("^")]
        if not called:
            return
        caller = len(self.outline.provisions) - 1
        for name in dict.fromkeys(called):
            if name not in self._placed:
                self._add_note(name, self.outline.provisions[caller].level)
        provision = self.outline.provisions[caller]
        renamed = tuple(
            msgspec.structs.replace(run, note=self._placed[run.note])
            if run.note in self._placed
            else run
            for run in provision.runs
        )
        self.outline.provisions[caller] = msgspec.structs.replace(provision, runs=renamed)

    def _add_note(self, name: str, level: int) -> None:
        inner = _Reader(self.parser, {})
        inner.read(self.parser.parse(self.notes[name[1:]]))
        texts = [p for p in inner.outline.provisions if p.runs]
        endnote = re.fullmatch(r"\^e(\d+)", name)
        number = endnote[1] if endnote else name[1:]
        kind = Kind.ENDNOTE if endnote else Kind.FOOTNOTE
        runs = texts[0].runs if texts else ()
        if texts and texts[0].label and texts[0].kind is not Kind.HEADING:
            runs = (Run(f"{texts[0].label} "), *runs)
        self._placed[name] = self.outline.add(
            kind, level + 1, runs, number, label_kind=LabelKind.AUTOMATIC
        )
        for provision in texts[1:]:
            self.outline.add(Kind.PARAGRAPH, level + 2, provision.runs)


class _List(msgspec.Struct):
    """An open list."""

    ordered: bool
    next: int
    label: str = ""
    level: int = 0
    """The level of its last item."""


def _start(token: Token) -> int:
    start = token.attrGet("start")
    return 1 if start is None else int(start)


def _closing(tokens: Sequence[Token], place: int) -> int:
    """Return the place of the token that closes the one at `place`."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _cut_back(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Return the runs without their last `count` characters."""
    result: list[Run] = []
    for run in reversed(runs):
        if count >= len(run.text):
            count -= len(run.text)
            continue
        result.append(run.with_text(run.text[: len(run.text) - count]))
        count = 0
    return tuple(reversed(result))


def _lines(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Return the runs of each line of a title."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(run.with_text(first))
        lines.extend([run.with_text(text)] for text in others)
    return [line for each in lines if (line := structure.trimmed(each))]
