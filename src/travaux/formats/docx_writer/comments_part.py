"""Margin comments: the part that holds their words, and the part that holds their threads."""

import re
from collections.abc import Sequence
from typing import Final

from travaux.formats.docx_writer.inline import dated, text_elements
from travaux.formats.docx_writer.markup import Element, element, name, root
from travaux.formats.reading import Remark
from travaux.formats.xml_text import clean


class Comments:
    """The remarks of a document under the ids that the file uses for them."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self.remarks = list(remarks)
        own = [remark.id for remark in remarks]
        plain = len(set(own)) == len(own) and all(re.fullmatch("0|[1-9][0-9]{0,8}", i) for i in own)
        self.ids = own if plain else [str(place) for place in range(len(own))]
        self._place = {remark.id: place for place, remark in enumerate(remarks)}

    def parent_of(self, place: int) -> int | None:
        """Return the place of the remark that another answers, None for the first of a thread."""
        parent = self._place.get(self.remarks[place].parent)
        return parent if parent != place else None

    def part(self) -> Element:
        """Return `w:comments` (ECMA-376 part 1, 17.13.4.6)."""
        part = root("comments")
        for place, remark in enumerate(self.remarks):
            part.append(self._comment(place, remark))
        return part

    def _comment(self, place: int, remark: Remark) -> Element:
        made = element(
            "comment",
            id=self.ids[place],
            author=remark.author,
            date=dated(remark.at),
            initials=remark.initials or None,
        )
        lines = clean(remark.text).split("\n")
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            paragraph = element(
                "p",
                element("pPr", element("pStyle", val="CommentText")),
                w14_paraId=_paragraph_id(place) if last else None,
            )
            if number == 0:
                look = element("rPr", element("rStyle", val="CommentReference"))
                paragraph.append(element("r", look, element("annotationRef")))
            if line:
                paragraph.append(element("r", *text_elements(line)))
            made.append(paragraph)
        return made

    def threads(self) -> Element:
        """Return `w15:commentsEx`: what answers what, and what is resolved ([MS-DOCX] 2.5.3)."""
        part = root("x")
        part.tag = name("w15:commentsEx")
        for place, remark in enumerate(self.remarks):
            entry = element("x", w15_paraId=_paragraph_id(place))
            entry.tag = name("w15:commentEx")
            parent = self.parent_of(place)
            if parent is not None:
                entry.set(name("w15:paraIdParent"), _paragraph_id(parent))
            entry.set(name("w15:done"), "1" if remark.resolved else "0")
            part.append(entry)
        return part


_FIRST_PARAGRAPH: Final = 0x10000001


def _paragraph_id(place: int) -> str:
    return f"{_FIRST_PARAGRAPH + place:08X}"
