"""What stands inside a paragraph: runs, fields, links, notes, pictures, marks of revision.

A paragraph of the file becomes a `RawParagraph`: its pieces of text, each with the views it is in.
Paragraphs are joined and split per view later (`views`).
"""

import re
from collections import Counter
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.drawings import look_at
from travaux.formats.docx_reader.names import MC, VAL, A, M, R, W, is_on, whole
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.docx_reader.styles import (
    NO_PLACE,
    SILENT,
    Form,
    NumberPlace,
    Styles,
    read_form,
    read_place,
)
from travaux.formats.docx_reader.symbols import readable
from travaux.text.redline import BREAK
from travaux.text.tree import OBJECT, Run

_LONGEST_NAME: Final = 200
_LONGEST_INSTRUCTION: Final = 1_000


class Revision(msgspec.Struct, frozen=True):
    """In which views a piece stands, and who changed that and when."""

    old: bool = True
    new: bool = True
    author: str = ""
    at: str = ""
    move: str = ""

    def within(self, outer: "Revision") -> "Revision":
        """Return what this revision is inside another: a piece is where both let it be."""
        if outer is KEPT:
            return self
        if self is KEPT:
            return outer
        named = self if self.author or self.at else outer
        return Revision(
            self.old and outer.old,
            self.new and outer.new,
            named.author,
            named.at,
            self.move or outer.move,
        )


KEPT: Final = Revision()


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text in one form and one revision; `was` is its form in the original view."""

    text: str
    form: Run
    was: Run
    revision: Revision


class Spot(msgspec.Struct, frozen=True):
    """A place without width: an end of a comment's range, or a text box hung on the paragraph."""

    kind: str
    """`start`, `end` or `call` of a comment; `box`; `mark` for a bookmark."""
    name: str
    revision: Revision = KEPT
    element: etree._Element | None = None


class Properties(msgspec.Struct, frozen=True):
    """What a paragraph says of itself, beside its style."""

    style: str = ""
    place: NumberPlace = NO_PLACE
    outline: int | None = None
    bidi: bool | None = None


PLAIN_PROPERTIES: Final = Properties()


class RawParagraph(msgspec.Struct):
    """A paragraph as the file has it, with everything of both views."""

    number: int
    pieces: list[Piece | Spot]
    now: Properties
    was: Properties
    mark: Revision
    contents: bool = False
    """Whether it holds words of a table of contents field."""


class _Field(msgspec.Struct):
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: list[str]
    result: bool = False
    link: str = ""
    name: str = ""
    contents: bool = False
    code_before: int = 0


_RPR: Final = W + "rPr"
_PPR: Final = W + "pPr"
_TEXT: Final = W + "t"
_RUN: Final = W + "r"
_ODD: Final = re.compile(r"[\t\r\n\ufffc\u2029\uf000-\uf0ff]")
_SIGNS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}
_REVISIONS: Final = {
    W + "ins": (False, True),
    W + "del": (True, False),
    W + "moveFrom": (True, False),
    W + "moveTo": (False, True),
}
_MULTI_PARAGRAPH_FIELDS: Final = frozenset({"TOC", "INDEX", "TOA", "BIBLIOGRAPHY", "INCLUDETEXT"})


def read_revision(element: etree._Element, move: str = "") -> Revision:
    """Return the revision that an `ins`, `del`, `moveFrom` or `moveTo` makes."""
    old, new = _REVISIONS[str(element.tag)]
    return Revision(old, new, *_signature(element), move)


def _signature(element: etree._Element) -> tuple[str, str]:
    author = str(element.get(W + "author") or "")[:_LONGEST_NAME]
    return author, str(element.get(W + "date") or "")[:40]


def choice(element: etree._Element) -> etree._Element | None:
    """Return the one branch of an `AlternateContent` to read: a choice, else the fallback.

    Both say the same thing twice (ECMA-376-3, 10.2.1); an empty choice is passed over.
    """
    fallback = None
    for child in element:
        if child.tag == MC + "Choice" and len(child):
            return child
        if child.tag == MC + "Fallback":
            fallback = child
    return fallback


def _broken_fields(root: etree._Element) -> frozenset[etree._Element]:
    """Return the field characters of fields that never end; they are passed over, not their text.

    The elements themselves are kept, so that lxml hands out the same objects again.
    """
    open_fields: list[list[etree._Element]] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields and kind == "separate":
            open_fields[-1].append(mark)
        elif open_fields and kind == "end":
            open_fields.pop()
    return frozenset(mark for field in open_fields for mark in field)


class InlineReader:
    """Reads the paragraphs of one part; fields and moves may run over many of them."""

    def __init__(self, root: etree._Element, part: str, parts: Parts, styles: Styles) -> None:
        self._parts = parts
        self._part = part
        self._styles = styles
        self._broken = _broken_fields(root)
        self._forms: dict[tuple[str, Form, str, str], Run] = {}
        self._fields: list[_Field] = []
        self._code_depth = 0
        self._contents_depth = 0
        self._link = ""
        self._moves: dict[str, str] = {W + "moveFrom": "", W + "moveTo": ""}
        self._pending: list[Piece | Spot] = []
        self.languages: Counter[str] = Counter()
        self.hidden = 0
        self._pieces: list[Piece | Spot] = []
        self._now = self._was = PLAIN_PROPERTIES
        self._in_contents = False

    # Paragraphs

    def paragraph(self, element: etree._Element, number: int, ambient: Revision) -> RawParagraph:
        """Return one paragraph; what was marked between paragraphs before it stands at its head."""
        mark = ambient
        found = element.find(_PPR)
        now = was = PLAIN_PROPERTIES
        if found is not None:
            now, was = self._properties(found)
            mark = self._mark(found, ambient)
        self._now, self._was = now, was
        self._pieces = self._pending
        self._pending = []
        self._in_contents = False
        self._walk(element, ambient)
        pieces, self._pieces = self._pieces, []
        return RawParagraph(number, pieces, now, was, mark, self._in_contents)

    def _properties(self, found: etree._Element) -> tuple[Properties, Properties]:
        now = self._read_properties(found)
        change = found.find(W + "pPrChange")
        if change is not None:
            inner = change.find(_PPR)
            return now, PLAIN_PROPERTIES if inner is None else self._read_properties(inner)
        # Word before 2003 tracked numbering by itself (17.13.5.20): there was none before.
        inserted = found.find(f"{W}numPr/{W}ins")
        if inserted is not None:
            return now, msgspec.structs.replace(now, place=NO_PLACE)
        return now, now

    def _read_properties(self, found: etree._Element) -> Properties:
        style = found.find(W + "pStyle")
        outline = found.find(W + "outlineLvl")
        bidi = found.find(W + "bidi")
        return Properties(
            "" if style is None else str(style.get(VAL) or ""),
            read_place(found),
            None if outline is None else max(0, min(9, whole(outline.get(VAL), 9))),
            None if bidi is None else is_on(bidi.get(VAL)),
        )

    def _mark(self, found: etree._Element, ambient: Revision) -> Revision:
        """Return the revision of the paragraph's own mark (17.13.5.15, 17.13.5.19)."""
        properties = found.find(_RPR)
        mark = ambient
        if properties is not None:
            for child in properties:
                tag = str(child.tag)
                if tag in _REVISIONS:
                    mark = read_revision(child, self._moves.get(tag, "")).within(mark)
        return mark

    # Between paragraphs

    def between(self, element: etree._Element) -> None:
        """Take note of a bookmark, a comment's end or a move that stands between paragraphs."""
        self._pieces, kept = self._pending, self._pieces
        self._spot(element, KEPT)
        self._pending, self._pieces = self._pieces, kept

    def left_over(self) -> list[Piece | Spot]:
        """Return what was marked after the last paragraph of a story."""
        left, self._pending = self._pending, []
        return left

    # Inside a paragraph

    def _walk(self, parent: etree._Element, revision: Revision) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, revision)
            elif tag in _REVISIONS:
                move = self._moves.get(tag, "")
                self._walk(child, read_revision(child, move).within(revision))
            elif tag == W + "hyperlink":
                self._hyperlink(child, revision)
            elif tag == W + "fldSimple":
                self._simple_field(child, revision)
            elif tag == MC + "AlternateContent":
                chosen = choice(child)
                if chosen is not None:
                    self._walk(chosen, revision)
            elif tag in _TRANSPARENT:
                self._walk(child, revision)
            elif tag in _MATHS:
                self._maths(child, revision)
            else:
                self._spot(child, revision)

    def _spot(self, element: etree._Element, revision: Revision) -> None:
        """Note a place without width."""
        tag = element.tag
        if tag == W + "bookmarkStart":
            name = str(element.get(W + "name") or "")[:_LONGEST_NAME]
            if name and name != "_GoBack":
                self._pieces.append(Spot("mark", name, revision))
        elif tag in _COMMENT_SPOTS:
            kind = _COMMENT_SPOTS[str(tag)]
            self._pieces.append(Spot(kind, str(element.get(W + "id") or ""), revision))
        elif tag in _MOVE_STARTS:
            name = str(element.get(W + "name") or element.get(W + "id") or "")
            self._moves[_MOVE_STARTS[str(tag)]] = name[:_LONGEST_NAME]
        elif tag in _MOVE_ENDS:
            self._moves[_MOVE_ENDS[str(tag)]] = ""

    def _hyperlink(self, element: etree._Element, revision: Revision) -> None:
        before = self._link
        target = self._parts.links(self._part).get(str(element.get(R + "id") or ""))
        anchor = str(element.get(W + "anchor") or "")[:_LONGEST_NAME]
        address = target.target if target is not None and target.external else ""
        self._link = address + (f"#{anchor}" if anchor else "")
        self._walk(element, revision)
        self._link = before

    def _simple_field(self, element: etree._Element, revision: Revision) -> None:
        instruction = str(element.get(W + "instr") or "")
        self._open(_Field([instruction]))
        self._begin_result()
        self._walk(element, revision)
        self._close()

    def _maths(self, element: etree._Element, revision: Revision) -> None:
        """Read the signs of an equation in the order in which they stand (22.1.2.116)."""
        for child in element:
            tag = str(child.tag)
            if tag == M + "t":
                self._put(child.text or "", SILENT, SILENT, revision)
            elif tag == _RUN:
                self._run(child, revision)
            elif tag in _REVISIONS:
                self._maths(child, read_revision(child).within(revision))
            elif (tag.startswith(M) and not tag.endswith("Pr")) or tag in _TRANSPARENT:
                self._maths(child, revision)

    # Runs

    def _run(self, element: etree._Element, revision: Revision) -> None:
        now = was = SILENT
        for child in element:
            tag = child.tag
            if tag == _TEXT or tag == W + "delText":
                if child.text:
                    self._put(_clean(child.text, now.font), now, was, revision)
            elif tag == _RPR:
                now = was = read_form(child)
                change = child.find(W + "rPrChange")
                if change is not None:
                    inner = change.find(_RPR)
                    was = SILENT if inner is None else read_form(inner)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], now, was, revision)
            else:
                self._run_part(child, str(tag), now, was, revision)

    def _run_part(
        self, child: etree._Element, tag: str, now: Form, was: Form, revision: Revision
    ) -> None:
        """Read what is rarer in a run than text."""
        if tag == W + "br":
            if child.get(W + "type") in (None, "textWrapping"):
                self._put("\n", now, was, revision)
        elif tag == W + "fldChar":
            self._field_mark(child)
        elif tag == W + "instrText" or tag == W + "delInstrText":
            if self._fields and not self._fields[-1].result:
                self._fields[-1].instruction.append(child.text or "")
        elif tag == W + "sym":
            sign = chr(min(int_of_hex(child.get(W + "char")), 0x10FFFF))
            self._put(_clean(sign, str(child.get(W + "font") or "")), now, was, revision)
        elif tag == W + "footnoteReference" or tag == W + "endnoteReference":
            prefix = "fn" if tag == W + "footnoteReference" else "en"
            self._object(revision, note=f"{prefix}{whole(child.get(W + 'id'), 0)}")
        elif tag in _DRAWINGS:
            self._drawing(child, revision)
        elif tag == MC + "AlternateContent":
            chosen = choice(child)
            for part in chosen if chosen is not None else ():
                self._run_part(part, str(part.tag), now, was, revision)
        elif tag == W + "ruby":
            base = child.find(W + "rubyBase")
            if base is not None:
                self._walk(base, revision)
        elif tag == W + "commentReference":
            self._pieces.append(Spot("call", str(child.get(W + "id") or ""), revision))
        elif tag == _TEXT or tag in _SIGNS:  # inside an alternative
            self._put(_SIGNS.get(tag, _clean(child.text or "", now.font)), now, was, revision)

    def _put(self, text: str, now: Form, was: Form, revision: Revision) -> None:
        """Add a text in the form that the run and its styles give it."""
        if self._code_depth or not (revision.old or revision.new) or not text:
            return
        if self._contents_depth:
            self._in_contents = True
        link, field = self._link, ""
        if self._fields:
            link, field = self._fields[-1].link or link, self._fields[-1].name
        form = self._form(self._now.style, now, link, field)
        if was is now and self._was.style == self._now.style:
            before = form
        else:
            before = self._form(self._was.style, was, link, field)
        self.languages[now.language] += len(text)
        if now.hidden:
            self.hidden += 1
        self._pieces.append(Piece(text, form, before, revision))

    def _form(self, paragraph: str, own: Form, link: str, field: str) -> Run:
        """Return the effective form of a run as a Run without text (17.7.2, 17.7.3)."""
        key = (paragraph, own, link, field)
        form = self._forms.get(key)
        if form is None:
            styles = self._styles
            form = _effective(
                own,
                styles.get(own.style).form if own.style else SILENT,
                styles.paragraph(paragraph).form,
                styles.default_form,
            )
            form = msgspec.structs.replace(form, link=link, field=field)
            self._forms[key] = form
        return form

    def _object(
        self, revision: Revision, *, note: str = "", figure: str = "", alt: str = ""
    ) -> None:
        if self._code_depth or not (revision.old or revision.new):
            return
        link = self._fields[-1].link if self._fields else ""
        form = Run("", note=note, figure=figure, alt=alt, link=link or self._link)
        self._pieces.append(Piece(OBJECT, form, form, revision))

    def _drawing(self, element: etree._Element, revision: Revision) -> None:
        """Read a picture, chart, diagram or shape; the text boxes in it hang on the paragraph."""
        found = look_at(element)
        if found.figure:
            link = self._parts.links(self._part).get(found.image)
            digest = "" if link is None or link.external else self._parts.digest(link.target)
            self._object(revision, figure=digest or found.figure, alt=found.alt)
        for box in found.boxes:
            self._pieces.append(Spot("box", "", revision, box))

    # Fields (17.16.2): begin, instruction, separate, result, end; they nest

    def _field_mark(self, element: etree._Element) -> None:
        if element in self._broken:
            return
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._open(_Field([]))
        elif kind == "separate" and self._fields:
            self._begin_result()
        elif kind == "end" and self._fields:
            self._close()

    def _open(self, field: _Field) -> None:
        field.code_before = self._code_depth
        self._fields.append(field)
        self._code_depth += 1

    def _begin_result(self) -> None:
        field = self._fields[-1]
        if field.result:
            return
        field.result = True
        self._code_depth = field.code_before
        instruction = " ".join("".join(field.instruction)[:_LONGEST_INSTRUCTION].split())
        outer = self._fields[-2] if len(self._fields) > 1 else None
        name = instruction.partition(" ")[0].upper()
        field.link = (outer.link if outer else "") or self._link
        field.name = outer.name if outer else ""
        if name == "HYPERLINK":
            field.link = _address(instruction)
        elif name in _MULTI_PARAGRAPH_FIELDS:
            field.contents = name == "TOC"
            self._contents_depth += field.contents
        else:
            field.name = instruction

    def _close(self) -> None:
        field = self._fields.pop()
        self._code_depth = field.code_before
        self._contents_depth -= field.contents


def _address(instruction: str) -> str:
    r"""Return where a HYPERLINK field leads: an address, and `\l` a place (17.16.5.25)."""
    address, place = "", ""
    parts = re.findall(r'"([^"]*)"|(\S+)', instruction)[1:]
    words = [quoted or bare for quoted, bare in parts]
    at = 0
    while at < len(words):
        word = words[at]
        if word == "\\l" and at + 1 < len(words):
            place = "#" + words[at + 1]
            at += 1
        elif word in ("\\o", "\\t"):
            at += 1
        elif not word.startswith("\\") and not address:
            address = word
        at += 1
    return address + place


def _effective(own: Form, character: Form, paragraph: Form, default: Form) -> Run:
    """Return what a run looks like: it decides, then its styles switch each other, then all."""

    def toggle(name: str) -> bool:
        direct: bool | None = getattr(own, name)
        if direct is not None:
            return direct
        styled = bool(getattr(character, name)) != bool(getattr(paragraph, name))
        return styled or bool(getattr(default, name))

    def plain(name: str) -> bool:
        for form in (own, character, paragraph, default):
            value: bool | None = getattr(form, name)
            if value is not None:
                return value
        return False

    return Run(
        "",
        bold=toggle("bold"),
        italic=toggle("italic"),
        underline=plain("underline"),
        strike=toggle("strike"),
        raised=plain("raised"),
        lowered=plain("lowered"),
        small_caps=toggle("small_caps"),
    )


def _clean(text: str, font: str) -> str:
    """Return text without characters that mean something else in a tree.

    A line end or tab typed into the XML is a blank for Word; private-use signs of symbol fonts
    become readable.
    """
    if not _ODD.search(text):
        return text
    text = text.replace(OBJECT, "\ufffd").replace(BREAK, " ")
    text = text.replace("\r\n", " ").translate({9: " ", 10: " ", 13: " "})
    return readable(text, font)


def int_of_hex(value: str | None) -> int:
    """Return a hexadecimal number as written in an attribute, 0xFFFD where it is none."""
    try:
        return int(value or "", 16) if len(value or "") <= 6 else 0xFFFD
    except ValueError:
        return 0xFFFD


_TRANSPARENT: Final = frozenset(
    W + name for name in ("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")
)
_MATHS: Final = frozenset({M + "oMath", M + "oMathPara"})
_DRAWINGS: Final = frozenset({W + "drawing", W + "pict", W + "object", A + "graphic"})
_COMMENT_SPOTS: Final = {
    W + "commentRangeStart": "start",
    W + "commentRangeEnd": "end",
}
_MOVE_STARTS: Final = {
    W + "moveFromRangeStart": W + "moveFrom",
    W + "moveToRangeStart": W + "moveTo",
}
_MOVE_ENDS: Final = {
    W + "moveFromRangeEnd": W + "moveFrom",
    W + "moveToRangeEnd": W + "moveTo",
}
BETWEEN: Final = frozenset({W + "bookmarkStart", *_COMMENT_SPOTS, *_MOVE_STARTS, *_MOVE_ENDS})
"""What may stand between paragraphs and matters to those that follow."""
