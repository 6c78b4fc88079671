"""What a comment says: its proposal marked against the draft, its words in italics."""

from travaux.formats.paper.value import Paragraph, Tone
from travaux.papers.marks import proposal_marks
from travaux.papers.places import Places
from travaux.papers.wording import is_rtl, said, written
from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.tree import OBJECT, Run

_CONTEXT = 60


def proposal(comment: Comment, target: Target | None, places: Places) -> tuple[Paragraph, ...]:
    """Return what a comment proposes for a target, marked; nothing where it proposes nothing.

    Words added are underlined, words deleted struck. Of the provision around a quote only a little
    is shown: the original stands beside it.
    """
    if comment.proposed is None:
        return ()
    if target is None:
        runs = proposal_marks("", comment.proposed)
    elif target.kind is TargetKind.THROUGHOUT:
        # The expression and what shall stand for it, each whole: no marks inside words of it.
        runs = (Run(target.quote, strike=True), Run(" "), Run(comment.proposed, underline=True))
        runs = tuple(run for run in runs if run.text.strip() or run.text == " ")
    else:
        before, old, after = _around(target, places)
        runs = (*before, *proposal_marks(old, comment.proposed), *after)
    if not runs:
        # Words shall go that were not found: what was asked for must not be lost.
        return () if comment.proposed else (Paragraph((Run("to be deleted"),), Tone.QUIET),)
    rtl = is_rtl(comment.proposed or "".join(run.text for run in runs), comment.language)
    return (Paragraph(runs, language=comment.language, rtl=rtl),)


def _around(target: Target, places: Places) -> tuple[tuple[Run, ...], str, tuple[Run, ...]]:
    """Return the words that a proposal stands for, and what stays before and after them."""
    if target.kind is TargetKind.OMISSION:
        return (), "", ()
    stretch = places.stretch(target)
    if stretch is None:
        return (), target.quote, ()
    first, last = stretch
    text = places.tree.provisions[first].text
    if target.to > target.from_ and first == last:
        start, end = target.from_, target.to
    elif target.quote and target.quote in text:
        start = text.index(target.quote)
        end = start + len(target.quote)
    elif target.quote:
        return (), target.quote, ()
    else:
        return (), places.words(first, last), ()
    return _head(text[:start]), text[start:end].replace(OBJECT, ""), _tail(text[end:])


def _head(text: str) -> tuple[Run, ...]:
    text = text.replace(OBJECT, "")
    if len(text) > _CONTEXT:
        blank = text.find(" ", len(text) - _CONTEXT)
        text = f"…\u00a0{text[blank + 1 if blank >= 0 else -_CONTEXT :]}"
    return (Run(text),) if text else ()


def _tail(text: str) -> tuple[Run, ...]:
    text = text.replace(OBJECT, "")
    if len(text) > _CONTEXT:
        blank = text.rfind(" ", 0, _CONTEXT)
        text = f"{text[: blank if blank > 0 else _CONTEXT]}\u00a0…"
    return (Run(text),) if text else ()


def remarks(comment: Comment) -> tuple[Paragraph, ...]:
    """Return what a comment says and its reason, in italics, and what is attached to it."""
    made = list(written(comment.text, comment.language, italic=True))
    reason = list(written(comment.reason, comment.language, italic=True))
    if reason and reason[0].rtl:
        reason.insert(0, said("Reason:"))
    elif reason and (made or comment.proposed is not None):
        first = reason[0]
        reason[0] = Paragraph((Run("Reason: "), *first.runs), first.tone, first.language, first.rtl)
    made += reason
    if comment.attachments:
        made.append(said(f"Attached: {', '.join(comment.attachments)}", Tone.QUIET))
    return tuple(made)


def words(comment: Comment, target: Target | None, places: Places) -> tuple[Paragraph, ...]:
    """Return all that a comment says, its proposal first."""
    made = (*proposal(comment, target, places), *remarks(comment))
    if not made and comment.proposed is not None:
        made = (said("delete", Tone.QUIET),)
    return made or (said("no text", Tone.QUIET),)
