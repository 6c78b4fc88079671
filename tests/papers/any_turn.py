"""Any turn at all: comments with any targets, answers, changes, circles of comments on comments."""

from hypothesis import strategies as st

from tests.papers.turns import turn
from travaux.papers.turn import Turn
from travaux.rules.deadline import Timing
from travaux.text.comment import (
    Answer,
    Comment,
    CommentKind,
    Disposition,
    Source,
    Target,
    TargetKind,
)

_PLACES = [provision.id for provision in turn().draft.provisions]
_words = st.text("abc déж网ش .,;", max_size=30)
_ids = st.text("abcABC123-/.", min_size=1, max_size=6)
_sources = st.builds(
    Source,
    st.sampled_from(["Egypt", "Cisco", "ISOC", "The club"]),
    st.sampled_from(["", "Member State", "member state", "Sector Member", "observer"]),
)


class _AnyTurn(Turn, frozen=True, tag="any turn"):
    """A turn that shows only what is not always the same, when a test prints it."""

    def __repr__(self) -> str:
        return f"turn of {self.comments} {self.timings} {self.groups} {self.dispositions}"


@st.composite
def _targets(draw: st.DrawFn, names: list[str]) -> Target:
    place = st.sampled_from([*_PLACES, "", "gone"])
    start = draw(place)
    return Target(
        draw(st.sampled_from(TargetKind)),
        start,
        draw(st.sampled_from([start, *_PLACES])),
        draw(st.integers(0, 5)),
        draw(st.integers(0, 30)),
        label=draw(_words),
        quote=draw(st.sampled_from(["", "the Internet", "not there"])),
        comments=tuple(draw(st.lists(st.sampled_from([*names, "nobody"]), max_size=2))),
    )


@st.composite
def any_turns(draw: st.DrawFn) -> Turn:
    """Return a turn on the third and fourth drafts with any comments and answers."""
    names = draw(st.lists(_ids, unique_by=lambda name: name.casefold(), max_size=8))
    comments = tuple(
        Comment(
            name,
            tuple(draw(st.lists(_sources, max_size=3))),
            tuple(draw(st.lists(_targets(names), max_size=3))),
            draw(st.sampled_from(CommentKind)),
            draw(_words),
            draw(st.none() | _words),
            draw(_words),
            language=draw(st.sampled_from(["", "en", "ar", "zh"])),
        )
        for name in names
    )
    size = max(1, len(names) // 3)
    groups = [tuple(names[at : at + size]) for at in range(0, len(names), size)]
    changes = [change.id for change in turn().changes[:6]]
    answered = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    return _AnyTurn(
        turn().draft,
        comments=comments,
        timings=tuple(draw(st.sampled_from(Timing)) for _ in names),
        admitted=tuple(names[: draw(st.integers(0, 2))]),
        groups=tuple(group for group in groups if len(group) > 1),
        next=turn().next,
        redline=turn().redline,
        changes=turn().changes,
        dispositions=tuple(
            draw(_dispositions(name, changes)) for name in names if name in answered
        ),
    )


def _dispositions(name: str, changes: list[str]) -> st.SearchStrategy[Disposition]:
    line = st.text("abc déж网12.,", max_size=20).map(lambda text: " ".join(text.split()))
    return st.builds(
        Disposition,
        st.just(name),
        st.sampled_from(Answer),
        line,
        line.map(lambda text: text.strip(" .")),
        st.lists(st.sampled_from(changes), unique=True, max_size=3).map(tuple),
        st.booleans(),
    )
