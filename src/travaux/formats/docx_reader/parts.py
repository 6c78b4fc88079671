"""Opening the parts of a Word file: the main document, what it points to, and their XML."""

import hashlib
import posixpath
from urllib.parse import unquote

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import PACKAGE_LINKS, STRICT
from travaux.formats.package import Package, parse_xml
from travaux.formats.package_limits import WORD, Office
from travaux.formats.reading import Unreadable

_LONGEST_ADDRESS = 4_000


class Link(msgspec.Struct, frozen=True):
    """A relationship: what kind, to what, and whether that lies outside the package."""

    kind: str
    """The last word of its type: `styles`, `hyperlink`, `image`."""
    target: str
    external: bool = False


class Parts:
    """The parts of one Word file, opened when they are asked for.

    `main` names the main part of a package of another office.
    """

    def __init__(self, package: Package, main: str = "", office: Office = WORD) -> None:
        self.package = package
        self._office = office
        self.main = main or self._find_main()
        self._links: dict[str, dict[str, Link]] = {}
        self._digests: dict[str, str] = {}

    def _find_main(self) -> str:
        """Return the name of the main document part, told by its relationship (OPC 9.3)."""
        for link in self._read_links("_rels/.rels", "").values():
            if link.kind == "officeDocument" and not link.external:
                kind = self.package.types.of(link.target)
                if "wordprocessingml" not in kind and "xml" in kind and "opendocument" not in kind:
                    _refuse_other_kind(kind, link.target)
                if link.target in self.package:
                    return link.target
                raise Unreadable(
                    "The file is damaged: its main part is missing",
                    place=link.target[:80],
                    remedy="Open it in a word processor and save it again as .docx.",
                )
        if "word/document.xml" in self.package:
            return "word/document.xml"
        raise Unreadable(
            "The file holds no Word text",
            place="_rels/.rels",
            remedy="Save it as .docx from a word processor.",
        )

    def root(self, name: str) -> etree._Element:
        """Return the root of an XML part, in transitional names whatever the file's own."""
        data = self.package.read(name)
        if b"purl.oclc.org" in data:
            for strict, transitional in STRICT.items():
                data = data.replace(strict, transitional)
        return parse_xml(data, name, self._office)

    def linked(self, kind: str) -> etree._Element | None:
        """Return the root of the first part of a kind that the main part points to, if any."""
        for link in self.links(self.main).values():
            if link.kind == kind and not link.external and link.target in self.package:
                return self.root(link.target)
        return None

    def linked_name(self, kind: str) -> str:
        """Return the name of the first part of a kind that the main part points to, or ''."""
        for link in self.links(self.main).values():
            if link.kind == kind and not link.external and link.target in self.package:
                return link.target
        return ""

    def links(self, part: str) -> dict[str, Link]:
        """Return the relationships of a part by their ids."""
        if part not in self._links:
            folder, name = posixpath.split(part)
            self._links[part] = self._read_links(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        return self._links[part]

    def _read_links(self, rels: str, folder: str) -> dict[str, Link]:
        if rels not in self.package:
            return {}
        found: dict[str, Link] = {}
        for child in parse_xml(self.package.read(rels), rels, self._office):
            if child.tag != "{" + PACKAGE_LINKS + "}Relationship":
                continue
            external = child.get("TargetMode") == "External"
            target = str(child.get("Target") or "")[:_LONGEST_ADDRESS]
            if not external:
                target = _resolve(folder, target)
            kind = str(child.get("Type") or "").rpartition("/")[2]
            found[str(child.get("Id") or "")] = Link(kind, target, external)
        return found

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a part's bytes in hexadecimal; '' where the part is missing."""
        if name not in self._digests:
            known = name in self.package
            data = self.package.read(name) if known else b""
            self._digests[name] = hashlib.sha256(data).hexdigest() if known else ""
        return self._digests[name]


def _resolve(folder: str, target: str) -> str:
    """Return the part that an internal target names, seen from the folder of its source."""
    path = unquote(target.split("#")[0])
    full = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(full).lstrip("/")


def _refuse_other_kind(kind: str, place: str) -> None:
    """Raise with a word on what the package is instead of a Word text."""
    names = {"spreadsheetml": "a spreadsheet", "presentationml": "a presentation"}
    for mark, name in names.items():
        if mark in kind:
            raise Unreadable(
                f"The file is {name}, not a Word document",
                place=place[:80],
                remedy="Give the text as .docx.",
            )
