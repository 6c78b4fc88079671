"""Issues and pull requests held against the drafts of a standard, dates hidden.

The texts lie beside the project, in `../shared/samples`; without them there is nothing to measure.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench import report
from bench.samples import SAMPLES
from travaux.formats import contributions
from travaux.formats.detect import read
from travaux.text.attribution import attribute
from travaux.text.changes import Change, changes
from travaux.text.comment import Comment
from travaux.text.redline import redline
from travaux.text.tree import Tree

FOLDER = SAMPLES / "sequences" / "ietf-privacypass"
_PASSAGE = 8  # words from which what a change brought is a passage


class Linked(NamedTuple):
    """A change in a draft and the issue or pull request it is said to come from."""

    draft: str
    change: Change
    ref: str
    score: float
    words: str


class Measured(NamedTuple):
    """All links, and of how many changes and passages."""

    links: tuple[Linked, ...]
    changes: int
    linked_changes: int
    passages: int
    linked_passages: int


def issues() -> str:
    """Return what was measured, as text; empty without the samples."""
    if not FOLDER.is_dir():
        return ""
    everything, then = measured(by_date=False), measured(by_date=True)
    rows = []
    for name, found in (("all, dates hidden", everything), ("those open at the time", then)):
        known = [link for link in found.links if link.ref in _landed()]
        right = sum(link.draft in _landed()[link.ref] for link in known)
        best, best_right = _best(known)
        rows.append(
            [
                name,
                found.changes,
                found.linked_changes,
                f"{found.linked_passages} of {found.passages}",
                len(found.links),
                f"{right} of {len(known)}",
                f"{best_right} of {best}",
            ]
        )
    head = [
        "issues and pull requests",
        "changes",
        "linked",
        "passages linked",
        "links",
        "links in the true draft",
        "issues whose most linked draft is the true one",
    ]
    return "\n\n".join(
        [
            "Three drafts of a standard in all their versions, pair by pair, against the "
            f"{len(_said())} issues and pull requests of their archive, each a comment on the "
            "whole draft by its title and text; lines that quote are words meant, not words "
            f"asked for. A passage is a change that brought {_PASSAGE} words or more. Which "
            "draft first had the change made for an issue is known for some of them. Many "
            "issues were written on later drafts than the one they are held against, and quote "
            "them: with dates hidden that looks like a proposal. The second line holds each "
            "pair only against what was opened before its newer draft and closed after its "
            "older one. That leaves little but the true draft to choose: it says how much is "
            "linked, not how rightly.",
            report.table(head, rows),
        ]
    )


def to_judge(count: int = 50, seed: int = 7) -> list[Linked]:
    """Return links picked at random, for a person to judge by reading them."""
    return random.Random(seed).sample(measured(by_date=False).links, count)


@cache
def measured(*, by_date: bool) -> Measured:
    """Return all links between successive drafts and issues."""
    links: list[Linked] = []
    counts: Counter[str] = Counter()
    for older, newer in _pairs():
        old, new = (read(path.name, path.read_bytes()).accepted for path in (older, newer))
        lines = redline(old, new)
        made = changes(lines, old, new)
        said = [
            comment
            for comment, opened, closed in _said()
            if not by_date or (opened < _dates()[newer.stem] and closed > _dates()[older.stem])
        ]
        found, _ = attribute(old, new, lines, made, said)
        by_id = {change.id: change for change in made}
        passages = {c.id for c in made if len(c.new_text.split()) >= _PASSAGE}
        named = {one.change for one in found}
        counts.update(changes=len(made), linked=len(named), passages=len(passages))
        counts.update(linked_passages=len(named & passages))
        links += [
            Linked(newer.stem, by_id[one.change], origin.ref, one.score, one.words)
            for one in found
            for origin in one.origins
        ]
    return Measured(
        tuple(links),
        *(counts["changes"], counts["linked"], counts["passages"], counts["linked_passages"]),
    )


def _pairs() -> Iterator[tuple[Path, Path]]:
    series: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((FOLDER / "drafts").glob("*.md")):
        series[path.stem.rpartition("-")[0]].append(path)
    for paths in series.values():
        yield from pairwise(paths)


@cache
def _dates() -> dict[str, str]:
    lines = (FOLDER / "drafts" / "INDEX.txt").read_text("utf-8").splitlines()
    return {name: date[:10] for name, date, *_ in map(str.split, filter(None, lines))}


@cache
def _said() -> list[tuple[Comment, str, str]]:
    """Return the issues and pull requests as comments, with the days they were open."""
    data = (FOLDER / "archive.json").read_bytes()
    archive = json.loads(data)
    closed = {
        f"{name} {entry['number']}": (entry["closedAt"] or "9")[:10]
        for name, kind in (("issue", "issues"), ("pull", "pulls"))
        for entry in archive[kind]
    }
    comments = contributions.read("archive.json", data, Tree(())).comments
    return [(one, one.received[:10], closed[one.id]) for one in comments]


@cache
def _landed() -> dict[str, frozenset[str]]:
    """Return for each issue and pull request the drafts that first had its change."""
    truth = json.loads((FOLDER / "ground-truth-issue-to-draft.json").read_text("utf-8"))
    landed: dict[str, set[str]] = defaultdict(set)
    for entry in truth:
        for name in (f"issue {entry['issue']}", f"pull {entry['pull']}"):
            landed[name].update(entry["first_draft_with_the_change"].values())
    return {name: frozenset(drafts) for name, drafts in landed.items()}


def _best(links: list[Linked]) -> tuple[int, int]:
    """Return of how many issues the most linked draft is known, and for how many it is right."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        votes[link.ref][link.draft] += 1
    right = sum(count.most_common(1)[0][0] in _landed()[ref] for ref, count in votes.items())
    return len(votes), right
