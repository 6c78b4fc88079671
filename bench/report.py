"""Writes measured figures into the reference pages, each bench its own part."""

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs" / "reference"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def write(page: str, part: str, title: str, text: str) -> None:
    """Replace one part of a page of docs/reference, or add it; print it too."""
    print(text, flush=True)
    path = DOCS / page
    whole = path.read_text("utf-8") if path.exists() else _HEADS[page]
    block = f"<!-- {part} -->\n## {title}\n\n{text}\n<!-- /{part} -->"
    pattern = re.compile(rf"<!-- {part} -->.*?<!-- /{part} -->", re.S)
    whole = pattern.sub(lambda _: block, whole) if pattern.search(whole) else f"{whole}\n{block}\n"
    path.write_text(whole, "utf-8")
    print(f"written into {path.relative_to(DOCS.parent.parent)}", file=sys.stderr)


def machine() -> str:
    """Say on what the figures were measured, without naming the machine."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors. The machine is shared: read the ratios, not the seconds."
    )


_HEADS = {
    "performance.md": (
        "# Performance\n\nWritten by `./run bench`, never by hand. Each figure stands beside peers "
        "measured in the same run.\n"
    ),
    "attribution.md": (
        "# Attribution\n\nWritten by `./run bench attribution`, never by hand: how often changes "
        "are given the comments they came from, by words and place alone.\n"
    ),
    "fidelity.md": (
        "# Fidelity\n\nWritten by `./run bench fidelity`, never by hand: how the readers and "
        "writers fare on real files of others.\n"
    ),
}
