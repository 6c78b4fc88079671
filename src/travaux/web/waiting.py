"""What waits for someone, in words, each with the way to where it is done."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from travaux.register.queries import Waiting

_WORDS: Final[Mapping[str, tuple[Any, str]]] = {
    "to_clear": (
        ngettext_lazy("%(number)s document to clear", "%(number)s documents to clear", "number"),
        "desk",
    ),
    "to_submit": (
        ngettext_lazy(
            "%(number)s cleared document to submit",
            "%(number)s cleared documents to submit",
            "number",
        ),
        "desk",
    ),
    "to_confirm": (
        ngettext_lazy(
            "%(number)s document that names you as a source",
            "%(number)s documents that name you as a source",
            "number",
        ),
        "desk",
    ),
    "to_register": (
        ngettext_lazy(
            "%(number)s document to register", "%(number)s documents to register", "number"
        ),
        "officer",
    ),
    "to_post": (
        ngettext_lazy("%(number)s document to post", "%(number)s documents to post", "number"),
        "officer",
    ),
    "late": (
        ngettext_lazy(
            "%(number)s late document to rule on", "%(number)s late documents to rule on", "number"
        ),
        "register",
    ),
    "unconfirmed": (
        ngettext_lazy(
            "%(number)s document with a source to confirm",
            "%(number)s documents with a source to confirm",
            "number",
        ),
        "officer",
    ),
    "requests": (
        ngettext_lazy(
            "%(number)s request to open a document",
            "%(number)s requests to open a document",
            "number",
        ),
        "officer",
    ),
}
"""Of each count of `Waiting`: its words, and the page on which it is done."""


class Task(msgspec.Struct, frozen=True):
    """Something that waits, and where it is done."""

    words: Any
    href: str


def tasks(process: str, waiting: Waiting) -> tuple[Task, ...]:
    """Return what waits, in the order in which it is done; nothing for what does not wait."""
    return tuple(
        Task(words % {"number": number}, reverse(page, args=(process,)))
        for name, (words, page) in _WORDS.items()
        if (number := getattr(waiting, name))
    )
