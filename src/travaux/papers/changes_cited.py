"""The changes of a turn as a paper names them: `c4 (2.3.1, paragraph 2)`."""

from collections.abc import Iterable

from travaux.papers.places import Places
from travaux.papers.turn import Turn
from travaux.text.changes import Change


class Cited:
    """Names the changes of one turn."""

    def __init__(self, turn: Turn) -> None:
        self._changes = {change.id: change for change in turn.changes}
        self._old = Places(turn.draft)
        self._new = Places(turn.next) if turn.next else None

    def place(self, change: Change) -> str:
        """Return where a change stands in the next draft, or stood in the draft if it went."""
        if change.new and self._new is not None:
            return self._new.cited(change.new[0], change.new[-1])
        return self._old.cited(change.old[0], change.old[-1]) if change.old else ""

    def listed(self, names: Iterable[str]) -> str:
        """Return changes by their ids, each with its place."""
        return "; ".join([self._one(name) for name in names])

    def _one(self, name: str) -> str:
        change = self._changes.get(name)
        where = self.place(change) if change else ""
        return f"{name} ({where})" if where else name

    def where(self, names: Iterable[str]) -> str:
        """Return the places of changes, each once."""
        places = [self.place(self._changes[name]) for name in names if name in self._changes]
        return "; ".join(dict.fromkeys(filter(None, places)))
