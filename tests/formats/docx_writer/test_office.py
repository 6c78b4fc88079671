"""LibreOffice accepts and rejects what we track, and finds both drafts again."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.formats.docx_writer.test_round_trip import AT, FILES
from tests.formats.office import Job, needs_office, run
from tests.formats.trees import seeded_pair
from travaux.formats.docx_reader import read
from travaux.formats.docx_writer import write, write_redline
from travaux.formats.reading import Unreadable
from travaux.text.redline import redline
from travaux.text.tree import CONTAINERS, Kind, LabelKind, Tree

pytestmark = [pytest.mark.office, needs_office]


def plain(tree: Tree) -> Tree:
    """Return the tree without figures and fields, which LibreOffice handles in its own way.

    It sets the results of references anew when it opens a file.
    """
    provisions = [
        msgspec.structs.replace(
            provision,
            runs=tuple(
                msgspec.structs.replace(run, field="") for run in provision.runs if not run.figure
            ),
        )
        for provision in tree.provisions
        if provision.kind is not Kind.FIGURE
    ]
    return msgspec.structs.replace(tree, provisions=tuple(provisions))


def lines(tree: Tree, *, counted: bool = False) -> list[str]:
    """Return the words, typed labels first; blanks of any kind are one."""
    found = []
    for provision in tree.provisions:
        if provision.kind not in CONTAINERS:
            label = provision.label
            if provision.label_kind is LabelKind.AUTOMATIC and not counted:
                label = ""
            found.append(" ".join(f"{label} {provision.plain}".split()))
    return [line for line in found if line.strip(_DUMMY)]


_DUMMY = "\u200d"
"""What LibreOffice puts alone into an empty paragraph that it tracked, and leaves there."""


def both(files: dict[str, tuple[bytes, Tree, Tree]], folder: Path) -> dict[str, bool]:
    """Accept and reject all in each file; say for each whether the drafts came out."""
    jobs: list[Job] = []
    wanted: dict[Path, Tree] = {}
    for name, (data, old, new) in files.items():
        source = folder / f"{name}.docx"
        source.write_bytes(data)
        jobs.append(Job(source, "accept", folder / f"{name}-accepted.docx"))
        jobs.append(Job(source, "reject", folder / f"{name}-rejected.docx"))
        wanted |= {jobs[-2].target: new, jobs[-1].target: old}
    run(jobs, folder / "profile")
    return {
        target.stem: lines(read(target.read_bytes()).accepted) == lines(tree)
        for target, tree in wanted.items()
    }


def test_seeded_redlines_accept_to_the_newer_and_reject_to_the_older(tmp_path: Path) -> None:
    files = {}
    for seed in range(100):
        old, new = (plain(tree) for tree in seeded_pair(seed))
        data = write_redline(redline(old, new), old, new, author="Secretariat", at=AT)
        files[str(seed)] = (data, old, new)
    came_out = both(files, tmp_path)
    assert sorted(name for name, good in came_out.items() if not good) == []


def test_labels_are_counted_as_they_were(tmp_path: Path) -> None:
    wanted = {}
    for seed in range(30):
        tree = plain(seeded_pair(seed)[0])
        source = tmp_path / f"{seed}.docx"
        source.write_bytes(write(tree))
        wanted[Job(source, "keep", tmp_path / f"{seed}.txt")] = tree
    run(list(wanted), tmp_path / "profile")
    for job, tree in wanted.items():
        shown = [" ".join(line.split()) for line in job.target.read_text("utf-8-sig").split("\n")]
        for provision in tree.provisions:
            label, text = provision.label, provision.plain
            counted = provision.label_kind is LabelKind.AUTOMATIC and label not in "•–"
            if counted and "\n" not in text:
                start = " ".join(re.split("\t", f"{label} {text}")[0].split())
                assert any(line.startswith(start) for line in shown), (job.source.name, start)


@pytest.mark.skipif(not FILES, reason="the sample files of ../shared are not here")
def test_real_tracked_files_written_again_accept_and_reject(tmp_path: Path) -> None:
    files = {}
    for place, path in enumerate(FILES):
        try:
            reading = read(path.read_bytes())
        except Unreadable:
            continue
        if reading.tracked is not None:
            data = write_redline(
                reading.tracked, reading.original, reading.accepted, author="A", at=AT
            )
            # Fields whose results LibreOffice sets anew say nothing about what was accepted.
            if any(run.field for p in reading.accepted.provisions for run in p.runs):
                continue
            files[f"{place}-{path.stem}"] = (data, reading.original, reading.accepted)
    came_out = both(files, tmp_path)
    assert sorted(name for name, good in came_out.items() if not good) == []
