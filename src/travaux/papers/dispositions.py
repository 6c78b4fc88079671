"""The table of dispositions: what became of every comment, and what is still owed (R15, R16)."""

import re
from typing import Final

from travaux.formats.html_writer import title_of
from travaux.formats.paper.value import (
    Block,
    Cell,
    Column,
    Facts,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.papers import comment_words, counts, summary
from travaux.papers.answers import NO_ANSWER, shown
from travaux.papers.changes_cited import Cited
from travaux.papers.naming import on
from travaux.papers.places import Places
from travaux.papers.returned import Problem, Returned, read
from travaux.papers.turn import Turn
from travaux.papers.wording import NOT_CONFIRMED, cell, listed, said, source_cell, written
from travaux.text.comment import (
    Adopted,
    Adoption,
    Comment,
    Disposition,
    Found,
    Placement,
    Target,
    TargetKind,
)

__all__ = ["Problem", "Returned", "read", "table"]

NUMBER: Final = "No."
ANSWER: Final = "Answer"
REASON: Final = "Reason"
CHANGES: Final = "Changes made"
COLUMNS: Final = (
    Column(NUMBER, 4),
    Column("Provision", 8),
    Column("Source", 10),
    Column("Comment", 18),
    Column("Proposed text", 20),
    Column(ANSWER, 11),
    Column(REASON, 13),
    Column(CHANGES, 15),
)
_PARTS: Final = re.compile(r"(?<=[-/#_. ])")
_WIDEST_NUMBER: Final = 11
_FOUND: Final = {
    Adopted.VERBATIM: "In the text, verbatim",
    Adopted.REWORDED: "In the text, reworded",
    Adopted.IN_PART: "In part",
    Adopted.NOT_FOUND: "Not found in the text",
}


def table(turn: Turn, *, symbol: str = "") -> Paper:
    """Return the table of dispositions, every comment once in the order received.

    `symbol` is that of the paper itself, where it has one. What no officer confirmed
    is set apart; a comment without an answer says so.
    """
    blocks: list[Block] = [Facts(summary.answer_facts(turn))]
    if any(not disposition.confirmed for disposition in turn.dispositions):
        text = (
            f"Answers marked “{NOT_CONFIRMED}” are no decision yet. To confirm one, delete the "
            "mark; to give another, write over it, with the reason."
        )
        blocks.append(Text(said(text, Tone.OPEN)))
    rows = _Rows(turn)
    if turn.comments:
        made = tuple(rows.row(comment) for comment in turn.comments)
        blocks.append(Table("Dispositions of comments", _columns(turn), made))
    else:
        blocks.append(Text(said("No comments were received.")))
    return Paper(
        f"Table of dispositions of comments{on(turn.draft)}",
        tuple(blocks),
        symbol=symbol,
        lines=(title_of(turn.draft),),
        landscape=True,
    )


def _columns(turn: Turn) -> tuple[Column, ...]:
    """Return the columns, the first as wide as the longest part of a number wants it."""
    parts = [part for comment in turn.comments for part in _PARTS.split(comment.id)]
    width = min(_WIDEST_NUMBER, max(6, max(map(len, parts), default=0) + 2))
    return (Column(NUMBER, width), *COLUMNS[1:])


class _Rows:
    """Writes one row a comment."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._timing = counts.timings(turn)
        self._old = Places(turn.draft)
        self._new = Places(turn.next) if turn.next else None
        self._cited = Cited(turn)
        self._dispositions = {found.comment: found for found in turn.dispositions}
        self._adoptions = {found.comment: found for found in turn.adoptions}
        self._placements = {(found.comment, found.target): found for found in turn.placements}

    def row(self, comment: Comment) -> Row:
        """Return the row of a comment."""
        disposition = self._dispositions.get(comment.id)
        target = comment.targets[0] if comment.targets else None
        admitted = comment.id in self._turn.admitted
        timing = self._timing[comment.id]
        source = source_cell(
            comment,
            timing,
            admitted=admitted,
            numbered=False,
            timed=counts.is_timed(self._turn),
        )
        proposed = comment_words.proposal(comment, target, self._old)
        reason = written(disposition.reason) if disposition else ()
        cells = (
            cell(said(comment.id, Tone.STRONG)),
            Cell(tuple(self._places(comment))),
            source,
            Cell(comment_words.remarks(comment)),
            Cell(proposed),
            Cell(tuple(self._answer(comment, disposition))),
            Cell(reason),
            Cell(tuple(self._changes(comment, disposition))),
        )
        return Row(cells, anchor=f"comment-{comment.id}")

    def _places(self, comment: Comment) -> list[Paragraph]:
        """Say what each target is in the draft, and where that is in the next one."""
        if not comment.targets:
            return [said("The whole draft")]
        made: list[Paragraph] = []
        for number, target in enumerate(comment.targets):
            made.append(said(self._place(target)))
            placement = self._placements.get((comment.id, number))
            if placement is not None and not self._went_as_asked(placement):
                made += self._new_place(placement, made[-1].text)
        return made

    def _place(self, target: Target) -> str:
        cited = self._old.cited(target.start, target.end)
        if cited:
            return cited
        if target.kind is TargetKind.DRAFT:
            return "The whole draft"
        if target.kind is TargetKind.THROUGHOUT:
            return f"Throughout: “{target.quote or target.label}”"
        if target.kind is TargetKind.COMMENT and target.comments:
            return f"Comment{'s' * (len(target.comments) > 1)} {listed(target.comments)}"
        return f"“{target.label}”, not found" if target.label else "No place given"

    def _new_place(self, placement: Placement, was: str) -> list[Paragraph]:
        if placement.found is Found.LOST:
            return [said("no longer found in the next draft", Tone.OPEN)]
        here = self._new.cited(placement.start, placement.end) if self._new else ""
        if not here or (here == was and placement.found is not Found.MOVED):
            return []
        word = "moved to" if placement.found is Found.MOVED else "now"
        return [said(f"{word} {here}", Tone.QUIET)]

    def _went_as_asked(self, placement: Placement) -> bool:
        """Whether words are gone because the next draft has what the comment asks for."""
        adoption = self._adoptions.get(placement.comment)
        adopted = adoption is not None and adoption.adopted is not Adopted.NOT_FOUND
        return adopted and placement.found is Found.LOST

    def _answer(self, comment: Comment, disposition: Disposition | None) -> list[Paragraph]:
        if disposition is None:
            apart = counts.is_apart(self._turn, self._timing[comment.id], comment.id)
            if apart:
                return [said(f"{NO_ANSWER} (late, not admitted)", Tone.QUIET)]
            return [said(NO_ANSWER, Tone.OPEN)]
        made = [said(shown(disposition), Tone.STRONG)]
        if not disposition.confirmed:
            made.append(said(NOT_CONFIRMED, Tone.OPEN))
        return made

    def _changes(self, comment: Comment, disposition: Disposition | None) -> list[Paragraph]:
        made: list[Paragraph] = []
        if disposition is not None and disposition.changes:
            made.append(said(f"Changes: {self._cited.listed(disposition.changes)}"))
        adoption = self._adoptions.get(comment.id)
        if adoption is not None:
            made.append(said(self._found(adoption), Tone.QUIET))
        return made

    def _is_gone(self, words: str) -> bool:
        """Whether these words stood in the draft and do not stand in the next one."""
        said = words.strip(" .,;")
        if not said or self._turn.next is None:
            return False
        old, new = (
            any(said in provision.text for provision in tree.provisions)
            for tree in (self._turn.draft, self._turn.next)
        )
        return old and not new

    def _found(self, adoption: Adoption) -> str:
        """Say what was found of a proposal: its words, never how many supported it (R20)."""
        text = _FOUND[adoption.adopted]
        if adoption.adopted is Adopted.VERBATIM and self._is_gone(adoption.words):
            text = "Deleted, as asked"
        if adoption.adopted is Adopted.NOT_FOUND:
            return text
        if adoption.adopted is Adopted.REWORDED:
            text += f" (how sure: {adoption.score:.2f})"
        if adoption.adopted is Adopted.IN_PART:
            text += f" ({adoption.share * 100:.0f} % of its words)"
        where = self._cited.where(adoption.changes)
        words = f"“{adoption.words.strip()}”" if adoption.words.strip() else ""
        after = " ".join([part for part in (where, words) if part])
        return f"{text}: {after}" if after else text
