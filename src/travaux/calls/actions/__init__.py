"""All that can be done with calls and circular letters."""

from travaux.calls.actions.drafting import (
    AUDIENCES,
    ROLES,
    Said,
    discard_call,
    draft_call,
    edit_call,
)
from travaux.calls.actions.sending import record_sent, send_call, written

__all__ = [
    "AUDIENCES",
    "ROLES",
    "Said",
    "discard_call",
    "draft_call",
    "edit_call",
    "record_sent",
    "send_call",
    "written",
]
