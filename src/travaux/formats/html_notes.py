"""The footnotes of pages by others: no element says note, so conventions are recognised."""

import re

from lxml.html import HtmlElement


class Notes:
    """Footnotes of a page, by the usual conventions: a link with a role, a class or a #fn place."""

    def __init__(self, root: HtmlElement) -> None:
        self._bodies: dict[str, HtmlElement] = {}
        self._numbers: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._elements: set[HtmlElement] = set()
        by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        for link in root.iter("a"):
            target = link.get("href", "")
            body = by_id.get(target[1:]) if target.startswith("#") else None
            if body is not None and _calls_note(link, target) and not is_back_link(link):
                self._bodies.setdefault(target, body)
                self._numbers.setdefault(target, "".join(link.itertext()).strip(" []*\n"))
                self._elements.add(body)

    def is_note(self, element: HtmlElement) -> bool:
        """Whether an element is a note's body, which is read where it is called."""
        return element in self._elements or (
            element.tag in ("section", "ol", "div")
            and (element.get("role") == "doc-endnotes" or "footnotes" in element.get("class", ""))
            and bool(self._elements)
        )

    def called_by(self, element: HtmlElement) -> str | None:
        """Return the place of the note that a link calls."""
        target = element.get("href", "") if element.tag == "a" else ""
        return target if target in self._bodies and _calls_note(element, target) else None

    def take(self, target: str) -> HtmlElement | None:
        """Return a note's body the first time it is called."""
        return None if target in self._places else self._bodies.get(target)

    def number(self, target: str) -> str:
        """Return the number that calls a note."""
        return self._numbers.get(target, "")

    def place(self, target: str, name: str) -> None:
        """Remember under which id a note stands."""
        self._places[target] = name

    def placed(self, target: str) -> str:
        """Return the id under which a note stands."""
        return self._places.get(target, "")


def _calls_note(link: HtmlElement, target: str) -> bool:
    marks = f"{link.get('role', '')} {link.get('class', '')} {link.get('epub:type', '')}"
    if re.search(r"doc-noteref|footnote-ref|footnoteref|noteref", marks):
        return True
    return bool(re.match(r"#_?(?:fn|ftn|footnote|note|cite_note)[\w:-]*\d", target))


def is_back_link(element: HtmlElement) -> bool:
    """Whether a link leads from a note back to its call."""
    if element.tag != "a":
        return False
    marks = f"{element.get('role', '')} {element.get('class', '')} {element.get('rev', '')}"
    text = "".join(element.itertext()).strip()
    return bool(re.search(r"doc-backlink|footnote-back|reversefootnote", marks)) or text in (
        "↩",
        "↩︎",
        "^",
    )
