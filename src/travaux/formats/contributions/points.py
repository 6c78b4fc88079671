"""What every form of contribution has in common: who it is from, its ids, comments put together."""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from travaux.formats.comment_tables.comments_from_rows import known
from travaux.text.comment import Comment, CommentKind, Contribution, Form, Source, Target, stem_of
from travaux.text.tree import Cover, without_language

_NOBODY: Final = frozenset(
    (
        *("", "author", "user", "owner", "admin", "administrator", "unknown", "unknown author"),
        *("microsoft office user", "microsoft account", "windows user", "office user"),
    )
)
"""Names that a word processor writes where it knows none."""


class Given(msgspec.Struct, frozen=True):
    """What is known of a contribution beside its file."""

    name: str
    sources: tuple[Source, ...] = ()
    symbol: str = ""
    received: str = ""
    title: str = ""

    @property
    def stem(self) -> str:
        """The part of an id before the running number: the symbol, else the file's name."""
        return stem_of(self.symbol, self.name)

    def with_cover(self, cover: Cover) -> "Given":
        """Return the same with what the file's cover block says where nothing was given.

        The symbol is taken without the sign of its language (`-E`).
        """
        return replace(
            self,
            sources=self.sources or tuple(Source(name) for name in cover.sources),
            symbol=self.symbol or without_language(cover.symbol),
            title=self.title or cover.title,
        )

    def by(self, author: str) -> tuple[Source, ...]:
        """Return the source that an author's name stands for, else those of the contribution."""
        if author.strip().casefold() in _NOBODY:
            return self.sources
        return (known(author.strip(), self.sources),)


class Point(msgspec.Struct):
    """A comment before it has an id; `on` are the points that it answers or amends."""

    targets: tuple[Target, ...]
    text: str = ""
    proposed: str | None = None
    sources: tuple[Source, ...] = ()
    kind: CommentKind = CommentKind.GENERAL
    passage: str = ""
    on: tuple[int, ...] = ()
    """Places in the list of points."""


def contribution(
    given: Given,
    form: Form,
    points: Sequence[Point],
    warnings: Sequence[str] = (),
    *,
    order: Sequence[int] | None = None,
    language: str = "",
    set_aside: tuple[str, ...] = (),
) -> Contribution:
    """Return a contribution whose comments are the points, numbered in `order`.

    Ids are the stem and a running number from 1: the same file gives the same ids.
    """
    placed = list(range(len(points))) if order is None else list(order)
    ids = {at: f"{given.stem}#{number}" for number, at in enumerate(placed, 1)}
    comments = [_comment(given, points[at], ids, at, language) for at in placed]
    unnamed = sum(not comment.sources for comment in comments)
    missing = (
        (
            f"No source is named for {some(unnamed, 'comment')} of {given.name}."
            " Say whose contribution it is.",
        )
        if unnamed
        else ()
    )
    return Contribution(
        given.name,
        form,
        given.sources or of_all(comments),
        given.symbol,
        given.title,
        given.received,
        tuple(comments),
        (*warnings, *missing),
        set_aside,
    )


def of_all(comments: Sequence[Comment]) -> tuple[Source, ...]:
    """Return the sources that all comments share, none where they differ."""
    found = {comment.sources for comment in comments}
    return found.pop() if len(found) == 1 else ()


def some(number: int, noun: str) -> str:
    """Return a number with its noun: `1 comment`, `2 comments`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _comment(given: Given, point: Point, ids: dict[int, str], at: int, language: str) -> Comment:
    targets = point.targets
    if point.on:
        named = tuple(ids[other] for other in point.on)
        targets = (replace(targets[0], comments=named), *targets[1:])
    return Comment(
        ids[at],
        point.sources or given.sources,
        targets,
        point.kind,
        point.text,
        point.proposed,
        language=language,
        received=given.received,
        symbol=given.symbol,
        passage=point.passage,
    )
