"""`travaux backup`: one archive with the record, its files and its keys."""

from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened
from travaux.cli.screen import Bar, complain, note, print_json


@click.command("backup", epilog=EXIT_CODES)
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
@data_option
def command(target: Path, as_json: bool, data: Path) -> None:
    """Back up an installation into one archive, while it runs.

    The archive holds the keys that sign receipts and sessions: keep it as safe as the site itself.
    """
    if target.exists():
        complain(f"{target}: There is a file of this name. Name another one.")
        raise SystemExit(1)
    with opened(data):
        from travaux.kernel import backup, clock

        with Bar("backing up", 1) as bar:
            bar.step("backing up")
            manifest = backup.write(target, clock.now())
    if as_json:
        print_json({"file": str(target), "members": len(manifest.members), "taken": manifest.taken})
        return
    size = target.stat().st_size / (1 << 20)
    click.echo(f"{target}: {len(manifest.members)} files, {size:.1f} MiB, read back and whole.")
    note("It holds the keys. Keep it as safe as the site.")
