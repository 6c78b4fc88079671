"""`travaux turn`: a draft, the comments on it, the next draft; and what became of everything."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES, contributions, dates, turn_papers
from travaux.cli.screen import print_json
from travaux.cli.turn_inputs import draft_option, next_option, prepare
from travaux.cli.turn_screen import facts, show


@click.command("turn", epilog=EXIT_CODES)
@draft_option
@contributions.options
@next_option
@click.option(
    "--answers",
    "answers_path",
    type=click.Path(path_type=Path),
    help="The table of dispositions with the officers' answers in it (.docx or .xlsx).",
)
@turn_papers.out_option
@turn_papers.formats_option
@click.option(
    "--author",
    default=dates.DEFAULT_AUTHOR,
    show_default=True,
    help="The author of the tracked changes in the redline.",
)
@click.option(
    "--date", "at", callback=dates.instant, help="Their date (ISO 8601); without it, now."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    draft_path: Path,
    next_path: Path,
    answers_path: Path | None,
    out: Path,
    formats: tuple[str, ...],
    author: str,
    at: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Say what became of every comment on a draft, and where every change came from.

    Writes the compilation of comments (by paragraph, by source, in the ISO form), the redline, the
    attribution of every change and the table of dispositions into one folder, and ends with a
    summary. Give the table back with --answers when officers have written their answers into it.
    """
    asked = contributions.asked(**options)
    prepared = prepare(draft_path, asked, next_path, answers_path)
    written, failed = turn_papers.write(
        prepared.turn,
        turn_papers.TURNED,
        formats,
        out,
        prepared.inputs,
        turn_papers.Stamp(author, at),
    )
    if as_json:
        print_json({**facts(prepared.turn), "outputs": [str(path) for path in written]})
    else:
        show(prepared.turn, written)
    raise SystemExit(1 if failed or prepared.failed else 0)
