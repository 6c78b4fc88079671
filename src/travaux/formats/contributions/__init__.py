"""Contributions: files that bring comments on a draft, whatever their form (R14).

`read` finds the form by the content: a comment table, an edited copy of the draft, a list, an
archive of issues, Travaux' own JSON, else a letter.
"""

import msgspec

from travaux.formats import comment_tables, detect
from travaux.formats.comment_tables import CommentTable
from travaux.formats.contributions import archives, edited, letters, lists
from travaux.formats.contributions.lists import Listed, listed
from travaux.formats.contributions.points import Given, of_all
from travaux.formats.contributions.repeats import apart, distinct
from travaux.formats.decoding import decode
from travaux.formats.reading import Unreadable
from travaux.text.comment import Comment, Contribution, Form, Source
from travaux.text.tree import Tree, without_language

__all__ = ["Listed", "apart", "distinct", "read", "read_answered"]


def read(
    name: str,
    data: bytes,
    draft: Tree,
    *,
    sources: tuple[Source, ...] = (),
    symbol: str = "",
    received: str = "",
    title: str = "",
) -> Contribution:
    """Return a file's comments on a draft.

    What is given stands before what the file's cover says. Ids of comments are the symbol, or else
    the file's name, and a running number: `WTPF-IEG/2/3#2`. Nothing is dropped: what could not be
    placed is named in `warnings` with the remedy, what was not taken for a comment is `set_aside`.
    Raises Unreadable for files that cannot be read.
    """
    return read_answered(
        name, data, draft, sources=sources, symbol=symbol, received=received, title=title
    ).contribution


def read_answered(
    name: str,
    data: bytes,
    draft: Tree,
    *,
    sources: tuple[Source, ...] = (),
    symbol: str = "",
    received: str = "",
    title: str = "",
) -> Listed:
    """Return a file's comments as `read` does, and the answers that a list records of them."""
    given = Given(name, tuple(sources), symbol, received, title)
    if lists.is_list(data) or _is_json_list(name, data):
        return listed(given, data, draft)
    return Listed(_read(given, data, draft))


def _read(given: Given, data: bytes, draft: Tree) -> Contribution:
    """Return the comments of a file that is no list of issues."""
    name = given.name
    if archives.is_archive(data):
        return archives.read(given, data)
    if _is_json(name, data):
        own = _own(given, data)
        if own is not None:
            return own
    table = comment_tables.find(name, data)
    if data.startswith(b"PK") and comment_tables.is_workbook(data):
        return _of_table(given, comment_tables.read(name, data), draft)
    if table is not None and not data.startswith(b"PK"):
        return _of_table(given, table, draft)
    reading = detect.read(name, data)
    copy = edited.as_copy(reading, draft)
    if table is not None and (copy is None or not copy.whole):
        covered = given.with_cover(reading.accepted.cover)
        of_draft = (_bare(draft.cover.symbol), _bare(table.document))
        if covered.symbol != given.symbol and _bare(covered.symbol) in of_draft:
            covered = msgspec.structs.replace(covered, symbol="")  # a form prints what it is on
        return _of_table(covered, table, draft, reading.accepted.language)
    if copy is not None:
        return edited.read(given, copy, draft)
    return letters.read(given, reading, draft)


def _of_table(
    given: Given,
    table: CommentTable,
    draft: Tree,
    language: str = "",
) -> Contribution:
    """Return the comments of a comment table."""
    taken = comment_tables.comments_of(
        table,
        draft,
        name=given.name,
        symbol=given.symbol,
        sources=given.sources,
        received=given.received,
    )
    return Contribution(
        given.name,
        table.form,
        given.sources or of_all(taken.comments),
        given.symbol,
        given.title or table.title,
        given.received,
        tuple(msgspec.structs.replace(one, language=language) for one in taken.comments),
        taken.warnings,
    )


def _bare(symbol: str) -> str:
    return without_language(symbol).casefold()


def _is_json(name: str, data: bytes) -> bool:
    return name.lower().endswith(".json") or data.lstrip()[:1] in (b"{", b"[")


def _is_json_list(name: str, data: bytes) -> bool:
    return _is_json(name, data) and b'"issue"' in data and b'"summary"' in data


def _own(given: Given, data: bytes) -> Contribution | None:
    """Return a contribution that Travaux wrote, or a list of comments; None for other JSON."""
    text, _ = decode(data)
    if '"travaux/contribution/' not in text and '"travaux/comment/' not in text:
        return None
    try:
        found = msgspec.json.decode(text, type=Contribution | list[Comment])
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(
            f"The comments in this JSON file cannot be read ({str(error)[:120]})",
            place=given.name,
            remedy="Give a travaux/contribution/1, or a list of travaux/comment/1.",
        ) from error
    if isinstance(found, Contribution):
        return _checked(
            msgspec.structs.replace(
                found,
                sources=given.sources or found.sources,
                symbol=given.symbol or found.symbol,
                title=given.title or found.title,
                received=given.received or found.received,
            )
        )
    return _checked(
        Contribution(
            given.name,
            Form.LIST,
            given.sources,
            given.symbol,
            given.title,
            given.received,
            tuple(found),
        )
    )


def _checked(found: Contribution) -> Contribution:
    """Refuse comments two of which bear one id."""
    ids = [comment.id for comment in found.comments]
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise Unreadable(
            f"Two comments in this JSON file bear the id {twice}",
            place=found.name,
            remedy="Give each comment an id of its own.",
        )
    return found
