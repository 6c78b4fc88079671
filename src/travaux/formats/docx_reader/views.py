"""The two views of a text: with all tracked changes accepted, and with all of them rejected.

A view receives what stands in it, paragraph by paragraph, and gives it labels, kinds and levels:
numbers count per view, for an inserted paragraph never was in the original.
"""

import re
from typing import Final

import msgspec

from travaux.formats.docx_reader.house_styles import house_rank, is_source
from travaux.formats.docx_reader.kinds import LONGEST_HEADING, Look, ends_sentence
from travaux.formats.docx_reader.numbering import Count, Numbering, Shown
from travaux.formats.docx_reader.pieces import Piece, Properties, RawParagraph, Spot
from travaux.formats.docx_reader.structure import Outline
from travaux.formats.docx_reader.styles import Style, Styles, heading_rank
from travaux.text.labels import Typed, typed
from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run

_HEAD: Final = 200
_MOST_SOURCES: Final = 20
_ANCHORED: Final = frozenset({"start", "end", "call", "struck"})
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_UNLABELLED: Final = frozenset({Kind.TITLE, Kind.CAPTION, Kind.QUOTE, Kind.FIGURE})


class Fragment(msgspec.Struct):
    """What becomes one paragraph of a view: parts of one or more raw paragraphs, joined.

    Word gives joined paragraphs the properties of the last, whose mark survives.
    """

    number: int
    properties: Properties
    pieces: list[Piece]
    spots: list[tuple[int, Spot]]
    """Each spot with its offset in the text."""
    first: int
    """The place of its first raw paragraph in the group."""
    closed: bool = False
    contents: bool = False
    hint: str = ""
    length: int = 0
    text: str = ""
    cut: int = 0
    """How many characters are no part of the provision's text: its typed label, or all."""
    provision: Provision | None = None


class View:
    """One of the two views while it is being read."""

    def __init__(
        self, styles: Styles, numbering: Numbering, *, old: bool, turned: bool = False
    ) -> None:
        self.old = old
        self.turned = turned
        self._styles = styles
        self._numbering = numbering
        self._count = Count()
        self.outline = Outline(turned=turned)
        self.provisions: list[Provision] = []
        self.in_cell = False
        self.sources: list[str] = []
        """The lines whose style says that they name the document's sources."""
        self.note: tuple[str, Kind, int] | None = None
        """The id, kind and level that the next provision takes because it opens a note."""
        self._waiting: list[Spot] = []
        self._bookmarks: list[str] = []
        self.anchors: dict[tuple[str, str], tuple[str, int]] = {}

    def has(self, item: Piece | Spot) -> bool:
        """Tell whether a piece stands in this view."""
        return item.revision.old if self.old else item.revision.new

    def fragments(self, group: list[RawParagraph]) -> list[Fragment]:
        """Return the paragraphs that a group of raw ones makes in this view, with their labels."""
        found: list[Fragment] = []
        current: Fragment | None = None
        for place, raw in enumerate(group):
            properties = raw.was if self.old else raw.now
            if current is None:
                current = Fragment(raw.number, properties, [], [], place, hint=raw.hint)
                found.append(current)
            current.number, current.properties = raw.number, properties
            self._take(current, raw)
            if raw.mark.old if self.old else raw.mark.new:
                current.closed = True
                current = None
        for fragment in found:
            self._finish(fragment)
        return found

    def _take(self, fragment: Fragment, raw: RawParagraph) -> None:
        fragment.contents = fragment.contents or raw.contents
        for item in raw.pieces:
            if isinstance(item, Spot):
                fragment.spots.append((fragment.length, item))
            elif item.revision.old if self.old else item.revision.new:
                fragment.pieces.append(item)
                fragment.length += len(item.text)

    def _finish(self, fragment: Fragment) -> None:
        """Give a fragment its label, kind and level; what is empty is left out, its number not."""
        fragment.text = "".join([piece.text for piece in fragment.pieces])
        style = self._styles.paragraph(fragment.properties.style)
        blank = not fragment.text.strip()
        shown = self._number(fragment, style) if fragment.closed or not blank else None
        opens_note = self.note is not None
        kept = not blank or (shown is not None and not shown.is_bullet and bool(shown.label))
        if not kept and not (self.in_cell and fragment.closed):
            fragment.cut = len(fragment.text)
            self._wait(fragment)
            return
        rank = _rank(fragment.properties, style)
        if not rank and not self.in_cell:
            rank = house_rank(style.names)
        if is_source(style.names) and len(self.sources) < _MOST_SOURCES:
            self.sources.append(fragment.text.strip())
        rtl = fragment.properties.bidi
        right_to_left = rtl if rtl is not None else style.bidi or self._styles.default_bidi
        label, label_kind = "", LabelKind.NONE
        if shown is not None and shown.label:
            label, label_kind = shown.label, LabelKind.AUTOMATIC
        elif opens_note:
            fragment.cut = len(fragment.text) - len(fragment.text.lstrip())
        else:
            label = self._typed(fragment, right_to_left, rank)
            label_kind = LabelKind.TYPED if label else LabelKind.NONE
        runs = self._runs(fragment)
        look = Look(style, rank, label, label_kind, shown, runs, fragment.contents)
        kind, level = self._place(look)
        if label_kind is LabelKind.TYPED and kind in _UNLABELLED:
            fragment.cut, label, label_kind = 0, "", LabelKind.NONE
            runs = self._runs(fragment)
        identity = f"p{fragment.number}"
        if self.note is not None:
            identity, kind, level = self.note
            self.note = None
        fragment.provision = Provision(
            identity,
            kind,
            level,
            runs,
            label,
            label_kind,
            right_to_left,
            bookmarks=self._settle(fragment, identity),
        )

    def _place(self, look: Look) -> tuple[Kind, int]:
        if self.note is not None:
            return self.note[1], self.note[2]
        kind, level = self.outline.place(look)
        if any(run.note for run in look.runs):
            self.outline.ceiling = level + 1
        return kind, level

    def _number(self, fragment: Fragment, style: Style) -> Shown | None:
        """Count a numbered paragraph, also an empty one: Word does."""
        place = self._numbering.place(fragment.properties.place, style)
        return None if place is None else self._count.next(*place)

    def _typed(self, fragment: Fragment, rtl: bool, rank: int) -> str:
        """Return the label typed at the head, and note how much of the text it takes."""
        head = fragment.text[:_HEAD]
        if head.startswith(OBJECT):
            return ""
        right_to_left = rtl or _RIGHT_TO_LEFT.search(head) is not None
        found = typed(head, rtl=right_to_left, heading=bool(rank) or _is_bold_line(fragment))
        if found is None and fragment.hint and head.lstrip().startswith(fragment.hint):
            rest = head.lstrip()[len(fragment.hint) :].lstrip()
            found = Typed(fragment.hint, rest)
        if found is None or not found.label or OBJECT in found.label:
            return ""
        if self.in_cell and not found.rest and len(fragment.text) <= _HEAD:
            return ""  # a cell that holds a number alone: a reference or a quantity
        fragment.cut = len(head) - len(found.rest)
        return found.label

    def _runs(self, fragment: Fragment) -> tuple[Run, ...]:
        """Return the runs of a fragment past its cut; neighbours of one form are joined."""
        runs: list[Run] = []
        form: Run | None = None
        texts: list[str] = []
        skip = fragment.cut
        for piece in fragment.pieces:
            text = piece.text
            if skip:
                skip, text = max(0, skip - len(text)), text[skip:]
                if not text:
                    continue
            own = piece.was if self.old else piece.form
            if form is not None and (own is form or own == form) and text != OBJECT:
                texts.append(text)
                continue
            if form is not None:
                runs.append(form.with_text("".join(texts)))
            form, texts = own, [text]
        if form is not None:
            runs.append(form.with_text("".join(texts)))
        return tuple(runs)

    # Spots: ends of comments, bookmarks

    def _wait(self, fragment: Fragment) -> None:
        """Keep what was marked in a paragraph that is left out for the next one."""
        for _, spot in fragment.spots:
            if spot.kind == "mark":
                self._bookmarks.append(spot.name)
            elif spot.kind == "struck" or (spot.kind != "box" and self.has(spot)):
                self._anchor_before(spot)

    def anchor_struck(self, spot: Spot) -> None:
        """Note where words stood that came and went with a row of a table."""
        self._anchor_before(spot)

    def _anchor_before(self, spot: Spot) -> None:
        """Let a range end where the text before ended, and begin where the next begins.

        What was struck stood after the text before it.
        """
        if spot.kind in ("end", "struck") and self.provisions:
            last = self.provisions[-1]
            self.anchors[spot.name, spot.kind] = (last.id, len(last.text))
        else:
            self._waiting.append(spot)

    def _settle(self, fragment: Fragment, identity: str) -> tuple[str, ...]:
        """Note where in a provision each spot is, and return its bookmarks."""
        for spot in self._waiting:
            self.anchors.setdefault((spot.name, spot.kind), (identity, 0))
        self._waiting.clear()
        names, self._bookmarks = self._bookmarks, []
        for offset, spot in fragment.spots:
            if spot.kind == "mark":
                names.append(spot.name)
            elif spot.kind != "box":
                place = (identity, max(0, offset - fragment.cut))
                self.anchors.setdefault((spot.name, spot.kind), place)
        return tuple(dict.fromkeys(names))

    def left_over(self, spots: list[Piece | Spot]) -> None:
        """Anchor what was marked after the last paragraph at its end.

        What was struck in a note or box without other words waits for the next paragraph.
        """
        waiting, self._waiting = self._waiting, []
        if not self.provisions:
            self._waiting = [spot for spot in waiting if spot.kind == "struck"]
        for spot in [*waiting, *spots]:
            if isinstance(spot, Spot) and spot.kind in _ANCHORED and self.provisions:
                last = self.provisions[-1]
                self.anchors.setdefault((spot.name, spot.kind), (last.id, len(last.text)))


def _is_bold_line(fragment: Fragment) -> bool:
    """Tell whether a line that begins with a number looks like a heading: short and all bold."""
    text = fragment.text
    if not text.lstrip()[:1].isdecimal() or len(text) > LONGEST_HEADING or ends_sentence(text):
        return False
    return all(piece.form.bold for piece in fragment.pieces if piece.text.strip())


def _rank(properties: Properties, style: Style) -> int:
    """Return the rank of a heading: the paragraph's own outline level, else its style's."""
    if properties.outline is not None:
        return properties.outline + 1 if properties.outline < 9 else 0
    return heading_rank(style)
