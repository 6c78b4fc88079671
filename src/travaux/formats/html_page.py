"""What every page that we write is made of: safe text, the parts of a page, its looks.

Whatever stands in a text is data: it never becomes markup, script or an address that runs.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from travaux.text.tree import Kind, Run

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_SPECIAL: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_ESCAPED: Final = re.compile('[&<>"\r]')
_SAFE_ADDRESS: Final = re.compile(
    r"(?:https?|ftp|mailto|tel|urn):[^\s<>\"\x00-\x1f]+\Z", re.IGNORECASE
)
_DEEPEST_LIST: Final = 24
"""Lists nested deeper than this stand beside each other; readers of pages bound their depth."""

FORMS: Final = (
    ("bold", "strong"),
    ("italic", "em"),
    ("underline", "u"),
    ("strike", "s"),
    ("raised", "sup"),
    ("lowered", "sub"),
)
"""The forms of a run that have an element of their own, the outermost first."""


class Node(msgspec.Struct):
    """A provision on its way to the page: where it hangs, its attributes, its content as markup."""

    kind: Kind
    level: int
    attributes: str
    content: str
    columns: int = 1
    rows: int = 1


def escape(text: str) -> str:
    """Return text as markup and fit for attributes; what no page may hold becomes U+FFFD."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return _ESCAPED.sub(lambda match: _SPECIAL[match[0]], text)


def words(text: str) -> str:
    """Return text for the body of a page: line breaks kept, blanks at its ends protected."""
    markup = escape(text).replace("\n", "<br>")
    if markup[:1] in (" ", "\t"):
        markup = f"&#{ord(markup[0])};{markup[1:]}"
    if markup[-1:] in (" ", "\t"):
        markup = f"{markup[:-1]}&#{ord(markup[-1])};"
    return markup


def safe_address(address: str) -> str:
    """Return the address if a reader may follow it, else an empty string (`javascript:`)."""
    return address if _SAFE_ADDRESS.match(address) else ""


def place_name(bookmark: str) -> str:
    """Return the id under which a bookmark is found on the page, apart from ids of provisions."""
    return "b-" + re.sub(r"\s", "_", bookmark)


def run_markup(run: Run, numbers: dict[str, tuple[str, str]]) -> str:
    """Return a run as markup; `numbers` gives for each note's id its place and its number."""
    if run.note:
        place, number = numbers.get(run.note, ("", "*"))
        markup = (
            f'<a class="call" data-note="{escape(place)}" href="#{escape(place)}"'
            f' role="doc-noteref"><sup>{escape(number)}</sup></a>'
        )
    elif run.figure:
        name = run.alt or "picture"
        markup = (
            f'<span class="figure" role="img" aria-label="{escape(name)}"'
            f' data-figure="{escape(run.figure)}" data-alt="{escape(run.alt)}"></span>'
        )
    else:
        markup = words(run.text)
    for form, element in reversed(FORMS):
        if getattr(run, form):
            markup = f"<{element}>{markup}</{element}>"
    if run.small_caps:
        markup = f'<span class="small-caps">{markup}</span>'
    if run.field:
        markup = f'<span data-field="{escape(run.field)}">{markup}</span>'
    return _linked(run.link, markup) if run.link else markup


def _linked(link: str, markup: str) -> str:
    """Return markup that leads to an address, or only remembers one that is not safe to follow."""
    if link.startswith("#"):
        return f'<a href="#{escape(place_name(link[1:]))}" data-link="{escape(link)}">{markup}</a>'
    if safe_address(link):
        return f'<a href="{escape(link)}">{markup}</a>'
    return f'<span data-link="{escape(link)}">{markup}</span>'


class _Opened(msgspec.Struct):
    """An element whose end has not been written."""

    tag: str
    level: float
    end: str


class Assembler:
    """Nests a flat sequence of nodes as a page needs them: lists, tables, notes."""

    def __init__(self, *, bare: bool = False) -> None:
        self._bare = bare
        """Whether the page is another format's, without our regions and classes."""
        self.parts: list[str] = []
        self._open: list[_Opened] = []

    def add(self, node: Node) -> None:
        """Write a node and leave open what later ones may stand in."""
        self._close_from(node.level)
        top = self._open[-1].tag if self._open else ""
        outside_list = node.kind is not Kind.ITEM and top == "ul"
        outside_table = node.kind is not Kind.ROW and top == "table"
        if outside_list or outside_table:
            self._close_one()
        elif node.kind is not Kind.CELL and top == "tr":
            self._close_one()
            self._close_one()
        getattr(self, f"_{_SHAPES.get(node.kind, 'leaf')}")(node)

    def finish(self) -> str:
        """Close what is open and return the markup."""
        while self._open:
            self._close_one()
        return "\n".join(self.parts)

    def _leaf(self, node: Node) -> None:
        tag = _tag(node)
        self.parts.append(f"<{tag}{node.attributes}>{node.content}</{tag}>")

    def _item(self, node: Node) -> None:
        lists = sum(opened.tag == "ul" for opened in self._open)
        if not (self._open and self._open[-1].tag == "ul"):
            if lists >= _DEEPEST_LIST:
                self._block(node, "div")
                return
            self._push("ul", node.level - 0.5, ' class="items" role="list"')
        self._push("li", node.level, node.attributes, node.content)

    def _note(self, node: Node) -> None:
        self._push("aside", node.level, node.attributes, node.content)

    def _table(self, node: Node) -> None:
        if self._bare:
            self._push("table", node.level)
            return
        self.parts.append('<div class="table" role="region" aria-label="Table" tabindex="0">')
        self._push("table", node.level, node.attributes, node.content, end="</table></div>")

    def _row(self, node: Node) -> None:
        if not (self._open and self._open[-1].tag == "table"):
            self._block(node, "div")
            return
        self._push("tr", node.level, node.attributes)

    def _cell(self, node: Node) -> None:
        if not (self._open and self._open[-1].tag == "tr"):
            self._block(node, "div")
            return
        spans = f' colspan="{node.columns}"' if node.columns > 1 else ""
        spans += f' rowspan="{node.rows}"' if node.rows > 1 else ""
        self._push("td", node.level, spans + node.attributes, node.content)

    def _block(self, node: Node, tag: str) -> None:
        """Write a node that stands where its kind has no element, without opening anything."""
        self.parts.append(f"<{tag}{node.attributes}>{node.content}</{tag}>")

    def _push(
        self, tag: str, level: float, attributes: str = "", content: str = "", end: str = ""
    ) -> None:
        self.parts.append(f"<{tag}{attributes}>{content}")
        self._open.append(_Opened(tag, level, end or f"</{tag}>"))

    def _close_from(self, level: float) -> None:
        while self._open and self._open[-1].level >= level:
            self._close_one()

    def _close_one(self) -> None:
        self.parts.append(self._open.pop().end)


_SHAPES: Final = {
    Kind.ITEM: "item",
    Kind.TABLE: "table",
    Kind.ROW: "row",
    Kind.CELL: "cell",
    Kind.FOOTNOTE: "note",
    Kind.ENDNOTE: "note",
}


def _tag(node: Node) -> str:
    """Return the element of a provision that holds no other."""
    if node.kind is Kind.HEADING:
        return f"h{min(6, max(2, node.level + 1))}"
    return {
        Kind.QUOTE: "blockquote",
        Kind.TITLE: "p",
        Kind.FIGURE: "div",
        Kind.CAPTION: "p",
    }.get(node.kind, "p")


def page(
    *,
    title: str,
    body: str,
    language: str,
    rtl: bool,
    schema: str,
    meta: Iterable[tuple[str, str]] = (),
    style: str = "",
) -> str:
    """Return a whole page that needs no other file, runs nothing and fetches nothing.

    `style` is ours, never a stranger's: what this kind of page needs beyond STYLE.
    """
    lang = f' lang="{escape(language)}"' if language else ""
    metas = "".join(
        f'<meta name="travaux:{escape(name)}" content="{escape(content)}">\n'
        for name, content in meta
    )
    return f"""<!DOCTYPE html>
<html{lang} dir="{"rtl" if rtl else "ltr"}" data-schema="{schema}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Travaux">
{metas}<title>{escape(title)}</title>
<style>
{STYLE}{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


STYLE: Final = """\
:root { color-scheme: light dark; --ink: #1d2126; --soft: #57606a; --line: #d5dae0;
  --ground: #fff; --tint: #f5f7f9; --link: #0b57a4; --ins: #0a5c36; --ins-ground: #e6f5ec;
  --del: #a3222a; --del-ground: #fcebec; --move: #6b3fa0; --move-ground: #f2ecf9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ea; --soft: #a4adb6; --line: #3b434b;
  --ground: #16191d; --tint: #1e2328; --link: #7db7f2; --ins: #7fd8a6; --ins-ground: #12311f;
  --del: #f59aa0; --del-ground: #3a1a1d; --move: #c7a6f0; --move-ground: #2a2038; } }
* { box-sizing: border-box; }
html { text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.55;
  font-family: "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", Georgia, serif;
  font-size: 1.05rem; overflow-wrap: anywhere; }
main, header, nav { max-width: 46rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-block: 2rem 0; } main { padding-block: 1rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 1.8em .6em; text-wrap: balance; }
h1 { font-size: 1.7rem; margin-block-start: 0; } h2 { font-size: 1.35rem; }
h3 { font-size: 1.15rem; } h4, h5, h6 { font-size: 1.02rem; }
p, blockquote, li, aside { margin-block: 0 .8em; }
.text { white-space: pre-wrap; tab-size: 4; }
[data-kind] > .label { font-variant-numeric: tabular-nums; margin-inline-end: .6em; }
:is(h2, h3, h4, h5, h6) > .label { margin-inline-end: .5em; }
[data-kind="title"] { font-size: 1.3rem; font-weight: 600; text-align: center; line-height: 1.3; }
[data-kind="caption"] { font-style: italic; text-align: center; }
[data-kind="contents"] { margin-block-end: .25em; color: var(--soft); }
[data-kind="contents"] a { color: inherit; font-weight: inherit; }
[data-in="1"] { margin-inline-start: 1.5rem; } [data-in="2"] { margin-inline-start: 3rem; }
[data-in="3"] { margin-inline-start: 4.5rem; } [data-in="4"] { margin-inline-start: 6rem; }
ul.items { list-style: none; margin: 0 0 .8em; padding-inline-start: 1.5rem; }
ul.items ul.items { margin-block-start: .5em; }
li { margin-block-end: .45em; }
ul.items > li { padding-inline-start: 1.3em; text-indent: -1.3em; }
ul.items > li > ul, ul.items > li > aside, ul.items > li > p { text-indent: 0; }
li > .label { color: var(--soft); }
blockquote { margin-inline: 1.5rem 0; padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--line); }
aside { margin-inline: 1.5rem 0; font-size: .88em; color: var(--soft);
  border-inline-start: 2px solid var(--line); padding-inline-start: .75rem; }
.table { overflow-x: auto; margin-block: 1em 1.4em; }
table { border-collapse: collapse; min-width: 100%; font-size: .93em; }
td { border: 1px solid var(--line); padding: .45em .6em; vertical-align: top; min-width: 5rem;
  overflow-wrap: break-word; }
td > :last-child { margin-block-end: 0; }
a { color: var(--link); text-underline-offset: .15em; } a.call { text-decoration: none; }
a:focus-visible, summary:focus-visible, .table:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; }
.small-caps { font-variant-caps: small-caps; }
sup, sub { line-height: 0; }
.figure::before { content: "[" attr(aria-label) "]"; color: var(--soft); }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; color: var(--soft);
  font-size: .92em; } dl.facts dd { margin: 0; color: var(--ink); }
nav { font-size: .92em; padding-block-start: 1.25rem; }
nav ol, nav ul { list-style: none; padding-inline-start: 0; margin: .5em 0; }
nav li { margin-block-end: .3em; } summary { cursor: pointer; color: var(--soft); }
nav .deep { padding-inline-start: 1.2rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
ins { color: var(--ins); background: var(--ins-ground); text-decoration: underline;
  text-decoration-thickness: .09em; text-underline-offset: .16em; }
del { color: var(--del); background: var(--del-ground); text-decoration: line-through; }
.tag { font: 600 .72rem/1.6 system-ui, sans-serif; padding: .05em .5em;
  border: 1px solid currentColor; border-radius: 1em; margin-inline-end: .6em;
  white-space: nowrap; }
.tag.inserted { color: var(--ins); } .tag.deleted { color: var(--del); }
.tag.moved { color: var(--move); } .tag.other { color: var(--soft); }
.was { font-size: .8em; color: var(--soft); margin-inline-end: .6em; white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none;
  font: .88rem/1.4 system-ui, sans-serif; }
.counts li { background: var(--tint); border: 1px solid var(--line); border-radius: .4rem;
  padding: .35em .7em; margin: 0; } .counts b { font-variant-numeric: tabular-nums; }
.counts .in { color: var(--ins); } .counts .out { color: var(--del); }
.changes { columns: 22rem 2; column-gap: 2rem; } .changes li { break-inside: avoid; }
.changes a { text-decoration: none; } .changes a:hover { text-decoration: underline; }
[data-fate="moved away"] { opacity: .85; }
:target { background: var(--tint); outline: 2px solid var(--line); outline-offset: .3em; }
@media (max-width: 34rem) { body { font-size: 1rem; } main, header, nav { padding-inline: 1rem; }
  [data-in] { margin-inline-start: 1rem; } ul.items { padding-inline-start: 1rem; }
  h1 { font-size: 1.4rem; } [data-kind="title"] { font-size: 1.12rem; } }
@media print { body { font-size: 10.5pt; background: none; color: #000; }
  main, header, nav { max-width: none; padding-inline: 0; } nav { display: none; }
  h2, h3, h4, h5, h6 { break-after: avoid; } tr, li, aside { break-inside: avoid; }
  .table { overflow: visible; } @page { margin: 20mm; } }
"""
