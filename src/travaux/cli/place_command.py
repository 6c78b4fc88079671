"""`travaux place`: where the target of each comment stands in the next draft."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES, contributions
from travaux.cli.screen import print_json
from travaux.cli.turn_inputs import draft_option, next_option, prepare
from travaux.cli.turn_screen import show_placements


@click.command("place", epilog=EXIT_CODES)
@draft_option
@contributions.options
@next_option
@click.option("--json", "as_json", is_flag=True, help="Print the placements as JSON.")
def command(draft_path: Path, next_path: Path, as_json: bool, **options: Any) -> None:
    """Say where each comment's target stands in the next draft: placed, moved, no longer found."""
    prepared = prepare(draft_path, contributions.asked(**options), next_path)
    if as_json:
        print_json({"placements": prepared.turn.placements})
    else:
        show_placements(prepared.turn)
    raise SystemExit(1 if prepared.failed else 0)
