"""The words of one block of a redline, woven from the runs of both drafts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, Protocol

import msgspec

from travaux.formats.docx_writer.marked import Change, Edge, Note, Paragraph, Piece, Standing
from travaux.formats.docx_writer.outline import Outline
from travaux.text.segments import BREAK, Op, Segment
from travaux.text.tree import Run


class Stretch(NamedTuple):
    """Words with one fate; kept words are the same in both drafts here, blanks included."""

    op: Op
    text: str
    change: Change | None


class Notes(Protocol):
    """Finds the note that a run calls."""

    def __call__(self, old: Run | None, new: Run | None) -> Note | None:
        """Return the note for a call in one or both views, None where they are not one note."""


def stretches(segments: Sequence[Segment], default: Change) -> list[Stretch]:
    """Return segments as stretches, where only blanks differ the blanks alone as changed."""
    return [part for segment in segments for part in _stretches(segment, default)]


def _stretches(segment: Segment, default: Change) -> Iterator[Stretch]:
    author, at = segment.author or default.author, segment.at or default.at
    inserted = Change("ins", author, at, segment.move)
    deleted = Change("del", author, at, segment.move)
    if segment.op is Op.INSERT:
        yield Stretch(Op.INSERT, segment.text, inserted)
    elif segment.op is Op.DELETE:
        yield Stretch(Op.DELETE, segment.text, deleted)
    elif not segment.was:
        yield Stretch(Op.KEEP, segment.text, None)
    else:
        for op, text in _respelt(segment.was, segment.text):
            change = {Op.KEEP: None, Op.INSERT: inserted, Op.DELETE: deleted}[op]
            yield Stretch(op, text, change)


def _respelt(was: str, text: str) -> Iterator[tuple[Op, str]]:
    """Yield what is kept, deleted and inserted between two texts that differ in blanks only."""
    if _unspaced(was) != _unspaced(text):
        yield Op.DELETE, was
        yield Op.INSERT, text
        return
    old = new = 0
    while old < len(was) or new < len(text):
        start_old, start_new = old, new
        while old < len(was) and new < len(text) and was[old] == text[new]:
            old, new = old + 1, new + 1
        if old > start_old:
            yield Op.KEEP, was[start_old:old]
        start_old, start_new = old, new
        while old < len(was) and _blank(was[old]):
            old += 1
        while new < len(text) and _blank(text[new]):
            new += 1
        if old > start_old:
            yield Op.DELETE, was[start_old:old]
        if new > start_new:
            yield Op.INSERT, text[start_new:new]


def _blank(sign: str) -> bool:
    return sign.isspace() and sign != BREAK


def _unspaced(text: str) -> str:
    return "".join(sign for sign in text if not _blank(sign))


def agree(parts: Sequence[Stretch], old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the stretches give exactly these texts of the older and newer provisions."""
    older = "".join(part.text for part in parts if part.op is not Op.INSERT)
    newer = "".join(part.text for part in parts if part.op is not Op.DELETE)
    return (not old or older == BREAK.join(old)) and (not new or newer == BREAK.join(new))


def replaced(old: Sequence[str], new: Sequence[str], default: Change) -> list[Stretch]:
    """Return the stretches that delete the old texts and insert the new, or keep equal ones."""
    older, newer = BREAK.join(old), BREAK.join(new)
    if old and new and older == newer:
        return [Stretch(Op.KEEP, older, None)]
    found = []
    if old:
        found.append(Stretch(Op.DELETE, older, replace(default, op="del")))
    if new:
        found.append(Stretch(Op.INSERT, newer, replace(default, op="ins")))
    return found


class _Side:
    """Walks the provisions of one draft in a block, run by run."""

    def __init__(self, outline: Outline, ids: Sequence[str]) -> None:
        self._outline = outline
        self._ids = ids
        self._at = 0
        self._run = 0
        self._offset = 0
        self._start = 0

    @property
    def id(self) -> str:
        return self._ids[self._at]

    def standing(self) -> Standing:
        return self._outline.standing(self.id)

    def label(self) -> Run | None:
        if not self._ids:
            return None
        provision = self._outline.by_id[self.id]
        return self._outline.label_run(self.id, more=bool(provision.runs))

    def advance(self) -> None:
        """Go to the next provision."""
        self._at, self._run, self._offset, self._start = self._at + 1, 0, 0, 0

    def next_run(self, most: int) -> tuple[Run, int]:
        """Return what is left of the current run, cut to a length, and where it starts."""
        runs = self._outline.by_id[self.id].runs
        while self._offset >= len(runs[self._run].text):
            self._run, self._offset = self._run + 1, 0
        run = runs[self._run]
        return run.with_text(run.text[self._offset : self._offset + most]), self._start

    def skip(self, length: int) -> None:
        """Go on by so many characters."""
        self._offset += length
        self._start += length


_SAME: Final = ("link", "field", "figure", "alt")


class Weaver:
    """Makes paragraphs of blocks."""

    def __init__(self, old: Outline, new: Outline, default: Change, notes: Notes) -> None:
        self._old_outline = old
        self._new_outline = new
        self._default = default
        self._notes = notes

    def paragraphs(
        self,
        olds: Sequence[str],
        news: Sequence[str],
        parts: Sequence[Stretch],
        own: Change | None = None,
    ) -> list[Paragraph]:
        """Return the paragraphs of a block; `own` is the fate of its labels and last mark.

        Each boundary in a stretch is a paragraph mark with the fate of the stretch: an inserted
        one splits, a deleted one joins.
        """
        old = _Side(self._old_outline, olds)
        new = _Side(self._new_outline, news)
        change = own or next((part.change for part in parts if part.change), self._default)
        made: list[Paragraph] = []
        pieces: list[Piece | Edge] = list(self._labels(old.label(), new.label(), change))
        for part in parts:
            for place, text in enumerate(part.text.split(BREAK)):
                if place:
                    made.append(self._closed(pieces, part.op, part.change, old, new))
                    labels = self._labels(
                        None if part.op is Op.INSERT else _next_label(old),
                        None if part.op is Op.DELETE else _next_label(new),
                        part.change or change,
                    )
                    pieces = list(labels)
                pieces.extend(self._pieces(part._replace(text=text), old, new))
        op = Op.KEEP if olds and news else Op.INSERT if news else Op.DELETE
        made.append(self._closed(pieces, op, change, old, new))
        return made

    def _closed(
        self, pieces: list[Piece | Edge], op: Op, change: Change | None, old: _Side, new: _Side
    ) -> Paragraph:
        newer = new.standing() if op is not Op.DELETE else None
        older = old.standing() if op is not Op.INSERT else None
        if change is not None:
            change = replace(change, op="ins" if op is Op.INSERT else "del")
        return Paragraph(pieces, newer, older, None if op is Op.KEEP else change)

    def _labels(self, old: Run | None, new: Run | None, change: Change) -> Iterator[Piece]:
        """Yield typed labels as words: one kept, or the older deleted and the newer inserted."""
        if old is not None and old == new:
            yield Piece(old)
            return
        if old is not None:
            yield Piece(old, replace(change, op="del"))
        if new is not None:
            yield Piece(new, replace(change, op="ins"))

    def _pieces(self, part: Stretch, old: _Side, new: _Side) -> Iterator[Piece]:
        left = len(part.text)
        while left:
            if part.op is Op.KEEP:
                before, start_old = old.next_run(left)
                after, start_new = new.next_run(min(left, len(before.text)))
                before = before.with_text(after.text)
                length = len(after.text)
                yield from self._kept(before, after, (old.id, start_old), (new.id, start_new))
                old.skip(length)
                new.skip(length)
            else:
                side = old if part.op is Op.DELETE else new
                run, start = side.next_run(left)
                length = len(run.text)
                note = self._notes(run, None) if side is old else self._notes(None, run)
                yield Piece(run, part.change, None, note, side.id, start)
                side.skip(length)
            left -= length

    def _kept(
        self, before: Run, after: Run, old: tuple[str, int], new: tuple[str, int]
    ) -> Iterator[Piece]:
        """Yield kept words once; what cannot be one in both views is deleted and inserted."""
        note = self._notes(before, after)
        one = all(getattr(before, name) == getattr(after, name) for name in _SAME)
        if one and (note is not None) == bool(before.note or after.note):
            before = msgspec.structs.replace(before, note=after.note)
            was = before if before != after else None
            yield Piece(after, None, was, note, *new)
            return
        deleted, inserted = replace(self._default, op="del"), replace(self._default, op="ins")
        yield Piece(before, deleted, None, self._notes(before, None), *old)
        yield Piece(after, inserted, None, self._notes(None, after), *new)


def _next_label(side: _Side) -> Run | None:
    side.advance()
    return side.label()
