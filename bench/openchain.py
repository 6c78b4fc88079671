"""Three reviews of a Japanese translation with tracked changes, and the text revised after them.

The files lie beside the project, in `../shared/samples`; without them there is nothing to measure.
"""

from bench import report
from bench.samples import SAMPLES
from travaux.formats.detect import read
from travaux.formats.reading import Reading
from travaux.text.attribution import attribute
from travaux.text.changes import changes
from travaux.text.citations import Finder
from travaux.text.comment import Adopted, Comment, Source, Target, TargetKind
from travaux.text.redline import redline
from travaux.text.segments import Redline
from travaux.text.tree import Tree

FOLDER = SAMPLES / "docx" / "openchain"
REVIEWS = ("fukuchi", "kunai", "sato")
_AROUND = 12  # characters on each side of a tracked change that its comment quotes


def openchain() -> str:
    """Return what was measured, as text; empty without the samples."""
    if not FOLDER.is_dir():
        return ""
    old, new = (_reading(name).accepted for name in ("1-target", "3-revised-imada"))
    lines = redline(old, new)
    made = changes(lines, old, new)
    comments = [comment for name in REVIEWS for comment in _comments(name, old)]
    found, adoptions = attribute(old, new, lines, made, comments)
    links = {(one.change, origin.ref) for one in found for origin in one.origins}
    new_words = {c.id: c.new_text for c in made}
    asked = {c.id: c for c in comments}
    same = sum(
        new_words[change].strip() != "" and new_words[change].strip() in (asked[ref].proposed or "")
        for change, ref in links
    )
    said = {kind: sum(a.adopted is kind for a in adoptions) for kind in Adopted}
    text = (
        "A translation was sent to three reviewers, each of whom tracked changes in it, and then "
        "revised. Each tracked change is a comment: the words around it, and how they shall read."
    )
    rows = [
        ["tracked changes of the reviewers", len(comments)],
        ["changes in the revised text", len(made)],
        ["of these with a source", len(found)],
        ["pairs of change and comment", len(links)],
        ["pairs whose new words stand in the proposal as they are", same],
        *([f"proposals said to be adopted: {kind.value}", count] for kind, count in said.items()),
    ]
    return f"{text}\n\n{report.table(['what', 'count'], rows)}"


def _reading(name: str) -> Reading:
    path = FOLDER / f"openchain-faq-ja-{name}.docx"
    return read(path.name, path.read_bytes())


def _comments(name: str, draft: Tree) -> list[Comment]:
    """Return the tracked changes of a review as comments on the draft that was reviewed."""
    review = _reading(f"2-review-{name}")
    finder = Finder(draft)
    texts = {provision.id: provision.text for provision in review.original.provisions}
    tracked = review.tracked or Redline(())
    comments = []
    for change in changes(tracked, review.original, review.accepted):
        if not (change.old_text + change.new_text).strip():
            continue
        target, proposed = Target(TargetKind.DRAFT), change.new_text
        if len(change.old) == 1:
            text = texts[change.old[0]]
            start, end = change.old_offset, change.old_offset + len(change.old_text)
            head, tail = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            quote = f"{head}{change.old_text}{tail}"
            holders = finder.holders(quote)
            if holders:
                at = draft.provisions[holders[0]].id
                target = finder.resolve(Target(TargetKind.SPAN, at, at, quote=quote)).target
            proposed = f"{head}{change.new_text}{tail}"
        source = Source(change.author)
        comments.append(Comment(f"{name}-{change.id}", (source,), (target,), proposed=proposed))
    return comments
