"""The part `numbering.xml`: the lists of a document as Word keeps them."""

from typing import Final

from travaux.formats.docx_writer.lists import DEEPEST, Instance, Level, Lists, WordList
from travaux.formats.docx_writer.markup import Element, element, root
from travaux.text.tree import Kind

STEP: Final = 567
"""How far each level is set in: one centimetre, in twentieths of a point."""
_WIDE: Final = 794
"""The room for a label of a numbered paragraph or heading."""


def numbering(lists: Lists) -> Element:
    """Return the element `w:numbering` (ECMA-376 part 1, section 17.9.16)."""
    part = root("numbering")
    for made in lists.lists:
        part.append(_abstract(made))
    for instance in lists.instances:
        part.append(_instance(instance))
    return part


def _abstract(made: WordList) -> Element:
    abstract = element("abstractNum", abstractNumId=made.id)
    abstract.append(element("nsid", val=f"{0x10000000 + made.id:08X}"))
    abstract.append(element("multiLevelType", val="multilevel"))
    abstract.append(element("tmpl", val=f"{0x20000000 + made.id:08X}"))
    deepest = max(made.levels)
    for at in range(DEEPEST + 1):
        shape = made.levels.get(at) or _spare(at, made.levels[deepest])
        abstract.append(_level(at, shape))
    return abstract


def _spare(at: int, like: Level) -> Level:
    """A level that no paragraph uses yet: what a person finds when going on in Word."""
    if like.number_format == "bullet":
        return Level("bullet", "•–▪"[at % 3], kind=like.kind)
    return Level(("lowerLetter", "lowerRoman", "decimal")[at % 3], f"%{at + 1})", kind=Kind.ITEM)


def _level(at: int, shape: Level) -> Element:
    level = element("lvl", ilvl=at)
    level.append(element("start", val=shape.start))
    level.append(element("numFmt", val=shape.number_format))
    if shape.legal:
        level.append(element("isLgl"))
    level.append(element("suff", val="tab"))
    level.append(element("lvlText", val=shape.pattern))
    level.append(element("lvlJc", val="left"))
    left, hanging = indent(shape.kind, at, len(shape.pattern.replace("%", "")))
    tabs = element("tabs", element("tab", val="num", pos=left if hanging else _WIDE))
    level.append(element("pPr", tabs, element("ind", left=left, hanging=hanging)))
    return level


def indent(kind: Kind, depth: int, width: int) -> tuple[int, int]:
    """Return how far text is set in, and how far its label hangs before it."""
    if kind is Kind.ITEM:
        hanging = STEP if width <= 5 else 2 * STEP
        return STEP * depth + hanging, hanging
    if kind is Kind.HEADING:
        hanging = _WIDE if width <= 8 else 2 * _WIDE
        return hanging, hanging
    return 0, 0


def _instance(instance: Instance) -> Element:
    num = element("num", element("abstractNumId", val=instance.list.id), numId=instance.id)
    if instance.restart is not None:
        level, start = instance.restart
        override = element("lvlOverride", element("startOverride", val=start), ilvl=level)
        if instance.shape is not None:
            override.append(_level(level, instance.shape))
        num.append(override)
    return num
