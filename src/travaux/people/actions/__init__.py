"""All that can be done with accounts, entities, and who takes part in which capacity."""

from travaux.people.actions.accounts import add_account, hashed, set_password
from travaux.people.actions.entities import add_entity, confirm_standing
from travaux.people.actions.participation import enrol

__all__ = ["add_account", "add_entity", "confirm_standing", "enrol", "hashed", "set_password"]
