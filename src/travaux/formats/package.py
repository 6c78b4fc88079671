"""The safety of zip packages: what is refused before any XML parser sees it.

A package is walked once, in order and in chunks: every member is really inflated and counted, so
no size that a directory claims is believed, and nothing that is refused was ever held whole.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.reading import Unreadable

CONTENT_TYPES: Final = "[Content_Types].xml"
_CHUNK: Final = 1 << 16
_MEBIBYTE: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_XML_NAME: Final = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
# An opening tag whose local name is `p`, whatever its prefix: a paragraph of any vocabulary.
_PARAGRAPH: Final = re.compile(rb"<(?:[^\s<>/:!?\"'=]+:)?p[\s/>]")
_DECLARED: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
# ECMA-376 part 2 allows UTF-8 and UTF-16; the others hold ASCII unchanged and so cannot hide a tag.
_PLAIN_ENCODINGS: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
)
_WIDE_ENCODINGS: Final = frozenset({"utf-16", "utf-16le", "utf-16be", "utf16"})


class Limits(msgspec.Struct, frozen=True):
    """How much a package may hold; the defaults suit a report of a thousand pages."""

    members: int = 2_000
    inflated: int = 64 * _MEBIBYTE
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


DEFAULT_LIMITS: Final = Limits()


class Member(msgspec.Struct, frozen=True):
    """One entry of a checked package: where its packed bytes are, and how long it really is."""

    name: str
    start: int
    end: int
    deflated: bool
    size: int


class Package:
    """A package that passed the check; its parts are inflated again each time they are read."""

    def __init__(self, data: bytes, members: dict[str, Member], types: "ContentTypes") -> None:
        self._data = data
        self._members = members
        self.types = types
        self._lower = {name.lower(): name for name in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._lower

    def names(self) -> list[str]:
        """Return the names of all members in the order of the directory."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return the bytes of one member; names are equal whatever their case (OPC 9.1.1.1)."""
        member = self._members[self._lower[name.lower()]]
        packed = memoryview(self._data)[member.start : member.end]
        return zlib.decompress(packed, -zlib.MAX_WBITS) if member.deflated else bytes(packed)


class ContentTypes(msgspec.Struct, frozen=True):
    """What `[Content_Types].xml` says of the parts (ECMA-376 part 2, 7.2.3)."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, name: str) -> str:
        """Return the content type of a part, empty where none is declared."""
        found = self.overrides.get("/" + name.lower())
        return found or self.defaults.get(name.rpartition(".")[2].lower(), "")


def check(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Package:
    """Return the package in `data` if it is safe to open.

    Nothing is parsed before every member was inflated and counted. Raises Unreadable with the
    problem, the member and the remedy.
    """
    _check_head(data, limits)
    members = _members(data, _directory(data, limits))
    measured = _measure(data, members, limits)
    package = Package(data, measured, _content_types(data, measured))
    _check_active_content(package, limits)
    return package


def parse_xml(data: bytes, place: str) -> etree._Element:
    """Return the root of an XML part, without entities, network or tolerance for broken markup.

    lxml's own bounds stay on (depth 256, text of 10 MB). Raises Unreadable naming `place`.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            f"The file is damaged: its XML cannot be read ({_reason(error)})",
            place=place,
            remedy="Open it in a word processor, which may repair it, and save it again as .docx.",
        ) from error


def _reason(error: Exception) -> str:
    """Return what the parser says, shortened: it may quote the file."""
    return str(error).splitlines()[0][:120] if str(error) else "no XML at all"


def _check_head(data: bytes, limits: Limits) -> None:
    """Refuse what is no package at all, with a word on what it is instead."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "The file is password-protected or an old .doc",
            remedy="Open it in Word and save it as .docx without a password.",
        )
    if not data.startswith(b"PK\x03\x04"):
        problem = "The file is empty" if not data else "The file is not a Word document (.docx)"
        raise Unreadable(problem, place="first bytes", remedy="Save it as .docx and try again.")
    if len(data) > limits.inflated:
        raise _too_large(limits, "the file itself")


def _too_large(limits: Limits, place: str) -> Unreadable:
    size = limits.inflated // _MEBIBYTE
    return Unreadable(
        f"The file holds more than {size} MiB when unpacked",
        place=place,
        remedy="Take out or shrink its pictures, or split it.",
    )


def _damaged(problem: str, place: str = "zip directory") -> Unreadable:
    return Unreadable(
        f"The file is damaged: {problem}",
        place=place,
        remedy="Fetch it again, or open it in a word processor and save it again as .docx.",
    )


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the entries of the central directory, their names and number checked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError) as e:
        raise _damaged("it is cut short or is not a whole zip package") from e
    except Exception as error:  # zipfile lets struct.error and IndexError of lying files through
        raise _damaged("its zip directory contradicts itself") from error
    if len(infos) > limits.members:
        raise Unreadable(
            f"The file holds {len(infos)} members; at most {limits.members} are read",
            place="zip directory",
            remedy="Save it again from a word processor.",
        )
    _check_names(infos)
    return infos


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse names that could stand for two things or for a place outside the package."""
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or ".." in parts or "\0" in name or ":" in parts[0]:
            raise _hostile("has a member whose name leads outside the package", name)
        if name.lower() in seen:
            raise _hostile("has two members of one name", name)
        seen.add(name.lower())
        if info.flag_bits & 0x41:
            raise Unreadable(
                "The file is encrypted",
                place=_shown(name),
                remedy="Save it as .docx without a password.",
            )
    if CONTENT_TYPES.lower() not in seen:
        raise Unreadable(
            "The file is a zip package but not a Word document: it has no [Content_Types].xml",
            place="zip directory",
            remedy="Save it as .docx and try again.",
        )


def _hostile(problem: str, place: str) -> Unreadable:
    return Unreadable(
        f"The file {problem}, which no word processor writes",
        place=_shown(place),
        remedy="Ask its sender for a copy saved from a word processor.",
    )


def _shown(name: str) -> str:
    """Return a member's name fit for one line of a message."""
    return "".join(c if c.isprintable() else "?" for c in name[:80])


def _members(data: bytes, infos: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, int, int]]:
    """Return each entry with the span of its packed bytes; spans may not overlap."""
    spans: list[tuple[int, int, zipfile.ZipInfo, int]] = []
    for info in infos:
        at = info.header_offset
        header = data[at : at + _LOCAL_HEADER] if at >= 0 else b""
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise _damaged("a member is not where the directory says", _shown(info.orig_filename))
        name_size = int.from_bytes(header[26:28], "little")
        extra_size = int.from_bytes(header[28:30], "little")
        start = at + _LOCAL_HEADER + name_size + extra_size
        end = start + info.compress_size
        if end > len(data):
            raise _damaged("a member is cut short", _shown(info.orig_filename))
        if header[8:10] != info.compress_type.to_bytes(2, "little") or header[6] & 0x41:
            raise _hostile("describes a member in two different ways", info.orig_filename)
        spans.append((at, end, info, start))
    spans.sort(key=lambda span: span[0])
    if spans and spans[0][0] != 0:
        raise _hostile("has something before its first member", "first bytes")
    for (_, end, _, _), (after, _, info, _) in pairwise(spans):
        if after < end:
            raise _hostile("has members that overlap", info.orig_filename)
    return [(info, start, end) for _, end, info, start in spans]


def _measure(
    data: bytes, spans: list[tuple[zipfile.ZipInfo, int, int]], limits: Limits
) -> dict[str, Member]:
    """Inflate every member in chunks, count what it holds, and return the members by name."""
    counter = _Counter(limits)
    members: dict[str, Member] = {}
    view = memoryview(data)
    for info, start, end in spans:
        if info.compress_type not in (_STORED, _DEFLATED):
            raise _hostile("is packed in a way that is not allowed", info.orig_filename)
        deflated = info.compress_type == _DEFLATED
        chunks = _inflate(view[start:end]) if deflated else _slices(view[start:end])
        try:
            size, crc = counter.count(info.orig_filename, chunks, max(1, end - start))
        except zlib.error as error:
            raise _damaged("a member does not unpack", _shown(info.orig_filename)) from error
        if size != info.file_size or crc != info.CRC:
            raise _damaged("a member is not what was packed", _shown(info.orig_filename))
        members[info.orig_filename] = Member(info.orig_filename, start, end, deflated, size)
    return members


def _slices(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _CHUNK):
        yield bytes(packed[at : at + _CHUNK])


def _inflate(packed: memoryview) -> Iterator[bytes]:
    """Yield the inflated bytes, at most a chunk at a time whatever the packed ones claim."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    pending: bytes | memoryview = packed
    while not engine.eof:
        chunk = engine.decompress(pending, _CHUNK)
        pending = engine.unconsumed_tail
        if not chunk and not pending and not engine.eof:
            raise zlib.error("cut short")
        if chunk:
            yield chunk
    if engine.unused_data:
        raise zlib.error("bytes after the end")


class _Counter:
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
                raise _too_large(self.limits, _shown(name))
            if size > _MEBIBYTE and size > self.limits.ratio * packed:
                raise _hostile(f"unpacks to more than {self.limits.ratio} times its size", name)
            if xml is not None:
                xml.feed(chunk)
        return size, crc


def _looks_like_xml(head: bytes) -> bool:
    """Tell whether a member of another name holds XML (a part's name proves nothing)."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:2] in (b"<?", b"<w", b"<\0")


class _XmlCounter:
    """Counts tags, attributes and paragraphs of one XML part, and refuses a DOCTYPE."""

    def __init__(self, totals: _Counter, name: str, head: bytes) -> None:
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
                place=_shown(self.name),
                remedy="Open it in a word processor and save it again as .docx.",
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
            raise _hostile("declares a document type (DOCTYPE)", self.name)
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
            place=_shown(self.name),
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


def _content_types(data: bytes, members: dict[str, Member]) -> ContentTypes:
    """Return what the package declares of its parts."""
    package = Package(data, members, ContentTypes({}, {}))
    root = parse_xml(package.read(CONTENT_TYPES), CONTENT_TYPES)
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for child in root:
        kind = child.get("ContentType") or ""
        if child.get("Extension") is not None:
            defaults[str(child.get("Extension")).lower()] = kind
        elif child.get("PartName") is not None:
            overrides[str(child.get("PartName")).lower()] = kind
    return ContentTypes(defaults, overrides)


def _check_active_content(package: Package, limits: Limits) -> None:
    """Refuse macros, ActiveX controls and OLE objects, whatever name they go by."""
    types = package.types
    declared = [*types.overrides.items(), *types.defaults.items()]
    found = [(place.lstrip("/"), kind.lower()) for place, kind in declared]
    found += [(name, "") for name in package.names()]
    for place, kind in found:
        lower = place.lower()
        if "macroenabled" in kind or "vba" in kind or "vbaproject" in lower or "vbadata" in lower:
            raise _active("macros", place, "Save it as .docx, which drops them.")
        if "activex" in kind or "activex/" in lower:
            raise _active("ActiveX controls", place, "Remove the controls and save it again.")
        if not limits.objects and place in package and _is_object(lower, types.of(place).lower()):
            remedy = "Turn the objects into pictures, or allow objects for this file."
            raise _active("embedded OLE objects", place, remedy)


def _is_object(lower: str, kind: str) -> bool:
    """Tell whether a member is an OLE object; packages such as a chart's .xlsx are none."""
    binary = lower.endswith(".bin") and "embeddings/" in lower
    return "oleobject" in kind or "oleobject" in lower or binary


def _active(what: str, place: str, remedy: str) -> Unreadable:
    return Unreadable(f"The file holds {what}", place=_shown(place), remedy=remedy)
