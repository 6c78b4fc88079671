"""The zip package of a Word file: parts, their types, and the links between them."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from travaux.formats.package_writer import XML, archive
from travaux.formats.xml_text import clean

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES: Final = {
    "word/document.xml": _MAIN + "document.main+xml",
    "word/styles.xml": _MAIN + "styles+xml",
    "word/settings.xml": _MAIN + "settings+xml",
    "word/numbering.xml": _MAIN + "numbering+xml",
    "word/fontTable.xml": _MAIN + "fontTable+xml",
    "word/footnotes.xml": _MAIN + "footnotes+xml",
    "word/endnotes.xml": _MAIN + "endnotes+xml",
    "word/comments.xml": _MAIN + "comments+xml",
    "word/commentsExtended.xml": _MAIN + "commentsExtended+xml",
    "word/header1.xml": _MAIN + "header+xml",
    "word/footer1.xml": _MAIN + "footer+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
PICTURE_ID: Final = "rIdPicture"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HYPERLINK: Final = _OFFICE + "hyperlink"
_RELATED: Final = {
    "styles.xml": _OFFICE + "styles",
    "settings.xml": _OFFICE + "settings",
    "numbering.xml": _OFFICE + "numbering",
    "fontTable.xml": _OFFICE + "fontTable",
    "footnotes.xml": _OFFICE + "footnotes",
    "endnotes.xml": _OFFICE + "endnotes",
    "comments.xml": _OFFICE + "comments",
    "commentsExtended.xml": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    ),
    "header1.xml": _OFFICE + "header",
    "footer1.xml": _OFFICE + "footer",
    "theme/theme1.xml": _OFFICE + "theme",
}
HEADER_ID: Final = "rIdHeader1"
FOOTER_ID: Final = "rIdFooter1"
"""The date of every member: the same text gives the same bytes."""


class Links:
    """The outside addresses that one part points to, each with its relationship id."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self.pictured = False
        """Whether the part shows the picture that stands for figures."""

    def id_of(self, address: str) -> str:
        """Return the id under which the part names the address, the same for the same one."""
        target = _uri(address)
        return self._ids.setdefault(target, f"rIdLink{len(self._ids) + 1}")

    def relationships(self) -> list[str]:
        """Return the addresses as Relationship elements."""
        entries = [
            f'<Relationship Id="{id_}" Type="{HYPERLINK}" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
            for target, id_ in self._ids.items()
        ]
        if self.pictured:
            entries.append(
                f'<Relationship Id="{PICTURE_ID}" Type="{_OFFICE}image" Target="media/figure.png"/>'
            )
        return entries


def _uri(address: str) -> str:
    """Escape what no URI may hold: Word calls a file damaged for a blank in an address."""
    escaped = re.sub(r"[\s<>\"{}|\\^`]", lambda m: quote(m[0]), clean(address))
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)


def pack(parts: Mapping[str, bytes], links: Mapping[str, Links]) -> bytes:
    """Return the bytes of a Word file: parts by name, outside links by the part that holds them.

    Members stand in a fixed order with a fixed date (ECMA-376 part 2).
    """
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relationships(),
        "word/_rels/document.xml.rels": _document_relationships(parts, links),
        **{
            f"word/_rels/{part}.xml.rels": _part_relationships(links[part])
            for part in links
            if part != "document" and f"word/{part}.xml" in parts
        },
        **dict(sorted(parts.items())),
    }
    return archive(members)


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPES[part]}"/>'
        for part in sorted(parts)
        if part in _TYPES
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(entries: list[str]) -> bytes:
    return (
        f"{XML}<Relationships"
        ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(entries)}</Relationships>"
    ).encode()


def _package_relationships() -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    kinds = {
        "word/document.xml": _OFFICE + "officeDocument",
        "docProps/core.xml": core,
        "docProps/app.xml": _OFFICE + "extended-properties",
    }
    return _relationships(
        [
            f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
            for place, (target, kind) in enumerate(kinds.items(), 1)
        ]
    )


def _document_relationships(parts: Mapping[str, bytes], links: Mapping[str, Links]) -> bytes:
    entries = []
    for target, kind in _RELATED.items():
        if f"word/{target}" in parts:
            stem = target.rpartition("/")[2].removesuffix(".xml")
            id_ = f"rId{stem[0].upper()}{stem[1:]}"
            entries.append(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>')
    return _relationships(entries + links["document"].relationships())


def _part_relationships(links: Links) -> bytes:
    return _relationships(links.relationships())
