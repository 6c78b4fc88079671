"""Comments that stand in several contributions, and ids that are one's own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from travaux.formats.contributions.points import some
from travaux.text.comment import Comment, Contribution, Form, TargetKind


def distinct(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Return the contributions with a change that stands in several edited copies counted once.

    A file reviewed in succession holds the earlier reviewers' changes too. The same change is one
    by the same author, at the same words of the draft, with the same proposal or text, or a part
    of one whose other parts a later reviewer changed again. It stays in the first contribution that
    has it, and a warning in each later one says how many were counted before. Ids are made apart
    first (`apart`), and answers to a comment counted before point at the one that stays.
    """
    seen: dict[object, str] = {}
    edits: dict[object, list[Comment]] = defaultdict(list)
    kept_as: dict[str, str] = {}
    result: list[Contribution] = []
    for one in apart(contributions):
        if one.form is not Form.EDITED_COPY:
            result.append(one)
            continue
        here: dict[object, str] = {}
        left: list[Comment] = []
        for comment in one.comments:
            comment = _renamed(comment, kept_as)
            key = _key(comment)
            whole = next((old for old in edits[_hand(comment)] if _is_part(comment, old)), None)
            if key in seen:
                kept_as[comment.id] = seen[key]
            elif whole is not None:
                kept_as[comment.id] = whole.id
            else:
                here[key] = comment.id
                left.append(comment)
        seen.update(here)
        for comment in left:
            edits[_hand(comment)].append(comment)
        result.append(_counted(one, left))
    return tuple(result)


def _counted(one: Contribution, left: Sequence[Comment]) -> Contribution:
    repeated = len(one.comments) - len(left)
    if not repeated:
        return replace(one, comments=tuple(left))
    sentence = (
        f"Counted in an earlier contribution already: {some(repeated, 'change')} of {one.name}."
    )
    return replace(one, comments=tuple(left), warnings=(*one.warnings, sentence))


def _key(comment: Comment) -> object:
    """Return what makes two changes the same: who, where, and what."""
    targets = tuple(
        (
            target.kind,
            target.start,
            target.end,
            target.from_,
            target.to,
            target.quote,
            target.comments if target.kind is TargetKind.COMMENT else (),
        )
        for target in comment.targets
    )
    names = tuple(source.name for source in comment.sources)
    return names, targets, comment.text, comment.proposed


def _hand(comment: Comment) -> object:
    """Return who changed which provision."""
    start = comment.targets[0].start if comment.targets else ""
    return tuple(source.name for source in comment.sources), start


def _is_part(part: Comment, whole: Comment) -> bool:
    """Say whether a change is what is left of another, made at the same words by the same hand."""
    if part.proposed is None or whole.proposed is None or not part.targets[0].start:
        return False
    inner, outer = part.targets[0], whole.targets[0]
    kinds = (TargetKind.SPAN, TargetKind.OMISSION)
    if inner.kind not in kinds or outer.kind not in kinds or part.text != whole.text:
        return False
    if not (outer.from_ <= inner.from_ and inner.to <= outer.to):
        return False
    words = iter("".join(whole.proposed.split()))
    return all(sign in words for sign in "".join(part.proposed.split()))


def apart(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Return the contributions with ids that no two comments share.

    Where two files have one symbol or name, the later one's ids get a number: `letter.docx (2)#1`.
    """
    taken: set[str] = set()
    result: list[Contribution] = []
    for one in contributions:
        ids = [comment.id for comment in one.comments]
        number = 1
        names = {name: name for name in ids}
        while taken.intersection(names.values()):
            number += 1
            names = {name: _numbered(name, number) for name in ids}
        taken.update(names.values())
        if number > 1:
            one = replace(one, comments=tuple(_renamed(comment, names) for comment in one.comments))
        result.append(one)
    return tuple(result)


def _numbered(name: str, number: int) -> str:
    stem, sign, count = name.rpartition("#")
    return f"{stem} ({number}){sign}{count}"


def _renamed(comment: Comment, names: dict[str, str]) -> Comment:
    """Return a comment under its new id, its references to others under theirs."""
    targets = tuple(
        replace(target, comments=tuple(names.get(other, other) for other in target.comments))
        if target.comments
        else target
        for target in comment.targets
    )
    return replace(comment, id=names.get(comment.id, comment.id), targets=targets)
