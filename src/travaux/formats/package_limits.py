"""How much a package may hold, and the counting of what its members really hold."""

import codecs
import re
import zlib
from collections.abc import Iterator
from typing import Final

import msgspec

from travaux.formats.reading import Unreadable

MEBIBYTE: Final = 1 << 20
_XML_NAME: Final = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
# An opening tag whose local name is `p`, whatever its prefix: a paragraph of any vocabulary.
_PARAGRAPH: Final = re.compile(rb"<(?:[^\s<>/:!?\"'=]+:)?p[\s/>]")
_DECLARED: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
# ECMA-376 part 2 allows UTF-8 and UTF-16; the others hold ASCII unchanged and so cannot hide a tag.
_PLAIN_ENCODINGS: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
)
_WIDE_ENCODINGS: Final = frozenset({"utf-16", "utf-16le", "utf-16be", "utf16"})


class Office(msgspec.Struct, frozen=True):
    """The words in which a refusal speaks of a kind of package."""

    document: str
    ending: str
    program: str
    brand: str


WORD: Final = Office("Word document", ".docx", "word processor", "Word")
EXCEL: Final = Office("Excel workbook", ".xlsx", "spreadsheet program", "Excel")


class Limits(msgspec.Struct, frozen=True):
    """How much a package may hold; the defaults suit a report of a thousand pages."""

    members: int = 2_000
    inflated: int = 64 * MEBIBYTE
    """Bytes of all members together, as they really inflate."""
    ratio: int = 200
    """Inflated to packed bytes of one member, once it is beyond one MiB."""
    tags: int = 3_000_000
    """`<` in one part."""
    weight: int = 5_000_000
    """`<` and twice `=` in all parts together: what a parser makes of them fits one GB."""
    paragraphs: int = 200_000
    """Paragraph elements in all parts together, in any namespace."""
    objects: bool = False
    """Whether embedded OLE objects are let through (they are never opened)."""
    office: Office = WORD
    """What the package should be."""


DEFAULT_LIMITS: Final = Limits()


class Counter:
    """Counts what the members hold and refuses as soon as a limit is passed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.inflated = 0
        self.weight = 0
        self.paragraphs = 0

    def count(self, name: str, chunks: Iterator[bytes], packed: int) -> tuple[int, int]:
        """Return the real size and checksum of one member."""
        size = crc = 0
        xml: _XmlCounter | None = None
        for chunk in chunks:
            if not size and (_XML_NAME.search(name) or _looks_like_xml(chunk)):
                xml = _XmlCounter(self, name, chunk)
            size += len(chunk)
            self.inflated += len(chunk)
            crc = zlib.crc32(chunk, crc)
            if self.inflated > self.limits.inflated:
                raise too_large(self.limits, shown(name))
            if size > MEBIBYTE and size > self.limits.ratio * packed:
                problem = f"unpacks to more than {self.limits.ratio} times its size"
                raise hostile(problem, name, self.limits.office)
            if xml is not None:
                xml.feed(chunk)
        return size, crc


def _looks_like_xml(head: bytes) -> bool:
    """Tell whether a member of another name holds XML (a part's name proves nothing)."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:2] in (b"<?", b"<w", b"<\0")


class _XmlCounter:
    """Counts tags, attributes and paragraphs of one XML part, and refuses a DOCTYPE."""

    def __init__(self, totals: Counter, name: str, head: bytes) -> None:
        self.totals = totals
        self.name = name
        self.tags = 0
        self.tail = b""
        self.decoder = _wide_decoder(head)
        if self.decoder is None:
            self._check_encoding(head)

    def _check_encoding(self, head: bytes) -> None:
        """Refuse encodings in which a tag could hide from a look at the bytes."""
        body = head.removeprefix(codecs.BOM_UTF8).lstrip()
        declared = _DECLARED.match(body[:400])
        encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
        # "utf-16" is declared by some writers over bytes that are plain; the parser then refuses.
        if encoding not in _PLAIN_ENCODINGS | _WIDE_ENCODINGS or (body and body[:1] != b"<"):
            raise Unreadable(
                "The file has a part in an encoding other than UTF-8 or UTF-16",
                place=shown(self.name),
                remedy=again(self.totals.limits.office),
            )

    def feed(self, chunk: bytes) -> None:
        """Count one chunk; a tag cut by its end is counted with the next."""
        text = chunk if self.decoder is None else self._narrow(chunk)
        limits, totals = self.totals.limits, self.totals
        tags = text.count(b"<")
        self.tags += tags
        totals.weight += tags + 2 * text.count(b"=")
        joined = self.tail + text
        totals.paragraphs += len(_PARAGRAPH.findall(joined))
        if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
            raise hostile("declares a document type (DOCTYPE)", self.name, limits.office)
        self.tail = _cut_tag(joined)
        if totals.paragraphs > limits.paragraphs:
            raise self._too_many(f"{limits.paragraphs:,} paragraphs")
        if self.tags > limits.tags:
            raise self._too_many(f"{limits.tags:,} tags")
        if totals.weight > limits.weight:
            raise self._too_many(f"{limits.weight:,} tags and attributes")

    def _narrow(self, chunk: bytes) -> bytes:
        assert self.decoder is not None
        return self.decoder.decode(chunk).encode("utf-8", "replace")

    def _too_many(self, what: str) -> Unreadable:
        return Unreadable(
            f"The file holds more than {what}",
            place=shown(self.name),
            remedy="Split it into several files.",
        )


def _wide_decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """Return a decoder for a UTF-16 part, told by its mark or by zeros beside the first `<`."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace")
    if head.startswith(b"<\0"):
        return codecs.getincrementaldecoder("utf-16-le")("replace")
    if head.startswith(b"\0<"):
        return codecs.getincrementaldecoder("utf-16-be")("replace")
    return None


def _cut_tag(text: bytes) -> bytes:
    """Return the start of a tag that the end of the chunk may have cut, without what was counted.

    A head longer than 300 bytes without its end holds no `<p` still to be counted.
    """
    at = text.rfind(b"<", -300)
    if at < 0 or _PARAGRAPH.match(text, at):
        return b""
    return text[at:]


def too_large(limits: Limits, place: str) -> Unreadable:
    """Return the refusal of a package that holds too much."""
    size = limits.inflated // MEBIBYTE
    return Unreadable(
        f"The file holds more than {size} MiB when unpacked",
        place=place,
        remedy="Take out or shrink its pictures, or split it.",
    )


def hostile(problem: str, place: str, office: Office = WORD) -> Unreadable:
    """Return the refusal of what no word processor or spreadsheet program writes."""
    return Unreadable(
        f"The file {problem}, which no {office.program} writes",
        place=shown(place),
        remedy=f"Ask its sender for a copy saved from a {office.program}.",
    )


def again(office: Office) -> str:
    """Return the remedy for what another program may repair."""
    return f"Open it in a {office.program} and save it again as {office.ending}."


def shown(name: str) -> str:
    """Return a member's name fit for one line of a message."""
    return "".join(c if c.isprintable() else "?" for c in name[:80])
