"""What stands inside a paragraph: runs, fields, links, notes, pictures, marks of revision.

A paragraph of the file becomes a `RawParagraph`: its pieces of text, each with the views it is in.
Paragraphs are joined and split per view later (`views`).
"""

import re
from collections import Counter
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.context import Context
from travaux.formats.docx_reader.drawings import look_at
from travaux.formats.docx_reader.fields import Fields, broken_fields
from travaux.formats.docx_reader.names import MC, VAL, A, M, P, R, W, is_on, whole
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.docx_reader.pieces import (
    KEPT,
    LONGEST_NAME,
    PLAIN_PROPERTIES,
    REVISIONS,
    Piece,
    Properties,
    RawParagraph,
    Revision,
    Spot,
    choice,
    read_revision,
)
from travaux.formats.docx_reader.styles import (
    NO_PLACE,
    SILENT,
    Form,
    Styles,
    effective,
    read_form,
    read_place,
)
from travaux.formats.docx_reader.symbols import readable, sign_of_hex
from travaux.text.segments import BREAK
from travaux.text.tree import OBJECT, Run

_RPR: Final = W + "rPr"
_PPR: Final = W + "pPr"
_TEXT: Final = W + "t"
_RUN: Final = W + "r"
_ODD: Final = re.compile(r"[\r\n\x85\ufffc\u2028\u2029\uf000-\uf0ff]")
_SIGNS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}


class InlineReader:
    """Reads the paragraphs of one part; fields and moves may run over many of them."""

    def __init__(
        self, root: etree._Element, part: str, parts: Parts, styles: Styles, context: Context
    ) -> None:
        self._parts = parts
        self._part = part
        self._styles = styles
        self._broken = broken_fields(root)
        self._hints = context.labels
        self._forms: dict[tuple[str, Form, str, str], Run] = {}
        self._fields = Fields()
        self._link = ""
        self._moves: dict[str, str] = {W + "moveFrom": "", W + "moveTo": ""}
        self._pending: list[Piece | Spot] = []
        self.languages: Counter[str] = Counter()
        self.hidden = 0
        self._strikes = 0
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
        self._strike(BREAK, mark)
        pieces, self._pieces = self._pieces, []
        hint = self._hints.get(element, "") if self._hints else ""
        return RawParagraph(number, pieces, now, was, mark, self._in_contents, hint)

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
                if tag in REVISIONS:
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

    def struck_in(self, element: etree._Element, revision: Revision) -> list[Spot]:
        """Return the struck words of a cell in no view; what waits for a paragraph waits on."""
        waiting, self._pending = self._pending, []
        raws = [self.paragraph(paragraph, 0, revision) for paragraph in element.iter(P)]
        self._pending = waiting
        return [spot for raw in raws for spot in raw.struck]

    # Inside a paragraph

    def _walk(self, parent: etree._Element, revision: Revision) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, revision)
            elif tag in REVISIONS:
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
            name = str(element.get(W + "name") or "")[:LONGEST_NAME]
            if name and name != "_GoBack":
                self._pieces.append(Spot("mark", name, revision))
        elif tag in _COMMENT_SPOTS:
            kind = _COMMENT_SPOTS[str(tag)]
            self._pieces.append(Spot(kind, str(element.get(W + "id") or ""), revision))
        elif tag in _MOVE_STARTS:
            name = str(element.get(W + "name") or element.get(W + "id") or "")
            self._moves[_MOVE_STARTS[str(tag)]] = name[:LONGEST_NAME]
        elif tag in _MOVE_ENDS:
            self._moves[_MOVE_ENDS[str(tag)]] = ""

    def _hyperlink(self, element: etree._Element, revision: Revision) -> None:
        before = self._link
        target = self._parts.links(self._part).get(str(element.get(R + "id") or ""))
        anchor = str(element.get(W + "anchor") or "")[:LONGEST_NAME]
        address = target.target if target is not None and target.external else ""
        self._link = address + (f"#{anchor}" if anchor else "")
        self._walk(element, revision)
        self._link = before

    def _simple_field(self, element: etree._Element, revision: Revision) -> None:
        instruction = str(element.get(W + "instr") or "")
        self._fields.begin(instruction)
        self._fields.separate(self._link)
        self._walk(element, revision)
        self._fields.end()

    def _maths(self, element: etree._Element, revision: Revision) -> None:
        """Read the signs of an equation in the order in which they stand (22.1.2.116)."""
        for child in element:
            tag = str(child.tag)
            if tag == M + "t":
                self._put(_clean(child.text or "", ""), SILENT, SILENT, revision)
            elif tag == _RUN:
                self._run(child, revision)
            elif tag in REVISIONS:
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
            self._fields.instruct(child.text or "")
        elif tag == W + "sym":
            sign = sign_of_hex(child.get(W + "char"))
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
        if self._fields.in_code or not text:
            return
        if not (revision.old or revision.new):
            self._strike(text, revision)
            return
        if self._fields.in_contents:
            self._in_contents = True
        link, field = self._fields.link or self._link, self._fields.name
        form = self._form(self._now.style, now, link, field)
        if was is now and self._was.style == self._now.style:
            before = form
        else:
            before = self._form(self._was.style, was, link, field)
        self.languages[now.language] += len(text)
        if now.hidden:
            self.hidden += 1
        self._pieces.append(Piece(text, form, before, revision))

    def _strike(self, text: str, revision: Revision, note: str = "") -> None:
        """Keep words, or the call of a note, that another hand deleted after their insertion."""
        if revision.strike is not None:
            self._strikes += 1
            name = f"{self._part} {self._strikes}"
            self._pieces.append(Spot("struck", name, revision, text=text, note=note))

    def _form(self, paragraph: str, own: Form, link: str, field: str) -> Run:
        """Return the effective form of a run as a Run without text (17.7.2, 17.7.3)."""
        key = (paragraph, own, link, field)
        form = self._forms.get(key)
        if form is None:
            styles = self._styles
            form = effective(
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
        if self._fields.in_code:
            return
        if not (revision.old or revision.new):
            if note:
                self._strike("", revision, note)
            return
        link = self._fields.link or self._link
        form = Run("", note=note, figure=figure, alt=alt, link=link)
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

    def _field_mark(self, element: etree._Element) -> None:
        if element in self._broken:
            return
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate(self._link)
        elif kind == "end":
            self._fields.end()


def _clean(text: str, font: str) -> str:
    """Return text without characters that mean something else in a tree.

    A line end typed into the XML is a blank for Word, and so is a paragraph separator (U+2029),
    which a tree keeps for itself; a line separator (U+2028) breaks the line. An object sign that an
    author typed (U+FFFC) becomes U+FFFD, for nothing hangs on it; private-use signs of symbol fonts
    become readable.
    """
    if not _ODD.search(text):
        return text
    text = text.replace(OBJECT, "\ufffd").replace(BREAK, " ")
    text = text.replace("\r\n", " ").translate(_LINE_ENDS)
    return readable(text, font)


_LINE_ENDS: Final = {0x0A: " ", 0x0D: " ", 0x85: " ", 0x2028: "\n"}


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
