"""An archive of an issue tracker: each issue and pull request is a comment."""

import json

import pytest

from travaux.formats import contributions
from travaux.formats.reading import Unreadable
from travaux.sample import draft
from travaux.text.comment import CommentKind, Contribution, Form, TargetKind

THIRD = draft("third")
ISSUE = {
    "number": 12,
    "title": "Say who may register",
    "body": "The text is silent.\r\n\r\n> Contact data of those who register a name\r\n\r\nAdd it.",
    "author": "registrar",
    "labels": ["protocol"],
    "createdAt": "2012-10-03T10:00:00Z",
    "state": "OPEN",
}
PULL = {"number": 13, "title": "Fix a typo", "body": None, "author": None, "createdAt": ""}


def archive(*, symbol: str = "") -> Contribution:
    data = json.dumps({"repo": "group/drafts", "issues": [ISSUE], "pulls": [PULL]}).encode()
    return contributions.read("archive.json", data, THIRD, symbol=symbol)


def test_issues_and_pull_requests_are_comments_with_author_and_instant() -> None:
    found = archive()
    assert (found.form, found.title) == (Form.LIST, "group/drafts")
    first, second = found.comments
    assert (first.id, second.id) == ("issue 12", "pull 13")
    assert [source.name for source in first.sources] == ["registrar"]
    assert first.received == "2012-10-03T10:00:00Z"
    assert first.text == "Say who may register\nThe text is silent.\nAdd it."
    assert second.kind is CommentKind.EDITORIAL


def test_what_an_issue_quotes_is_what_it_means() -> None:
    first, second = archive().comments
    (target,) = first.targets
    assert (target.kind, target.quote) == (
        TargetKind.SPAN,
        "Contact data of those who register a name",
    )
    assert second.targets[0].kind is TargetKind.DRAFT


def test_the_symbol_stands_before_the_number() -> None:
    assert [one.id for one in archive(symbol="WG/4").comments] == ["WG/4 issue 12", "WG/4 pull 13"]


def test_a_damaged_archive_is_refused_in_a_sentence() -> None:
    data = b'{"issues": [{"number": "twelve", "createdAt": ""}]}'
    with pytest.raises(Unreadable, match="archive of issues cannot be read"):
        contributions.read("archive.json", data, THIRD)
