"""From the rows of a comment table to comments on a draft."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace
from rapidfuzz import fuzz

from travaux.formats.comment_tables.headings import TITLES
from travaux.formats.comment_tables.marked import Edit, find_edit, read_marks
from travaux.formats.comment_tables.table import CommentTable, Row, one_line, words
from travaux.formats.comment_tables.targets import Aim, by_clause, by_original
from travaux.text.comment import (
    Comment,
    CommentKind,
    Form,
    Source,
    Target,
    TargetKind,
    stem_of,
)
from travaux.text.landmarks import Landmarks
from travaux.text.placing import Placed, narrowed, omission, place, span, together
from travaux.text.proposals import (
    Act,
    Proposal,
    is_instruction,
    kind_of,
    proposals,
    quotations,
)
from travaux.text.quotes import locate
from travaux.text.references import is_as_above, says_throughout
from travaux.text.tree import Tree, without_language

_KINDS: Final = (
    (re.compile(r"te|tech", re.I), CommentKind.TECHNICAL),
    (re.compile(r"fact|quer|question", re.I), CommentKind.FACTUAL_QUERY),
    (re.compile(r"ref", re.I), CommentKind.REFERENCE),
    (re.compile(r"ed|éd|réd|red", re.I), CommentKind.EDITORIAL),
    (re.compile(r"ge|gé", re.I), CommentKind.GENERAL),
)
_NUMBERED: Final = re.compile(r"([A-Z]{2}|\*\*)[-_ ]?\d{1,4}")
_SAID: Final = "Proposed change: "
_FEWEST: Final = 3
"""A table is doubted as one for another draft from so many rows on."""


class Taken(msgspec.Struct, frozen=True):
    """The comments that a table holds, in the order of its rows, and what is wrong with them."""

    comments: tuple[Comment, ...]
    warnings: tuple[str, ...] = ()


def comments_of(
    table: CommentTable,
    draft: Tree,
    *,
    name: str = "",
    symbol: str = "",
    sources: tuple[Source, ...] = (),
    received: str = "",
) -> Taken:
    """Return the comments in a table on a draft, one a row.

    Ids are the symbol, or else the file's `name`, and a running number (`WTPF-IEG/2/3#2`).
    `sources` stand where a row names none. A row whose clause or original text is not found is
    kept, its target the whole draft with the label as written, and a warning names the row and
    the remedy; so is a table that was made for another draft.
    """
    return _Taking(table, Landmarks(draft), name or symbol, symbol, sources, received).take()


class _Taking:
    """One table while its rows are being read."""

    def __init__(
        self,
        table: CommentTable,
        landmarks: Landmarks,
        name: str,
        symbol: str,
        sources: tuple[Source, ...],
        received: str,
    ) -> None:
        self._table = table
        self._landmarks = landmarks
        self._name = name
        self._stem = stem_of(symbol, name)
        self._symbol = symbol
        self._sources = sources
        self._received = received
        self._comments: list[Comment] = []
        self._warnings: list[str] = list(table.warnings)
        self._row = 0
        self._lost = 0

    def take(self) -> Taken:
        above: Row | None = None
        for number, row in enumerate(self._table.rows, 1):
            self._row = number
            row = _with_above(row, above)
            self._take(row)
            above = row
        return Taken(tuple(self._comments), (*self._other_draft(), *self._warnings))

    def _warn(self, problem: str, remedy: str) -> None:
        where = f" of {self._name}" if self._name else ""
        self._warnings.append(f"Row {self._row}{where}: {problem}. {remedy}")

    def _take(self, row: Row) -> None:
        if not row.comments and not row.proposed:
            self._warn("it holds no comment", "Write the comment, or take the row out.")
            return
        sources = self._of_whom(row)
        aim = self._aim(row)
        made = list(self._made(row, aim))
        for target, proposed, text in made:
            self._comments.append(
                Comment(
                    f"{self._stem}#{len(self._comments) + 1}",
                    sources,
                    target,
                    self._kind(row, text),
                    text,
                    proposed,
                    received=self._received,
                    symbol=self._symbol,
                    passage=_passage(row),
                )
            )

    def _of_whom(self, row: Row) -> tuple[Source, ...]:
        names = [one_line(part) for part in re.split(r"[;\n]", row.words("source"))]
        found = []
        for name in names:
            match = _NUMBERED.fullmatch(name)
            if name:
                found.append(known(match[1] if match else name, self._sources))
        if not found and not self._sources:
            self._warn("it names no source", "Say whose comment it is.")
        return tuple(found) or self._sources

    def _aim(self, row: Row) -> Aim:
        """Return what a row is about, by whichever of its columns says so."""
        house = self._table.form is Form.HOUSE_TABLE
        named = bool(row.clause or row.part)
        shown = house or bool(row.original)
        to_original = shown and ((house and bool(row.original)) or not named)
        aim = (by_original if to_original else by_clause)(row, self._landmarks)
        if aim.placed:
            return aim
        found = self._throughout(row)
        if found is not None and not aim.targets[0].label:
            return found
        self._lost += 1
        self._warn(
            f"{aim.problem}, so the comment stands unplaced",
            "Give it the number of its provision, or “General” for the whole draft.",
        )
        return aim

    @staticmethod
    def _throughout(row: Row) -> Aim | None:
        said = f"{row.words('comments')} {row.words('proposed')}"
        return Aim((Target(TargetKind.THROUGHOUT),)) if says_throughout(said) else None

    def _kind(self, row: Row, text: str) -> CommentKind:
        said = one_line(row.words("kind"))
        if not said:
            return kind_of(text) if self._table.form is Form.HOUSE_TABLE else CommentKind.GENERAL
        for pattern, kind in _KINDS:
            if pattern.match(said):
                return kind
        self._warn(
            f"“{said[:40]}” is no type of comment, so it counts as general",
            "Write ge, te or ed.",
        )
        return CommentKind.GENERAL

    # What a row says

    def _made(self, row: Row, aim: Aim) -> Iterator[tuple[tuple[Target, ...], str | None, str]]:
        """Yield what a row says: mostly one comment, more where it marks several provisions."""
        marked = read_marks(row.comments)
        own = read_marks(row.proposed)
        text = marked.comment
        if marked.edits and marked.plain:
            text = f"{text}\n{marked.plain}".strip()
        elif marked.plain:
            text = words(row.comments).strip()
        edits = marked.edits or own.edits
        if marked.edits or own.edits:
            for edit in edits:
                target, proposed = self._edited(edit, aim)
                yield target, proposed, text
            return
        targets = aim.targets
        quote = marked.quote or own.quote
        if quote:
            targets = self._quoted(quote, targets)
        said = words(row.proposed).strip() if row.proposed else ""
        if said:
            yield self._proposed(said, text, targets)
        elif proposals(text):
            yield self._said(text, targets)
        else:
            yield self._mentioned(text, targets), None, text

    def _edited(self, edit: Edit, aim: Aim) -> tuple[tuple[Target, ...], str | None]:
        """Return the target and the proposed words of a marked paragraph."""
        target = aim.targets[0]
        if target.kind in (TargetKind.THROUGHOUT, TargetKind.COMMENT):
            return (replace(target, quote=edit.old or target.quote), *aim.targets[1:]), edit.new
        extents = [self._landmarks.extent(one) for one in aim.targets if one.start]
        extent = [at for one in extents for at in one] or list(range(len(self._landmarks.draft)))
        found = find_edit(edit, self._landmarks, extent)
        label = target.label if target.start else ""
        if found is not None and found.start == found.end:
            return (omission(self._landmarks, found.place, found.start, label),), edit.new
        if found is not None:
            return (span(self._landmarks, found, label),), edit.new
        if not edit.whole_old.strip() and target.start:
            at = extent[-1]
            end = len(self._landmarks.draft.provisions[at].text)
            return (omission(self._landmarks, at, end, label),), edit.new
        if edit.whole_old.strip():
            self._warn(
                "the words that it marks are not those of the provision",
                "Check its proposal against the draft.",
            )
        return (replace(target, quote=edit.old), *aim.targets[1:]), edit.new

    def _quoted(self, quote: str, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        found = locate(quote, self._landmarks.draft, self._landmarks.extent(targets[0]))
        if len(found) == 1:
            return (span(self._landmarks, found[0], targets[0].label), *targets[1:])
        return (replace(targets[0], quote=quote), *targets[1:])

    def _mentioned(self, text: str, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        """Return the targets narrowed to what the comment quotes from them."""
        if targets[0].kind is TargetKind.THROUGHOUT and not targets[0].quote:
            quoted = quotations(text)
            return (replace(targets[0], quote=quoted[0]),) if quoted else targets
        if len(targets) == 1:
            return (narrowed(quotations(text), self._landmarks, targets[0]),)
        return targets

    def _proposed(
        self, said: str, text: str, targets: tuple[Target, ...]
    ) -> tuple[tuple[Target, ...], str | None, str]:
        """Return what a row comes to whose proposed change is `said`."""
        found = proposals(said)
        placed = self._placed(found, targets[0]) if found else None
        if placed is None and not found and not is_instruction(said):
            quoted = re.fullmatch(r"[“\"«]\s*([^“”\"«»]+?)\s*[”\"»]", said)
            proposal = Proposal(Act.READ, "", quoted[1] if quoted else said)
            placed = place(proposal, self._landmarks, targets[0])
        if placed is None:
            return targets, None, f"{text}\n{_SAID}{said}".strip() if text else said
        if placed.problem:
            self._warn(placed.problem, "Check its proposal against the draft.")
        if not text and found and placed.proposed is None:
            text = said
        return (placed.target, *targets[1:]), placed.proposed, text

    def _said(
        self, text: str, targets: tuple[Target, ...]
    ) -> tuple[tuple[Target, ...], str | None, str]:
        """Return what a row comes to whose comment itself holds a proposal."""
        placed = self._placed(proposals(text), targets[0])
        if placed is None or placed.problem:
            return targets, None, text
        return (placed.target, *targets[1:]), placed.proposed, text

    def _placed(self, found: Sequence[Proposal], target: Target) -> Placed | None:
        placed = [place(proposal, self._landmarks, target) for proposal in found]
        return placed[0] if len(placed) == 1 else together(placed, self._landmarks)

    # Another draft

    def _other_draft(self) -> list[str]:
        """Name a table that was made for another draft, by its front matter or by its rows."""
        cover = self._landmarks.draft.cover
        named = _bare(self._table.document)
        own = [_bare(one) for one in (cover.symbol, cover.title) if one]
        found = []
        if named and own and not any(one in named or named in one for one in own):
            alike = max(fuzz.partial_ratio(named, one) for one in own)
            if alike < 90 or re.search(r"\d", named):
                found.append(
                    f"The table says that it is on “{self._table.document}”; the draft is"
                    f" “{cover.symbol or cover.title}”. Check that it is on this draft."
                )
        count = len(self._table.rows)
        if count >= _FEWEST and self._lost * 2 > count:
            found.append(
                f"{self._lost} of {count} rows lead nowhere in the draft: the table may be on"
                " another one. Give the draft that it was made for."
            )
        return found


def known(name: str, sources: Sequence[Source]) -> Source:
    """Return the source of a name as it is known, with its kind, else the bare name."""
    same = [source for source in sources if source.name.casefold() == name.casefold()]
    return same[0] if same else Source(name)


def _bare(name: str) -> str:
    """Return a document's name without what is written in different ways: `-E`, blanks, case."""
    return re.sub(r"[\s_]+", "", without_language(name)).casefold()


def _with_above(row: Row, above: Row | None) -> Row:
    """Return a row whose ditto marks are replaced by what stands above."""
    if above is None:
        return row
    same = {
        column: getattr(above, column)
        for column in ("source", "line", "clause", "part", "kind", "original")
        if is_as_above(row.words(column))
    }
    return replace(row, **same) if same else row


def _passage(row: Row) -> str:
    """Return a row as a person would read it aloud: each filled column after its title."""
    pairs = [(one_line(TITLES[column]), row.words(column)) for column in TITLES]
    pairs += [(title, words(content)) for title, content in row.extra]
    return "\n".join(f"{title}: {text}" for title, text in pairs if text.strip())
