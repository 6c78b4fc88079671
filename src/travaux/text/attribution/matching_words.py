"""The words that a change and its sources share, for a person to see."""

from travaux.text.changes import Change
from travaux.text.terms import terms


def matching_words(change: Change, shared: frozenset[str]) -> str:
    """Return the words of a change that its comments have too, as they stand in it.

    Words next to each other stay together, small words between them too; `…` parts the rest. For
    a change that only took words away, what it took.
    """
    text = change.new_text or change.old_text
    spans: list[tuple[int, int]] = []
    last = True
    for term in terms(text):
        if term.name not in shared:
            last = False
            continue
        if spans and last:
            spans[-1] = (spans[-1][0], term.end)
        else:
            spans.append((term.start, term.end))
        last = True
    if not spans and change.old_text:
        return change.old_text.strip()
    return " … ".join(text[start:end] for start, end in spans)
