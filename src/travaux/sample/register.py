"""The register of the second meeting of the model case: bodies, entities, documents, their files.

Everything is on what the public report of the meeting says; titles, instants and addresses are this
project's own. Organizations stand by name, people by role.
"""

import tomllib
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from travaux.formats import docx_writer, markdown
from travaux.rules.access import Audience
from travaux.rules.deadline import Timing
from travaux.sample import files as sample_files
from travaux.sample.received import sent
from travaux.text.tree import Cover, Kind, Provision, Run, Tree
from travaux.text.words import is_rtl

FIRST: Final = datetime.fromisoformat("2012-05-02T09:00:00+02:00")
"""When the process was set up."""

# Who and where


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The organization; `style` names how it writes symbols (`rules.symbol.STYLES`)."""

    id: str
    name: str
    full_name: str
    style: str
    seat: str


class Process(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The preparatory process; `zone` is its zone of record, `languages` are BCP 47 tags."""

    id: str
    name: str
    full_name: str
    prefix: str
    zone: str
    languages: tuple[str, ...]
    mandates: tuple[str, ...]


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The meeting; its days and the last one for contributions are dates in the zone of record."""

    number: str
    name: str
    place: str
    first: str
    last: str
    contributions_until: str
    agenda_adopted: datetime


class Reserved(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """A number kept for an entity (`for_`) before there was a document."""

    number: int
    at: datetime
    for_: str
    reason: str


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A series of symbols; one that is `external` is numbered elsewhere in the body."""

    id: str
    name: str
    pattern: str
    reserved: tuple[Reserved, ...] = ()
    year: int = 0
    external: bool = False


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme of the Forum; where a meeting added it, the meeting and the report's paragraph."""

    number: int
    title: str
    added_by: str = ""
    paragraph: str = ""


class Entity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What takes part: `written` are its other names; a parent does not speak for it.

    `standing` is when the members of a group confirmed, once, that it speaks for them.
    """

    id: str
    name: str
    kind: str
    region: str
    parent: str = ""
    members: tuple[str, ...] = ()
    standing: datetime | None = None
    written: tuple[str, ...] = ()


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person of the demonstration, by role; an observer and a member may have no entity."""

    id: str
    role: str
    name: str
    email: str
    entity: str = ""


# Documents


class How(StrEnum):
    """By what a source confirmed that it stands behind a document."""

    ITSELF = "itself"
    OFFICER = "officer"
    STANDING_GROUP = "standing group"


class WrittenAs(StrEnum):
    """What a document's file is made from: a page of `documents/`, a draft, a contribution."""

    PAGE = "page"
    DRAFT = "draft"
    CONTRIBUTION = "contribution"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entity behind a document, its name as written there, and how and when it confirmed."""

    entity: str
    as_written: str
    how: How
    confirmed: datetime
    evidence: str = ""


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document in another language: its file is made from the page `file`."""

    language: str
    title: str
    file: str
    dated: str
    sources: tuple[str, ...]
    posted: datetime


class Entered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came by another channel: when an officer entered it, and what proves its coming."""

    channel: str
    at: datetime
    by: str
    evidence: str


class Opens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the content of a restricted document opens, and to whom."""

    at: datetime
    content: Audience
    reason: str


class Admitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why something is considered although late, and who said so when."""

    at: datetime
    by: str
    how: str
    reason: str


class Withdrawn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A withdrawal: its entry stays."""

    at: datetime
    by: str
    reason: str


class Recalled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file posted by mistake: it is that of another document, `file_of`.

    It was posted when the document was, recalled `at`, and the right one stands since `replaced`.
    """

    file_of: str
    at: datetime
    by: str
    reason: str
    replaced: datetime


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document as the register has it.

    `received` is None for what the secretariat or the Chair made. `timing` is None for what had no
    deadline. `presented` names the entities that did; `paragraph` is where the report says so.
    """

    symbol: str
    series: str
    number: int
    kind: str
    title: str
    posted: datetime
    source: tuple[Source, ...]
    file: str = ""
    written_as: WrittenAs = WrittenAs.PAGE
    dated: str = ""
    language: str = "en"
    version: tuple[Version, ...] = ()
    received: datetime | None = None
    entered: Entered | None = None
    timing: Timing | None = None
    admitted: Admitted | None = None
    presented: tuple[str, ...] = ()
    not_presented: str = ""
    paragraph: str = ""
    entry: Audience = Audience.PUBLIC
    content: Audience = Audience.PUBLIC
    opens: Opens | None = None
    modifies: str = ""
    author: str = ""
    """An outside author; then `requested_by` is the entity that asked to make it available."""
    requested_by: str = ""
    withdrawn: Withdrawn | None = None
    recalled: Recalled | None = None


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it. Documents stand in the order of their symbols, series by series."""

    body: Body
    process: Process
    meeting: Meeting
    series: tuple[Series, ...]
    theme: tuple[Theme, ...]
    entity: tuple[Entity, ...]
    person: tuple[Person, ...]
    document: tuple[Document, ...]

    def find(self, symbol: str) -> Document:
        """Return the document of a symbol. Raises KeyError where there is none."""
        return {one.symbol: one for one in self.document}[symbol]


@cache
def register() -> Register:
    """Return the register of the second meeting."""
    path = resources.files("travaux.sample").joinpath("register.toml")
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return msgspec.convert(data, Register)


# Files


def files(document: Document) -> tuple[tuple[str, bytes], ...]:
    """Return the names and bytes of a document's files: the original, then its other languages.

    The same document gives the same bytes.
    """
    return (_original(document), *(_translated(document, one) for one in document.version))


def recalled_file(document: Document) -> tuple[str, bytes] | None:
    """Return the file that was first posted by mistake, under the name it bore; else None."""
    if document.recalled is None:
        return None
    name, _ = _original(document)
    return name, _original(register().find(document.recalled.file_of))[1]


def _original(document: Document) -> tuple[str, bytes]:
    if document.written_as is WrittenAs.CONTRIBUTION:
        return _received()[document.symbol]
    name = _name(document.symbol, document.language)
    if document.written_as is WrittenAs.DRAFT:
        return name, sample_files.drafts()[f"{document.file}.docx"]
    cover = Cover(
        f"{document.symbol}-{_LETTERS[document.language]}",
        document.title,
        tuple(one.as_written for one in document.source),
        document.dated,
        _ORIGINAL[document.language][document.language],
    )
    return name, _written(document.file, cover, document.language)


def _translated(document: Document, version: Version) -> tuple[str, bytes]:
    cover = Cover(
        f"{document.symbol}-{_LETTERS[version.language]}",
        version.title,
        version.sources,
        version.dated,
        _ORIGINAL[version.language][document.language],
    )
    name = _name(document.symbol, version.language)
    return name, _written(version.file, cover, version.language)


@cache
def _received() -> dict[str, tuple[str, bytes]]:
    """Return the files of the contributions by symbol, as they were received."""
    written = sample_files.received()
    return {one.symbol: (one.name, written[one.name]) for one in sent()}


def _name(symbol: str, language: str) -> str:
    """Return the name of a file: `WTPF-IEG-2-1-Rev.1-F.docx`."""
    plain = symbol.replace("/", "-").replace("(", "-").replace(")", "")
    return f"{plain}-{_LETTERS[language]}.docx"


_LETTERS: Final = {"en": "E", "fr": "F", "ar": "A"}
_BLOCK: Final = {
    "en": ("Document {}", "Original: {}", "Source: {}"),
    "fr": ("Document {}", "Original: {}", "Origine: {}"),
    "ar": ("الوثيقة {}", "الأصل: {}", "المصدر: {}"),
}
_ORIGINAL: Final = {
    "en": {"en": "English"},
    "fr": {"en": "anglais"},
    "ar": {"en": "بالإنكليزية"},
}


def _written(page: str, cover: Cover, language: str) -> bytes:
    """Return a page of `documents/` as a Word file with a cover block above it."""
    path = resources.files("travaux.sample").joinpath("documents", f"{page}.md")
    body = markdown.read(path.read_bytes()).accepted.provisions
    block = (
        *zip([Kind.PARAGRAPH] * 4, _cover_lines(cover, language), strict=True),
        (Kind.TITLE, cover.title),
    )
    head = tuple(
        Provision(f"cover{number}", kind, 1, (Run(text),))
        for number, (kind, text) in enumerate(block)
    )
    provisions = tuple(replace(one, rtl=is_rtl(one.text)) for one in (*head, *body))
    return docx_writer.write(Tree(provisions, language=language, cover=cover))


def _cover_lines(cover: Cover, language: str) -> tuple[str, str, str, str]:
    symbol, original, source = _BLOCK[language]
    return (
        symbol.format(cover.symbol),
        cover.date,
        original.format(cover.original),
        source.format("; ".join(cover.sources)),
    )
