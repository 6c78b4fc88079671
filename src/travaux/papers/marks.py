"""Words marked as the house has it: added underlined, deleted struck, what stays as it is."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from travaux.text.edits import Edit, edits
from travaux.text.segments import BREAK, Op, Segment
from travaux.text.tree import OBJECT, Provision, Run, Tree
from travaux.text.words import Lexicon, cut

_PILCROW = "¶"


def proposal_marks(draft: str, proposed: str) -> tuple[Run, ...]:
    """Return what is proposed, marked against the words of the draft.

    Without its struck words the result is `proposed`, without its underlined ones `draft`, up to
    blanks.
    """
    old, new = cut(draft.replace(OBJECT, "")), cut(proposed.replace(OBJECT, ""))
    lexicon = Lexicon()
    found = edits(old, new, lexicon.spell(old), lexicon.spell(new))
    return joined(_marked(old, new, found))


def _marked(old: list[str], new: list[str], found: list[Edit]) -> Iterator[Run]:
    at = 0
    for edit in found:
        yield Run("".join(new[at : edit.new_start]))
        gone = "".join(old[edit.old_start : edit.old_end])
        come = "".join(new[edit.new_start : edit.new_end])
        tail = ""
        if gone[-1:] == come[-1:] == " ":
            come, tail = come[:-1], " "  # so a blank parts what goes from what comes
        yield Run(gone, strike=True)
        yield Run(come, underline=True)
        yield Run(tail)
        at = edit.new_end
    yield Run("".join(new[at:]))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, neighbours of one form as one, and well parted.

    Blanks at the ends of a mark are not marked; between what goes and what comes stands one.
    """
    made: list[Run] = []
    for run in chain.from_iterable(map(_parted, runs)):
        if made and run.underline and made[-1].strike and not run.strike:
            made.append(Run(" "))
        if made and made[-1].with_text("") == run.with_text(""):
            run = run.with_text(made.pop().text + run.text)
        made.append(run)
    return tuple(made)


def _parted(run: Run) -> Iterator[Run]:
    """Yield a marked run without the blanks at its ends, and those apart."""
    core = run.text.strip(" ")
    if not core or not (run.underline or run.strike):
        if run.text:
            yield run
        return
    head, _, tail = run.text.partition(core)
    if head:
        yield Run(head)
    yield run.with_text(core)
    if tail:
        yield Run(tail)


def segment_runs(segments: Iterable[Segment]) -> tuple[Run, ...]:
    """Return the words of a redline's block, marked; the end of a paragraph shows as `¶`."""
    made: list[Run] = []
    for segment in segments:
        text = _shown(segment.text, marked=segment.op is not Op.KEEP)
        made.append(Run(text, underline=segment.op is Op.INSERT, strike=segment.op is Op.DELETE))
    return joined(made)


def _shown(text: str, *, marked: bool) -> str:
    text = text.replace(OBJECT, "")
    return text.replace(BREAK, f"{_PILCROW}\n" if marked else "\n")


def provision_runs(tree: Tree, provision: Provision) -> tuple[Run, ...]:
    """Return a provision as the draft has it, its label first, notes by their numbers.

    Its own underlined and struck words lose these forms: on a paper they would look like proposals.
    """
    called = {run.note for run in provision.runs if run.note}
    notes = {p.id: p.label for p in tree.provisions if p.id in called} if called else {}
    runs = [Run(f"{provision.label} ")] if provision.label else []
    for run in provision.runs:
        if run.note:
            runs.append(Run(notes.get(run.note, "") or "*", raised=True))
        elif run.figure:
            runs.append(Run(f"[{run.alt or 'figure'}]"))
        else:
            text = re.sub(OBJECT, "", run.text)
            runs.append(
                Run(
                    text,
                    bold=run.bold,
                    italic=run.italic,
                    raised=run.raised,
                    lowered=run.lowered,
                    small_caps=run.small_caps,
                )
            )
    return joined(runs)
