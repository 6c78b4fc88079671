"""`./run bench fidelity`: how readers and writers fare on real files of others."""

import sys
from collections import defaultdict

from bench import report
from bench.samples import Case, cases


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
        [group, len(found), sum(not fault for _, fault in found), sum(bool(f) for _, f in found)]
        for group, found in groups.items()
    ]
    faults = [
        f"- {group}, `{case.name}`: {fault}"
        for group, found in groups.items()
        for case, fault in found
        if fault
    ]
    text = "\n\n".join(
        [
            report.table(["what", "run", "passed", "failed"], rows),
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
