"""Figures: a tree knows a picture by its hash, not by its bytes, so a placeholder stands for it.

It is an ordinary picture, so that word processors track it as they track any, a person can change
it for the real one, and its alternative text is where every program looks for it. By its name our
reader knows which figure it stands for.
"""

import struct
import zlib
from functools import cache
from typing import Final

from lxml import etree

from travaux.formats.docx_writer.container import PICTURE_ID
from travaux.formats.docx_writer.markup import Element, R, element
from travaux.formats.xml_text import clean
from travaux.text.tree import Run

FIGURE_NAME: Final = "travaux:figure:"
"""Begins the name of the drawing; then come `Run.figure`, a blank and a number of its own."""
_WIDTH: Final = 240
_HEIGHT: Final = 150
_EMU: Final = 9525
"""English metric units in a pixel."""
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(run: Run, number: int) -> Element:
    """Return the placeholder of a figure as `w:drawing` (ECMA-376 part 1, 20.4.2.8)."""
    size = {"cx": str(_WIDTH * _EMU), "cy": str(_HEIGHT * _EMU)}
    made = element("drawing")
    inline = _add(made, _WP, "inline", distT="0", distB="0", distL="0", distR="0")
    _add(inline, _WP, "extent", **size)
    about = {"id": str(number), "name": f"{FIGURE_NAME}{clean(run.figure)} {number}"}
    shown = _add(inline, _WP, "docPr", **about)
    if run.alt:
        shown.set("descr", clean(run.alt))
    data = _add(_add(inline, _A, "graphic"), _A, "graphicData", uri=_PIC)
    picture = _add(data, _PIC, "pic")
    head = _add(picture, _PIC, "nvPicPr")
    _add(head, _PIC, "cNvPr", **about)
    _add(head, _PIC, "cNvPicPr")
    fill = _add(picture, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{R}}}embed", PICTURE_ID)
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(picture, _PIC, "spPr")
    place = _add(shape, _A, "xfrm")
    _add(place, _A, "off", x="0", y="0")
    _add(place, _A, "ext", **size)
    _add(_add(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return made


def _add(parent: Element, space: str, tag: str, **attributes: str) -> Element:
    prefixes = {"wp": _WP, "a": _A, "pic": _PIC}
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes, nsmap=prefixes)


@cache
def placeholder() -> bytes:
    """Return a grey picture of a picture, as PNG: a frame, a hill and a sun."""
    rows = b"".join(b"\0" + bytes(_grey(x, y) for x in range(_WIDTH)) for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _grey(x: int, y: int) -> int:
    """Return how light a point of the placeholder is, 0 to 255."""
    if min(x, y, _WIDTH - 1 - x, _HEIGHT - 1 - y) < 2:
        return 0xB0
    if (x - 160) ** 2 + (y - 48) ** 2 < 14**2:
        return 0xC8
    hill = max(y - 55 - abs(x - 95), y - 78 - abs(x - 150))
    return 0xC8 if hill > 0 and y < 110 else 0xF2


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
