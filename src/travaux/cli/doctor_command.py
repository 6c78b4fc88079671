"""`travaux doctor`: whether an installation is well, and what to do where it is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened
from travaux.cli.screen import print_json

_COLOUR: Final = {True: "green", False: "red"}


@click.command("doctor", epilog=EXIT_CODES)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@data_option
def command(as_json: bool, data: Path) -> None:
    """Examine settings, database, log, mark, files, register and letters.

    The log is recomputed from its leaves and every file is read, so it takes its time. Exit code 1
    where something is not well.
    """
    with opened(data):
        raise SystemExit(0 if examined(as_json) else 1)


def examined(as_json: bool) -> bool:
    """Examine the open installation, say what was found, and whether all is well."""
    from travaux.kernel.doctor import examine, looked
    from travaux.register.queries import invariants, submitted_files
    from travaux.rules.access import SYSTEM

    def files() -> Iterator[tuple[str, str]]:
        for one in submitted_files(SYSTEM):
            yield one.name, one.sha256

    findings = [*examine(files), *looked("register", lambda: invariants(SYSTEM))]
    if as_json:
        print_json(findings)
    else:
        for one in findings:
            mark = click.style(f"{'well' if one.well else 'NOT WELL':8}", fg=_COLOUR[one.well])
            click.echo(f"{mark}  {one.what}: {one.sentence}")
    return all(one.well for one in findings)
