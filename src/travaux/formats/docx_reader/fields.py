"""Fields: an instruction and its result between marks that may lie paragraphs apart (17.16.2)."""

import re
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import W

_MULTI_PARAGRAPH_FIELDS: Final = frozenset({"TOC", "INDEX", "TOA", "BIBLIOGRAPHY", "INCLUDETEXT"})
_LONGEST_INSTRUCTION: Final = 1_000


class Field(msgspec.Struct):
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: list[str]
    result: bool = False
    link: str = ""
    name: str = ""
    contents: bool = False
    code_before: int = 0


def broken_fields(root: etree._Element) -> frozenset[etree._Element]:
    """Return the field characters of fields that never end; they are passed over, not their text.

    The elements themselves are kept, so that lxml hands out the same objects again.
    """
    open_fields: list[list[etree._Element]] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields and kind == "separate":
            open_fields[-1].append(mark)
        elif open_fields and kind == "end":
            open_fields.pop()
    return frozenset(mark for field in open_fields for mark in field)


class Fields:
    """The fields that are open where the reader stands; they nest."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.in_code = 0
        """How many instructions are open: text within them is not shown."""
        self.in_contents = 0
        """How many tables of contents are open."""

    @property
    def link(self) -> str:
        """Where the innermost field leads, empty for nowhere."""
        return self._open[-1].link if self._open else ""

    @property
    def name(self) -> str:
        """The instruction of the innermost field whose result is shown."""
        return self._open[-1].name if self._open else ""

    def begin(self, instruction: str = "") -> None:
        """Open a field."""
        self._open.append(Field([instruction], code_before=self.in_code))
        self.in_code += 1

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction.append(text)

    def separate(self, link: str) -> None:
        """Begin the result of the innermost field, which stands within a link."""
        if not self._open or self._open[-1].result:
            return
        field = self._open[-1]
        field.result = True
        self.in_code = field.code_before
        instruction = " ".join("".join(field.instruction)[:_LONGEST_INSTRUCTION].split())
        outer = self._open[-2] if len(self._open) > 1 else None
        name = instruction.partition(" ")[0].upper()
        field.link = (outer.link if outer else "") or link
        field.name = outer.name if outer else ""
        if name == "HYPERLINK":
            field.link = _address(instruction)
        elif name in _MULTI_PARAGRAPH_FIELDS:
            field.contents = name == "TOC"
            self.in_contents += field.contents
        else:
            field.name = instruction

    def end(self) -> None:
        """Close the innermost field."""
        if self._open:
            field = self._open.pop()
            self.in_code = field.code_before
            self.in_contents -= field.contents


def _address(instruction: str) -> str:
    r"""Return where a HYPERLINK field leads: an address, and `\l` a place (17.16.5.25)."""
    address, place = "", ""
    parts = re.findall(r'"([^"]*)"|(\S+)', instruction)[1:]
    words = [quoted or bare for quoted, bare in parts]
    at = 0
    while at < len(words):
        word = words[at]
        if word == "\\l" and at + 1 < len(words):
            place = "#" + words[at + 1]
            at += 1
        elif word in ("\\o", "\\t"):
            at += 1
        elif not word.startswith("\\") and not address:
            address = word
        at += 1
    return address + place
