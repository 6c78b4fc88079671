"""The compilation of all comments received: by provision, in the house format, and by source.

House format: original text, source, comments; added text underlined, deleted text struck, comments
in italics; the counts first, late comments apart at the end.
"""

from collections.abc import Iterable
from typing import Final

from travaux.formats.html_writer import title_of
from travaux.formats.paper.value import (
    Band,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.papers import comment_words, counts, summary
from travaux.papers.arrangement import Area, Arrangement, Home, Line, Stretch
from travaux.papers.naming import on
from travaux.papers.places import ranged
from travaux.papers.turn import Turn
from travaux.papers.wording import (
    cell,
    counted,
    excerpt,
    listed,
    moment,
    named,
    said,
    source_cell,
    sources,
    written,
)
from travaux.text.comment import Comment, Contribution
from travaux.text.tree import Run

_LEGEND: Final = Paragraph(
    (
        Run("In the comments, text to be "),
        Run("added", underline=True),
        Run(" is underlined, text to be "),
        Run("deleted", strike=True),
        Run(" is struck out, and what the source says of it is "),
        Run("in italics", italic=True),
        Run("."),
    )
)
_HOUSE: Final = (Column("Original text", 9), Column("Source", 5), Column("Comments", 12))
_BY_SOURCE: Final = (Column("Provision", 5), Column("Original text", 9), Column("Comments", 12))
_CONTRIBUTIONS: Final = (
    Column("Document", 8),
    Column("Source", 8),
    Column("Form", 4),
    Column("Received", 5),
)
_AREAS: Final = {
    Area.DRAFT: "The whole draft",
    Area.THROUGHOUT: "Throughout",
    Area.NO_PLACE: "No place given",
}


def by_provision(turn: Turn, *, symbol: str = "") -> Paper:
    """Return the compilation in the order of the draft, whole-draft comments first.

    `symbol` is that of the compilation itself, where it has one.
    """
    parts = _Parts(turn)
    blocks: list[Block] = [*_opening(turn), Text(_LEGEND)]
    main = [s for s in parts.main.stretches() if s.home.area is not Area.NO_PLACE]
    lost = [s for s in parts.main.stretches() if s.home.area is Area.NO_PLACE]
    late = parts.late.stretches()
    if main:
        blocks.append(Heading("Comments by provision", anchor="provisions"))
        blocks.append(_house("Comments by provision", main, parts.main, parts))
    if lost:
        blocks.append(Heading("Comments whose place was not found", anchor="no-place"))
        blocks.append(Text(said("The reference stands as its source wrote it.")))
        blocks.append(_house("Place not found", lost, parts.main, parts))
    if late:
        blocks.append(Heading("Late comments", anchor="late"))
        blocks.append(Text(said("Received after the deadline and not admitted so far.")))
        blocks.append(_house("Late comments", late, parts.late, parts))
    if not turn.comments:
        blocks.append(Text(said("No comments were received.")))
    blocks += _closing(turn)
    return _paper(turn, "by provision", blocks, symbol)


def by_source(turn: Turn, *, symbol: str = "") -> Paper:
    """Return the same comments source by source, kinds in the order of the counts."""
    parts = _Parts(turn)
    blocks: list[Block] = [*_opening(turn), Text(_LEGEND)]
    for title, arrangement, anchor in (
        ("Comments by source", parts.main, "sources"),
        ("Late comments", parts.late, "late"),
    ):
        if arrangement.comments:
            blocks.append(Heading(title, anchor=anchor))
            if anchor == "late":
                blocks.append(Text(said("Received after the deadline and not admitted so far.")))
            blocks.append(_sources_table(title, arrangement, parts))
    if not turn.comments:
        blocks.append(Text(said("No comments were received.")))
    blocks += _closing(turn)
    return _paper(turn, "by source", blocks, symbol)


def _paper(turn: Turn, order: str, blocks: list[Block], symbol: str) -> Paper:
    return Paper(
        f"Compilation of comments{on(turn.draft)}, {order}",
        tuple(blocks),
        symbol=symbol,
        lines=(title_of(turn.draft),),
        landscape=True,
    )


def _opening(turn: Turn) -> list[Block]:
    """Return what every compilation begins with: what came, from whom, in time or not."""
    facts = [Fact("Comments received", summary.received(summary.summarise(turn)))]
    if turn.deadline:
        facts.append(Fact("Deadline", turn.deadline))
    if turn.contributions:
        facts.append(Fact("Contributions", f"{len(turn.contributions):,}, listed at the end"))
    if turn.groups:
        facts.append(Fact("Nearly the same", _groups(turn)))
    blocks: list[Block] = [Facts(tuple(facts))]
    if turn.comments:
        blocks.append(counts.table(turn))
    return blocks


def _closing(turn: Turn) -> list[Block]:
    """Return the list of the contributions that brought the comments."""
    if not turn.contributions:
        return []
    rows = tuple(_contribution(contribution) for contribution in turn.contributions)
    table = Table("Contributions", _CONTRIBUTIONS, rows)
    return [Heading("Contributions", anchor="contributions"), table, *_set_aside(turn)]


def _set_aside(turn: Turn) -> list[Block]:
    """Return what was read as courtesy, so that a person can see that no point is among it."""
    rows = tuple(
        Row((cell(said(each.symbol or each.name)), Cell(tuple(written(passage)))))
        for each in turn.contributions
        for passage in each.set_aside
    )
    if not rows:
        return []
    columns = (Column("Contribution", 3), Column("Passage", 14))
    return [
        Heading("Read as courtesy, not as comments", anchor="courtesy"),
        Table("Read as courtesy", columns, rows),
    ]


def _contribution(contribution: Contribution) -> Row:
    known = [contribution.symbol, contribution.title or contribution.name]
    names = listed([named(source) for source in contribution.sources])
    return Row(
        (
            cell(*[said(line) for line in known if line]),
            cell(said(names or "source not stated")),
            cell(said(contribution.form.value)),
            cell(said(moment(contribution.received))),
        )
    )


def _groups(turn: Turn) -> str:
    held = sum(len(group) for group in turn.groups)
    return f"{counted(held, 'comment')} in {counted(len(turn.groups), 'group')}, shown together"


class _Parts:
    """The comments of a turn, in time and apart, and what is known of each."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.timing = counts.timings(turn)
        self.timed = counts.is_timed(turn)
        self.comments = {comment.id: comment for comment in turn.comments}
        late = {name for name in self.comments if counts.is_apart(turn, self.timing[name], name)}
        self.main = Arrangement(turn, [c for c in turn.comments if c.id not in late])
        self.late = Arrangement(turn, [c for c in turn.comments if c.id in late])

    def source(self, comment: Comment) -> Cell:
        timing = self.timing[comment.id]
        admitted = comment.id in self.turn.admitted
        return source_cell(comment, timing, admitted=admitted, timed=self.timed)

    def short(self, name: str) -> str:
        """Return a comment in a few words: `12 of the source`."""
        comment = self.comments.get(name)
        return f"{name} of {sources(comment)}" if comment else name


def _house(
    title: str, stretches: Iterable[Stretch], arrangement: Arrangement, parts: _Parts
) -> Table:
    rows: list[Row | Band] = []
    last = ""
    for stretch in stretches:
        band = _band(stretch.home, arrangement)
        if band != last and stretch.home.area is not Area.NO_PLACE:
            rows.append(Band(band, _anchor(stretch.home, arrangement)))
            last = band
        for place, line in enumerate(stretch.lines):
            original = _original(stretch.home, arrangement) if not place else Cell(continued=True)
            rows.append(_house_row(line, original, arrangement, parts))
    return Table(title, _HOUSE, tuple(rows))


def _band(home: Home, arrangement: Arrangement) -> str:
    if home.area is Area.PROVISION:
        return arrangement.places.band(home.first, home.last)
    if home.area is Area.THROUGHOUT and home.words:
        return f"Throughout: “{home.words}”"
    return _AREAS[home.area]


def _anchor(home: Home, arrangement: Arrangement) -> str:
    """Return the name of a place that others may link to: `provision-2.3.1`."""
    if home.area is not Area.PROVISION:
        return home.area.name.lower()
    places = arrangement.places
    return f"provision-{places.citations[home.first] or places.citation(home.first)}"


def _original(home: Home, arrangement: Arrangement) -> Cell:
    if home.area is Area.PROVISION:
        return Cell(arrangement.places.original(home.first, home.last))
    if home.area is Area.NO_PLACE:
        return cell(said(f"“{home.words}”" if home.words else "no reference", Tone.QUIET))
    return cell(said(f"“{home.words}”" if home.words else "—", Tone.QUIET))


def _house_row(line: Line, original: Cell, arrangement: Arrangement, parts: _Parts) -> Row:
    comment = line.comment
    if not line.full:
        place = _where(arrangement.standing(comment.id), arrangement)
        text = f"See comment {comment.id}, under {place}."
        refers = said(text, Tone.QUIET, link=f"#comment-{comment.id}")
        return Row((original, cell(said(sources(comment), Tone.STRONG)), cell(refers)))
    words = _words(line, arrangement, parts)
    return Row((original, parts.source(comment), Cell(words)), anchor=f"comment-{comment.id}")


def _where(home: Home, arrangement: Arrangement) -> str:
    if home.area is Area.PROVISION:
        places = arrangement.places
        return ranged(places.citation(home.first), places.citation(home.last))
    return f"“{_AREAS[home.area].lower()}”"


def _words(line: Line, arrangement: Arrangement, parts: _Parts) -> tuple[Paragraph, ...]:
    """Return what a comment says, and how it stands to others."""
    notes: list[Paragraph] = []
    if line.answers:
        link = f"#comment-{line.answers}"
        notes.append(said(f"On comment {parts.short(line.answers)}", Tone.QUIET, link=link))
    notes += _on_others(line, parts)
    notes += _like(line, parts)
    if _repeats(line, parts):
        return tuple(notes)
    return (*notes, *comment_words.words(line.comment, line.target, arrangement.places))


def _on_others(line: Line, parts: _Parts) -> list[Paragraph]:
    """Name the comments that this one is also about."""
    ids = [name for target in line.comment.targets for name in target.comments]
    others = [name for name in dict.fromkeys(ids) if name != line.answers]
    if not others:
        return []
    word = "Also on" if line.answers else "On"
    known = [parts.short(name) for name in others]
    return [said(f"{word} comment{'s' * (len(others) > 1)} {listed(known)}", Tone.QUIET)]


def _like(line: Line, parts: _Parts) -> list[Paragraph]:
    """Say which comments say nearly the same, counted by source (R20)."""
    if not line.like:
        return []
    first = line.like[0]
    if line.comment.id != first:
        how = "In the same words as" if _repeats(line, parts) else "Nearly the same as"
        text = f"{how} comment {parts.short(first)}"
        return [said(text, Tone.QUIET, link=f"#comment-{first}")]
    held = [parts.comments[name] for name in line.like]
    names = {source.name for comment in held for source in comment.sources}
    others = listed([comment.id for comment in held[1:]])
    text = (
        f"{counted(len(held), 'comment')} of {counted(len(names), 'source')} say nearly the same:"
        f" this one, {others}"
    )
    return [said(text, Tone.QUIET)]


def _repeats(line: Line, parts: _Parts) -> bool:
    """Whether a comment has, letter by letter, the words of the first of its group."""
    if not line.like or line.comment.id == line.like[0]:
        return False
    first, here = parts.comments[line.like[0]], line.comment
    return (first.text, first.proposed, first.reason, first.attachments, first.targets) == (
        here.text,
        here.proposed,
        here.reason,
        here.attachments,
        here.targets,
    )


def _sources_table(title: str, arrangement: Arrangement, parts: _Parts) -> Table:
    """Return comments under bands of their sources, in the order of the counts."""
    held: dict[tuple[str, ...], list[Comment]] = {}
    for comment in arrangement.comments:
        held.setdefault(tuple(source.name for source in comment.sources), []).append(comment)
    order = {row.kind: place for place, row in enumerate(counts.by_kind(parts.turn))}
    rows: list[Row | Band] = []
    for group in sorted(held.values(), key=lambda group: order[counts.kind_of(group[0])]):
        rows.append(Band(_source_band(group)))
        ordered = sorted(group, key=lambda c: arrangement.homes[c.id].order)
        rows += [_source_row(comment, arrangement, parts) for comment in ordered]
    return Table(title, _BY_SOURCE, tuple(rows))


def _source_band(group: list[Comment]) -> str:
    kind = counts.kind_of(group[0])
    if kind not in (counts.JOINT, counts.NOT_STATED):
        kind = next(source.kind for source in group[0].sources if source.kind.strip()).strip()
    return f"{sources(group[0])}  ({kind}; {counted(len(group), 'comment')})"


def _source_row(comment: Comment, arrangement: Arrangement, parts: _Parts) -> Row:
    home = arrangement.homes[comment.id]
    targets = [arrangement.home_of(target) for target in comment.targets]
    others = [other for other in dict.fromkeys(targets) if other != home]
    lines = [said(_place(home, arrangement), Tone.STRONG)]
    lines += [
        said(f"also {_place(other, arrangement)}", Tone.QUIET)
        for other in others
        if other.area is not Area.NO_PLACE
    ]
    lines += parts.source(comment).paragraphs[1:]
    line = arrangement.line(comment)
    words = _words(line, arrangement, parts)
    original = _original(home, arrangement)
    return Row((Cell(tuple(lines)), original, Cell(words)), anchor=f"comment-{comment.id}")


def _place(home: Home, arrangement: Arrangement) -> str:
    if home.area is Area.PROVISION:
        return _where(home, arrangement)
    if home.area is Area.NO_PLACE and home.words:
        return excerpt(home.words, 60)
    return _AREAS[home.area]
