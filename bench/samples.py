"""What real files of others must show, file by file: for the tests and for `./run bench fidelity`.

The files lie beside the project, in `../shared/samples`; without them there is nothing to run.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from travaux.formats import docx_reader, docx_writer
from travaux.formats.detect import read
from travaux.formats.reading import Remark, Unreadable
from travaux.text.redline import redline
from travaux.text.tree import CONTAINERS, LabelKind, Provision, Tree

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
REFERENCE = SAMPLES.parent / "reference"
EXPECTED = re.compile(r"\[expect\](.*?)\[/expect\]")
FACTS = [
    "paragraphs",
    "tables",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "footnotes",
    "endnotes",
    "comments",
]


class Case(NamedTuple):
    """One thing that one file must show; `check` raises AssertionError where it does not."""

    group: str
    name: str
    check: Callable[[], None]


def cases() -> Iterator[Case]:
    """Yield every case; none where the samples are absent."""
    if not SAMPLES.is_dir():
        return
    facts = json.loads((SAMPLES / "docx" / "facts.json").read_text("utf-8"))
    yield from _labels(facts)
    for entry in facts:
        if "facts" in entry:
            yield Case("docx: facts", entry["file"], partial(same_facts, entry))
        else:
            yield Case("docx: damaged, refused", entry["file"], partial(refused, entry["file"]))
    yield from _triplets()
    yield from _comparisons()
    for path in sorted(SAMPLES.rglob("*.docx")):
        name = str(path.relative_to(SAMPLES))
        if "damaged" not in name:
            yield Case("every docx: read, or refused with a reason", name, partial(opens, path))
            yield Case("every docx: read, written, read again", name, partial(survives, path))
    for pattern in ("sequences/**/*.md", "sequences/**/*.bs", "resolutions/**/*.txt"):
        for path in sorted(SAMPLES.glob(pattern)):
            name = str(path.relative_to(SAMPLES))
            yield Case(f"{pattern.split('/')[0]}: read", name, partial(opens, path))


def _labels(facts: list[dict[str, Any]]) -> Iterator[Case]:
    for path in sorted((SAMPLES / "docx" / "hard").glob("*.docx")):
        if EXPECTED.search(_words(path)):
            yield Case("docx: labels expected in the text", path.name, partial(expected, path))
    for entry in facts:
        if entry.get("first20_auto"):
            yield Case("docx: first automatic labels", entry["file"], partial(automatic, entry))
        if entry.get("first20_typed"):
            yield Case("docx: first typed labels", entry["file"], partial(typed, entry))


def _triplets() -> Iterator[Case]:
    folder = SAMPLES / "oracles" / "revision-accept"
    for tracked, accepted, rejected in json.loads((folder / "triplets.json").read_text("utf-8"))[
        "triplets"
    ]:
        yield Case(
            "revision-accept: accepted",
            tracked,
            partial(same_view, folder, tracked, accepted, True),
        )
        yield Case(
            "revision-accept: rejected",
            tracked,
            partial(same_view, folder, tracked, rejected, False),
        )


class Comparison(NamedTuple):
    """Two Word files of the wmlcomparer oracle, and how many changes its authors count."""

    name: str
    before: Path
    after: Path
    expected: int

    def trees(self) -> tuple[Tree, Tree]:
        """Return both as trees."""
        before, after = (docx_reader.read(p.read_bytes()) for p in (self.before, self.after))
        return before.accepted, after.accepted


def comparisons() -> list[Comparison]:
    """Return the pairs of the wmlcomparer oracle; none where the samples are absent."""
    folder = SAMPLES / "oracles" / "wmlcomparer"
    if not folder.is_dir():
        return []
    return [
        Comparison(
            case["id"], folder / case["before"], folder / case["after"], case["expected_revisions"]
        )
        for case in json.loads((folder / "cases.json").read_text("utf-8"))["cases"]
    ]


def _comparisons() -> Iterator[Case]:
    for case in comparisons():
        yield Case("wmlcomparer: accept and reject hold", case.name, partial(redlined, case))


def _words(path: Path) -> str:
    return "\n".join(p.plain for p in docx_reader.read(path.read_bytes()).accepted.provisions)


def lines(tree: Tree) -> list[str]:
    """Return the lines a reader sees, blanks folded, empty ones left out."""
    folded = [" ".join(line.split()) for line in tree.plain_lines()]
    return [line for line in folded if line]


def expected(path: Path) -> None:
    """Every label written into the text is the label read."""
    for provision in docx_reader.read(path.read_bytes()).accepted.provisions:
        found = EXPECTED.search(provision.plain)
        if found:
            assert provision.label == found[1]


def automatic(entry: dict[str, Any]) -> None:
    """The first labels counted by the word processor are those noted, bullets aside."""
    tree = _tree(entry)
    labels = [
        p.label
        for p in tree.provisions
        if p.label_kind is LabelKind.AUTOMATIC and re.search(r"\w", p.label) and p.label != "o"
    ]
    assert labels[:20] == entry["first20_auto"]


def typed(entry: dict[str, Any]) -> None:
    """Of the first labels found in the text by a plain search, all but few are labels here.

    The search took every number at the head of a paragraph; some are no labels (a cell's figure),
    so two in ten may be missing.
    """
    labels = [
        p.label.rstrip(".") for p in _tree(entry).provisions if p.label_kind is LabelKind.TYPED
    ]
    missing = [label for label in entry["first20_typed"] if label.rstrip(".") not in labels]
    assert len(missing) <= len(entry["first20_typed"]) / 5, missing


def _tree(entry: dict[str, Any]) -> Tree:
    return docx_reader.read((SAMPLES / entry["file"]).read_bytes()).accepted


def same_facts(entry: dict[str, Any]) -> None:
    """The counts are those noted."""
    facts = docx_reader.read((SAMPLES / entry["file"]).read_bytes()).facts
    ours = (
        *(facts.paragraphs, facts.tables, facts.ins, facts.del_, facts.move_from, facts.move_to),
        *(facts.footnotes, facts.endnotes, facts.comments),
    )
    assert ours == tuple(entry["facts"][name] for name in FACTS)


def refused(name: str) -> None:
    """The file is refused with a sentence that says what to do."""
    assert _refusal(SAMPLES / name) is not None, "was read"


def _refusal(path: Path) -> Unreadable | None:
    """Return the refusal of a file, its sentence checked, or None where it is read."""
    try:
        read(path.name, path.read_bytes())
    except Unreadable as refusal:
        found = refusal
    else:
        return None
    assert found.problem, "a refusal without a reason"
    assert found.remedy, "a refusal without a remedy"
    return found


def same_view(folder: Path, tracked: str, plain: str, accepted: bool) -> None:
    """One view of a tracked file is the file that Word made of it."""
    reading = docx_reader.read((folder / tracked).read_bytes())
    oracle = docx_reader.read((folder / plain).read_bytes()).accepted
    assert lines(reading.accepted if accepted else reading.original) == lines(oracle)


def redlined(case: Comparison) -> None:
    """The redline of two files, written to Word and read again, holds both of them."""
    old, new = case.trees()
    found = redline(old, new)
    assert found.old_texts() == {p.id: p.text for p in old.provisions}
    assert found.new_texts() == {p.id: p.text for p in new.provisions}
    written = docx_writer.write_redline(found, old, new, author="Secretariat", at=_AT)
    again = docx_reader.read(written)
    assert lines(again.accepted) == lines(new)
    assert lines(again.original) == lines(old)


_AT = "2012-10-19T17:00:00Z"


def opens(path: Path) -> None:
    """The file is read, or refused with a reason; of tracked changes both views are whole."""
    if _refusal(path):
        return
    reading = read(path.name, path.read_bytes())
    assert len(reading.accepted) or len(reading.original), "nothing in it"
    if reading.tracked:
        old, new = reading.tracked.old_texts(), reading.tracked.new_texts()
        assert old == {p.id: p.text for p in reading.original.provisions}
        assert new == {p.id: p.text for p in reading.accepted.provisions}


def survives(path: Path) -> None:
    """Both views of the file, and its margin comments, come back from the file we write of it."""
    if _refusal(path):
        return
    reading = read(path.name, path.read_bytes())
    if reading.tracked:
        written = docx_writer.write_redline(
            *(reading.tracked, reading.original, reading.accepted),
            author="Secretariat",
            at=_AT,
            remarks=reading.remarks,
        )
    else:
        written = docx_writer.write(reading.accepted, remarks=reading.remarks)
    again = docx_reader.read(written)
    assert shape(again.accepted) == shape(reading.accepted)
    if reading.tracked:
        assert lines(again.original) == lines(reading.original)
    assert [_remark(r) for r in reading.remarks] == [_remark(r) for r in again.remarks]


def shape(tree: Tree) -> list[tuple[object, ...]]:
    """Return a tree without its ids: what each provision is, its label, its words and forms."""
    return [_seen(provision) for provision in tree.provisions]


def _seen(p: Provision) -> tuple[object, ...]:
    runs = () if p.kind in CONTAINERS else tuple((r.text, r.bold, r.italic, r.link) for r in p.runs)
    return (p.kind, p.level, p.label, p.label_kind, p.columns, p.rows, runs)


def _remark(remark: Remark) -> tuple[object, ...]:
    return (remark.author, remark.text, remark.quote, bool(remark.parent), remark.resolved)
