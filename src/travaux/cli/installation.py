"""What the commands of an installation share: where it is, who acts, and refusals as sentences."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from travaux.cli.screen import complain

if TYPE_CHECKING:
    from travaux.kernel.act import Act

F = TypeVar("F", bound=Callable[..., Any])


def data_option(command: F) -> F:
    """Give a command the option that says where the installation is."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="TRAVAUX_DATA",
        default=Path("travaux-data"),
        show_default=True,
        help="The folder of the installation (TRAVAUX_DATA).",
    )(command)


def person_options(command: F) -> F:
    """Give a command the options that say who acts in which process."""
    command = click.option(
        "--process", required=True, help="The short name of the process, as in addresses."
    )(command)
    return click.option(
        "--as", "email", required=True, help="The e-mail address of the person who acts."
    )(command)


@contextmanager
def opened(data: Path) -> Iterator[None]:
    """Open the installation in a folder; what it refuses is said, and the command leaves with 1."""
    from django.db import OperationalError

    from travaux.kernel.environment import Unsafe
    from travaux.rules.refusal import Refusal

    os.environ["TRAVAUX_DATA"] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.settings")
    try:
        import django

        django.setup()
        yield
    except (Unsafe, Refusal) as refusal:
        complain(str(refusal))
        raise SystemExit(1) from refusal
    except OSError as error:
        complain(f"{error.filename or data}: {error.strerror or error}.")
        raise SystemExit(1) from error
    except OperationalError as error:  # a full disk, a server that is down
        complain(f"The database says: {error}. Mend that, look what was done, and try again.")
        raise SystemExit(1) from error


def make_secret(data: Path) -> None:
    """Make the secret of a new installation, before the settings look for it."""
    secret = data.absolute() / "keys" / "secret"
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(64) + "\n", "ascii")


def act_as(email: str, process: str) -> "Act":
    """Return an act of a person, in her first capacity in a process, now."""
    from travaux.kernel import clock
    from travaux.kernel.act import Act
    from travaux.people.queries import account_number, actor
    from travaux.programme.queries import process as named
    from travaux.rules.access import PUBLIC

    now = clock.now()
    found = named(PUBLIC, process)
    return Act(actor(account_number(email), found.id, now), now)


def operator(process: int = 0) -> "Act":
    """Return an act of whoever runs the installation, who is at its machine."""
    from travaux.kernel import clock
    from travaux.kernel.act import Act
    from travaux.rules.access import Actor, Role

    role = Role.OFFICER if process else Role.SYSTEM
    return Act(Actor(name="Operator", role=role, process=process, operator=True), clock.now())


def shown(at: datetime) -> str:
    """Return an instant for the screen."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
