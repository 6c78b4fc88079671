"""Lists of comments with what became of each, as W3C groups keep them: a block for each issue.

A block has lines `Issue 3.`, `Summary:`, `From:`, `Comment:` (where it was made), `Response:`,
`Closed:` (the answer), `Resolved:` (by whom), `Verified:` (that the commenter is content), as text
(.txt, .bsi) or, in later years, JSON or YAML of the same fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from travaux.formats.contributions.openings import opening
from travaux.formats.contributions.points import Given, Point, contribution
from travaux.formats.decoding import decode
from travaux.formats.reading import Unreadable
from travaux.text.comment import (
    Answer,
    CommentKind,
    Contribution,
    Disposition,
    Form,
    Source,
    Target,
    TargetKind,
)
from travaux.text.landmarks import Landmarks
from travaux.text.placing import quoted_once, span
from travaux.text.proposals import quotations
from travaux.text.tree import Tree

_ISSUE: Final = re.compile(
    r"^Issue:?[ \t]+(?P<number>[\w-]+)[.:]?[ \t]*(?P<more>.*)$", re.MULTILINE
)
_FIELD: Final = re.compile(
    r"^(?P<name>Issue|Summary|Summeray|From|Comments?|Response|Closed|Verified|Resolved|Resolve"
    r"|Changes|Open|Edits?|Notes?|Proposal|See also|Testcase|Analysis)[ \t]*:[ \t]*",
    re.MULTILINE,
)
_SAME_NAMES: Final = {"Summeray": "Summary", "Comments": "Comment", "Resolve": "Resolved"}
_HEAD: Final = re.compile(r"^(Draft|Title|Status)[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_ANSWERS: Final = (
    (r"accepted.*(?:partial|in part|modif)|partially accepted", Answer.ACCEPTED_WITH_CHANGES),
    (r"accepted|editorial|bugfix|fixed", Answer.ACCEPTED),
    (r"rejected|wontfix|won't fix", Answer.NOT_ACCEPTED),
    (r"out[ -]?of[ -]?scope", Answer.OUT_OF_SCOPE),
    (r"deferred", Answer.DEFERRED),
    (r"duplicate|dup\b|merged", Answer.MERGED),
    (r"retracted|withdrawn", Answer.WITHDRAWN),
    (r"invalid|no change|no-change|works", Answer.NOT_ACCEPTED),
    (r"question|answered|noted|editor'?s?'? discretion", Answer.NOTED),
)
"""What the lists' words for an answer come to; what is invalid asks for nothing that was done."""
_SECTION: Final = re.compile(r"(?<!\w)(?:section|sec\.|§)\s*\d", re.IGNORECASE)


class Listed(msgspec.Struct, frozen=True):
    """A list of comments and what became of those that have an answer."""

    contribution: Contribution
    dispositions: tuple[Disposition, ...] = ()


class _Issue(msgspec.Struct):
    number: str
    fields: list[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name and value]

    def last(self, name: str) -> str:
        found = self.all(name)
        return found[-1] if found else ""


def is_list(data: bytes) -> bool:
    """Say whether a text is a list of issues in such blocks."""
    text = data[:200_000].decode("utf-8", "replace")
    if len(_ISSUE.findall(text)) and "Summary" in text:
        return len(re.findall(r"^(?:Summary|From|Comment)[ \t]*:", text, re.MULTILINE)) >= 2
    return re.search(r"^issue:\s*$\s*- ", text, re.MULTILINE) is not None


def listed(given: Given, data: bytes, draft: Tree) -> Listed:
    """Return the comments of a list of issues on a draft, and the dispositions that it records.

    An issue is on the whole draft unless its words place it: by the number of a section, or by a
    quotation that stands in the draft once. Raises Unreadable where the file is no such list.
    """
    text, _ = decode(data)
    head, issues = _issues(text)
    if not issues:
        raise Unreadable(
            "The file holds no list of issues",
            remedy="Give a list whose blocks begin with “Issue 1.” and have a “Summary:”.",
        )
    landmarks = Landmarks(draft)
    given = replace(given, title=given.title or head.get("Title", ""))
    points = [_point(issue, landmarks) for issue in issues]
    warnings = [] if not _about_another(head, draft) else [_about_another(head, draft)]
    warnings += [
        f"Issue {issue.number} of {given.name} is marked “{issue.last('Closed')}”, which is no"
        " known answer, so it stands without one. Give it its answer."
        for issue in issues
        if issue.last("Closed") and _answer(issue) is None
    ]
    made = contribution(given, Form.LIST, points, warnings, language="en")
    dispositions = [
        disposition
        for comment, issue in zip(made.comments, issues, strict=True)
        if (disposition := _disposition(comment.id, issue, made, issues)) is not None
    ]
    return Listed(made, tuple(dispositions))


def _about_another(head: Mapping[str, str], draft: Tree) -> str:
    cover = draft.cover
    told = head.get("Title", "")
    if not told or not cover.title or told.casefold() in cover.title.casefold():
        return ""
    if cover.title.casefold() in told.casefold():
        return ""
    return (
        f"The list says that it is on “{told}”; the draft is “{cover.title}”."
        " Check that it is on this draft."
    )


# Reading


def _issues(text: str) -> tuple[dict[str, str], list[_Issue]]:
    stripped = text.lstrip("\ufeff \n")
    if stripped.startswith("{"):
        try:
            return _structured(msgspec.json.decode(stripped))
        except msgspec.DecodeError:
            return {}, []
    if re.search(r"^issue:\s*$", text, re.MULTILINE) and "summary:" in text:
        return _structured(_yaml(text))
    found = list(_ISSUE.finditer(text))
    head = dict(_HEAD.findall(text[: found[0].start()])) if found else {}
    issues = []
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else len(text)
        fields = list(_fields(text[match.end() : stop]))
        if match["more"].strip():
            fields.append(("Notes", match["more"].strip()))
        issues.append(_Issue(match["number"], fields))
    return {key: value.strip() for key, value in head.items()}, issues


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a block with their values, those that run over lines joined."""
    block = re.split(r"^-{3,}\s*$", block, maxsplit=1, flags=re.MULTILINE)[0]
    found = list(_FIELD.finditer(block))
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else len(block)
        value = re.sub(r"\s+", " ", block[match.end() : stop]).strip()
        yield _SAME_NAMES.get(match["name"], match["name"]), value


def _structured(value: Any) -> tuple[dict[str, str], list[_Issue]]:
    """Return the issues of a list in JSON or YAML, whose fields have small letters."""
    if not isinstance(value, dict) or not isinstance(value.get("issue"), list):
        return {}, []
    head = {key.title(): str(value[key]) for key in ("draft", "title", "status") if key in value}
    issues: list[_Issue] = []
    for entry in value["issue"]:
        if not isinstance(entry, dict):
            continue
        fields = [
            (_STRUCTURED[key], str(one).strip())
            for key, held in entry.items()
            if key in _STRUCTURED
            for one in (held if isinstance(held, list) else [held])
        ]
        if entry.get("openness") == "open":
            fields = [(key if key != "Closed" else "Open", one) for key, one in fields]
        issues.append(_Issue(str(entry.get("id", len(issues) + 1)), fields))
    return head, issues


_STRUCTURED: Final = {
    "summary": "Summary",
    "from": "From",
    "comment": "Comment",
    "response": "Response",
    "status": "Closed",
    "resolved": "Resolved",
    "resolution": "Resolved",
    "verified": "Verified",
    "notes": "Notes",
}


def _yaml(text: str) -> dict[str, Any]:
    """Return the few shapes of YAML that these lists use: entries of values and lists of values."""
    entries: list[dict[str, Any]] = []
    key = ""
    for line in text.split("\n"):
        entry = re.match(r"\s{0,4}- (\w+):\s*(.*)$", line)
        pair = re.match(r"\s{4}(\w+):\s*(.*)$", line)
        value = re.match(r"\s{6,}(?:- )?(.*)$", line)
        if entry and line.startswith(("  - ", "- ")):
            entries.append({})
            pair = entry
        if pair and entries:
            key = pair[1]
            entries[-1][key] = [] if pair[2] in ("", "[]", ">-", "|", ">") else _bare(pair[2])
        elif value and entries and key:
            held = entries[-1][key]
            words = _bare(value[1])
            if isinstance(held, list) and line.lstrip().startswith("- "):
                held.append("" if words in (">-", ">", "|") else words)
            elif isinstance(held, list) and held:
                held[-1] = f"{held[-1]} {words}".strip()
            elif isinstance(held, list):
                held.append(words)
            else:
                entries[-1][key] = f"{held} {words}"
    return {"issue": [entry for entry in entries if "summary" in entry]}


def _bare(value: str) -> str:
    plain = value.strip()
    return plain[1:-1].strip() if len(plain) > 1 and plain[0] == plain[-1] in "'\"" else plain


# Comments and dispositions


def _point(issue: _Issue, landmarks: Landmarks) -> Point:
    summary = issue.last("Summary") or f"Issue {issue.number}"
    passage = "\n".join(
        [f"Issue {issue.number}.", *[f"{key}: {value}" for key, value in issue.fields]]
    )
    editorial = any(re.search("editorial", value, re.I) for value in issue.all("Resolved"))
    editorial = editorial or "editorial" in issue.last("Closed").lower()
    return Point(
        (_target(summary, landmarks),),
        summary,
        None,
        tuple(Source(name) for name in _names(issue.last("From"))),
        CommentKind.EDITORIAL if editorial else CommentKind.GENERAL,
        passage,
    )


def _names(line: str) -> list[str]:
    parts = re.split(r"\s*(?:,|;|/|\band\b|&)\s*", re.sub(r"\([^)]*\)", "", line))
    return [part.strip() for part in parts if part.strip()]


def _target(summary: str, landmarks: Landmarks) -> Target:
    if _SECTION.search(summary):
        for reference in opening(summary, loose=True):
            found = landmarks.resolve(reference, summary)
            if found.target is not None:
                return found.target
    quoted = [*quotations(summary), *re.findall(r"'([^']{4,})'|`([^`]{4,})`", summary)]
    words = [one if isinstance(one, str) else one[0] or one[1] for one in quoted]
    found_once = quoted_once(words, landmarks)
    return Target(TargetKind.DRAFT) if found_once is None else span(landmarks, found_once)


def _answer(issue: _Issue) -> Answer | None:
    said = issue.last("Closed").lower()
    first = re.split(r"[/(\[=]", said)[0].strip() or said
    for pattern, answer in _ANSWERS:
        if re.match(pattern, first):
            return answer
    return None


def _disposition(
    comment: str, issue: _Issue, made: Contribution, issues: Sequence[_Issue]
) -> Disposition | None:
    """Return what became of an issue; its reason is what the list gives for it."""
    answer = _answer(issue)
    if answer is None:
        return None
    closed = issue.last("Closed")
    said = [closed] if len(closed.split()) > 1 else []
    parts = [*said, *issue.all("Resolved"), *issue.all("Notes"), *issue.all("Changes")]
    parts += [f"Response: {value}" for value in issue.all("Response")]
    parts += [f"Verified: {value}" for value in issue.all("Verified")]
    refers = ""
    if answer is Answer.MERGED:
        named = re.search(r"\d+", closed) or re.search(r"[Ii]ssue (\d+)", " ".join(parts))
        number = named.group(named.lastindex or 0) if named else ""
        for other, one in zip(made.comments, issues, strict=True):
            if number and one.number == number and other.id != comment:
                refers = other.id
    if answer is Answer.DEFERRED:
        named = re.search(r"to\s+(.+)$", closed)
        refers = named[1] if named else ""
    return Disposition(comment, answer, "\n".join(parts), refers, confirmed=True)
