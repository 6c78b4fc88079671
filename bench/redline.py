"""`./run bench redline`: CPU, memory and accuracy of redlines, peers in the same run."""

import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rapidfuzz.distance import Indel

from bench import report
from bench.drafts import make_one_paragraph, make_pair, make_unrelated
from bench.truth import score
from travaux.text.redline import redline
from travaux.text.tree import Tree, encode

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SEEDS = (1, 2, 3, 4, 5, 6)


def run() -> None:
    """Measure and write docs/reference/performance.md."""
    rows = []
    for seed in _SEEDS:
        truth = make_pair(seed)
        ours = _cpu(partial(redline, truth.old, truth.new), times=7)
        tokens = _cpu(partial(_tokenise, truth.old, truth.new), times=7)
        ratio = _paired(truth.old, truth.new)
        indel = _beside(
            truth.old, truth.new, partial(_cpu, partial(_indel, truth.old, truth.new), 1)
        )
        git = _beside(truth.old, truth.new, partial(_git_patience, truth.old, truth.new))
        found = score(truth, redline(truth.old, truth.new))
        rows.append(
            [
                seed,
                f"{ours * 1000:.0f} ms",
                f"{ratio:.2f}",
                f"{tokens * 1000:.0f} ms",
                f"{indel:.0f}",
                f"{git:.1f}",
                f"{found.precision:.4f}",
                f"{found.recall:.4f}",
                f"{found.moved_found:.3f}",
                f"{found.moved_true:.3f}",
                f"{found.marked:.3f}",
            ]
        )
        print(rows[-1], file=sys.stderr, flush=True)
    text = "\n\n".join(
        [
            "Two drafts of 70,000 tokens (about 1,050 provisions) with 300 edits and 80 moves, "
            "from two trees to a redline; CPU time. `tokenising`: both texts once with "
            r"`re.findall(r'\w+|[^\w\s]')`. `Indel`: rapidfuzz's opcodes on all words. "
            "`git`: `git diff --no-index --patience` on one-word lines.",
            report.table(
                [
                    "seed",
                    "ours",
                    "ours / tokenising",
                    "tokenising",
                    "Indel / ours",
                    "git / ours",
                    "word precision",
                    "word recall",
                    "moves found",
                    "moves true",
                    "words marked / edits'",
                ],
                rows,
            ),
            _memory(),
            _extremes(),
            report.machine(),
        ]
    )
    report.write("performance.md", "redline", "Redlines", text)


def _text(tree: Tree) -> str:
    return "\n".join(provision.text for provision in tree.provisions)


def _tokens(tree: Tree) -> list[str]:
    return _TOKEN.findall(_text(tree))


def _tokenise(old: Tree, new: Tree) -> list[list[str]]:
    return [_tokens(old), _tokens(new)]


def _cpu(job: Callable[[], object], times: int) -> float:
    """Return the median CPU seconds of a job."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        job()
        spent.append(time.process_time() - started)
    return statistics.median(spent)


def _paired(old: Tree, new: Tree, times: int = 15) -> float:
    """Return the median ratio of a redline to tokenising both texts, measured in turn."""
    old_text, new_text = _text(old), _text(new)
    ratios = []
    for _ in range(times):
        started = time.process_time()
        redline(old, new)
        between = time.process_time()
        _TOKEN.findall(old_text)
        _TOKEN.findall(new_text)
        ratios.append((between - started) / (time.process_time() - between))
    return statistics.median(ratios)


def _beside(old: Tree, new: Tree, peer: Callable[[], float], times: int = 3) -> float:
    """Return the median ratio of a peer's CPU to that of a redline, measured in turn."""
    return statistics.median(
        [peer() / _cpu(partial(redline, old, new), times=3) for _ in range(times)]
    )


def _indel(old: Tree, new: Tree) -> object:
    codes: dict[str, int] = {}
    a = [codes.setdefault(word, len(codes)) for word in _tokens(old)]
    b = [codes.setdefault(word, len(codes)) for word in _tokens(new)]
    return Indel.opcodes(a, b)


def _git_patience(old: Tree, new: Tree) -> float:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old", "new")]
        for path, tree in zip(paths, (old, new), strict=True):
            path.write_text("\n".join(_tokens(tree)), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            ["git", "diff", "--no-index", "--patience", *map(str, paths)],
            stdout=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


_CHILD = """
import re, sys
from travaux.text.tree import decode
from travaux.text.redline import redline
def peak():
    return re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
old, new = (decode(open(path, "rb").read()) for path in sys.argv[1:])
before = peak()
redline(old, new)
print(before, peak())
"""


def _memory() -> str:
    truth = make_pair(1)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old", "new")]
        for path, tree in zip(paths, (truth.old, truth.new), strict=True):
            path.write_bytes(encode(tree))
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, *map(str, paths)],
            capture_output=True,
            text=True,
            check=True,
        )
    before, peak = (int(size) / 1024 for size in done.stdout.split())
    return f"Memory of a process with both trees: {before:.0f} MB; with the redline {peak:.0f} MB."


def _extremes() -> str:
    unrelated = make_unrelated(1)
    single = make_one_paragraph(2)
    rows = []
    for name, (old, new), limit in (
        ("two unrelated drafts", unrelated, "1 s"),
        ("one paragraph of 70,000 tokens, 300 edits", single, "0.5 s"),
    ):
        seconds = _cpu(partial(redline, old, new), times=3)
        tokens = _cpu(partial(_tokenise, old, new), times=3)
        rows.append([name, f"{seconds:.2f} s", f"{seconds / tokens:.1f}", limit])
    return report.table(["drafts", "ours", "ours / tokenising", "budget"], rows)
