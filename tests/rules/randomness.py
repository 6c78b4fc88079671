"""Bytes that look random and are the same in every run."""

from collections.abc import Callable
from hashlib import shake_256


def seeded(seed: str) -> Callable[[int], bytes]:
    """Return a source of bytes: each call goes on where the last one ended."""
    drawn = 0

    def random(number: int) -> bytes:
        nonlocal drawn
        drawn += number
        return shake_256(seed.encode()).digest(drawn)[drawn - number :]

    return random
