"""What moved is the least text that explains the new order."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.order import heaviest_rising


def by_trying_all(values: list[int], weights: list[int]) -> int:
    best = 0
    for size in range(len(values) + 1):
        for chosen in combinations(range(len(values)), size):
            if all(values[a] < values[b] for a, b in pairwise(chosen)):
                best = max(best, sum(weights[place] for place in chosen))
    return best


@given(st.permutations(range(8)), st.lists(st.integers(1, 9), min_size=8, max_size=8))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_the_heaviest_rising_sequence_is_kept(values: list[int], weights: list[int]) -> None:
    kept = heaviest_rising(values, weights)
    chosen = [value for value, keep in zip(values, kept, strict=True) if keep]
    assert chosen == sorted(chosen)
    total = sum(weight for weight, keep in zip(weights, kept, strict=True) if keep)
    assert total == by_trying_all(values, weights)


def test_nothing_in_nothing_out() -> None:
    assert heaviest_rising([], []) == []
