"""Holds a redline against the edits that were really made."""

import re
from dataclasses import dataclass

from bench.drafts import Truth, joined
from travaux.text.segments import BREAK, Block, Fate, Op, Redline
from travaux.text.tree import Tree
from travaux.text.words import cut


@dataclass
class Score:
    """How a redline compares with the truth, each 0 to 1 but `marked`."""

    precision: float
    """Of the words said to be kept, the share matched to the right old word."""
    recall: float
    """Of the words truly kept, the share matched to the right old word."""
    moved_found: float
    moved_true: float
    marked: float
    """Words marked inserted or deleted, over those of the known edits."""


def score(truth: Truth, redline: Redline) -> Score:
    """Return the scores of a redline between the drafts of `truth`."""
    claimed = _claims(truth.old, truth.new, redline)
    said = right = kept = 0
    starts = [_starts(words) for words in _words(truth.old)]
    for place, words in enumerate(_words(truth.new)):
        for (start, end), origin in zip(_starts(words), truth.origin[place], strict=True):
            answer = claimed.get((place, start))
            if answer is not None and claimed.get((place, end - 1)) is not None:
                said += 1
                right += origin is not None and answer == (
                    origin[0],
                    starts[origin[0]][origin[1]][0],
                )
            kept += origin is not None
    moved = _moved(truth.new, redline)
    both = len(moved & truth.moved)
    return Score(
        right / said,
        right / kept,
        both / len(truth.moved),
        both / max(1, len(moved)),
        _marked(redline) / truth.marked,
    )


def _words(tree: Tree) -> list[list[str]]:
    return [_tokens(provision.text) for provision in tree.provisions]


def _tokens(text: str) -> list[str]:
    words = re.findall(r"[^\s.,]+|[.,]", text)
    assert joined(words) == text
    return words


def _starts(words: list[str]) -> list[tuple[int, int]]:
    """Return where each word begins and ends in the text."""
    spans = []
    at = 0
    for index, word in enumerate(words):
        at += index > 0 and word not in {",", "."}
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _claims(old: Tree, new: Tree, redline: Redline) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each kept character of the new draft where the redline says it was."""
    olds, news = old.index(), new.index()
    claims: dict[tuple[int, int], tuple[int, int]] = {}
    left: dict[str, list[tuple[int, int]]] = {}
    reached: dict[str, list[tuple[int, int]]] = {}
    for block in redline.blocks:
        if block.fate is Fate.MOVED_AWAY:
            continue
        a = _characters(block.old_text, [olds[name] for name in block.old])
        b = _characters(block.new_text, [news[name] for name in block.new])
        at_a = at_b = 0
        for segment in block.segments:
            size_a, size_b = len(segment.old), len(segment.new)
            if segment.op is Op.KEEP:
                assert segment.old.split() == segment.new.split()
                pairs = zip(_letters(segment.new), _letters(segment.old), strict=True)
                claims.update({b[at_b + i]: a[at_a + j] for i, j in pairs})
            elif segment.op is Op.DELETE and segment.move:
                left[segment.move] = [a[at_a + place] for place in _letters(segment.text)]
            elif segment.move:
                reached[segment.move] = [b[at_b + place] for place in _letters(segment.text)]
            at_a, at_b = at_a + size_a, at_b + size_b
    for name, places in reached.items():
        claims.update(dict(zip(places, left[name], strict=True)))
    return claims


def _letters(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter > " " and letter != BREAK]


def _characters(text: str, places: list[int]) -> list[tuple[int, int]]:
    spots = []
    which = start = 0
    for at, letter in enumerate(text):
        if letter == BREAK:
            which, start = which + 1, at + 1
            spots.append((-1, -1))
        else:
            spots.append((places[which], at - start))
    return spots


def _moved(new: Tree, redline: Redline) -> set[int]:
    index = new.index()
    return {index[name] for block in redline.blocks if block.moved for name in block.new}


def _marked(redline: Redline) -> int:
    return sum(map(_marked_in, redline.blocks))


def _marked_in(block: Block) -> int:
    if block.fate is Fate.MOVED_AWAY:
        return 0
    marked = [s.text for s in block.segments if s.op is not Op.KEEP and not s.move]
    return sum(word.strip() != "" for text in marked for word in cut(text.replace(BREAK, " ")))
