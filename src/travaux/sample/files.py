"""The second meeting of the model case as files: drafts, contributions, and what was received when.

The files are written from the values when they are asked for, each in the form in which it came.
"""

import csv
import io
from collections.abc import Iterator

from msgspec.structs import replace

from travaux.formats import comment_tables, docx_writer
from travaux.formats.reading import Point, Remark
from travaux.sample import draft
from travaux.sample.received import Said, Sent, contributions, sent, target_of
from travaux.text.redline import redline
from travaux.text.tree import Kind, Provision, Run, Tree

INDEX = "received.csv"
"""The secretariat's list of what was received, beside the contributions."""


def drafts() -> dict[str, bytes]:
    """Return the third and the fourth draft as Word files, by name."""
    return {f"{name}.docx": docx_writer.write(draft(name)) for name in ("third", "fourth")}


def received() -> dict[str, bytes]:
    """Return the contributions and the list of them, by name."""
    files = {one.name: _WRITERS[one.form](one) for one in sent()}
    return {**files, INDEX: _index()}


def _index() -> bytes:
    """Return the list: file, symbol, sources, their kind, when, and what an officer ruled."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("file", "symbol", "source", "kind", "received", "timing", "admitted"))
    for one in sent():
        ruled = one.timing.value if one.timing else ""
        sources = "; ".join(one.sources)
        rows.writerow((one.name, one.symbol, sources, one.kind, one.received, ruled, one.admitted))
    return out.getvalue().encode("utf-8")


# Letters


def _letter(one: Sent) -> bytes:
    return docx_writer.write(_tree(_letter_lines(one), one))


def _letter_lines(one: Sent) -> Iterator[tuple[Kind, str]]:
    yield Kind.PARAGRAPH, f"Document {one.symbol}-E"
    yield Kind.PARAGRAPH, "Original: English"
    yield Kind.PARAGRAPH, f"Source: {'; '.join(one.sources)}"
    yield Kind.TITLE, one.title
    yield Kind.PARAGRAPH, "We thank the secretariat for the Third Draft and submit the following."
    for said in one.comment:
        yield Kind.PARAGRAPH, " ".join(filter(None, (said.text, _proposal(said))))


def _proposal(said: Said) -> str:
    """Return a proposal as a letter words it; a deletion is asked for in its text already."""
    if not said.proposed:
        return ""
    if said.quote:
        return f"Replace “{said.quote}” by “{said.proposed}”"
    return f"We propose to add: “{said.proposed}”"


def _tree(lines: Iterator[tuple[Kind, str]], one: Sent) -> Tree:
    provisions = tuple(
        Provision(f"p{number}", kind, 1, (Run(text),)) for number, (kind, text) in enumerate(lines)
    )
    cover = replace(Tree(()).cover, title=one.title, sources=one.sources, symbol=one.symbol)
    return Tree(provisions, language="en", cover=cover)


# Edited copies


def _edited_copy(one: Sent) -> bytes:
    """Return the draft with tracked changes and margin comments."""
    third = draft("third")
    texts: dict[str, str] = {}
    remarks: list[Remark] = []
    for said in one.comment:
        target = target_of(said, third)
        if said.margin:
            start, end = Point(target.start, target.from_), Point(target.start, target.to)
            at = one.received
            remarks.append(
                Remark(f"{len(remarks)}", one.sources[0], said.text, at, start=start, end=end)
            )
        else:
            old = texts.get(target.start, third.provisions[third.index()[target.start]].text)
            texts[target.start] = old.replace(said.quote, said.proposed or "", 1)
    edited = replace(third, provisions=tuple(_with(p, texts) for p in third.provisions))
    return docx_writer.write_redline(
        redline(third, edited),
        third,
        edited,
        author=one.sources[0],
        at=one.received,
        remarks=remarks,
    )


def _with(provision: Provision, texts: dict[str, str]) -> Provision:
    """Return a provision with its new text, the notes it calls kept."""
    if provision.id not in texts:
        return provision
    new = texts[provision.id]
    runs: list[Run] = []
    for run in provision.runs:
        if run.note:
            before, _, new = new.partition(run.text)
            runs += [Run(before), run]
    return replace(provision, runs=(*runs, Run(new)))


# Tables


def _table(one: Sent) -> bytes:
    """Return the table in the form and kind of file in which it came."""
    (contribution,) = [each for each in contributions() if each.symbol == one.symbol]
    table = comment_tables.table_of(
        contribution.comments,
        draft("third"),
        contribution.form,
        title=one.title,
        date=one.received[:10],
    )
    return _TABLES[one.file](table)


_TABLES = {"docx": comment_tables.write_docx, "xlsx": comment_tables.write_xlsx}
_WRITERS = {
    "letter": _letter,
    "house table": _table,
    "iso table": _table,
    "edited copy": _edited_copy,
}
