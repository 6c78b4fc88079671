"""What badges say and how they look: for each state and audience a word, a shape and a tone.

The values are those of the law (`State`, `Timing`, `Confirmation`, `Audience`); the words are for
readers, and are translated. Shape and word say all, so that nothing hangs on colour.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from travaux.rules.access import Right

Words = str | Promise


class Badge(msgspec.Struct, frozen=True):
    """A word with its shape (a key of SHAPES) and tone (quiet, wait, good, warn, bad)."""

    words: Words
    shape: str
    tone: str
    explanation: Words = ""


SHAPES: Final[Mapping[str, str]] = {
    "ring": "M5 1.2a3.8 3.8 0 1 0 .01 0z",
    "half": "M5 1.2a3.8 3.8 0 1 0 .01 0zM5 1.2v7.6",
    "disc": "M5 1a4 4 0 1 0 .01 0z",
    "triangle": "M5 1.5 9 8.5H1z",
    "diamond": "M5 .8 9.2 5 5 9.2.8 5z",
    "bar": "M1 5h8",
    "cross": "M1.5 1.5l7 7M8.5 1.5l-7 7",
    "tick": "M1.2 5.4 4 8.2 8.8 2",
    "hourglass": "M1.5 1h7l-3.5 4 3.5 4h-7L5 5z",
    "lock": "M1.5 4.6h7v4.6h-7zM3 4.6V3a2 2 0 0 1 4 0v1.6",
    "people": "M5 4.4a1.7 1.7 0 1 0-.01 0zM1.4 9.2a3.6 3.6 0 0 1 7.2 0z",
    "key": "M3 3a2 2 0 1 0 .01 0zM5 5h4.4M8 5v2",
    "globe": "M5 1a4 4 0 1 0 .01 0zM1 5h8M5 1c-2.6 2.6-2.6 5.4 0 8 2.6-2.6 2.6-5.4 0-8z",
    "note": "M5 1a4 4 0 1 0 .01 0zM5 4.4v2.8M5 2.6v.6",
    "alarm": "M5 1 9.4 9H.6zM5 4v2.4M5 7.3v.5",
}
"""Paths in a square of ten by ten."""
FILLED: Final = frozenset({"disc", "triangle", "diamond", "hourglass", "people"})
"""The shapes whose inside is filled; the others are drawn as lines."""
FINE: Final = frozenset({"globe", "lock", "key", "note"})
"""The shapes of many lines, which are thinner."""

STATES: Final[Mapping[str, Badge]] = {
    "in preparation": Badge(_("In preparation"), "ring", "quiet"),
    "cleared": Badge(_("Cleared"), "half", "quiet"),
    "submitted": Badge(_("Submitted"), "triangle", "wait"),
    "registered": Badge(_("Registered"), "diamond", "wait"),
    "posted": Badge(_("Posted"), "disc", "good"),
    "withdrawn": Badge(_("Withdrawn"), "bar", "quiet"),
    "recalled": Badge(_("Recalled"), "cross", "bad"),
    "in time": Badge(_("In time"), "tick", "good"),
    "late": Badge(_("Late"), "hourglass", "warn"),
    "admitted": Badge(_("Late, admitted"), "tick", "good"),
    "time not known": Badge(_("Time not known"), "ring", "warn"),
    "proposed": Badge(_("Proposed"), "ring", "wait"),
    "confirmed": Badge(_("Confirmed"), "tick", "good"),
    "contested": Badge(_("Contested"), "cross", "bad"),
    "subject to approval": Badge(_("Subject to approval"), "half", "wait"),
    "reserved": Badge(_("Reserved"), "ring", "quiet"),
    "not issued": Badge(_("Not issued"), "bar", "quiet"),
    "not presented": Badge(_("Not presented"), "bar", "quiet"),
    "open": Badge(_("Open"), "disc", "good"),
    "closed": Badge(_("Closed"), "bar", "quiet"),
    "not sent": Badge(_("Not sent"), "ring", "wait"),
    "to you": Badge(_("To you"), "note", "good"),
    "letter waiting": Badge(_("Waiting"), "triangle", "wait"),
    "letter sent": Badge(_("Sent"), "tick", "good"),
    "letter failed": Badge(_("Not delivered yet"), "alarm", "warn"),
}
"""Every state that a reader meets, by its value in the law."""

AUDIENCES: Final[Mapping[str, Badge]] = {
    "public": Badge(_("Public"), "globe", "quiet", _("Everyone can read it, without an account.")),
    "members": Badge(
        _("Members"),
        "key",
        "quiet",
        _("People whom the body admitted for one of its members can read it."),
    ),
    "process": Badge(
        _("Participants"), "people", "quiet", _("Those who take part in this process can read it.")
    ),
    "delegation": Badge(
        _("Delegation"),
        "lock",
        "quiet",
        _("The delegation that made it and the secretariat can read it."),
    ),
    "secretariat": Badge(_("Secretariat"), "lock", "quiet", _("The secretariat can read it.")),
}
"""Every audience, with who belongs to it in a sentence."""

ROLES: Final[Mapping[str, Words]] = {
    "public": pgettext_lazy("capacity", "Public"),
    "member": _("Member"),
    "observer": _("Observer"),
    "delegate": _("Delegate"),
    "focal point": _("Focal point"),
    "head of delegation": _("Head of delegation"),
    "convener": _("Convener"),
    "vice-chair": _("Vice-Chair"),
    "chair": _("Chair"),
    "officer": _("Officer"),
    "system": _("Travaux"),
}
"""What a capacity is called on screen, by its value in the law."""

RIGHTS: Final[Mapping[Right, Words]] = {
    Right.PREPARE: _("Prepare documents"),
    Right.CLEAR: _("Clear documents"),
    Right.SUBMIT: _("Submit documents"),
    Right.REPLACE: _("Replace or withdraw what was submitted"),
    Right.CONFIRM: _("Confirm joint sources"),
    Right.CONTEST: _("Contest being named as a source"),
    Right.ASK: _("Ask for documents to be opened"),
    Right.READ_DRAFTS: _("See documents in preparation"),
    Right.COMMENT: _("Comment on drafts"),
    Right.SPEAK: _("Speak in meetings"),
    Right.ENTER: _("Enter what came by e-mail or on paper"),
    Right.REGISTER: _("Register documents and issue symbols"),
    Right.POST: _("Post documents"),
    Right.RETURN: _("Return documents with a reason"),
    Right.RULE: _("Rule what was in time, and admit what was late"),
    Right.CORRECT: _("Correct, recall or withdraw what was posted"),
    Right.OPEN: _("Open documents to a wider audience"),
    Right.MANAGE: _("Set up the process"),
    Right.NOMINATE: _("Nominate people of a delegation"),
    Right.DESIGNATE: _("Say who speaks for an entity, and who is excused"),
    Right.ANNOUNCE: _("Send calls and circular letters"),
    Right.CONCLUDE: _("Record what a meeting decided on the programme of work"),
}
"""What each right is called on the page of rights."""

EVENTS: Final[Mapping[str, Words]] = {
    "document prepared": _("Prepared"),
    "document edited": _("Edited"),
    "files attached": _("Files added"),
    "file taken out": _("File taken out"),
    "document cleared": _("Cleared"),
    "document reopened": _("Taken back into preparation"),
    "document submitted": _("Submitted"),
    "document replaced": _("Files replaced"),
    "late replacement admitted": _("Late replacement admitted"),
    "document returned": _("Returned"),
    "document registered": _("Registered"),
    "document posted": _("Posted"),
    "document withdrawn": _("Withdrawn"),
    "document recalled": _("Recalled"),
    "right file posted": _("Right file posted"),
    "entry corrected": _("Entry corrected"),
    "version added": _("Version added"),
    "document opened": _("Opened"),
    "opening asked": _("Asked to be opened"),
    "opening answered": _("Request answered"),
    "class ruled": _("Class ruled"),
    "late document admitted": _("Admitted although late"),
    "document not presented": _("Not presented"),
    "approval confirmed": _("Approval confirmed"),
    "source confirmed": _("Source confirmed"),
    "source contested": _("Source contested"),
    "source proposed": _("Source proposed"),
}
"""What each act is called in the history of a document."""
TONES: Final[Mapping[str, str]] = {
    "document recalled": "bad",
    "source contested": "bad",
    "document withdrawn": "warn",
    "document returned": "warn",
    "entry corrected": "warn",
}
"""Acts that stand out in a history."""

SAID: Final[Mapping[str, Words]] = {
    "by itself": _("by itself"),
    "by an officer, with evidence": _("by an officer, with evidence"),
    "once, for a standing group": _("once, for a standing group"),
    "revision": _("revision"),
    "addendum": _("addendum"),
    "corrigendum": _("corrigendum"),
    "revision of this document": _("revision of this document"),
    "addendum of this document": _("addendum to this document"),
    "corrigendum of this document": _("corrigendum to this document"),
    "modified by this revision": _("which this revision modifies"),
    "modified by this addendum": _("which this addendum modifies"),
    "modified by this corrigendum": _("which this corrigendum modifies"),
    "e-mail": _("by e-mail"),
    "paper": _("on paper"),
    "in time": _("in time"),
    "late": _("late"),
    "time not known": _("time not known"),
    "reserved": _("reserved"),
    "not issued": _("not issued"),
    "taken": _("taken"),
}
"""What the law says in running words: how a source confirmed, how documents are related."""

NOTICES: Final[Mapping[str, Badge]] = {
    "info": Badge(_("Information"), "note", "wait"),
    "success": Badge(_("Done"), "tick", "good"),
    "warning": Badge(_("Warning"), "alarm", "warn"),
    "error": Badge(_("Error"), "cross", "bad"),
}
"""The four kinds of notice. `debug` messages of Django are never shown."""


def right_words(right: Right) -> Words:
    """Return what a right is called."""
    return RIGHTS[right]


def state_badge(value: str) -> Badge:
    """Return the badge of a state; one that nobody drew yet keeps its word and is quiet."""
    return STATES.get(value) or Badge(value[:1].upper() + value[1:], "ring", "quiet")


def audience_badge(value: str) -> Badge:
    """Return the badge of an audience. Raises KeyError: an audience must never be guessed."""
    return AUDIENCES[value]
