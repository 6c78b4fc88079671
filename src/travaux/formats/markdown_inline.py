"""The words of Markdown: inline tokens to runs."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from markdown_it.token import Token

from travaux.formats import structure
from travaux.formats.html_inline import FORM_OF, Style
from travaux.text.tree import OBJECT, Run

_NOTE_CALL: Final = re.compile(r"\[\^([^\]\s]+)\]")
_TAG: Final = re.compile(r"<(/?)([a-z]+)([^>]*)>", re.IGNORECASE)


def inline_runs(notes: Mapping[str, str], children: Sequence[Token]) -> tuple[Run, ...]:
    """Return the runs of inline tokens; `notes` are the bodies of notes, by name."""
    runs: list[Run] = []
    styles = [Style()]
    for token in children:
        _inline(notes, token, styles, runs)
    return structure.joined(runs)


def _inline(notes: Mapping[str, str], token: Token, styles: list[Style], runs: list[Run]) -> None:
    style = styles[-1]
    if token.nesting == 1:
        form = FORM_OF.get(token.tag)
        changes: dict[str, bool | str] = {form: True} if form else {}
        if token.type == "link_open":
            changes["link"] = str(token.attrGet("href") or "")
        styles.append(msgspec.structs.replace(style, **changes))
    elif token.nesting == -1:
        if len(styles) > 1:
            styles.pop()
    elif token.type == "text":
        _words(notes, token.content, style, runs)
    elif token.type == "code_inline":
        runs.append(style.run(token.content))
    elif token.type == "softbreak":
        runs.append(style.run(" "))
    elif token.type == "hardbreak":
        runs.append(style.run("\n"))
    elif token.type == "image":
        source = str(token.attrGet("src") or "")
        figure = source.removeprefix("sha256:") if source.startswith("sha256:") else "drawing"
        alt = "".join(child.content for child in token.children or [])
        runs.append(style.run(OBJECT, figure=figure, alt=alt))
    elif token.type == "html_inline":
        _tag(token.content, styles, runs)
    else:
        runs.append(style.run(token.content))


def _words(notes: Mapping[str, str], text: str, style: Style, runs: list[Run]) -> None:
    """Add text, the calls of notes that have a body apart."""
    at = 0
    for call in _NOTE_CALL.finditer(text) if notes else ():
        if call[1] in notes:
            runs.append(style.run(text[at : call.start()]))
            runs.append(style.run(OBJECT, note=f"^{call[1]}"))
            at = call.end()
    runs.append(style.run(text[at:]))


def _tag(markup: str, styles: list[Style], runs: list[Run]) -> None:
    """Follow an inline tag: those of form open and close it, a break is one, others are silent."""
    match = _TAG.match(markup)
    if match is None:
        return
    name = match[2].lower()
    if name == "br":
        runs.append(styles[-1].run("\n"))
    elif match[1]:
        if len(styles) > 1 and (name in FORM_OF or name == "span"):
            styles.pop()
    elif name in FORM_OF:
        styles.append(msgspec.structs.replace(styles[-1], **{FORM_OF[name]: True}))
    elif name == "span":
        capitals = "small-caps" in match[3]
        styles.append(msgspec.structs.replace(styles[-1], small_caps=capitals))
