"""What a reference in the words of a comment leads to in a draft, as a target (R12).

A reference is never guessed: what leads nowhere, or to two places, gives no target and a reason.
`citations` resolves the targets of comments that are already values, where the likeliest will do.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import msgspec

from travaux.text import reference_words as words
from travaux.text.comment import Target, TargetKind
from travaux.text.labels import typed
from travaux.text.references import Reference, Sort
from travaux.text.tree import CONTAINERS, NOTES, Kind, Tree

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_CAPTION: Final = re.compile(
    rf"\s*(?:(?P<table>{'|'.join(words.TABLES)}|表)|{'|'.join(words.FIGURES)}|图|圖)"
    r"[ \xa0]*(?P<number>(?:[A-Z]\.)?\d+(?:[.-]\d+)*)",
    re.IGNORECASE,
)
_DIVISION: Final = re.compile(
    rf"\s*(?:{'|'.join(sorted(words.DIVISIONS, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


class Destination(msgspec.Struct, frozen=True):
    """Where a reference leads: its target, or why there is none."""

    target: Target | None
    problem: str = ""


class Landmarks:
    """The labels, tables, figures and notes of a draft, ready to be referred to."""

    def __init__(self, draft: Tree) -> None:
        self.draft = draft
        self.index = draft.index()
        self.citations = draft.citations()
        self._parents = draft.parents()
        self._labels: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = {}
        self._things: dict[tuple[bool, str], list[int]] = {}
        for place, provision in enumerate(draft.provisions):
            if provision.label and provision.kind not in CONTAINERS | NOTES:
                citation = self.citations[place]
                if citation and citation != self._above(place):
                    self._labels.setdefault(_key(citation), []).append(place)
                    bare = _key(_DIVISION.sub("", citation))
                    self._bare.setdefault(bare, []).append(place)
            if provision.kind is Kind.CAPTION:
                self._caption(place, f"{provision.label} {provision.text}")

    def _above(self, place: int) -> str:
        parent = self._parents[place]
        return self.citations[parent] if parent >= 0 else ""

    def _caption(self, place: int, text: str) -> None:
        match = _CAPTION.match(text)
        if match is not None:
            key = (match["table"] is not None, match["number"].lower())
            self._things.setdefault(key, []).append(self._captioned(place))

    def _captioned(self, place: int) -> int:
        """Return the table or figure beside a caption, the caption itself where there is none."""
        for near in (place + 1, place - 1):
            if 0 <= near < len(self.draft) and self._thing(near) is not None:
                return self._thing(near) or near
        return place

    def _thing(self, place: int) -> int | None:
        """Return the table or figure that a provision is or lies in, None where it does not."""
        while place >= 0 and self.draft.provisions[place].kind in CONTAINERS | {Kind.PARAGRAPH}:
            kind = self.draft.provisions[place].kind
            if kind is Kind.TABLE:
                return place
            if kind is Kind.PARAGRAPH and self._parents[place] < 0:
                return None
            place = self._parents[place]
        return place if place >= 0 and self.draft.provisions[place].kind is Kind.FIGURE else None

    def resolve(self, reference: Reference, text: str, within: str = "") -> Destination:
        """Return what a reference in `text` leads to.

        `within` is the citation of the place spoken of before, under which `item f)` is looked for.
        """
        written = text[reference.start : reference.end].strip()
        if reference.sort is Sort.WHOLE:
            return Destination(Target(TargetKind.DRAFT, label=written))
        if reference.sort is Sort.THROUGHOUT:
            return Destination(Target(TargetKind.THROUGHOUT))
        if reference.sort is Sort.NOTE:
            return self._note(reference, written)
        if reference.sort is not Sort.PLACE:
            return self._table_or_figure(reference, written)
        first = self.place_of(_named(reference), within)
        if isinstance(first, str):
            return Destination(None, first)
        if within and _key(self.citations[first]) != _key(_named(reference)) and reference.label:
            bare = _key(_DIVISION.sub("", self.citations[first]))
            written = written if bare == _key(reference.label) else self.citations[first]
        if reference.last:
            return self._range(reference, first, written, within)
        if reference.ordinal:
            return self._paragraph(reference, first, written)
        return Destination(self.target(first, written, heading=reference.heading))

    def place_of(self, label: str, within: str = "") -> int | str:
        """Return the index of the provision that a label names, or why there is none."""
        if not label:
            label, within = within, ""
        tried = [label]
        above = within
        while above:
            tried.append(f"{above} {label}")
            above = above.rpartition(" ")[0]
        if re.fullmatch(r"\(?[^\W\d_]{1,4}\)", label):
            tried.append(tried.pop(0))
        for one in tried:
            for labels in (self._labels, self._bare):
                found = labels.get(_key(one), [])
                if len(found) == 1:
                    return found[0]
                if found:
                    return f"{label} stands in the draft more than once"
        return f"there is no {label} in the draft"

    def target(self, place: int, label: str = "", *, heading: bool = False) -> Target:
        """Return the target of a whole provision; of a heading, all that stands under it."""
        provision = self.draft.provisions[place]
        written = label or self.citations[place]
        if provision.kind is not Kind.HEADING:
            kind = TargetKind.PROVISION
            if provision.kind in (Kind.TABLE, Kind.FIGURE):
                kind = TargetKind.TABLE if provision.kind is Kind.TABLE else TargetKind.FIGURE
            return Target(kind, provision.id, provision.id, label=written)
        last = self.draft.end_of(place) - 1
        if heading or last == place:
            return Target(TargetKind.HEADING, provision.id, provision.id, label=written)
        end = self.draft.provisions[last].id
        return Target(TargetKind.RANGE, provision.id, end, label=written)

    def extent(self, target: Target) -> range:
        """Return the places of the provisions that a target covers, with what stands under them."""
        if not target.start or target.start not in self.index:
            return range(len(self.draft))
        first = self.index[target.start]
        last = self.index.get(target.end, first)
        if target.kind is TargetKind.HEADING:
            return range(first, first + 1)
        return range(first, max(last + 1, self.draft.end_of(first)))

    def _range(self, reference: Reference, first: int, written: str, within: str) -> Destination:
        above = self.citations[first].rpartition(" ")[0] or within
        last = self.place_of(reference.last, above)
        if isinstance(last, str):
            return Destination(None, last)
        if last < first:
            return Destination(
                None, f"{reference.last} stands before {reference.label} in the draft"
            )
        end = self.draft.end_of(last) - 1
        provisions = self.draft.provisions
        return Destination(
            Target(TargetKind.RANGE, provisions[first].id, provisions[end].id, label=written)
        )

    def _paragraph(self, reference: Reference, place: int, written: str) -> Destination:
        """Return one of the paragraphs that stand under a heading without a label of their own."""
        under = [
            child
            for child in range(place + 1, self.draft.end_of(place))
            if self._parents[child] == place
            and self.draft.provisions[child].kind in (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM)
        ]
        if not under and abs(reference.ordinal) == 1:
            under = [place]
        wanted = reference.ordinal - 1 if reference.ordinal > 0 else len(under) - 1
        if not 0 <= wanted < len(under):
            cited = self.citations[place]
            return Destination(
                None, f"{cited} has {len(under)} paragraphs, and “{written}” is none"
            )
        return Destination(self.target(under[wanted], written))

    def _note(self, reference: Reference, written: str) -> Destination:
        found = [
            provision.id
            for provision in self.draft.provisions
            if provision.kind in NOTES and provision.label.strip(".)") == reference.label
        ]
        if len(found) != 1:
            return Destination(None, f"there is no {written} in the draft")
        return Destination(Target(TargetKind.PROVISION, found[0], found[0], label=written))

    def _table_or_figure(self, reference: Reference, written: str) -> Destination:
        """Return a table or figure by its caption, else by the one provision that speaks of it."""
        is_table = reference.sort is Sort.TABLE
        kind = TargetKind.TABLE if is_table else TargetKind.FIGURE
        provisions = self.draft.provisions
        found = self._things.get((is_table, reference.label.lower()), [])
        if not found:
            name = re.escape(reference.name.rstrip("."))
            pattern = re.compile(
                rf"(?<!\w){name}[\w.]*[ \xa0]{re.escape(reference.label)}(?!\d)", re.I
            )
            found = [
                self._following(place)
                for place, provision in enumerate(provisions)
                if pattern.search(provision.text)
            ]
        if len(found) != 1:
            return Destination(None, f"there is no {written} in the draft")
        id_ = provisions[found[0]].id
        return Destination(Target(kind, id_, id_, label=written))

    def _following(self, place: int) -> int:
        """Return the table or figure right after a provision that speaks of it, else itself."""
        after = place + 1
        if after < len(self.draft) and self.draft.provisions[after].kind in (
            Kind.TABLE,
            Kind.FIGURE,
        ):
            return after
        return place

    def by_heading(self, words: str) -> int | None:
        """Return the one heading, or the title, of these words; `title` alone is the title's."""
        plain = " ".join(words.casefold().strip(' .:“”"').split())
        heads = [
            place
            for place, provision in enumerate(self.draft.provisions)
            if provision.kind in (Kind.HEADING, Kind.TITLE)
            and (
                " ".join(provision.plain.casefold().split()) == plain
                or (provision.kind is Kind.TITLE and plain in words_of_title())
            )
        ]
        return heads[0] if plain and len(heads) == 1 else None

    def by_label_at_head(self, text: str) -> tuple[int | None, str]:
        """Return the provision whose label stands at the head of a text, and the rest of the text.

        As a form repeats a provision: `2.3.4.1 e) The root zone …`, or with its section before it
        where it has no label: `[2.3.1] The Internet …`.
        """
        match = re.match(r"\s*\[([^\]]{1,40})\]\s+", text) or re.match(
            r"\s*(\d+(?:\.\d+)*\.?(?:\s?\(?[a-z]{1,4}\))*)(?:[\s.:]+|$)", text
        )
        label, rest = (match[1], text[match.end() :]) if match else ("", text)
        if not label:
            found = typed(text)
            if found is None:
                return None, text
            label, rest = found.label, found.rest
        place = self.place_of(label)
        return (None, text) if isinstance(place, str) else (place, rest)


def words_of_title() -> tuple[str, ...]:
    """Return what names the title of a draft in a cell."""
    return ("title", "titre", "título", "title of the document", "document title", "the title")


def _named(reference: Reference) -> str:
    """Return a label with its name where only that makes it one: `Annex B`."""
    if re.fullmatch(r"[A-Z]", reference.label) and reference.name:
        return f"{reference.name} {reference.label}"
    return reference.label


def _key(label: str) -> str:
    """Return a label without what writers do differently: `2.3.4.1. e)` and `2.3.4.1(e)` agree."""
    return ".".join(_TOKEN.findall(unicodedata.normalize("NFKC", label).casefold()))


def order_key(label: str) -> tuple[int, Sequence[tuple[int, int, str]]]:
    """Return by what references sort as a draft does: the whole first, numbers, then annexes."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", label).casefold())
    numbered = any(token.isdecimal() for token in tokens)
    parts: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.isdecimal():
            parts.append((0, int(token[:9]), ""))
        elif not numbered or parts or len(token) == 1:
            parts.append((1, len(token), token))
    annex = re.match(rf"\s*(?:{'|'.join(words.LETTERED)})(?!\w)", label, re.IGNORECASE)
    capital = re.match(r"\s*[A-Z](?:\.\d|\s*$)", label)
    rank = 2 if annex or capital else 1 if numbered or re.match(r"\s*\(?[a-z]\)", label) else 0
    return rank, parts
