"""Accounts: who can sign in, and by what."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from travaux.kernel.act import Act, action, record
from travaux.people.actions.shared import address, operates
from travaux.people.models import Account
from travaux.people.queries import account_number
from travaux.rules.refusal import Conflict, Invalid
from travaux.rules.wording import line


def hashed(password: str) -> str:
    """Return what is kept of a password; slow on purpose, so it is made before the act.

    Raises Invalid for one that is too easily guessed. An empty one signs nobody in.
    """
    if not password:
        return make_password(None)
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from error
    return make_password(password)


@action
def add_account(
    act: Act,
    email: str,
    name: str,
    credential: str,
    *,
    member: bool = False,
    operator: bool = False,
) -> int:
    """Make an account for a person; return its number. `credential` is what `hashed` gave."""
    operates(act)
    email = address(email)
    if Account.objects.filter(email=email).exists():
        raise Conflict(f"{email} has an account already.")
    account = Account.objects.create(
        email=email,
        name=line(name, "name", field="name"),
        password=credential,
        member=member,
        operator=operator,
        made_at=act.at,
    )
    record(act, "account made", person=account.name, member=member, operator=operator)
    return account.id


@action
def set_password(act: Act, email: str, credential: str) -> None:
    """Give an account another password."""
    operates(act)
    account = Account.objects.get(id=account_number(email))
    account.password = credential
    account.save(update_fields=["password"])
    record(act, "password set", person=account.name)
