"""All that can be asked of calls; each starts from who asks."""

from travaux.calls.queries.addressees import Addressed, Person, addressees
from travaux.calls.queries.calls import CallPage, CallRow, Letter, call, calls, sending
from travaux.calls.queries.letters import LetterToWrite, letters_to_write

__all__ = [
    "Addressed",
    "CallPage",
    "CallRow",
    "Letter",
    "LetterToWrite",
    "Person",
    "addressees",
    "call",
    "calls",
    "letters_to_write",
    "sending",
]
