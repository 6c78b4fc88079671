"""What changed between two drafts, word by word, as values that can be applied and inverted.

A redline is a list of blocks in the order in which a reader meets them: the newer draft's own
order, with what was deleted at the place it had. A block holds the provisions that became each
other and the words between them.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec
from rapidfuzz.distance import Postfix, Prefix

from travaux.text.align import Aligner
from travaux.text.edits import Edit, edits
from travaux.text.outline import Outline, Stretch
from travaux.text.pairing import Pair, Pairing
from travaux.text.tree import CONTAINERS, OBJECT, Provision, Tree
from travaux.text.words import Lexicon, cut

BREAK: Final = "\u2029"
"""Parts the provisions of one block within its segments (Unicode: paragraph separator)."""


class Fate(StrEnum):
    """What became of the provisions of a block."""

    KEPT = "kept"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_AWAY = "moved away"
    """Marks the old place of a block that stands elsewhere with `moved`; holds the old words."""


class Op(StrEnum):
    """What became of a stretch of words."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


class Segment(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of words with one fate, blanks included.

    BREAK in `text` is the boundary between two provisions of the block. `author` and `at` (as
    written in the file, ISO 8601) are known for tracked changes; `move` names a tracked move,
    the same in the place left and the place reached.
    """

    op: Op
    text: str
    was: str = ""
    """The older form of kept words, where only blanks differ; empty where nothing differs."""
    author: str = ""
    at: str = ""
    move: str = ""

    @property
    def old(self) -> str:
        """The words as the older draft has them."""
        if self.op is Op.INSERT:
            return ""
        return self.was or self.text

    @property
    def new(self) -> str:
        """The words as the newer draft has them."""
        return "" if self.op is Op.DELETE else self.text


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """Provisions of the older draft, what they are in the newer one, and the words between them.

    `old` and `new` are ids; one of them is empty for what was inserted, deleted or moved away.
    Tables, rows and cells have blocks of their own, without segments.
    """

    fate: Fate
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    score: float = 1.0
    """Likeness of the old and new words, 0 to 1; 1 when no word differs."""
    moved: bool = False
    old_label: str = ""
    new_label: str = ""

    @property
    def old_text(self) -> str:
        """The older words, provisions parted by BREAK."""
        return "".join([segment.old for segment in self.segments])

    @property
    def new_text(self) -> str:
        """The newer words, provisions parted by BREAK."""
        return "".join([segment.new for segment in self.segments])


class Redline(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/redline/1"
):
    """All blocks between two drafts, in reading order."""

    blocks: tuple[Block, ...]


def redline(old: Tree, new: Tree, pairing: Pairing | None = None) -> Redline:
    """Return what changed from `old` to `new`, word by word.

    `pairing` says which provisions are each other; without it `align` finds that. Every provision
    of both drafts stands in one block (a moved one also in the block that marks its old place),
    and the segments of a block give its old and new words in full. Only words count: neither
    labels nor blanks nor the form of letters make a change.
    """
    lexicon = Lexicon()
    pairs = Aligner(old, new, lexicon).pairs() if pairing is None else pairing.pairs
    return Redline(_Writer(old, new, pairs, lexicon).write())


class _Side:
    """A tree, the places of its provisions, and the pairs they are in."""

    def __init__(self, tree: Tree) -> None:
        self.provisions = tree.provisions
        self.outline = Outline(tree)
        self.place = {provision.id: place for place, provision in enumerate(tree.provisions)}
        self.notes = self.outline.notes()
        self.noted = {place for places in self.notes.values() for place in places}
        self.pair: dict[int, Pair] = {}


class _Writer:
    """Writes the blocks of a redline in reading order."""

    def __init__(self, old: Tree, new: Tree, pairs: Iterable[Pair], lexicon: Lexicon) -> None:
        self.old = _Side(old)
        self.new = _Side(new)
        self.lexicon = lexicon
        self.blocks: list[Block] = []
        for pair in pairs:
            for name in pair.old:
                self.old.pair[self.old.place[name]] = pair
            for name in pair.new:
                self.new.pair[self.new.place[name]] = pair

    def write(self) -> tuple[Block, ...]:
        """Return all blocks."""
        self._siblings(self.old.outline.body(), self.new.outline.body())
        return tuple(self.blocks)

    def _siblings(self, olds: list[Stretch], news: list[Stretch]) -> None:
        """Write what stands side by side: the newer order, what went away at its old place."""
        gone: dict[int, list[Stretch]] = {}
        after = -1
        for stretch in olds:
            pair = self.old.pair.get(stretch.first)
            if pair is None or pair.moved:
                gone.setdefault(after, []).append(stretch)
            else:
                after = self.old.place[pair.old[0]]
        self._gone(gone.pop(-1, ()))
        for stretch in news:
            pair = self.new.pair.get(stretch.first)
            if pair is None:
                self._inserted(stretch)
            elif self.new.place[pair.new[0]] == stretch.first:
                first = self.old.place[pair.old[0]]
                self._paired(pair, first, stretch)
                if not pair.moved:
                    self._gone(gone.pop(first, ()))
        for stretches in gone.values():  # only where a pairing joins what does not stand together
            self._gone(stretches)

    def _paired(self, pair: Pair, first: int, stretch: Stretch) -> None:
        self.blocks.append(self._block(pair))
        if self.new.provisions[stretch.first].kind in CONTAINERS:
            inside_old = self.old.outline.inside(self.old.outline.stretch(first))
            self._siblings(inside_old, self.new.outline.inside(stretch))
        else:
            self._notes(
                [self.old.place[name] for name in pair.old],
                [self.new.place[name] for name in pair.new],
            )

    def _notes(self, olds: Iterable[int], news: Iterable[int]) -> None:
        """Write the notes of provisions that are each other: the newer ones, then those gone."""
        for caller in news:
            for place in self.new.notes.get(caller, ()):
                pair = self.new.pair.get(place)
                if pair is None:
                    self.blocks.append(self._alone(Fate.INSERTED, self.new, place))
                elif self.new.place[pair.new[0]] == place:
                    self.blocks.append(self._block(pair))
        for caller in olds:
            self._notes_gone(caller)

    def _notes_gone(self, caller: int) -> None:
        for place in self.old.notes.get(caller, ()):
            pair = self.old.pair.get(place)
            if pair is None or pair.moved:
                fate = Fate.DELETED if pair is None else Fate.MOVED_AWAY
                self.blocks.append(self._alone(fate, self.old, place))

    def _inserted(self, stretch: Stretch) -> None:
        for place in range(*stretch):
            if place in self.new.noted:
                continue
            self.blocks.append(self._alone(Fate.INSERTED, self.new, place))
            self._notes((), (place,))

    def _gone(self, stretches: Iterable[Stretch]) -> None:
        for stretch in stretches:
            pair = self.old.pair.get(stretch.first)
            fate = Fate.DELETED if pair is None else Fate.MOVED_AWAY
            for place in range(*stretch):
                if place in self.old.noted:
                    continue
                self.blocks.append(self._alone(fate, self.old, place))
                if pair is None:
                    self._notes_gone(place)

    def _alone(self, fate: Fate, side: _Side, place: int) -> Block:
        """Return the block of a provision that stands on one side only."""
        provision = side.provisions[place]
        text = provision.text
        names = (provision.id,)
        if fate is Fate.INSERTED:
            segments = (Segment(Op.INSERT, text),) if text else ()
            return Block(fate, (), names, segments, 0.0, new_label=provision.label)
        segments = (Segment(Op.DELETE, text),) if text else ()
        return Block(fate, names, (), segments, 0.0, old_label=provision.label)

    def _block(self, pair: Pair) -> Block:
        """Return the block of provisions that are each other."""
        olds = [self.old.provisions[self.old.place[name]] for name in pair.old]
        news = [self.new.provisions[self.new.place[name]] for name in pair.new]
        segments, score = self._segments(olds, news)
        if len(olds) > len(news):
            fate = Fate.MERGED
        elif len(news) > len(olds):
            fate = Fate.SPLIT
        else:
            fate = Fate.KEPT if all(s.op is Op.KEEP for s in segments) else Fate.EDITED
        return Block(
            fate, pair.old, pair.new, segments, score, pair.moved, olds[0].label, news[0].label
        )

    def _segments(
        self, olds: list[Provision], news: list[Provision]
    ) -> tuple[tuple[Segment, ...], float]:
        if len(olds) == len(news) == 1:
            a, b = olds[0].text, news[0].text
        else:
            a, b = BREAK.join([p.text for p in olds]), BREAK.join([p.text for p in news])
        if OBJECT in a or OBJECT in b:
            a_names = [run.figure for p in olds for run in p.runs if run.text == OBJECT]
            b_names = [run.figure for p in news for run in p.runs if run.text == OBJECT]
            if a != b or a_names != b_names:
                return _compared(a, b, "", "", self.lexicon, a_names, b_names)
        if a == b:
            return ((Segment(Op.KEEP, b),) if b else ()), 1.0
        start, end = _window(a, b)
        tail = b[len(b) - end :] if end else ""
        return _compared(a[: len(a) - end], b[: len(b) - end], b[:start], tail, self.lexicon)


def _window(a: str, b: str) -> tuple[int, int]:
    """Return how many characters at both ends need no look: whole sentences, or else words.

    What lies between is where the words differ, with enough around it to place the marks well.
    """
    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    start = a.rfind(". ", 0, head) + 2
    if start < 2 or head - start > 400:
        start = a.rfind(" ", 0, max(0, head - 100)) + 1
    while start < head and a[start].isspace():
        start += 1
    past = a.find(". ", len(a) - tail)
    if past < 0 or past - (len(a) - tail) > 400:
        past = a.find(" ", len(a) - tail + 100)
        end = len(a) - past - 1 if past >= 0 else 0
    else:
        end = len(a) - past - 2
    while end and a[len(a) - end].isspace():
        end -= 1
    return min(start, head), min(end, tail)


def _compared(
    a: str,
    b: str,
    head: str,
    tail: str,
    lexicon: Lexicon,
    a_names: list[str] | None = None,
    b_names: list[str] | None = None,
) -> tuple[tuple[Segment, ...], float]:
    """Return the segments between two texts that both begin with `head` and are followed by `tail`.

    `a_names` and `b_names` tell the pictures and notes of each text apart, in order.
    """
    old_words, new_words = cut(a[len(head) :]), cut(b[len(head) :])
    found = edits(
        old_words,
        new_words,
        lexicon.spell(_named(old_words, a_names)),
        lexicon.spell(_named(new_words, b_names)),
    )
    pieces: list[Segment] = []
    at_old = at_new = 0
    kept = len(head) + len(tail)
    for edit in [*found, Edit(len(old_words), len(old_words), len(new_words), len(new_words))]:
        text = "".join(new_words[at_new : edit.new_start])
        was = "".join(old_words[at_old : edit.old_start])
        kept += len(text)
        if not pieces:
            text, was = head + text, head + was
        if edit.old_start == len(old_words) and edit.new_start == len(new_words):
            text, was = text + tail, was + tail
        if text or was:
            pieces.append(Segment(Op.KEEP, text, "" if was == text else was))
        if edit.old_end > edit.old_start:
            pieces.append(Segment(Op.DELETE, "".join(old_words[edit.old_start : edit.old_end])))
        if edit.new_end > edit.new_start:
            pieces.append(Segment(Op.INSERT, "".join(new_words[edit.new_start : edit.new_end])))
        at_old, at_new = edit.old_end, edit.new_end
    return tuple(pieces), min(1.0, 2 * kept / (len(a) + len(b) + 2 * len(tail)))


def _named(words: list[str], names: list[str] | None) -> list[str]:
    """Return the words with each picture told apart by its digest."""
    if not names:
        return words
    left = iter(names)
    return [f"{OBJECT}{next(left, '')}" if word[0] == OBJECT else word for word in words]
