"""The table of dispositions as officers send it back: answers and reasons typed into it (R15).

Columns may have moved, rows may be sorted, tables may be split: a row is known by its number and a
cell by its column's title. Whatever cannot be taken is named with its row and what to do; nothing
is guessed, and of two answers to one comment neither wins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from travaux.formats.grids import Grid
from travaux.papers.answers import parse, split
from travaux.papers.turn import Turn
from travaux.papers.wording import listed
from travaux.text.comment import Answer, Disposition

_CONTINUED: Final = re.compile(r"(.*?)\s*\(continued(?:\s+(\d+))?\)", re.IGNORECASE | re.DOTALL)
"""Ends the number of a row that goes on with another (`formats.paper.xlsx_table`)."""
_TITLES: Final = {
    "number": ("no", "no.", "number", "id", "comment no.", "comment id", "#", "n°", "nº", "№"),
    "answer": ("answer", "disposition", "réponse", "suite donnée"),
    "reason": ("reason", "reasons", "motif", "raison", "justification"),
    "changes": ("changes made", "changes", "modifications", "modifications apportées"),
}
_NAMES: Final = {title: name for name, titles in _TITLES.items() for title in titles}
_CHANGES: Final = re.compile(r"changes?\s*:\s*(.*)", re.IGNORECASE)
_PLACE: Final = re.compile(r"\s*\(.*\)\s*$")


class Problem(msgspec.Struct, frozen=True):
    """Something that could not be taken from a table, where, and what to do."""

    place: str
    """`table 1, row 5`; empty where it is about the whole file."""
    sentence: str


class Returned(msgspec.Struct, frozen=True):
    """The answers that a table gives, in the turn's order, and what is wrong with it."""

    dispositions: tuple[Disposition, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Line(NamedTuple):
    place: str
    cells: dict[str, str]


def read(grids: Sequence[Grid], turn: Turn) -> Returned:
    """Return the answers in tables that were printed by `dispositions.table` and edited.

    A comment whose answer is empty has none. A reason that is owed and missing is a problem, and
    the answer is taken all the same, so that the gate can name it (R15, R16).
    """
    reader = _Reader(turn)
    found_table = False
    for grid in grids:
        for line in _lines(grid):
            found_table = True
            reader.take(line)
    if not found_table:
        reader.problem(
            "",
            "No table of answers was found. Send back the table of dispositions with its column "
            "titles “No.”, “Answer” and “Reason”.",
        )
    return reader.returned()


def _lines(grid: Grid) -> Iterator[_Line]:
    """Yield the rows below a line of titles, each with the cells that have a known title."""
    columns: dict[str, int] = {}
    held: list[_Line] = []
    more: dict[str, dict[int, dict[str, str]]] = {}
    for number, row in enumerate(grid.rows, 1):
        titles = _titles(row)
        if "number" in titles and "answer" in titles:
            columns = titles
            continue
        if not columns:
            continue
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        goes_on = _CONTINUED.fullmatch(cells["number"].strip())
        if goes_on:
            name = goes_on[1] or (held[-1].cells["number"].strip() if held else "")
            more.setdefault(name, {})[int(goes_on[2] or 1)] = cells
        else:
            held.append(_Line(f"{grid.name}, row {number}", cells))
    for line in held:
        parts = more.get(line.cells["number"].strip(), {})
        for _, cells in sorted(parts.items()):
            for name in set(cells) - {"number"}:
                line.cells[name] += cells[name]
        yield line


def _titles(row: Sequence[str]) -> dict[str, int]:
    """Return which column has which known title; the first of two alike counts."""
    found: dict[str, int] = {}
    for place, title in enumerate(row):
        name = _NAMES.get(" ".join(title.casefold().split()).strip(" :*"))
        if name:
            found.setdefault(name, place)
    return found


class _Reader:
    """Takes row after row."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._exact = {comment.id.strip(): comment.id for comment in turn.comments}
        self._folded: dict[str, list[str]] = {}
        for comment in turn.comments:
            self._folded.setdefault(_folded(comment.id), []).append(comment.id)
        self._changes = {change.id: change.id for change in turn.changes}
        self._changes |= {change.id.casefold(): change.id for change in turn.changes}
        self._taken: dict[str, list[tuple[str, Disposition]]] = {}
        self._problems: list[Problem] = []

    def problem(self, place: str, sentence: str) -> None:
        """Remember what is wrong."""
        self._problems.append(Problem(place, sentence))

    def take(self, line: _Line) -> None:
        """Take one row; one without a number and an answer is a band or empty."""
        answer, unconfirmed = split(line.cells["answer"])
        written = line.cells["number"].strip()
        if not answer:
            self._unanswered(line, written)
            return
        name = self._comment(line.place, written, answer)
        parsed = parse(answer)
        if parsed is None:
            known = ", ".join(each.value for each in Answer)
            self.problem(
                line.place,
                f"“{answer[:80]}” is no answer that Travaux knows (comment {written}). "
                f"Write one of: {known}.",
            )
        if name is None or parsed is None:
            return
        reason = line.cells.get("reason", "").strip()
        changes = tuple(self._cited(line))
        disposition = Disposition(name, parsed[0], reason, parsed[1], changes, not unconfirmed)
        self._taken.setdefault(name, []).append((line.place, disposition))

    def _unanswered(self, line: _Line, written: str) -> None:
        reason = line.cells.get("reason", "").strip()
        if reason and written:
            self.problem(
                line.place,
                f"Comment {written} has a reason but no answer. Write the answer beside it.",
            )

    def _comment(self, place: str, written: str, answer: str) -> str | None:
        """Return the id of the comment that a number names, and say so where there is none."""
        if not written:
            self.problem(
                place, f"The answer “{answer[:80]}” has no number. Write the comment's number."
            )
            return None
        if written in self._exact:
            return self._exact[written]
        alike = self._folded.get(_folded(written), [])
        if len(alike) == 1:
            return alike[0]
        self.problem(
            place,
            f"There is no comment {written[:40]} in this turn. Check the number, or take the row "
            "out.",
        )
        return None

    def _cited(self, line: _Line) -> Iterator[str]:
        """Yield the changes that a row names; other words in their cell are for people."""
        for written in line.cells.get("changes", "").splitlines():
            named = _CHANGES.match(written.strip())
            parts = [_PLACE.sub("", part).strip() for part in _parted(written, named)]
            ids = [self._changes.get(part) or self._changes.get(part.casefold()) for part in parts]
            if named is None and not all(ids):
                continue
            for part, found in zip(parts, ids, strict=True):
                if found:
                    yield found
                elif part:
                    self.problem(
                        line.place,
                        f"There is no change {part[:40]}. Write the number of a change as the "
                        "attributions have it, such as c4.",
                    )

    def returned(self) -> Returned:
        """Return what was taken, conflicts and missing reasons named."""
        dispositions: list[Disposition] = []
        for comment in self._turn.comments:
            taken = self._taken.get(comment.id, [])
            different = {disposition for _, disposition in taken}
            if len(different) > 1:
                self._conflict(comment.id, taken)
                continue
            for disposition in different:
                dispositions.append(disposition)
                if disposition.answer is not Answer.ACCEPTED and not disposition.reason:
                    self.problem(
                        taken[0][0],
                        f"Comment {comment.id} is “{disposition.answer.value}” without a reason. "
                        "Write one: it is owed for every answer but “accepted”.",
                    )
        return Returned(tuple(dispositions), tuple(self._problems))

    def _conflict(self, name: str, taken: Iterable[tuple[str, Disposition]]) -> None:
        places = list(dict.fromkeys(place for place, _ in taken))
        answers = dict.fromkeys(disposition.answer.value for _, disposition in taken)
        said = listed([f"“{answer}”" for answer in answers])
        what = f"answers ({said})" if len(answers) > 1 else f"rows that differ ({said})"
        self.problem(
            listed(places),
            f"Comment {name} has two {what}; neither was taken. Leave one of the rows.",
        )


def _parted(written: str, named: re.Match[str] | None) -> list[str]:
    """Return the parts of a list of changes; a place in brackets may hold commas."""
    text = named[1] if named else written.strip()
    return [part.strip() for part in re.split(r"[;,](?![^()]*\))", text) if part.strip()]


def _folded(name: str) -> str:
    return "".join(re.sub(r"^(?:comment|no\.?|#)\s*", "", name.strip().casefold()).split())
