"""Paragraphs of a paper in WordprocessingML: runs, directions, languages, places and links."""

import re
from collections.abc import Iterator
from typing import Final

from travaux.formats.docx_writer.container import Links
from travaux.formats.docx_writer.markup import Element, element
from travaux.formats.html_page import safe_address
from travaux.formats.paper.value import Paper, Paragraph, Tone, runs_rtl
from travaux.formats.xml_text import clean
from travaux.text.tree import OBJECT, Run

_TONES: Final = {Tone.QUIET: "PaperQuiet", Tone.OPEN: "PaperOpen", Tone.STRONG: "PaperStrong"}
_BREAK: Final = re.compile("[\n\t]")


def paragraph(style: str, *runs: Element, rtl: bool = False) -> Element:
    """Return `w:p` in a style, with runs that are already written."""
    return element(
        "p", element("pPr", element("pStyle", val=style), element("bidi") if rtl else None), *runs
    )


class Words:
    """Writes the paragraphs of one paper."""

    def __init__(self, paper: Paper, links: Links, ids: Iterator[int]) -> None:
        self._paper = paper
        self._links = links
        self._ids = ids
        self._names: dict[str, str] = {}
        self.rtl = paper.rtl

    def paragraph(
        self, said: Paragraph, style: str = "", *, keep: bool = False, anchor: str = ""
    ) -> Element:
        """Return `w:p`; `keep` holds it on one page with what follows."""
        rtl = self._paper.rtl if said.rtl is None else said.rtl
        properties = element(
            "pPr",
            element("pStyle", val=style) if style else None,
            element("keepNext") if keep else None,
            element("bidi") if rtl else None,
        )
        made = element("p", properties if len(properties) else None)
        if anchor:
            made.extend(self._place(anchor))
        for run in said.runs:
            if run.text:
                made.append(self._linked(run, said, rtl=rtl))
        return made

    def _place(self, anchor: str) -> tuple[Element, Element]:
        number = next(self._ids)
        return (
            element("bookmarkStart", id=number, name=self._name(anchor)),
            element("bookmarkEnd", id=number),
        )

    def _name(self, anchor: str) -> str:
        """Return the bookmark of an anchor: Word takes 40 letters, digits and underscores."""
        return self._names.setdefault(anchor, f"_at{len(self._names) + 1}")

    def _linked(self, run: Run, said: Paragraph, *, rtl: bool) -> Element:
        made = self._run(run, said, rtl=rtl)
        if run.link.startswith("#"):
            return element("hyperlink", made, anchor=self._name(run.link[1:]), history=1)
        if safe_address(run.link):
            return element("hyperlink", made, r_id=self._links.id_of(run.link), history=1)
        return made

    def _run(self, run: Run, said: Paragraph, *, rtl: bool) -> Element:
        made = element("r")
        form = self._form(run, said, rtl=rtl)
        if len(form):
            made.append(form)
        text = clean(run.text.replace(OBJECT, ""))
        at = 0
        for match in [*_BREAK.finditer(text), None]:
            piece = text[at : match.start() if match else len(text)]
            if piece:
                held = element("t", xml_space="preserve")
                held.text = piece
                made.append(held)
            if match:
                made.append(element("br" if match[0] == "\n" else "tab"))
                at = match.end()
        return made

    def _form(self, run: Run, said: Paragraph, *, rtl: bool) -> Element:
        """Return `w:rPr`, its children in the order of the schema (CT_RPr)."""
        language = said.language
        attribute = "bidi" if runs_rtl(language) else "val"
        if language.partition("-")[0].lower() in ("zh", "ja", "ko"):
            attribute = "eastAsia"
        tone = _TONES.get(said.tone)
        return element(
            "rPr",
            element("rStyle", val=tone) if tone else None,
            *[element(tag) for tag in ("b", "bCs") if run.bold],
            *[element(tag) for tag in ("i", "iCs") if run.italic and not said.upright],
            element("smallCaps") if run.small_caps else None,
            element("strike") if run.strike else None,
            element("u", val="single") if run.underline else None,
            element("vertAlign", val="superscript" if run.raised else "subscript")
            if run.raised or run.lowered
            else None,
            element("rtl") if rtl else None,
            element("lang", **{attribute: language}) if language else None,
        )
