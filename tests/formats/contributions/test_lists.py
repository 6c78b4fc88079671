"""Lists of issues bring comments and what became of them."""

import pytest

from tests.formats.docx_reader.word_files import sample, sample_paths
from travaux.formats import detect
from travaux.formats.contributions import Listed, read
from travaux.formats.contributions.lists import listed
from travaux.formats.contributions.points import Given
from travaux.formats.reading import Unreadable
from travaux.sample import draft
from travaux.text.comment import Answer, CommentKind, Form, Source, TargetKind
from travaux.text.tree import Tree

DRAFT = draft("third")

TEXT = """Draft:    http://example.org/TR/x
Title:    Third Draft of the Report

----
Issue 1.
Summary:  Section 2.3.1 is emotive
From:     Ann Archer, Ben Baker
Comment:  http://example.org/0001
Response: http://example.org/0002
Closed:   Accepted
Resolved: Editorial
----
Issue 2.
Summary:  “criminals attack the innocent at every turn” should go, and this
          goes on in the next line
From:     Cy Cole
Comment:  http://example.org/0003
Closed:   {closed}
Verified: http://example.org/0004
----
Issue 3.
Summary:  Nothing places this
From:     Di Dale
Open:     still discussed
"""


def found(closed: str = "Rejected") -> Listed:
    return listed(Given("issues.txt"), TEXT.format(closed=closed).encode(), DRAFT)


def test_each_issue_is_a_comment_with_its_sources_and_its_block() -> None:
    comments = found().contribution.comments
    assert [one.id for one in comments] == ["issues#1", "issues#2", "issues#3"]
    assert comments[0].sources == (Source("Ann Archer"), Source("Ben Baker"))
    assert comments[1].text.endswith("and this goes on in the next line")
    assert "Comment: http://example.org/0001" in comments[0].passage
    assert comments[0].kind is CommentKind.EDITORIAL
    assert found().contribution.title == "Third Draft of the Report"


def test_an_issue_is_on_the_whole_draft_unless_its_words_place_it() -> None:
    first, second, third = found().contribution.comments
    assert first.targets[0].kind is TargetKind.RANGE
    assert second.targets[0].quote == "criminals attack the innocent at every turn"
    assert third.targets[0].kind is TargetKind.DRAFT


@pytest.mark.parametrize(
    ("closed", "answer"),
    [
        ("Accepted", Answer.ACCEPTED),
        ("Accepted / Editorial", Answer.ACCEPTED),
        ("Rejected", Answer.NOT_ACCEPTED),
        ("Rejected (new features are out of scope)", Answer.NOT_ACCEPTED),
        ("Invalid", Answer.NOT_ACCEPTED),
        ("OutOfScope", Answer.OUT_OF_SCOPE),
        ("Out-of-Scope", Answer.OUT_OF_SCOPE),
        ("Deferred", Answer.DEFERRED),
        ("Deferred to L2", Answer.DEFERRED),
        ("Duplicate of 1", Answer.MERGED),
        ("Retracted", Answer.WITHDRAWN),
        ("Question", Answer.NOTED),
    ],
)
def test_the_lists_words_for_an_answer(closed: str, answer: Answer) -> None:
    assert found(closed).dispositions[1].answer is answer


def test_what_was_merged_or_deferred_says_with_what_or_to_what() -> None:
    assert found("Duplicate of 1").dispositions[1].refers_to == "issues#1"
    assert found("Deferred to L2").dispositions[1].refers_to == "L2"


def test_an_open_issue_has_no_disposition_and_the_others_are_confirmed() -> None:
    dispositions = found().dispositions
    assert [one.comment for one in dispositions] == ["issues#1", "issues#2"]
    assert all(one.confirmed for one in dispositions)
    assert "Response: http://example.org/0002" in dispositions[0].reason
    assert "Verified: http://example.org/0004" in dispositions[1].reason


def test_a_word_that_is_no_answer_is_named() -> None:
    result = found("Perhaps")
    assert len(result.dispositions) == 1
    assert "“Perhaps”" in result.contribution.warnings[0]


def test_a_list_on_another_draft_is_named() -> None:
    text = TEXT.format(closed="Rejected").replace("Third Draft of the Report", "Fonts Level 3")
    warnings = listed(Given("x.txt"), text.encode(), DRAFT).contribution.warnings
    assert "Fonts Level 3" in warnings[0]


def test_lists_in_json_and_yaml_have_the_same_fields() -> None:
    as_json = (
        b'{"title": "X", "issue": [{"id": 1, "summary": "One", "from": "Ann", "comment": ["http"],'
        b' "status": "accepted", "openness": "closed", "resolved": "editorial"},'
        b' {"id": "2", "summary": "Two", "from": "Ben", "status": "deferred", "openness": "open"}]}'
    )
    as_yaml = (
        b"issue:\n  - id: '1'\n    summary: One\n    from: Ann\n    comment:\n      - 'http'\n"
        b"    status: accepted\n    openness: closed\n    resolved: editorial\n"
        b"  - id: '2'\n    summary: >-\n      Two\n    from: Ben\n    status: deferred\n"
        b"    openness: open\n"
    )
    for name, data in (("x.json", as_json), ("x.yaml", as_yaml)):
        result = listed(Given(name), data, Tree(()))
        assert [one.text for one in result.contribution.comments] == ["One", "Two"]
        assert [one.answer for one in result.dispositions] == [Answer.ACCEPTED]
        assert read(name, data, Tree(())) == result.contribution


def test_read_finds_the_form_of_a_list() -> None:
    data = TEXT.format(closed="Rejected").encode()
    assert read("issues.txt", data, DRAFT) == found().contribution
    assert found().contribution.form is Form.LIST


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(Unreadable, match="no list of issues"):
        listed(Given("x.txt"), b"Dear Chair", DRAFT)


@pytest.mark.parametrize("path", sample_paths("sequences/w3c-dispositions/issues/*"))
def test_every_issue_of_a_real_list_is_a_comment(path: str) -> None:
    data = sample(path)
    result = listed(Given(path.rpartition("/")[2]), data, Tree(()))
    text = data.decode("utf-8", "replace")
    blocks = max(text.count("\nIssue "), text.count("summary:"), text.count('"summary":'))
    assert len(result.contribution.comments) >= blocks - text.count("\nIssues ")
    assert len({one.id for one in result.contribution.comments}) == len(
        result.contribution.comments
    )
    closed = text.count("\nClosed:")
    assert len(result.dispositions) >= closed - 6


def test_a_section_number_places_an_issue_in_its_draft() -> None:
    folder = "sequences/w3c-dispositions"
    tree = detect.read("x.bs", sample(f"{folder}/css-grid-1/2015-01-08-Overview.bs")).accepted
    result = listed(
        Given("x.txt"), sample(f"{folder}/issues/css-grid-1_issues-wd-20150108.txt"), tree
    )
    ids = {one.id for one in tree.provisions}
    assert all(
        one.targets[0].start in ids or one.targets[0].kind is TargetKind.DRAFT
        for one in result.contribution.comments
    )
