"""`./run bench fidelity`: how readers and writers fare on real files of others."""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.formats import office
from tests.formats.docx_writer.test_office import both

from bench import report
from bench.samples import Case, cases, comparisons
from travaux.formats import docx_writer
from travaux.text.changes import changes
from travaux.text.redline import redline


def run() -> None:
    """Run every case and write docs/reference/fidelity.md."""
    groups: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    everything = list(cases())
    if not everything:
        print("No samples beside the project: nothing was run and nothing is shown.")
        return
    for number, case in enumerate(everything, 1):
        if number % 50 == 0:
            print(f"{number} of {len(everything)}", file=sys.stderr, flush=True)
        groups[case.group].append((case, _outcome(case)))
    rows = [
        [group, len(found), sum(not fault for _, fault in found), sum(bool(f) for _, f in found), 0]
        for group, found in groups.items()
    ]
    office_rows, office_faults = _office()
    rows += office_rows
    faults = [
        f"- {group}, `{case.name}`: {fault}"
        for group, found in groups.items()
        for case, fault in found
        if fault
    ] + office_faults
    text = "\n\n".join(
        [
            report.table(["what", "run", "passed", "failed", "skipped"], rows),
            _revisions(),
            "\n".join(["What failed:", "", *faults]) if faults else "Nothing failed.",
            report.machine(),
        ]
    )
    report.write("fidelity.md", "samples", "Real files", text)


def _outcome(case: Case) -> str:
    """Return what is wrong, in one line; empty where nothing is."""
    try:
        case.check()
    except AssertionError as fault:
        return " ".join(str(fault).split())[:160] or "not so"
    except Exception as fault:
        return f"{type(fault).__name__}: {' '.join(str(fault).split())[:160]}"
    return ""


_OFFICE = "wmlcomparer: LibreOffice accepts all and rejects all"


def _office() -> tuple[list[list[object]], list[str]]:
    """Let LibreOffice accept and reject the redlines of the wmlcomparer pairs."""
    pairs = comparisons()
    if office.PROGRAM is None:
        return [[_OFFICE, 0, 0, 0, 2 * len(pairs)]], []
    files = {}
    dated = 0
    for case in pairs:
        old, new = case.trees()
        if any(run.field.startswith(("DATE", "TIME")) for p in old.provisions for run in p.runs):
            dated += 2  # LibreOffice sets them to today when it opens a file
            continue
        data = docx_writer.write_redline(
            redline(old, new), old, new, author="Secretariat", at="2012-10-19T17:00:00Z"
        )
        files[case.name] = (data, old, new)
    with tempfile.TemporaryDirectory() as folder:
        came_out = both(files, Path(folder))
    bad = [name for name, good in came_out.items() if not good]
    row: list[object] = [_OFFICE, len(came_out), len(came_out) - len(bad), len(bad), dated]
    return [row], [f"- {_OFFICE}, `{name}`" for name in bad]


def _revisions() -> str:
    """Say for how many pairs we count as many changes as their authors expected."""
    pairs = comparisons()
    same = 0
    for case in pairs:
        old, new = case.trees()
        same += len(changes(redline(old, new), old, new)) == case.expected
    return (
        f"Of the {len(pairs)} wmlcomparer pairs, {same} have as many changes here as their authors "
        "counted; what one change is differs between tools, so this is reported, not required."
    )
