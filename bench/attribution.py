"""`./run bench attribution`: from which comments changes came, against known and real turns."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tests.text.bed import LANGUAGES, KnownTurn, bed

from bench import report
from bench.drafts import make_pair
from bench.issues import issues
from bench.openchain import openchain
from travaux.sample import draft
from travaux.sample import truth as known
from travaux.sample.received import contributions
from travaux.text.anchors import Anchors
from travaux.text.attribution import attribute
from travaux.text.changes import Change, ChangeKind, changes
from travaux.text.comment import Adopted, Comment, Target, TargetKind
from travaux.text.redline import redline
from travaux.text.terms import plain_words
from travaux.text.tree import Tree

_GRAM = 4


class Score(NamedTuple):
    """Counts of links and adoptions, right and wrong."""

    said: int
    true: int
    right: int
    adopted: int
    adopted_found: int
    not_adopted: int
    falsely: int
    alone: int
    alone_sourced: int

    @property
    def precision(self) -> float:
        """The share of the links said that are true."""
        return self.right / max(1, self.said)

    @property
    def recall(self) -> float:
        """The share of the true links that are said."""
        return self.right / max(1, self.true)


Method = Callable[[KnownTurn], frozenset[tuple[str, str]]]


def run() -> None:
    """Measure and write docs/reference/attribution.md."""
    sample = sample_turn()
    beds = [bed(language) for language in LANGUAGES]
    report.write("attribution.md", "known", "Known turns", _known(sample, beds))
    for part, title, text in (
        ("issues", "Issues and drafts of a standard", issues()),
        ("openchain", "Three reviews of a translation", openchain()),
    ):
        if text:
            report.write("attribution.md", part, title, text)
    report.write("attribution.md", "speed", "Speed", _speed())


def sample_turn() -> KnownTurn:
    """Return the turn of the sample: third and fourth draft, and the comments received."""
    old, new = draft("third"), draft("fourth")
    lines = redline(old, new)
    made = changes(lines, old, new)
    comments = tuple(comment for sent in contributions() for comment in sent.comments)
    return KnownTurn(
        *(old, new, lines, made, comments, known.links(made)),
        frozenset(known.truth().adopted),
        known.without_source(made, old, new),
        known.consequences(made, old, new),
    )


def ours(turn: KnownTurn) -> frozenset[tuple[str, str]]:
    """Return the links that `attribute` says."""
    found, _ = attribute(turn.old, turn.new, turn.redline, turn.changes, turn.comments)
    return frozenset((one.change, origin.ref) for one in found for origin in one.origins)


def verbatim(turn: KnownTurn) -> frozenset[tuple[str, str]]:
    """Return the links of the plain way: four words in sequence that both have."""
    said = [
        (comment.id, _grams(f"{comment.text} ¶ {comment.proposed or ''}"))
        for comment in turn.comments
    ]
    return frozenset(
        (change.id, name)
        for change in turn.changes
        for name, grams in said
        if grams & _grams(change.new_text)
    )


def _grams(text: str) -> set[tuple[str, ...]]:
    words = plain_words(text)
    return {tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)}


def judged(turn: KnownTurn, method: Method) -> Score:
    """Return how a method fares; changes that only follow from others are left aside."""
    said = frozenset(link for link in method(turn) if link[0] not in turn.follows)
    linked = {comment for _, comment in said}
    if method is ours:
        _, adoptions = attribute(turn.old, turn.new, turn.redline, turn.changes, turn.comments)
        linked = {a.comment for a in adoptions if a.adopted is not Adopted.NOT_FOUND}
    others = {comment.id for comment in turn.comments} - turn.adopted
    true = frozenset(link for link in turn.links if link[0] not in turn.follows)
    return Score(
        *(len(said), len(true), len(said & true)),
        *(len(turn.adopted), len(linked & turn.adopted), len(others), len(linked & others)),
        *(len(turn.alone), len({change for change, _ in said} & turn.alone)),
    )


def _known(sample: KnownTurn, beds: Sequence[KnownTurn]) -> str:
    rows = []
    held = [bed("held")]
    for name, turns in (("the sample", [sample]), ("six languages", beds), ("held back", held)):
        for method, word in ((ours, "ours"), (verbatim, "four words in sequence")):
            score = Score(*map(sum, zip(*(judged(turn, method) for turn in turns), strict=True)))
            rows.append(
                [
                    name,
                    word,
                    score.true,
                    score.said,
                    f"{score.precision:.2f}",
                    f"{score.recall:.2f}",
                    f"{score.adopted_found} of {score.adopted}",
                    f"{score.falsely} of {score.not_adopted}",
                    f"{score.alone_sourced} of {score.alone}",
                ]
            )
    head = [
        "turn",
        "method",
        "true links",
        "links said",
        "precision",
        "recall",
        "adopted, found",
        "not adopted, said to be",
        "changes nobody asked for, with a source",
    ]
    return "\n\n".join(
        [
            "Turns whose drafter says from which comment each change came: the sample (English, "
            "most of it paraphrased, split, combined or adopted elsewhere); small drafts in "
            "English, French, Russian, Chinese, Arabic and Spanish on other subjects, written "
            "for the tests, and easier; and a harder one that was written when the weights "
            "stood and changed none of them. A link is a pair of a change and a comment. Beside "
            "ours stands the plain way: a change came from a comment that shares four words in "
            "sequence with it.",
            report.table(head, rows),
            _by_how(sample),
            _placements(),
        ]
    )


def _by_how(sample: KnownTurn) -> str:
    """Return the recall of the sample's links by how comments were adopted."""
    rows = []
    said = {method: method(sample) for method in (ours, verbatim)}
    hows = sorted({adopted.how for adopted in known.truth().adopted.values()})
    for how in hows:
        names = {name for name, adopted in known.truth().adopted.items() if adopted.how == how}
        true = {link for link in sample.links if link[1] in names}
        shares = [f"{len(true & said[method]) / len(true):.2f}" for method in (ours, verbatim)]
        rows.append([how, len(names), len(true), *shares])
    head = ["how", "comments", "links", "recall, ours", "recall, four words in sequence"]
    return "The sample's links by how its comments were adopted:\n\n" + report.table(head, rows)


def _placements() -> str:
    old, new = draft("third"), draft("fourth")
    anchors = Anchors(old, new)
    cited = {p.id: citation for p, citation in zip(new.provisions, new.citations(), strict=True)}
    comments = {c.id: c for sent in contributions() for c in sent.comments}
    right = 0
    for name, (found, at) in known.truth().placement.items():
        placement = anchors.place(comments[name])[0]
        right += (placement.found.value, cited.get(placement.start, "")) == (found, at)
    return (
        f"Of {len(known.truth().placement)} placements that are beyond dispute {right} are right."
    )


def _speed() -> str:
    """Measure 1,500 comments with proposals against 3,000 changes."""
    truth = make_pair(5, tokens=400_000, edits=3_000, moves=60)
    lines = redline(truth.old, truth.new)
    made = changes(lines, truth.old, truth.new)[:3_000]
    comments = _made_comments(truth.old, made)[:1_500]
    spent = []
    for _ in range(3):
        started = time.process_time()
        found, _ = attribute(truth.old, truth.new, lines, made, comments)
        spent.append(time.process_time() - started)
    true = {(change, f"of-{change}") for change in (c.id for c in made)}
    true &= {(c.id.removeprefix("of-"), c.id) for c in comments}
    said = {(one.change, origin.ref) for one in found for origin in one.origins}
    return (
        f"{len(comments):,} comments with proposals for whole paragraphs against {len(made):,} "
        f"changes of a draft of {sum(len(p.text.split()) for p in truth.old.provisions):,} words: "
        f"{statistics.median(spent):.2f} s of CPU. Of the changes proposed so "
        f"{len(said & true) / len(true):.2f} are found. {report.machine()}"
    )


def _made_comments(old: Tree, made: Iterable[Change]) -> list[Comment]:
    """Return a comment for every change within a provision: its whole paragraph, changed."""
    texts = {provision.id: provision.text for provision in old.provisions}
    comments = []
    for change in made:
        if len(change.old) == 1 and change.new and change.kind is not ChangeKind.MOVED:
            text = texts[change.old[0]]
            end = change.old_offset + len(change.old_text)
            proposed = f"{text[: change.old_offset]}{change.new_text}{text[end:]}"
            target = Target(TargetKind.PROVISION, change.old[0], change.old[0])
            comments.append(Comment(f"of-{change.id}", (), (target,), proposed=proposed))
    return comments
