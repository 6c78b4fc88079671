"""`travaux init`: make an installation, and if wanted its first process."""

import os
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened, operator
from travaux.cli.screen import print_json


@click.command("init", epilog=EXIT_CODES)
@data_option
@click.option("--url", envvar="TRAVAUX_URL", default="http://127.0.0.1:8000", show_default=True,
              help="The address under which the site will be reached (TRAVAUX_URL).")  # fmt: skip
@click.option("--body", help="The name of the body whose process it is, such as ITU.")
@click.option("--name", help="The name of the process, such as WTPF-13.")
@click.option("--process", "slug", help="Its short name for addresses, such as wtpf-13.")
@click.option("--zone", default="UTC", show_default=True, help="The zone of record.")
@click.option("--languages", default="en", show_default=True, help="Such as en,fr,ar.")
@click.option("--style", type=click.Choice(["ITU", "UN", "ISO"]), default="ITU", show_default=True,
              help="How symbols are modified.")  # fmt: skip
@click.option("--series", multiple=True,
              help="A series of symbols: Documents=WTPF-IEG/{meeting}/{number}.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def command(
    data: Path,
    url: str,
    body: str | None,
    name: str | None,
    slug: str | None,
    zone: str,
    languages: str,
    style: str,
    series: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make an installation in a folder; repeated, it brings one to the present version.

    With --body, --name and --process it sets up a first process too.
    """
    if any((body, name, slug)) and not all((body, name, slug)):
        raise click.UsageError("A process needs all three: --body, --name and --process.")
    if series and not slug:
        raise click.UsageError("A series belongs to a process. Give --body, --name and --process.")
    os.environ["TRAVAUX_URL"] = url
    with opened(data, new=True):
        from travaux.kernel import installing
        from travaux.programme.actions import add_process
        from travaux.register.actions import add_series

        installing.prepare()
        if body and name and slug:
            parted = tuple(one.strip() for one in languages.split(","))
            number = add_process(operator(), body, name, slug, zone, parted, style)
            for one in series:
                title, _sep, pattern = one.partition("=")
                add_series(operator(number), title, pattern)
    if as_json:
        print_json({"data": str(data), "url": url, "process": slug or ""})
        return
    click.echo(f"The installation is in {data}. Back up that folder; its keys are in {data}/keys.")
    click.echo("Next: travaux user add you@example.org --name You --operator, then travaux serve")
