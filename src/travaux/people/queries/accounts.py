"""Accounts, for who runs the installation."""

import msgspec

from travaux.people.models import Account
from travaux.rules.access import Actor
from travaux.rules.refusal import Forbidden, NotFound


class AccountRow(msgspec.Struct, frozen=True):
    """An account in a list."""

    email: str
    name: str
    member: bool
    operator: bool
    active: bool


def account_number(email: str) -> int:
    """Return the number of the account of an address. Raises NotFound."""
    found = Account.objects.filter(email=email.strip().lower()).values_list("id", flat=True).first()
    if found is None:
        raise NotFound(f"Nobody has an account under {email}. Add one with `travaux user add`.")
    return found


def accounts(actor: Actor) -> tuple[AccountRow, ...]:
    """Return all accounts, for who runs the installation. Raises Forbidden."""
    if not actor.operator:
        raise Forbidden("Only who runs the installation may see all accounts.")
    return tuple(
        AccountRow(one.email, one.name, one.member, one.operator, one.is_active)
        for one in Account.objects.order_by("email")
    )
