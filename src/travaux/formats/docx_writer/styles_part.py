"""The parts that give a document its looks: styles, fonts, theme, settings, the foot of a page.

Heading styles are told apart by size and colour and are not bold, so that bold type in a heading
always comes from the text itself.
"""

from typing import Final

from travaux.formats.docx_writer.markup import W

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INK: Final = "1F3864"
_FADED: Final = "595959"
_HEADING_SIZES: Final = (32, 27, 24, 22, 22, 22, 22, 22, 22)
"""In half points, by rank."""
_EAST_ASIAN: Final = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}


def styles(language: str) -> bytes:
    """Return `styles.xml`: one style for each kind of provision, in the text's language."""
    return "".join(
        [
            f'{_XML}<w:styles xmlns:w="{W}">',
            _defaults(language),
            _paragraph("Normal", "Normal", default=True),
            _paragraph(
                "Title",
                "Title",
                _title_look(),
                f'<w:color w:val="{_INK}"/>'
                '<w:kern w:val="28"/><w:sz w:val="40"/><w:szCs w:val="40"/>',
                quick=True,
            ),
            *[_heading(rank) for rank in range(1, 10)],
            _paragraph("ListParagraph", "List Paragraph", '<w:spacing w:after="80"/>', quick=True),
            _paragraph(
                "Quote",
                "Quote",
                '<w:ind w:left="567" w:right="567"/>',
                '<w:color w:val="404040"/>',
                quick=True,
            ),
            _paragraph(
                "Caption",
                "caption",
                '<w:keepNext/><w:spacing w:before="120"/>',
                _small(_FADED, 19),
                quick=True,
            ),
            _paragraph("Figure", "Figure", '<w:keepNext/><w:jc w:val="center"/>'),
            _paragraph(
                "TableText",
                "Table Text",
                '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
                '<w:sz w:val="20"/><w:szCs w:val="20"/>',
            ),
            *[_contents(rank) for rank in range(1, 10)],
            _paragraph("FootnoteText", "footnote text", _note_look(), _small("", 18)),
            _paragraph("EndnoteText", "endnote text", _note_look(), _small("", 18)),
            _paragraph("CommentText", "annotation text", _note_look(), _small("", 20)),
            _paragraph(
                "Footer",
                "footer",
                '<w:spacing w:after="0"/><w:jc w:val="center"/>',
                _small(_FADED, 18),
            ),
            _CHARACTER_STYLES,
            _TABLE_STYLES,
            "</w:styles>",
        ]
    ).encode()


def _defaults(language: str) -> str:
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
        ' w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f"{_languages('lang', language)}"
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _languages(tag: str, language: str) -> str:
    """Name the text's language for all three kinds of script; a text of unknown language has none.

    A reader takes the one of the script that the text is written in.
    """
    plain = _quoted(language)
    return f'<w:{tag} w:val="{plain}" w:eastAsia="{plain}" w:bidi="{plain}"/>' if plain else ""


def _quoted(value: str) -> str:
    return "".join(sign for sign in value if sign.isascii() and (sign.isalnum() or sign == "-"))


def _paragraph(
    id_: str,
    name: str,
    look: str = "",
    letters: str = "",
    *,
    default: bool = False,
    quick: bool = False,
) -> str:
    head = (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}'
    )
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    shown = "<w:qFormat/>" if quick or default else ""
    return (
        f'{head} w:styleId="{id_}"><w:name w:val="{name}"/>{based}{shown}'
        + (f"<w:pPr>{look}</w:pPr>" if look else "")
        + (f"<w:rPr>{letters}</w:rPr>" if letters else "")
        + "</w:style>"
    )


def _title_look() -> str:
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="8" w:color="{_INK}"/></w:pBdr>'
        '<w:spacing w:before="240" w:after="240" w:line="240" w:lineRule="auto"/>'
    )


def _note_look() -> str:
    return '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>'


def _small(colour: str, size: int) -> str:
    shade = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{shade}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _heading(rank: int) -> str:
    size = _HEADING_SIZES[rank - 1]
    before = 360 if rank == 1 else 240 if rank == 2 else 200
    colour = _INK if rank < 4 else "2F5496"
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{rank}">'
        f'<w:name w:val="heading {rank}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>"
        f'<w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{rank - 1}"/></w:pPr>'
        '<w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia"'
        ' w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>'
        f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _contents(rank: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="TOC{rank}"><w:name w:val="toc {rank}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:tabs>'
        '<w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
        f'<w:spacing w:after="60"/><w:ind w:left="{240 * (rank - 1)}"/></w:pPr></w:style>'
    )


_CHARACTER_STYLES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:color w:val="0563C1"/></w:rPr></w:style>'
    + "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{look}</w:rPr></w:style>'
        for id_, name, look in (
            ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
            ("EndnoteReference", "endnote reference", '<w:vertAlign w:val="superscript"/>'),
            ("CommentReference", "annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>'),
        )
    )
)

_TABLE_STYLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="DEE6F0"/></w:tcPr></w:tblStylePr></w:style>'
)

_FONTS: Final = (
    ("Calibri", "Carlito", "020F0502020204030204", "swiss"),
    ("Arial", "Liberation Sans", "020B0604020202020204", "swiss"),
    ("Microsoft YaHei", "Noto Sans CJK SC", "020B0503020204020204", "swiss"),
    ("Yu Gothic", "Noto Sans CJK JP", "020B0400000000000000", "swiss"),
    ("Malgun Gothic", "Noto Sans CJK KR", "020B0503020000020004", "swiss"),
)


def fonts() -> bytes:
    """Return `fontTable.xml`, which names a free font of the same measure beside each."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{free}"/><w:panose1 w:val="{panose}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, free, panose, family in _FONTS
    )
    return f'{_XML}<w:fonts xmlns:w="{W}">{entries}</w:fonts>'.encode()


def settings(language: str, *, notes: tuple[bool, bool]) -> bytes:
    """Return `settings.xml`; `notes` says whether there are footnotes and endnotes."""
    separators = "".join(
        f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
        for kind, used in zip(("footnote", "endnote"), notes, strict=True)
        if used
    )
    compat = "http://schemas.microsoft.com/office/word"
    return (
        f'{_XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"{separators}<w:compat>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{compat}" w:val="15"/>'
        f"</w:compat>{_languages('themeFontLang', language)}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def footer() -> bytes:
    """Return `footer1.xml`: the page number."""
    return (
        f'{_XML}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
    ).encode()


def theme(language: str) -> bytes:
    """Return `theme1.xml`, where fonts for Latin, East Asian and complex scripts are named."""
    east = _EAST_ASIAN.get(language.split("-")[0].lower(), "Microsoft YaHei")
    family = f'<a:latin typeface="Calibri"/><a:ea typeface="{east}"/><a:cs typeface="Arial"/>'
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    return (
        f'{_XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' name="Travaux"><a:themeElements><a:clrScheme name="Travaux">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Travaux"><a:majorFont>{family}</a:majorFont>'
        f"<a:minorFont>{family}</a:minorFont></a:fontScheme>{_FORMATS}</a:themeElements></a:theme>"
    ).encode()


_COLOURS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": _INK,
    "lt2": "DEE6F0",
    "accent1": "2F5496",
    "accent2": "7F6000",
    "accent3": "7F7F7F",
    "accent4": "385623",
    "accent5": "833C0B",
    "accent6": "3B3838",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="6350">{_FILL}</a:ln>'
_FORMATS: Final = (
    f'<a:fmtScheme name="Travaux"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>"
    f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
