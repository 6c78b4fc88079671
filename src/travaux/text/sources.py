"""From what each new word of a draft came: attributions of changes, spread over the text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from travaux.text.changes import Change
from travaux.text.comment import Attribution, Origin
from travaux.text.lineage import Sourced
from travaux.text.tree import CONTAINERS, Tree


def sources(
    tree: Tree, changes: Iterable[Change], attributions: Iterable[Attribution]
) -> dict[str, list[Sourced]]:
    """Return by provision of the newer draft `tree` which of its words came from what.

    `changes` and `attributions` are those between the draft before and `tree`. The result is what
    `Lineage.add` takes; words that no attributed change brought are not in it.
    """
    origins = {a.change: a.origins for a in attributions if a.origins}
    index = tree.index()
    spread: dict[str, list[Sourced]] = defaultdict(list)
    for change in changes:
        known = origins.get(change.id)
        if known and change.new_text and change.new:
            places = [index[name] for name in change.new]
            if tree.provisions[places[0]].kind in CONTAINERS:
                for place in places:  # a table, row or cell, or the cells of a column
                    _whole(tree, place, known, spread)
            else:
                _within(tree, change, places, known, spread)
    return dict(spread)


def _whole(
    tree: Tree, place: int, origins: tuple[Origin, ...], spread: dict[str, list[Sourced]]
) -> None:
    for held in range(place, tree.end_of(place)):
        provision = tree.provisions[held]
        if provision.text:
            spread[provision.id].append(Sourced(0, len(provision.text), origins))


def _within(
    tree: Tree,
    change: Change,
    places: Sequence[int],
    origins: tuple[Origin, ...],
    spread: dict[str, list[Sourced]],
) -> None:
    """Cut the span of a change into those of the provisions that it stands in."""
    start = change.new_offset
    end = start + len(change.new_text)
    for place in places:
        provision = tree.provisions[place]
        size = len(provision.text)
        if start < size and end > 0:
            spread[provision.id].append(Sourced(max(0, start), min(size, end), origins))
        start, end = start - size - 1, end - size - 1  # BREAK lies between two provisions
