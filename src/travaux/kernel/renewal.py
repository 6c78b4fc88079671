"""Going on after entries of the log were lost for good: openly, under another name (R34)."""

from travaux.kernel import keys, log, mark
from travaux.kernel.act import Act, action, record
from travaux.rules.refusal import Forbidden
from travaux.rules.wording import paragraphs


def begin_new_log(act: Act, reason: str) -> None:
    """Give the log a new name and key, and say in it from which checkpoint it went on, and why.

    What was proved under the old name stays proved; the two logs cannot be taken for one.
    """
    if not act.actor.operator:
        raise Forbidden("Only who runs the installation may do this.")
    reason = paragraphs(reason, "reason", field="reason", needed=True)
    last = log.checkpoint()
    keys.renew()
    mark.begin_anew()
    log_renamed(act, last, reason)


@action
def log_renamed(act: Act, last: str, reason: str) -> None:
    """Record that the log goes on under another name, after the checkpoint `last`."""
    record(act, "log renamed", received=last, reason=reason)
