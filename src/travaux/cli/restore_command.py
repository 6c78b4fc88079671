"""`travaux restore`: an installation from a backup."""

import os
import shutil
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened, operator
from travaux.cli.screen import complain, note


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
    if os.environ.get("TRAVAUX_DATABASE"):
        complain("A backup holds an SQLite database. Unset TRAVAUX_DATABASE to restore it.")
        raise SystemExit(1)
    from travaux.kernel import backup
    from travaux.rules.refusal import Refusal

    try:
        manifest = backup.check(source)
        kept = _mark_of(data)
        if mark is not None and kept.exists() and not kept.samefile(mark):
            complain(f"TRAVAUX_MARK names a mark already, {kept}. Leave --mark out, or unset it.")
            raise SystemExit(1)
        backup.unpack(source, data)
        if not kept.exists() or mark is not None:
            given = data / "high-water-mark" if mark is None else mark
            kept.parent.mkdir(parents=True, exist_ok=True)
            if not (kept.exists() and kept.samefile(given)):
                shutil.copyfile(given, kept)
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
        if mark is None and not new_log:
            note("Whether receipts were given out later, only the mark of the lost one can tell.")
        raise SystemExit(0 if examined(as_json=False) else 1)


def _mark_of(data: Path) -> Path:
    """Return where the restored installation will look for its mark."""
    return Path(os.environ.get("TRAVAUX_MARK", data / "high-water-mark"))
