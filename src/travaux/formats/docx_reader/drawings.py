"""Pictures, charts, diagrams and shapes: what is in a drawing, old (VML) or new (DrawingML)."""

from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import DGM, MC, WP, A, C, R, V, W

_LONGEST_ALT: Final = 2_000
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"


class Drawing(msgspec.Struct):
    """What a drawing holds: a figure to stand for it, and the text boxes in it."""

    figure: str = ""
    """`chart`, `diagram` or `drawing`; empty where it is nothing but text boxes."""
    image: str = ""
    """The relationship of its first picture."""
    alt: str = ""
    boxes: list[etree._Element] = []


def look_at(element: etree._Element) -> Drawing:
    """Return what a `drawing`, `pict` or `object` holds.

    Text boxes are not looked into; of alternatives only the first counts.
    """
    found = Drawing()
    shapes = 0
    waiting = [element]
    while waiting:
        current = waiting.pop()
        tag = str(current.tag)
        if tag == W + "txbxContent":
            found.boxes.append(current)
            continue
        shapes += _look(current, tag, found)
        children = list(current)
        if tag == MC + "AlternateContent" and any(child.tag == MC + "Choice" for child in children):
            children = [child for child in children if child.tag == MC + "Choice"][:1]
        waiting.extend(reversed(children))
    if not found.figure and shapes and not found.boxes:
        found.figure = "drawing"
    return found


def _look(element: etree._Element, tag: str, found: Drawing) -> int:
    """Take note of one element; return 1 if it is a shape."""
    if tag == A + "blip" or tag == V + "imagedata":
        link = element.get(R + "embed") or element.get(R + "id") or element.get(_OFFICE + "relid")
        found.figure = found.figure or "drawing"
        found.image = found.image or str(link or "")
    elif tag == C + "chart" or tag.endswith("}chart"):
        found.figure = found.figure or "chart"
    elif tag == DGM + "relIds":
        found.figure = found.figure or "diagram"
    elif tag == WP + "docPr":
        found.alt = found.alt or str(element.get("descr") or element.get("title") or "")
    elif tag.startswith(V):
        found.alt = found.alt or str(element.get("alt") or "")
        # A horizontal rule is no figure, nor is the definition of a shape.
        return int(tag in _VML_SHAPES and element.get(_OFFICE + "hr") is None)
    found.alt = found.alt[:_LONGEST_ALT]
    return int(tag.endswith(("}wsp", "}inline", "}anchor")))


_VML_SHAPES: Final = frozenset(V + name for name in ("shape", "group", "oval", "roundrect"))
