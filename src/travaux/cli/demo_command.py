"""`travaux demo`: what Travaux does, shown on two drafts of the model case."""

from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.files import Refused, save
from travaux.cli.redline_command import command as redline
from travaux.cli.screen import complain

_DATE = "2013-01-10T17:00:00Z"


@click.command("demo", epilog=EXIT_CODES)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-out"),
    show_default=True,
    help="The folder to write into.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(out: Path, as_json: bool) -> None:
    """Compare the third and the fourth draft of a report, and say what to open.

    Writes two Word files and the redline between them, by the same command that you would use.
    """
    from travaux.formats import docx_writer
    from travaux.sample import DRAFTS, draft

    drafts = [out / f"{name}-draft.docx" for name in DRAFTS]
    redlines = [out / "redline.docx", out / "redline.html"]
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, path in zip(DRAFTS, drafts, strict=True):
            save(path, docx_writer.write(draft(name)))
    except (Refused, OSError) as refusal:
        complain(f"{refusal}")
        raise SystemExit(1) from refusal
    arguments = [*map(str, drafts)]
    for path in redlines:
        arguments += ["-o", str(path)]
    if not as_json:
        click.secho(f"$ travaux redline {' '.join(arguments)}\n", dim=True)
    code = _run([*arguments, "--date", _DATE, *(["--json"] if as_json else [])])
    if not as_json and not code:
        click.echo(
            f"\nOpen {redlines[1]} in a browser: every change, marked and listed.\n"
            f"Open {redlines[0]} in Word or LibreOffice: the changes are tracked; accept all and\n"
            f"it is {drafts[1].name}, reject all and it is {drafts[0].name}."
        )
    raise SystemExit(code)


def _run(arguments: list[str]) -> int:
    """Run the redline command as a user would; return its exit code."""
    try:
        redline.main(arguments, prog_name="travaux redline", standalone_mode=False)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    return 0
