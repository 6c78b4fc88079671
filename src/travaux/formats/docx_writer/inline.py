"""What stands inside a paragraph: runs, links, fields, figures, calls of notes, tracked words."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from travaux.formats.docx_writer.container import Links
from travaux.formats.docx_writer.figures import drawing
from travaux.formats.docx_writer.marked import Change, Edge, Note, Piece
from travaux.formats.docx_writer.markup import Element, element
from travaux.formats.xml_text import clean
from travaux.text.tree import OBJECT, Kind, Run

_REACHING_OUT: Final = frozenset({"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT"})
"""Fields that fetch or start something when a file is opened: only their result is written."""
_DATE: Final = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9:]{5})?"
)
_MOVES: Final = {"ins": "moveTo", "del": "moveFrom"}


class Inline:
    """Writes the pieces of one part; ids of tracked changes are unique in the whole file."""

    def __init__(self, links: Links, ids: Iterator[int], call: Callable[[Note], int]) -> None:
        self._links = links
        self._ids = ids
        self._call = call

    def tracked(self, tag: str, change: Change, *children: Element) -> Element:
        """Return a mark of a tracked change: `w:ins`, `w:pPrChange` and the like."""
        number = next(self._ids)
        return element(tag, *children, id=number, author=change.author, date=dated(change.at))

    def wrapper(self, change: Change) -> Element:
        """Return the element that holds inserted, deleted or moved runs."""
        tag = _MOVES[change.op] if change.move else change.op
        return self.tracked(tag, change)

    def write(self, parent: Element, pieces: Sequence[Piece | Edge]) -> None:
        """Append the pieces to a paragraph."""
        for address, group in _grouped(pieces, lambda run: run.link):
            target = parent
            if address:
                target = self._link(address)
                parent.append(target)
            for instruction, part in _grouped(group, lambda run: _instruction(run.field)):
                self._field(_Line(self, target), instruction, part)

    def _link(self, address: str) -> Element:
        if address.startswith("#") and len(address) > 1:
            return element("hyperlink", anchor=address[1:], history=1)
        return element("hyperlink", r_id=self._links.id_of(address), history=1)

    def _field(self, line: "_Line", instruction: str, pieces: Sequence[Piece | Edge]) -> None:
        """Write pieces; with an instruction, as the result of a field (ECMA-376 17.16.18)."""
        if not instruction:
            self._pieces(line, pieces)
            return
        fate = _common_fate(pieces)
        line.add(_field_mark("begin"), fate)
        tag = "delInstrText" if fate is not None and fate.op == "del" else "instrText"
        text = element(tag, xml_space="preserve")
        text.text = f" {clean(instruction)} "
        line.add(element("r", text), fate)
        line.add(_field_mark("separate"), fate)
        self._pieces(line, pieces)
        line.add(_field_mark("end"), fate)

    def _pieces(self, line: "_Line", pieces: Sequence[Piece | Edge]) -> None:
        for piece in pieces:
            if isinstance(piece, Edge):
                for mark in self._edge(piece):
                    line.add_plain(mark)
            elif piece.run.figure and piece.run.text == OBJECT:
                self._figure(line, piece)
            elif piece.note is not None:
                line.add(self._note_call(piece.note), piece.change)
            else:
                for run, rtl in _by_direction(piece):
                    line.add(self._run(run, piece, rtl), piece.change)

    def _edge(self, edge: Edge) -> Iterator[Element]:
        if edge.what == "comment":
            tag = "commentRangeStart" if edge.begins else "commentRangeEnd"
            yield element(tag, id=edge.name)
            if not edge.begins:
                look = element("rPr", element("rStyle", val="CommentReference"))
                yield element("r", look, element("commentReference", id=edge.name))
        else:
            yield self.move_edge(edge)

    def move_edge(self, edge: Edge) -> Element:
        """Return the start or end of the range of a move; `edge.name` is `ID NAME`."""
        number, _, name = edge.name.partition(" ")
        stem = "moveFromRange" if edge.what == "from" else "moveToRange"
        if edge.change is None:
            return element(f"{stem}End", id=number)
        author, at = edge.change.author, dated(edge.change.at)
        return element(f"{stem}Start", id=number, author=author, date=at, name=name)

    def _run(self, text: str, piece: Piece, rtl: bool) -> Element:
        look = run_look(piece.run, rtl=rtl)
        if piece.was is not None and piece.change is None:
            before = run_look(piece.was, rtl=rtl)
            author = self.form_change
            look.append(self.tracked("rPrChange", author, before))
        run = element("r", look if len(look) else None)
        deleted = piece.change is not None and piece.change.op == "del" and not piece.change.move
        run.extend(text_elements(text, "delText" if deleted else "t"))
        return run

    form_change = Change("ins")
    """Who changed the form of words that were kept; set by the one who writes a redline."""

    def _note_call(self, note: Note) -> Element:
        stem = "footnote" if note.kind is Kind.FOOTNOTE else "endnote"
        look = element("rPr", element("rStyle", val=f"{stem.title()}Reference"))
        return element("r", look, element(f"{stem}Reference", id=self._call(note)))

    def _figure(self, line: "_Line", piece: Piece) -> None:
        self._links.pictured = True
        line.add(element("r", drawing(piece.run, next(self._ids))), piece.change)


def dated(at: str) -> str | None:
    """Return an instant as Word takes it (xsd:dateTime), None where it is none."""
    return at if _DATE.fullmatch(at) else None


class _Line:
    """Appends runs to a parent, those with one fate together in one tracked change."""

    def __init__(self, inline: Inline, parent: Element) -> None:
        self._inline = inline
        self._parent = parent
        self._change: Change | None = None
        self._open: Element | None = None

    def add(self, run: Element, change: Change | None) -> None:
        if change is None:
            self.add_plain(run)
            return
        if self._open is None or change != self._change:
            self._open = self._inline.wrapper(change)
            self._change = change
            self._parent.append(self._open)
        self._open.append(run)

    def add_plain(self, child: Element) -> None:
        self._open = None
        self._parent.append(child)


def _instruction(field: str) -> str:
    """Return the instruction to write, empty for a field that is written as its result."""
    words = field.split()
    return field if words and words[0].upper() not in _REACHING_OUT else ""


def _field_mark(kind: str) -> Element:
    return element("r", element("fldChar", fldCharType=kind))


def _common_fate(pieces: Sequence[Piece | Edge]) -> Change | None:
    """Return the change of a field as a whole: None where it stands in both views."""
    changes = [piece.change for piece in pieces if isinstance(piece, Piece)]
    first = changes[0]
    return first if first and all(c and c.op == first.op for c in changes) else None


def _grouped(
    pieces: Sequence[Piece | Edge], key: Callable[[Run], str]
) -> Iterator[tuple[str, list[Piece | Edge]]]:
    """Yield stretches of pieces with one key; an edge inside a stretch does not break it."""
    keys = [key(piece.run) if isinstance(piece, Piece) else None for piece in pieces]
    ahead: list[str] = []
    upcoming = ""
    for found in reversed(keys):
        upcoming = upcoming if found is None else found
        ahead.append(upcoming)
    current = ""
    group: list[Piece | Edge] = []
    for piece, found, after in zip(pieces, keys, reversed(ahead), strict=True):
        own = found if found is not None else (current if after == current else "")
        if own != current and group:
            yield current, group
            group = []
        current = own
        group.append(piece)
    if group:
        yield current, group


_RTL: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def _by_direction(piece: Piece) -> Iterator[tuple[str, bool]]:
    """Yield stretches of a run's text, each with whether it is written from right to left.

    Word picks the font and form of Arabic and Hebrew by this mark on the run, not by the letters.
    """
    text = clean(piece.run.text)
    if text.isascii() or not any(unicodedata.bidirectional(sign) in _RTL for sign in text):
        if text:
            yield text, False
        return
    start, rtl = 0, _first_direction(text)
    for place, sign in enumerate(text):
        direction = unicodedata.bidirectional(sign)
        other = direction == "L" if rtl else direction in _RTL
        if other:
            if place > start:
                yield text[start:place], rtl
            start, rtl = place, not rtl
    yield text[start:], rtl


def _first_direction(text: str) -> bool:
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((d in _RTL for d in directions if d == "L" or d in _RTL), False)


def text_elements(text: str, tag: str = "t") -> Iterator[Element]:
    """Yield text as Word holds it: `w:t` with `w:tab`, `w:br` and `w:softHyphen` between."""
    for part in re.split("([\t\n\u00ad])", text):
        if part == "\t":
            yield element("tab")
        elif part == "\n":
            yield element("br")
        elif part == "\u00ad":
            yield element("softHyphen")
        elif part:
            words = element(tag, xml_space="preserve")
            words.text = part
            yield words


def run_look(run: Run, *, rtl: bool = False) -> Element:
    """Return `w:rPr` for a run's form, in the order of the schema (CT_RPr)."""
    look = element("rPr")
    if run.link:
        look.append(element("rStyle", val="Hyperlink"))
    switches = (("b", run.bold), ("bCs", run.bold), ("i", run.italic), ("iCs", run.italic))
    for tag, on in (*switches, ("smallCaps", run.small_caps), ("strike", run.strike)):
        if on:
            look.append(element(tag))
    if run.underline:
        look.append(element("u", val="single"))
    if run.raised or run.lowered:
        look.append(element("vertAlign", val="superscript" if run.raised else "subscript"))
    if rtl:
        look.append(element("rtl"))
    return look
