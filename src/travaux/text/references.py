"""References to parts of a text within the words of a comment: where they stand, what they name.

`find` reads running text, where a bare number is no reference; `cited` reads a cell or a field made
for references, where it is. What a reference leads to in a draft is in `landmarks`.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from travaux.text import reference_words as words


class Sort(StrEnum):
    """What sort of thing a reference names."""

    PLACE = "place"
    TABLE = "table"
    FIGURE = "figure"
    NOTE = "note"
    WHOLE = "whole draft"
    THROUGHOUT = "throughout"


class Reference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reference, or a range, as it stands in the words at `start:end`."""

    sort: Sort
    label: str = ""
    """The number or letter as written, without the name before it: `2.3.4.1 e)`, `B`."""
    last: str = ""
    """The end of a range."""
    name: str = ""
    """The word before it, as written: `Section`, `Annex`, `§`."""
    ordinal: int = 0
    """Which paragraph of the place: 1 for the first, -1 for the last, 0 for no single one."""
    heading: bool = False
    """Whether the heading of the place is meant, not the place."""
    start: int = 0
    end: int = 0


LONGEST: Final = 8_000
"""Characters of one paragraph or cell in which references are looked for."""


def _any(names: Sequence[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_LETTER: Final = r"(?:\([a-zа-я]{1,4}\)|[a-zа-я]{1,4}\))"
_NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*(?:[ \xa0]?(?:bis|ter|quater)\b|[A-Z]\b)?"
    rf"(?:\.?[ \xa0]?{_LETTER})*|[A-Z](?:\.\d{{1,3}})+|[IVX]{{1,5}}(?![\w]))"
)
_LONE: Final = r"[a-z](?=\s*(?:$|[.,;:])|\s(?:of|in|du|de|del)\s)"
_LABEL: Final = rf"(?:{_NUMBER}|{_LETTER}|{_LONE})(?!\d)"
_TO: Final = rf"(?:[ \xa0]?[-–—~至到][ \xa0]?|[ \xa0](?:{_any(words.RANGES)})[ \xa0])"
_AND: Final = (
    rf"(?:[ \xa0]?[,;、和及][ \xa0]?(?:(?:{_any(words.ANDS)})[ \xa0])?"
    rf"|[ \xa0](?:{_any(words.ANDS)})[ \xa0])"
)
_NAMES: Final = (
    rf"(?:(?<![\w])(?:{_any(words.DIVISIONS)})[ \xa0]*(?:n[°o]\.?[ \xa0]*|№[ \xa0]*)?"
    rf"|(?:{_any(words.SIGNS)})[ \xa0]*|第[ ]?)"
)
_MORE: Final = rf"(?:{_TO}|{_AND})(?:{_NAMES})?(?:{_NUMBER}|{_LETTER})(?![\d.]\d)"
_NAMED: Final = re.compile(
    # A letter right after a letter is the end of a word (`points`), not a label.
    rf"(?P<name>{_NAMES})(?P<labels>(?!(?<=[^\W\d_])[^\W\d_]){_LABEL}(?:{_MORE})*)"
    r"(?:[ ]?[节節段款條条章])?",
    re.IGNORECASE,
)
_CAPITAL: Final = re.compile(
    rf"(?P<name>(?i:(?<!\w)(?:{_any(words.LETTERED)}))[ \xa0]+)(?P<labels>[A-Z])(?![\w'’])"
)
_BARE: Final = re.compile(
    rf"(?<![\w.,/:-])(?P<labels>\d{{1,3}}(?:\.\d{{1,3}}){{2,}}(?:\.?[ \xa0]?{_LETTER})*"
    rf"(?:{_MORE})*)(?![\w%]|[.,]\d)"
)
_BARE_AT_HEAD: Final = re.compile(
    rf"\s*(?P<labels>\d{{1,3}}(?:\.\d{{1,3}})+(?:\.?[ \xa0]?{_LETTER})*(?:{_MORE})*)"
    r"(?=\.?\s*(?:[:：;—–]|-\s|$|\n|\t))"
)
_IN_CELL: Final = re.compile(
    rf"(?<![\w.])(?P<name>(?i:{_NAMES}))?"
    rf"(?P<labels>(?:{_NUMBER}|{_LETTER}|[A-Z](?!\w))(?:{_MORE})*)"
    r"(?!\w)",
)
_THINGS: Final = tuple(
    (
        sort,
        re.compile(
            rf"(?<!\w)(?P<name>{_any(names)})[ \xa0]*(?:n[°o]\.?[ \xa0]*)?"
            rf"(?P<labels>(?:[A-Z]\.)?\d{{1,3}}(?:[.-]\d{{1,3}})*(?:(?:{_TO}|{_AND})\d{{1,3}})*)"
            r"(?![\d%])",
            re.IGNORECASE,
        ),
    )
    for sort, names in (
        (Sort.TABLE, words.TABLES),
        (Sort.FIGURE, words.FIGURES),
        (Sort.NOTE, words.NOTES),
    )
)
_HAN_THINGS: Final = re.compile(r"(?P<name>[图圖表])[ ]?(?P<labels>\d{1,3})")
_WHOLE: Final = re.compile(rf"(?:{_any(words.WHOLE)})[.:]?", re.IGNORECASE)
_THROUGHOUT: Final = re.compile(rf"(?<!\w)(?:{_any(words.THROUGHOUT)})", re.IGNORECASE)
_ORDINAL: Final = re.compile(
    rf"(?<!\w)(?P<which>{_any(tuple(words.ORDINALS))})\w*[ \xa0](?:{_any(words.PARAGRAPHS)})(?!\w)",
    re.IGNORECASE,
)
_OF: Final = re.compile(rf"[\s,]*(?:(?:{_any(words.OFS)})\s*)?(?:the\s|la\s|le\s)?", re.IGNORECASE)
_HEADING: Final = re.compile(
    rf"(?<!\w)(?:{_any(words.HEADINGS)})\s*(?:{_any(words.OFS)})?\s*(?:the\s|la\s)?$", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"\s*[,(]?\s*(?:of|to|in|du|de la|de l['’]|de|del|of the|из)?\s*(?:\w+[ -]){{0,5}}?"
    rf"(?:{_any(words.FOREIGN)})(?!\w)",
    re.IGNORECASE,
)
_AFTER_OWN: Final = re.compile(
    rf"\s*(?:of|to|in|du|de la|de|del)\s+(?:\w+\s+){{0,3}}?(?:{_any(words.OWN)})(?!\w)",
    re.IGNORECASE,
)
_OF_NEXT: Final = re.compile(r"\s*[,(]?\s*(?:of|to|in|du|de|del|de la)(?!\w)", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:{_any(words.FOREIGN)})[ \xa0]*(?:\d{{1,4}})?(?:\s*\([^)]{{0,40}}\))?[,;]?\s*"
    r"(?:in\s|under\s|and\s|et\s)?(?:its\s)?$",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|「[^」]*」|„[^“”]*[“”]")
_NAME: Final = re.compile(_NAMES, re.IGNORECASE)
_TOKEN: Final = re.compile(rf"(?P<to>{_TO})|(?P<and>{_AND})", re.IGNORECASE)


def find(text: str) -> list[Reference]:
    """Return the references in running text, in order, each once.

    What stands in quotation marks is not looked at: it is the draft's own words. References to
    other instruments (`Article 19 of the Universal Declaration`) are left out. Only the first
    LONGEST characters are looked at.
    """
    plain = _QUOTED.sub(lambda match: "\0" * len(match[0]), text[:LONGEST])
    found = [*_things(plain)]
    for pattern in (_NAMED, _CAPITAL, _BARE):
        for match in pattern.finditer(plain):
            found += _places(match)
    head = _BARE_AT_HEAD.match(plain)
    if head is not None:
        found += _places(head)
    found += [
        Reference(Sort.THROUGHOUT, start=match.start(), end=match.end())
        for match in _THROUGHOUT.finditer(plain)
    ]
    return [one for one in _settled(found, plain) if not _is_foreign(one, plain)]


def cited(text: str) -> list[Reference]:
    """Return the references in a cell or field made for them, where a bare number is one.

    A cell that names the whole draft (`General`) gives one reference of the sort WHOLE.
    """
    text = text[:LONGEST]
    plain = text.strip()
    if _WHOLE.fullmatch(" ".join(plain.split())):
        return [Reference(Sort.WHOLE, start=0, end=len(text))]
    found = [*_things(text)]
    for match in _IN_CELL.finditer(text):
        found += _places(match)
    for match in _CAPITAL.finditer(text):
        found += _places(match)
    found += [
        Reference(Sort.THROUGHOUT, start=match.start(), end=match.end())
        for match in _THROUGHOUT.finditer(text)
    ]
    return _settled(found, text)


def is_as_above(text: str) -> bool:
    """Say whether a cell says that it holds the same as the one above."""
    return text.strip().lower() in words.ABOVE


def says_throughout(text: str) -> bool:
    """Say whether words mean every place where an expression stands."""
    return _THROUGHOUT.search(_QUOTED.sub("", text)) is not None


def _things(text: str) -> Iterator[Reference]:
    for sort, pattern in _THINGS:
        for match in pattern.finditer(text):
            yield from _places(match, sort)
    for match in _HAN_THINGS.finditer(text):
        yield from _places(match, Sort.TABLE if match["name"] == "表" else Sort.FIGURE)


def _places(match: re.Match[str], sort: Sort = Sort.PLACE) -> list[Reference]:
    """Return the references that one match holds: `2.3.1 to 2.3.3 and 5` is a range and a place."""
    name = (match.groupdict().get("name") or "").strip()
    text, base = match["labels"], match.start("labels")
    made: list[Reference] = []
    at = 0
    ranged = False
    while at < len(text):
        parted = _TOKEN.search(text, at)
        stop = parted.start() if parted else len(text)
        bare = _NAME.match(text, at)
        label = text[bare.end() if bare else at : stop].strip(" .\xa0")
        if ranged and made and label:
            made[-1] = replace(made[-1], last=label, end=base + stop)
        elif label:
            start = match.start() if not made else base + at
            made.append(Reference(sort, label, name=name, start=start, end=base + stop))
        ranged = bool(parted and parted["to"])
        at = parted.end() if parted else len(text)
    if made and sort is Sort.PLACE and match.end() > made[-1].end:
        made[-1] = replace(made[-1], end=match.end())
    return made


def _settled(found: list[Reference], text: str) -> list[Reference]:
    """Return the references apart from each other, longest first where they overlap, joined."""
    chosen: list[Reference] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    chosen.sort(key=lambda one: one.start)
    chosen = _with_ordinals(chosen, text)
    joined: list[Reference] = []
    for one in chosen:
        before = joined[-1] if joined else None
        inner = _joined(before, one, text) if before is not None else None
        if inner is not None:
            joined[-1] = inner
        else:
            joined.append(one)
    for place in range(len(joined) - 2, -1, -1):
        joined[place] = _beside(joined[place], joined[place + 1], text)
    return [
        replace(one, heading=True) if _HEADING.search(text[: one.start]) else one for one in joined
    ]


def _with_ordinals(chosen: list[Reference], text: str) -> list[Reference]:
    """Add `second paragraph` and the like as references without a label."""
    ordinals = []
    for match in _ORDINAL.finditer(text):
        which = match["which"].lower()
        if all(match.end() <= one.start or one.end <= match.start() for one in chosen):
            ordinal = words.ORDINALS[which]
            ordinals.append(
                Reference(Sort.PLACE, ordinal=ordinal, start=match.start(), end=match.end())
            )
    return sorted([*chosen, *ordinals], key=lambda one: one.start)


def _joined(first: Reference, second: Reference, text: str) -> Reference | None:
    """Return `paragraph e) of section 2.3.4.1`, or `section 2.3.2, second paragraph`, as one."""
    between = text[first.end : second.start]
    if len(between) > 16 or first.last or second.last:
        return None
    if first.sort is not Sort.PLACE or second.sort is not Sort.PLACE:
        return None
    of = _OF.fullmatch(between) is not None
    whole = "." in second.label or second.label.isdecimal()
    if of and _is_inner(first) and whole and not second.ordinal and "," not in between:
        return _inside(second, first, first.start, second.end)
    apart = re.fullmatch(r"[\s,:]*(?:the\s|in\s(?:the\s)?)?", between) is not None
    if apart and _is_inner(second) and first.label and not first.ordinal:
        return _inside(first, second, first.start, second.end)
    return None


def _beside(one: Reference, following: Reference, text: str) -> Reference:
    """Return `a)` before `and c) of section 2.2` as `2.2 a)`."""
    between = text[one.end : following.start]
    outer, _, inner = following.label.partition(" ")
    listed = re.fullmatch(_AND, between, re.IGNORECASE) is not None
    if listed and inner and re.fullmatch(_LETTER, one.label) and one.sort is Sort.PLACE:
        return replace(one, label=f"{outer} {one.label}")
    return one


def _is_inner(one: Reference) -> bool:
    """Say whether a reference names a part: `e)`, `second paragraph`, `paragraph 2`."""
    if one.ordinal and not one.label:
        return True
    return re.fullmatch(rf"{_LETTER}|[a-z]", one.label) is not None or (
        one.label.isdecimal() and one.name.lower().startswith(("para", "alin", "párr", "абзац"))
    )


def _inside(outer: Reference, inner: Reference, start: int, end: int) -> Reference:
    if inner.ordinal:
        return replace(outer, ordinal=inner.ordinal, start=start, end=end)
    if inner.label.isdecimal():
        return replace(outer, ordinal=int(inner.label), start=start, end=end)
    return replace(outer, label=f"{outer.label} {inner.label}", start=start, end=end)


def _is_foreign(one: Reference, text: str) -> bool:
    """Say whether a reference belongs to another text: by what is named after or before it."""
    if one.sort not in (Sort.PLACE, Sort.NOTE):
        return False
    after = text[one.end : one.end + 90]
    if _OF_NEXT.match(after) and not _AFTER_OWN.match(after):
        match = _AFTER.match(after)
        if match is not None and not re.search(r"[.;:]\s", match[0]):
            return True
    return _BEFORE.search(text[max(0, one.start - 60) : one.start]) is not None
