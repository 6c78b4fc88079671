"""What several actions on people need."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from travaux.kernel.act import Act
from travaux.rules.access import Right, require
from travaux.rules.refusal import Forbidden, Invalid
from travaux.rules.wording import line


def address(email: str) -> str:
    """Return an e-mail address as it is kept. Raises Invalid."""
    email = line(email, "e-mail address", longest=254, field="email").lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(f"“{email}” is no e-mail address.", field="email") from None
    return email


def operates(act: Act) -> None:
    """Raise Forbidden unless the act is the operator's, on this machine or in an account."""
    if not act.actor.operator:
        raise Forbidden("Only who runs the installation may do this.")


def manages(act: Act) -> None:
    """Raise Forbidden unless the actor sets up the process, or runs the installation."""
    if not act.actor.operator:
        require(act.actor, Right.MANAGE)
