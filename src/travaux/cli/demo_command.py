"""`travaux demo`: the turn of a draft, shown on the model case."""

from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.files import Refused, save
from travaux.cli.screen import complain
from travaux.cli.turn_command import command as turn

_DATE = "2013-01-10T17:00:00Z"
_DEADLINE = "2012-10-19"
_ZONE = "Europe/Zurich"


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
    """Do the turn of a draft on the model case, and say what to look at.

    Writes the third and the fourth draft of a report and the contributions on the third as files,
    and runs on them the command that you would use.
    """
    try:
        _lay_out(out)
    except (Refused, OSError) as refusal:
        complain(f"{refusal}")
        raise SystemExit(1) from refusal
    papers = out / "papers"
    arguments = [
        *("--draft", str(out / "third.docx")),
        *("--comments", str(out / "comments")),
        *("--next", str(out / "fourth.docx")),
        *("--deadline", _DEADLINE, "--zone", _ZONE),
        *("--out", str(papers)),
    ]
    if not as_json:
        click.secho(f"$ travaux turn {' '.join(arguments)}\n", dim=True)
    code = _run([*arguments, "--date", _DATE, *(["--json"] if as_json else [])])
    if not as_json and not code:
        click.echo(_LOOK.format(papers=papers))
    raise SystemExit(code)


_LOOK = """
Look first at {papers}/dispositions.html in a browser: what became of every comment.
Then {papers}/attribution.html: every paragraph of the new draft, and who it comes from;
{papers}/compilation.docx as it would be posted; {papers}/redline.docx with tracked changes.
Write answers into {papers}/dispositions.docx and give it back, with another folder to write into:
travaux turn … --answers {papers}/dispositions.docx --out answered"""


def _lay_out(out: Path) -> None:
    """Write the drafts and contributions of the sample."""
    from travaux.sample import files

    comments = out / "comments"
    comments.mkdir(parents=True, exist_ok=True)
    for folder, named in ((out, files.drafts()), (comments, files.received())):
        for name, data in named.items():
            save(folder / name, data)


def _run(arguments: list[str]) -> int:
    """Run the command as a user would; return its exit code."""
    try:
        turn.main(arguments, prog_name="travaux turn", standalone_mode=False)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    return 0
