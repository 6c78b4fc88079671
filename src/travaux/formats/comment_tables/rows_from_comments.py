"""From comments on a draft to the rows of a comment table, in either form."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from travaux.formats.comment_tables.marked import marked_text
from travaux.formats.comment_tables.table import Cell, CommentTable, Row, cell, normal, tidy
from travaux.formats.comment_tables.targets import by_clause
from travaux.text.comment import Comment, CommentKind, Form, Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import place
from travaux.text.proposals import Act, Proposal, proposals
from travaux.text.tree import CONTAINERS, NOTES, OBJECT, Kind, Run, Tree

_CODES: Final = {
    CommentKind.GENERAL: "ge",
    CommentKind.TECHNICAL: "te",
    CommentKind.EDITORIAL: "ed",
    CommentKind.FACTUAL_QUERY: "factual query",
    CommentKind.REFERENCE: "reference",
}
_GENERAL: Final = "General"
_LONGEST_RANGE: Final = 1_200
"""Characters of a section that are shown whole beside a comment on it."""


def table_of(
    comments: Iterable[Comment],
    draft: Tree,
    form: Form = Form.HOUSE_TABLE,
    *,
    title: str = "",
    document: str = "",
    project: str = "",
    date: str = "",
) -> CommentTable:
    """Return a table of comments on a draft: general ones first, then by provision, then source.

    In the house form the first column holds the provision, and a proposal is shown in the
    provision's own words: added ones underlined, deleted ones struck, the comment in italics.
    `document` is the draft's symbol or title where it is not given. Raises ValueError for a form
    that is no table.
    """
    if form not in (Form.HOUSE_TABLE, Form.ISO_TABLE):
        raise ValueError(f"{form} is no form of a table")
    landmarks = Landmarks(draft)
    given = tuple(comments)
    order = sorted(range(len(given)), key=lambda at: (_order(given[at], landmarks), at))
    write = _house if form is Form.HOUSE_TABLE else _iso
    rows = tuple(write(given[at], landmarks) for at in order)
    named = document or draft.cover.symbol or draft.cover.title
    counts = counts_of(given) if form is Form.HOUSE_TABLE else ()
    return normal(CommentTable(form, rows, title, named, project, date, counts))


def counts_of(comments: Iterable[Comment]) -> tuple[tuple[str, int], ...]:
    """Return how many sources of each kind there are, in the order in which kinds appear."""
    names: dict[str, set[str]] = {}
    for comment in comments:
        for source in comment.sources:
            names.setdefault(source.kind or "Other sources", set()).add(source.name)
    return tuple((kind, len(found)) for kind, found in names.items())


def _order(comment: Comment, landmarks: Landmarks) -> tuple[int, int, int, str]:
    target = comment.targets[0] if comment.targets else Target(TargetKind.DRAFT)
    names = "; ".join(source.name for source in comment.sources).casefold()
    if target.start in landmarks.index:
        return 1, landmarks.index[target.start], target.from_, names
    if target.kind is TargetKind.DRAFT:
        return (2 if target.label and target.label != _GENERAL else 0), 0, 0, names
    return 0, 1, 0, names


def _sources(comment: Comment) -> Cell:
    return cell("; ".join(source.name for source in comment.sources))


# The form of the house


def _house(comment: Comment, landmarks: Landmarks) -> Row:
    return Row(
        original=tidy(
            paragraph for target in comment.targets for paragraph in _original(target, landmarks)
        ),
        source=_sources(comment),
        comments=_remarks(comment, landmarks),
    )


def _original(target: Target, landmarks: Landmarks) -> list[list[Run]]:
    """Return the first column: the provision, or how what is no provision is named."""
    if target.kind is TargetKind.THROUGHOUT:
        return [[Run(f"Throughout: “{target.quote}”" if target.quote else "Throughout")]]
    if target.kind is TargetKind.COMMENT:
        return [[Run(", ".join(target.comments))]]
    if target.start not in landmarks.index:
        return [[Run(target.label or _GENERAL)]]
    first = landmarks.index[target.start]
    if target.kind is TargetKind.HEADING:
        return [[Run("Heading of "), *_provision(first, landmarks)]]
    if target.kind in (TargetKind.TABLE, TargetKind.FIGURE):
        return [[Run(target.label or landmarks.citations[first])]]
    extent = [at for at in landmarks.extent(target) if landmarks.draft.provisions[at].runs]
    if target.kind is not TargetKind.RANGE or len(extent) < 2:
        section = "" if landmarks.draft.provisions[first].label else landmarks.citations[first]
        head = [Run(f"[{section}] ", bold=True)] if section else []
        return [[*head, *_provision(first, landmarks)]]
    shown = [at for at in extent if landmarks.draft.provisions[at].kind not in NOTES]
    if sum(len(landmarks.draft.provisions[at].text) for at in shown) <= _LONGEST_RANGE:
        return [_provision(at, landmarks) for at in shown]
    last = landmarks.index.get(target.end, first)
    whole = landmarks.draft.provisions[first].kind is Kind.HEADING and (
        landmarks.draft.end_of(first) - 1 == last
    )
    closing = [] if whole else [_provision(shown[-1], landmarks)]
    return [_provision(first, landmarks), [Run("…")], *closing]


def _provision(at: int, landmarks: Landmarks) -> list[Run]:
    """Return a provision as the draft prints it, with the full number that cites it."""
    provision = landmarks.draft.provisions[at]
    runs = [run for run in provision.runs if run.text != OBJECT]
    cited = landmarks.citations[at] if provision.label else ""
    return [Run(f"{cited} ", bold=True), *runs] if cited else runs


def _remarks(comment: Comment, landmarks: Landmarks) -> Cell:
    """Return the third column: the proposal as marks, then the comment in italics."""
    target = comment.targets[0] if comment.targets else Target(TargetKind.DRAFT)
    made: list[list[Run]] = []
    if comment.proposed is not None:
        made.append(list(_marks(target, comment.proposed, landmarks)))
    elif target.kind is TargetKind.SPAN and target.quote:
        made.append([Run(f"“{target.quote}”")])
    said = [comment.text, f"Reason: {comment.reason}" if comment.reason else ""]
    made += [[Run(line, italic=True)] for text in said if text for line in text.split("\n")]
    return tidy(made)


def _marks(target: Target, proposed: str, landmarks: Landmarks) -> Sequence[Run]:
    """Return a provision with the words proposed marked in it."""
    known = target.start in landmarks.index
    provision = landmarks.draft.provisions[landmarks.index[target.start]] if known else None
    one = target.start == target.end or not target.end
    if provision is None or not one or provision.kind in CONTAINERS:
        return marked_text(target.quote, 0, len(target.quote), proposed)
    text = provision.text
    if target.kind in (TargetKind.SPAN, TargetKind.OMISSION):
        start, end = target.from_, target.to
    else:
        start, end = 0, len(text)
    runs = marked_text(text, start, end, proposed)
    return [run.with_text(run.text.replace(OBJECT, "")) for run in runs]


# The ISO form


def _iso(comment: Comment, landmarks: Landmarks) -> Row:
    labels = [_label(target, landmarks) for target in comment.targets]
    target = comment.targets[0] if comment.targets else Target(TargetKind.DRAFT)
    text = comment.text
    if comment.reason:
        text = f"{text}\nReason: {comment.reason}".strip()
    quote = ""
    if comment.proposed is None and target.kind is TargetKind.SPAN:
        quote = f"“{target.quote}”"
    row = Row(
        source=_sources(comment),
        clause=cell("; ".join(label for label in labels if label)),
        kind=cell(_CODES[comment.kind]),
        comments=tidy([[Run(quote)], *[[Run(line)] for line in text.split("\n")]]),
    )
    row = replace(row, part=_part(row, target, landmarks))
    if comment.proposed is None:
        return row
    return replace(row, proposed=_change(row, target, comment.proposed, landmarks))


def _part(row: Row, target: Target, landmarks: Landmarks) -> Cell:
    """Return which paragraph of its section a provision without a label is: `Paragraph 2`."""
    at = landmarks.index.get(target.start)
    single = target.kind in (TargetKind.SPAN, TargetKind.PROVISION, TargetKind.OMISSION)
    if at is None or not single or landmarks.draft.provisions[at].label:
        return ()
    for number in range(1, 100):
        found = by_clause(replace(row, part=cell(f"Paragraph {number}")), landmarks)
        if not found.placed:
            break
        if found.targets[0].start == target.start:
            return cell(f"Paragraph {number}")
    return ()


def _label(target: Target, landmarks: Landmarks) -> str:
    if target.kind is TargetKind.THROUGHOUT:
        return "Throughout"
    if target.kind is TargetKind.COMMENT:
        return ", ".join(target.comments)
    if target.kind is TargetKind.HEADING and target.start in landmarks.index:
        return f"Heading of {landmarks.citations[landmarks.index[target.start]] or 'the draft'}"
    if target.label or target.start not in landmarks.index:
        return target.label or _GENERAL
    return landmarks.citations[landmarks.index[target.start]]


def _change(row: Row, target: Target, proposed: str, landmarks: Landmarks) -> Cell:
    """Return the proposed change in words where they are sure to be read so, else as marks."""
    said, wanted = "", Proposal(Act.READ, "", proposed)
    if target.kind in (TargetKind.SPAN, TargetKind.THROUGHOUT) and target.quote:
        said = f"Replace “{target.quote}” with “{proposed}”." if proposed else ""
        said = said or f"Delete “{target.quote}”."
        act = Act.REPLACE if proposed else Act.DELETE
        wanted = Proposal(act, target.quote, proposed)
    elif target.kind is not TargetKind.OMISSION:
        said = f"“{proposed}”" if proposed else "Delete"
        wanted = wanted if proposed else Proposal(Act.DELETE)
    if said and _is_sure(said, wanted, row, target, landmarks):
        return cell(said)
    return tidy([_marks(target, proposed, landmarks)])


def _is_sure(said: str, wanted: Proposal, row: Row, target: Target, landmarks: Landmarks) -> bool:
    """Say whether a reader of the row comes to the same words of the draft."""
    if wanted.act is not Act.READ and proposals(said) != [wanted]:
        return False
    plain = wanted.proposed.strip() == wanted.proposed and not set("“”") & set(wanted.proposed)
    if wanted.act is Act.READ and not plain:
        return False
    aim = by_clause(row, landmarks)
    found = place(wanted, landmarks, aim.targets[0])
    read = (found.target.kind, found.target.start, found.target.from_, found.target.to)
    return not found.problem and read == (target.kind, target.start, target.from_, target.to)
