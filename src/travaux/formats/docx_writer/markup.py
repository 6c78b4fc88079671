"""Elements of WordprocessingML: names, attributes, and the runs that every writer needs."""

from functools import cache
from typing import Final

from lxml import etree

from travaux.formats.xml_text import clean

Element = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"

NAMESPACES: Final = {"w": W, "r": R, "w14": W14, "w15": W15, "mc": MC}
_PREFIXES: Final = {**NAMESPACES, "xml": "http://www.w3.org/XML/1998/namespace"}


@cache
def name(prefixed: str) -> str:
    """Return the qualified name of `w:p` or the like, as lxml writes it."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def element(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return the element `w:TAG` with its children and attributes; None leaves one out.

    An attribute is in the namespace w; `r_id`, `w14_paraId` and `xml_space` are in theirs. The
    caller gives children in the order of the schema (ECMA-376 part 1, annex A).
    """
    made = etree.Element(name(f"w:{tag}"))
    for key, value in attributes.items():
        if value is not None:
            prefix, underscore, local = key.rstrip("_").partition("_")
            qualified = f"{prefix}:{local}" if underscore else f"w:{prefix}"
            made.set(name(qualified), clean(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def text(words: str) -> Element:
    """Return `w:t` with words whose blanks are kept."""
    made = element("t", xml_space="preserve")
    made.text = clean(words)
    return made


def text_run(words: str) -> Element:
    """Return a run of plain words."""
    return element("r", text(words))


def field(instruction: str) -> list[Element]:
    """Return the runs of a field, as `PAGE`, that shows 1 until it is counted (17.16.18)."""
    told = element("instrText", xml_space="preserve")
    told.text = f" {instruction} "
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", told),
        element("r", element("fldChar", fldCharType="separate")),
        text_run("1"),
        element("r", element("fldChar", fldCharType="end")),
    ]


def root(tag: str) -> Element:
    """Return the element of a part, with every namespace that a part may use declared once."""
    made = etree.Element(name(f"w:{tag}"), nsmap=NAMESPACES)
    made.set(name("mc:Ignorable"), "w14 w15")
    return made


def serialise(part: Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)
