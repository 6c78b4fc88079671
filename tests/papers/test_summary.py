"""A turn on one screen."""

from msgspec.structs import replace

from tests.papers.turns import turn
from travaux.papers import summary


def test_the_counts_of_the_sample() -> None:
    found = summary.summarise(turn())
    assert (found.comments, found.in_time, found.late, found.unknown) == (18, 15, 2, 1)
    assert (found.answered, found.proposed, found.owed) == (5, 4, 9)
    assert (found.in_text, found.in_part, found.not_in_text) == (3, 1, 1)
    assert found.changes == found.sourced + found.unsourced
    assert (found.sourced, found.unconfirmed) == (6, 4)
    assert found.moved == 2


def test_a_late_comment_that_was_not_admitted_is_owed_nothing() -> None:
    bare = replace(turn(), dispositions=())
    assert summary.summarise(bare).owed == 17
    assert summary.summarise(replace(bare, admitted=())).owed == 16


def test_it_fits_one_screen() -> None:
    lines = summary.lines(turn())
    assert len(lines) <= 20
    assert all(len(line.name) + len(line.value) < 100 for line in lines)
    assert not any("%" in line.value for line in lines)


def test_before_the_next_draft_nothing_is_said_of_it() -> None:
    early = replace(turn(), next=None, redline=None, changes=(), attributions=(), adoptions=())
    assert "Changes in the next draft" not in [line.name for line in summary.lines(early)]
