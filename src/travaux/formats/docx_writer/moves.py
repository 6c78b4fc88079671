"""The ranges of tracked moves: where words left, where they arrived, under one name."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final, Literal

from travaux.formats.docx_writer.marked import Change, Edge, Flow, Paragraph, Piece

_FIRST_ID: Final = 1_000_000
"""Ids of ranges are apart from those of other marks, which count from 1."""


@dataclass
class _Range:
    """The paragraphs of one flow that hold words under one name."""

    flow: int
    paragraphs: list[Paragraph]


def place_moves(flows: list[Flow]) -> None:
    """Set the range of every move that has both its ends, each in one flow.

    What is called a move but has one end only, or is scattered, is deleted and inserted instead
    (ECMA-376 part 1, 17.13.5.21: the two ranges are paired by name).
    """
    found: dict[tuple[str, str], list[_Range]] = defaultdict(list)
    for number, flow in enumerate(flows):
        for paragraph in flow:
            if isinstance(paragraph, Paragraph):
                for key in _moves_in(paragraph):
                    ranges = found[key]
                    if not ranges or ranges[-1].flow != number:
                        ranges.append(_Range(number, []))
                    ranges[-1].paragraphs.append(paragraph)
    whole = {
        name
        for name, op in found
        if op == "del" and len(found[name, "del"]) == len(found.get((name, "ins"), ())) == 1
    }
    for (name, _), ranges in found.items():
        if name not in whole:
            for each in ranges:
                _forget(each.paragraphs, name)
    number = _FIRST_ID
    for name in sorted(whole):
        for op in ("del", "ins"):
            number += 1
            paragraphs = found[name, op][0].paragraphs
            what: Literal["from", "to"] = "from" if op == "del" else "to"
            _set_range(flows[found[name, op][0].flow], paragraphs, what, f"{number} {name}")


def _moves_in(paragraph: Paragraph) -> set[tuple[str, str]]:
    changes = [piece.change for piece in paragraph.pieces if isinstance(piece, Piece)]
    changes.append(paragraph.change)
    return {(change.move, change.op) for change in changes if change is not None and change.move}


def _forget(paragraphs: list[Paragraph], name: str) -> None:
    """Make a move a deletion and an insertion."""
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Piece) and piece.change is not None and piece.change.move == name:
                piece.change = replace(piece.change, move="")
        if paragraph.change is not None and paragraph.change.move == name:
            paragraph.change = replace(paragraph.change, move="")


def _set_range(
    flow: Flow, paragraphs: list[Paragraph], what: Literal["from", "to"], name: str
) -> None:
    op = "del" if what == "from" else "ins"
    own = name.partition(" ")[2]

    def moved(change: Change | None) -> bool:
        return change is not None and change.move == own and change.op == op

    first, last = paragraphs[0], paragraphs[-1]
    places = [
        place
        for place, piece in enumerate(last.pieces)
        if isinstance(piece, Piece) and moved(piece.change)
    ]
    ends = Edge(what, name, begins=False)
    if moved(last.change) and flow[-1] is not last:
        last.after.append(ends)
    else:
        last.pieces.insert(places[-1] + 1 if places else len(last.pieces), ends)
    change = first.change
    start = len(first.pieces)
    for place, piece in enumerate(first.pieces):
        if isinstance(piece, Piece) and moved(piece.change):
            start, change = place, piece.change
            break
    first.pieces.insert(start, Edge(what, name, begins=True, change=change))
