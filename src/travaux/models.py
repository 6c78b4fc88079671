"""All models of the one app, gathered for Django from the subjects in which they stand."""

from travaux.calls.models import Addressee, Call
from travaux.drafting.models import Line, Text
from travaux.kernel.models import Entry, Head, Mail, Node
from travaux.people.models import Account, Entity, Participation
from travaux.programme.models import Body, Meeting, Process, Theme, Window
from travaux.register.models import (
    Document,
    File,
    Number,
    OpeningRequest,
    Series,
    Source,
    Submission,
)

__all__ = [
    "Account",
    "Addressee",
    "Body",
    "Call",
    "Document",
    "Entity",
    "Entry",
    "File",
    "Head",
    "Line",
    "Mail",
    "Meeting",
    "Node",
    "Number",
    "OpeningRequest",
    "Participation",
    "Process",
    "Series",
    "Source",
    "Submission",
    "Text",
    "Theme",
    "Window",
]
