"""What one change did to the very words that a comment quotes."""

from typing import Final, NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from travaux.text.attribution import signals
from travaux.text.attribution.brought import Ask
from travaux.text.changes import Change
from travaux.text.citations import Finder
from travaux.text.comment import Comment, Target, TargetKind


class Quoted(NamedTuple):
    """Whether a change stands in the words meant, its evidence, and how much it did of the ask."""

    there: bool
    bits: float
    done: float


class _Span(NamedTuple):
    start: int
    end: int


_NOTHING: Final = Quoted(False, 0.0, 0.0)


def at_quote(change: Change, comment: Comment, ask: Ask, target: Target, finder: Finder) -> Quoted:
    """Return what a change did to the words that a target of a comment quotes.

    A provision meant whole counts as quoted where its words are to go, or others are proposed.
    """
    proposed = comment.proposed
    if target.kind is TargetKind.THROUGHOUT and proposed is not None:
        found = signals.replaced_throughout(target.quote, proposed, change)
        return Quoted(bool(found.bits), found.bits, found.done)
    if target.start not in change.old:
        return _NOTHING
    text = finder.texts[finder.index[target.start]]
    by_words = target.to > target.from_
    quote = _Span(target.from_, target.to) if by_words else _Span(0, len(text))
    if not by_words and not ask.deletes and not proposed:
        return _NOTHING
    edit = _in_provision(change, target.start, finder)
    if not _touches(edit, quote, edges=bool(proposed)):
        return _NOTHING
    if not proposed:
        share, whole = _shares(text, change, edit, quote)
        found = signals.words_gone(ask, share, whole)
        return Quoted(by_words, found.bits, found.done)
    words = text[quote.start : quote.end]
    first, last = _to_change(words, proposed)
    if edit.end < quote.start + first or edit.start > quote.start + last:
        return _NOTHING  # in words that the proposal keeps
    before, after = text[quote.start : max(quote.start, edit.start)], text[edit.end : quote.end]
    found = signals.as_proposed(words, proposed, f"{before}{change.new_text}{after}")
    if not by_words and not found.bits:
        return _NOTHING
    return Quoted(True, found.bits, found.done)


def _in_provision(change: Change, name: str, finder: Finder) -> _Span:
    """Return the old span of a change as offsets in one of its provisions."""
    start = change.old_offset
    for other in change.old:
        if other == name:
            break
        start -= len(finder.texts[finder.index[other]]) + 1
    return _Span(start, start + len(change.old_text))


def _touches(edit: _Span, quote: _Span, *, edges: bool) -> bool:
    """Say whether an edit changes quoted words; `edges`: or adds to them at either end."""
    if edges and edit.start == edit.end:
        return quote.start <= edit.start <= quote.end
    if edit.start == edit.end:
        return quote.start < edit.start < quote.end
    return min(edit.end, quote.end) > max(edit.start, quote.start)


def _shares(text: str, change: Change, edit: _Span, quote: _Span) -> tuple[float, float]:
    """Return how much of the quoted words went, and how much of what went they are."""
    went = text[max(edit.start, quote.start) : min(edit.end, quote.end)]
    quoted = text[quote.start : quote.end]
    return _letters(went) / max(1, _letters(quoted)), _letters(went) / max(
        1, _letters(change.old_text)
    )


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _to_change(quote: str, proposed: str) -> tuple[int, int]:
    """Return the part of a quote that a proposal would change, from its first to its last edit."""
    head = Prefix.similarity(quote, proposed)
    tail = Postfix.similarity(quote[head:], proposed[head:])
    return head, len(quote) - tail
