"""Where things stand in a draft, in a reader's words: `2.3.1, paragraph 2`, `Growth and use`."""

from collections import Counter
from typing import Final

from travaux.formats.paper.value import Paragraph, Tone
from travaux.papers.marks import provision_runs
from travaux.papers.wording import excerpt, is_rtl
from travaux.text.comment import Target, TargetKind
from travaux.text.tree import CONTAINERS, NOTES, Kind, Provision, Run, Tree

_LONGEST_HEADING: Final = 50


class Places:
    """The provisions of one draft as a reader cites them; what comments refer to is `Landmarks`."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.index = tree.index()
        self.citations = tree.citations()
        self._parents = tree.parents()
        self._names: dict[int, str] = {}
        self._unnumbered = self._count_unnumbered()

    def _count_unnumbered(self) -> dict[int, str]:
        """Say which of several unnumbered paragraphs of one number each is."""
        named: dict[int, str] = {}
        counts: Counter[str] = Counter()
        for place, provision in enumerate(self.tree.provisions):
            if provision.kind is Kind.PARAGRAPH and not provision.label and not self.boxed(place):
                counts[self._above(place)] += 1
                named[place] = f"paragraph {counts[self._above(place)]}"
        return {place: name for place, name in named.items() if counts[self._above(place)] > 1}

    def _above(self, place: int) -> str:
        """Return the number that cites a provision, else the words of its heading."""
        if place not in self._names:
            heading = excerpt(self.heading(place), _LONGEST_HEADING)
            quoted = f"“{heading}”" if heading else ""
            self._names[place] = self.citations[place] or quoted
        return self._names[place]

    def boxed(self, place: int) -> bool:
        """Whether a provision stands in a table or a note."""
        while place >= 0:
            if self.tree.provisions[place].kind in CONTAINERS | NOTES:
                return True
            place = self._parents[place]
        return False

    def citation(self, place: int) -> str:
        """Return how a delegate would cite the provision."""
        provision = self.tree.provisions[place]
        cited = self._above(place)
        within = self._unnumbered.get(place, "")
        if provision.kind is Kind.TITLE:
            return "title"
        if provision.kind not in NOTES and self.boxed(place):
            within = "table"
        return ", ".join([part for part in (cited, within) if part]) or "opening"

    def cited(self, start: str, end: str = "") -> str:
        """Return the citation of a provision or range by id, empty where it is not in the draft.

        A heading with all that stands under it is cited by its number alone.
        """
        if start not in self.index:
            return ""
        place = self.index[start]
        first = self.citation(place)
        if self.tree.provisions[place].kind is Kind.HEADING and self.tree.end_of(
            place
        ) - 1 == self.index.get(end):
            return first
        last = self.citation(self.index[end]) if end in self.index else first
        return ranged(first, last)

    def heading(self, place: int) -> str:
        """Return the words of the heading that the provision is or stands under."""
        while place >= 0:
            provision = self.tree.provisions[place]
            if provision.kind is Kind.HEADING:
                return provision.plain.strip()
            place = self._parents[place]
        return ""

    def band(self, first: int, last: int) -> str:
        """Return the line that names a stretch: its number and its heading."""
        if not self.citations[first] and self.heading(first):
            return self.heading(first)
        number = self.citations[first] or self.citation(first)
        number = ranged(number, self.citations[last] or self.citation(last))
        return f"{number}  {self.heading(first)}".strip()

    def stretch(self, target: Target) -> tuple[int, int] | None:
        """Return the first and last provision that a target means, None where it has no place."""
        if target.start not in self.index:
            return None
        first = self.index[target.start]
        last = self.index.get(target.end, first)
        if last < first:
            first, last = last, first
        if target.kind in (TargetKind.RANGE, TargetKind.TABLE, TargetKind.FIGURE):
            last = max(last, self._end(last, target.kind))
        return first, last

    def _end(self, place: int, kind: TargetKind) -> int:
        if kind is TargetKind.RANGE or self.tree.provisions[place].kind in CONTAINERS:
            return self.tree.end_of(place) - 1
        return place

    def words(self, first: int, last: int) -> str:
        """Return the plain words of a stretch, a line a provision, without labels."""
        provisions = self.tree.provisions[first : last + 1]
        return "\n".join([p.plain for p in provisions if p.kind not in NOTES and p.plain])

    def original(self, first: int, last: int) -> tuple[Paragraph, ...]:
        """Return a stretch as the draft has it, a line for a row of a table."""
        made: list[Paragraph] = []
        row: list[str] = []
        for place in range(first, last + 1):
            provision = self.tree.provisions[place]
            boxed = provision.kind not in NOTES and self.boxed(place)
            if provision.kind in (Kind.ROW, Kind.TABLE) or not boxed:
                self._end_row(row, made)
            if boxed and provision.plain:
                row.append(provision.plain)
            elif not boxed and (provision.kind not in NOTES or first == last):
                runs = provision_runs(self.tree, provision)
                if runs:
                    made.append(self._paragraph(provision, runs))
        self._end_row(row, made)
        return tuple(made)

    def _paragraph(self, provision: Provision, runs: tuple[Run, ...]) -> Paragraph:
        tone = Tone.STRONG if provision.kind is Kind.HEADING else Tone.PLAIN
        return Paragraph(runs, tone, language=self.tree.language, rtl=provision.rtl)

    def _end_row(self, row: list[str], made: list[Paragraph]) -> None:
        if row:
            line = " | ".join(row)
            language = self.tree.language
            made.append(Paragraph((Run(line),), language=language, rtl=is_rtl(line, language)))
            row.clear()


def ranged(first: str, last: str) -> str:
    """Return a range as a delegate writes it: `2.2 a) to f)`."""
    if first == last:
        return first
    above = first.rpartition(" ")[0]
    return f"{first} to {last.removeprefix(f'{above} ') if above else last}"
