"""A paper as a PDF: tagged for those who hear it read (PDF/UA-1), set by typst in memory.

A sign that no font has is printed as its number, `[U+1F600]`: nothing is lost in silence.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Final

import msgspec
import typst

from travaux.formats.html_page import safe_address
from travaux.formats.paper.fonts import families, folders, lacking
from travaux.formats.paper.pdf_template import TEMPLATE
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
    spans,
)
from travaux.formats.xml_text import clean
from travaux.text.tree import OBJECT, Run

_UNSHOWN: Final = re.compile(r"the text `\"(.+)\"` could not be displayed", re.DOTALL)
_TRIES: Final = 8
_WHOLE: Final = 700
"""A row whose cells hold no more signs than this stays on one page."""
_FORMS: Final = {
    "b": "bold",
    "i": "italic",
    "c": "small_caps",
    "u": "underline",
    "s": "strike",
    "r": "raised",
    "l": "lowered",
}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}")
_REGION: Final = re.compile(r"[A-Za-z]{2}")

Data = dict[str, Any]


def write(paper: Paper) -> bytes:
    """Return the paper as a PDF (A4, PDF/UA-1). The same paper gives the same bytes."""
    replaced: set[str] = set()
    repeated = True
    for attempt in range(_TRIES + 1):
        try:
            # The last attempt gives up the standard rather than the paper.
            return _compiled(_Data(paper, replaced, repeated=repeated), attempt < _TRIES)
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            if unshown is None or attempt == _TRIES:
                raise
            replaced |= {sign for sign in unshown[1] if not sign.isascii()}
        except BaseException as panic:
            # A panic inside typst is no Exception; repeated bands are what its layout trips over.
            if type(panic).__name__ != "PanicException" or not repeated:
                raise
            repeated = False
    raise AssertionError("the last attempt returns or raises")


def _compiled(data: "_Data", standard: bool) -> bytes:
    made = typst.Compiler(
        TEMPLATE.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": msgspec.json.encode(data.whole()).decode()},
    ).compile(format="pdf", pdf_standards=["ua-1"] if standard else [], timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts and no others, read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders())
    )


class _Data:
    """A paper as the plain data that the template sets."""

    def __init__(self, paper: Paper, replaced: set[str], *, repeated: bool) -> None:
        self._paper = paper
        self._repeated = repeated
        self._replaced = replaced
        self._written: set[str] = set()
        self._rank = 0
        names = (name for block in paper.blocks for name in self._names(block))
        self._anchors = {name: f"a{place}" for place, name in enumerate(dict.fromkeys(names), 1)}

    def whole(self) -> Data:
        """Return everything."""
        paper = self._paper
        name = " · ".join([part for part in (paper.symbol, paper.title) if part])
        return {
            "title": self._text(paper.title) or "Paper",
            "symbol": self._text(paper.symbol),
            "foot": self._text(name if len(name) < 130 else f"{name[:129].rstrip()}…"),
            "lines": [self._text(line) for line in paper.lines if line],
            "rtl": paper.rtl,
            "landscape": paper.landscape,
            **_language(paper.language or "en"),
            "blocks": self._blocks(),
        }

    def _blocks(self) -> list[Data]:
        """Return the blocks; a paragraph stays on one page with the table it speaks of."""
        made = [(block, self._block(block)) for block in self._paper.blocks]
        for (_, data), (after, _) in pairwise(made):
            data["sticky"] = isinstance(after, Table)
        return [data for _, data in made if "type" in data]

    def _text(self, text: str) -> str:
        """Return text that typst can set: signs that no font has by their numbers."""
        text = clean(text.replace(OBJECT, "")).replace("\t", "  ")
        if text.isascii():
            return text
        for sign in sorted((lacking(text) | self._replaced) & set(text)):
            shown = "" if _invisible(sign) else f"[U+{ord(sign):04X}]"
            text = text.replace(sign, shown)
        return text

    def _block(self, block: Block) -> Data:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Text):
            return {"type": "text", "paragraph": self._paragraph(block.paragraph)}
        if isinstance(block, Facts):
            entries = [[self._text(fact.name), self._text(fact.value)] for fact in block.facts]
            return {"type": "facts", "facts": entries}
        return self._table(block)

    def _heading(self, heading: Heading) -> Data:
        """Return a heading; the standard wants no empty one, and no rank left out (8.4.4)."""
        text = self._text(heading.text)
        if not text.strip():
            return {}
        self._rank = max(1, min(heading.rank, self._rank + 1))
        anchor = self._anchor(heading.anchor)
        return {"type": "heading", "text": text, "rank": self._rank, "anchor": anchor}

    def _table(self, table: Table) -> Data:
        counts = sum(column.number for column in table.columns)
        return {
            "type": "table",
            "share": "whole" if counts < 2 else "part",
            "columns": [
                {
                    "title": self._text(column.title),
                    "width": max(column.width, 1),
                    "number": column.number,
                }
                for column in table.columns
            ],
            "rows": [
                self._band(row, heads=isinstance(after, Row))
                if isinstance(row, Band)
                else self._row(row, sizes)
                for row, sizes, after in zip(
                    table.rows, spans(table.rows), (*table.rows, None)[1:], strict=True
                )
            ],
        }

    def _band(self, band: Band, *, heads: bool) -> Data:
        """Return a band; one that heads no row is not repeated (typst 0.15 panics over two)."""
        return {
            "heads": heads and self._repeated,
            "text": self._text(band.text),
            "anchor": self._anchor(band.anchor),
            "tone": "plain",
            **_voice(band.language, band.rtl),
        }

    def _row(self, row: Row, sizes: list[int]) -> Data:
        whole = max((len(cell.text) for cell in row.cells), default=0) <= _WHOLE
        anchor = row.anchor
        cells = []
        for cell, size in zip(row.cells, sizes, strict=True):
            here = self._anchor(anchor) if size == 1 else ""
            if here:
                anchor = ""
            cells.append(self._cell(cell, size, here, breakable=size != 1 or not whole))
        return {"cells": cells}

    def _cell(self, cell: Cell, size: int, anchor: str, *, breakable: bool) -> Data:
        return {
            "rows": size,
            "breakable": breakable,
            "anchor": anchor,
            "paragraphs": [self._paragraph(said) for said in cell.paragraphs],
        }

    def _paragraph(self, said: Paragraph) -> Data:
        return {
            "tone": said.tone.value,
            "runs": [made for run in said.runs if (made := self._run(run))],
            **_voice(said.language, said.rtl),
        }

    def _run(self, run: Run) -> Data:
        text = self._text(run.text)
        if not text:
            return {}
        made: Data = {
            "t": text,
            **{key: True for key, form in _FORMS.items() if getattr(run, form)},
        }
        if run.strike:
            made.pop("u", None)  # the standard has one line a word: what goes is struck
        if run.link.startswith("#"):
            if run.link[1:] in self._anchors:
                made["a"] = self._anchors[run.link[1:]]
        elif safe_address(run.link) and run.link.isascii():
            made["h"] = run.link
        return made

    def _names(self, block: Block) -> Iterator[str]:
        """Yield the anchors of a block that stand somewhere on the page."""
        if isinstance(block, Heading) and block.anchor and self._text(block.text).strip():
            yield block.anchor
        if isinstance(block, Table):
            for row, sizes in zip(block.rows, spans(block.rows), strict=True):
                if row.anchor and (isinstance(row, Band) or 1 in sizes):
                    yield row.anchor

    def _anchor(self, anchor: str) -> str:
        """Return the label of an anchor, once: a second would make links ambiguous."""
        if not anchor or anchor in self._written:
            return ""
        self._written.add(anchor)
        return self._anchors[anchor]


def _language(tag: str) -> Data:
    """Return a language as typst takes it: two or three letters, a region, and its fonts."""
    parts = tag.split("-")
    known = bool(_LANGUAGE.fullmatch(parts[0]))
    region = next((part.upper() for part in parts[1:] if _REGION.fullmatch(part)), None)
    return {
        "lang": parts[0].lower() if known else "en",
        "region": region,
        "fonts": families(tag),
    }


def _voice(language: str, rtl: bool | None) -> Data:
    voice: Data = _language(language) if language else {}
    return voice if rtl is None else {**voice, "rtl": rtl}


def _invisible(sign: str) -> bool:
    """Whether a sign only guides how others are set: nothing is lost without it."""
    return sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff" or "\u2066" <= sign <= "\u2069"
