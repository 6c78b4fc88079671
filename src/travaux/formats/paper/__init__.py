"""Papers as files: Word, Excel, HTML, PDF and JSON from one value.

Each writer is a module of its own with a function `write`, imported when it is wanted: PDF brings a
library that no other needs.
"""

from importlib import import_module
from typing import Final

from travaux.formats.paper.value import Paper, encode

FORMATS: Final = ("docx", "xlsx", "html", "pdf", "json")


def write(paper: Paper, form: str) -> bytes:
    """Return the paper as a file; `form` is one of FORMATS. The same paper gives the same bytes.

    Raises ValueError for another form.
    """
    if form == "json":
        return encode(paper)
    if form not in FORMATS:
        raise ValueError(f"A paper is written as {', '.join(FORMATS)}, not as “{form}”.")
    written: str | bytes = import_module(f"{__name__}.{form}").write(paper)
    return written.encode() if isinstance(written, str) else written
