"""What an edited copy proposes, done to the draft, gives the copy: no word more, no word less."""

from collections import defaultdict

import pytest

from tests.formats.trees import seeded_pair
from travaux.formats import docx_writer
from travaux.formats.contributions import read
from travaux.formats.docx_reader import read as read_docx
from travaux.sample import draft
from travaux.text.comment import Comment, Form, Source, TargetKind
from travaux.text.redline import redline
from travaux.text.tree import NOTES, OBJECT, Tree

SEEDS = range(120)


def squashed(text: str) -> str:
    return "".join(text.replace(OBJECT, "").split())


def words_of(tree: Tree) -> str:
    return squashed("".join(one.text for one in tree.provisions))


def applied(tree: Tree, comments: tuple[Comment, ...]) -> str:
    """Return the words of a draft after all that is proposed was done, blanks left out."""
    index = tree.index()
    edits: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    gone: set[str] = set()
    for number, comment in enumerate(comments):
        target = comment.targets[0]
        if comment.proposed is None:
            continue
        start, end = target.from_, target.to
        if target.kind not in (TargetKind.SPAN, TargetKind.OMISSION):
            first, last = index[target.start], index[target.end] + 1
            if target.kind is TargetKind.TABLE:
                last = tree.end_of(first)
            gone.update(one.id for one in tree.provisions[first + 1 : last])
            start, end = 0, len(tree.provisions[first].text)
        edits[target.start].append((start, end, number, comment.proposed))
    found = ""
    for provision in tree.provisions:
        at = 0
        text = "" if provision.id in gone else provision.text
        for start, end, _, proposed in sorted(edits[provision.id]):
            found += text[at:start] + proposed
            at = max(at, end)
        found += text[at:]
    return squashed(found)


def sent_back(old: Tree, new: Tree) -> bytes:
    return docx_writer.write_redline(
        redline(old, new), old, new, author="Ann", at="2012-10-01T10:00:00Z"
    )


def is_plain(comments: tuple[Comment, ...]) -> bool:
    """Say whether nothing moved: then the order of words tells."""
    return all(len(one.targets) == 1 and not one.text for one in comments)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_proposals_of_a_copy_make_the_copy(seed: int) -> None:
    old, new = seeded_pair(seed)
    data = sent_back(old, new)
    reading = read_docx(data)
    found = read("x.docx", data, reading.original)
    if found.form is not Form.EDITED_COPY:
        return  # so little of the draft is left that it is another text
    made = applied(reading.original, found.comments)
    wanted = words_of(reading.accepted)
    noted = any(one.kind in NOTES for one in reading.accepted.provisions)
    if is_plain(found.comments) and not noted:
        assert made == wanted
    elif is_plain(found.comments):
        assert sorted(made) == sorted(wanted)
    assert all(one.sources == (Source("Ann"),) for one in found.comments)


def test_most_seeds_say_something() -> None:
    told = 0
    for seed in SEEDS:
        data = sent_back(*seeded_pair(seed))
        found = read("x.docx", data, read_docx(data).original)
        told += found.form is Form.EDITED_COPY and bool(found.comments) and is_plain(found.comments)
    assert told > len(SEEDS) * 0.7


def test_the_fourth_draft_is_what_its_changes_make_of_the_third() -> None:
    third, fourth = draft("third"), draft("fourth")
    found = read("x.docx", sent_back(third, fourth), third)
    moved = [one for one in found.comments if len(one.targets) > 1]
    assert len(moved) == 1
    assert sorted(applied(third, found.comments)) == sorted(words_of(fourth))
