"""A paper as one page: tables that become cards on a narrow screen, and no script.

What was added is `ins`, what was deleted `del`, what a commenter says `em`.
"""

import re
from collections import Counter
from typing import Final

from travaux.formats.html_page import escape, page, safe_address, words
from travaux.formats.paper.html_style import STYLE
from travaux.formats.paper.value import (
    Band,
    Block,
    Cell,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
    spans,
)
from travaux.formats.structure import excerpt
from travaux.text.tree import OBJECT, Run

_SCHEMA: Final = "travaux/paper/1"
_LANDSCAPE: Final = "@media print { @page { size: A4 landscape; margin: 15mm; } }\n"
_FORMS: Final = (
    ("bold", "b"),
    ("italic", "em"),
    ("underline", "ins"),
    ("strike", "del"),
    ("raised", "sup"),
    ("lowered", "sub"),
)
_FEWEST_PLACES: Final = 4
"""A paper with fewer headings and bands needs no list of contents."""


def write(paper: Paper) -> str:
    """Return the paper as a page that needs no other file. The same paper gives the same page."""
    writer = _Writer(paper)
    blocks = "\n".join([writer.block(block) for block in paper.blocks])
    symbol = f'<p class="symbol">{escape(paper.symbol)}</p>\n' if paper.symbol else ""
    lines = "".join(f'<p class="line">{words(line)}</p>\n' for line in paper.lines)
    head = f"<header>\n{symbol}<h1>{escape(paper.title)}</h1>\n{lines}</header>"
    return page(
        title=" · ".join(part for part in (paper.symbol, paper.title) if part),
        body=f"{head}\n{writer.contents()}<main>\n{blocks}\n</main>",
        language=paper.language,
        rtl=paper.rtl,
        schema=_SCHEMA,
        style=STYLE + (_LANDSCAPE if paper.landscape else ""),
    )


class _Writer:
    """Writes the blocks of one paper, and remembers its places for the list of contents."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._places: list[tuple[int, str, str]] = []
        self._ids: Counter[str] = Counter()
        self._above: dict[int, str] = {}

    def block(self, block: Block) -> str:
        """Return one block as markup."""
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Facts):
            facts = "".join(
                f"<dt>{escape(fact.name)}</dt><dd>{words(fact.value)}</dd>" for fact in block.facts
            )
            return f'<dl class="facts">{facts}</dl>'
        if isinstance(block, Text):
            return self._paragraph(block.paragraph)
        return self._table(block)

    def contents(self) -> str:
        """Return links to headings and bands; call it after every block was written."""
        if len(self._places) < _FEWEST_PLACES:
            return ""
        lines = "\n".join(
            f'<li class="deep{rank}"><a href="#{escape(name)}">{escape(text)}</a></li>'
            for rank, text, name in self._places
        )
        return f"<nav><details><summary>Contents</summary>\n<ul>\n{lines}\n</ul></details></nav>\n"

    def _heading(self, heading: Heading) -> str:
        name = self._id(heading.anchor or "part")
        self._places.append((1, heading.text, name))
        tag = f"h{min(6, heading.rank + 1)}"
        return f'<{tag} id="{escape(name)}">{escape(heading.text)}</{tag}>'

    def _id(self, anchor: str) -> str:
        """Return the name of a place on the page, once each."""
        name = _name(anchor)
        self._ids[name] += 1
        return name if self._ids[name] == 1 else f"{name}.{self._ids[name]}"

    def _table(self, table: Table) -> str:
        titles = "".join(
            f'<th scope="col" role="columnheader"{_width(table, place)}>{escape(column.title)}</th>'
            for place, column in enumerate(table.columns)
        )
        rows = [
            self._band(row, len(table.columns))
            if isinstance(row, Band)
            else self._row(row, sizes, table)
            for row, sizes in zip(table.rows, spans(table.rows), strict=True)
        ]
        kind = "paper" if sum(not column.number for column in table.columns) > 1 else "paper tally"
        body = "\n".join(rows)
        return (
            f'<table class="{kind}" role="table"><caption class="hidden">{escape(table.title)}'
            f'</caption>\n<thead role="rowgroup"><tr role="row">{titles}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{body}\n</tbody></table>'
        )

    def _band(self, band: Band, columns: int) -> str:
        name = self._id(band.anchor or "band")
        self._places.append((2, band.text, name))
        voice = _voice(band.language, band.rtl)
        return (
            f'<tr class="band" role="row" id="{escape(name)}"><th role="rowheader"'
            f' colspan="{columns}"{voice}>{escape(band.text)}</th></tr>'
        )

    def _row(self, row: Row, sizes: list[int], table: Table) -> str:
        name = f' id="{escape(self._id(row.anchor))}"' if row.anchor else ""
        cells = ""
        for place, (cell, size) in enumerate(zip(row.cells, sizes, strict=True)):
            if size:
                self._above[place] = excerpt(cell.text, 80)
                cells += self._cell(cell, size, table, place)
            else:
                cells += self._again(table, place)
        return f'<tr role="row"{name}>{cells}</tr>'

    def _again(self, table: Table, place: int) -> str:
        """Return what a card of a narrow screen says of a cell that goes on from above."""
        if not self._above.get(place):
            return ""
        title = escape(table.columns[place].title)
        shown = escape(self._above[place])
        return f'<td class="again" aria-hidden="true" data-title="{title}">{shown}</td>'

    def _cell(self, cell: Cell, size: int, table: Table, place: int) -> str:
        column = table.columns[place]
        span = f' rowspan="{size}"' if size > 1 else ""
        kind = ' class="count"' if column.number else ""
        inside = "".join(map(self._paragraph, cell.paragraphs))
        title = escape(column.title)
        return f'<td role="cell"{span}{kind} data-title="{title}">{inside}</td>'

    def _paragraph(self, said: Paragraph) -> str:
        kind = f' class="{said.tone.value}"' if said.tone is not Tone.PLAIN else ""
        runs = "".join(map(_run, said.runs))
        return f"<p{kind}{_voice(said.language, said.rtl)}>{runs}</p>"


def _voice(language: str, rtl: bool | None) -> str:
    """Return the language and direction of an element, where they are its own."""
    lang = f' lang="{escape(language)}"' if language else ""
    return lang + ("" if rtl is None else f' dir="{"rtl" if rtl else "ltr"}"')


def _name(anchor: str) -> str:
    return re.sub(r"\s", "_", anchor)


def _run(run: Run) -> str:
    markup = words(run.text.replace(OBJECT, ""))
    if not markup:
        return ""
    for form, element in reversed(_FORMS):
        if getattr(run, form):
            markup = f"<{element}>{markup}</{element}>"
    if run.small_caps:
        markup = f'<span class="small-caps">{markup}</span>'
    if run.link.startswith("#"):
        return f'<a href="#{escape(_name(run.link[1:]))}">{markup}</a>'
    if safe_address(run.link):
        return f'<a href="{escape(run.link)}">{markup}</a>'
    return markup


def _width(table: Table, place: int) -> str:
    if table.columns[place].number:
        return ' class="count"'
    if any(column.number for column in table.columns):
        return ""
    whole = sum(column.width for column in table.columns) or 1
    return f' style="width:{100 * table.columns[place].width / whole:.4g}%"'
