"""Where each comment stands on a paper: once, with the others of its provision, in reading order.

A comment that answers another stands below it; one with several targets stands at the first and is
referred to from the others; near-identical ones of one place stand together (R12, R20).
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

import msgspec

from travaux.papers.places import Places
from travaux.papers.turn import Turn
from travaux.text.comment import Comment, Target, TargetKind


class Area(IntEnum):
    """The parts of a compilation, in order."""

    DRAFT = 0
    THROUGHOUT = 1
    PROVISION = 2
    NO_PLACE = 3


class Home(NamedTuple):
    """A place on the paper: sorted, homes are in reading order."""

    area: Area
    first: int = -1
    last: int = -1
    words: str = ""
    """The expression meant throughout, or the reference as written."""

    @property
    def order(self) -> tuple[int, int, int]:
        """What homes are sorted by: of those that begin together the longest first."""
        return (self.area, self.first, -self.last)


class Line(NamedTuple):
    """A comment at a place: in full once, else as a reference to where it stands."""

    comment: Comment
    target: Target | None
    full: bool = True
    answers: str = ""
    """The id of the comment above that it is about."""
    depth: int = 0
    like: tuple[str, ...] = ()
    """The comments that say nearly the same, itself among them, in the turn's order."""


class Stretch(msgspec.Struct, frozen=True):
    """All lines at one place."""

    home: Home
    lines: tuple[Line, ...]


class Arrangement:
    """Puts some of a turn's comments in order."""

    def __init__(self, turn: Turn, comments: Iterable[Comment]) -> None:
        self.places = Places(turn.draft)
        self.comments = list(comments)
        self._known = {comment.id: comment for comment in self.comments}
        self._groups = {name: group for group in turn.groups for name in group}
        self._answers: dict[str, list[str]] = {}
        self.homes: dict[str, Home] = {}
        self._targets: dict[str, Target | None] = {}
        self._parents = self._find_parents()
        for comment in self.comments:
            self.homes[comment.id], self._targets[comment.id] = self._home(comment)

    def _find_parents(self) -> dict[str, str]:
        """Return which comment each stands below; a circle of answers is opened at its first."""
        parents: dict[str, str] = {}
        for comment in self.comments:
            for name in answered(comment):
                if name in self._known and not _leads_to(comment.id, name, parents):
                    parents[comment.id] = name
                    self._answers.setdefault(name, []).append(comment.id)
                    break
        return parents

    def _home(self, comment: Comment) -> tuple[Home, Target | None]:
        candidates = [(self.home_of(target), target) for target in comment.targets]
        placed = [found for found in candidates if found[0].area is not Area.NO_PLACE]
        if placed:
            return placed[0]
        if candidates:
            return candidates[0]
        return Home(Area.DRAFT), None

    def home_of(self, target: Target) -> Home:
        """Return where a target has its place on the paper."""
        stretch = self.places.stretch(target)
        if stretch is not None:
            return Home(Area.PROVISION, *stretch)
        missing = target.kind is TargetKind.OMISSION and not (target.start or target.label)
        if target.kind is TargetKind.DRAFT or missing:
            return Home(Area.DRAFT)
        if target.kind is TargetKind.THROUGHOUT:
            return Home(Area.THROUGHOUT, words=target.quote or target.label)
        return Home(Area.NO_PLACE, words=target.label or target.quote)

    def stretches(self) -> list[Stretch]:
        """Return every place that has lines, in reading order."""
        lines: dict[Home, list[Line]] = {}
        done: set[str] = set()
        for comment in self.comments:
            if comment.id in done or comment.id in self._parents:
                continue
            home = self.homes[comment.id]
            group = [name for name in self._together(comment, home) if name not in done]
            done.update(group)
            held = lines.setdefault(home, [])
            held += [self.line(self._known[name]) for name in group]
            for name in group:
                held += self._answers_to(name, done, 1)
        for comment in self.comments:
            for home, target in self._elsewhere(comment):
                lines.setdefault(home, []).append(Line(comment, target, full=False))
        ordered = sorted(lines, key=lambda home: home.order)
        return [Stretch(home, tuple(lines[home])) for home in ordered]

    def _together(self, comment: Comment, home: Home) -> list[str]:
        """Return a comment and those nearly the same that have the same place."""
        group = self._groups.get(comment.id, ())
        others = [
            name
            for name in group
            if name in self._known and name not in self._parents and self.homes[name] == home
        ]
        return [comment.id, *[name for name in others if name != comment.id]]

    def _answers_to(self, name: str, done: set[str], depth: int) -> Iterator[Line]:
        """Yield the comments about a comment, each with those about it below it."""
        for answer in self._answers.get(name, ()):
            if answer not in done:
                done.add(answer)
                yield self.line(self._known[answer], depth)
                yield from self._answers_to(answer, done, depth + 1)

    def line(self, comment: Comment, depth: int = 0) -> Line:
        """Return a comment in full, as it stands to others."""
        name = comment.id
        like = tuple(other for other in self._groups.get(name, ()) if other in self._known)
        return Line(
            comment,
            self._targets[name],
            answers=self._parents.get(name, ""),
            depth=depth,
            like=like if len(like) > 1 else (),
        )

    def _elsewhere(self, comment: Comment) -> Iterator[tuple[Home, Target]]:
        """Yield the other places that a comment means, once each."""
        standing = self.standing(comment.id)
        seen = {standing}
        for target in comment.targets:
            home = self.home_of(target)
            if home.area is not Area.NO_PLACE and home not in seen:
                seen.add(home)
                yield home, target

    def standing(self, name: str) -> Home:
        """Return where a comment stands in full: below another, at that one's place."""
        while name in self._parents:
            name = self._parents[name]
        return self.homes[name]


def answered(comment: Comment) -> list[str]:
    """Return the ids of the comments that a comment is about."""
    return [name for target in comment.targets for name in target.comments if name != comment.id]


def _leads_to(name: str, start: str, parents: dict[str, str]) -> bool:
    """Whether climbing from `start` one comes to `name`."""
    while start in parents:
        if start == name:
            return True
        start = parents[start]
    return start == name
