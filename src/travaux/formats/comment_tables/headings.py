"""Which column is which, by its title: in the words of the forms and their variants, en, fr, es."""

import re
from collections.abc import Sequence
from typing import Final

from travaux.formats.comment_tables.table import HOUSE_COLUMNS, ISO_COLUMNS
from travaux.text.comment import Form

TITLES: Final = {
    "original": "Original text",
    "source": "Source",
    "line": "Line number",
    "clause": "Clause",
    "part": "Paragraph/\nFigure/Table",
    "kind": "Type of comment",
    "comments": "Comments",
    "proposed": "Proposed change",
    "observations": "Observations of the secretariat",
}
ISO_TITLES: Final = {
    **TITLES,
    "source": "MB/NC¹",
    "line": "Line number\n(e.g. 17)",
    "clause": "Clause/\nSubclause\n(e.g. 3.1)",
    "part": "Paragraph/\nFigure/Table\n(e.g. Table 1)",
    "kind": "Type of comment²",
}
_LONGEST_TITLE: Final = 120

# Tried in this order: "Proposed change by the MB" is no source, "Type of comment" no comment.
_NAMES: Final = tuple(
    (column, re.compile(pattern, re.IGNORECASE))
    for column, pattern in (
        (
            "observations",
            r"secr[eé]tar|disposition|resolution|response|decision|r[eé]ponse|d[eé]cision"
            r"|respuesta|editor'?s? (?:note|remark)|action taken",
        ),
        ("kind", r"\btypes?\b|\bcategor|\bcat[eé]gor|\btipo\b|\bge ?/ ?te ?/ ?ed\b|^kind\b"),
        (
            "comments",
            r"^(?:the |les? |los )?(?:comments?|commentaires?|comentarios?|remar(?:k|que)s?"
            r"|contributions?)\b",
        ),
        (
            "proposed",
            r"propos|propues|suggest|recommended (?:change|text)|^new text|nouveau texte"
            r"|modificat|rewording|amendment|^change",
        ),
        (
            "original",
            r"original|current (?:text|wording)|existing|^draft text|^text of the (?:draft|report)"
            r"|texte? (?:actuel|initial|du projet)|d['’]origine|^report text|^baseline",
        ),
        ("line", r"^(?:n[°o]\.? ?(?:de )?)?(?:line|ligne|l[ií]nea|num[eé]ro de ligne)|line n"),
        ("part", r"^(?!.*clause)(?:.*(?:figure|tabl(?:e|eau|a)\b|alin[eé]a)|(?:sub)?paragraph\b)"),
        (
            "clause",
            r"clause|section|article|chap|provision|\bparas?\b|paragraph|§|^ref(?:erence)?\b"
            r"|cl[aá]usula|secci[oó]n|p[aá]rrafo|^location|^where",
        ),
        (
            "source",
            r"\bmb\b|\bnc\b|\bnb\b|\bcm\b|source|country|pays|pa[ií]s|member|organi[sz]a|entity"
            r"|submit|author|auteur|autor|from\b|origine|fuente|commenter|reviewer|^by\b|name",
        ),
        ("comments", r"comment|justification|reason|observation|rationale|remarque|comentario"),
    )
)
_NUMBERED: Final = re.compile(r"\(?\s*\d{1,2}\s*\)?")


def columns_of(titles: Sequence[str]) -> dict[int, str]:
    """Return which place in a heading row is which column; empty where it is no heading row.

    A heading row names the comments and at least one other column, in short cells.
    """
    found: dict[int, str] = {}
    for place, title in enumerate(titles):
        line = _line(title)
        if not line or len(line) > _LONGEST_TITLE:
            continue
        for column, pattern in _NAMES:
            if column not in found.values() and pattern.search(line):
                found[place] = column
                break
        else:
            if "observation" in line.lower() and "comments" in found.values():
                found[place] = "observations"
    if "comments" not in found.values() and "proposed" not in found.values():
        return {}
    filled = [title for title in titles if title.strip()]
    named = len(found) >= 2 and len(found) * 2 >= len(filled)
    short = all(len(_line(title)) <= _LONGEST_TITLE for title in filled)
    return found if named and short else {}


def _line(title: str) -> str:
    """Return a title as one line, without the marks of its notes."""
    line = re.sub(r"[\s/]*\n\s*", "/", title.strip()).replace("//", "/")
    return re.sub(r"[¹²³⁴]|(?<=[A-Za-z])[1-4]\b", "", line).strip()


def is_numbers(texts: Sequence[str]) -> bool:
    """Say whether a row only numbers the columns (`1 | 2 | (3) | 4 | 5 | (6) | (7)`)."""
    filled = [text.strip() for text in texts if text.strip()]
    return len(filled) > 2 and all(_NUMBERED.fullmatch(text) for text in filled)


def form_of(columns: Sequence[str]) -> Form:
    """Return the form that a table of these columns, in this order, has."""
    if "original" in columns:
        own = columns[0] == "original" or not {"line", "part", "kind"}.intersection(columns)
        return Form.HOUSE_TABLE if own else Form.ISO_TABLE
    iso = {"line", "clause", "part", "kind", "proposed"}
    return Form.ISO_TABLE if iso.intersection(columns) else Form.HOUSE_TABLE


def untitled(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the columns of an ISO form whose titles are missing, told by its own look.

    The official form has eight columns, the older one seven; in both the type of comment is a
    word of a fixed set. Empty where the rows do not look so.
    """
    width = max((len(row) for row in rows), default=0)
    orders = {8: ISO_COLUMNS, 7: tuple(name for name in ISO_COLUMNS if name != "line")}
    order = orders.get(width, ())
    if not order:
        return {}
    place = order.index("kind")
    kinds = [row[place].strip().lower()[:2] for row in rows if len(row) == width]
    given = [kind for kind in kinds if kind]
    if not given or sum(kind in ("ge", "te", "ed") for kind in given) * 3 < len(given) * 2:
        return {}
    return dict(enumerate(order))


def columns_for(form: Form) -> tuple[str, ...]:
    """Return the columns of a form, in the order in which it is written."""
    return HOUSE_COLUMNS if form is Form.HOUSE_TABLE else ISO_COLUMNS
