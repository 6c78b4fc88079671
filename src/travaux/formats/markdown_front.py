"""What is done to Markdown before it is parsed: front matter, parts of drafts, bodies of notes."""

import re
from typing import Final

import msgspec

from travaux.text.tree import Cover

_PART: Final = re.compile(r"^--- *(abstract|middle|back|note_\w+)[ \t]*$", re.MULTILINE)
_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?=\w|\n|\Z)", re.DOTALL)
_NOTE_BODY: Final = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def without_front_matter(text: str) -> tuple[str, Cover, str]:
    """Return the text, and what its front matter says, if it has one."""
    match = _FRONT.match(text)
    if match is None or (match[1] and ":" not in match[1]):
        return text, Cover(), ""
    fields = _fields(match[1] or "")
    rest = text[match.end() :]
    if _PART.match(f"--- {rest.split(chr(10), 1)[0]}"):
        rest = f"--- {rest}"  # the mark that ends the front matter also opens the abstract
    sources = fields.get("source") or fields.get("sources") or []
    single = {key: value[0] for key, value in fields.items() if value}
    cover = Cover(
        symbol=single.get("symbol", single.get("docname", "")),
        title=single.get("title", ""),
        sources=tuple(sources),
        date=single.get("date", ""),
        original=single.get("original", ""),
    )
    return rest, cover, single.get("lang", single.get("language", ""))


def _fields(block: str) -> dict[str, list[str]]:
    """Return the top-level fields of front matter (a small part of YAML: text and lists of it)."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in block.split("\n"):
        field = re.match(r"([A-Za-z][\w-]*):[ \t]*(.*)", line)
        entry = re.match(r"[ \t]*-[ \t]+(\S.*)", line)
        if field is not None:
            name = field[1].lower()
            fields[name] = [_scalar(field[2])] if field[2].strip() else []
        elif entry is not None and name:
            fields[name].append(_scalar(entry[1]))
    return fields


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        try:
            return msgspec.json.decode(text, type=str)
        except msgspec.DecodeError:
            return text.strip('"')
    return text.strip("'")


def with_part_headings(text: str) -> str:
    """Return the text with the marks of an Internet-Draft's parts turned into headings."""
    return _PART.sub(_part_heading, text)


def _part_heading(match: re.Match[str]) -> str:
    """Turn the marks of an Internet-Draft's parts into headings, or into nothing."""
    name = match[1]
    if name == "abstract":
        return "# Abstract"
    return f"# {name[5:].replace('_', ' ')}" if name.startswith("note_") else ""


def without_notes(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without the bodies of its footnotes, and those by name."""
    if "[^" not in text:
        return text, {}
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    name = fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        body = _NOTE_BODY.match(line) if not fence else None
        if body is not None and body[1] not in notes:
            name = body[1]
            notes[name] = [line[body.end() :]]
        elif name and (not line.strip() or line.startswith(("    ", "\t"))):
            notes[name].append(line.removeprefix("\t").removeprefix("    "))
        elif name and notes[name][-1].strip() and not mark:
            notes[name].append(line)  # lazy continuation
        else:
            name = ""
            kept.append(line)
        if mark and not name:
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in notes.items()}
