"""What the whole of a text says of its typed labels, before it is read paragraph by paragraph.

`45 See …` is a label where 46 and 47 follow, and a quantity where they do not; in Arabic files
clause 3.1 may be stored as `1.3` throughout. A look at all lines that begin with a number decides.
"""

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import P, W
from travaux.text.labels import typed
from travaux.text.numbering import in_context, needs_text, reading_order

_HEAD = 200
_SKIPPED = frozenset({W + "del", W + "moveFrom", W + "pPr", W + "rPr"})


class Context(msgspec.Struct, frozen=True):
    """Labels that only their series gives away, by paragraph, and the order of Arabic numbers."""

    labels: dict[etree._Element, str] = {}
    turned: bool = False
    """Whether the numbers of a label stand in the opposite order, `1.3` for clause 3.1."""


def look_around(root: etree._Element) -> Context:
    """Return what the lines of a part that begin with a number say together."""
    paragraphs: list[etree._Element] = []
    texts: list[str] = []
    for paragraph in root.iter(P):
        text = _head(paragraph)
        if text.lstrip()[:1].isdecimal() and not (needs_text(text) and _in_cell(paragraph)):
            paragraphs.append(paragraph)
            texts.append(text)
    rtl = any("\u0590" <= sign <= "\u08ff" for text in texts[:200] for sign in text)
    found = in_context(texts, rtl=rtl)
    weak = {
        paragraph: label.label
        for paragraph, text, label in zip(paragraphs, texts, found, strict=True)
        if label is not None and typed(text, rtl=rtl) is None
    }
    numbers = [label.label for label in found if label is not None]
    return Context(weak, rtl and reading_order(numbers) != tuple(numbers))


def _in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(W + "tc"), None) is not None


def _head(paragraph: etree._Element) -> str:
    """Return the first words of a paragraph as the accepted view has them."""
    found: list[str] = []
    length = 0
    waiting = [paragraph]
    while waiting and length < _HEAD:
        element = waiting.pop()
        if element.tag == W + "t":
            found.append(element.text or "")
            length += len(found[-1])
        elif element.tag == W + "tab":
            found.append("\t")
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))
    return "".join(found)[:_HEAD]
