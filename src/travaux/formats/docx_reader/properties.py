"""What the properties of a file say of the document, where its own words are silent."""

from typing import Final

from msgspec.structs import replace

from travaux.formats.docx_reader.cover import is_symbol
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.package import parse_xml
from travaux.text.tree import Cover

_CORE: Final = "docProps/core.xml"
_APPLICATION: Final = "docProps/app.xml"
_LONGEST: Final = 300
_ENTRIES: Final = "{http://purl.org/dc/elements/1.1/}"
_OWN: Final = "Travaux"


def with_properties(cover: Cover, parts: Parts) -> Cover:
    """Return the cover with what the file's properties add.

    A subject that is a symbol is believed from any program. Title and creator are too often those
    of a template or of who last saved the file: they count only in files that Travaux wrote.
    """
    if _CORE not in parts.package:
        return cover
    subject = _entry(parts, "subject")
    if not cover.symbol and is_symbol(subject):
        cover = replace(cover, symbol=subject)
    if _application(parts) == _OWN:
        names = tuple(name for name in _entry(parts, "creator").split("; ") if name)
        cover = replace(
            cover, title=cover.title or _entry(parts, "title"), sources=cover.sources or names
        )
    return cover


def _entry(parts: Parts, name: str) -> str:
    found = parse_xml(parts.package.read(_CORE), _CORE).find(_ENTRIES + name)
    return " ".join((found.text or "").split())[:_LONGEST] if found is not None else ""


def _application(parts: Parts) -> str:
    if _APPLICATION not in parts.package:
        return ""
    root = parse_xml(parts.package.read(_APPLICATION), _APPLICATION)
    found = root.find("{*}Application")
    return (found.text or "").strip() if found is not None else ""
