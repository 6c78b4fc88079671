"""Pairs of long drafts made from a seed, with the truth about every word and paragraph.

The prose is nonsense with the statistics of prose: a vocabulary of made-up words whose
frequencies fall as in natural language, set phrases that recur, sentences, paragraphs, sections
and boilerplate that stands many times in the same words.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from travaux.text.tree import Kind, LabelKind, Provision, Run, Tree

_ONSETS = "b c d f g h j l m n p r s t v w br cr dr fr gr pr tr st sp pl cl".split()  # noqa: SIM905 (reads better)
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
_CODAS = ["n", "r", "s", "t", "l", "m", "nd", "st", "rt", "ng", "ck", "nt"] + [""] * 8
_GLUE = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "for",
    "that",
    "is",
    "on",
    "by",
    "with",
    "as",
    "be",
    "are",
    "it",
    "or",
    "from",
    "at",
    "which",
    "this",
    "not",
    "an",
    "have",
    "should",
    "its",
    "their",
    "may",
    "other",
    "such",
    "all",
    "more",
    "also",
    "shall",
    "has",
    "these",
    "was",
    "been",
    "between",
]


@dataclass
class Truth:
    """What the generator did, word by word."""

    old: Tree
    new: Tree
    origin: list[list[tuple[int, int] | None]]
    """For each provision of the new tree, for each of its words: (old provision, word), or None."""
    moved: set[int]
    """New provisions that were moved."""
    marked: int
    """Words inserted plus words deleted by the edits as made."""


@dataclass
class _Paragraph:
    kind: Kind
    words: list[str]
    origin: list[tuple[int, int] | None]
    level: int
    moved: bool = False
    touched: bool = False
    halved: bool = False


@dataclass
class Prose:
    """A source of made-up prose."""

    seed: int
    vocabulary: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        seen = set(_GLUE)
        while len(self.vocabulary) < 6000:
            word = "".join(
                self.random.choice(_ONSETS) + self.random.choice(_VOWELS)
                for _ in range(self.random.choice((1, 2, 2, 3)))
            ) + self.random.choice(_CODAS)
            if word not in seen:
                seen.add(word)
                self.vocabulary.append(word)
        self.weights = [1.0 / (rank + 8) for rank in range(len(self.vocabulary))]
        self.phrases = [self.content(self.random.randint(2, 5)) for _ in range(300)]

    def content(self, count: int) -> list[str]:
        """Return `count` words of the vocabulary, glue words between them."""
        picked = self.random.choices(self.vocabulary, self.weights, k=count)
        return [
            self.random.choice(_GLUE) if self.random.random() < 0.42 else word for word in picked
        ]

    def sentence(self) -> list[str]:
        """Return the words and signs of one sentence."""
        words: list[str] = []
        length = self.random.randint(9, 28)
        while len(words) < length:
            if self.random.random() < 0.12:
                words += self.random.choice(self.phrases)
            else:
                words += self.content(self.random.randint(1, 4))
            if self.random.random() < 0.14:
                words.append(",")
        words = words[:length] if words[length - 1] != "," else words[: length - 1]
        words[0] = words[0].capitalize()
        return [*words, "."]

    def paragraph(self, sentences: int) -> list[str]:
        """Return the words and signs of one paragraph."""
        return [word for _ in range(sentences) for word in self.sentence()]


def joined(words: list[str]) -> str:
    """Return the words as text: signs of punctuation stand at the word before."""
    return "".join(
        word if index == 0 or word in ".,;:" else f" {word}" for index, word in enumerate(words)
    )


def make_pair(seed: int, *, tokens: int = 70_000, edits: int = 300, moves: int = 80) -> Truth:
    """Return two drafts of about `tokens` tokens that differ by known edits and moves."""
    prose = Prose(seed)
    rng = prose.random
    old = _draft(prose, tokens)
    for index, paragraph in enumerate(old):
        paragraph.origin = [(index, place) for place in range(len(paragraph.words))]
    new = [_Paragraph(p.kind, list(p.words), list(p.origin), p.level) for p in old]
    marked = _edit(new, prose, edits) + _cut_and_join(new, rng, edits)
    _move(new, rng, moves)
    return Truth(
        old=_tree(old),
        new=_tree(new),
        origin=[p.origin for p in new],
        moved={index for index, p in enumerate(new) if p.moved},
        marked=marked,
    )


def make_unrelated(seed: int, tokens: int = 70_000) -> tuple[Tree, Tree]:
    """Return two drafts that share a language and nothing else."""
    prose = Prose(seed)
    return _tree(_draft(prose, tokens)), _tree(_draft(prose, tokens))


def make_one_paragraph(seed: int, tokens: int = 70_000, edits: int = 300) -> tuple[Tree, Tree]:
    """Return two drafts of one paragraph each, some words of it edited."""
    prose = Prose(seed)
    words = prose.paragraph(tokens // 20)[:tokens]
    changed = list(words)
    for place in sorted(prose.random.sample(range(len(words)), edits), reverse=True):
        changed[place : place + prose.random.randint(0, 2)] = prose.content(
            prose.random.randint(0, 3)
        )
    return (
        Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run(joined(words)),)),)),
        Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run(joined(changed)),)),)),
    )


def _draft(prose: Prose, tokens: int) -> list[_Paragraph]:
    rng = prose.random
    boilerplate = [prose.paragraph(1) for _ in range(6)]
    paragraphs: list[_Paragraph] = []
    count = 0
    while count < tokens:
        draw = rng.random()
        if draw < 0.07:
            kind, words, level = Kind.HEADING, prose.content(rng.randint(2, 6)), 2
        elif draw < 0.12:
            kind, words, level = Kind.PARAGRAPH, list(rng.choice(boilerplate)), 3
        elif draw < 0.3:
            kind, words, level = Kind.ITEM, prose.paragraph(1), 4
        else:
            kind, words, level = Kind.PARAGRAPH, prose.paragraph(rng.randint(2, 7)), 3
        count += len(words)
        paragraphs.append(_Paragraph(kind, words, [], level))
    return paragraphs


def _untouched(
    paragraphs: list[_Paragraph], rng: random.Random, fits: Callable[[_Paragraph], bool]
) -> int:
    while True:
        index = rng.randrange(len(paragraphs))
        if not paragraphs[index].touched and fits(paragraphs[index]):
            paragraphs[index].touched = True
            return index


def _edit(paragraphs: list[_Paragraph], prose: Prose, edits: int) -> int:
    """Change words and phrases (two in three of the edits); return the words marked."""
    rng = prose.random
    marked = 0
    for number in range(edits * 2 // 3):
        while True:
            paragraph = rng.choice(paragraphs)
            if paragraph.kind is not Kind.HEADING and len(paragraph.words) > 12:
                break
        paragraph.touched = True
        place = rng.randrange(1, len(paragraph.words) - 4)
        gone, come = [(1, 1), (0, 1), (1, 0), (3, 4), (0, 5), (4, 0)][number % 6]
        fresh = [f"{word}x" for word in prose.content(come)]
        removed = paragraph.origin[place : place + gone]
        marked += sum(origin is not None for origin in removed) + come
        marked -= sum(origin is None for origin in removed)
        paragraph.words[place : place + gone] = fresh
        paragraph.origin[place : place + gone] = [None] * come
    return marked


def _cut_and_join(paragraphs: list[_Paragraph], rng: random.Random, edits: int) -> int:
    """Insert, delete, split and join paragraphs (one in three of the edits)."""
    prose = Prose(rng.randrange(1 << 30))
    marked = 0
    for number in range(edits - edits * 2 // 3):
        what = number % 4
        if what == 0:
            words = prose.paragraph(rng.randint(1, 5))
            place = rng.randrange(len(paragraphs))
            paragraphs.insert(
                place, _Paragraph(Kind.PARAGRAPH, words, [None] * len(words), 3, touched=True)
            )
            marked += len(words)
        elif what == 1:
            index = _untouched(paragraphs, rng, lambda p: p.kind is not Kind.HEADING)
            marked += len(paragraphs[index].words)
            del paragraphs[index]
        elif what == 2:
            index = _untouched(paragraphs, rng, lambda p: p.words.count(".") >= 3)
            _split(paragraphs, index, rng)
        else:
            _join(paragraphs, rng)
    return marked


def _split(paragraphs: list[_Paragraph], index: int, rng: random.Random) -> None:
    whole = paragraphs[index]
    ends = [place + 1 for place, word in enumerate(whole.words[:-1]) if word == "."]
    at = rng.choice(ends)
    rest = _Paragraph(whole.kind, whole.words[at:], whole.origin[at:], whole.level, touched=True)
    whole.halved = rest.halved = True
    del whole.words[at:], whole.origin[at:]
    paragraphs.insert(index + 1, rest)


def _join(paragraphs: list[_Paragraph], rng: random.Random) -> None:
    while True:
        index = rng.randrange(len(paragraphs) - 1)
        first, second = paragraphs[index], paragraphs[index + 1]
        if (
            first.kind is second.kind is Kind.PARAGRAPH
            and not first.touched
            and not second.touched
            and min(len(first.words), len(second.words)) > 25
        ):
            break
    first.words += second.words
    first.origin += second.origin
    first.touched = first.halved = True
    del paragraphs[index + 1]


def _move(paragraphs: list[_Paragraph], rng: random.Random, moves: int) -> None:
    """Move single paragraphs of prose at least ten places away, one in four an edited one."""
    for number in range(moves):
        while True:
            index = rng.randrange(len(paragraphs))
            paragraph = paragraphs[index]
            if (
                not paragraph.moved
                and paragraph.kind is not Kind.HEADING
                and len(paragraph.words) > 30
                and not paragraph.halved
                and (paragraph.touched == (number % 4 == 0))
                and any(origin is not None for origin in paragraph.origin)
            ):
                break
        del paragraphs[index]
        while abs((place := rng.randrange(len(paragraphs))) - index) < 10:
            pass
        paragraph.moved = True
        paragraphs.insert(place, paragraph)


def _tree(paragraphs: list[_Paragraph]) -> Tree:
    provisions = []
    section = number = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is Kind.HEADING:
            section, number, label = section + 1, 0, f"{section + 1}."
        elif paragraph.kind is Kind.PARAGRAPH:
            number, label = number + 1, f"{section}.{number + 1}"
        else:
            label = "•"
        provisions.append(
            Provision(
                f"p{index + 1}",
                paragraph.kind,
                paragraph.level,
                (Run(joined(paragraph.words)),),
                label,
                LabelKind.TYPED,
            )
        )
    return Tree(tuple(provisions))
