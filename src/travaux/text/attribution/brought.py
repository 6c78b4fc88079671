"""What each change brought and took away, and what each comment asks for, as weighted terms."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from travaux.text.changes import Change
from travaux.text.citations import Finder
from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.segments import BREAK
from travaux.text.terms import Term, names, terms
from travaux.text.tree import Tree

_RUN: Final = 3
"""So many terms in sequence that the old draft has are a copy of it, not news."""
_KNOWN: Final = 0.4
"""The weight of a term that stood in the same provision before."""
_BESIDES: Final = 0.5
"""The weight of what a comment says besides the words that it proposes."""
_NAMED: Final = 1.3
"""The weight of a number or an acronym that is news."""

_STOPS: Final = (". ", "? ", "! ", "; ", "。", "；", "؟ ", "؛ ", BREAK)

_DELETE: Final = re.compile(
    r"\b(delet|remov|omit|strik|drop|should go\b|tak\w+ out|supprim|suppress|retir|elimin|suprim"
    r"|исключ|удал|сня(?:ть|то)|снят|изъя)|删除|删去|删掉|削除|حذف|إزالة|شطب",
    re.IGNORECASE,
)


class Saying(NamedTuple):
    """Terms with their weights, and the pairs of terms that stand side by side."""

    weights: dict[str, float]
    pairs: frozenset[tuple[str, str]]


class Brought(NamedTuple):
    """What a change brought, and what it took."""

    came: Saying
    gone: Saying
    about: frozenset[str]
    """The terms of the sentence that was changed, as it read before."""


class Ask(NamedTuple):
    """What a comment asks for."""

    wants: Saying
    proposed: dict[str, float]
    """Of what it wants, the terms of the words that it proposes; all where it proposes none."""
    size: int
    """How many terms it has in all."""
    deletes: bool
    """Whether it asks that words go."""
    aims: list[Target]


class Reader:
    """Reads changes and comments against the older draft."""

    def __init__(self, draft: Tree, finder: Finder) -> None:
        self.finder = finder
        self.names = [names(text) for text in finder.texts]
        self._runs = {run for text in self.names for run in _runs(text)}
        self._index = draft.index()

    def brought(self, change: Change) -> Brought:
        """Return what a change brought and took, news apart from what the draft had."""
        old = frozenset(name for place in self._old(change) for name in self.names[place])
        came = self._news(change.new_text, old, change.old_text)
        gone = names(change.old_text)
        kept = frozenset(names(change.new_text))
        gone_weights = {name: 1.0 for name in gone if name not in kept}
        return Brought(came, Saying(gone_weights, frozenset(pairwise(gone))), self._about(change))

    def _about(self, change: Change) -> frozenset[str]:
        """Return the terms of the older sentence in which a change was made.

        What was added between two sentences was made in none.
        """
        if not change.old:
            return frozenset()
        text = BREAK.join(self.finder.texts[place] for place in self._old(change))
        start, end = change.old_offset, change.old_offset + len(change.old_text)
        if not change.old_text and not text[start:].strip():
            return frozenset()
        if not change.old_text and text[:start].rstrip()[-1:] in _STOPS:
            return frozenset()
        first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
        stops = [at for stop in _STOPS if (at := text.find(stop, max(end - 1, start))) >= 0]
        return frozenset(names(text[first : min(stops, default=len(text))]))

    def _old(self, change: Change) -> Iterator[int]:
        return (self._index[name] for name in change.old)

    def asks(self, comment: Comment, aims: list[Target]) -> Ask:
        """Return what a comment asks for: the words proposed, and less so those that argue.

        That what another comment proposes shall go asks for no change of the draft: where the other
        was followed after all, the change did not come from the voice against it.
        """
        others = all(target.kind is TargetKind.COMMENT for target in comment.targets)
        if others and comment.targets and comment.proposed == "":
            return Ask(Saying({}, frozenset()), {}, 8, False, [])
        said = f"{comment.text}\n{comment.reason}"
        known = frozenset(
            name
            for target in aims
            if target.start
            for name in self.names[self._index[target.start]]
        )
        deletes = comment.proposed == "" or (
            comment.proposed is None and _DELETE.search(said) is not None
        )
        if comment.proposed:
            wants = self._news(comment.proposed, known, "")
            besides = self._news(said, known, "")
            proposed = wants.weights
            weights = {name: _BESIDES * weight for name, weight in besides.weights.items()}
            wants = Saying(weights | wants.weights, wants.pairs | besides.pairs)
        else:
            wants = self._news(said, known, "")
            proposed = wants.weights
        return Ask(wants, proposed, max(8, len(wants.weights)), deletes, aims)

    def _news(self, text: str, known: Collection[str], instead_of: str) -> Saying:
        """Return the terms of a text that the draft had not there; copied runs do not count."""
        found = terms(text)
        copied = self._copied(found)
        there = frozenset(names(instead_of)) if instead_of else frozenset()
        weights: dict[str, float] = {}
        for term, is_copy in zip(found, copied, strict=True):
            if is_copy:
                continue
            if term.name in known or term.name in there:
                weight = _KNOWN
            else:
                word = text[term.start : term.end]
                weight = _NAMED if _is_named(word) else 1.0
            weights[term.name] = max(weight, weights.get(term.name, 0.0))
        pairs = frozenset(
            (a.name, b.name)
            for (a, a_copy), (b, b_copy) in pairwise(zip(found, copied, strict=True))
            if not (a_copy and b_copy)
        )
        return Saying(weights, pairs)

    def _copied(self, found: Sequence[Term]) -> list[bool]:
        """Say of each term whether it stands in a run that the old draft has."""
        copied = [False] * len(found)
        for at, run in enumerate(_runs([term.name for term in found])):
            if run in self._runs:
                copied[at : at + _RUN] = [True] * _RUN
        return copied


def _runs(text: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(text[shift:] for shift in range(_RUN)), strict=False)


def _is_named(word: str) -> bool:
    return any(map(str.isdigit, word)) or (len(word) > 1 and word.isupper())
