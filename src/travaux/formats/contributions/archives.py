"""Archives of an issue tracker: every issue and pull request a comment on the draft.

The JSON is that of the archives which working groups keep beside their drafts: `issues` and
`pulls`, each with `number`, `title`, `body`, `author`, `labels`, `createdAt`.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from travaux.formats.contributions.points import Given, of_all
from travaux.formats.decoding import decode
from travaux.formats.reading import Unreadable
from travaux.text.comment import (
    Comment,
    CommentKind,
    Contribution,
    Form,
    Source,
    Target,
    TargetKind,
)

_FEWEST: Final = 20
"""Characters from which a quoted line is taken as words meant."""
_EDITORIAL: Final = re.compile(r"editorial|\bnits?\b|typo", re.IGNORECASE)
_FENCE: Final = "```"


class _Entry(msgspec.Struct, frozen=True, rename="camel"):
    number: int
    title: str = ""
    body: str | None = ""
    author: str | None = ""
    labels: tuple[str, ...] = ()
    created_at: str = ""


class _Archive(msgspec.Struct, frozen=True):
    issues: tuple[_Entry, ...]
    pulls: tuple[_Entry, ...] = ()
    repo: str = ""


def is_archive(data: bytes) -> bool:
    """Say whether a file is such an archive, by the names of its parts."""
    head = data[:4096]
    return head.lstrip()[:1] == b"{" and b'"issues"' in data and b'"createdAt"' in data


def read(given: Given, data: bytes) -> Contribution:
    """Return the comments of an archive, issues first, each on the whole draft.

    Ids are `issue 12` and `pull 13`, behind the symbol where one is given. What an entry quotes
    (lines that begin with `>`, fenced blocks) is words meant, so its target; the rest is its text.
    Raises Unreadable for JSON that is no archive.
    """
    text, _ = decode(data)
    try:
        archive = msgspec.json.decode(text, type=_Archive)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(
            f"The archive of issues cannot be read ({str(error)[:120]})",
            place=given.name,
            remedy="Give the JSON file with `issues` and `pulls` that the tracker's archive is.",
        ) from error
    comments = tuple(
        _comment(given, kind, entry)
        for kind, entries in (("issue", archive.issues), ("pull", archive.pulls))
        for entry in entries
    )
    return Contribution(
        given.name,
        Form.LIST,
        given.sources or of_all(comments),
        given.symbol,
        given.title or archive.repo,
        given.received,
        comments,
    )


def _comment(given: Given, kind: str, entry: _Entry) -> Comment:
    said, quotes = _parted(entry.body or "")
    lines = (entry.title.strip(), *said)
    marks = " ".join((entry.title, *entry.labels))
    targets = tuple(Target(TargetKind.SPAN, quote=quote) for quote in quotes)
    return Comment(
        " ".join(filter(None, (given.symbol, kind, str(entry.number)))),
        (Source(entry.author),) if entry.author else given.sources,
        targets or (Target(TargetKind.DRAFT),),
        CommentKind.EDITORIAL if _EDITORIAL.search(marks) else CommentKind.GENERAL,
        "\n".join(line for line in lines if line),
        received=entry.created_at,
        symbol=given.symbol,
    )


def _parted(body: str) -> tuple[list[str], list[str]]:
    """Return the lines of a body that its writer says, and the stretches that it quotes."""
    said: list[str] = []
    quotes: list[str] = []
    for quoted, stretch in _stretches(body):
        if not quoted:
            said.append(stretch)
        elif len(stretch) > _FEWEST:
            quotes.append(stretch)
    return said, quotes


def _stretches(body: str) -> Iterator[tuple[bool, str]]:
    """Yield each line said, and each stretch of quoted lines as one."""
    fenced = False
    held: list[str] = []
    for line in body.splitlines():
        line = line.strip()
        if line.startswith(_FENCE):
            fenced = not fenced
        elif fenced or line.startswith(">"):
            held.append(line.lstrip("> "))
        else:
            if held:
                yield True, " ".join(held).strip()
            held = []
            yield False, line
    if held:
        yield True, " ".join(held).strip()
