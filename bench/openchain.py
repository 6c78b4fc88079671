"""Three reviews of a Japanese translation with tracked changes, and the text revised after them.

The files lie beside the project, in `../shared/samples`; without them there is nothing to measure.
"""

from bench import report
from bench.samples import SAMPLES
from travaux.formats import contributions
from travaux.formats.detect import read
from travaux.formats.reading import Reading
from travaux.text.attribution import attribute
from travaux.text.changes import changes
from travaux.text.comment import Adopted, Comment
from travaux.text.redline import redline
from travaux.text.tree import Tree

FOLDER = SAMPLES / "docx" / "openchain"
REVIEWS = ("kunai", "fukuchi", "sato")  # each holds the changes of those before it


def openchain() -> str:
    """Return what was measured, as text; empty without the samples."""
    if not FOLDER.is_dir():
        return ""
    old, new = (_reading(name).accepted for name in ("1-target", "3-revised-imada"))
    lines = redline(old, new)
    made = changes(lines, old, new)
    comments = _comments(old)
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
        "revised. Each change and margin comment is a comment, read as `travaux turn` reads it."
    )
    rows = [
        ["comments of the reviewers, each once", len(comments)],
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


def _comments(draft: Tree) -> list[Comment]:
    """Return what the reviews propose on the draft, a change that stands in several once."""
    reviews = []
    for name in REVIEWS:
        path = FOLDER / f"openchain-faq-ja-2-review-{name}.docx"
        reviews.append(contributions.read(path.name, path.read_bytes(), draft))
    return [comment for one in contributions.distinct(reviews) for comment in one.comments]
