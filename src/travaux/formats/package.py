"""The safety of zip packages: what is refused before any XML parser sees it.

A package is walked once, in order and in chunks: every member is really inflated and counted, so
no size that a directory claims is believed, and nothing that is refused was ever held whole.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.package_limits import (
    DEFAULT_LIMITS,
    EXCEL,
    WORD,
    Counter,
    Limits,
    Office,
    again,
    hostile,
    shown,
    too_large,
)
from travaux.formats.reading import Unreadable

__all__ = ["DEFAULT_LIMITS", "SHEET_LIMITS", "Limits", "Package", "check", "parse_xml"]

SHEET_LIMITS: Final = Limits(tags=1_500_000, paragraphs=1_500_000, office=EXCEL)
"""What a workbook may hold: some hundred thousand filled cells."""


CONTENT_TYPES: Final = "[Content_Types].xml"
_CHUNK: Final = 1 << 16
_LOCAL_HEADER: Final = 30
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


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
    members = _members(data, _directory(data, limits), limits.office)
    measured = _measure(data, members, limits)
    package = Package(data, measured, _content_types(data, measured, limits.office))
    _check_active_content(package, limits)
    return package


def parse_xml(data: bytes, place: str, office: Office = WORD) -> etree._Element:
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
            remedy=f"Open it in a {office.program}, which may repair it, and save it again"
            f" as {office.ending}.",
        ) from error


def _reason(error: Exception) -> str:
    """Return what the parser says, shortened: it may quote the file."""
    return str(error).splitlines()[0][:120] if str(error) else "no XML at all"


def _check_head(data: bytes, limits: Limits) -> None:
    """Refuse what is no package at all, with a word on what it is instead."""
    office = limits.office
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            f"The file is password-protected or an old {office.ending[:-1]}",
            remedy=f"Open it in {office.brand} and save it as {office.ending} without a password.",
        )
    if not data.startswith(b"PK\x03\x04"):
        problem = f"The file is not {_one(office)} ({office.ending})"
        raise Unreadable(
            problem if data else "The file is empty",
            place="first bytes",
            remedy=f"Save it as {office.ending} and try again.",
        )
    if len(data) > limits.inflated:
        raise too_large(limits, "the file itself")


def _one(office: Office) -> str:
    article = "an" if office.document[0] in "AEIOU" else "a"
    return f"{article} {office.document}"


def _damaged(problem: str, office: Office, place: str = "zip directory") -> Unreadable:
    remedy = again(office)
    return Unreadable(
        f"The file is damaged: {problem}",
        place=place,
        remedy=f"Fetch it again, or {remedy[0].lower()}{remedy[1:]}",
    )


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the entries of the central directory, their names and number checked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError) as e:
        raise _damaged("it is cut short or is not a whole zip package", limits.office) from e
    except Exception as error:  # zipfile lets struct.error and IndexError of lying files through
        raise _damaged("its zip directory contradicts itself", limits.office) from error
    if len(infos) > limits.members:
        raise Unreadable(
            f"The file holds {len(infos)} members; at most {limits.members} are read",
            place="zip directory",
            remedy=f"Save it again from a {limits.office.program}.",
        )
    _check_names(infos, limits.office)
    return infos


def _check_names(infos: list[zipfile.ZipInfo], office: Office) -> None:
    """Refuse names that could stand for two things or for a place outside the package."""
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or ".." in parts or "\0" in name or ":" in parts[0]:
            raise hostile("has a member whose name leads outside the package", name, office)
        if name.lower() in seen:
            raise hostile("has two members of one name", name, office)
        seen.add(name.lower())
        if info.flag_bits & 0x41:
            raise Unreadable(
                "The file is encrypted",
                place=shown(name),
                remedy=f"Save it as {office.ending} without a password.",
            )
    if CONTENT_TYPES.lower() not in seen:
        raise Unreadable(
            f"The file is a zip package but not {_one(office)}: it has no [Content_Types].xml",
            place="zip directory",
            remedy=f"Save it as {office.ending} and try again.",
        )


def _members(
    data: bytes, infos: list[zipfile.ZipInfo], office: Office
) -> list[tuple[zipfile.ZipInfo, int, int]]:
    """Return each entry with the span of its packed bytes; spans may not overlap."""
    spans: list[tuple[int, int, zipfile.ZipInfo, int]] = []
    for info in infos:
        at = info.header_offset
        header = data[at : at + _LOCAL_HEADER] if at >= 0 else b""
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            place = shown(info.orig_filename)
            raise _damaged("a member is not where the directory says", office, place)
        name_size = int.from_bytes(header[26:28], "little")
        extra_size = int.from_bytes(header[28:30], "little")
        start = at + _LOCAL_HEADER + name_size + extra_size
        end = start + info.compress_size
        if end > len(data):
            raise _damaged("a member is cut short", office, shown(info.orig_filename))
        if header[8:10] != info.compress_type.to_bytes(2, "little") or header[6] & 0x41:
            problem = "describes a member in two different ways"
            raise hostile(problem, info.orig_filename, office)
        spans.append((at, end, info, start))
    spans.sort(key=lambda span: span[0])
    if spans and spans[0][0] != 0:
        raise hostile("has something before its first member", "first bytes", office)
    for (_, end, _, _), (after, _, info, _) in pairwise(spans):
        if after < end:
            raise hostile("has members that overlap", info.orig_filename, office)
    return [(info, start, end) for _, end, info, start in spans]


def _measure(
    data: bytes, spans: list[tuple[zipfile.ZipInfo, int, int]], limits: Limits
) -> dict[str, Member]:
    """Inflate every member in chunks, count what it holds, and return the members by name."""
    counter = Counter(limits)
    members: dict[str, Member] = {}
    view = memoryview(data)
    for info, start, end in spans:
        if info.compress_type not in (_STORED, _DEFLATED):
            problem = "is packed in a way that is not allowed"
            raise hostile(problem, info.orig_filename, limits.office)
        deflated = info.compress_type == _DEFLATED
        chunks = _inflate(view[start:end]) if deflated else _slices(view[start:end])
        try:
            size, crc = counter.count(info.orig_filename, chunks, max(1, end - start))
        except zlib.error as error:
            place = shown(info.orig_filename)
            raise _damaged("a member does not unpack", limits.office, place) from error
        if size != info.file_size or crc != info.CRC:
            place = shown(info.orig_filename)
            raise _damaged("a member is not what was packed", limits.office, place)
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


def _content_types(data: bytes, members: dict[str, Member], office: Office) -> ContentTypes:
    """Return what the package declares of its parts."""
    package = Package(data, members, ContentTypes({}, {}))
    root = parse_xml(package.read(CONTENT_TYPES), CONTENT_TYPES, office)
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
            raise _active("macros", place, f"Save it as {limits.office.ending}, which drops them.")
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
    return Unreadable(f"The file holds {what}", place=shown(place), remedy=remedy)
