"""`./run bench reading`: time and memory of reading a Word file of 15,000 paragraphs."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from msgspec.structs import replace

from bench import report
from bench.drafts import make_pair
from travaux.formats import docx_writer
from travaux.text.redline import redline
from travaux.text.segments import Redline
from travaux.text.tree import LabelKind, Tree

_CHILD = """
import json, re, sys, time
path, what = sys.argv[1:]
data = open(path, "rb").read()
if what == "travaux":
    from travaux.formats.docx_reader import read as job
elif what == "lxml":
    import io, zipfile
    from lxml import etree
    def job(data):
        return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
else:
    import io, docx
    def job(data):
        return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
started = time.process_time()
job(data)
spent = time.process_time() - started
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([spent, peak]))
"""


_TIMES = 15


def run() -> None:
    """Measure and add to docs/reference/performance.md."""
    truth = make_pair(7)
    found = _redline_times(redline(truth.old, truth.new), _TIMES)
    old, new = _times(truth.old, _TIMES), _times(truth.new, _TIMES)
    plain = docx_writer.write(new)
    marked = docx_writer.write_redline(
        found, old, new, author="Secretariat", at="2012-10-19T17:00:00Z"
    )
    rows = []
    for name, data in (("numbered", plain), ("numbered, changes tracked", marked)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            xml = package.read("word/document.xml")
        for what in ("travaux", "lxml", "python-docx"):
            spent, peak = _child(data, what)
            count = xml.count(b"<w:p>") + xml.count(b"<w:p ")
            rows.append([name, count, what, f"{spent:.2f} s", f"{peak:.0f} MB"])
    text = "\n\n".join(
        [
            "A Word file of some 15,000 paragraphs and 1,000,000 tokens. `lxml`: only parsing the "
            "XML of the main part. `python-docx`: the text of its paragraphs; it neither counts "
            "numbers nor sees insertions.",
            report.table(["file", "paragraphs", "reader", "CPU", "peak memory"], rows),
            report.machine(),
        ]
    )
    report.write("performance.md", "reading", "Reading Word files", text)


def _times(tree: Tree, times: int) -> Tree:
    """Return a text so many times over, its labels counted by the word processor."""
    return replace(
        tree,
        provisions=tuple(
            replace(p, id=f"{p.id}x{number}", label_kind=LabelKind.AUTOMATIC)
            for number in range(times)
            for p in tree.provisions
        ),
    )


def _redline_times(found: Redline, times: int) -> Redline:
    return Redline(
        tuple(
            replace(
                block,
                old=tuple(f"{name}x{number}" for name in block.old),
                new=tuple(f"{name}x{number}" for name in block.new),
            )
            for number in range(times)
            for block in found.blocks
        )
    )


def _child(data: bytes, what: str) -> tuple[float, float]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(Path(file.name)), what],
            capture_output=True,
            text=True,
            check=True,
        )
    spent, peak = json.loads(done.stdout)
    return float(spent), float(peak)
