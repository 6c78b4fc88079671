"""What changed between two drafts: pairs of provisions written out as blocks of words."""

from collections.abc import Iterable

from rapidfuzz.distance import Postfix, Prefix

from travaux.text.align import Aligner
from travaux.text.edits import Edit, edits
from travaux.text.outline import Outline, Stretch
from travaux.text.pairing import Pair, Pairing
from travaux.text.passages import mark_moved_passages
from travaux.text.segments import BREAK, Block, Fate, Op, Redline, Segment
from travaux.text.tree import CONTAINERS, OBJECT, Tree
from travaux.text.words import Lexicon, cut


def redline(old: Tree, new: Tree, pairing: Pairing | None = None) -> Redline:
    """Return what changed from `old` to `new`, word by word.

    `pairing` says which provisions are each other; without it `align` finds that. Every provision
    of both drafts stands in one block (a moved one also in the block that marks its old place),
    and the segments of a block give its old and new words in full. Only words count: neither
    labels nor blanks nor the form of letters make a change.
    """
    lexicon = Lexicon()
    before, after = Outline(old), Outline(new)
    pairs = Aligner(before, after, lexicon).pairs() if pairing is None else pairing.pairs
    blocks = _Writer(_Side(before), _Side(after), pairs, lexicon).write()
    return Redline(tuple(mark_moved_passages(blocks, lexicon)))


class _Side:
    """A tree, the places of its provisions, and the pairs they are in."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.provisions = outline.provisions
        self.place = {provision.id: place for place, provision in enumerate(self.provisions)}
        self.notes = self.outline.notes()
        self.noted = {place for places in self.notes.values() for place in places}
        self.pair: dict[int, Pair] = {}

    def pictures(self, places: Iterable[int]) -> list[str]:
        """Return what tells each OBJECT of these provisions apart: a picture's digest."""
        runs = [run for place in places for run in self.provisions[place].runs]
        return [run.figure for run in runs if run.text == OBJECT]


class _Writer:
    """Writes the blocks of a redline in reading order."""

    def __init__(self, old: _Side, new: _Side, pairs: Iterable[Pair], lexicon: Lexicon) -> None:
        self.old = old
        self.new = new
        self.lexicon = lexicon
        self.noted = bool(old.noted or new.noted)
        self.blocks: list[Block] = []
        for pair in pairs:
            for name in pair.old:
                self.old.pair[self.old.place[name]] = pair
            for name in pair.new:
                self.new.pair[self.new.place[name]] = pair

    def write(self) -> list[Block]:
        """Return all blocks."""
        self._notes((-1,), (-1,))
        self._siblings(self.old.outline.body(), self.new.outline.body())
        return self.blocks

    def _siblings(self, olds: list[Stretch], news: list[Stretch]) -> None:
        """Write what stands side by side: the newer order, what went away at its old place."""
        gone: dict[int, list[Stretch]] = {}
        after = -1
        old_pairs, old_place = self.old.pair, self.old.place
        for stretch in olds:
            pair = old_pairs.get(stretch.first)
            if pair is None or pair.moved:
                gone.setdefault(after, []).append(stretch)
            else:
                after = old_place[pair.old[0]]
        self._gone(gone.pop(-1, ()))
        new_pairs = self.new.pair
        for stretch in news:
            pair = new_pairs.get(stretch.first)
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
        text = self.new.outline.texts[stretch.first]
        if pair.score == 1.0 and text == self.old.outline.texts[first]:
            # Most of a draft: nothing to compare.
            kept = (Segment(Op.KEEP, text),) if text else ()
            old_label = self.old.provisions[first].label
            new_label = self.new.provisions[stretch.first].label
            self.blocks.append(
                Block(Fate.KEPT, pair.old, pair.new, kept, 1.0, pair.moved, old_label, new_label)
            )
        else:
            self.blocks.append(self._block(pair))
        if self.new.provisions[stretch.first].kind in CONTAINERS:
            self._notes((first,), (stretch.first,))
            inside_old = self.old.outline.inside(self.old.outline.stretch(first))
            self._siblings(inside_old, self.new.outline.inside(stretch))
        else:
            self._notes(
                [self.old.place[name] for name in pair.old],
                [self.new.place[name] for name in pair.new],
            )

    def _notes(self, olds: Iterable[int], news: Iterable[int]) -> None:
        """Write the notes of provisions that are each other: the newer ones, then those gone."""
        if not self.noted:
            return
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
        olds = [self.old.place[name] for name in pair.old]
        news = [self.new.place[name] for name in pair.new]
        segments, score = self._segments(olds, news)
        fate = Fate.EDITED
        if len(olds) != len(news):
            fate = Fate.MERGED if len(olds) > len(news) else Fate.SPLIT
        elif len(segments) < 2 and (not segments or segments[0].op is Op.KEEP):
            fate, score = Fate.KEPT, 1.0
        labels = self.old.provisions[olds[0]].label, self.new.provisions[news[0]].label
        return Block(fate, pair.old, pair.new, segments, score, pair.moved, *labels)

    def _segments(self, olds: list[int], news: list[int]) -> tuple[tuple[Segment, ...], float]:
        old_texts, new_texts = self.old.outline.texts, self.new.outline.texts
        if len(olds) == len(news) == 1:
            a, b = old_texts[olds[0]], new_texts[news[0]]
        else:
            a = BREAK.join([old_texts[place] for place in olds])
            b = BREAK.join([new_texts[place] for place in news])
        if OBJECT in a or OBJECT in b:
            a_names, b_names = self.old.pictures(olds), self.new.pictures(news)
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
    pieces = _written(found, old_words, new_words, head, tail)
    kept = sum([len(piece.text) for piece in pieces if piece.op is Op.KEEP])
    return tuple(pieces), min(1.0, 2 * kept / (len(a) + len(b) + 2 * len(tail)))


def _written(
    found: list[Edit], old_words: list[str], new_words: list[str], head: str, tail: str
) -> list[Segment]:
    """Return the segments that the edits leave: `head` and `tail` belong to the kept words."""
    pieces: list[Segment] = []
    at_old = at_new = 0
    before = head
    for edit in found:
        text = before + "".join(new_words[at_new : edit.new_start])
        was = before + "".join(old_words[at_old : edit.old_start])
        gone = "".join(old_words[edit.old_start : edit.old_end])
        come = "".join(new_words[edit.new_start : edit.new_end])
        text, was, gone, come = _blank_moved(text, was, gone, come)
        if text or was:
            pieces.append(Segment(Op.KEEP, text, "" if was == text else was))
        before = ""
        if gone and come and gone[-1] == come[-1] == " ":
            gone, come, before = gone[:-1], come[:-1], " "  # the blank after both was kept
        if gone:
            pieces.append(Segment(Op.DELETE, gone))
        if come:
            pieces.append(Segment(Op.INSERT, come))
        at_old, at_new = edit.old_end, edit.new_end
    text = before + "".join(new_words[at_new:]) + tail
    was = before + "".join(old_words[at_old:]) + tail
    if text or was:
        pieces.append(Segment(Op.KEEP, text, "" if was == text else was))
    return pieces


def _blank_moved(text: str, was: str, gone: str, come: str) -> tuple[str, str, str, str]:
    """Move the blank that only one side has after kept words to what follows it there.

    So a sentence added at the end of a paragraph brings its own blank, and the kept words are the
    same on both sides.
    """
    if gone and was.startswith(text) and was[len(text) :].isspace():
        return text, text, was[len(text) :] + gone, come
    if come and text.startswith(was) and text[len(was) :].isspace():
        return was, was, gone, text[len(was) :] + come
    return text, was, gone, come


def _named(words: list[str], names: list[str] | None) -> list[str]:
    """Return the words with each picture told apart by its digest."""
    if not names:
        return words
    left = iter(names)
    return [f"{OBJECT}{next(left, '')}" if word[0] == OBJECT else word for word in words]
