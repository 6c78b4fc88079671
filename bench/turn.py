"""`./run bench turn`: the whole turn of the sample, as a process, beside an office program."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import report
from travaux.sample import files

_TIMES = 5
_WITHOUT_PDF = ("docx", "xlsx", "html", "json")


def run() -> None:
    """Measure and write a part of docs/reference/performance.md."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder)
        _lay_out(case)
        rows = [
            ["travaux turn, all papers", *_measured(_turn(case, ()))],
            ["travaux turn, without PDF", *_measured(_turn(case, _WITHOUT_PDF))],
        ]
        office = shutil.which("soffice")
        if office:
            papers = sorted(map(str, (case / "out").glob("*.docx")))
            profile = f"-env:UserInstallation={(case / 'profile').as_uri()}"
            command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
            rows.append(
                [
                    "LibreOffice: its Word papers to PDF, nothing else",
                    *_measured([*command, *papers]),
                ]
            )
    text = "\n\n".join(
        [
            "The sample's two drafts and nineteen contributions, from files to files: whole "
            f"processes, median of {_TIMES} after one for the caches. The papers are six, in up to "
            "four formats each.",
            report.table(["what", "CPU", "by the clock", "peak memory"], rows),
            report.machine(),
        ]
    )
    report.write("performance.md", "turn", "The turn of a draft", text)


def _lay_out(case: Path) -> None:
    (case / "comments").mkdir()
    for folder, named in ((case, files.drafts()), (case / "comments", files.received())):
        for name, data in named.items():
            (folder / name).write_bytes(data)


def _turn(case: Path, formats: Sequence[str]) -> list[str]:
    program = str(Path(sys.executable).parent / "travaux")
    chosen = [part for form in formats for part in ("--to", form)]
    return [
        *(program, "turn", "--draft", str(case / "third.docx")),
        *("--comments", str(case / "comments"), "--next", str(case / "fourth.docx")),
        *("--deadline", "2012-10-19", "--zone", "Europe/Zurich", "--out", str(case / "out")),
        *chosen,
    ]


def _measured(command: Sequence[str]) -> list[str]:
    """Return CPU, time and memory of a command, medians."""
    # Compiled modules are part of any installation; this is not the place to compile them anew.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    cpu, clock = [], []
    for number in range(_TIMES + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        spent = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if number:
            clock.append(spent)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    peak = _peak(command, environment)
    return [f"{statistics.median(cpu):.2f} s", f"{statistics.median(clock):.2f} s", peak]


def _peak(command: Sequence[str], environment: dict[str, str]) -> str:
    """Return the most memory that a command's own process held."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return f"{int(done.stdout) / 1024:.0f} MB"
