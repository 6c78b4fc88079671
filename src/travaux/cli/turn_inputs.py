"""What the commands about a turn have in common: the drafts, the comments, the answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from travaux.cli.contributions import Asked, gather
from travaux.cli.files import Input, Refused, bytes_of, load, refusing
from travaux.cli.screen import Bar, complain, note
from travaux.formats import grids
from travaux.papers import dispositions
from travaux.papers.turn import Turn, answered, turn
from travaux.text.comment import Disposition


def draft_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --draft: the draft that was commented on."""
    return click.option(
        "--draft",
        "draft_path",
        required=True,
        type=click.Path(path_type=Path),
        help="The draft that the comments are on.",
    )(command)


def next_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --next: the draft after it."""
    return click.option(
        "--next",
        "next_path",
        required=True,
        type=click.Path(path_type=Path),
        help="The next draft. Tracked changes in it are taken as accepted.",
    )(command)


class Prepared(NamedTuple):
    """A turn, the files it was made from, and whether one of them was refused."""

    turn: Turn
    inputs: tuple[Path, ...]
    failed: bool


def prepare(
    draft_path: Path,
    asked: Asked,
    next_path: Path | None = None,
    answers_path: Path | None = None,
) -> Prepared:
    """Read everything and return the turn.

    A draft that is refused ends the command, since nothing can be said without it; any other file
    is reported and left out.
    """
    draft = _draft(draft_path)
    after = _draft(next_path) if next_path else None
    gathered = gather(asked, draft.reading.accepted)
    with Bar("Comparing", 1) as bar:
        bar.step("Comparing the drafts and the comments")
        made = turn(
            draft.reading.accepted,
            gathered.received,
            deadline=asked.deadline.shown() if asked.deadline else "",
            next=after.reading.accepted if after else None,
        )
    own, refused = _answers(answers_path, made) if answers_path else ((), False)
    given = {one.comment: one for one in (*gathered.answers, *own)}
    paths = (draft_path, next_path, answers_path)
    inputs = (*(path for path in paths if path), *gathered.inputs)
    return Prepared(
        answered(made, tuple(given.values())) if given else made,
        inputs,
        gathered.failed or refused,
    )


def _draft(path: Path) -> Input:
    """Read a draft, or end the command."""
    try:
        found = load(path)
    except Refused as refusal:
        complain(str(refusal))
        raise SystemExit(1) from refusal
    for warning in found.reading.warnings:
        note(f"{path}: {warning}")
    return found


def _answers(path: Path, made: Turn) -> tuple[tuple[Disposition, ...], bool]:
    """Return the officers' answers, and whether their table was refused.

    What is wrong in single rows is noted; the other rows count.
    """
    try:
        data = bytes_of(path)
        with refusing(path):
            found = dispositions.read(grids.read(data), made)
    except Refused as refusal:
        complain(str(refusal))
        return (), True
    for problem in found.problems:
        place = f" ({problem.place})" if problem.place else ""
        complain(f"{path}{place}: {problem.sentence}")
    return found.dispositions, bool(found.problems)
