"""Pages of others, and our own, to a tree: decoding, parsing within bounds, and who wrote it."""

import re
from typing import Final

from lxml import etree, html

from travaux.formats import html_foreign, html_own
from travaux.formats.decoding import LARGEST, decode
from travaux.formats.reading import Facts, Reading, Unreadable
from travaux.text.tree import CONTAINERS, Kind, Tree

_MOST_TAGS: Final = 3_000_000
_DEEPEST: Final = 150
"""How deep elements may nest; real pages stay below 60."""

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")


def read(data: bytes | str) -> Reading:
    """Return the text of a page (HTML, XHTML, Bikeshed source) as a tree.

    Scripts, styles, menus and forms are dropped. Raises Unreadable for pages that are too large,
    nest too deep or hold no text.
    """
    text, warnings = _decoded(data) if isinstance(data, bytes) else (data, ())
    root = _parsed(text)
    tree = (
        html_own.tree_of(root)
        if root.get("data-schema") == "travaux/tree/1"
        else html_foreign.tree_of(root)
    )
    if not any(provision.runs or provision.label for provision in tree.provisions):
        raise Unreadable("The page holds no text", remedy="Check that it was saved whole.")
    return Reading(accepted=tree, original=tree, facts=_facts(tree), warnings=warnings)


def _facts(tree: Tree) -> Facts:
    """Count what stands in the tree."""
    kinds = [provision.kind for provision in tree.provisions]
    return Facts(
        paragraphs=sum(kind not in CONTAINERS for kind in kinds),
        tables=kinds.count(Kind.TABLE),
        footnotes=kinds.count(Kind.FOOTNOTE),
        endnotes=kinds.count(Kind.ENDNOTE),
    )


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode by the byte order mark, else by what the page says, else as any text."""
    if len(data) > LARGEST:
        return decode(data)  # refuses
    declared = _CHARSET.search(data[:4096])
    if declared is not None and data[:2] not in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb"):
        name = declared[1].decode("ascii").lower()
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030"}.get(name, name)
        try:
            return data.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            pass  # a page that misnames its encoding is read as one that names none
    return decode(data)


def _parsed(text: str) -> html.HtmlElement:
    """Parse within bounds."""
    if text.count("<") > _MOST_TAGS:
        raise Unreadable(
            f"The page has more than {_MOST_TAGS:,} tags", remedy="Split it into several pages."
        )
    text = _DECLARATION.sub("", text.replace("\x00", ""), count=1)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "xcessive depth" in str(error):
            raise _too_deep() from error
        raise Unreadable(
            "The page holds no text", remedy="Check that it was saved whole."
        ) from error
    too_deep = any("xcessive depth" in entry.message for entry in parser.error_log)
    if too_deep or _depth(root) > _DEEPEST:
        raise _too_deep()
    return root


def _depth(root: html.HtmlElement) -> int:
    """Return how deep the elements nest, counted without recursion."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _too_deep() -> Unreadable:
    return Unreadable(
        f"The page nests elements more than {_DEEPEST} deep",
        remedy="Simplify it and save it again.",
    )
