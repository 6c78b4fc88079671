"""Tracked changes as a redline: the blocks and segments between the original and accepted views."""

from collections import defaultdict
from typing import Final

import msgspec

from travaux.formats.docx_reader.inline import KEPT, Piece, RawParagraph, Revision
from travaux.formats.docx_reader.views import Fragment
from travaux.text.redline import BREAK, Block, Fate, Op, Segment

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


def segments_of(
    group: list[RawParagraph], old: list[Fragment], new: list[Fragment]
) -> tuple[Segment, ...]:
    """Return the words between the provisions that a group makes in the two views.

    Joined, the old words are the texts of the old provisions with BREAK between them, and so with
    the new ones; labels that were typed are in neither.
    """
    before, after = _Side(old), _Side(new)
    found: list[Segment] = []
    for place, raw in enumerate(group):
        before.enter(place)
        after.enter(place)
        for item in raw.pieces:
            if isinstance(item, Piece):
                _add_piece(found, item, before, after)
        mark = raw.mark
        ended = (mark.old and before.ends(), mark.new and after.ends())
        if any(ended):
            _add(found, BREAK, ended, mark)
    return tuple(found)


def _add_piece(found: list[Segment], piece: Piece, before: _Side, after: _Side) -> None:
    """Add the parts of a piece: its head may be a label in one view and words in the other."""
    text, revision = piece.text, piece.revision
    cut_old = before.dropped(len(text)) if revision.old else len(text)
    cut_new = after.dropped(len(text)) if revision.new else len(text)
    low, high = min(cut_old, cut_new), max(cut_old, cut_new)
    if revision.old and revision.new:
        if low < high:
            one_sided = (cut_old == low, cut_new == low)
            _add(found, text[low:high], one_sided, KEPT)
        if high < len(text):
            _add(found, text[high:], _KEEP, KEPT)
    elif low < len(text):
        _add(found, text[low:], (revision.old, revision.new), revision)


def _add(found: list[Segment], text: str, views: tuple[bool, bool], revision: Revision) -> None:
    """Add a stretch, to the segment before it where all but the words are the same."""
    if views == _KEEP:
        op, revision = Op.KEEP, KEPT
    else:
        op = Op.DELETE if views[0] else Op.INSERT
    author, at, move = revision.author, revision.at, revision.move
    if found:
        last = found[-1]
        if (last.op, last.author, last.at, last.move) == (op, author, at, move):
            found[-1] = Segment(op, last.text + text, "", author, at, move)
            return
    found.append(Segment(op, text, "", author, at, move))


def block_of(group: list[RawParagraph], old: list[Fragment], new: list[Fragment]) -> Block | None:
    """Return the block that a group of raw paragraphs makes, None where no view has any of it."""
    olds = [fragment.provision for fragment in old if fragment.provision is not None]
    news = [fragment.provision for fragment in new if fragment.provision is not None]
    if not olds and not news:
        return None
    segments = segments_of(group, old, new)
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
