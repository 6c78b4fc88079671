"""What a person sees of a turn at the end of a command: one screen."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from travaux.formats.structure import excerpt
from travaux.papers import summary
from travaux.papers.places import Places
from travaux.papers.turn import Turn
from travaux.papers.wording import sources
from travaux.text.changes import Change
from travaux.text.comment import Adopted, Comment, Found, Placement, Target
from travaux.text.tree import OBJECT, Tree

_MOST: Final = 6
"""So many lines of one kind are listed on screen; the papers hold all."""
_WIDEST: Final = 110


def facts(turn: Turn) -> dict[str, Any]:
    """Return the summary for programs."""
    found: dict[str, Any] = msgspec.to_builtins(summary.summarise(turn))
    return {"draft": _name(turn.draft), "next": _name(turn.next) if turn.next else "", **found}


def show(turn: Turn, written: Sequence[Path]) -> None:
    """Print the summary, what needs a person's eye, and what was written."""
    _title(turn)
    lines = summary.lines(turn)
    width = max(len(fact.name) for fact in lines)
    for fact in lines:
        click.echo(f"  {fact.name:<{width}}  {fact.value}")
    about = _Lines(turn)
    if turn.next is not None:
        _list("No known source", about.unsourced())
        _list("No longer found, and not taken up", about.lost())
        _list("No answer yet", about.owed())
    _written(written)


def show_changes(turn: Turn, written: Sequence[Path]) -> None:
    """Print each change with the comments it came from."""
    _title(turn)
    named = {comment.id: comment for comment in turn.comments}
    origins = {one.change: one for one in turn.attributions}
    about = _Lines(turn)
    for change in turn.changes:
        found = origins.get(change.id)
        click.echo(f"  {about.change(change)}")
        for origin in found.origins if found else ():
            comment = named[origin.ref]
            click.secho(f"      ← {comment.id}, {sources(comment)}", fg="green")
        if found is None or not found.origins:
            click.secho("      no known source", fg="yellow")
    _written(written)


def show_placements(turn: Turn) -> None:
    """Print where the targets of each comment stand in the next draft."""
    _title(turn)
    named = {comment.id: comment for comment in turn.comments}
    old, new = Places(turn.draft), Places(turn.next or turn.draft)
    for placement in turn.placements:
        comment = named[placement.comment]
        target = comment.targets[placement.target]
        here = old.cited(target.start, target.end) or target.label or "whole draft"
        click.echo(f"  {comment.id:<20} {here:<24} {_found(placement, new)}")


_COLOURS: Final = {Found.PLACED: "green", Found.MOVED: "cyan", Found.LOST: "yellow"}


def _found(placement: Placement, new: Places) -> str:
    there = new.cited(placement.start, placement.end)
    sure = "" if placement.score in (0.0, 1.0) else f" (how sure: {placement.score:.2f})"
    words = " ".join(filter(None, (placement.found.value, there)))
    return click.style(words, fg=_COLOURS.get(placement.found)) + sure


def _title(turn: Turn) -> None:
    names = [_name(tree) for tree in (turn.draft, turn.next) if tree is not None]
    click.secho(" → ".join(names), bold=True)
    if turn.deadline:
        click.echo(f"  deadline: {turn.deadline}")


def _name(tree: Tree) -> str:
    """Return how a draft is called: its symbol, else its title, else its first words."""
    return tree.cover.symbol or excerpt(tree.cover.title or _first_words(tree), 60)


def _first_words(tree: Tree) -> str:
    return next((provision.plain for provision in tree.provisions if provision.plain), "draft")


def _list(title: str, every: Sequence[str]) -> None:
    """Print some lines under a title, and how many more there are."""
    if not every:
        return
    click.secho(f"\n  {title}: {len(every):,}", fg="yellow")
    for line in every[:_MOST]:
        click.echo(f"    {line}")
    if len(every) > _MOST:
        click.secho(f"    … and {len(every) - _MOST:,} more", dim=True)


def _room() -> int:
    return max(50, min(_WIDEST, shutil.get_terminal_size().columns) - 8)


class _Lines:
    """What needs a person's eye in a turn, a line each."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._named = {comment.id: comment for comment in turn.comments}
        self._old, self._new = Places(turn.draft), Places(turn.next or turn.draft)
        self._room = max(50, min(_WIDEST, shutil.get_terminal_size().columns) - 8)

    def unsourced(self) -> list[str]:
        """Return the changes without a known source."""
        known = {one.change for one in self._turn.attributions if one.origins}
        return [self.change(one) for one in self._turn.changes if one.id not in known]

    def change(self, change: Change) -> str:
        """Return a change: its place and its words."""
        side, names = (self._new, change.new) if change.new else (self._old, change.old)
        words = " ".join(
            f"{sign}{' '.join(text.replace(OBJECT, '').split())}"
            for sign, text in (("−", change.old_text), ("+", change.new_text))
            if text.strip()
        )
        line = f"{side.cited(names[0])}: {words or change.kind.value}"
        return excerpt(line, self._room)

    def lost(self) -> list[str]:
        """Return the comments whose words are gone, though not because they asked for it."""
        found = {one.comment: one.adopted for one in self._turn.adoptions}
        return [
            excerpt(f"{self._meant(target)}: {self._said(comment)}", self._room)
            for one in self._turn.placements
            if one.found is Found.LOST and found.get(one.comment) is Adopted.NOT_FOUND
            for comment in [self._named[one.comment]]
            for target in [comment.targets[one.target]]
        ]

    def _meant(self, target: Target) -> str:
        """Return where a target was, or the words meant where it had no place."""
        return self._old.cited(target.start, target.end) or excerpt(f"“{target.quote}”", 30)

    def owed(self) -> list[str]:
        """Return the comments without even a proposed answer."""
        return [
            excerpt(self._said(self._named[name]), self._room)
            for name in summary.unanswered(self._turn)
        ]

    @staticmethod
    def _said(comment: Comment) -> str:
        words = " ".join(comment.text.split())
        if not words:
            quote = comment.targets[0].quote if comment.targets else ""
            asked = (
                f"−{quote}" if quote else "",
                f"+{comment.proposed}" if comment.proposed else "",
            )
            words = " ".join(filter(None, asked))
        return f"{comment.id}, {sources(comment)}: {words}"


def _written(written: Sequence[Path]) -> None:
    """Print the papers written, a line for each, its formats together."""
    by_stem: dict[Path, list[str]] = {}
    for path in written:
        by_stem.setdefault(path.with_suffix(""), []).append(path.suffix)
    if written:
        click.echo()
    for stem, endings in by_stem.items():
        click.echo(f"  written: {stem}{' '.join(endings)}")
