"""Letters: a text whose points refer to paragraphs of the draft, split into comments (R14).

A point begins where a reference opens a paragraph or a sentence; what follows without one goes on
it, or is a comment on the whole draft where nothing came before. Each keeps the passage it stood
in. What was read as courtesy is set aside and kept, so that no point is lost in silence.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace
from rapidfuzz import fuzz

from travaux.formats.contributions import courtesy
from travaux.formats.contributions.openings import is_only_reference, opening
from travaux.formats.contributions.point_words import points_of
from travaux.formats.contributions.points import Given, Point, contribution
from travaux.formats.docx_reader.cover import read_cover
from travaux.formats.reading import Reading
from travaux.text.comment import Contribution, Form, Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import quoted_once
from travaux.text.proposals import proposals, quotations
from travaux.text.reference_words import WHOLE
from travaux.text.references import Reference, Sort, cited, find, says_throughout
from travaux.text.sentences import sentences
from travaux.text.tree import CONTAINERS, NOTES, Cover, Kind, LabelKind, Provision, Tree

_ALL: Final = re.compile(
    r"\b(?:the|this) (?:(?!same)\w+ ){0,3}(?:report|draft|document)\b"
    r"|\b(?:le|ce) (?:rapport|projet)\b"
    r"|\bel (?:informe|proyecto)\b|доклад|проект",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(rf"\s*(?:{'|'.join(WHOLE)})\s*[:：]", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\W*(?:this|it|that|these|those|such|also|moreover|furthermore|in addition|here|therefore"
    r"|hence|thus|so|however|but|we therefore"
    r"|cela|ceci|esto|это|the (?:second|last|first|other|same))\b",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"\s*(?:title|subject|titre|objet|título|asunto|название|тема|标题)\s*[:：]\s*(\S.*)",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"\W*(?:annex|attach|appendi|anexo|приложени|附)", re.IGNORECASE)
_REPEATED: Final = 95.0
"""A paragraph so like a provision only repeats it."""


class _Line(msgspec.Struct):
    """A paragraph of a letter."""

    text: str
    label: str = ""
    heading: bool = False
    item: bool = False
    typed: bool = False

    @property
    def shown(self) -> str:
        return f"{self.label} {self.text}".strip()


class _Open(msgspec.Struct):
    """A point while its paragraphs are gathered; without references it is on the whole draft."""

    targets: tuple[Target, ...] = ()
    problem: str = ""
    lines: list[str] = []
    passage: list[str] = []
    heading: bool = False
    """Whether a heading has opened it and nothing was said yet."""


def read(given: Given, reading: Reading, draft: Tree) -> Contribution:
    """Return the comments of a letter on a draft.

    A reference that leads nowhere gives an unplaced comment and a warning. A proposal is taken as
    one where it is said in so many words (`proposals`) and its words are found (`placing`).
    """
    tree = reading.accepted
    tree = replace(tree, cover=_cover(tree))
    letter = _Letter(given.with_cover(tree.cover), Landmarks(draft))
    letter.read(_lines(tree))
    return contribution(
        letter.given,
        Form.LETTER,
        letter.points,
        (*reading.warnings, *letter.warnings),
        language=tree.language,
        set_aside=tuple(letter.courtesies),
    )


def _cover(tree: Tree) -> Cover:
    """Return the cover block, also where the reader of the format looks for none."""
    cover = tree.cover
    found = read_cover(tree, [], [])
    symbol = cover.symbol or found.symbol
    head = [one for one in tree.provisions[:20] if one.kind is not Kind.ITEM]
    lines = [provision.plain for provision in head]
    told = next((match[1] for line in lines if (match := _TITLE.match(line))), "")
    return Cover(
        symbol,
        told or ("" if symbol and symbol in cover.title else cover.title or found.title),
        cover.sources or found.sources,
        cover.date or found.date,
        cover.original or found.original,
    )


def _lines(tree: Tree) -> list[_Line]:
    """Return the paragraphs of a letter without its cover block, a note at the end of its own."""
    lines: list[_Line] = []
    opened = False
    for at, provision in enumerate(tree.provisions):
        text = provision.plain.strip()
        if provision.kind in CONTAINERS or provision.kind is Kind.CONTENTS or not text:
            continue
        if provision.kind in NOTES:
            if lines:
                lines[-1].text += f" [{provision.label} {text}]".replace("[ ", "[")
            continue
        if not opened and at < 40 and _is_cover(provision, tree):
            continue
        opened = opened or courtesy.is_salutation(text) or len(text) > 200
        label = provision.label
        if label and not label[0].isdigit() and find(label):
            text, label = f"{label}: {text}", ""  # `Section 2.3.1: …` is no number of the letter's
        lines.append(
            _Line(
                text,
                label,
                provision.kind is Kind.HEADING,
                provision.kind is Kind.ITEM,
                provision.label_kind is LabelKind.TYPED,
            )
        )
    return lines


def _is_cover(provision: Provision, tree: Tree) -> bool:
    if provision.kind is Kind.TITLE:
        text = provision.plain.rstrip()
        return not find(text) and not proposals(text) and not text.endswith((".", "。"))
    if provision.kind is Kind.ITEM:
        return False
    return courtesy.is_cover_line(f"{provision.label} {provision.plain}".strip(), tree.cover)


class _Letter:
    """One letter while it is being split."""

    def __init__(self, given: Given, landmarks: Landmarks) -> None:
        self.given = given
        self.points: list[Point] = []
        self.warnings: list[str] = []
        self._landmarks = landmarks
        self.courtesies: list[str] = []
        self._open: _Open | None = None
        self._own_numbers = False
        self._closed = False

    def read(self, lines: Sequence[_Line]) -> None:
        """Read all paragraphs."""
        labels = {line.label.rstrip(".)") for line in lines}
        self._own_numbers = {"1", "2"} <= labels
        for line in lines:
            self._read(line)
        self._close()

    # Paragraphs

    def _read(self, line: _Line) -> None:
        signing = self._closed and not _ANNEX.match(line.shown)
        if signing and courtesy.is_signature(line.text) and not opening(line.text):
            return
        self._closed = False
        if courtesy.is_salutation(line.text):
            return
        if courtesy.is_closing(line.text):
            self._closed = True
            return
        text, references = self._opened(line)
        if references:
            heads = line.heading or is_only_reference(text, references)
            self._begin(text, references, line, heading=heads)
        elif line.heading:
            self._heading(line)
        elif says_throughout(line.text) and proposals(line.text):
            self._close()
            self._open = _Open((Target(TargetKind.THROUGHOUT),), "", [line.text], [line.shown])
        elif not self._repeats(line):
            self._go_on(line)

    def _opened(self, line: _Line) -> tuple[str, tuple[Reference, ...]]:
        """Return the words of a paragraph and the references that open it, its label among them."""
        parts = sentences(line.text)
        first = line.text[: parts[0][1]] if parts else line.text
        references = opening(first, loose=not line.heading and _is_free(self._open))
        label = line.label.strip(".")
        numbered = line.typed and "." in label and label[0].isdigit() and not self._own_numbers
        if not references and numbered:
            found = opening(line.shown) or tuple(cited(line.label))
            if found and found[0].sort is Sort.PLACE:
                return line.shown, found
        if not references and line.heading:
            at = self._landmarks.by_heading(line.text)
            if at is not None and self._landmarks.citations[at]:
                cite = self._landmarks.citations[at]
                return cite, (Reference(Sort.PLACE, cite, start=0, end=len(cite)),)
        return line.text, references

    def _heading(self, line: _Line) -> None:
        """A heading without a reference ends the point; what follows is on the whole draft."""
        self._close()
        self._open = _Open(lines=[], passage=[line.shown], heading=True)

    def _repeats(self, line: _Line) -> bool:
        """Begin a point where a paragraph repeats a provision, and say so."""
        if len(line.text) < 40:
            return False
        scope = range(len(self._landmarks.draft))
        if self._open is not None and self._open.targets and self._open.targets[0].start:
            scope = self._landmarks.extent(self._open.targets[0])
        for at in scope:
            provision = self._landmarks.draft.provisions[at]
            if not provision.runs or abs(len(provision.text) - len(line.text)) >= 40:
                continue
            if fuzz.ratio(provision.plain, line.text) >= _REPEATED:
                if self._open is None or not self._open.heading:
                    self._close()
                target = self._landmarks.target(at, heading=True)
                self._open = _Open((target,), lines=[], passage=[line.shown], heading=True)
                return True
        return False

    def _go_on(self, line: _Line) -> None:
        """Add a paragraph to the point before, or let it be one on the whole draft."""
        current = self._open
        begun = current is not None and current.targets and not current.lines
        first = not self.points and not self.courtesies
        if courtesy.is_courtesy(line.text) and (first or not begun):
            self.courtesies.append(line.text)
            return
        if current is None:
            current = self._open = _Open(lines=[], passage=[])
        apart = current.lines and not _continues(current.lines[-1], line)
        if current.targets and current.lines and self._leaves(current, line):
            self._close()
            current = self._open = _Open(lines=[], passage=[])
        own_point = line.item or self._is_second(current, line)
        if current.targets and apart and own_point:
            self._close()
            targets = current.targets
            current = self._open = _Open(targets, current.problem, [], [])
        elif not current.targets and apart:
            self._close()
            current = self._open = _Open(lines=[], passage=[])
        self._sentences(line)

    def _leaves(self, current: _Open, line: _Line) -> bool:
        """Say whether a paragraph is no longer on the point before: on all, or on other words."""
        if _is_on_all(line.text) or _GENERAL.match(line.text):
            return True
        if current.targets[0].kind is TargetKind.THROUGHOUT:
            return line.item
        found = quoted_once(quotations(line.text), self._landmarks)
        return found is not None and found.place not in self._landmarks.extent(current.targets[0])

    def _is_second(self, current: _Open, line: _Line) -> bool:
        """Say whether a paragraph makes another proposal on what was spoken of before."""
        return bool(proposals(line.text)) and bool(proposals("\n".join(current.lines)))

    def _sentences(self, line: _Line) -> None:
        """Add the sentences of a paragraph; one that opens with a reference begins a point."""
        start = 0
        for first, last in sentences(line.text)[1:]:
            sentence = line.text[first:last]
            references = opening(sentence)
            if references and self._leads_elsewhere(sentence, references):
                self._say(line.text[start:first].strip(), "" if start else line.label)
                self._begin(sentence, references, None)
                start = first
        self._say(line.text[start:].strip(), "" if start else line.label)

    def _say(self, text: str, label: str = "") -> None:
        if not text:
            return
        if self._open is None:
            self._open = _Open(lines=[], passage=[])
        self._open.heading = False
        self._open.lines.append(text)
        self._open.passage.append(f"{label} {text}".strip())

    def _leads_elsewhere(self, text: str, references: Sequence[Reference]) -> bool:
        current = self._open
        targets, problem = self._targets(text, references)
        if current is None or not current.targets:
            return True
        if problem:
            return not re.fullmatch(r"\(?[^\W\d_]{1,4}\)?", references[0].label)
        return [target.start for target in targets] != [one.start for one in current.targets]

    def _begin(
        self,
        text: str,
        references: Sequence[Reference],
        line: _Line | None,
        *,
        heading: bool = False,
    ) -> None:
        """Begin a point; a heading opens it, a paragraph is its first words."""
        targets, problem = self._targets(text, references)
        if line is not None and not heading and self._open is not None and self._open.heading:
            same = [one.start for one in targets] == [one.start for one in self._open.targets]
            if same or not self._open.targets:
                self._open = replace(self._open, targets=targets, problem=problem)
                self._sentences(line)
                return
        self._close()
        self._open = _Open(targets, problem, [], [], heading)
        if heading and line is not None:
            self._open.passage.append(line.shown)
        elif line is not None:
            self._sentences(line)

    def _targets(
        self, text: str, references: Sequence[Reference]
    ) -> tuple[tuple[Target, ...], str]:
        """Return what references lead to, and why one leads nowhere."""
        within = ""
        if self._open is not None and self._open.targets and self._open.targets[0].start:
            at = self._landmarks.index[self._open.targets[0].start]
            within = self._landmarks.citations[at]
        targets: list[Target] = []
        for reference in references:
            found = self._landmarks.resolve(reference, text, within)
            if found.target is None:
                written = text[reference.start : reference.end].strip()
                return (Target(TargetKind.DRAFT, label=written),), found.problem
            targets.append(found.target)
            if found.target.start:
                within = self._landmarks.citations[self._landmarks.index[found.target.start]]
        return tuple(targets), ""

    # Points

    def _close(self) -> None:
        """Make points of what was gathered."""
        current, self._open = self._open, None
        if current is None or not any(line.strip() for line in current.lines):
            return
        text = "\n".join(current.lines)
        if current.problem:
            self.warnings.append(
                f"“{current.targets[0].label}” in {self.given.name} leads nowhere"
                f" ({current.problem}), so the comment stands unplaced:"
                f" “{text[:80]}”. Give it the number of its provision."
            )
        targets = current.targets or (Target(TargetKind.DRAFT),)
        found, problems = points_of(text, targets, "\n".join(current.passage), self._landmarks)
        self.points += found
        self.warnings += [
            f"A proposal in {self.given.name} is not placed to the word: {problem}."
            " Check it against the draft."
            for problem in problems
        ]


def _is_free(current: _Open | None) -> bool:
    """Say whether no point is open, so that a reference deeper in a sentence opens one."""
    return current is None or not current.targets or not current.heading


def _is_on_all(text: str) -> bool:
    """Say whether a paragraph leaves the point before: it speaks of the draft as a whole."""
    return _ALL.search(text) is not None and _GOES_ON.match(text) is None


def _continues(before: str, line: _Line) -> bool:
    """Say whether a paragraph goes on the one before: after a colon, or in small letters."""
    return before.rstrip().endswith((":", "：", ";", ",")) or line.text[:1].islower()
