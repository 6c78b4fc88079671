"""The turn of the sample, from its files, held against the truth about it."""

from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from travaux.formats import contributions, docx_reader
from travaux.papers.turn import Received, Turn, turn
from travaux.rules.deadline import Deadline
from travaux.rules.received import read_list
from travaux.sample import files, received
from travaux.sample.truth import consequences, links, truth, without_source
from travaux.text.comment import Adopted, Comment


class Judged(NamedTuple):
    """What was found in the files, in the names that the truth uses."""

    turn: Turn
    named: dict[str, str]
    """The truth's name of each comment, by the id that its file gave it."""

    def links(self) -> set[tuple[str, str]]:
        return {
            (one.change, self.named[origin.ref])
            for one in self.turn.attributions
            for origin in one.origins
        }


@cache
def judged() -> Judged:
    third, fourth = (docx_reader.read(data).accepted for data in files.drafts().values())
    sent = files.received()
    deadline = Deadline.parse(received.DEADLINE, received.ZONE)
    found = []
    named: dict[str, str] = {}
    for entry in read_list(sent[files.INDEX], received.ZONE):
        one = contributions.read(
            entry.file,
            sent[entry.file],
            third,
            sources=entry.sources,
            symbol=entry.symbol,
            received=entry.received,
        )
        found.append(Received(one, entry.class_of(deadline), bool(entry.admitted)))
        named |= _names(one.comments, entry.symbol)
    return Judged(turn(third, found, next=fourth, deadline=deadline.shown()), named)


def _names(comments: tuple[Comment, ...], symbol: str) -> dict[str, str]:
    """Say which comment of the truth each comment of a file is: the one whose words are likest."""
    (meant,) = [one.comments for one in received.contributions() if one.symbol == symbol]
    left = {one.id: one for one in meant}
    names: dict[str, str] = {}
    for comment in comments:
        best = max(
            left.values(), key=lambda one: fuzz.token_set_ratio(_words(comment), _words(one))
        )
        names[comment.id] = left.pop(best.id).id
    return names


def _words(comment: Comment) -> str:
    quotes = " ".join(target.quote for target in comment.targets)
    return f"{comment.text} {comment.proposed or ''} {quotes}"


def test_every_comment_of_the_truth_is_in_the_files_once() -> None:
    names = {comment.id for one in received.contributions() for comment in one.comments}
    assert sorted(judged().named.values()) == sorted(names)


def test_changes_are_attributed_to_the_comments_they_came_from() -> None:
    made, found = judged().turn, judged().links()
    assert made.next is not None
    true = links(made.changes)
    following = consequences(made.changes, made.draft, made.next)
    told = {(change, comment) for change, comment in found if change not in following}
    precision, recall = len(told & true) / len(told), len(told & true) / len(true)
    print(f"attribution: precision {precision:.2f}, recall {recall:.2f}")
    assert precision >= 0.9
    assert recall >= 0.8


def test_what_nobody_asked_for_stays_without_a_source() -> None:
    made = judged().turn
    assert made.next is not None
    alone = without_source(made.changes, made.draft, made.next)
    assert len(alone) == 5
    assert not {change for change, _ in judged().links()} & alone


def test_what_was_adopted_is_found_in_the_text_and_nothing_else() -> None:
    found = {
        judged().named[one.comment]
        for one in judged().turn.adoptions
        if one.adopted is not Adopted.NOT_FOUND
    }
    adopted = set(truth().adopted)
    print(f"adoption: {len(found & adopted)} of {len(adopted)}, falsely {len(found - adopted)}")
    assert len(found & adopted) >= 0.9 * len(adopted)
    assert len(found - adopted) <= 1


def test_comments_are_placed_in_the_fourth_draft() -> None:
    made = judged().turn
    assert made.next is not None
    citations = dict(
        zip((one.id for one in made.next.provisions), made.next.citations(), strict=True)
    )
    told = {
        judged().named[one.comment]: (one.found.value, citations.get(one.start, ""))
        for one in made.placements
    }
    right = [name for name, place in truth().placement.items() if told[name] == place]
    print(f"placement: {len(right)} of {len(truth().placement)}")
    assert len(right) >= 0.95 * len(truth().placement)


def test_a_group_has_two_comments_or_more() -> None:
    assert all(len(alike) > 1 for alike in judged().turn.groups)
