"""Plain text to a tree: title, headings, numbered paragraphs, items, quotes.

Two conventions are told apart: files with a paragraph per line (what a word processor saves) and
files whose lines were broken at a width (requests for comments, mail, old typescripts).
"""

import re
from itertools import pairwise
from typing import Final

import msgspec

from travaux.formats import structure
from travaux.formats.decoding import decode
from travaux.formats.reading import Facts, Reading, Unreadable
from travaux.text import numbering
from travaux.text.labels import Typed
from travaux.text.tree import Kind, Run, Tree
from travaux.text.words import is_rtl

_FOOTER: Final = re.compile(r".*\[Page \d+\]\s*$")
_HEADER: Final = re.compile(r"\S.*\s{3,}\S.*\s{3,}\S")
_CONTENTS: Final = re.compile(r"(?:\.\s?){4,}\s*[\divx]+\s*$|\t+\d{1,3}\s*$")
_RULE: Final = re.compile(r"\s*([-=_*~])(?:\s?\1){3,}\s*$")
_DRAWN: Final = re.compile(r"\s*[|+].*[|+]\s*$")
_MOST_TITLE_LINES: Final = 12


class _Line(msgspec.Struct):
    """One line of the file, or several joined to a paragraph."""

    parts: list[str]
    """The lines it was written on, with the blanks to put between them."""
    indent: int
    alone: bool
    """Whether blank lines stand on both sides."""
    typed: Typed | None = None
    quoted: bool = False
    ruled: bool = False
    """Whether it was underlined with a rule, as a heading is."""
    drawn: bool = False

    @property
    def text(self) -> str:
        """The words on one line."""
        return "".join(self.parts)


def read(data: bytes) -> Reading:
    """Return the text of a plain file as a tree.

    Raises Unreadable when the bytes are no text or hold nothing. A guess of the encoding and the
    page headers left out are said in the warnings.
    """
    text, warnings = decode(data)
    if not text.strip():
        raise Unreadable("The file holds no text", remedy="Check that it was saved whole.")
    tree, left_out = tree_of(text)
    if left_out:
        warnings = (*warnings, f"{left_out} page headers and footers were left out.")
    facts = Facts(paragraphs=len(tree.provisions))
    return Reading(accepted=tree, original=tree, facts=facts, warnings=warnings)


def tree_of(text: str) -> tuple[Tree, int]:
    """Return the tree of a text whose lines end in `\\n`, and how many page lines were left out."""
    raw, left_out = _without_pages(text.split("\n"))
    lines = _joined(_blocks(raw))
    for line, found in zip(lines, numbering.in_context([line.text for line in lines]), strict=True):
        line.typed = found
    _turn_arabic_labels(lines)
    title = _title_length(lines)
    outline = structure.Outline()
    for line in lines[:title]:
        outline.title((Run(line.text),))
    body_indent = _body_indent(lines[title:])
    for place in range(title, len(lines)):
        _add(outline, lines, place, body_indent)
    cover = structure.cover_of(line.text for line in lines[:title])
    return Tree(tuple(outline.provisions), cover=cover), left_out


def _turn_arabic_labels(lines: list[_Line]) -> None:
    """Give clause numbers that an Arabic text stores backwards their logical order."""
    turned = [line for line in lines if line.typed is not None and is_rtl(line.text)]
    labels = [line.typed.label for line in turned if line.typed is not None]
    for line, label in zip(turned, numbering.reading_order(labels), strict=True):
        if line.typed is not None:
            line.typed = msgspec.structs.replace(line.typed, label=label)


def _without_pages(lines: list[str]) -> tuple[list[str], int]:
    """Drop the footers and headers of printed pages, and the blank lines that surround them."""
    kept: list[str] = []
    left_out = 0
    turning = False
    for line in lines:
        text = line.replace("\f", "")
        if _FOOTER.match(line):
            left_out += 1
            turning = True
            while kept and not kept[-1].strip():
                kept.pop()
        elif turning and not text.strip():
            continue
        elif turning and ("\f" in line or (len(text) < 160 and _HEADER.match(text))):
            left_out += 1
        else:
            if turning and not _runs_over(kept, text):
                kept.append("")
            turning = False
            kept.append(text)
    return kept, left_out


def _runs_over(kept: list[str], line: str) -> bool:
    """Whether the paragraph at a page's end goes on at the head of the next."""
    return bool(kept) and line.startswith(" ") and not kept[-1].endswith((".", ":", ";"))


def _blocks(lines: list[str]) -> list[list[str]]:
    """Return the lines between blank ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _joined(blocks: list[list[str]]) -> list[_Line]:
    """Return the paragraphs, those that were broken at a width made whole again."""
    width = _width(blocks)
    vocabulary = _Vocabulary(blocks)
    lines: list[_Line] = []
    for block in blocks:
        if sum(1 for line in block if _DRAWN.match(line)) * 2 > len(block) > 1:
            lines.append(_Line(["\n".join(block)], 0, alone=True, drawn=True))
            continue
        lines.extend(_paragraphs(block, width, vocabulary))
    return lines


def _paragraphs(block: list[str], width: int, vocabulary: "_Vocabulary") -> list[_Line]:
    """Return the paragraphs of one block; a narrow one (a column's foot) has its own width."""
    if width and len(block) > 2:
        width = min(width, max(len(line) for line in block))
    found: list[_Line] = []
    last = ""
    for raw in block:
        quoted = raw.startswith(">")
        text = raw.lstrip("> ") if quoted else raw.strip()
        if _RULE.match(raw):
            if found:
                found[-1].ruled = True
            continue
        if found and found[-1].quoted == quoted and _continues(last, raw, width):
            vocabulary.join(found[-1].parts, text)
        else:
            indent = len(raw) - len(raw.lstrip())
            found.append(_Line([text], indent, alone=False, quoted=quoted))
        last = raw
    if len(found) == 1:
        found[0].alone = True
    return found


def _continues(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it in the same block.

    It does when the one before was full, its first word not fitting; or when it was cut in a
    sentence that goes on in small letters.
    """
    text = line.strip().lstrip("> ")
    if _is_contents(last) or _is_contents(text) or last.endswith("  "):
        return False
    if _labelled(text):
        return False
    cut = not last.endswith((".", ":", ";", "!", "?"))
    if cut and text[:1].islower() and (width or len(last) > 35):
        return True
    first_word = text.split(maxsplit=1)[0] if text else ""
    if width and len(last) + 1 + len(first_word) > width * 0.9:
        return True
    hangs = len(line) - len(line.lstrip()) > len(last) - len(last.lstrip()) > 0
    return bool(width) and hangs


def _is_contents(line: str) -> bool:
    """Whether a line belongs to a table of contents: leaders or a tab, then a page's number."""
    return bool(_CONTENTS.search(line[-100:]))


def _labelled(text: str) -> bool:
    return numbering.in_context([text])[0] is not None


def _width(blocks: list[list[str]]) -> int:
    """Return the width at which lines were broken, or 0 where each line is a paragraph."""
    inner = [
        line
        for block in blocks
        for line, after in pairwise(block)
        if not _labelled(after.strip()) and not _DRAWN.match(line)
    ]
    if len(inner) < 3:
        return 0
    lengths = sorted(len(line) for line in inner)
    median = lengths[len(lengths) // 2]
    cut = sum(1 for line in inner if not line.endswith((".", ":", ";", "!", "?")))
    if not 30 <= median <= 110 or cut * 2 < len(inner):
        return 0
    return lengths[int(len(lengths) * 0.8)]


class _Vocabulary:
    """The words of a file: they say whether a hyphen at a line's end belongs to its word."""

    def __init__(self, blocks: list[list[str]]) -> None:
        text = "\n".join(line for block in blocks for line in block)
        whole = re.sub(
            r"(?<!\w)\w{1,60}-\n\s*\w+", " ", text.lower()
        )  # a broken word's halves are none
        self._words = set(re.findall(r"\w+(?:-\w+)*", whole))

    def join(self, parts: list[str], after: str) -> None:
        """Add a line to a paragraph, a word broken between them made whole."""
        last = parts[-1]
        head = re.search(r"([^\W\d_]{1,60})-$", last[-61:])
        tail = re.match(r"[^\W\d_]{1,60}", after)
        if head is None or tail is None or not tail[0][0].islower():
            unspaced = _is_han(last[-1:]) and _is_han(after[:1])
            parts.append("" if unspaced or head is not None else " ")
        elif not self._keeps_hyphen(head[1].lower(), tail[0].lower()):
            parts[-1] = last[:-1]
        parts.append(after)

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether the hyphen belongs to the word, as the rest of the file writes it."""
        if f"{head}{tail}" in self._words:
            return False
        return f"{head}-{tail}" in self._words or {head, tail} <= self._words


def _is_han(character: str) -> bool:
    """Whether a character belongs to a script that writes without blanks."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _title_length(lines: list[_Line]) -> int:
    """Return how many lines at the head are the title: short, unlabelled, no sentence."""
    count = 0
    for line in lines[:_MOST_TITLE_LINES]:
        text = line.text
        if (
            len(text) > 160
            or line.quoted
            or line.drawn
            or text.endswith((":", ",", ";", "，", "、"))
        ):
            break
        if line.typed is not None or (text.endswith((".", "。")) and len(text.split()) > 7):
            break
        count += 1
    return count if count < len(lines) or len(lines) == 1 else min(1, count)


def _body_indent(lines: list[_Line]) -> int:
    """Return the indent of most paragraphs of running text."""
    indents = sorted(line.indent for line in lines if len(line.text) > 80)
    return indents[len(indents) // 4] if len(indents) > 3 else 0


def _add(outline: structure.Outline, lines: list[_Line], place: int, body_indent: int) -> None:
    """Add the provision that a line is."""
    line = lines[place]
    found = line.typed
    if line.drawn:
        outline.paragraph((Run(line.text),))
    elif line.quoted:
        outline.paragraph((Run(line.text),), kind=Kind.QUOTE)
    elif _is_contents(line.text):
        _contents(outline, line)
    elif found is None and _is_bare_heading(line, body_indent):
        outline.heading((Run(line.text),))
    elif found is None:
        outline.paragraph((Run(line.text),))
    elif _is_labelled_heading(lines, place):
        outline.heading((Run(found.rest),), found.label)
    elif structure.is_item(found.label):
        outline.item((Run(found.rest),), found.label)
    else:
        outline.paragraph((Run(found.rest),), found.label)


def _contents(outline: structure.Outline, line: _Line) -> None:
    """Add a line of a table of contents, its label apart."""
    found = line.typed
    text = line.text if found is None else found.rest
    outline.add(Kind.CONTENTS, outline.base, (Run(text),), found.label if found else "")


def _is_bare_heading(line: _Line, body_indent: int) -> bool:
    """Whether a line without a number is a heading: ruled, in capitals, alone at the margin."""
    text = line.text
    if structure.is_division_alone(text):
        return True
    if len(text) > 100 or text.endswith((".", ",", ";", ":")):
        return False
    if line.ruled:
        return True
    if not line.alone:
        return False
    if text.isupper() and sum(character.isalpha() for character in text) > 3:
        return True
    return body_indent >= 2 and line.indent == 0


def _is_labelled_heading(lines: list[_Line], place: int) -> bool:
    """Whether a labelled line is a heading and not an item of a list of short ones.

    It must stand alone, or be underlined, and what follows must not be its next sibling, unless
    that one has text below it too.
    """
    line = lines[place]
    found = line.typed
    if found is None or not structure.reads_as_heading(found):
        return False
    if line.ruled:
        return True
    if not line.alone and not numbering.parse(found.label).name:
        return False
    if place + 1 == len(lines):
        return bool(numbering.parse(found.label).name)
    after = lines[place + 1].typed
    return after is None or not numbering.successor(found.label, after.label)
