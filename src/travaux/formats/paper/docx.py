"""A paper as a Word file: titles, facts and tables; the foot of each page names it and counts."""

from itertools import count
from typing import Final

from travaux.formats.docx_writer import styles_part
from travaux.formats.docx_writer.container import FOOTER_ID, Links, pack
from travaux.formats.docx_writer.markup import (
    Element,
    W,
    element,
    field,
    root,
    serialise,
    text_run,
)
from travaux.formats.package_writer import APPLICATION, properties
from travaux.formats.paper.docx_styles import styles
from travaux.formats.paper.docx_table import TableWriter
from travaux.formats.paper.docx_words import Words, paragraph
from travaux.formats.paper.value import Block, Facts, Heading, Paper, Paragraph, Table, Text
from travaux.text.tree import Run

MARGIN: Final = 1134
"""2 cm, in twentieths of a point."""
_SHORT, _LONG = 11906, 16838
"""The sides of A4."""


def write(paper: Paper) -> bytes:
    """Return the paper as a Word file (.docx, A4). The same paper gives the same bytes."""
    links = Links()
    words = Words(paper, links, count(1))
    width = (_LONG if paper.landscape else _SHORT) - 2 * MARGIN
    body = element("body")
    for line in _head(paper):
        body.append(line)
    tables = TableWriter(words, width)
    for block, after in zip(paper.blocks, (*paper.blocks, None)[1:], strict=True):
        for made in _block(block, words, tables, keep=isinstance(after, Table)):
            body.append(made)
    if len(body) and body[-1].tag == f"{{{W}}}tbl":
        body.append(paragraph("PaperAfterTable"))
    body.append(_section(paper))
    document = root("document")
    document.append(body)
    parts = {
        "word/document.xml": serialise(document),
        "word/styles.xml": styles(paper.language),
        "word/settings.xml": styles_part.settings(paper.language, notes=(False, False)),
        "word/fontTable.xml": styles_part.fonts(),
        "word/footer1.xml": _footer(paper, width),
        "word/theme/theme1.xml": styles_part.theme(paper.language),
        "docProps/core.xml": properties(paper.title, paper.symbol, paper.language),
        "docProps/app.xml": APPLICATION,
    }
    return pack(parts, {"document": links})


def _head(paper: Paper) -> list[Element]:
    """Return the paper's symbol, title and the lines below it."""
    lines = [("PaperSymbol", paper.symbol), ("Title", paper.title)]
    lines += [("PaperSubtitle", line) for line in paper.lines]
    made = []
    for style, line in lines:
        if line:
            # A head that begins after the symbol leaves no other room above it.
            made.append(paragraph(style, text_run(line), rtl=paper.rtl))
    return made


def _block(block: Block, words: Words, tables: TableWriter, *, keep: bool) -> list[Element]:
    """Return a block; `keep` holds a paragraph on one page with the table it speaks of."""
    if isinstance(block, Heading):
        said = Paragraph((Run(block.text),))
        return [words.paragraph(said, f"Heading{min(block.rank, 9)}", anchor=block.anchor)]
    if isinstance(block, Text):
        return [words.paragraph(block.paragraph, keep=keep)]
    if isinstance(block, Facts):
        return _facts(block, words)
    assert isinstance(block, Table)
    return [tables.table(block), paragraph("PaperAfterTable")]


def _facts(block: Facts, words: Words) -> list[Element]:
    made = []
    for fact in block.facts:
        runs = (Run(f"{fact.name}\t", bold=True), Run(fact.value))
        made.append(words.paragraph(Paragraph(runs), "PaperFact"))
    made.append(paragraph("PaperAfterTable"))
    return made


def _section(paper: Paper) -> Element:
    sides = (_LONG, _SHORT) if paper.landscape else (_SHORT, _LONG)
    return element(
        "sectPr",
        element("footerReference", type="default", r_id=FOOTER_ID),
        element("pgSz", w=sides[0], h=sides[1], orient="landscape" if paper.landscape else None),
        element(
            "pgMar",
            **dict.fromkeys(("top", "right", "bottom", "left"), MARGIN),
            header=567,
            footer=567,
            gutter=0,
        ),
        element("bidi") if paper.rtl else None,
    )


def _footer(paper: Paper, width: int) -> bytes:
    """Return the foot of each page: the symbol, the title, and the page of how many."""
    name = " · ".join([part for part in (paper.symbol, paper.title) if part])
    if len(name) > 110:
        name = f"{name[:109].rstrip()}…"
    foot = root("ftr")
    foot.append(
        element(
            "p",
            element(
                "pPr",
                element("pStyle", val="Footer"),
                element("tabs", element("tab", val="right", pos=width)),
                element("bidi") if paper.rtl else None,
                element("jc", val="left"),
            ),
            text_run(name),
            element("r", element("tab")),
            *field("PAGE"),
            text_run(" / "),
            *field("NUMPAGES"),
        )
    )
    return serialise(foot)
