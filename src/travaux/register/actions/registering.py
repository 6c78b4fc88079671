"""Symbols issued and reserved, documents registered and posted (R1, R2, R3)."""

from itertools import count

from travaux.kernel.act import Act, action, record
from travaux.programme.models import Meeting, Process
from travaux.register.actions.preparing import complete
from travaux.register.actions.shared import files_of, save, source_names, take
from travaux.register.models import Document, Number, Series
from travaux.register.queries import visible
from travaux.rules import symbol
from travaux.rules.access import Right, require
from travaux.rules.lifecycle import Step
from travaux.rules.refusal import Conflict, Invalid, NotFound
from travaux.rules.wording import line


@action
def add_series(
    act: Act, name: str, pattern: str, kinds: tuple[str, ...] = (), *, external: bool = False
) -> int:
    """Set up a series of symbols in the process; one that is `external` is numbered elsewhere."""
    require(act.actor, Right.MANAGE)
    process = Process.objects.get(id=act.actor.process)
    symbol.pattern(pattern, symbol.STYLES[process.style])
    name = line(name, "name of the series", longest=200, field="name")
    if Series.objects.filter(process=process, name=name).exists():
        raise Conflict(f"There is a series “{name}” already.")
    row = Series.objects.create(
        process=process, name=name, pattern=pattern, kinds=list(kinds), external=external
    )
    record(act, "series set up", series=name, pattern=pattern)
    return row.id


@action
def reserve(act: Act, series: int, meeting: int | None, reserved_for: str) -> str:
    """Reserve the next number of a series for something announced; return its symbol (R1)."""
    require(act.actor, Right.REGISTER)
    row = _series(act, series)
    made = _next(act, row, meeting)
    made.reserved_for = line(reserved_for, "purpose", field="reserved_for")
    made.save()
    record(act, "symbol reserved", symbol=made.symbol, reason=made.reserved_for)
    return made.symbol


@action
def release(act: Act, number: int, reason: str) -> None:
    """Give a reserved number up: it is never issued, and the register says so (R1)."""
    require(act.actor, Right.REGISTER)
    row = Number.objects.filter(
        id=number, series__process=act.actor.process, issued_at=None, released=False
    ).first()
    if row is None:
        raise NotFound("There is no such reserved number. It may be issued or given up already.")
    row.released = True
    row.save(update_fields=["released"])
    record(act, "symbol not issued", symbol=row.symbol, reason=line(reason, "reason"))


@action
def register(
    act: Act,
    ref: str,
    version: int,
    series: int,
    reserved: int | None = None,
    number: int | None = None,
) -> str:
    """Take a submitted document into the register; return the symbol issued to it (R1).

    `reserved` is a number of the series that was reserved for it; else the next one is issued.
    `number` is the one given elsewhere in the body, for a series that is external.
    """
    document = take(act, ref, Right.REGISTER, Step.REGISTER, version)
    row = _series(act, series)
    if row.external != (number is not None):
        raise Invalid(
            f"Give the number that the body gave it: “{row.name}” is numbered elsewhere."
            if row.external
            else f"Numbers of “{row.name}” are issued in order; leave the number empty.",
            field="number",
        )
    if reserved is not None:
        made = _reserved(row, reserved, document)
    else:
        made = _next(act, row, document.meeting_id, number)
    made.issued_at = act.at
    made.save()
    document.number = made
    _entitle(act, document, made.symbol)
    return made.symbol


@action
def register_modification(
    act: Act, ref: str, version: int, modifies: str, kind: symbol.Kind
) -> str:
    """Register a revision, addendum or corrigendum of another document; return its symbol (R3)."""
    document = take(act, ref, Right.REGISTER, Step.REGISTER, version)
    modified = visible.document(act.actor, modifies)
    if not modified.symbol:
        raise Conflict("The document that it modifies has no symbol yet. Register that one first.")
    made = _next_modification(modified, kind)
    document.modifies = modified
    document.modification = kind.value
    if document.meeting_id is None:
        document.meeting_id = modified.meeting_id
    _entitle(act, document, made)
    return made


@action
def post(act: Act, ref: str, version: int) -> None:
    """Post a registered document: from now on it is frozen, and open to its audience (R2)."""
    document = take(act, ref, Right.POST, Step.POST, version)
    complete(document)
    document.posted_at = act.at
    save(document, "state", "posted_at")
    record(
        act,
        "document posted",
        document=document.id,
        ref=document.ref,
        symbol=document.symbol,
        title=document.title,
        kind=document.kind,
        language=document.language,
        sources=source_names(document),
        files=files_of(document),
        class_=document.ruled_timing or document.timing,
    )


def _entitle(act: Act, document: Document, made: str) -> None:
    document.symbol = made
    document.symbol_key = symbol.key(made)
    if _taken(document, made):
        raise Conflict(f"The symbol {made} is taken in this process; no symbol is issued twice.")
    document.registered_at = act.at
    save(
        document, "number", "symbol", "symbol_key", "state", "registered_at", "modifies",
        "modification", "meeting",
    )  # fmt: skip
    record(
        act,
        "document registered",
        document=document.id,
        ref=document.ref,
        symbol=made,
        title=document.title,
        sources=source_names(document),
    )


def _next_modification(modified: Document, kind: symbol.Kind) -> str:
    """Return the first symbol of a kind that is free: a revision of a revision is the next one."""
    base = symbol.parse(modified.symbol, symbol.STYLES[modified.process.style])
    every = (str(symbol.modified(base, kind, number)) for number in count(1))
    return next(made for made in every if not _taken(modified, made))


def _taken(document: Document, made: str) -> bool:
    key = symbol.key(made)
    return Document.objects.filter(process=document.process, symbol_key=key).exists()


def _series(act: Act, series: int) -> Series:
    row = Series.objects.filter(id=series, process=act.actor.process).select_related("process")
    found = row.first()
    if found is None:
        raise Invalid("Choose a series of symbols from the list.", field="series")
    return found


def _pattern(series: Series) -> symbol.Pattern:
    return symbol.pattern(series.pattern, symbol.STYLES[series.process.style])


def _next(act: Act, series: Series, meeting: int | None, given: int | None = None) -> Number:
    """Return the next number, after all issued, reserved or given up; or a given one (R1).

    Raises Conflict for a given one that is taken.
    """
    pattern = symbol.pattern(series.pattern, symbol.STYLES[series.process.style])
    held = _meeting(series, meeting) if "meeting" in pattern.names else None
    rows = Number.objects.filter(series=series, meeting=held)
    issued = rows.exclude(issued_at=None).values_list("number", flat=True)
    reserved = rows.filter(issued_at=None).values_list("number", flat=True)
    if given is not None and rows.filter(number=given).exists():
        raise Conflict(f"Number {given} of “{series.name}” is taken; none is issued twice.")
    number = given or symbol.next_number(issued, reserved)
    return Number(
        series=series,
        meeting=held,
        number=number,
        key=f"{series.id}/{held.id if held else 0}/{number}",
        symbol=symbol.issue(
            pattern, number, meeting=str(held.number) if held else "", year=act.at.year
        ),
    )


def _meeting(series: Series, meeting: int | None) -> Meeting:
    found = Meeting.objects.filter(id=meeting or 0, process=series.process).first()
    if found is None:
        raise Invalid(
            f"Symbols of “{series.name}” name the meeting. Say for which meeting it is.",
            field="meeting",
        )
    return found


def _reserved(series: Series, reserved: int, document: Document) -> Number:
    row = Number.objects.filter(id=reserved, series=series, issued_at=None, released=False).first()
    if row is None:
        raise Conflict("This number is not reserved any more. Choose another.")
    if row.meeting_id not in (None, document.meeting_id):
        raise Conflict("This number is reserved for a document of another meeting. Choose another.")
    return row
