"""Passages that moved without their provision: a sentence taken to another paragraph.

What was deleted in one place and inserted in another in the same words is said to have moved: the
two segments bear the same `move`. Provisions that moved whole are found by `align`, not here.
"""

from collections import defaultdict
from typing import Final, NamedTuple

import msgspec

from travaux.text.segments import BREAK, Block, Fate, Op, Segment
from travaux.text.words import Lexicon, cut, telling

SHORTEST: Final = 8
"""Fewer words in common are chance, or a phrase of the house."""
_SEED: Final = 4
_SHORTEST_TEXT: Final = 40  # characters
_COMMON: Final = 6  # a word that more deleted passages have tells nothing


class _Spot(NamedTuple):
    block: int
    segment: int
    text: str
    telling: frozenset[str]


class _Run(NamedTuple):
    """Words `start:end` of the deleted words stand at `at` in the inserted ones."""

    start: int
    at: int
    size: int


def mark_moved_passages(blocks: list[Block], lexicon: Lexicon) -> list[Block]:
    """Return the blocks with the words that moved between them named as moves.

    The texts of the blocks stay as they are; segments are cut where a passage begins or ends. Of
    several like passages the first is taken; a passage moves once.
    """
    gone = _spots(blocks, Op.DELETE)
    come = _spots(blocks, Op.INSERT) if gone else []
    if not come:
        return blocks
    cuts: dict[tuple[int, int], tuple[int, int, str]] = {}
    for there, here in _candidates(gone, come):
        if (there.block, there.segment) in cuts or (here.block, here.segment) in cuts:
            continue
        old, new = cut(there.text), cut(here.text)
        run = _longest_run(lexicon.spell(old), lexicon.spell(new))
        if run.size >= SHORTEST:
            name = f"m{len(cuts) // 2 + 1}"
            cuts[there.block, there.segment] = (*_span(old, run.start, run.size), name)
            cuts[here.block, here.segment] = (*_span(new, run.at, run.size), name)
    return _with_cuts(blocks, cuts) if cuts else blocks


def _spots(blocks: list[Block], op: Op) -> list[_Spot]:
    """Return the longer segments of one fate."""
    return [
        _Spot(at, place, segment.text, telling(segment.text))
        for at, block in enumerate(blocks)
        if block.fate is not Fate.KEPT and block.fate is not Fate.MOVED_AWAY
        for place, segment in enumerate(block.segments)
        if segment.op is op and len(segment.text) >= _SHORTEST_TEXT and BREAK not in segment.text
    ]


def _candidates(gone: list[_Spot], come: list[_Spot]) -> list[tuple[_Spot, _Spot]]:
    """Return the pairs that share several words which few other passages have, surest first."""
    where: dict[str, list[int]] = defaultdict(list)
    for place, spot in enumerate(gone):
        for word in spot.telling:
            where[word].append(place)
    found = []
    for number, spot in enumerate(come):
        votes: dict[int, int] = defaultdict(int)
        for word in spot.telling:
            holders = where.get(word, ())
            if len(holders) <= _COMMON:
                for place in holders:
                    votes[place] += 1
        found += [(-shared, number, place) for place, shared in votes.items() if shared >= 3]
    return [(gone[place], come[number]) for _, number, place in sorted(found)]


def _longest_run(a: str, b: str) -> _Run:
    """Return the longest sequence of words that stands in both."""
    seeds: dict[str, list[int]] = defaultdict(list)
    for start in range(len(a) - _SEED + 1):
        seeds[a[start : start + _SEED]].append(start)
    best = _Run(0, 0, 0)
    for at in range(len(b) - _SEED + 1):
        for start in seeds.get(b[at : at + _SEED], ()):
            if start and at and a[start - 1] == b[at - 1]:
                continue  # part of a run already measured
            size = _SEED
            while start + size < len(a) and at + size < len(b) and a[start + size] == b[at + size]:
                size += 1
            if size > best.size:
                best = _Run(start, at, size)
    return best


def _span(words: list[str], start: int, size: int) -> tuple[int, int]:
    """Return the characters that these words take."""
    before = sum(map(len, words[:start]))
    return before, before + sum(map(len, words[start : start + size]))


def _with_cuts(
    blocks: list[Block], cuts: dict[tuple[int, int], tuple[int, int, str]]
) -> list[Block]:
    result = list(blocks)
    for at in {block for block, _ in cuts}:
        segments: list[Segment] = []
        for place, segment in enumerate(blocks[at].segments):
            if (at, place) in cuts:
                start, end, name = cuts[at, place]
                text = segment.text
                start = start if text[:start].strip() else 0
                end = end if text[end:].strip() else len(text)
                pieces = ((text[:start], ""), (text[start:end], name), (text[end:], ""))
                segments += [Segment(segment.op, piece, move=m) for piece, m in pieces if piece]
            else:
                segments.append(segment)
        result[at] = msgspec.structs.replace(blocks[at], segments=tuple(segments))
    return result
