"""Real files: facts, labels, both views of tracked changes, refusals."""

import json
import re
from typing import Any

import msgspec
import pytest

from tests.formats.docx_reader.laws import assert_redline_holds
from tests.formats.docx_reader.word_files import SAMPLES, sample, sample_paths
from travaux.formats.docx_reader import read
from travaux.formats.reading import Unreadable
from travaux.text.tree import LabelKind, Tree

FACTS: list[dict[str, Any]] = (
    json.loads((SAMPLES / "docx/facts.json").read_text()) if SAMPLES.is_dir() else []
)
COUNTED = ("paragraphs", "tables", "ins", "del", "moveFrom", "moveTo")
COUNTED_NOTES = ("footnotes", "endnotes", "comments")
READABLE = [entry for entry in FACTS if "facts" in entry]
VIEWS = (
    json.loads((SAMPLES / "oracles/revision-accept/triplets.json").read_text())["triplets"]
    if SAMPLES.is_dir()
    else []
)
TRIPLETS = [tuple(f"oracles/revision-accept/{name}" for name in triplet) for triplet in VIEWS] + [
    tuple(f"docx/hard/rp051-arabic-{view}.docx" for view in ("tracked", "accepted", "rejected"))
]
# Where the samples' own list of typed labels, made by a simple pattern, holds more than a reader
# would: the day of a date, a number before a sign that may be a currency. Of the rest it may hold
# less (letters, annexes, numbers glued to an ideograph); what it holds must be found in order.
NOT_LABELS = {
    "docx/hard/sdk-columns-zh.docx": {"57"},
    "docx/hard/rp051-arabic-accepted.docx": {"23"},
    "docx/hard/rp051-arabic-rejected.docx": {"23"},
    "docx/hard/rp051-arabic-tracked.docx": {"23"},
}


def named(entry: dict[str, Any]) -> str:
    return str(entry["file"]).rpartition("/")[2]


def test_the_samples_are_here_or_the_tests_say_that_they_are_not() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"the sample files are not here: {SAMPLES}")
    assert FACTS
    assert VIEWS


@pytest.mark.parametrize("entry", READABLE, ids=named)
def test_the_facts_of_a_real_file_are_counted(entry: dict[str, Any]) -> None:
    reading = read(sample(entry["file"]))
    found = msgspec.to_builtins(reading.facts)
    names = (*COUNTED, *COUNTED_NOTES)
    assert {name: found[name] for name in names} == {name: entry["facts"][name] for name in names}
    assert len(reading.remarks) == entry["facts"]["comments"]


@pytest.mark.parametrize("entry", READABLE, ids=named)
def test_the_first_automatic_labels_of_a_real_file_are_those_that_word_shows(
    entry: dict[str, Any],
) -> None:
    labels = labels_of(read(sample(entry["file"])).accepted, LabelKind.AUTOMATIC)
    numbers = [label for label in labels if label != "o" and re.search(r"\w", label)]
    assert numbers[:20] == entry["first20_auto"]


@pytest.mark.parametrize("entry", READABLE, ids=named)
def test_the_typed_labels_of_a_real_file_are_found_in_order(entry: dict[str, Any]) -> None:
    labels = iter(bare(one) for one in labels_of(read(sample(entry["file"])).accepted, None))
    wanted = [
        label
        for label in entry["first20_typed"]
        if label not in NOT_LABELS.get(entry["file"], set())
    ]
    missed = [label for label in wanted if not any(bare(label) == found for found in labels)]
    assert missed == []


def bare(label: str) -> str:
    return label.strip(" .:")


def labels_of(tree: Tree, kind: LabelKind | None) -> list[str]:
    """Return the labels of one kind, or of all kinds where None, in order."""
    return [
        provision.label
        for provision in tree.provisions
        if provision.label and kind in (None, provision.label_kind)
    ]


@pytest.mark.parametrize("path", sample_paths("docx/hard/num-*.docx"))
def test_each_label_a_real_file_expects_is_shown(path: str) -> None:
    for provision in read(sample(path)).accepted.provisions:
        match = re.match(r"\[expect\](.*?)\[/expect\]", provision.text)
        if match:
            assert provision.label == match.group(1)


@pytest.mark.parametrize(
    "triplet", TRIPLETS, ids=lambda triplet: str(triplet[0]).rpartition("/")[2]
)
def test_both_views_of_a_real_file_read_as_its_accepted_and_rejected_copies(
    triplet: tuple[str, str, str],
) -> None:
    reading = read(sample(triplet[0]))
    for tree, copy in ((reading.accepted, triplet[1]), (reading.original, triplet[2])):
        assert list(tree.plain_lines()) == list(read(sample(copy)).accepted.plain_lines())


@pytest.mark.parametrize("path", sample_paths("**/*.docx"))
def test_each_real_file_is_read_whole_or_refused_in_a_sentence(path: str) -> None:
    data = sample(path)
    if path.startswith("docx/damaged/"):
        with pytest.raises(Unreadable, match=r"^The file .+\. .+\.$"):
            read(data)
    else:
        assert_redline_holds(read(data))
