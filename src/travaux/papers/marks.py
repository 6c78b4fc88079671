"""Words marked as the house has it: added underlined, deleted struck, what stays as it is."""

import re
from collections.abc import Iterable, Iterator

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
        elif gone and come and not gone[-1].isspace():
            gone += " "
        yield Run(gone, strike=True)
        yield Run(come, underline=True)
        yield Run(tail)
        at = edit.new_end
    yield Run("".join(new[at:]))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, neighbours of one form as one."""
    made: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if made and made[-1].with_text("") == run.with_text(""):
            run = run.with_text(made.pop().text + run.text)
        made.append(run)
    return tuple(made)


def segment_runs(segments: Iterable[Segment]) -> tuple[Run, ...]:
    """Return the words of a redline's block, marked; the end of a paragraph shows as `¶`."""
    made: list[Run] = []
    for segment in segments:
        text = _shown(segment.text, marked=segment.op is not Op.KEEP)
        run = Run(text, underline=segment.op is Op.INSERT, strike=segment.op is Op.DELETE)
        if run.underline and made and made[-1].strike and not made[-1].text[-1:].isspace():
            made[-1] = made[-1].with_text(f"{made[-1].text} ")
        if text:
            made.append(run)
    return joined(made)


def _shown(text: str, *, marked: bool) -> str:
    text = text.replace(OBJECT, "")
    return text.replace(BREAK, f"{_PILCROW}\n" if marked else "\n")


def with_context(runs: tuple[Run, ...], limit: int = 60) -> tuple[Run, ...]:
    """Return marked words with only a little of what stays around them."""
    last = len(runs) - 1
    made: list[Run] = []
    for place, run in enumerate(runs):
        if run.underline or run.strike:
            made.append(run)
            continue
        short = _shortened(run.text, limit, first=not place, last=place == last)
        made.append(run.with_text(short))
    return joined(made)


def _shortened(text: str, limit: int, *, first: bool, last: bool) -> str:
    """Return kept words with their middle left out, or their outer end at the ends of a text."""
    if len(text) <= 2 * limit:
        return text
    if first and last:
        return text
    head = "" if first else _up_to_blank(text[:limit])
    tail = "" if last else _from_blank(text[-limit:])
    return f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"


def _up_to_blank(text: str) -> str:
    cut_at = text.rfind(" ")
    return text[: cut_at if cut_at > 0 else len(text)].rstrip()


def _from_blank(text: str) -> str:
    cut_at = text.find(" ")
    return text[cut_at + 1 :].lstrip()


def provision_runs(tree: Tree, provision: Provision) -> tuple[Run, ...]:
    """Return a provision as the draft has it, its label first, notes by their numbers.

    Its own underlined and struck words lose these forms: on a paper they would look like proposals.
    """
    notes = {other.id: other.label for other in tree.provisions if other.id in _called(provision)}
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


def _called(provision: Provision) -> set[str]:
    return {run.note for run in provision.runs if run.note}
