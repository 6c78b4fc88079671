"""Which of several things kept their order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def heaviest_rising(values: Sequence[int], weights: Sequence[int]) -> list[bool]:
    """Say for each value whether it belongs to the heaviest strictly rising subsequence.

    `values` are all different, `weights` positive. What is left out moved: the least text that
    explains the new order. O(n log n).
    """
    if all(a < b for a, b in pairwise(values)):
        return [True] * len(values)
    # Neighbours that follow each other in value too stay or go together: one step for them all.
    starts = [0]
    starts += [place for place in range(1, len(values)) if values[place] != values[place - 1] + 1]
    bounds = [*starts, len(values)]
    totals = [sum(weights[start:end]) for start, end in pairwise(bounds)]
    kept: list[bool] = []
    for keep, (start, end) in zip(
        _heaviest([values[start] for start in starts], totals), pairwise(bounds), strict=True
    ):
        kept += [keep] * (end - start)
    return kept


def _heaviest(values: Sequence[int], weights: Sequence[int]) -> list[bool]:
    ends: list[int] = []  # last values of the best subsequences, rising
    totals: list[int] = []  # their weights, rising too
    heads: list[int] = []  # where each of them ends in `values`
    before = [-1] * len(values)
    for place, value in enumerate(values):
        spot = bisect_left(ends, value)
        total = weights[place] + (totals[spot - 1] if spot else 0)
        before[place] = heads[spot - 1] if spot else -1
        beaten = spot
        while beaten < len(ends) and totals[beaten] <= total:
            beaten += 1
        ends[spot:beaten] = [value]
        totals[spot:beaten] = [total]
        heads[spot:beaten] = [place]
    kept = [False] * len(values)
    place = heads[-1]
    while place >= 0:
        kept[place] = True
        place = before[place]
    return kept
