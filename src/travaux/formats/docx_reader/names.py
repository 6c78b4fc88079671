"""The names of WordprocessingML elements and attributes, as lxml spells them.

Strict documents (ISO/IEC 29500 strict, purl.oclc.org) are renamed to the transitional names when a
part is opened, so the rest of the reader knows one vocabulary.
"""

from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING_PLACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
VML: Final = "urn:schemas-microsoft-com:vml"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012: Final = "http://schemas.microsoft.com/office/word/2012/wordml"

STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": OFFICE_LINKS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": DRAWING.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": DRAWING_PLACE.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": CHART.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/diagram": DIAGRAM.encode(),
}
"""Strict namespaces and the transitional ones that mean the same (ISO/IEC 29500-4, annex A)."""

W: Final = "{" + WORD + "}"
R: Final = "{" + OFFICE_LINKS + "}"
M: Final = "{" + MATH + "}"
A: Final = "{" + DRAWING + "}"
WP: Final = "{" + DRAWING_PLACE + "}"
C: Final = "{" + CHART + "}"
DGM: Final = "{" + DIAGRAM + "}"
V: Final = "{" + VML + "}"
MC: Final = "{" + COMPATIBILITY + "}"
W14: Final = "{" + WORD_2010 + "}"
W15: Final = "{" + WORD_2012 + "}"

VAL: Final = W + "val"
ID: Final = W + "id"
P: Final = W + "p"
TBL: Final = W + "tbl"

_OFF: Final = frozenset({"0", "false", "off"})


def is_on(value: str | None) -> bool:
    """Return what an on-off property says; without a value it is on (ECMA-376-1, 17.17.4)."""
    return value is None or value.strip().lower() not in _OFF


def whole(value: str | None, default: int) -> int:
    """Return a decimal number as written in an attribute, or `default` where it is none.

    Only what fits a signed 32-bit number is one: files lie.
    """
    if value is None:
        return default
    try:
        number = int(float(value)) if len(value) <= 20 else default
    except (ValueError, OverflowError):
        return default
    return number if -(2**31) <= number < 2**31 else default
