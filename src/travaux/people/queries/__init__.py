"""All that can be asked of people and entities; each starts from who asks."""

from travaux.people.queries.accounts import AccountRow, account_number, accounts
from travaux.people.queries.capacities import Capacity, SignedIn, actor, capacities, signed_in
from travaux.people.queries.entities import EntityRow, entities

__all__ = [
    "AccountRow",
    "Capacity",
    "EntityRow",
    "SignedIn",
    "account_number",
    "accounts",
    "actor",
    "capacities",
    "entities",
    "signed_in",
]
