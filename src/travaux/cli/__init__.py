"""The command line: the turn of a draft, files, and an installation with its register.

Commands are imported when they are called, so that `travaux --help` answers at once.
"""

import importlib
import sys
from typing import Final

import click

import travaux

_COMMANDS: Final = {
    "turn": "Say what became of every comment on a draft, and where every change came from.",
    "compile": "Compile all comments on a draft.",
    "attribute": "Say which comments every change between two drafts came from.",
    "place": "Say where each comment's target stands in the next draft.",
    "merge": "Merge filled comment forms into one, by clause, then by source.",
    "read": "Show what a file holds: its text, labels, tracked changes and comments.",
    "convert": "Write files as Word, HTML, Markdown or JSON.",
    "redline": "Compare drafts and write what changed.",
    "demo": "See it at work on the model case.",
    "init": "Make an installation, and its first process.",
    "serve": "Run the site.",
    "user": "Add people, and enrol them in processes.",
    "submit": "Hand in a document and get its receipt.",
    "register": "List the register, or issue a document's symbol.",
    "post": "Post registered documents.",
    "verify": "Check a receipt, without any network.",
    "backup": "Back an installation up, while it runs.",
    "restore": "Make an installation from a backup.",
    "doctor": "Examine settings, log, files and register.",
}
EXIT_CODES: Final = """\b
Exit codes:
  0    done
  1    a file was refused or could not be written; the rest is done
  2    wrong use of the command
  130  stopped by the user"""


class _Commands(click.Group):
    """Finds each command in the module of its name."""

    # Click names the context in each call; these answers do not depend on it.
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"travaux.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, epilog=EXIT_CODES, context_settings={"max_content_width": 100})
@click.version_option(travaux.__version__, prog_name="travaux")
def cli() -> None:
    """Run the preparatory process of a body: its documents, drafts, comments and their record."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(prog_name="travaux", standalone_mode=True)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        sys.stderr.close()
        sys.exit(1)
