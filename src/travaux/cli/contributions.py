"""Contributions read from files and folders, with what the list of them says of each."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from travaux.cli.files import Refused, bytes_of, refusing
from travaux.cli.screen import Bar, complain, note
from travaux.formats import contributions
from travaux.papers.turn import Received
from travaux.rules.deadline import Deadline, NotAnInstant
from travaux.rules.received import Entry, read_list
from travaux.text.comment import Disposition, Source
from travaux.text.tree import Tree

LIST: Final = "received.csv"
"""The list of what was received, looked for in each folder of comments."""


class Asked(NamedTuple):
    """Where the comments are, and what the command line says of them."""

    paths: tuple[Path, ...]
    list: Path | None
    sources: Mapping[str, tuple[Source, ...]]
    """By the name of the file."""
    admitted: frozenset[str]
    """Symbols or names of files of late contributions that are considered."""
    deadline: Deadline | None
    zone: str


class Gathered(NamedTuple):
    """What was read: contributions in order, answers that came with them, and how it went."""

    received: tuple[Received, ...]
    answers: tuple[Disposition, ...]
    inputs: tuple[Path, ...]
    failed: bool
    """Whether a file was refused; the rest was read."""


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what was received, from whom and when."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final = (
    click.option(
        "--comments",
        "paths",
        multiple=True,
        required=True,
        type=click.Path(path_type=Path),
        help="A contribution, or a folder of them; may be given several times.",
    ),
    click.option(
        "--received",
        "list_path",
        type=click.Path(path_type=Path),
        help=f"The list of what was received (CSV); without it, a {LIST} among the comments.",
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="FILE=NAME",
        help="Who a file is from, where neither it nor the list says; several names with “;”.",
    ),
    click.option(
        "--deadline",
        default="",
        help="The end of the window: 2012-10-19 (24:00 of that day) or 2012-10-19T17:00.",
    ),
    click.option("--zone", default="UTC", show_default=True, help="The time zone of record."),
    click.option(
        "--admit",
        "admitted",
        multiple=True,
        metavar="SYMBOL|FILE",
        help="A late contribution that is considered all the same; may be given several times.",
    ),
)


def asked(
    paths: tuple[Path, ...],
    list_path: Path | None,
    sources: tuple[str, ...],
    deadline: str,
    zone: str,
    admitted: tuple[str, ...],
) -> Asked:
    """Return what the options ask for. Raises click.UsageError where one makes no sense."""
    try:
        end = Deadline.parse(deadline, zone) if deadline else None
    except NotAnInstant as error:
        raise click.UsageError(str(error)) from error
    named: dict[str, tuple[Source, ...]] = {}
    for option in sources:
        name, sign, who = option.partition("=")
        if not (sign and name.strip() and who.strip()):
            raise click.UsageError(f"--source “{option}”: write it as FILE=NAME.")
        named[name.strip()] = tuple(Source(one.strip()) for one in who.split(";") if one.strip())
    return Asked(paths, list_path, named, frozenset(admitted), end, zone)


def gather(asked: Asked, draft: Tree) -> Gathered:
    """Read all contributions; files that are refused are reported and left out."""
    files, failed = files_of(asked.paths)
    lists = [asked.list] if asked.list else [path for path in files if path.name == LIST]
    files = [path for path in files if path not in lists]
    entries, refused = _entries(lists, asked.zone)
    _say_what_is_missing(asked, entries, files)
    found: list[Received] = []
    answers: list[Disposition] = []
    with Bar("Reading", len(files)) as bar:
        for path in _in_order(files, entries):
            bar.step(f"Reading {path.name}")
            try:
                received, given = _read(path, draft, entries.get(path.name), asked)
            except Refused as refusal:
                complain(str(refusal))
                failed = True
                continue
            for warning in received.contribution.warnings:
                note(f"{path}: {warning}")
            found.append(received)
            answers += given
    _say_who_is_not_here(asked.admitted, found)
    once = contributions.distinct([one.contribution for one in found])
    aside = sum(len(one.set_aside) for one in once)
    if aside:
        note(f"Read as courtesy and not as comments: {aside} passages, listed in the compilation.")
    received_once = tuple(
        one._replace(contribution=contribution)
        for one, contribution in zip(found, once, strict=True)
    )
    return Gathered(received_once, tuple(answers), (*files, *lists), failed or refused)


def files_of(paths: Iterable[Path]) -> tuple[list[Path], bool]:
    """Return the files that the paths name, those of folders among them, each once."""
    files: dict[Path, None] = {}
    failed = False
    for path in paths:
        if path.is_dir():
            inside = [one for one in path.rglob("*") if one.is_file() and _counts(one)]
            inside.sort(key=lambda one: (one.parent, _by_name(one), one.name))
            files.update(dict.fromkeys(inside))
            if not inside:
                complain(f"{path}: There is no file in this folder. Name the one with comments.")
                failed = True
        else:
            files[path] = None
    return list(files), failed


def _counts(path: Path) -> bool:
    """Say whether a file of a folder is one of its own: not hidden, not a program's mark."""
    return not path.name.startswith((".", "~$"))


def _entries(lists: Sequence[Path], zone: str) -> tuple[dict[str, Entry], bool]:
    """Return the rows of the lists by file; a list that is refused is reported."""
    entries: dict[str, Entry] = {}
    failed = False
    for path in lists:
        try:
            data = bytes_of(path)
            with refusing(path):
                entries |= {entry.file: entry for entry in read_list(data, zone)}
        except Refused as refusal:
            complain(str(refusal))
            failed = True
    return entries, failed


def _in_order(files: Sequence[Path], entries: Mapping[str, Entry]) -> list[Path]:
    """Return the files in the order of the list; what it does not name after, as given."""
    places = {name: place for place, name in enumerate(entries)}
    return sorted(files, key=lambda path: places.get(path.name, len(places)))


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Order files of a folder by name, numbers in it as numbers: 2/9 before 2/10."""
    parts = re.findall(r"\d+|\D+", path.name)
    return [(int(part), "") if part.isdecimal() else (-1, part.lower()) for part in parts]


def _read(
    path: Path, draft: Tree, entry: Entry | None, asked: Asked
) -> tuple[Received, tuple[Disposition, ...]]:
    entry = entry or Entry(path.name)
    data = bytes_of(path)
    with refusing(path):
        listed = contributions.read_answered(
            path.name,
            data,
            draft,
            sources=asked.sources.get(path.name, entry.sources),
            symbol=entry.symbol,
            received=entry.received,
            title=entry.title,
        )
    contribution = listed.contribution
    admitted = bool(entry.admitted) or not asked.admitted.isdisjoint(
        {path.name, contribution.symbol}
    )
    timing = entry.class_of(asked.deadline)
    return Received(contribution, timing, admitted, asked.deadline), listed.dispositions


def _say_what_is_missing(asked: Asked, entries: Mapping[str, Entry], files: list[Path]) -> None:
    """Note what the list or an option names that is not among the files."""
    names = {path.name for path in files}
    for name in entries:
        if name not in names:
            note(f"{name}: It stands in the list of what was received, but is not among the files.")
    for name in asked.sources:
        if name not in names:
            note(f"--source {name}: There is no file of this name among the comments.")


def _say_who_is_not_here(admitted: Iterable[str], found: Iterable[Received]) -> None:
    """Note which contributions shall be admitted and are not there."""
    known = {name for one in found for name in (one.contribution.name, one.contribution.symbol)}
    for name in sorted(set(admitted) - known):
        note(f"--admit {name}: There is no contribution of this symbol or file name.")
