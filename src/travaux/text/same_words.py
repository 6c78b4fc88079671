"""The first step of a matching: units with the same words."""

from collections import defaultdict
from collections.abc import Sequence

from travaux.text.likeness import SHORT
from travaux.text.taken import Taken
from travaux.text.units import Match, Unit


def match_same_words(work: Taken) -> None:
    """Match units with the same words: unique ones, their neighbours, the rest in order."""
    _same(work, [_key(unit) for unit in work.old], [_key(unit) for unit in work.new])
    # What is left may be the same but for blanks (a re-wrapped text).
    _same(work, _unwrapped(work.old, work.of_old), _unwrapped(work.new, work.of_new))


def _same(work: Taken, old: Sequence[str | None], new: Sequence[str | None]) -> None:
    places: dict[str | None, list[int]] = {}
    for place, key in enumerate(old):
        if work.of_old[place] is None:
            places.setdefault(key, []).append(place)
    here: dict[str | None, list[int]] = {}
    for place, key in enumerate(new):
        if work.of_new[place] is None and key in places:
            here.setdefault(key, []).append(place)
    repeated = []
    for key, found in here.items():
        there = places[key]
        if len(there) == 1 and len(found) == 1:
            work.take((there[0],), (found[0],), 1.0)
        else:
            repeated.append((there, found))
    if repeated:
        _spread(work, old, new)
        gaps = _gap_numbers(work)
        for there, found in repeated:
            _in_order(work, there, found, gaps)


def _spread(work: Taken, old: Sequence[str | None], new: Sequence[str | None]) -> None:
    """Match the neighbours of matched units while their words are the same."""
    for step in (1, -1):
        anchors = [match for match in work.of_new if match is not None]
        for match in anchors if step == 1 else reversed(anchors):
            there, here = match.old[0] + step, match.new[0] + step
            while (
                0 <= there < len(old)
                and 0 <= here < len(new)
                and work.of_old[there] is None
                and work.of_new[here] is None
                and old[there] == new[here]
            ):
                work.take((there,), (here,), 1.0)
                there, here = there + step, here + step


def _in_order(
    work: Taken, there: list[int], here: list[int], gaps: tuple[list[int], list[int]]
) -> None:
    """Match what is left of one repeated text, between the same neighbours first."""
    there = [place for place in there if work.of_old[place] is None]
    here = [place for place in here if work.of_new[place] is None]
    if not there or not here:
        return
    if len(there) != len(here):
        by_gap: dict[int, list[int]] = defaultdict(list)
        for place in there:
            by_gap[gaps[0][place]].append(place)
        for place in list(here):
            waiting = by_gap[gaps[1][place]]
            if waiting:
                there.remove(waiting[0])
                here.remove(place)
                work.take((waiting.pop(0),), (place,), 1.0)
        if there and work.likeness.size(work.old[there[0]]) < SHORT:
            return
    for old_place, new_place in zip(there, here, strict=False):
        work.take((old_place,), (new_place,), 1.0)


def _gap_numbers(work: Taken) -> tuple[list[int], list[int]]:
    """Number the stretches between matches that kept their order, on both sides."""
    old_gaps, new_gaps = [0] * len(work.old), [0] * len(work.new)
    steady = work.steady()
    for side, gaps in ((0, old_gaps), (1, new_gaps)):
        number = 0
        borders = {(match.old, match.new)[side][0] for match in steady}
        for place in range(len(gaps)):
            number += place in borders
            gaps[place] = number
    return old_gaps, new_gaps


def _key(unit: Unit) -> str:
    return unit.text if unit.family == "text" else f"{unit.family}\x1f{unit.text}"


def _unwrapped(units: list[Unit], taken: list[Match | None]) -> list[str | None]:
    keys: list[str | None] = []
    for unit, match in zip(units, taken, strict=True):
        key = _key(unit) if match is None else None
        if key and ("  " in key or "\n" in key or "\t" in key or "\xa0" in key):
            key = " ".join(key.split())
        keys.append(key)
    return keys
