"""The signals that a change came from a comment, each in bits of evidence.

A signal is a function of one comment and one change. Their sum is held against what is owed for
the nearness of the two (`ground`); what is above it makes how sure a link is.
"""

from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from travaux.text.attribution.brought import Ask, Brought
from travaux.text.attribution.rarity import Rarity
from travaux.text.changes import Change
from travaux.text.terms import names, plain_words

_SILENT: Final = 0.15
"""Bits against a link for each word of the shorter side that the other does not have."""
_SILENT_MOST: Final = 4.0
_NAMED: Final = 1.3
_PHRASE: Final = 2.0
_SUBJECT: Final = 0.4
_SUBJECT_MOST: Final = 1.4
_COMPLAINED: Final = 3.0
_ASKED: Final = 9.0
_AS_PROPOSED: Final = 9.0
_ELSEWISE: Final = 1.5


class Evidence(NamedTuple):
    """Bits for a link, the terms that it rests on, and how much of what was asked is done."""

    bits: float
    shared: frozenset[str] = frozenset()
    done: float = 0.0


def new_words(ask: Ask, brought: Brought, rarity: Rarity) -> Evidence:
    """Words that the comment asks for and the change brought: the rarer, the more they say.

    The longer of the two could hold more words by chance.
    """
    wants, came = ask.wants.weights, brought.came.weights
    size = max(ask.size, len(came))
    shared = wants.keys() & came.keys()
    if not shared:
        return Evidence(0.0)
    bits = sum(
        rarity.evidence(name, size) * min(_NAMED, wants[name] * came[name]) for name in shared
    )
    silent = min(_weight(wants) - len(shared), _weight(came) - len(shared))
    bits -= min(_SILENT_MOST, _SILENT * max(0.0, silent))
    return Evidence(max(0.0, bits), frozenset(shared))


def _weight(weights: dict[str, float]) -> float:
    return sum(map(bool, weights.values()))


def new_phrases(ask: Ask, brought: Brought, rarity: Rarity) -> Evidence:
    """Words that stand side by side in both: more than the same words strewn about."""
    pairs = ask.wants.pairs & brought.came.pairs
    told = [pair for pair in pairs if not rarity.is_common(*pair)]
    weights = brought.came.weights
    known = sum(weights.get(a, 0.0) * weights.get(b, 0.0) for a, b in told)
    return Evidence(_PHRASE * known)


def words_gone(ask: Ask, share: float, whole: float) -> Evidence:
    """Words that the comment quotes, or asks to delete, and the change took.

    `share` is how much of the quoted words went in this change, `whole` how much of the change
    they are.
    """
    if share < 0.3:
        return Evidence(0.0)
    if ask.deletes:
        return Evidence(_ASKED * share * max(whole, 0.5), done=share)
    return Evidence(_COMPLAINED * share)


def as_proposed(quote: str, proposed: str, became: str) -> Evidence:
    """The words quoted came nearer to the words proposed for them, or went away from both.

    `became` is the quoted words with this change alone made in them.
    """
    before, wanted, now = plain_words(quote), plain_words(proposed), plain_words(became)
    if before == wanted:  # only signs or capitals were to change
        before, wanted, now = list(quote), list(proposed), list(became)
    start = _alike(before, wanted)
    if start >= 1.0:
        return Evidence(0.0)
    nearer = (_alike(now, wanted) - start) / (1.0 - start)
    return Evidence(max(-_ELSEWISE, _AS_PROPOSED * nearer), done=max(0.0, nearer))


def _alike(a: list[str], b: list[str]) -> float:
    return float(Indel.normalized_similarity(a, b))


def replaced_throughout(quote: str, proposed: str, change: Change) -> Evidence:
    """The expression that should go everywhere gave way to the one proposed."""
    gone, come = names(change.old_text), names(change.new_text)
    old, new = names(quote), names(proposed)
    if old and set(old) <= set(gone) and set(new) <= set(come) and not set(old) <= set(come):
        return Evidence(_AS_PROPOSED, frozenset(new), 1.0)
    return Evidence(0.0)


def same_subject(ask: Ask, about: frozenset[str], rarity: Rarity, *, quoted: bool) -> Evidence:
    """The comment speaks of what the changed sentence said before.

    That is never enough unless it quoted the very words.
    """
    shared = ask.wants.weights.keys() & about
    bits = _SUBJECT * sum(rarity.evidence(name, ask.size) for name in shared)
    return Evidence(bits if quoted else min(_SUBJECT_MOST, bits))
