"""Marked words: without the struck ones the proposal, without the underlined ones the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.papers.marks import proposal_marks
from travaux.text.tree import Run

_texts = st.lists(
    st.sampled_from(["the", "net", "works", ".", ",", "网络", "شبكة", "è"]), max_size=12
).map(" ".join)


def _without(runs: tuple[Run, ...], form: str) -> str:
    return "".join("".join(r.text for r in runs if not getattr(r, form)).split())


@given(_texts, _texts)
def test_both_texts_are_in_the_marks(draft: str, proposed: str) -> None:
    runs = proposal_marks(draft, proposed)
    assert _without(runs, "strike") == "".join(proposed.split())
    assert _without(runs, "underline") == "".join(draft.split())


@given(_texts, _texts)
def test_no_word_is_both_added_and_deleted_and_no_mark_begins_with_a_blank(
    draft: str, proposed: str
) -> None:
    for run in proposal_marks(draft, proposed):
        assert not (run.underline and run.strike)
        assert run.text
        if run.underline or run.strike:
            assert run.text == run.text.strip(" ") or not run.text.strip(" ")


def test_a_blank_parts_what_goes_from_what_comes() -> None:
    runs = proposal_marks("It serves all.", "It works for all.")
    assert runs == (
        Run("It "),
        Run("serves", strike=True),
        Run(" "),
        Run("works for", underline=True),
        Run(" all."),
    )


@pytest.mark.parametrize(("draft", "proposed"), [("", ""), ("same words", "same words")])
def test_nothing_changed_is_not_marked(draft: str, proposed: str) -> None:
    assert all(not run.underline and not run.strike for run in proposal_marks(draft, proposed))
