"""`travaux submit`: hand in a document, and write its receipt."""

import secrets
from pathlib import Path
from typing import Any

import click

from travaux.cli import EXIT_CODES
from travaux.cli.files import Refused, bytes_of, save
from travaux.cli.installation import act_as, data_option, opened, person_options, shown
from travaux.cli.screen import complain, print_json


@click.command("submit", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@person_options
@click.option("--title", required=True, help="The document's title.")
@click.option("--kind", default="contribution", show_default=True, help="The kind of document.")
@click.option("--language", default="en", show_default=True, help="The language of the files.")
@click.option("--window", help="The window for which it is submitted, where several are open.")
@click.option("--key", help="An idempotency key: the same key makes nothing twice.")
@click.option("--receipt", type=click.Path(path_type=Path), default=None,
              help="Where to write the receipt [default: FILE.tlog-proof].")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the receipt's facts as JSON.")
@data_option
def command(
    files: tuple[Path, ...],
    email: str,
    process: str,
    title: str,
    kind: str,
    language: str,
    window: str | None,
    key: str | None,
    receipt: Path | None,
    as_json: bool,
    data: Path,
) -> None:
    """Hand in a document for the entity for which a person acts, and write its receipt."""
    try:
        contents = [(path.name, bytes_of(path)) for path in files]
    except Refused as refusal:
        complain(str(refusal))
        raise SystemExit(1) from refusal
    with opened(data):
        from travaux.kernel import storage
        from travaux.register import actions, queries
        from travaux.register.actions import Given

        act = act_as(email, process)
        given = [Given(name, language, storage.keep([content])) for name, content in contents]
        number = actions.hand_in(
            act, _particulars(act, title, kind, language, window), given,
            key or secrets.token_urlsafe(24),
        )  # fmt: skip
        row = queries.receipt(act.actor, number)
        proof = queries.receipt_file(act.actor, number)
    target = receipt or files[0].with_name(f"{files[0].name}.tlog-proof")
    try:
        save(target, proof, inputs=files)
    except Refused as refusal:
        complain(f"The document was received, but its receipt was not written. {refusal}")
        raise SystemExit(1) from refusal
    if as_json:
        print_json({"document": row.document, "receipt": row, "file": str(target)})
        return
    click.echo(f"Received: {row.title}")
    click.echo(f"  document  {row.document}")
    click.echo(f"  arrived   {shown(row.arrived)}, {row.timing.value}")
    click.echo(f"  log       entry {row.index}")
    click.echo(f"  receipt   {target}")


def _particulars(act: Any, title: str, kind: str, language: str, window: str | None) -> Any:
    from travaux.programme.queries import frame
    from travaux.register.actions import Particulars
    from travaux.rules.refusal import Invalid

    windows = [one for one in frame(act.actor, act.at).windows if window in (None, one.name)]
    if window and not windows:
        raise Invalid(f"There is no window “{window}” in this process.")
    open_ = [one for one in windows if one.open] or windows[-1:]
    if len(open_) > 1:
        names = ", ".join(one.name for one in open_)
        raise Invalid(f"Several windows are open. Say with --window which: {names}.")
    chosen = open_[0] if open_ else None
    return Particulars(
        title,
        kind,
        language,
        meeting=chosen.meeting if chosen else None,
        window=chosen.id if chosen else None,
    )
