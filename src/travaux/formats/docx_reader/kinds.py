"""What a paragraph is, as a careful reader tells it: heading, numbered paragraph, item, caption.

The file says little of this (styles, outline levels, list levels); the label and the look of the
line say the rest.
"""

import re
from functools import lru_cache
from typing import Final

import msgspec

from travaux.formats.docx_reader import house_styles
from travaux.formats.docx_reader.numbering import Shown
from travaux.formats.docx_reader.styles import Style
from travaux.text import numbering
from travaux.text.label_words import DIVISIONS, IDEOGRAPHIC_DIVISIONS, SUFFIXES
from travaux.text.numbering import Family
from travaux.text.tree import OBJECT, Kind, LabelKind, Run

LONGEST_HEADING: Final = 120
"""A heading typed as an ordinary paragraph is no longer than this, label aside."""

_NUMBER: Final = re.compile(
    r"(?:[^\W\d]{3,}[ \xa0]|§ ?)?\(?(\d+[A-Z]?(?:[.\-]\d+[A-Z]?)*|[A-Z](?:\.\d+)+)"
    rf"([ \xa0]?(?:{'|'.join(SUFFIXES)}))?\.?\)?:?"
)
_PART: Final = re.compile(r"(\d+(?:\.\d+)+)\.?[ \xa0]?\(?([a-z]+|[A-Z]|\d+)\)")
_CAPTION: Final = re.compile(
    r"(?:figure|fig\.|table|tableau|figura|cuadro|tabla|gráfico|abbildung|tabelle|рисунок|рис\.|"
    r"таблица|الشكل|الجدول|图|圖|表)[ \xa0]?[A-ZА-Я]?[\d.\-–]*\d[a-z]?"
    r"\s*(?:$|[:：.–—]|- |\s{2}|\t)",
    re.IGNORECASE,
)
_LONGEST_CAPTION: Final = 250
_ASIDES: Final = frozenset({"note", "example", "nota", "remarque", "exemple", "ejemplo"})
"""Names of numbered remarks: they open nothing and hang where they stand."""


class Look(msgspec.Struct, frozen=True):
    """What is known of a paragraph of one view before its kind is."""

    style: Style
    rank: int
    """The rank of its heading style or outline level, 0 for none."""
    label: str
    label_kind: LabelKind
    shown: Shown | None
    runs: tuple[Run, ...]
    contents: bool
    """Whether it stands in a table of contents field."""

    @property
    def words(self) -> str:
        """Its words, without the label and without what only calls a note."""
        return "".join([run.text for run in self.runs]).replace(OBJECT, "").strip()


def kind_of(look: Look, *, in_table: bool) -> Kind:
    """Return what a paragraph is. In a table nothing but a style makes a heading."""
    names = look.style.names
    if look.contents or contents_rank(look.style, 0):
        return Kind.CONTENTS
    if "toc heading" in names[:1]:
        return Kind.HEADING
    if not look.label and is_figure(look.runs):
        return Kind.FIGURE
    if house_styles.is_caption(names):
        return Kind.CAPTION
    if house_styles.is_title(names) and (not look.label or look.label_kind is LabelKind.TYPED):
        return Kind.TITLE
    if look.rank:
        return Kind.HEADING
    if look.label:
        return _labelled(look, in_table)
    if house_styles.is_quote(names):
        return Kind.QUOTE
    if not in_table and is_caption_line(look.words):
        return Kind.CAPTION
    return Kind.PARAGRAPH


def _labelled(look: Look, in_table: bool) -> Kind:
    """Tell a numbered paragraph (`1.1`, `12.`) from an item of a list and a typed heading."""
    label = look.label
    if look.shown is not None and look.shown.is_bullet:
        return Kind.ITEM
    if is_division(label):
        return Kind.HEADING if not in_table and _is_short(look.words) else Kind.PARAGRAPH
    heading = not in_table and _looks_like_heading(look)
    number = number_of(label)
    if not number:
        return Kind.HEADING if heading else Kind.ITEM
    if _PART.fullmatch(label):
        return Kind.ITEM
    bracket = label.endswith(")") or label.startswith("(")
    listed = look.shown is not None and not look.shown.outline and _is_list(look.style)
    if len(number) == 1 and (bracket or listed):
        return Kind.ITEM
    return Kind.HEADING if heading else Kind.PARAGRAPH


def _looks_like_heading(look: Look) -> bool:
    """Tell whether a number stands before a heading: short, no full stop, and bold throughout.

    Conservative: a number and bold type alone are common for defined terms and first sentences. A
    capital Roman numeral that was typed needs no bold type, a small letter is never enough.
    """
    text = look.words
    if not text or not _is_short(text) or "\n" in text:
        return False
    family = family_of(look.label)
    if not number_of(look.label) and (family not in _HEADING_FAMILIES or _in_bracket(look.label)):
        return False
    if family in _SURE_FAMILIES and look.label_kind is LabelKind.TYPED:
        return not text[0].islower()
    return all(run.bold for run in look.runs if run.text.strip())


_HEADING_FAMILIES: Final = frozenset(
    {Family.UPPER_ROMAN, Family.UPPER_LETTER, Family.IDEOGRAPHIC, Family.WORD}
    | {Family.CYRILLIC_LETTER, Family.GREEK_LETTER}
)
_SURE_FAMILIES: Final = frozenset({Family.UPPER_ROMAN, Family.IDEOGRAPHIC, Family.WORD})


def _in_bracket(label: str) -> bool:
    return label.endswith((")", "）")) or label.startswith(("(", "（"))


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences and items do, and headings do not."""
    return text.rstrip()[-1:] in (*".;:,!?。；：，؛،؟…",)


def is_caption_line(text: str) -> bool:
    """Tell whether a line without a style is a caption: `Table 2 – Sources`, `Figure 1: Flow`."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) is not None


def is_break(look: Look) -> bool:
    """Tell whether a line without a label begins something new: short and all bold or italic.

    So stand `considering` and `resolves` in resolutions, and headings made by hand.
    """
    text = look.words
    if not text or len(text) > LONGEST_HEADING or "\n" in text or text.endswith((".", ";")):
        return False
    runs = [run for run in look.runs if run.text.strip()]
    return all(run.bold for run in runs) or all(run.italic for run in runs)


# What a label says


@lru_cache(maxsize=2_000)
def number_of(label: str) -> tuple[str, ...]:
    """Return the parts of a decimal label: `2.3.4` is ('2', '3', '4'); () where it is none.

    A last zero is no rank of its own: `2.0` opens chapter 2. `2.3 e)` and `A.1` have parts too,
    and what was put between two numbers (`17 bis`) is a number of its own.
    """
    label = label.strip()
    match = _PART.fullmatch(label)
    if match is not None:
        return (*match.group(1).split("."), match.group(2))
    match = _NUMBER.fullmatch(label)
    if match is None:
        return ()
    parts = tuple(re.split(r"[.\-]", match.group(1)))
    parts = parts[:-1] if len(parts) == 2 and parts[1] == "0" else parts
    return (*parts[:-1], parts[-1] + match.group(2).strip()) if match.group(2) else parts


@lru_cache(maxsize=2_000)
def family_of(label: str) -> Family:
    """Return how a label counts that opens a series or stands alone: `I` is a Roman numeral."""
    return numbering.family_beside(label)


@lru_cache(maxsize=2_000)
def division_of(label: str) -> str:
    """Return the name before a count, in small letters: `article`, `章`; '' where there is none."""
    if label.startswith(("附件", "附录", "附錄")):
        return label[:2]
    return numbering.parse(label).name.lower() if label else ""


def is_division(label: str) -> bool:
    """Tell whether a label names a part of the text: `Article 5`, `第三条`, `Annex B`."""
    name = division_of(label)
    return bool(name) and (name in _DIVISIONS or "\u0600" <= name[0] <= "\u06ff")


def is_aside(label: str) -> bool:
    """Tell whether a label is that of a remark: `NOTE 1`, `Example 2`."""
    return division_of(label) in _ASIDES


_DIVISIONS: Final = frozenset(
    {*DIVISIONS, *IDEOGRAPHIC_DIVISIONS, *"장절조편관", "部分", "附件", "附录", "附錄"}
) - {"agenda item"}

# What a paragraph shows besides


def is_figure(runs: tuple[Run, ...]) -> bool:
    """Tell whether a paragraph holds pictures and nothing else."""
    return any(run.figure for run in runs) and all(
        run.figure or not run.text.strip() for run in runs
    )


def contents_rank(style: Style, default: int = 1) -> int:
    """Return the rank of a style of tables of contents, `default` where it is none."""
    for name in style.names:
        if name.startswith("toc ") and name[4:].isdecimal():
            return int(name[4:5])
        if name == "table of figures":
            return 1
    return default


def _is_list(style: Style) -> bool:
    return any(name.startswith("list") for name in style.names)
