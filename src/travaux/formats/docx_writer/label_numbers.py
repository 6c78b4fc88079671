"""Labels taken apart: which of their signs are numbers, and which of these counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.formats.docx_writer.lists import DEEPEST, Level
from travaux.formats.docx_writer.number_formats import readings, shown, tokens


@dataclass(frozen=True)
class Number:
    """A stretch of a label read as a number."""

    start: int
    end: int
    number_format: str
    value: int


def value_in(shape: Level, level: int, label: str) -> int | None:
    """Return the number that a level with one number in its pattern must have for a label."""
    before, mark, after = shape.pattern.partition(f"%{level + 1}")
    if not mark or "%" in before + after:
        return None
    if not (label.startswith(before) and label.endswith(after)):
        return None
    token = label[len(before) : len(label) - len(after)]
    values = dict(readings(token))
    return values.get(shape.number_format)


def pattern_of(label: str, numbers: list[Number], level: int) -> str:
    """Return the label with its numbers as %1, %2 ... up to the level's own."""
    shape, end = "", 0
    for at, number in enumerate(numbers, level + 2 - len(numbers)):
        shape += label[end : number.start] + f"%{at}"
        end = number.end
    return shape + label[end:]


def numbers_of(label: str, following: Sequence[str]) -> list[Number] | None:
    """Return the numbers of a label, the last being its own; None where nothing counts in it."""
    found = list(tokens(label))
    if not found or label in following[:1]:
        return None
    own = _own(label, found, following)
    uppers = [(match, readings(match[0])[0]) for match in found if match.end() <= own.start]
    while len(uppers) > DEEPEST:
        uppers.pop(0)
    return [Number(match.start(), match.end(), *reading) for match, reading in uppers] + [own]


def _own(label: str, found: list[re.Match[str]], following: Sequence[str]) -> Number:
    """Return the number that counts: what `following` continues longest, or the likeliest."""
    choices = [
        Number(match.start(), match.end(), *reading)
        for match in reversed(found)
        for reading in readings(match[0])
    ]
    continued = [_continued(label, choice, following) for choice in choices]
    if max(continued):
        return choices[continued.index(max(continued))]
    last = [choice for choice in choices if choice.end == choices[0].end]
    return min(last, key=lambda choice: (choice.value != 1, choice.value))


def _continued(label: str, choice: Number, following: Sequence[str]) -> int:
    """Return how many of the following labels go on from this one if `choice` counts."""
    for place, expected in enumerate(following):
        successor = shown(choice.number_format, choice.value + place + 1)
        if label[: choice.start] + successor + label[choice.end :] != expected:
            return place
    return len(following)
