"""Histories of a text over many drafts, made from a seed, with the truth about every word."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from bench.drafts import Prose, joined
from travaux.text.tree import Kind, LabelKind, Provision, Run, Tree


@dataclass
class _Paragraph:
    words: list[str]
    origin: list[int]
    boilerplate: bool = False


@dataclass
class History:
    """The drafts of a text, and of the last one the draft in which each word first came."""

    drafts: list[Tree]
    origins: list[list[int]]
    """Of the last draft: by provision, by word."""
    returned: list[list[bool]]
    """Whether a word of the last draft was ever away and came back."""
    boilerplate: list[bool]
    """Of the last draft: which provisions are repeated texts."""


def make_history(
    seed: int, *, drafts: int = 60, words: int = 14_000, edits: int = 14, numbered: bool = False
) -> History:
    """Return a history of so many drafts of about so many words, each with so many edits."""
    prose = Prose(seed)
    rng = prose.random
    repeated = [prose.paragraph(1) for _ in range(6)]
    text = _first(prose, repeated, words)
    away: list[_Paragraph] = []
    trees = [_tree(text, numbered)]
    returned: dict[int, list[bool]] = {id(p): [False] * len(p.words) for p in text}
    for number in range(1, drafts):
        for _ in range(edits):
            _word_edit(prose, rng.choice(text), number, returned)
        for _ in range(max(1, round(words / 14_000))):
            _come_and_go(prose, text, away, number, returned, repeated)
            _reorder(rng, text, returned)
        trees.append(_tree(text, numbered))
    return History(
        trees,
        [p.origin for p in text],
        [returned[id(p)] for p in text],
        [p.boilerplate for p in text],
    )


def make_long_history(seed: int, *, drafts: int, words: int, edits: int = 12) -> Iterator[Tree]:
    """Yield the drafts of a long history one by one; what did not change is not made again."""
    prose = Prose(seed)
    text = _first(prose, [prose.paragraph(1) for _ in range(6)], words)
    away: list[_Paragraph] = []
    returned: dict[int, list[bool]] = {id(p): [False] * len(p.words) for p in text}
    known: dict[int, tuple[list[str], Provision]] = {}
    for number in range(drafts):
        if number:
            for _ in range(edits - 4):
                _word_edit(prose, prose.random.choice(text), number, returned)
            if number % 3 == 0:
                _come_and_go(prose, text, away, number, returned, [])
            if number % 3 == 1:
                _reorder(prose.random, text, returned)
        for paragraph in text:
            held = known.get(id(paragraph))
            if held is None or held[0] != paragraph.words:
                run = Run(joined(paragraph.words))
                provision = Provision(f"p{len(known)}-{number}", Kind.PARAGRAPH, 1, (run,))
                known[id(paragraph)] = (list(paragraph.words), provision)
        yield Tree(tuple(known[id(paragraph)][1] for paragraph in text if paragraph.words))


def _first(prose: Prose, repeated: list[list[str]], words: int) -> list[_Paragraph]:
    text: list[_Paragraph] = []
    count = 0
    while count < words:
        same = prose.random.random() < 0.06
        found = (
            list(prose.random.choice(repeated))
            if same
            else prose.paragraph(prose.random.randint(1, 6))
        )
        text.append(_Paragraph(found, [0] * len(found), same))
        count += len(found)
    return text


def _word_edit(
    prose: Prose, paragraph: _Paragraph, number: int, returned: dict[int, list[bool]]
) -> None:
    """Replace, insert or delete a few words; in one case of six put back what was there before."""
    rng = prose.random
    if paragraph.boilerplate or len(paragraph.words) < 14:
        return
    place = rng.randrange(1, len(paragraph.words) - 5)
    gone, come = rng.choice([(1, 1), (0, 1), (1, 0), (3, 4), (0, 6), (5, 0), (2, 2)])
    fresh = prose.content(come)
    paragraph.words[place : place + gone] = fresh
    paragraph.origin[place : place + gone] = [number] * come
    returned[id(paragraph)][place : place + gone] = [False] * come


def _come_and_go(
    prose: Prose,
    text: list[_Paragraph],
    away: list[_Paragraph],
    number: int,
    returned: dict[int, list[bool]],
    repeated: list[list[str]],
) -> None:
    """Insert and delete paragraphs, boilerplate too; bring back some that were deleted."""
    rng = prose.random
    for _ in range(2):
        words = prose.paragraph(rng.randint(1, 5))
        fresh = _Paragraph(words, [number] * len(words))
        returned[id(fresh)] = [False] * len(words)
        text.insert(rng.randrange(len(text)), fresh)
    for _ in range(2):
        paragraph = text.pop(rng.randrange(len(text)))
        seen = any(origin != number for origin in paragraph.origin)
        if seen and not paragraph.boilerplate:  # what came and went between two drafts is unknown
            away.append(paragraph)
    if repeated and rng.random() < 0.3:
        words = list(rng.choice(repeated))
        same = _Paragraph(words, [number] * len(words), boilerplate=True)
        returned[id(same)] = [False] * len(words)
        text.insert(rng.randrange(len(text)), same)
    if len(away) > 2 and rng.random() < 0.7:
        paragraph = away.pop(rng.randrange(len(away)))
        returned[id(paragraph)] = [True] * len(paragraph.words)
        text.insert(rng.randrange(len(text)), paragraph)


def _reorder(rng: random.Random, text: list[_Paragraph], returned: dict[int, list[bool]]) -> None:
    """Move two paragraphs; now and then split one or join two."""
    for _ in range(2):
        text.insert(rng.randrange(len(text)), text.pop(rng.randrange(len(text))))
    place = rng.randrange(len(text) - 1)
    first, second = text[place], text[place + 1]
    if first.boilerplate or second.boilerplate:
        return
    if rng.random() < 0.5:
        first.words += second.words
        first.origin += second.origin
        returned[id(first)] += returned[id(second)]
        del text[place + 1]
    elif "." in first.words[:-1]:
        at = first.words.index(".") + 1
        rest = _Paragraph(first.words[at:], first.origin[at:])
        returned[id(rest)] = returned[id(first)][at:]
        del first.words[at:], first.origin[at:], returned[id(first)][at:]
        text.insert(place + 1, rest)


def with_typed_numbers(history: History) -> History:
    """Return a numbered history with each number as part of the words of its paragraph."""
    drafts = [
        Tree(
            tuple(
                replace(p, runs=(Run(f"{p.label} {p.text}"),), label="", label_kind=LabelKind.NONE)
                for p in tree.provisions
            )
        )
        for tree in history.drafts
    ]
    return History(drafts, history.origins, history.returned, history.boilerplate)


def _tree(text: list[_Paragraph], numbered: bool) -> Tree:
    return Tree(
        tuple(
            Provision(
                f"p{place}",
                Kind.PARAGRAPH,
                1,
                (Run(joined(paragraph.words)),),
                f"{place}." if numbered else "",
                LabelKind.TYPED if numbered else LabelKind.NONE,
            )
            for place, paragraph in enumerate(text, 1)
            if paragraph.words
        )
    )
