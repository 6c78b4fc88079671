"""The form of words on a page: what an element does to the text within it."""

from typing import Final

import msgspec
from lxml.html import HtmlElement

from travaux.text.tree import Run

FORM_OF: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "sup": "raised",
    "sub": "lowered",
}
"""The form that an element gives to its text."""


class Style(msgspec.Struct, frozen=True):
    """The form that the text of an element inherits."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False
    small_caps: bool = False
    link: str = ""
    field: str = ""

    def run(self, text: str, note: str = "", figure: str = "", alt: str = "") -> Run:
        """Return text in this form."""
        return Run(text, note=note, figure=figure, alt=alt, **msgspec.structs.asdict(self))


def styled(style: Style, element: HtmlElement) -> Style:
    """Return the form within an element."""
    changes: dict[str, bool | str] = {}
    form = FORM_OF.get(str(element.tag))
    if form is not None:
        changes[form] = True
    if element.get("class") == "small-caps":
        changes["small_caps"] = True
    if element.get("data-field"):
        changes["field"] = element.get("data-field", "")
    link = element.get("data-link") or (element.get("href") if element.tag == "a" else "")
    if link:
        changes["link"] = link
    return msgspec.structs.replace(style, **changes) if changes else style
