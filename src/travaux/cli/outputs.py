"""Trees and redlines as the bytes of an output file, by the kind that its name says."""

from pathlib import Path
from typing import Final

import msgspec

from travaux.cli.files import Input, Refused
from travaux.formats.reading import Remark
from travaux.text import tree as trees
from travaux.text.segments import Redline
from travaux.text.tree import Tree

KINDS: Final = ("docx", "html", "md", "json")
_ENDINGS: Final = {"htm": "html", "markdown": "md"}


def kind_of(path: Path) -> str:
    """Return the kind of an output by the ending of its name.

    Raises Refused for endings that cannot be written.
    """
    ending = path.suffix.lower().removeprefix(".")
    kind = _ENDINGS.get(ending, ending)
    if kind not in KINDS:
        raise Refused(
            f"{path}: Travaux does not write “{path.suffix or 'no ending'}”."
            f" Name an output that ends in {', '.join('.' + name for name in KINDS)}."
        )
    return kind


def converted(found: Input, kind: str, view: str | None, author: str, at: str) -> bytes:
    """Return a file in another format.

    Word files keep their tracked changes and margin comments in Word, unless a view is asked for;
    other formats get one view, the accepted one unless said otherwise.
    """
    reading = found.reading
    tree = reading.original if view == "original" else reading.accepted
    if kind == "docx":
        from travaux.formats import docx_writer

        if reading.tracked is not None and view is None:
            return docx_writer.write_redline(
                reading.tracked,
                reading.original,
                reading.accepted,
                author=author,
                at=at,
                remarks=reading.remarks,
            )
        remarks = reading.remarks if view != "original" else _in_original(reading.remarks)
        return docx_writer.write(tree, remarks=remarks)
    if kind == "json":
        return _lines(msgspec.json.encode(reading) if view is None else trees.encode(tree))
    if kind == "html":
        from travaux.formats import html

        return html.write(tree).encode("utf-8", "replace")
    from travaux.formats import markdown

    return markdown.write(tree).encode("utf-8", "replace")


def compared(
    redline: Redline, old: Tree, new: Tree, kind: str, *, title: str, author: str, at: str
) -> bytes:
    """Return a redline in a format."""
    if kind == "docx":
        from travaux.formats import docx_writer

        return docx_writer.write_redline(redline, old, new, author=author, at=at)
    if kind == "json":
        return _lines(msgspec.json.encode(redline))
    if kind == "html":
        from travaux.formats import html

        return html.write_redline(redline, old, new, title=title).encode("utf-8", "replace")
    from travaux.formats import markdown

    return markdown.write_redline(redline, old, new, title=title).encode("utf-8", "replace")


def _lines(data: bytes) -> bytes:
    """Return JSON that a person can look at too."""
    return msgspec.json.format(data, indent=1) + b"\n"


def _in_original(remarks: tuple[Remark, ...]) -> list[Remark]:
    """Return margin comments with their points in the original view."""
    return [
        msgspec.structs.replace(remark, start=remark.old_start, end=remark.old_end)
        for remark in remarks
    ]
