"""`travaux convert`: files written in other formats."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES, dates
from travaux.cli.files import Refused, load, save
from travaux.cli.outputs import KINDS, converted, kind_of
from travaux.cli.screen import Bar, complain, note, print_json


@click.command("convert", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The output, when there is one file."
)
@click.option("--to", type=click.Choice(KINDS), help="The format, for one file or many.")
@click.option(
    "--out-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the outputs; without it they stand beside the inputs.",
)
@click.option(
    "--view",
    type=click.Choice(["accepted", "original"]),
    help="Write one view of the tracked changes; without it Word and JSON keep them, and other"
    " formats get the accepted view.",
)
@click.option(
    "--author",
    default=dates.DEFAULT_AUTHOR,
    show_default=True,
    help="The author of tracked changes that name none.",
)
@click.option(
    "--date", "at", callback=dates.instant, help="Their date (ISO 8601); without it, now."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(
    files: tuple[Path, ...],
    output: Path | None,
    to: str | None,
    out_dir: Path | None,
    view: str | None,
    author: str,
    at: str,
    as_json: bool,
) -> None:
    """Write FILES as Word (.docx), HTML, Markdown or JSON.

    An output appears whole or not at all, replaces an older one of its name, and never an input.
    """
    targets = _targets(files, output, to, out_dir)
    results: list[dict[str, Any]] = []
    with Bar("Converting", len(files)) as bar:
        for path, target in zip(files, targets, strict=True):
            bar.step(f"Converting {path.name}")
            results.append(_convert(path, target, files, to, view, author, at))
    for result in results:
        if "error" in result:
            complain(result["error"])
        elif not as_json:
            click.echo(result["output"])
    if as_json:
        print_json({"files": results})
    raise SystemExit(1 if any("error" in result for result in results) else 0)


def _targets(
    files: tuple[Path, ...], output: Path | None, to: str | None, out_dir: Path | None
) -> list[Path]:
    """Return the output of each file; wrong use ends the command."""
    if output is not None:
        if len(files) > 1:
            raise click.UsageError("-o takes one file. For several use --to, with --out-dir.")
        if out_dir is not None:
            raise click.UsageError("Give either -o or --out-dir.")
        if to is None:
            try:
                kind_of(output)
            except Refused as refusal:
                raise click.UsageError(str(refusal)) from refusal
        return [output]
    if to is None:
        raise click.UsageError("Say what to write: -o OUT.docx, or --to docx|html|md|json.")
    targets = [(out_dir or path.parent) / f"{path.stem}.{to}" for path in files]
    if len({target.absolute() for target in targets}) < len(targets):
        raise click.UsageError("Two files would get the same output. Convert them one by one.")
    return targets


def _convert(
    path: Path,
    target: Path,
    files: tuple[Path, ...],
    to: str | None,
    view: str | None,
    author: str,
    at: str,
) -> dict[str, Any]:
    try:
        found = load(path)
        for warning in found.reading.warnings:
            note(f"{path}: {warning}")
        data = converted(found, to or kind_of(target), view, author, at)
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, data, inputs=files)
    except Refused as refusal:
        return {"file": str(path), "error": str(refusal)}
    except OSError as error:
        return {"file": str(path), "error": f"{target.parent}: {error.strerror}. Name another."}
    return {"file": str(path), "sha256": found.sha256, "output": str(target)}
