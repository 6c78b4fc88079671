"""All that can be done with documents; each function is one act, logged (R34)."""

from travaux.register.actions.correcting import add_version, correct, put_right, recall
from travaux.register.actions.opening import ask_to_open, open_to, settle_request
from travaux.register.actions.preparing import (
    KINDS,
    attach,
    clear,
    detach,
    edit,
    prepare,
    reopen,
)
from travaux.register.actions.registering import (
    add_series,
    post,
    register,
    register_modification,
    release,
    reserve,
)
from travaux.register.actions.ruling import admit, admit_replacement, not_presented, rule_timing
from travaux.register.actions.shared import Given
from travaux.register.actions.sources import add_source, confirm_source, contest_source
from travaux.register.actions.submitting import (
    Channel,
    approve,
    enter,
    hand_in,
    replace,
    send_back,
    submit,
    withdraw,
)
from travaux.register.queries.values import Named, Particulars

__all__ = [
    "KINDS",
    "Channel",
    "Given",
    "Named",
    "Particulars",
    "add_series",
    "add_source",
    "add_version",
    "admit",
    "admit_replacement",
    "approve",
    "ask_to_open",
    "attach",
    "clear",
    "confirm_source",
    "contest_source",
    "correct",
    "detach",
    "edit",
    "enter",
    "hand_in",
    "not_presented",
    "open_to",
    "post",
    "prepare",
    "put_right",
    "recall",
    "register",
    "register_modification",
    "release",
    "reopen",
    "replace",
    "reserve",
    "rule_timing",
    "send_back",
    "settle_request",
    "submit",
    "withdraw",
]
