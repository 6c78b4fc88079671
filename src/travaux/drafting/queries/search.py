"""Searching the register: titles, symbols and sources, and the full text of what one may read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.db.models import Q

from travaux.drafting.models import Line, Text
from travaux.drafting.queries.texts import READER
from travaux.kernel import search as index
from travaux.register.models import Document, File
from travaux.register.queries import visible
from travaux.register.queries.rows import rows
from travaux.register.queries.values import Row
from travaux.rules.access import Actor, Role
from travaux.rules.refusal import Forbidden
from travaux.text.tokens import Term, marked, query

PAGE: Final = 20
"""Documents on a page."""
PASSAGES: Final = 3
"""Passages shown of a document."""
LONGEST: Final = 200
"""Characters of a query; what follows is left out."""


class Passage(msgspec.Struct, frozen=True):
    """A provision that holds what was searched, in pieces: words, and whether they were searched.

    `file` and `position` say where it stands.
    """

    file: int
    position: int
    label: str
    pieces: tuple[tuple[str, bool], ...]


class Hit(msgspec.Struct, frozen=True):
    """A document that was found: its title in pieces, passages, and how many more there are."""

    row: Row
    title: tuple[tuple[str, bool], ...]
    passages: tuple[Passage, ...] = ()
    more: int = 0


class Results(msgspec.Struct, frozen=True):
    """What a search found, one page of it."""

    written: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    empty: bool = False
    """Whether there was no word in what was written."""


class UnindexedText(msgspec.Struct, frozen=True):
    """A text that the index does not hold, or not as it now is."""

    sha256: str
    stamp: str
    language: str


class _Text(msgspec.Struct, frozen=True):
    """In which file of a document how many passages were found."""

    file: int
    sha256: str
    places: int


def search(actor: Actor, at: datetime, written: str, page: int = 1) -> Results:
    """Return the documents that hold all that was written, among what the actor may see (R32).

    First those whose entry (title, symbol, sources) holds all of it, then those with a provision
    that does, most such provisions first, then those that hold it in several places; within each,
    the newest first. Counts are of what the actor may see.
    """
    terms = query(written[:LONGEST])
    if not terms:
        return Results(written, (), 0, 1, 1, empty=bool(written.strip()))
    mine = _Visible(actor, at)
    entries, texts = mine.of(index.find(terms))
    spread: set[int] = set()
    if len(terms) > 1 and len(entries | texts.keys()) < PAGE:
        spread = mine.holding_each(terms) - entries - texts.keys()
    order = sorted(
        entries | texts.keys() | spread,
        key=lambda one: (
            one not in entries,
            one in spread,
            -sum(text.places for text in texts.get(one, ())),
            -mine.entries[one],
            -one,
        ),
    )
    pages = max(1, -(-len(order) // PAGE))
    page = min(max(1, page), pages)
    shown = order[(page - 1) * PAGE : page * PAGE]
    return Results(written, _hits(actor, at, terms, shown, texts, mine), len(order), page, pages)


def unindexed_texts(actor: Actor, held: Mapping[str, str]) -> tuple[UnindexedText, ...]:
    """Return the texts that the index does not hold as they are; `held` is what it holds."""
    _machine(actor)
    found = Text.objects.filter(problem="").order_by("id").values_list("sha256", "reader")
    missing = [(sha256, reader) for sha256, reader in found if held.get(sha256) != reader]
    languages = _languages([sha256 for sha256, _ in missing])
    return tuple(UnindexedText(sha256, reader, languages[sha256]) for sha256, reader in missing)


def line_words(actor: Actor, text: UnindexedText) -> tuple[str, ...]:
    """Return the provisions of a text in order, each with its label, for the index."""
    _machine(actor)
    found = Line.objects.filter(sha256=text.sha256, reader=text.stamp).order_by("position")
    return tuple(f"{label} {words}" for label, words in found.values_list("label", "words"))


def _languages(hashes: Sequence[str]) -> dict[str, str]:
    """Return in which language each text is: as it says itself, else as its source said."""
    found: dict[str, str] = {}
    for start in range(0, len(hashes), 500):
        some = hashes[start : start + 500]
        said = File.objects.filter(sha256__in=some).order_by("-id")
        found |= dict(said.values_list("sha256", "language"))
        own = Text.objects.filter(sha256__in=some).exclude(language="")
        found |= dict(own.values_list("sha256", "language"))
    return {sha256: found.get(sha256, "") for sha256 in hashes}


def _machine(actor: Actor) -> None:
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")


class _Visible:
    """What of a search an actor may see; asked of the database once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        found = visible.entries(actor).order_by().values_list("id", "posted_at", "made_at")
        self.entries = {one: (posted or made).timestamp() for one, posted, made in found}
        readable = visible.contents(actor, at)
        files = File.objects.filter(document__in=readable, in_force=True, recalled=False)
        self.files: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for document, file, sha256 in files.order_by().values_list("document", "id", "sha256"):
            self.files[sha256].append((document, file))

    def of(self, found: Iterable[index.Found]) -> tuple[set[int], dict[int, list[_Text]]]:
        """Return the documents whose entries were found, and those in whose texts something was."""
        entries: set[int] = set()
        texts: dict[int, list[_Text]] = defaultdict(list)
        for one in found:
            if one.kind == "entry":
                entries |= {int(one.owner)} & self.entries.keys()
            else:
                for document, file in self.files.get(one.owner, ()):
                    texts[document].append(_Text(file, one.owner, one.places))
        return entries, texts

    def texts_of(self, document: int) -> tuple[_Text, ...]:
        """Return the files of a document that the actor may read, as nothing found in them yet."""
        return tuple(
            _Text(file, sha256, 0)
            for sha256, files in self.files.items()
            for owner, file in files
            if owner == document
        )

    def holding_each(self, terms: Sequence[Term]) -> set[int]:
        """Return the documents that hold each of the terms somewhere."""
        held: list[set[int]] = []
        for term in terms:
            entries, texts = self.of(index.find([term]))
            held.append(entries | texts.keys())
        return set.intersection(*held)


def _hits(
    actor: Actor,
    at: datetime,
    terms: tuple[Term, ...],
    shown: Sequence[int],
    texts: Mapping[int, Sequence[_Text]],
    mine: _Visible,
) -> tuple[Hit, ...]:
    """Return the documents of a page, with passages: those that hold all terms, else any."""
    refs = dict(Document.objects.filter(id__in=shown).order_by().values_list("ref", "id"))
    found = {refs[row.ref]: row for row in rows(actor, Document.objects.filter(id__in=shown), at)}
    whole = _passages(terms, [text for one in shown for text in texts.get(one, ())])
    others = [text for one in shown if one not in texts for text in mine.texts_of(one)]
    passages = whole | _passages(terms, others, any_=True)
    return tuple(
        _hit(found[one], terms, texts.get(one) or mine.texts_of(one), passages) for one in shown
    )


def _hit(
    row: Row,
    terms: tuple[Term, ...],
    texts: Sequence[_Text],
    passages: Mapping[int, tuple[Passage, ...]],
) -> Hit:
    found = [one for text in texts for one in passages.get(text.file, ())][:PASSAGES]
    places = sum(text.places for text in texts)
    title = marked(row.title, row.language, terms)
    return Hit(row, title, tuple(found), max(0, places - len(found)))


def _passages(
    terms: tuple[Term, ...], texts: Sequence[_Text], *, any_: bool = False
) -> dict[int, tuple[Passage, ...]]:
    """Return the first passages of texts in which something was found, by their files."""
    owners = list(dict.fromkeys(text.sha256 for text in texts))
    places = index.places(terms, "text", owners, PASSAGES, any_=any_)
    wanted = Q()
    for sha256, positions in places.items():
        wanted |= Q(sha256=sha256, position__in=positions)
    if not wanted:
        return {}
    languages = _languages(list(places))
    lines: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    found = Line.objects.filter(wanted, reader=READER).order_by("sha256", "position")
    for sha256, position, label, words in found.values_list("sha256", "position", "label", "words"):
        lines[sha256].append((position, label, words))
    return {
        text.file: tuple(
            Passage(text.file, position, label, _cut(marked(words, languages[text.sha256], terms)))
            for position, label, words in lines[text.sha256]
        )
        for text in texts
    }


_BEFORE: Final = 120
_AROUND: Final = 400


def _cut(pieces: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    """Return the pieces around the first that was searched; what is left out shows as an ellipsis.

    A provision can fill a page; a list of results needs only where the words stand.
    """
    first = next((at for at, (_, met) in enumerate(pieces) if met), 0)
    before = "".join(words for words, _ in pieces[:first])
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:].partition(" ")[2]
    cut = [(before, False)] if before else []
    left = _AROUND
    for words, met in pieces[first:]:
        if len(words) > left:
            cut.append((words[:left].rpartition(" ")[0] + "…", met))
            break
        cut.append((words, met))
        left -= len(words)
    return tuple(cut)
