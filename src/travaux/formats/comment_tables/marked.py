"""The convention of the house in a cell: added text underlined, deleted struck, comments italic.

A cell that repeats a provision with such marks proposes an edit of it; what is in italics is the
comment.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from travaux.formats.comment_tables.table import Cell, Paragraph
from travaux.text.landmarks import Landmarks
from travaux.text.quotes import Quote, locate, occurrences
from travaux.text.tree import Run

_QUOTED: Final = re.compile(r"\s*“([^“”]+)”\s*")


class Edit(msgspec.Struct, frozen=True):
    """A marked paragraph: the words before the first mark, those changed, those after the last."""

    before: str
    old: str
    new: str
    after: str

    @property
    def whole_old(self) -> str:
        """The paragraph as it was before the marks."""
        return self.before + self.old + self.after


class Marked(msgspec.Struct, frozen=True):
    """What a cell holds by the convention."""

    edits: tuple[Edit, ...] = ()
    comment: str = ""
    """The words in italics; where nothing is in italics and nothing marked, all words."""
    plain: str = ""
    """Words that are neither marked nor in italics, where some others are."""
    quote: str = ""
    """A paragraph that only quotes words: those meant by the comment."""


def read_marks(cell: Cell) -> Marked:
    """Return the edits, the comment and the rest of a cell."""
    edits: list[Edit] = []
    comments: list[str] = []
    plain: list[str] = []
    quote = ""
    for paragraph in _joined(cell):
        text = "".join([run.text for run in paragraph])
        quoted = _QUOTED.fullmatch(text)
        if any(_is_mark(run) for run in paragraph):
            edits.append(_edit(paragraph))
        elif _is_comment(paragraph):
            comments.append(text)
        elif quoted is not None and not quote:
            quote = quoted[1]
        else:
            plain.append(text)
    if not edits and not comments:
        return Marked((), "\n".join(plain).strip(), "", quote)
    return Marked(tuple(edits), "\n".join(comments).strip(), "\n".join(plain).strip(), quote)


def _joined(cell: Cell) -> Cell:
    """Return the paragraphs, those that one addition runs through joined by a line end."""
    made: list[Paragraph] = []
    for paragraph in cell:
        goes_on = made and made[-1] and paragraph and _is_added(made[-1][-1])
        if goes_on and _is_added(paragraph[0]):
            last = made.pop()
            paragraph = (*last[:-1], last[-1].with_text(f"{last[-1].text}\n"), *paragraph)
        made.append(paragraph)
    return tuple(made)


def _is_added(run: Run) -> bool:
    return run.underline and not run.strike and bool(run.text.strip())


def _is_mark(run: Run) -> bool:
    return (run.underline or run.strike) and bool(run.text.strip())


def _is_comment(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is a comment: in italics, but for blanks and signs."""
    telling = [run for run in paragraph if any(sign.isalnum() for sign in run.text)]
    return bool(telling) and all(run.italic for run in telling)


def _edit(paragraph: Paragraph) -> Edit:
    marked = [at for at, run in enumerate(paragraph) if run.underline or run.strike]
    first, last = marked[0], marked[-1]
    changed = paragraph[first : last + 1]
    return Edit(
        "".join([run.text for run in paragraph[:first]]),
        "".join([run.text for run in changed if run.strike or not run.underline]),
        "".join([run.text for run in changed if not run.strike]),
        "".join([run.text for run in paragraph[last + 1 :]]),
    )


def find_edit(edit: Edit, landmarks: Landmarks, extent: Sequence[int]) -> Quote | None:
    """Return where the changed words of an edit stand among these provisions, if that is sure.

    The repeated words must be those of the provision, its label aside and blanks forgiven; an
    edit that is nothing but additions has no place of its own.
    """
    if not edit.whole_old.strip():
        return None
    for before in dict.fromkeys((edit.before, landmarks.by_label_at_head(edit.before)[1])):
        whole = before + edit.old + edit.after
        for place in extent:
            text = landmarks.draft.provisions[place].text
            at = text.find(whole.strip()) if whole.strip() else -1
            if at >= 0 and text.find(whole.strip(), at + 1) < 0:
                lead = len(whole) - len(whole.lstrip())
                start = max(0, at + len(before) - lead)
                return Quote(place, start, min(len(text), start + len(edit.old)))
        found = locate(whole, landmarks.draft, extent)
        if len(found) == 1:
            return _within(found[0], before, edit, landmarks)
    return None


def _within(found: Quote, before: str, edit: Edit, landmarks: Landmarks) -> Quote | None:
    """Return the changed words within a stretch that is the repeated paragraph, blanks forgiven."""
    text = landmarks.draft.provisions[found.place].text
    start = found.start
    if before.strip():
        heads = [span for span in occurrences(before, text) if span[0] == found.start]
        if not heads:
            return None
        start = heads[0][1]
        while before[-1].isspace() and start < found.end and text[start].isspace():
            start += 1
    if not edit.old.strip():
        return Quote(found.place, start, start)
    changed = [span for span in occurrences(edit.old, text) if span[0] >= start]
    return Quote(found.place, *changed[0]) if changed else None


def marked_text(text: str, start: int, end: int, proposed: str) -> Paragraph:
    """Return a provision's words with those at `start:end` struck and the proposed underlined."""
    runs = (
        Run(text[:start]),
        Run(text[start:end], strike=True),
        Run(proposed, underline=True),
        Run(text[end:]),
    )
    return tuple(run for run in runs if run.text)
