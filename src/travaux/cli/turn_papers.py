"""The papers of a turn as files: which there are, in which formats, written whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import msgspec

from travaux.cli.files import Refused, save
from travaux.cli.screen import Bar, complain
from travaux.formats import comment_tables, docx_writer, html, paper
from travaux.formats.paper.value import Paper
from travaux.papers import attributions, compilation, dispositions, redline
from travaux.papers.turn import Turn
from travaux.text.comment import Form

FORMATS: Final = ("docx", "xlsx", "html", "pdf", "json")
"""What a paper can be written as; JSON is one file for the whole turn."""
COMPILED: Final = ("compilation", "compilation-by-source", "compilation-iso")
TURNED: Final = (*COMPILED, "redline", "attribution", "dispositions")


class Stamp(NamedTuple):
    """Author and instant of the tracked changes in the redline."""

    author: str = ""
    at: str = ""


_UNSTAMPED: Final = Stamp()


def formats_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --to: the formats, all of them without it."""
    return click.option(
        "--to",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help="A format to write; may be given several times. Without it, all.",
    )(command)


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --out: the folder of the papers."""
    return click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder to write the papers into; it is made if need be.",
    )(command)


def write(
    turn: Turn,
    names: Sequence[str],
    formats: Sequence[str],
    out: Path,
    inputs: tuple[Path, ...],
    stamp: Stamp = _UNSTAMPED,
) -> tuple[list[Path], bool]:
    """Write papers into a folder; return the files, and whether one could not be written.

    The whole turn as JSON stands beside them where JSON is asked for.
    """
    forms = formats or FORMATS
    papers = _Papers(turn, stamp)
    steps = [(name, form) for name in names for form in papers.forms(name) if form in forms]
    if "json" in forms:
        steps.append(("turn", "json"))
    written: list[Path] = []
    with Bar("Writing", len(steps)) as bar:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            complain(f"{out}: {error.strerror}. Name another folder.")
            return [], True
        for name, form in steps:
            bar.step(f"Writing {name}.{form}")
            try:
                save(out / f"{name}.{form}", papers.bytes_of(name, form), inputs=inputs)
            except Refused as refusal:
                complain(str(refusal))
            else:
                written.append(out / f"{name}.{form}")
    return written, len(written) < len(steps)


class _Papers:
    """The papers of one turn, each made once."""

    def __init__(self, turn: Turn, stamp: Stamp) -> None:
        self._turn = turn
        self._stamp = stamp
        self._made: dict[str, Paper] = {}

    @staticmethod
    def forms(name: str) -> tuple[str, ...]:
        """Return the formats of a paper; the ISO form is one of Word and Excel."""
        return ("docx", "xlsx") if name == "compilation-iso" else FORMATS[:-1]

    def bytes_of(self, name: str, form: str) -> bytes:
        """Return a paper as a file."""
        turn = self._turn
        if name == "turn":
            return msgspec.json.format(msgspec.json.encode(turn), indent=1) + b"\n"
        if name == "compilation-iso":
            table = comment_tables.table_of(turn.comments, turn.draft, Form.ISO_TABLE)
            writer = comment_tables.write_docx if form == "docx" else comment_tables.write_xlsx
            return writer(table)
        if name == "redline" and turn.redline is not None and turn.next is not None:
            # What these formats have for a redline beats a table of changes.
            if form == "docx":
                author, at = self._stamp
                return docx_writer.write_redline(
                    turn.redline, turn.draft, turn.next, author=author, at=at
                )
            if form == "html":
                title = self._paper(name).title
                page = html.write_redline(turn.redline, turn.draft, turn.next, title=title)
                return page.encode("utf-8", "replace")
        return paper.write(self._paper(name), form)

    def _paper(self, name: str) -> Paper:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self._turn)
        return self._made[name]


_MAKERS: Final[dict[str, Callable[[Turn], Paper]]] = {
    "compilation": compilation.by_provision,
    "compilation-by-source": compilation.by_source,
    "redline": redline.marked,
    "attribution": attributions.table,
    "dispositions": dispositions.table,
}
