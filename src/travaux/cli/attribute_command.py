"""`travaux attribute`: where every change between two drafts came from."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES, contributions, turn_papers
from travaux.cli.screen import print_json
from travaux.cli.turn_inputs import draft_option, next_option, prepare
from travaux.cli.turn_screen import facts, show_changes


@click.command("attribute", epilog=EXIT_CODES)
@draft_option
@contributions.options
@next_option
@turn_papers.out_option
@turn_papers.formats_option
@click.option("--json", "as_json", is_flag=True, help="Print every change with its origins.")
def command(
    draft_path: Path,
    next_path: Path,
    out: Path,
    formats: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> None:
    """Say for each change between two drafts which comments it came from, or that none is known.

    Everything found here is a proposal until an officer confirms it.
    """
    prepared = prepare(draft_path, contributions.asked(**options), next_path)
    written, failed = turn_papers.write(
        prepared.turn,
        ("attribution",),
        formats,
        out,
        prepared.inputs,
    )
    if as_json:
        turn = prepared.turn
        print_json(
            {
                **facts(turn),
                "changes": turn.changes,
                "attributions": turn.attributions,
                "outputs": [str(path) for path in written],
            }
        )
    else:
        show_changes(prepared.turn, written)
    raise SystemExit(1 if failed or prepared.failed else 0)
