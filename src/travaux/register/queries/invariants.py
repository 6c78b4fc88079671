"""What must always hold in the register, looked at in earnest (R1, R2, R9)."""

from collections import Counter
from collections.abc import Iterator

from travaux.kernel.doctor import Finding
from travaux.kernel.models import Entry
from travaux.register.models import Document, Number, Submission
from travaux.rules.access import Actor, Role
from travaux.rules.lifecycle import State
from travaux.rules.refusal import Forbidden


def invariants(actor: Actor) -> tuple[Finding, ...]:
    """Return how the register's invariants stand, for the machine's own use. Raises Forbidden."""
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")
    problems = [*_numbers(), *_posted(), *_submissions()]
    if problems:
        return tuple(Finding("register", False, problem) for problem in problems)
    count = Document.objects.exclude(state__in=(State.PREPARATION, State.CLEARED)).count()
    return (Finding("register", True, f"{count} documents, every number issued once and in order"),)


def _numbers() -> Iterator[str]:
    """Say where a series skips or doubles a number (R1)."""
    held: dict[tuple[int, int | None], list[int]] = {}
    for series, meeting, number in Number.objects.filter(series__external=False).values_list(
        "series", "meeting", "number"
    ):
        held.setdefault((series, meeting), []).append(number)
    for (series, _meeting), numbers in held.items():
        doubled = [number for number, times in Counter(numbers).items() if times > 1]
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        if doubled or missing:
            yield f"Series {series}: numbers doubled {doubled}, skipped {missing}."
    unused = Number.objects.exclude(issued_at=None).filter(document=None)
    if unused.exists():
        yield f"{unused.count()} numbers are issued to no document."


def _posted() -> Iterator[str]:
    """Say which posted documents the log knows otherwise (R2)."""
    entries = dict(Entry.objects.filter(act="document posted").values_list("document", "fields"))
    posted = Document.objects.filter(state__in=(State.POSTED, State.RECALLED)).order_by("id")
    for one in posted.iterator():
        fields = entries.get(one.id)
        if fields is None:
            yield f"{one.symbol} is posted without an entry in the log."
        elif fields["title"]["value"] != one.title or fields["symbol"]["value"] != one.symbol:
            yield f"{one.symbol} is not what was posted: its title or symbol was altered."


def _submissions() -> Iterator[str]:
    """Say which submissions have no entry of their own in the log (R9)."""
    indexes = list(Submission.objects.values_list("index", flat=True))
    known = Entry.objects.filter(act__in=("document submitted", "document replaced")).values_list(
        "index", flat=True
    )
    lost = set(indexes) ^ set(known)
    if lost or len(indexes) != len(set(indexes)):
        yield f"{len(lost)} submissions and entries of the log do not belong together."
