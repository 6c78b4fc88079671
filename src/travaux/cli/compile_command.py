"""`travaux compile`: all comments on a draft, in document order and by source."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES, contributions, turn_papers
from travaux.cli.screen import print_json
from travaux.cli.turn_inputs import draft_option, prepare
from travaux.cli.turn_screen import facts, show


@click.command("compile", epilog=EXIT_CODES)
@draft_option
@contributions.options
@turn_papers.out_option
@turn_papers.formats_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    draft_path: Path, out: Path, formats: tuple[str, ...], as_json: bool, **options: Any
) -> None:
    """Compile all comments on a draft: by paragraph, by source, and in the ISO form.

    Letters are split into their points, tables and edited copies read as what they are; late ones
    stand apart.
    """
    prepared = prepare(draft_path, contributions.asked(**options))
    written, failed = turn_papers.write(
        prepared.turn,
        turn_papers.COMPILED,
        formats,
        out,
        prepared.inputs,
    )
    if as_json:
        print_json({**facts(prepared.turn), "outputs": [str(path) for path in written]})
    else:
        show(prepared.turn, written)
    raise SystemExit(1 if failed or prepared.failed else 0)
