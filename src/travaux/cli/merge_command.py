"""`travaux merge`: many filled comment forms into one."""

from pathlib import Path
from typing import Final

import click

from travaux.cli import EXIT_CODES
from travaux.cli.contributions import files_of
from travaux.cli.files import Refused, bytes_of, refusing, save
from travaux.cli.screen import Bar, complain, note, print_json
from travaux.formats import comment_tables
from travaux.formats.comment_tables import CommentTable

_WRITERS: Final = {".docx": comment_tables.write_docx, ".xlsx": comment_tables.write_xlsx}


@click.command("merge", epilog=EXIT_CODES)
@click.argument("forms", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The merged form (.docx or .xlsx).",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was merged as JSON.")
def command(forms: tuple[Path, ...], output: Path, as_json: bool) -> None:
    """Merge filled comment FORMS (files or folders of them) into one, by clause, then by source.

    A row that stands in several forms counts once. Rows that contradict each other are all kept,
    and named.
    """
    if output.suffix.lower() not in _WRITERS:
        raise click.UsageError(f"{output}: a form is written as .docx or .xlsx.")
    paths, failed = files_of(forms)
    paths = [path for path in paths if not _same(path, output)]
    tables: list[CommentTable] = []
    with Bar("Reading", len(paths)) as bar:
        for path in paths:
            bar.step(f"Reading {path.name}")
            try:
                data = bytes_of(path)
                with refusing(path):
                    tables.append(comment_tables.read(path.name, data))
            except Refused as refusal:
                complain(str(refusal))
                failed = True
    if not tables:
        complain("There is no form to merge. Name files that hold a table of comments.")
        raise SystemExit(1)
    merged = comment_tables.merge(tables)
    try:
        save(output, _WRITERS[output.suffix.lower()](merged), inputs=tuple(paths))
    except Refused as refusal:
        complain(str(refusal))
        raise SystemExit(1) from refusal
    for warning in merged.warnings:
        note(warning)
    if as_json:
        print_json(
            {
                "forms": len(tables),
                "rows": len(merged.rows),
                "warnings": merged.warnings,
                "output": str(output),
            }
        )
    else:
        click.echo(f"{len(merged.rows):,} comments from {len(tables):,} forms: {output}")
    raise SystemExit(1 if failed else 0)


def _same(path: Path, output: Path) -> bool:
    """Say whether a file of a folder is what was merged there before."""
    return path.absolute() == output.absolute()
