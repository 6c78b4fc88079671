"""`travaux demo`: the turn of a draft and the register, shown on the model case."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.files import Refused, save
from travaux.cli.installation import opened
from travaux.cli.screen import Bar, complain
from travaux.cli.serve_command import unusable
from travaux.cli.turn_command import command as turn
from travaux.rules.deadline import NotAnInstant, instant, zone_of

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
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True,
              help="The port of 127.0.0.1 on which the site is served.")  # fmt: skip
@click.option("--serve/--no-serve", default=True, show_default=True,
              help="Whether to serve the model case's register as a site.")  # fmt: skip
@click.option("--at", metavar="INSTANT",
              help="Let the site's clock begin at an instant of the model case, such as"
              " 2012-10-19T17:00, with the record as it then was.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Print the summary as JSON, and serve nothing.")  # fmt: skip
def command(out: Path, port: int, serve: bool, at: str | None, as_json: bool) -> None:
    """Do the turn of a draft on the model case, then serve its register as a site.

    Writes the third and the fourth draft of a report and the contributions on the third as files,
    and runs on them the command that you would use. Then it loads the register of the meeting and
    serves it on this machine, where one click signs in as anyone of the cast.
    """
    try:
        shift = _shift(out / "site", at)
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
        if serve:
            _serve(out / "site", port, shift)
    raise SystemExit(code)


def _shift(site: Path, at: str | None) -> float:
    """Return by how many seconds the site's clock differs from the real one.

    A site that is there keeps its clock, which goes on. Raises Refused for an instant that is none,
    that is not of the model case, or that a site which is there does not have.
    """
    from travaux.sample.register import FIRST

    if at is None:
        return float(_kept(site) or 0)
    try:
        wanted = instant(at, _ZONE)
    except NotAnInstant as error:
        raise Refused(f"--at: {error}") from error
    now = datetime.now(UTC)
    if not FIRST < wanted <= now:
        raise Refused(
            f"--at: the model case begins on {FIRST:%Y-%m-%d}; {at} is before that, or still to"
            " come. Write an instant such as 2012-10-19T17:00."
        )
    if (kept := _kept(site)) is not None:
        shows = (now + timedelta(seconds=float(kept))).astimezone(zone_of(_ZONE))
        raise Refused(
            f"{site} holds a demo already, whose clock shows {shows:%Y-%m-%d %H:%M}. Leave --at out"
            " to go on with it, or name another folder with --out."
        )
    return (wanted - now).total_seconds()


def _kept(site: Path) -> str | None:
    """Return the shift of a site that is there; None where there is none."""
    marker = site / "loaded"
    return (marker.read_text("ascii").strip() or "0") if marker.exists() else None


def _serve(site: Path, port: int, shift: float) -> None:
    """Load the register of the model case where it is not loaded yet, and serve it."""
    if problem := unusable(f"127.0.0.1:{port}"):
        complain(f"{problem} Choose another with --port.")
        raise SystemExit(1)
    loaded = (site / "loaded").exists()
    os.environ |= {
        "TRAVAUX_URL": f"http://127.0.0.1:{port}",
        "TRAVAUX_DEMO": "1",
        "TRAVAUX_SHIFT": f"{shift}" if shift else "",
        "TRAVAUX_DATABASE": "",
        "TRAVAUX_MARK": str((site / "high-water-mark").absolute()),
    }
    with opened(site, new=True):
        from travaux.cli.serve_command import run
        from travaux.kernel import clock, installing
        from travaux.sample.load import SLUG, invite, load

        installing.prepare()
        if not loaded:
            with Bar("loading the register of the model case", 1) as bar:
                bar.step("loading the register of the model case")
                process = load(until=clock.now()).process
                if not shift:
                    invite(process, clock.now())
            (site / "loaded").write_text(f"{shift}\n", "ascii")
        click.echo(_SITE.format(port=port, slug=SLUG))
        if shift:
            shows = clock.now().astimezone(zone_of(_ZONE))
            click.echo(f"Its clock shows {shows:%-d %B %Y, %H:%M} ({_ZONE}), and goes on.\n")
        run(f"127.0.0.1:{port}")


_LOOK = """
Look first at {papers}/dispositions.html in a browser: what became of every comment.
Then {papers}/attribution.html: every paragraph of the new draft, and who it comes from;
{papers}/compilation.docx as it would be posted; {papers}/redline.docx with tracked changes.
Write answers into {papers}/dispositions.docx and give it back, with another folder to write into:
travaux turn … --answers {papers}/dispositions.docx --out answered"""

_SITE = """
The register of the meeting is at

    http://127.0.0.1:{port}/{slug}/

Sign in with one click at http://127.0.0.1:{port}/sign-in as officer, chair, head of delegation,
delegate or observer. Stop it with Ctrl+C; what you do stays until you delete the folder."""


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
