"""`travaux serve`: run the site."""

import errno
import socket
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened
from travaux.cli.screen import complain


@click.command("serve", epilog=EXIT_CODES)
@data_option
@click.option("--bind", default="127.0.0.1:8000", show_default=True,
              help="The address and port to listen on.")  # fmt: skip
@click.option("--threads", type=click.IntRange(2, 200), default=24, show_default=True,
              help="Requests that each process answers at once.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes; more than one only with PostgreSQL.")  # fmt: skip
def command(data: Path, bind: str, threads: int, workers: int) -> None:
    """Run the site until it is stopped; everything that was acknowledged is on the disk.

    On SQLite one process serves an installation, on PostgreSQL as many as --workers says. Put a
    server with TLS in front, and let it hand requests on as they arrive (proxy_request_buffering
    off), so that the instant at which one began to arrive is true.
    """
    if problem := unusable(bind):
        complain(f"{problem} Choose another with --bind.")
        raise SystemExit(1)
    with opened(data):
        run(bind, threads, workers)


def run(bind: str, threads: int = 24, workers: int = 1) -> None:
    """Check the installation, gather the static files, and serve until stopped.

    Raises Invalid for several processes on SQLite.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from travaux.kernel import installing, keys
    from travaux.rules.refusal import Invalid
    from travaux.web.server import Server, only_one

    if workers > 1 and not settings.ENVIRONMENT.database.postgresql:
        raise Invalid(
            f"On SQLite one process serves an installation, not {workers}. Leave --workers out, or"
            " move the record to PostgreSQL (TRAVAUX_DATABASE)."
        )
    with only_one(settings.ENVIRONMENT.data) as alone:
        if not alone:
            complain(
                f"{settings.ENVIRONMENT.data} is served by another process already. Stop that one."
            )
            raise SystemExit(1)
        installing.prepare()
        keys.signer()
        call_command("collectstatic", verbosity=0, interactive=False, clear=False)
        connections.close_all()  # a connection must not be shared by the processes to come
        Server(bind, threads, workers).run()


def unusable(bind: str) -> str:
    """Return why one cannot listen on `host:port`, as a sentence; empty where one can."""
    if bind.startswith("unix:"):
        return ""
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdecimal() or not port.isascii() or not 0 < int(port) < 65536:
        return f"“{bind}” is no address to listen on; one is written as 127.0.0.1:8000."
    host = host.strip("[]") or "0.0.0.0"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} of {host} is taken by another program."
            return f"One cannot listen on {bind}: {error.strerror or error}."
    return ""
