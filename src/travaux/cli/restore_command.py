"""`travaux restore`: an installation from a backup."""

import shutil
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened, operator
from travaux.cli.screen import complain


@click.command("restore", epilog=EXIT_CODES)
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--mark", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None,
              help="The high-water mark of the lost installation, where it survived.")  # fmt: skip
@click.option("--new-log", metavar="REASON", default="",
              help="Go on under a new name of the log: newer entries are lost.")  # fmt: skip
@data_option
def command(source: Path, mark: Path | None, new_log: str, data: Path) -> None:
    """Restore a backup into a new folder, and examine it.

    Where the high-water mark of the lost installation survived, give it with --mark: then it shows
    whether receipts were given out after the backup was taken.
    """
    if data.exists() and any(data.iterdir()):
        complain(f"{data} is not empty. Name a new folder with --data; nothing is written over.")
        raise SystemExit(1)
    from travaux.kernel import backup
    from travaux.rules.refusal import Refusal

    try:
        manifest = backup.check(source)
        backup.unpack(source, data)
        if mark is not None:
            shutil.copyfile(mark, data / "high-water-mark")
    except (Refusal, OSError) as refusal:
        complain(str(refusal))
        raise SystemExit(1) from refusal
    with opened(data):
        from travaux.cli.doctor_command import examined
        from travaux.kernel import installing

        installing.prepare()
        if new_log:
            from travaux.kernel.renewal import begin_new_log

            begin_new_log(operator(), new_log)
        click.echo(f"Restored as of {manifest.taken}.")
        raise SystemExit(0 if examined(as_json=False) else 1)
