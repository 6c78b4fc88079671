"""The cover block of a document: its symbol, sources, date and original language, as written."""

import re
from typing import Final

from travaux.text.tree import CONTAINERS, Cover, Kind, Tree

_FIRST_LINES: Final = 60
_LONGEST_LINE: Final = 300

# `WTPF-IEG/2/11(Rev.1)-E`, `A/RES/60/1`, `ISO/IEC DIS 5230`, `CWG-WTDC 3/12`.
_SYMBOL: Final = re.compile(
    r"(?<![\w/])(?:Document\s+)?("
    r"ISO(?:/IEC)?(?: JTC \d+)?(?:/(?:TC|SC|WG|JWG|TMB) ?\d*)* N ?\d+"
    r"|(?=\S*\d)[A-Z][A-Za-z0-9]*(?:[-.][A-Z0-9][A-Za-z0-9]*)*(?:/[A-Za-z0-9][A-Za-z0-9.\-]*)+"
    r"(?:\s?\((?:Rev|Add|Corr)\.?\s?\d*\))*(?:/(?:Rev|Add|Corr)\.\s?\d+)*(?:-[A-Z])?"
    r"|(?:[RSC]\d|RP|SP|CP|GP)-\d{6,7}"
    r"|ISO(?:/IEC)?(?:/[A-Z]{2,4})?(?: (?:DIS|FDIS|CD|WD|PAS|TS|TR|IS))?"
    r" \d{3,6}(?:-\d+)?(?::\d{4})?"
    r")(?![\w/])"
)
# `Document 18(Add.3)-E`: the number within a meeting, where no series is named.
_NUMBER: Final = re.compile(
    r"(?:(?:Document|Documento|Документ|文件|الوثيقة)\s+)"
    r"(\d{1,4}(?:\s?\((?:Rev|Add|Corr)\.?\s?\d*\))*-[A-Z])(?!\w)"
)
_SOURCE: Final = re.compile(
    r"(?:source|contribution (?:from|by|of)|submitted by|présenté par|origine|fuente|presentado por"
    r"|источник|来源|來源|المصدر)\s*[:：]?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE: Final = re.compile(
    r"(?:title|titre|título|subject|objet|название|标题|標題)\s*[:：]\s*(.+)", re.I
)
_ORIGINAL: Final = re.compile(
    r"original(?:e)?\s*[:：]\s*(\S.{0,60})|(?:原文|Оригинал|الأصل)\s*[:：]\s*(.+)", re.I
)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_DATE: Final = re.compile(
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)?(?: de)? (?:{_MONTHS})(?: de)?,? \d{{4}}"
    rf"|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|(?:{_MONTHS}) \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(r"\d\s?[-–—]\s?$")


def read_cover(tree: Tree, heads: list[str], named: list[str]) -> Cover:
    """Return what the lines before the first heading, then the page heads, say of the document.

    `named` are lines whose style says that they name the sources.

    A part stands alone in its line or cell, or after its name (`Source:`), so that a date or
    symbol cited in a sentence is not taken for the document's own.
    """
    lines, title = _opening(tree)
    symbol = date = original = ""
    sources: tuple[str, ...] = ()
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        # In brackets stands what a definition was taken from.
        symbol = symbol or ("" if line.startswith("[") else _alone(_SYMBOL, line))
        date = date or _alone(_DATE, line)
        sources = sources or _sources(line, following)
        match = _ORIGINAL.match(line)
        original = original or (match.group(1) or match.group(2)).strip() if match else original
        told = _TITLE.match(line)
        title = title or (told.group(1).strip() if told else "")
    for head in heads:
        symbol = symbol or _alone(_SYMBOL, head, slack=40)
    for line in lines:
        symbol = symbol or _alone(_NUMBER, line)
    sources = sources or tuple(name for line in named for name in _names(line))
    return Cover(symbol, title, sources, date, original)


def is_symbol(text: str) -> bool:
    """Say whether a text is a symbol and nothing else."""
    return _SYMBOL.fullmatch(text) is not None


def _opening(tree: Tree) -> tuple[list[str], str]:
    """Return the lines before the first heading or table of contents, and the title among them."""
    lines: list[str] = []
    title = ""
    for provision in tree.provisions[: _FIRST_LINES * 4]:
        if provision.kind in (Kind.HEADING, Kind.CONTENTS) or len(lines) >= _FIRST_LINES:
            break
        text = f"{provision.label} {provision.plain}".strip()
        if provision.kind in CONTAINERS or provision.kind is Kind.ITEM or not text:
            continue
        if provision.kind is Kind.TITLE and not title:
            title = " ".join(text.split())
        lines.extend(part.strip() for part in text[: _LONGEST_LINE * 2].split("\n") if part.strip())
    return [line for line in lines if len(line) <= _LONGEST_LINE], title


def _alone(pattern: re.Pattern[str], line: str, slack: int = 25) -> str:
    """Return what a pattern finds in a line that holds little else."""
    for part in line.split("\t"):
        match = pattern.search(part)
        if match is None or len(part) - len(match.group()) > slack:
            continue
        found = (match.group(1) if pattern.groups else match.group()).strip()
        # A symbol has a number; the last day of a meeting (6-8 June) is not the document's date.
        if any(sign.isdecimal() for sign in found) and not _SPAN.search(part[: match.start()]):
            return found
    return ""


def _sources(line: str, following: str) -> tuple[str, ...]:
    """Return the sources that a line names, or the line after it where it only announces them."""
    match = _SOURCE.match(line)
    if match is None:
        return ()
    named = match.group(1).strip() or (following if line.rstrip().endswith((":", "：")) else "")
    if not named or len(named) > 200 or named.endswith("."):
        return ()
    return _names(named)


def _names(line: str) -> tuple[str, ...]:
    """Return the sources that one line names."""
    parts = re.split(r"\s*[;；,，、\n]\s*|\s+(?:and|et|y|и)\s+(?=[A-ZА-ЯÉ])", line)
    return tuple(part.strip() for part in parts if part.strip())
