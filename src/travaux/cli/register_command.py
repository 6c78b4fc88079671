"""`travaux register`: list the register, or register a submitted document."""

from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import act_as, data_option, opened, person_options
from travaux.cli.screen import print_json


@click.command("register", epilog=EXIT_CODES)
@click.argument("document", required=False)
@person_options
@click.option("--series", help="The series in which the symbol is issued.")
@click.option("--modifies", help="The symbol of the document that it modifies.")
@click.option("--as-kind", type=click.Choice(["revision", "addendum", "corrigendum"]),
              help="What it is of the document that it modifies.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@data_option
def command(
    document: str | None,
    email: str,
    process: str,
    series: str | None,
    modifies: str | None,
    as_kind: str | None,
    as_json: bool,
    data: Path,
) -> None:
    """List the register as a person sees it; with DOCUMENT, issue its symbol.

    DOCUMENT is the name that `travaux submit` printed.
    """
    with opened(data):
        act = act_as(email, process)
        if document:
            symbol = _register(act, document, series, modifies, as_kind)
            if as_json:
                print_json({"document": document, "symbol": symbol})
            else:
                click.echo(symbol)
            return
        _list(act, as_json)


def _register(
    act: Any, document: str, series: str | None, modifies: str | None, as_kind: str | None
) -> str:
    from travaux.register import actions, queries
    from travaux.rules.refusal import Invalid
    from travaux.rules.symbol import Kind

    version = queries.document(act.actor, act.at, document).row.version
    if modifies:
        if not as_kind:
            raise Invalid("Say with --as-kind what it is of the document that it modifies.")
        ref = queries.by_symbol(act.actor, modifies)
        return actions.register_modification(act, document, version, ref, Kind(as_kind))
    known = {one.name: one.id for one in queries.series(act.actor)}
    if series not in known:
        raise Invalid(
            f"Say with --series in which of these: {', '.join(known) or 'none is set up'}."
        )
    return actions.register(act, document, version, known[series])


def _list(act: Any, as_json: bool) -> None:
    from travaux.register import queries

    listing = queries.register(act.actor, act.at)
    if as_json:
        print_json({"documents": listing.rows, "late": listing.late, "gaps": listing.gaps})
        return
    from rich.console import Console
    from rich.table import Table

    for title, rows in (("Register", listing.rows), ("Late", listing.late)):
        if rows:
            table = Table("Symbol", "Title", "Sources", "Posted", title=title, title_justify="left")
            for row in rows:
                posted = f"{row.posted_at:%Y-%m-%d}" if row.posted_at else row.state.value
                table.add_row(row.symbol, row.title, "; ".join(s.name for s in row.sources), posted)
            Console().print(table)
    if not listing.rows and not listing.late:
        click.echo("Nothing is posted yet that you may see.")
    for gap in listing.gaps:
        click.echo(f"{gap.symbol}: {gap.word}")
