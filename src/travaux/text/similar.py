"""Comments that say the same, or all but the same, of the same thing (R20).

Grouping only helps the reader: nothing is dropped, and a group is wrong when its comments would
deserve two answers. So it is conservative: comments are alike only where their words stand in the
same order but for a few small ones, and never where a number, a negation, a name in capitals, the
words proposed or the provision differ.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from travaux.text.citations import folded_label
from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.quotes import Folded
from travaux.text.terms import distinctive, fold, plain_words, terms
from travaux.text.words import Lexicon

_LIKE: Final = 0.9
"""The share of words that two comments have in common, in order."""
_SHINGLE: Final = 3
_FEWEST: Final = 8
"""A comment of fewer words is the same only where all its words are."""
_COMMON: Final = 200  # a sequence of words that more comments have finds no candidates

_NO: Final = """
no not never none nor without cannot can't don't doesn't shouldn't isn't against oppose
opposes neither nothing unless
ne pas non sans jamais aucun aucune ni contre point guère
sin nunca ningún ninguno ninguna jamás tampoco contra
не нет ни без никогда нельзя против
لا لم لن ليس ليست غير دون بدون ضد ما
不 没 無 无 非 未 勿 别 否 反 ない ず ぬ
nicht kein keine nie ohne gegen
"""
_NEGATIONS: Final = frozenset(map(fold, _NO.split()))


class _Voice(NamedTuple):
    """A comment as it is compared."""

    id: str
    words: tuple[str, ...]
    code: str
    proposed: str
    place: tuple[str, ...]
    telling: tuple[tuple[str, int], ...]
    """What must not differ: numbers, names in capitals, negations, each with its count."""


def group(comments: Iterable[Comment]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the comments in groups that say the same of the same thing.

    Every comment stands in one group, alone where none is like it; groups and their members are in
    the order of the comments. The first member is the one that the others are like.
    """
    lexicon = Lexicon()
    voices = [_voice(comment, lexicon) for comment in comments]
    leaders: list[int] = []
    members: dict[int, list[int]] = {}
    same: dict[tuple[object, ...], int] = {}
    near = _Near()
    for number, voice in enumerate(voices):
        key = voice[1:]
        leader = same.get(key)
        if leader is None:
            leader = next((n for n in near.candidates(voice) if _alike(voices[n], voice)), None)
        if leader is None:
            leader = number
            leaders.append(number)
            members[number] = []
            near.add(number, voice)
        same[key] = leader
        members[leader].append(number)
    return tuple(tuple(voices[n].id for n in members[leader]) for leader in leaders)


class _Near:
    """The leaders of groups by the short sequences of their words."""

    def __init__(self) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, voice: _Voice) -> None:
        """Remember a leader."""
        for shingle in set(_shingles(voice.code)):
            self._holders[shingle].append(number)

    def candidates(self, voice: _Voice) -> list[int]:
        """Return the leaders that share many sequences, the first come first."""
        votes: Counter[int] = Counter()
        looked = 0
        for shingle in set(_shingles(voice.code)):
            holders = self._holders.get(shingle, ())
            if len(holders) <= _COMMON:
                looked += 1
                votes.update(holders)
        enough = max(1, looked // 3)
        return sorted(number for number, shared in votes.items() if shared >= enough)


def _shingles(code: str) -> Iterator[str]:
    return (code[at : at + _SHINGLE] for at in range(max(1, len(code) - _SHINGLE + 1)))


def _alike(first: _Voice, second: _Voice) -> bool:
    if first.telling != second.telling or first.proposed != second.proposed:
        return False
    if first.place != second.place or min(len(first.words), len(second.words)) < _FEWEST:
        return False
    if Indel.normalized_similarity(first.code, second.code) < _LIKE:
        return False
    return _few_terms_differ(first.words, second.words)


def _few_terms_differ(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether at most one telling word in ten differs, and none stands for another.

    `Sector Members` for `Member States` is another point, however long the comment.
    """
    a, b = Counter(_content(first)), Counter(_content(second))
    gone, come = (a - b).total(), (b - a).total()
    return min(gone, come) == 0 and max(gone, come) <= max(1, min(a.total(), b.total()) // 10)


def _content(words: Sequence[str]) -> Iterator[str]:
    return (found.name for found in terms(" ".join(words)))


def _voice(comment: Comment, lexicon: Lexicon) -> _Voice:
    said = comment.text if comment.text.strip() else comment.reason
    words = tuple(plain_words(said))
    proposed = "\0" if comment.proposed is None else Folded(comment.proposed).text
    place = tuple(sorted({_place(target) for target in comment.targets}))
    return _Voice(
        comment.id, words, lexicon.spell(list(words)), proposed, place, _telling(said, words)
    )


def _telling(text: str, words: Sequence[str]) -> tuple[tuple[str, int], ...]:
    told = Counter(word for word in words if word in _NEGATIONS)
    told.update(
        fold(word)
        for found in terms(text)
        if distinctive(word := text[found.start : found.end]) and not text.isupper()
    )
    return tuple(sorted(told.items()))


def _place(target: Target) -> str:
    """Return what a target is about, so that two ways of citing one provision are the same."""
    if target.kind is TargetKind.DRAFT:
        return ""
    where = target.start or folded_label(target.label)
    end = target.end if target.end and target.end != target.start else ""
    return "\x1f".join((where, end, Folded(target.quote).text, *target.comments))
