"""What the queries of the register return: frozen values, ready for a page, a screen or JSON."""

from datetime import datetime

import msgspec

from travaux.rules.access import Audience, Verdict
from travaux.rules.deadline import Deadline, Timing
from travaux.rules.lifecycle import Confirmation, State


class Named(msgspec.Struct, frozen=True):
    """A source as someone names it: the entity, and the name and capacity to be printed."""

    entity: int
    name: str = ""
    capacity: str = ""


class Particulars(msgspec.Struct, frozen=True):
    """What a document's source says of it."""

    title: str
    kind: str = "contribution"
    language: str = "en"
    sources: tuple[Named, ...] = ()
    """Empty: the entity acted for."""
    meeting: int | None = None
    window: int | None = None
    themes: tuple[int, ...] = ()
    entry_audience: Audience = Audience.PUBLIC
    content_audience: Audience = Audience.PUBLIC
    subject_to_approval: bool = False
    note: str = ""
    outside_author: str = ""
    requested_by: int | None = None
    opens_at: datetime | None = None
    opens_to: str = ""


class SourceRow(msgspec.Struct, frozen=True):
    """A source of a document, as printed, and how it stands to it (R4)."""

    entity: int
    name: str
    confirmation: Confirmation
    how: str = ""
    capacity: str = ""
    contest_reason: str = ""
    evidence: str = ""
    settled_at: datetime | None = None


class Row(msgspec.Struct, frozen=True):
    """A document in a list."""

    ref: str
    version: int
    symbol: str
    title: str
    kind: str
    language: str
    languages: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    state: State
    timing: Timing
    """The class that counts: ruled by an officer, or by the instant."""
    entry_audience: Audience
    content_audience: Audience
    """The audience of the content at the instant of the query."""
    readable: bool
    files: int
    meeting: str = ""
    themes: tuple[str, ...] = ()
    made_at: datetime | None = None
    submitted_at: datetime | None = None
    received_on: str = ""
    """The day on which it came by another channel, where no instant is known: as written (R8)."""
    posted_at: datetime | None = None
    admitted: bool = False
    not_presented: str = ""
    gone_reason: str = ""
    modifies: str = ""
    outside_author: str = ""
    awaits_approval: bool = False
    returned_reason: str = ""
    late_replacement: int = 0
    """The number of a submission that came late and does not count, 0 where there is none."""


class Gap(msgspec.Struct, frozen=True):
    """A number of a series of which the actor sees no document (R1)."""

    symbol: str
    word: str
    """reserved, not issued, or taken."""


class Choice(msgspec.Struct, frozen=True):
    """Something to filter by or to choose in a form."""

    value: str
    words: str


class Choices(msgspec.Struct, frozen=True):
    """What the register can be filtered by."""

    meetings: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    languages: tuple[Choice, ...]


class Filters(msgspec.Struct, frozen=True):
    """By what a list is narrowed; empty means all."""

    meeting: str = ""
    kind: str = ""
    source: str = ""
    theme: str = ""
    audience: str = ""
    language: str = ""


class Listing(msgspec.Struct, frozen=True):
    """The register as an actor sees it: what came late stands apart (R6)."""

    rows: tuple[Row, ...]
    late: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    choices: Choices
    filters: Filters


class FileRow(msgspec.Struct, frozen=True):
    """A file of a document."""

    id: int
    name: str
    language: str
    sha256: str
    size: int
    added_at: datetime
    in_force: bool
    recalled: bool = False
    late: bool = False
    submission: int | None = None
    """The submission with which it came."""
    received: str | None = None
    """When it came by another channel, as the officer wrote it; None before it was submitted."""
    same: tuple[str, ...] = ()
    """Other documents that hold the same file, among those that the actor may see (R2)."""


class Event(msgspec.Struct, frozen=True):
    """Something that happened to a document, as the log has it."""

    index: int
    at: datetime
    act: str
    who: str = ""
    reason: str = ""


class CorrectionRow(msgspec.Struct, frozen=True):
    """A correction that stands beside what was frozen (R2)."""

    field: str
    was: str
    correct: str
    reason: str
    at: datetime
    by: str


class OpeningRow(msgspec.Struct, frozen=True):
    """An opening, done or to come (R33)."""

    part: str
    was: Audience
    to: Audience
    takes_effect: datetime
    by: str
    reason: str


class Linked(msgspec.Struct, frozen=True):
    """Another document that this one modifies, or that modifies this one (R3)."""

    ref: str
    symbol: str
    title: str
    word: str


class ReceiptRow(msgspec.Struct, frozen=True):
    """A submission, of which there is a receipt (R9)."""

    id: int
    document: str
    title: str
    symbol: str
    began: datetime
    arrived: datetime
    timing: Timing
    index: int
    channel: str
    received: str
    evidence: str
    stands: bool
    by: str


class Page(msgspec.Struct, frozen=True):
    """All that an actor may know of a document."""

    row: Row
    process: str
    zone: str
    deadline: Deadline | None
    entry_access: Verdict
    content_access: Verdict
    files: tuple[FileRow, ...]
    events: tuple[Event, ...]
    corrections: tuple[CorrectionRow, ...]
    openings: tuple[OpeningRow, ...]
    linked: tuple[Linked, ...]
    receipts: tuple[ReceiptRow, ...]
    rights: frozenset[str]
    """The names of what the actor may do with it now."""
    citation: str
    posted_index: int | None
    """The place in the log at which it was posted; None before."""
    note: str = ""
    ruled_reason: str = ""
    ruled_by: str = ""
    own_timing: Timing = Timing.UNKNOWN
    admitted_reason: str = ""
    gone_by: str = ""
    gone_at: datetime | None = None
    opens_at: datetime | None = None
    opens_to: str = ""
    requested_by: str = ""
    registered_at: datetime | None = None
    approved_at: datetime | None = None


class Desk(msgspec.Struct, frozen=True):
    """A delegation's desk (R7)."""

    entity: str
    preparing: tuple[Row, ...]
    to_clear: tuple[Row, ...]
    to_submit: tuple[Row, ...]
    submitted: tuple[Row, ...]
    to_confirm: tuple[Row, ...]
    receipts: tuple[ReceiptRow, ...]


class RequestRow(msgspec.Struct, frozen=True):
    """A request to open a restricted document, and what came of it (R31)."""

    id: int
    ref: str
    symbol: str
    title: str
    by: str
    reason: str
    at: datetime
    granted: bool | None = None
    outcome: str = ""
    settled_at: datetime | None = None


class OfficerDesk(msgspec.Struct, frozen=True):
    """What waits for the secretariat."""

    to_register: tuple[Row, ...]
    to_post: tuple[Row, ...]
    late: tuple[Row, ...]
    to_confirm: tuple[Row, ...]
    requests: tuple[RequestRow, ...]


class SeriesRow(msgspec.Struct, frozen=True):
    """A series of symbols, and what is reserved in it (R1)."""

    id: int
    name: str
    pattern: str
    kinds: tuple[str, ...]
    reserved: tuple[Choice, ...]
    external: bool = False


class Packed(msgspec.Struct, frozen=True):
    """A file as it goes into an archive: its name there, and by what it is stored."""

    name: str
    sha256: str
    size: int


class ReceiptToSend(msgspec.Struct, frozen=True):
    """A receipt that its person has not been written yet, and the letter's key."""

    key: str
    to: str
    process: str
    process_name: str
    row: ReceiptRow
    files: tuple[Packed, ...]
    proof: bytes
