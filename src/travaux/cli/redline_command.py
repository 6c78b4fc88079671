"""`travaux redline`: what changed between drafts, on one screen and as files."""

import shutil
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import msgspec

from travaux.cli import EXIT_CODES, dates
from travaux.cli.change_lines import change_lines
from travaux.cli.files import Input, Refused, load, save
from travaux.cli.outputs import compared, kind_of
from travaux.cli.screen import Bar, complain, note, print_json
from travaux.formats.structure import excerpt
from travaux.text.redline import redline
from travaux.text.segments import Redline
from travaux.text.summary import Summary, summarise
from travaux.text.tree import Tree

_MOST_LINES = 15
"""So many changes are listed on screen; the files hold all."""
_WIDEST = 110
_COLOURS = {"inserted": "green", "deleted": "red", "moved": "magenta"}


@click.command("redline", epilog=EXIT_CODES)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where to write the redline (.docx, .html, .md, .json); may be given several times.",
)
@click.option(
    "--author", default=dates.DEFAULT_AUTHOR, show_default=True, help="The author of the changes."
)
@click.option(
    "--date", "at", callback=dates.instant, help="Their date (ISO 8601); without it, now."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    old: Path,
    new: tuple[Path, ...],
    outputs: tuple[Path, ...],
    author: str,
    at: str,
    as_json: bool,
) -> None:
    """Compare OLD with NEW and say what changed; with several NEW, each with the one before.

    Tracked changes within the files are taken as accepted. With several NEW the outputs are
    numbered: out-1.html is OLD against the first NEW, out-2.html the first against the second.
    """
    _check_outputs(outputs)
    files = (old, *new)
    found, failed = _load(files)
    results: list[dict[str, Any]] = []
    pairs = list(pairwise(files))
    with Bar("Comparing", len(pairs)) as bar:
        for number, (before, after) in enumerate(pairs, 1):
            bar.step(f"Comparing {before.name} with {after.name}")
            if before not in found or after not in found:
                continue
            targets = [_numbered(output, number, len(pairs)) for output in outputs]
            result = _compare(found[before], found[after], targets, files, author, at)
            failed = failed or bool(result["errors"])
            results.append(result)
    for result in results:
        for sentence in result["errors"]:
            complain(sentence)
        if not as_json:
            _show(result)
    if as_json:
        shown = [_without_values(result) for result in results]
        print_json(shown[0] if len(pairs) == 1 and shown else {"redlines": shown})
    raise SystemExit(1 if failed else 0)


def _check_outputs(outputs: Sequence[Path]) -> None:
    """End the command when an output's kind is not known."""
    for output in outputs:
        try:
            kind_of(output)
        except Refused as refusal:
            raise click.UsageError(str(refusal)) from refusal


def _load(files: Sequence[Path]) -> tuple[dict[Path, Input], bool]:
    """Read the drafts; those that are refused are reported and left out."""
    found: dict[Path, Input] = {}
    failed = False
    with Bar("Reading", len(files)) as bar:
        for path in dict.fromkeys(files):
            bar.step(f"Reading {path.name}")
            try:
                found[path] = load(path)
            except Refused as refusal:
                complain(str(refusal))
                failed = True
                continue
            for warning in found[path].reading.warnings:
                note(f"{path}: {warning}")
    return found, failed


def _numbered(output: Path, number: int, count: int) -> Path:
    """Return the name of an output, numbered where there are several comparisons."""
    return output if count == 1 else output.with_stem(f"{output.stem}-{number}")


def _compare(
    before: Input,
    after: Input,
    targets: Sequence[Path],
    files: Sequence[Path],
    author: str,
    at: str,
) -> dict[str, Any]:
    old, new = before.reading.accepted, after.reading.accepted
    found = redline(old, new)
    title = f"{before.path.name} → {after.path.name}"
    written: list[str] = []
    errors: list[str] = []
    for target in targets:
        kind = kind_of(target)
        try:
            data = compared(found, old, new, kind, title=title, author=author, at=at)
            save(target, data, inputs=tuple(files))
        except Refused as refusal:
            errors.append(str(refusal))
        else:
            written.append(str(target))
    return {
        "old": {"file": str(before.path), "sha256": before.sha256},
        "new": {"file": str(after.path), "sha256": after.sha256},
        "summary": msgspec.to_builtins(summarise(found, old, new)),
        "outputs": written,
        "errors": errors,
        "_redline": found,
        "_trees": (old, new),
    }


def _without_values(result: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in result.items() if not name.startswith("_")}


# On screen


def _show(result: dict[str, Any]) -> None:
    """Print what changed in one screen."""
    click.secho(f"{result['old']['file']} → {result['new']['file']}", bold=True)
    summary = msgspec.convert(result["summary"], Summary)
    if summary.is_empty:
        click.echo("  Nothing changed.")
    else:
        _show_counts(summary)
        _show_changes(result["_redline"], *result["_trees"])
    for path in result["outputs"]:
        click.echo(f"  written: {path}")


def _show_counts(summary: Summary) -> None:
    counts = msgspec.structs.asdict(summary)
    provisions = [
        f"{counts[name]:,} {name}"
        for name in ("edited", "inserted", "deleted", "moved", "split", "merged", "renumbered")
        if counts[name]
    ]
    click.echo(f"  provisions: {', '.join(provisions) or 'none changed'}")
    added = click.style(f"+{summary.words_added:,}", fg="green")
    removed = click.style(f"−{summary.words_removed:,}", fg="red")
    passages = f"; {summary.passages_moved:,} passages moved" if summary.passages_moved else ""
    click.echo(f"  words: {added} added, {removed} removed{passages}")


def _show_changes(found: Redline, old: Tree, new: Tree) -> None:
    lines = change_lines(found, old, new)
    width = max((len(line.where) for line in lines[:_MOST_LINES]), default=0)
    room = max(40, min(_WIDEST, shutil.get_terminal_size().columns) - width - 15)
    for line in lines[:_MOST_LINES]:
        what = click.style(f"{line.what:<8}", fg=_COLOURS.get(line.what, "yellow"))
        click.echo(f"  {what}  {line.where:<{width}}  {excerpt(line.words, room)}")
    if len(lines) > _MOST_LINES:
        click.secho(f"  … and {len(lines) - _MOST_LINES:,} more", dim=True)
