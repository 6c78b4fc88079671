"""Tracked changes as a redline: the blocks and segments between the original and accepted views."""

from collections import defaultdict
from typing import Final

import msgspec

from travaux.formats.docx_reader.pieces import KEPT, Piece, RawParagraph, Revision
from travaux.formats.docx_reader.views import Fragment
from travaux.text.segments import BREAK, Block, Fate, Op, Segment
from travaux.text.tree import Provision

_KEEP: Final = (True, True)


class _Side:
    """What one view takes of the text of a group, walked once from left to right."""

    def __init__(self, fragments: list[Fragment]) -> None:
        self._by_first = {fragment.first: fragment for fragment in fragments}
        self._skip = 0
        self._seen = 0
        self._live = sum(fragment.provision is not None for fragment in fragments)
        self._open = False
        self._owed = False

    def enter(self, place: int) -> None:
        """Begin a raw paragraph; a fragment may begin with it."""
        fragment = self._by_first.get(place)
        if fragment is not None:
            self._skip = fragment.cut
            self._open = fragment.provision is not None
            self._seen += self._open

    def dropped(self, length: int) -> int:
        """Return how many of the next characters are no part of a provision's text."""
        dropped = min(self._skip, length)
        self._skip -= dropped
        return dropped

    def ends(self) -> bool:
        """Tell whether a boundary between two provisions is here: at the mark that parts them."""
        if not self._open:
            return False
        self._open = False
        return self._seen < self._live


class _Segments:
    """Segments while they are put together: a stretch joins the one before it that is alike."""

    def __init__(self) -> None:
        self._done: list[Segment] = []
        self._texts: list[str] = []
        self._open: tuple[Op, str, str, str] | None = None

    def add(self, text: str, views: tuple[bool, bool], revision: Revision) -> None:
        """Add a stretch that stands in these views, the original and the accepted."""
        if views == _KEEP:
            op, revision = Op.KEEP, KEPT
        else:
            op = Op.DELETE if views[0] else Op.INSERT
        alike = (op, revision.author, revision.at, revision.move)
        if alike != self._open:
            self._close()
            self._open = alike
        self._texts.append(text)

    def _close(self) -> None:
        if self._open is not None:
            op, author, at, move = self._open
            self._done.append(Segment(op, "".join(self._texts), "", author, at, move))
        self._texts = []

    def all(self) -> tuple[Segment, ...]:
        """Return the segments in order."""
        self._close()
        self._open = None
        return tuple(self._done)


def segments_of(
    group: list[RawParagraph], old: list[Fragment], new: list[Fragment]
) -> tuple[Segment, ...]:
    """Return the words between the provisions that a group makes in the two views.

    Joined, the old words are the texts of the old provisions with BREAK between them, and so with
    the new ones; labels that were typed are in neither.
    """
    before, after = _Side(old), _Side(new)
    found = _Segments()
    for place, raw in enumerate(group):
        before.enter(place)
        after.enter(place)
        for item in raw.pieces:
            if isinstance(item, Piece):
                _add_piece(found, item, before, after)
        mark = raw.mark
        ended = (mark.old and before.ends(), mark.new and after.ends())
        if any(ended):
            found.add(BREAK, ended, mark)
    return found.all()


def _add_piece(found: _Segments, piece: Piece, before: _Side, after: _Side) -> None:
    """Add the parts of a piece: its head may be a label in one view and words in the other."""
    text, revision = piece.text, piece.revision
    cut_old = before.dropped(len(text)) if revision.old else len(text)
    cut_new = after.dropped(len(text)) if revision.new else len(text)
    low, high = min(cut_old, cut_new), max(cut_old, cut_new)
    if revision.old and revision.new:
        if low < high:
            one_sided = (cut_old == low, cut_new == low)
            found.add(text[low:high], one_sided, KEPT)
        if high < len(text):
            found.add(text[high:], _KEEP, KEPT)
    elif low < len(text):
        found.add(text[low:], (revision.old, revision.new), revision)


def blocks_of(group: list[RawParagraph], old: list[Fragment], new: list[Fragment]) -> list[Block]:
    """Return the blocks that a group of raw paragraphs makes; none where no view has any of it.

    Whole paragraphs inserted (or deleted) after the rest are blocks of their own: whoever presses
    Enter at the end of a paragraph and goes on writing has not split it.
    """
    olds = [fragment.provision for fragment in old if fragment.provision is not None]
    news = [fragment.provision for fragment in new if fragment.provision is not None]
    if not olds and not news:
        return []
    segments = segments_of(group, old, new)
    if len(olds) != len(news) and olds and news:
        op = Op.INSERT if len(news) > len(olds) else Op.DELETE
        segments, tails = _tails(segments, op)
        if op is Op.INSERT:
            keep = len(news) - len(tails)
            added = [_block([], [news[keep + at]], tail) for at, tail in enumerate(tails)]
            return [_block(olds, news[:keep], segments), *added]
        keep = len(olds) - len(tails)
        gone = [_block([olds[keep + at]], [], tail) for at, tail in enumerate(tails)]
        return [_block(olds[:keep], news, segments), *gone]
    return [_block(olds, news, segments)]


def _tails(
    segments: tuple[Segment, ...], op: Op
) -> tuple[tuple[Segment, ...], list[tuple[Segment, ...]]]:
    """Return the segments without the whole provisions at their end that all are `op`, and those.

    They are whole where a boundary of the same fate stands before them.
    """
    first = len(segments)
    while first and segments[first - 1].op is op:
        first -= 1
    tail = segments[first:]
    if not tail or not tail[0].text.startswith(BREAK):
        return segments, []
    tails: list[tuple[Segment, ...]] = []
    for segment in tail:
        head, *parts = segment.text.split(BREAK)
        if head:
            tails[-1] = (*tails[-1], _with(segment, head))
        tails.extend((_with(segment, part),) if part else () for part in parts)
    return segments[:first], tails


def _with(segment: Segment, text: str) -> Segment:
    return msgspec.structs.replace(segment, text=text)


def _block(olds: list[Provision], news: list[Provision], segments: tuple[Segment, ...]) -> Block:
    return Block(
        _fate(len(olds), len(news), segments),
        tuple([provision.id for provision in olds]),
        tuple([provision.id for provision in news]),
        segments,
        _score(segments),
        old_label=olds[0].label if olds else "",
        new_label=news[0].label if news else "",
    )


def bare_block(old: str, new: str) -> Block:
    """Return the block of a table, row or cell, which has no words of its own."""
    fate = Fate.KEPT if old and new else Fate.INSERTED if new else Fate.DELETED
    return Block(fate, (old,) if old else (), (new,) if new else ())


def _fate(old: int, new: int, segments: tuple[Segment, ...]) -> Fate:
    if not old:
        return Fate.INSERTED
    if not new:
        moved = bool(segments) and all(segment.move for segment in segments)
        return Fate.MOVED_AWAY if moved else Fate.DELETED
    if old != new:
        return Fate.SPLIT if old < new else Fate.MERGED
    changed = any(segment.op is not Op.KEEP for segment in segments)
    return Fate.EDITED if changed else Fate.KEPT


def _score(segments: tuple[Segment, ...]) -> float:
    """Return how alike the old and new words are: twice what is kept over both lengths."""
    kept = sum(len(segment.text) for segment in segments if segment.op is Op.KEEP)
    total = sum(len(segment.old) + len(segment.new) for segment in segments)
    return round(2 * kept / total, 4) if total else 1.0


def pair_moves(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with tracked moves told as such.

    Whole paragraphs that left one place and reached another under the same name, word for word,
    become a kept block at the new place, and the old place says that they moved away. Where the
    words do not agree, the old place is a deletion and the new one an insertion that both name
    the move.
    """
    left: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        if block.fate is Fate.MOVED_AWAY:
            left[block.segments[0].move, block.old_text].append(at)
    paired: set[int] = set()
    result = list(blocks)
    for at, block in enumerate(blocks):
        moved = block.segments and all(segment.move for segment in block.segments)
        if block.fate is not Fate.INSERTED or not moved:
            continue
        places = left.get((block.segments[0].move, block.new_text))
        if places:
            source = places.pop(0)
            paired.add(source)
            result[at] = _moved(blocks[source], block)
    for places in left.values():
        for at in places:
            result[at] = msgspec.structs.replace(blocks[at], fate=Fate.DELETED)
    return tuple(result)


def _moved(source: Block, target: Block) -> Block:
    return msgspec.structs.replace(
        target,
        fate=Fate.KEPT,
        old=source.old,
        segments=tuple(
            [msgspec.structs.replace(segment, op=Op.KEEP) for segment in target.segments]
        ),
        score=1.0,
        moved=True,
        old_label=source.old_label,
    )
