"""`travaux verify`: check a receipt, with the same program that the site hands out."""

import os
import sys
from pathlib import Path

import click

from travaux import verify_receipt
from travaux.cli import EXIT_CODES


@click.command("verify", epilog=EXIT_CODES)
@click.argument("receipt", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--key", default="", help="The log's public key [default: this installation's].")
@click.option("--json", "as_json", is_flag=True, help="Print what is proved as JSON.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), envvar="TRAVAUX_DATA",
              default=Path("travaux-data"), help="The installation whose key is used.")  # fmt: skip
def command(receipt: Path, files: tuple[Path, ...], key: str, as_json: bool, data: Path) -> None:
    """Check a receipt, and whether files are those that it is for; needs no network."""
    key = key or _own_key(data)
    arguments = [*(["--key", key] if key else []), *(["--json"] if as_json else [])]
    raise SystemExit(verify_receipt.main([*arguments, str(receipt), *map(str, files)]))


def _own_key(data: Path) -> str:
    """Return the public key of the installation in a folder; empty where there is none."""
    from travaux.rules.note import BadNote, Signer

    path = data / "keys" / "log"
    if not os.access(path, os.R_OK):
        return ""
    try:
        return Signer.parse(path.read_text("utf-8").strip()).vkey
    except (BadNote, UnicodeDecodeError):
        print(f"travaux: {path} is no key of a log; it was not used.", file=sys.stderr)
        return ""
