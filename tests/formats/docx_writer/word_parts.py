"""A small reading of Word files, apart from the project's own, for tests of what is written."""

import io
import re
import zipfile
from itertools import pairwise
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def xml(data: bytes, name: str = "word/document.xml") -> str:
    """Return a part as text without the attributes that only identify."""
    found = zipfile.ZipFile(io.BytesIO(data)).read(name).decode()
    return re.sub(r' (w:(author|date|id)|xml:space)="[^"]*"', "", found)


def lines(data: bytes) -> list[str]:
    """Return the text of each paragraph of the body, inserted and deleted alike."""
    return [_line(paragraph) for paragraph in part(data).iter(f"{W}p")]


def _line(paragraph: etree._Element) -> str:
    found = ""
    for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}r"):
        if tag_of(node) != "r":
            found += node.text or ""
            after = node.getnext()
            if after is not None and tag_of(after) == "tab":
                found += "\t"
    return found


# Children in the order of the schema: ECMA-376 part 1, annex A.1 (wml.xsd, transitional).
ORDER: Final = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline"
        " shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position"
        " sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
        " specVanish oMath rPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
        " tblDescription tblPrChange"
    ),
    "trPr": (
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader"
        " tblCellSpacing jc hidden ins del trPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings sectPrChange"
    ),
    "lvl": (
        "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"
    ),
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed"
        " qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr"
        " tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "docDefaults": "rPrDefault pPrDefault",
    "styles": "docDefaults latentStyles style",
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic"
        " embedBoldItalic"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation embedTrueTypeFonts trackRevisions"
        " defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat"
        " docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator"
    ),
    "body": "p tbl moveFromRangeEnd moveToRangeEnd sectPr",
}
_FREE: Final = frozenset({"body"})
"""Here the children may alternate; only the last has its place."""


def assert_in_order(root: etree._Element) -> None:
    """Every element of a part has its children in the order of the schema, none unknown."""
    for node in root.iter():
        tag = tag_of(node)
        if tag not in ORDER:
            continue
        order = ORDER[tag].split()
        places = [order.index(tag_of(child)) for child in node]
        if tag in _FREE:
            assert places.count(len(order) - 1) == 1
            assert places[-1] == len(order) - 1
        else:
            assert all(a <= b for a, b in pairwise(places)), etree.tostring(node)


def assert_sound(data: bytes) -> None:
    """What Word insists on: order, ids used once, ranges with two ends, cells with a paragraph."""
    roots = {name: part(data, name) for name in names(data) if name.endswith(".xml")}
    for root in roots.values():
        assert_in_order(root)
    document = roots["word/document.xml"]
    for cell in document.iter(f"{W}tc"):
        assert tag_of(cell[-1]) == "p", "a cell ends with a paragraph"
    stories = [root for name, root in roots.items() if re.search("document|notes", name)]
    _assert_ids(stories)
    for kind in ("footnote", "endnote"):
        called = _found([document], f"{kind}Reference", "id")
        held = [str(note.get(f"{W}id")) for note in roots.get(f"word/{kind}s.xml", ())]
        assert len(called) == len(set(called))
        assert set(called) == set(held) - {"-1", "0"}
    instances = {str(n.get(f"{W}numId")) for n in roots.get("word/numbering.xml", ())}
    assert set(_found(stories, "numId", "val")) <= instances
    styled = set(_found([roots["word/styles.xml"]], "style", "styleId"))
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert set(_found(stories, tag, "val")) <= styled


def _assert_ids(stories: list[etree._Element]) -> None:
    changes = [
        each
        for tag in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
        for each in _found(stories, tag, "id")
    ]
    bookmarks = _found(stories, "bookmarkStart", "name")
    for once in (changes, bookmarks):
        assert len(once) == len(set(once))
    for stem in ("comment", "moveFrom", "moveTo"):
        starts = _found(stories, f"{stem}RangeStart", "id")
        assert sorted(starts) == sorted(_found(stories, f"{stem}RangeEnd", "id"))
        assert len(starts) == len(set(starts))
    sources = _found(stories, "moveFromRangeStart", "name")
    targets = _found(stories, "moveToRangeStart", "name")
    assert sorted(sources) == sorted(targets), "a move has both its ends"


def _found(roots: list[etree._Element], tag: str, attribute: str) -> list[str]:
    nodes = [node for root in roots for node in root.iter(f"{W}{tag}")]
    return [str(node.get(f"{W}{attribute}")) for node in nodes]


def tag_of(node: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(node).localname
