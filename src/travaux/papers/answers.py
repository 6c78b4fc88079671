"""Answers in words, as they are printed and as officers type them back (R15)."""

import re
from typing import Final

from travaux.papers.wording import NOT_CONFIRMED
from travaux.text.comment import Answer, Disposition

NO_ANSWER: Final = "no answer yet"
_REFERRING: Final = {
    Answer.MERGED: "comment ",
    Answer.OVERTAKEN: "comment ",
    Answer.DEFERRED: "",
}
"""Answers whose words end with what they refer to, and the word before it."""

_OTHER_WORDS: Final = {
    "agreed": Answer.ACCEPTED,
    "accepted in part": Answer.ACCEPTED_WITH_CHANGES,
    "partly accepted": Answer.ACCEPTED_WITH_CHANGES,
    "accepted with modifications": Answer.ACCEPTED_WITH_CHANGES,
    "covered": Answer.ALREADY_COVERED,
    "merged": Answer.MERGED,
    "overtaken": Answer.OVERTAKEN,
    "deferred": Answer.DEFERRED,
    "deferred until": Answer.DEFERRED,
    "recorded in the report instead of the text": Answer.RECORDED_IN_REPORT,
    "rejected": Answer.NOT_ACCEPTED,
    "declined": Answer.NOT_ACCEPTED,
    "late": Answer.LATE,
    "late not considered": Answer.LATE,
    "accepté": Answer.ACCEPTED,
    "acceptée": Answer.ACCEPTED,
    "accepté avec modifications": Answer.ACCEPTED_WITH_CHANGES,
    "déjà couvert": Answer.ALREADY_COVERED,
    "fusionné avec": Answer.MERGED,
    "dépassé par": Answer.OVERTAKEN,
    "conservé comme point de vue": Answer.KEPT_AS_VIEW,
    "reporté à": Answer.DEFERRED,
    "consigné dans le rapport": Answer.RECORDED_IN_REPORT,
    "noté": Answer.NOTED,
    "non accepté": Answer.NOT_ACCEPTED,
    "refusé": Answer.NOT_ACCEPTED,
    "hors sujet": Answer.OUT_OF_SCOPE,
    "tardif, non examiné": Answer.LATE,
    "retiré": Answer.WITHDRAWN,
}
_WORDS: Final = {answer.value: answer for answer in Answer} | _OTHER_WORDS
_LONGEST_FIRST: Final = sorted(_WORDS, key=len, reverse=True)
_SEE: Final = re.compile(r"\(see (.*)\)\s*$", re.DOTALL | re.IGNORECASE)
_HASH: Final = re.compile(r"^(?:comments?|commentaires?|no\.?|n°|#)\s*", re.IGNORECASE)


def shown(disposition: Disposition) -> str:
    """Return an answer as it is printed, with what it refers to."""
    answer, refers_to = disposition.answer, disposition.refers_to.strip()
    if not refers_to:
        return answer.value
    if answer in _REFERRING:
        return f"{answer.value} {_REFERRING[answer]}{refers_to}"
    return f"{answer.value} (see {refers_to})"


def parse(written: str) -> tuple[Answer, str] | None:
    """Return the answer that words name and what it refers to, None where they name none.

    Capitals, blanks and a full stop at the end do not count.
    """
    text = " ".join(written.split())
    refers_to = ""
    see = _SEE.search(text)
    if see:
        text, refers_to = text[: see.start()].rstrip(), see[1].strip()
    folded = text.casefold().rstrip(" .;")
    if folded in _WORDS:
        return _WORDS[folded], refers_to
    for words in _LONGEST_FIRST:
        answer = _WORDS[words]
        if answer in _REFERRING and folded.startswith(f"{words} "):
            rest = text[len(words) :].strip(" :")
            if _REFERRING[answer]:
                rest = _HASH.sub("", rest)
            return answer, rest
    return None


def split(written: str) -> tuple[str, bool]:
    """Return the words of an answer's cell without the mark of what is not confirmed, and whether
    it was there. A cell that says there is no answer is empty.
    """
    text = re.sub(r"\s+", " ", written)
    at = text.casefold().find(NOT_CONFIRMED.casefold())
    unconfirmed = at >= 0
    if unconfirmed:
        text = f"{text[:at]} {text[at + len(NOT_CONFIRMED) :]}"
    text = text.strip()
    if text.casefold().startswith(NO_ANSWER):
        return "", False
    return text, unconfirmed
