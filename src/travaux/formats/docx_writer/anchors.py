"""Where margin comments hang: their ranges put between the pieces of the text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from travaux.formats.docx_writer.comments_part import Comments
from travaux.formats.docx_writer.marked import EMPTY, Edge, Flow, Paragraph, Piece, paragraphs
from travaux.formats.reading import Point, Remark


class _Spot(msgspec.Struct, frozen=True):
    """An edge with its offset in a provision; `empty` where its range holds nothing."""

    offset: int
    edge: Edge
    empty: bool


_NEW: Final = 0
_OLD: Final = 1


def anchor(flow: Flow, comments: Comments, *, tracked: bool) -> None:
    """Put the ranges of all comments into a flow and its notes.

    A comment whose words are gone hangs on the words deleted, or, in a text where nothing is
    tracked, on no words at the place where they were; an answer without a place of its own hangs
    where what it answers does; one without any place at the end of the text, so that none is lost.
    """
    if not comments.remarks:
        return
    spots: dict[tuple[int, str], list[_Spot]] = defaultdict(list)
    lost: list[Edge] = []
    for place in range(len(comments.remarks)):
        side, start, end = _points(comments, place)
        if side == _OLD and not tracked:
            side, end = _NEW, start
        begins = Edge("comment", comments.ids[place], begins=True)
        ends = Edge("comment", comments.ids[place], begins=False)
        if start is None or end is None:
            lost += [begins, ends]
            continue
        empty = start == end
        spots[side, start.provision].append(_Spot(start.offset, begins, empty))
        spots[side, end.provision].append(_Spot(end.offset, ends, empty))
    if not flow:
        flow.append(Paragraph([], EMPTY, EMPTY))
    everything = list(_with_notes(flow))
    for paragraph in everything:
        paragraph.pieces = list(_anchored(paragraph.pieces, spots))
        if tracked:
            _widen(paragraph.pieces, comments)
    _place_left_over(everything, spots, lost)


def _points(comments: Comments, place: int) -> tuple[int, Point | None, Point | None]:
    """Return the view and the two points of a comment, its parent's where it has none."""
    seen: set[int] = set()
    at: int | None = place
    while at is not None and at not in seen:
        seen.add(at)
        remark: Remark = comments.remarks[at]
        if remark.start is not None and remark.end is not None:
            return _NEW, remark.start, remark.end
        if remark.old_start is not None and remark.old_end is not None:
            return _OLD, remark.old_start, remark.old_end
        at = comments.parent_of(at)
    return _NEW, None, None


def _with_notes(flow: Flow) -> Iterator[Paragraph]:
    for paragraph in paragraphs(flow):
        yield paragraph
        for piece in paragraph.pieces:
            if isinstance(piece, Piece) and piece.note is not None:
                yield from _with_notes(piece.note.flow)


def _anchored(
    pieces: Sequence[Piece | Edge], spots: dict[tuple[int, str], list[_Spot]]
) -> Iterator[Piece | Edge]:
    """Yield the pieces, cut where a range begins or ends in one."""
    for piece in pieces:
        if not isinstance(piece, Piece) or not piece.id:
            yield piece
            continue
        for side in (_NEW, _OLD) if piece.change is None else (_side(piece),):
            here = spots.get((side, piece.id))
            if here:
                yield from _cut(piece, here)
                break
        else:
            yield piece


def _widen(pieces: list[Piece | Edge], comments: Comments) -> None:
    """Let ranges take in the deleted words beside them that were theirs in the older text."""
    remarks = dict(zip(comments.ids, comments.remarks, strict=True))
    edges = [piece for piece in pieces if isinstance(piece, Edge) and piece.what == "comment"]
    for edge in edges:
        remark = remarks[edge.name]
        point = remark.old_start if edge.begins else remark.old_end
        step = -1 if edge.begins else 1
        at = pieces.index(edge)
        target = at + step
        while point is not None and 0 <= target < len(pieces):
            beside = pieces[target]
            if isinstance(beside, Piece):
                if not _takes_in(beside, point, begins=edge.begins):
                    break
                del pieces[at]
                pieces.insert(target, edge)
                at = target
            target += step


def _takes_in(piece: Piece, point: Point, *, begins: bool) -> bool:
    if _side(piece) != _OLD or piece.id != point.provision:
        return False
    if begins:
        return piece.start >= point.offset
    return piece.start + len(piece.run.text) <= point.offset


def _side(piece: Piece) -> int:
    return _OLD if piece.change is not None and piece.change.op == "del" else _NEW


def _cut(piece: Piece, spots: list[_Spot]) -> Iterator[Piece | Edge]:
    """Yield a piece in parts with the edges that fall in it, which are taken out of `spots`.

    A range begins before its first character and ends behind its last, so that it takes in no
    more than its words where they meet others.
    """
    length = len(piece.run.text)
    done = 0
    for spot in sorted(spots, key=_order):
        at = spot.offset - piece.start
        before = spot.edge.begins or spot.empty
        if not (0 <= at < length if before else 0 < at <= length):
            continue
        spots.remove(spot)
        if at > done:
            yield _part(piece, done, at)
            done = at
        yield spot.edge
    if done < length:
        yield _part(piece, done, length)


def _order(spot: _Spot) -> tuple[int, int]:
    """Ends of ranges that hold something first, then beginnings, then ends of empty ranges."""
    if spot.edge.begins:
        return spot.offset, 1
    return spot.offset, 2 if spot.empty else 0


def _part(piece: Piece, start: int, end: int) -> Piece:
    text = piece.run.text[start:end]
    was = piece.was.with_text(text) if piece.was is not None else None
    run = piece.run.with_text(text)
    return Piece(run, piece.change, was, piece.note, piece.id, piece.start + start)


def _place_left_over(
    everything: list[Paragraph], spots: dict[tuple[int, str], list[_Spot]], lost: list[Edge]
) -> None:
    """Put what fell in no piece at the end of its provision, or of the text."""
    ends: dict[tuple[int, str], Paragraph] = {}
    for paragraph in everything:
        for side, standing in ((_NEW, paragraph.new), (_OLD, paragraph.old)):
            if standing is not None and standing.provision.id:
                ends[side, standing.provision.id] = paragraph
    last = everything[-1]
    for key, left in spots.items():
        paragraph = ends.get(key, last)
        for spot in sorted(left, key=_order):
            paragraph.pieces.append(spot.edge)
    last.pieces.extend(lost)
