"""Paragraph marks that word processors can accept and reject without leaving empty paragraphs.

A mark joins its paragraph with the next when it goes. The last one of a body, cell or note, and
the one before a table, has no next paragraph to join, so it must stay: as Word itself does when
one writes on at the end, the mark that is tracked is the one before.
"""

from dataclasses import replace
from typing import Literal

from travaux.formats.docx_writer.marked import EMPTY, Change, Flow, Paragraph, Piece, Table

View = Literal["new", "old"]


def settle(flow: Flow, default: Change) -> None:
    """Let every stretch of paragraphs in a flow end with a mark that stays, where one can."""
    _part_tables(flow, default)
    if not flow or isinstance(flow[-1], Table):
        flow.append(Paragraph([], EMPTY, EMPTY))
    end = len(flow)
    for place in range(len(flow) - 1, -2, -1):
        if place >= 0 and not isinstance(flow[place], Table):
            continue
        stretch = [block for block in flow[place + 1 : end] if isinstance(block, Paragraph)]
        if stretch:
            _carry(stretch)
            before = flow[place] if place >= 0 else None
            after = flow[end] if end < len(flow) else None
            closed = _closed(stretch, before, after)
            _join(closed)
            flow[place + 1 : end] = closed
        end = place


def _part_tables(flow: Flow, default: Change) -> None:
    """Put an empty paragraph between tables that follow each other in one view or both."""
    for place in range(len(flow) - 1, 0, -1):
        below, above = flow[place], flow[place - 1]
        if isinstance(below, Table) and isinstance(above, Table):
            new = EMPTY if _stands(above, "new") and _stands(below, "new") else None
            old = EMPTY if _stands(above, "old") and _stands(below, "old") else None
            if new or old:
                op: Literal["ins", "del"] = "ins" if new else "del"
                change = replace(default, op=op, move="") if not (new and old) else None
                flow.insert(place, Paragraph([], new, old, change))


def _stands(block: object, view: View) -> bool:
    """Whether a table has a row in a view."""
    gone = "ins" if view == "old" else "del"
    return isinstance(block, Table) and any(
        row.change is None or row.change.op != gone for row in block.rows
    )


def _join(stretch: list[Paragraph]) -> None:
    """Tell each paragraph whose mark goes, but not all its words, whose mark ends them then.

    In Word joined paragraphs look like the last of them, in LibreOffice like the first: so the
    first must know what the last looks like.
    """
    ends: dict[View, Paragraph | None] = {"new": None, "old": None}
    for paragraph in reversed(stretch):
        if paragraph.new is None and _says_in(paragraph, "ins"):
            paragraph.joins = ends["new"]
        elif paragraph.old is None and _says_in(paragraph, "del"):
            paragraph.joins = ends["old"]
        ends["new"] = paragraph if paragraph.new is not None else ends["new"]
        ends["old"] = paragraph if paragraph.old is not None else ends["old"]


def _says_in(paragraph: Paragraph, op: str) -> bool:
    """Whether a paragraph has words in the newer view (`ins`) or the older (`del`)."""
    pieces = [piece for piece in paragraph.pieces if isinstance(piece, Piece)]
    return any(piece.change is None or piece.change.op == op for piece in pieces)


def _closed(stretch: list[Paragraph], before: object, after: object) -> list[Paragraph]:
    """Return the stretch with its last mark in both views, where that leaves nothing empty."""
    last = stretch[-1]
    if last.new is not None and last.old is not None:
        return stretch
    view: View = "old" if last.old is None else "new"
    for place in range(len(stretch) - 2, -1, -1):
        giver = stretch[place]
        if getattr(giver, view) is not None:
            return _shifted(stretch, place, view)
    if after is None or (_stands(before, view) and _stands(after, view)):
        setattr(last, view, EMPTY)
        last.change = None
    return stretch


def _carry(stretch: list[Paragraph]) -> None:
    """Let words inserted at the end of a paragraph and whole paragraphs after them be one.

    Whoever writes on at the end of a paragraph inserts its mark, and the old mark ends the last
    of the new ones. LibreOffice joins the two insertions in any case, and would take the old mark
    away with them.
    """
    for place in range(len(stretch) - 2, -1, -1):
        paragraph = stretch[place]
        if paragraph.new is None or paragraph.old is None or not _ends_inserted(paragraph):
            continue
        end = place + 1
        while end < len(stretch) and _all_inserted(stretch[end]):
            end += 1
        if end > place + 1:
            stretch[place:end] = _shifted(stretch[place:end], 0, "old")


def _all_inserted(paragraph: Paragraph) -> bool:
    changes = [piece.change for piece in paragraph.pieces if isinstance(piece, Piece)]
    return paragraph.old is None and all(c is not None and c.op == "ins" for c in changes)


def _ends_inserted(paragraph: Paragraph) -> bool:
    pieces = [piece for piece in paragraph.pieces if isinstance(piece, Piece)]
    change = pieces[-1].change if pieces else None
    return change is not None and change.op == "ins"


def _shifted(stretch: list[Paragraph], place: int, view: View) -> list[Paragraph]:
    """Give the last mark of a stretch the part in one view of the mark at `place`."""
    giver, last = stretch[place], stretch[-1]
    setattr(last, view, getattr(giver, view))
    setattr(giver, view, None)
    change = last.change
    last.change = None
    if giver.new is None and giver.old is None:
        follower = stretch[place + 1]
        follower.pieces[:0] = giver.pieces
        return stretch[:place] + stretch[place + 1 :]
    giver.change = replace(change, move="") if change is not None else None
    return stretch
