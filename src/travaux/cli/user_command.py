"""`travaux user`: accounts, and who takes part in which capacity."""

import sys
from pathlib import Path

import click

from travaux.cli import EXIT_CODES
from travaux.cli.installation import data_option, opened, operator
from travaux.cli.screen import print_json


@click.group("user", epilog=EXIT_CODES)
def command() -> None:
    """Add people, give passwords, and enrol them in processes."""


@command.command("add", epilog=EXIT_CODES)
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--member", is_flag=True, help="The body admitted the person for a member.")
@click.option("--operator", "operates", is_flag=True, help="The person runs the installation.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@data_option
def add(email: str, name: str, member: bool, operates: bool, as_json: bool, data: Path) -> None:
    """Add a person; the password is read from the terminal, or from a pipe as one line."""
    password = _password()
    with opened(data):
        from travaux.people.actions import add_account, hashed

        number = add_account(
            operator(), email, name, hashed(password), member=member, operator=operates
        )
    if as_json:
        print_json({"account": number, "email": email})
    elif password:
        click.echo(f"{email} can sign in now.")
    else:
        click.echo(f"{email} has no password, and signs in once `travaux user password` gave one.")


@command.command("password", epilog=EXIT_CODES)
@click.argument("email")
@data_option
def password(email: str, data: Path) -> None:
    """Give a person another password."""
    word = _password()
    with opened(data):
        from travaux.people.actions import hashed, set_password

        set_password(operator(), email, hashed(word))
    held = "a new password" if word else "no password any more"
    click.echo(f"{email} has {held}; all sessions under the old one have ended.")


@command.command("enrol", epilog=EXIT_CODES)
@click.argument("email")
@click.option("--process", required=True, help="The short name of the process.")
@click.option("--role", required=True, help="Such as delegate, head of delegation, officer.")
@click.option("--entity", default="", help="The entity for which the person acts.")
@click.option("--kind", default="organisation", show_default=True,
              help="The kind of the entity, where it is new.")  # fmt: skip
@data_option
def enrol(email: str, process: str, role: str, entity: str, kind: str, data: Path) -> None:
    """Let a person take part in a process; an entity that is not known yet is added."""
    with opened(data):
        from travaux.people.actions import add_entity
        from travaux.people.actions import enrol as enrol_person
        from travaux.people.queries import account_number, entities
        from travaux.programme.queries import process as named
        from travaux.rules.access import PUBLIC, Role
        from travaux.rules.refusal import Invalid

        try:
            wanted = Role(role)
        except ValueError:
            known = ", ".join(one for one in Role if one not in (Role.PUBLIC, Role.SYSTEM))
            raise Invalid(f"“{role}” is no role. Write one of: {known}.") from None
        account = account_number(email)
        act = operator(named(PUBLIC, process).id)
        found = {one.name: one.id for one in entities(act.actor)}
        number = found.get(entity) if entity else None
        if entity and number is None:
            number = add_entity(act, entity, kind)
        enrol_person(act, account, wanted, number)
    click.echo(f"{email} takes part in {process} as {role}{f' for {entity}' if entity else ''}.")


@command.command("list", epilog=EXIT_CODES)
@click.option("--json", "as_json", is_flag=True, help="Print the accounts as JSON.")
@data_option
def list_(as_json: bool, data: Path) -> None:
    """List all accounts."""
    with opened(data):
        from travaux.people.queries import accounts

        rows = accounts(operator().actor)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        held = (("member", row.member), ("operator", row.operator), ("closed", not row.active))
        words = ", ".join(word for word, true in held if true)
        click.echo(f"{row.email:40} {row.name}{f'  ({words})' if words else ''}")


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
