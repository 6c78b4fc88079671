"""Styles: what a paragraph or a run inherits (ECMA-376-1, 17.7).

A style is resolved once, along its `basedOn` chain, and then looked up.
"""

import re
from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import VAL, W, is_on, whole
from travaux.text.tree import Run

TOGGLES: Final = {
    W + "b": "bold",
    W + "i": "italic",
    W + "strike": "strike",
    W + "dstrike": "strike",
    W + "smallCaps": "small_caps",
    W + "vanish": "hidden",
}
"""Properties that a paragraph style and a character style switch against each other (17.7.3)."""

_RPR, _PPR, _NUM_PR = W + "rPr", W + "pPr", W + "numPr"
_MOST_NAMES: Final = 10


class Form(msgspec.Struct, frozen=True):
    """What run properties say; None where they are silent."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    small_caps: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    raised: bool | None = None
    lowered: bool | None = None
    style: str = ""
    font: str = ""
    language: str = ""
    """Of Latin, East Asian and right-to-left text, parted by `|`."""

    def over(self, base: "Form") -> "Form":
        """Return this form where it speaks, else `base`."""
        return Form(
            *[
                mine if mine is not None and mine != "" else theirs
                for mine, theirs in zip(
                    msgspec.structs.astuple(self), msgspec.structs.astuple(base), strict=True
                )
            ]
        )


SILENT: Final = Form()


class NumberPlace(msgspec.Struct, frozen=True):
    """Where a paragraph or style stands in a numbering; None where it does not say."""

    number: str | None = None
    level: int | None = None


NO_PLACE: Final = NumberPlace()


class Style(msgspec.Struct, frozen=True):
    """A paragraph or character style with what it inherits."""

    id: str
    name: str
    """In lower case; the primary name, which Word writes in English for its own styles."""
    form: Form = SILENT
    place: NumberPlace = NO_PLACE
    outline: int | None = None
    """0 for the first rank, 9 for none; None where nothing in the chain says."""
    bidi: bool = False
    names: tuple[str, ...] = ()
    """Its own name and those of the styles it is based on."""


PLAIN: Final = Style("", "")


def read_form(properties: etree._Element) -> Form:
    """Return what an `rPr` says."""
    values: dict[str, bool | str] = {}
    for child in properties:
        tag = str(child.tag)
        name = TOGGLES.get(tag)
        if name is not None:
            values[name] = is_on(child.get(VAL)) or bool(values.get(name))
        elif tag == W + "u":
            values["underline"] = child.get(VAL) != "none"
        elif tag == W + "vertAlign":
            values["raised"] = child.get(VAL) == "superscript"
            values["lowered"] = child.get(VAL) == "subscript"
        elif tag == W + "rStyle":
            values["style"] = child.get(VAL) or ""
        elif tag == W + "rFonts":
            values["font"] = child.get(W + "ascii") or child.get(W + "hAnsi") or ""
        elif tag == W + "lang":
            values["language"] = read_language(child)
    return Form(**values) if values else SILENT  # type: ignore[arg-type]


def read_language(element: etree._Element) -> str:
    """Return the three languages of a `lang` or `themeFontLang`, parted by `|` (17.3.2.20)."""
    names = (element.get(VAL), element.get(W + "eastAsia"), element.get(W + "bidi"))
    return "|".join([(name or "")[:20] for name in names])


def read_place(properties: etree._Element | None) -> NumberPlace:
    """Return what the `numPr` of a `pPr` says."""
    found = None if properties is None else properties.find(_NUM_PR)
    if found is None:
        return NO_PLACE
    number = found.find(W + "numId")
    level = found.find(W + "ilvl")
    return NumberPlace(
        None if number is None else str(number.get(VAL) or "0"),
        None if level is None else max(0, min(8, whole(level.get(VAL), 0))),
    )


class Styles:
    """The styles of a file, resolved when first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {"": PLAIN}
        self.default_form = SILENT
        self.default_paragraph = ""
        self.default_bidi = False
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for style in root.iterchildren(W + "style"):
            identity = str(style.get(W + "styleId") or "")
            self._raw.setdefault(identity, style)
            is_default = style.get(W + "default") is not None and is_on(style.get(W + "default"))
            if is_default and style.get(W + "type") == "paragraph":
                self.default_paragraph = identity
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{_RPR}")
        if defaults is not None:
            self.default_form = read_form(defaults)
        paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{_PPR}/{W}bidi")
        self.default_bidi = paragraph is not None and is_on(paragraph.get(VAL))

    def get(self, identity: str) -> Style:
        """Return a resolved style; an unknown one is plain."""
        style = self._known.get(identity)
        return style if style is not None else self._resolve(identity)

    def paragraph(self, identity: str) -> Style:
        """Return a paragraph's style, the default one where it names none or an unknown one."""
        return self.get(identity if identity in self._raw else self.default_paragraph)

    def _resolve(self, identity: str) -> Style:
        """Resolve a style and those below it in its chain, each once."""
        chain: dict[str, etree._Element] = {}
        current = identity
        # A chain may be cyclic in a damaged file: it ends where it would begin again.
        while current in self._raw and current not in chain and current not in self._known:
            chain[current] = self._raw[current]
            based_on = chain[current].find(W + "basedOn")
            current = "" if based_on is None else str(based_on.get(VAL) or "")
        style = self._known.get(current, PLAIN) if current not in chain else PLAIN
        for name, raw in reversed(chain.items()):
            style = self._known[name] = _derive(raw, style)
        return self._known.setdefault(identity, style)


def _derive(raw: etree._Element, base: Style) -> Style:
    """Return one style over the one it is based on."""
    name = raw.find(W + "name")
    shown = str(name.get(VAL) or "").lower()[:100] if name is not None else ""
    run, paragraph = raw.find(_RPR), raw.find(_PPR)
    own = read_place(paragraph)
    place = NumberPlace(
        own.number if own.number is not None else base.place.number,
        own.level if own.level is not None else base.place.level,
    )
    return Style(
        str(raw.get(W + "styleId") or ""),
        shown,
        read_form(run).over(base.form) if run is not None else base.form,
        place,
        _outline(paragraph, base.outline),
        _bidi(paragraph, base.bidi),
        (shown, *base.names[:_MOST_NAMES]),
    )


def _outline(paragraph: etree._Element | None, inherited: int | None) -> int | None:
    found = None if paragraph is None else paragraph.find(W + "outlineLvl")
    return inherited if found is None else max(0, min(9, whole(found.get(VAL), 9)))


def _bidi(paragraph: etree._Element | None, inherited: bool) -> bool:
    found = None if paragraph is None else paragraph.find(W + "bidi")
    return inherited if found is None else is_on(found.get(VAL))


# Heading styles of files whose writer translated the names and left the outline levels out.
_HEADING: Final = re.compile(
    r"(?:heading|head|titre|título|titulo|titolo|überschrift|ueberschrift|rubrik|overskrift|kop"
    r"|nagłówek|заголовок|标题|標題|見出し|제목|عنوان|כותרת|cabeçalho|otsikko|nadpis)\s*([1-9])"
)


def heading_rank(style: Style) -> int:
    """Return the rank of a heading style, 1 to 9, or 0 where it is none.

    The outline level decides (17.3.1.20); a name does only where no level is given.
    """
    if style.outline is not None:
        return style.outline + 1 if style.outline < 9 else 0
    for name in style.names:
        match = _HEADING.fullmatch(name)
        if match:
            return int(match.group(1))
    return 0


def effective(own: Form, character: Form, paragraph: Form, default: Form) -> Run:
    """Return what a run looks like: it decides, then its styles switch each other, then all."""

    def toggle(name: str) -> bool:
        direct: bool | None = getattr(own, name)
        if direct is not None:
            return direct
        styled = bool(getattr(character, name)) != bool(getattr(paragraph, name))
        return styled or bool(getattr(default, name))

    def plain(name: str) -> bool:
        for form in (own, character, paragraph, default):
            value: bool | None = getattr(form, name)
            if value is not None:
                return value
        return False

    return Run(
        "",
        bold=toggle("bold"),
        italic=toggle("italic"),
        underline=plain("underline"),
        strike=toggle("strike"),
        raised=plain("raised"),
        lowered=plain("lowered"),
        small_caps=toggle("small_caps"),
    )
