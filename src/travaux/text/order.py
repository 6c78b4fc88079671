"""Which of several things kept their order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def heaviest_rising(values: Sequence[int], weights: Sequence[int]) -> list[bool]:
    """Say for each value whether it belongs to the heaviest strictly rising subsequence.

    `values` are all different, `weights` positive. What is left out moved: the least text that
    explains the new order. O(n log n).
    """
    size = len(values)
    if size == 0 or all(a < b for a, b in pairwise(values)):
        return [True] * size
    ends: list[int] = []  # last values of the best subsequences, rising
    totals: list[int] = []  # their weights, rising too
    heads: list[int] = []  # where each of them ends in `values`
    before = [-1] * size
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
    kept = [False] * size
    place = heads[-1]
    while place >= 0:
        kept[place] = True
        place = before[place]
    return kept
