"""`travaux post`: post registered documents."""

from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import act_as, data_option, opened, person_options
from travaux.cli.screen import complain, print_json


@click.command("post", epilog=EXIT_CODES)
@click.argument("documents", nargs=-1, required=True)
@person_options
@click.option("--json", "as_json", is_flag=True, help="Print what was posted as JSON.")
@data_option
def command(
    documents: tuple[str, ...], email: str, process: str, as_json: bool, data: Path
) -> None:
    """Post registered documents, named by symbol or name; from then on they are frozen."""
    posted, refused = [], 0
    with opened(data):
        from travaux.register import actions, queries
        from travaux.rules.refusal import NotFound, Refusal

        for name in documents:
            act = act_as(email, process)
            try:
                try:
                    ref = queries.by_symbol(act.actor, name)
                except NotFound:
                    ref = name
                row = queries.document(act.actor, act.at, ref).row
                actions.post(act, ref, row.version)
            except Refusal as refusal:
                complain(f"{name}: {refusal}")
                refused += 1
            else:
                posted.append({"document": ref, "symbol": row.symbol})
                if not as_json:
                    click.echo(f"{row.symbol} is posted.")
    if as_json:
        print_json(posted)
    raise SystemExit(1 if refused else 0)
