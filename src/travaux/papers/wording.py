"""The small words of all papers: sources, dates, counts, and words spoken in their own language."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from travaux.formats.paper.value import Cell, Paragraph, Tone, runs_rtl
from travaux.rules.deadline import Timing
from travaux.text import words
from travaux.text.comment import Comment, CommentKind, Source
from travaux.text.tree import Run

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NOT_CONFIRMED: Final = "proposed by Travaux, not confirmed"
"""Stands beside whatever no officer has confirmed (R18)."""


def said(text: str, tone: Tone = Tone.PLAIN, *, link: str = "") -> Paragraph:
    """Return a paragraph of the paper's own words."""
    return Paragraph((Run(text, link=link),), tone)


def cell(*paragraphs: Paragraph) -> Cell:
    """Return a cell of these paragraphs."""
    return Cell(paragraphs)


def written(text: str, language: str = "", *, italic: bool = False) -> tuple[Paragraph, ...]:
    """Return words that a commenter wrote, a paragraph for each of theirs, in their direction."""
    paragraphs = [part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n")]
    return tuple(
        Paragraph((Run(part, italic=italic),), language=language, rtl=is_rtl(part, language))
        for part in paragraphs
        if part.strip()
    )


def is_rtl(text: str, language: str = "") -> bool:
    """Say whether words run from right to left: by their language, or else their first letter."""
    return runs_rtl(language) if language else words.is_rtl(text)


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names as a sentence has them: `A, B and C`."""
    held = list(names)
    if len(held) < 2:
        return "".join(held)
    return f"{', '.join(held[:-1])} {last} {held[-1]}"


def named(source: Source) -> str:
    """Return a source with its capacity."""
    return f"{source.name} ({source.capacity})" if source.capacity else source.name


def sources(comment: Comment) -> str:
    """Return the sources of a comment in the order given (R14)."""
    return listed([named(source) for source in comment.sources]) or "source not stated"


def day(instant: str) -> str:
    """Return the day of an instant as it was written there: `19 October 2012`."""
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def moment(instant: str) -> str:
    """Return an instant with its offset: `20 October 2012, 09:12 (UTC+02:00)`.

    Seconds are shown where there are any: they may decide whether it was in time.
    """
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    if "T" not in instant and " " not in instant:
        return day(instant)
    offset = f"{at:%z}"
    zone = (
        f" (UTC{offset[:3]}:{offset[3:5]})" if offset.strip("+-0:") else " (UTC)" if offset else ""
    )
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{day(instant)}, {clock}{zone}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and its noun: `1 comment`, `2 comments`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def excerpt(text: str, limit: int = 90) -> str:
    """Return the head of a text, cut between words where it is too long."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    cut = head.rfind(" ", limit // 2)
    return f"{head[: cut if cut > 0 else limit].rstrip(' ,;:')} …"


def source_cell(
    comment: Comment,
    timing: Timing,
    *,
    admitted: bool = False,
    numbered: bool = True,
    timed: bool = True,
) -> Cell:
    """Return who says it, where and when it came from, its number and its kind.

    `timed` says whether it is known of any comment of the turn if it came in time.
    """
    lines = [said(sources(comment), Tone.STRONG)]
    late = timing is Timing.LATE
    came = moment(comment.received) if late else day(comment.received)
    known = [part for part in (comment.symbol, came) if part]
    if known:
        lines.append(said(", ".join(known), Tone.QUIET))
    known = [f"Comment {comment.id}"] if numbered else []
    if comment.kind is not CommentKind.GENERAL:
        known.append(comment.kind.value)
    if known:
        lines.append(said(" · ".join(known), Tone.QUIET))
    if late:
        lines.append(said("late, admitted" if admitted else "late", Tone.OPEN))
    elif timing is Timing.UNKNOWN and timed:
        lines.append(said(timing.value, Tone.QUIET))
    return cell(*lines)
