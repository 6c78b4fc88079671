"""Read what was written: the same tree, and in a redline both."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.trees import edited_trees, seeded_pair, trees
from travaux.formats.docx_reader import read
from travaux.formats.docx_writer import write, write_redline
from travaux.formats.reading import Reading
from travaux.text.redline import redline
from travaux.text.tree import Provision, Tree

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
FILES = [path for path in sorted(SAMPLES.glob("**/*.docx")) if path.parent.name != "damaged"]
AT = "2013-02-08T10:00:00Z"
quick = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def normal(tree: Tree, *, bookmarks: bool = True) -> list[Provision]:
    """Return the provisions with their places as ids, and figures as such whatever their hash.

    In a redline, names of places are compared by no one: Word knows each name only once, and
    a place that stands in both drafts has its name where the newer one has it.
    """
    places = {provision.id: str(place) for place, provision in enumerate(tree.provisions)}
    made = []
    for place, provision in enumerate(tree.provisions):
        runs = tuple(
            msgspec.structs.replace(
                run, note=places.get(run.note, ""), figure="figure" if run.figure else ""
            )
            for run in provision.runs
        )
        names = provision.bookmarks if bookmarks else ()
        made.append(msgspec.structs.replace(provision, id=str(place), runs=runs, bookmarks=names))
    return made


@given(trees())
@quick
def test_a_tree_written_and_read_is_the_same_tree(tree: Tree) -> None:
    reading = read(write(tree))
    assert reading.tracked is None
    assert reading.accepted.language == tree.language
    assert normal(reading.accepted) == normal(tree)


def assert_both_drafts(reading: Reading, old: Tree, new: Tree) -> None:
    assert normal(reading.accepted, bookmarks=False) == normal(new, bookmarks=False)
    assert normal(reading.original, bookmarks=False) == normal(old, bookmarks=False)


@given(edited_trees())
@quick
def test_a_redline_written_and_read_holds_both_drafts(pair: tuple[Tree, Tree]) -> None:
    old, new = pair
    data = write_redline(redline(old, new), old, new, author="Secretariat", at=AT)
    assert_both_drafts(read(data), old, new)


def test_many_seeded_redlines_hold_both_drafts() -> None:
    for seed in range(150):
        old, new = seeded_pair(seed)
        data = write_redline(redline(old, new), old, new, author="Secretariat", at=AT)
        assert_both_drafts(read(data), old, new)


@pytest.mark.skipif(not FILES, reason="the sample files of ../shared are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_file_read_written_and_read_again_is_the_same(path: Path) -> None:
    reading = read(path.read_bytes())
    again = read(write(reading.accepted, remarks=reading.remarks))
    assert normal(again.accepted) == normal(reading.accepted)
    assert len(again.remarks) == len(reading.remarks)
    if any(provision.text for provision in reading.accepted.provisions):
        assert again.accepted.language == reading.accepted.language
    if reading.tracked is not None:
        data = write_redline(
            reading.tracked,
            reading.original,
            reading.accepted,
            author="Secretariat",
            at=AT,
            remarks=reading.remarks,
        )
        tracked = read(data)
        assert_both_drafts(tracked, reading.original, reading.accepted)
        quotes = [remark.quote for remark in reading.remarks]
        assert [remark.quote for remark in tracked.remarks] == quotes
