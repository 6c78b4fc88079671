"""The sample's truth fits its drafts and comments: each has one account."""

from collections import Counter

from travaux.sample import draft
from travaux.sample.received import contributions
from travaux.sample.truth import consequences, links, truth, without_source
from travaux.text.changes import changes
from travaux.text.redline import redline

THIRD, FOURTH = draft("third"), draft("fourth")
CHANGES = changes(redline(THIRD, FOURTH), THIRD, FOURTH)
COMMENTS = {comment.id for one in contributions() for comment in one.comments}


def test_every_change_has_exactly_one_account() -> None:
    sourced = {change for change, _ in links(CHANGES)}
    alone = without_source(CHANGES, THIRD, FOURTH)
    following = consequences(CHANGES, THIRD, FOURTH)
    counted = Counter([*sourced, *alone, *following])
    assert counted == dict.fromkeys((change.id for change in CHANGES), 1)


def test_five_changes_have_no_source() -> None:
    assert len(without_source(CHANGES, THIRD, FOURTH)) == 5


def test_every_comment_is_adopted_or_not() -> None:
    assert set(truth().adopted) | set(truth().not_adopted) == COMMENTS
    assert not set(truth().adopted) & set(truth().not_adopted)


def test_every_adopted_comment_has_a_change_for_each_of_its_words() -> None:
    found = Counter(comment for _, comment in links(CHANGES))
    for name, adopted in truth().adopted.items():
        assert found[name] == len(adopted.came) + len(adopted.went), name


def test_most_adopted_comments_are_not_there_word_for_word() -> None:
    ways = Counter(adopted.how for adopted in truth().adopted.values())
    assert ways["paraphrased"] + ways["split"] + ways["combined"] >= ways.total() / 2
    assert ways["elsewhere"] >= 2


def test_placements_cite_what_the_fourth_draft_has() -> None:
    citations = set(FOURTH.citations())
    for name, (found, at) in truth().placement.items():
        assert name in COMMENTS
        assert at in citations if at else found in ("no longer found", "unplaced")
