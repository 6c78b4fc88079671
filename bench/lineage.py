"""`./run bench lineage`: where each word first came, over many drafts, WikiWho in the same run."""

import statistics
import sys
import time
from typing import NamedTuple

from WikiWho.utils import iter_rev_tokens
from WikiWho.wikiwho import Wikiwho

from bench import report
from bench.histories import (
    History,
    make_history,
    make_long_history,
    with_typed_numbers,
)
from travaux.text.lineage import Lineage
from travaux.text.tree import Tree

_HISTORIES = (
    ("60 drafts of 14,000 words", 11, 60, 14_000, 14, False),
    ("120 drafts of 12,000 words", 12, 120, 12_000, 14, False),
    ("50 drafts of 40,000 words", 13, 50, 40_000, 60, False),
    ("the first of them, numbered", 11, 60, 14_000, 14, True),
)


class Result(NamedTuple):
    """What one method said of one history: seconds of CPU, and shares of right words."""

    seconds: float
    all_words: float
    own_words: float
    """Boilerplate aside."""
    returned: float


def run() -> None:
    """Measure and write the part of docs/reference/performance.md."""
    rows = []
    for name, seed, drafts, words, edits, numbered in _HISTORIES:
        history = make_history(seed, drafts=drafts, words=words, edits=edits, numbered=numbered)
        rows.append(_row(name, history))
        if numbered:
            rows.append(_row("the same, numbers typed as words", with_typed_numbers(history)))
    text = "\n\n".join(
        [
            "Histories made from a seed, with edits, moves, splits, mergers, paragraphs that go "
            "and come back, and boilerplate; of the last draft, the share of words whose first "
            "draft "
            "was found. `WikiWho` is 1.0.3, fed the plain text of each draft, from its own tokens. "
            "`own words` leaves boilerplate out; `returned` are words that were away and came "
            "back. CPU time of adding all drafts.",
            report.table(
                [
                    "history",
                    "WikiWho / ours, CPU",
                    "ours",
                    "WikiWho",
                    "own words, ours",
                    "own words, WikiWho",
                    "returned, ours",
                    "returned, WikiWho",
                ],
                rows,
            ),
            adding_one(),
            report.machine(),
        ]
    )
    report.write("performance.md", "lineage", "Lineage", text)


def _row(name: str, history: History) -> list[str]:
    ours, peer = by_lineage(history), by_wikiwho(history)
    row = [name, f"{peer.seconds / ours.seconds:.1f}"]
    for mine, theirs in zip(ours[1:], peer[1:], strict=True):
        row += [f"{mine:.4f}", f"{theirs:.4f}"]
    print(row, file=sys.stderr, flush=True)
    return row


def by_lineage(history: History) -> Result:
    """Return what our lineage says of a history."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        lineage = Lineage()
        for tree in history.drafts:
            lineage.add(tree)
        spent.append(time.process_time() - started)
    # Words before those of the generator are a typed number: not judged.
    said = zip(lineage.drafts(), history.origins, strict=True)
    words = [drafts[len(drafts) - len(truth) :] for drafts, truth in said]
    return _judged(statistics.median(spent), words, history)


def by_wikiwho(history: History) -> Result:
    """Return what WikiWho says of a history, token by token the words of the generator."""
    texts = [_plain(tree) for tree in history.drafts]
    started = time.process_time()
    peer = Wikiwho("a report")
    peer.analyse_article(
        [
            {"revid": number, "timestamp": "2012-01-01T00:00:00Z", "userid": 1, "*": text}
            for number, text in enumerate(texts, 1)
        ]
    )
    seconds = time.process_time() - started
    last = peer.revisions[peer.ordered_revisions[-1]]
    tokens = [(word.value, word.origin_rev_id - 1) for word in iter_rev_tokens(last)]
    said: list[list[int]] = []
    at = 0
    for provision, truth in zip(history.drafts[-1].provisions, history.origins, strict=True):
        # A number, as label or typed, is two tokens: itself and its point.
        at += 2 * (bool(provision.label) or provision.text[0].isdigit())
        said.append([draft for _, draft in tokens[at : at + len(truth)]])
        at += len(truth)
    assert at == len(tokens), f"WikiWho has {len(tokens)} tokens, the generator {at}"
    return _judged(seconds, said, history)


def _plain(tree: Tree) -> str:
    return "\n\n".join(tree.plain_lines())


def _judged(seconds: float, said: list[list[int]], history: History) -> Result:
    counts = {"all": [0, 0], "own": [0, 0], "returned": [0, 0]}
    lines = zip(said, history.origins, history.returned, history.boilerplate, strict=True)
    for drafts, truth, returned, repeated in lines:
        for draft, true, back in zip(drafts, truth, returned, strict=True):
            kinds = ["all"] + ["own"] * (not repeated) + ["returned"] * (back and not repeated)
            for kind in kinds:
                counts[kind][0] += draft == true
                counts[kind][1] += 1
    return Result(seconds, *(right / max(1, total) for right, total in counts.values()))


def adding_one() -> str:
    """Measure the adding of one draft to 60,000 words after 1,000 others."""
    lineage = Lineage()
    spent = []
    for number, tree in enumerate(make_long_history(21, drafts=1_060, words=60_000)):
        started = time.process_time()
        lineage.add(tree)
        if number >= 1_000:
            spent.append(time.process_time() - started)
    quarters = statistics.quantiles(spent, n=20)
    return (
        f"Adding one draft of 60,000 words, with twelve edits, after 1,000 others: median "
        f"{statistics.median(spent) * 1000:.1f} ms, 95 in 100 within {quarters[-1] * 1000:.1f} ms."
    )
