"""Which words of a text changed, as a careful reader would mark them.

Words come as lists and as strings of one code point a word (`words.Lexicon`). A change is a span
of old words and the span of new words in its place; what lies between changes was kept. The least
set of changes is found first, then made readable: no crumbs of kept words between larger changes,
no sentence in tatters, and a mark that could stand in several places stands where a sentence ends.
"""

from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from travaux.text.order import heaviest_rising

_AT_ONCE: Final = 4_000_000  # old words times new words that are compared without anchors
_GRAM: Final = 4  # words of an anchor in long texts
_TATTERS: Final = 0.34  # a sentence that kept a smaller share than this was rewritten
_ENDS: Final = frozenset(".!?;:\u2029。！？；：؟؛۔")
_PAUSES: Final = frozenset(",،、，)")


class Edit(NamedTuple):
    """Old words `old_start:old_end` gave way to new words `new_start:new_end`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edits(old: list[str], new: list[str], a: str, b: str) -> list[Edit]:
    """Return the changes between two lists of words whose code points are `a` and `b`.

    In order, apart from each other by at least one kept word; none where the words are the same.
    """
    found = _differing(a, b)
    if len(found) > 1:
        found = _without_crumbs(found, old, new)
        found = _without_tatters(found, old)
    return _settled(found, new, old, a, b)


def _differing(a: str, b: str) -> list[Edit]:
    """Return the least changes; in long texts, the least between the anchors."""
    if len(a) * len(b) <= _AT_ONCE:
        return _least(a, b, 0, 0)
    found: list[Edit] = []
    done_a = done_b = 0
    for start_a, start_b in [*_anchors(a, b), (len(a), len(b))]:
        if start_a < done_a or start_b < done_b:
            continue
        while start_a > done_a and start_b > done_b and a[start_a - 1] == b[start_b - 1]:
            start_a, start_b = start_a - 1, start_b - 1
        gap_a, gap_b = a[done_a:start_a], b[done_b:start_b]
        if len(gap_a) * len(gap_b) <= _AT_ONCE:
            found += _least(gap_a, gap_b, done_a, done_b)
        else:
            found.append(Edit(done_a, start_a, done_b, start_b))
        while start_a < len(a) and start_b < len(b) and a[start_a] == b[start_b]:
            start_a, start_b = start_a + 1, start_b + 1
        done_a, done_b = start_a, start_b
    return _joined(found)


def _least(a: str, b: str, from_a: int, from_b: int) -> list[Edit]:
    found: list[Edit] = []
    open_edit = False
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            open_edit = False
            continue
        old_start, old_end = op.src_start + from_a, op.src_end + from_a
        new_start, new_end = op.dest_start + from_b, op.dest_end + from_b
        if open_edit:
            last = found.pop()
            old_start, new_start = last.old_start, last.new_start
        found.append(Edit(old_start, old_end, new_start, new_end))
        open_edit = True
    return found


def _joined(found: list[Edit]) -> list[Edit]:
    """Join changes that touch each other."""
    joined: list[Edit] = []
    for edit in found:
        if joined and joined[-1].old_end == edit.old_start and joined[-1].new_end == edit.new_start:
            last = joined.pop()
            edit = Edit(last.old_start, edit.old_end, last.new_start, edit.new_end)
        joined.append(edit)
    return joined


def _anchors(a: str, b: str) -> list[tuple[int, int]]:
    """Return where sequences that each text has once stand in both, in an order common to both."""
    places: dict[str, int] = {}
    for start in range(len(a) - _GRAM + 1):
        gram = a[start : start + _GRAM]
        places[gram] = -1 if gram in places else start
    seen: dict[str, int] = {}
    for start in range(len(b) - _GRAM + 1):
        gram = b[start : start + _GRAM]
        if places.get(gram, -1) >= 0:
            seen[gram] = -1 if gram in seen else start
    pairs = [(places[gram], start) for gram, start in seen.items() if start >= 0]
    pairs.sort(key=lambda pair: pair[1])
    rising = heaviest_rising([there for there, _ in pairs], [1] * len(pairs))
    return [pair for pair, kept in zip(pairs, rising, strict=True) if kept]


# Readable


def _weight(words: list[str], start: int, end: int) -> float:
    """Weigh words by what they tell: signs almost nothing, short words little."""
    total = 0.0
    for word in words[start:end]:
        size = len(word.rstrip())
        total += 1.0 if size > 3 else (0.5 if size > 1 or word[0] > "\u2e7f" else 0.2)
    return total


def _size(edit: Edit, old: list[str], new: list[str]) -> float:
    return max(
        _weight(old, edit.old_start, edit.old_end), _weight(new, edit.new_start, edit.new_end)
    )


def _without_crumbs(found: list[Edit], old: list[str], new: list[str]) -> list[Edit]:
    """Join two changes when what was kept between them tells less than either."""
    done: list[tuple[Edit, float]] = []
    for edit in found:
        size = _size(edit, old, new)
        while done:
            last, last_size = done[-1]
            kept = edit.old_start - last.old_end
            if kept > 12 or _weight(old, last.old_end, edit.old_start) >= min(size, last_size):
                break
            done.pop()
            edit = Edit(last.old_start, edit.old_end, last.new_start, edit.new_end)
            size = _size(edit, old, new)
        done.append((edit, size))
    return [edit for edit, _ in done]


def _ends_sentence(words: list[str], place: int) -> bool:
    """Say whether a sentence may begin at `place`: the word before ends one."""
    return place <= 0 or words[place - 1].rstrip()[-1:] in _ENDS or words[place - 1] == "\u2029"


def _without_tatters(found: list[Edit], old: list[str]) -> list[Edit]:
    """Mark a sentence as rewritten where little of it was kept between several changes."""
    result: list[Edit] = []
    place = 0
    while place < len(found):
        last = place
        while last + 1 < len(found) and not any(
            _ends_sentence(old, at)
            for at in range(found[last].old_end + 1, found[last + 1].old_start + 1)
        ):
            last += 1
        group = found[place : last + 1]
        result += [_rewritten(group, found, place, last, old)] if len(group) > 2 else group
        if len(group) > 2 and result[-1] is _TORN:
            result[-1:] = group
        place = last + 1
    return result


_TORN: Final = Edit(-1, -1, -1, -1)


def _rewritten(group: list[Edit], found: list[Edit], first: int, last: int, old: list[str]) -> Edit:
    """Return the whole sentence around a group of changes as one change, if little was kept."""
    floor = found[first - 1].old_end if first else 0
    start = group[0].old_start
    while start > floor and not _ends_sentence(old, start):
        start -= 1
    ceiling = found[last + 1].old_start if last + 1 < len(found) else len(old)
    end = group[-1].old_end
    while end < ceiling and not _ends_sentence(old, end):
        end += 1
    changed = sum([_weight(old, edit.old_start, edit.old_end) for edit in group])
    whole = _weight(old, start, end)
    if not whole or 1 - changed / whole >= _TATTERS:
        return _TORN
    return Edit(
        start,
        end,
        group[0].new_start - (group[0].old_start - start),
        group[-1].new_end + (end - group[-1].old_end),
    )


def _settled(found: list[Edit], new: list[str], old: list[str], a: str, b: str) -> list[Edit]:
    """Shift pure insertions and deletions to where a reader would see them begin and end."""
    settled: list[Edit] = []
    for place, edit in enumerate(found):
        before = settled[-1].old_end if settled else 0
        after = found[place + 1].old_start if place + 1 < len(found) else len(a)
        if edit.old_start == edit.old_end:
            shift = _best_shift(
                new, b, edit.new_start, edit.new_end, edit.old_start - before, after - edit.old_end
            )
        elif edit.new_start == edit.new_end:
            shift = _best_shift(
                old, a, edit.old_start, edit.old_end, edit.old_start - before, after - edit.old_end
            )
        else:
            shift = 0
        settled.append(Edit(*(end + shift for end in edit)) if shift else edit)
    return _joined(settled)


def _best_shift(
    words: list[str], code: str, start: int, end: int, room_left: int, room_right: int
) -> int:
    """Return how far the run `start:end` may best be shifted so that the text stays the same."""
    left = 0
    while left < room_left and code[start - left - 1] == code[end - left - 1]:
        left += 1
    right = 0
    while right < room_right and code[start + right] == code[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(
        range(-left, right + 1),
        key=lambda shift: (_seam(words, start + shift) + _seam(words, end + shift), -abs(shift)),
    )


def _seam(words: list[str], place: int) -> int:
    if place >= len(words) or _ends_sentence(words, place):
        return 3
    return 1 if words[place - 1].rstrip()[-1:] in _PAUSES else 0
