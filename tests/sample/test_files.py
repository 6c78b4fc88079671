"""The sample's files, read as any contribution, give the comments that they were written from."""

import pytest

from travaux.formats import contributions
from travaux.rules.received import Entry, read_list
from travaux.sample import draft, files, received
from travaux.sample.received import Sent
from travaux.text.comment import Comment, Contribution, TargetKind

THIRD = draft("third")
FILES = files.received()
LIST = {entry.file: entry for entry in read_list(FILES[files.INDEX], received.ZONE)}
MEANT = {one.symbol: one for one in received.contributions()}


def read(one: Sent) -> Contribution:
    entry: Entry = LIST[one.name]
    return contributions.read(
        one.name,
        FILES[one.name],
        THIRD,
        sources=entry.sources,
        symbol=entry.symbol,
        received=entry.received,
    )


def place(comment: Comment) -> str:
    """Return where a comment is, as a delegate would cite it."""
    (target,) = comment.targets
    if target.start in THIRD.index():
        return THIRD.citations()[THIRD.index()[target.start]]
    return "" if target.kind is TargetKind.DRAFT else target.kind.value


@pytest.mark.parametrize("one", received.sent(), ids=lambda one: one.name)
def test_each_file_is_known_for_what_it_is(one: Sent) -> None:
    found = read(one)
    assert found.form is MEANT[one.symbol].form
    assert found.sources == MEANT[one.symbol].sources
    assert found.warnings == ()


@pytest.mark.parametrize("one", received.sent(), ids=lambda one: one.name)
def test_each_point_is_one_comment_at_its_place(one: Sent) -> None:
    meant = sorted(map(place, MEANT[one.symbol].comments))
    assert sorted(map(place, read(one).comments)) == meant


@pytest.mark.parametrize(
    "one",
    # An edited copy proposes just the words that change: see the next test.
    [one for one in received.sent() if one.form != "edited copy"],
    ids=lambda one: one.name,
)
def test_each_proposal_is_read_as_it_was_meant(one: Sent) -> None:
    meant = [each.proposed for each in MEANT[one.symbol].comments if each.proposed is not None]
    found = [each.proposed for each in read(one).comments if each.proposed is not None]
    assert sorted(found) == sorted(meant)


def test_an_edited_copy_gives_a_comment_for_each_change_and_margin_comment() -> None:
    (copy,) = [one for one in received.sent() if one.form == "edited copy"]
    comments = read(copy).comments
    assert {comment.sources[0].name for comment in comments} == {"Cisco"}
    assert [comment.proposed for comment in comments if not comment.text] == [
        "",
        " Signed answers (DNSSEC) allow a resolver to notice a forged one.",
        "about ",
    ]
    (margin,) = [comment for comment in comments if comment.text]
    assert margin.text.startswith("One footnote of the second draft")


def test_the_list_gives_every_contribution_its_instant_and_class() -> None:
    assert set(LIST) == {one.name for one in received.sent()}
    late = [one.symbol for one in received.sent() if one.admitted]
    assert late == ["WTPF-IEG/2/16"]
