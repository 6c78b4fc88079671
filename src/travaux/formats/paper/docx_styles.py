"""The looks of a paper in Word: those of our texts, and what tables and facts need besides."""

from typing import Final

from travaux.formats.docx_writer import styles_part

_SOFT: Final = "595959"
_OPEN: Final = "9C2A00"


def styles(language: str) -> bytes:
    """Return `styles.xml` for a paper in a language."""
    known = styles_part.styles(language).decode()
    return known.replace("</w:styles>", f"{_PARAGRAPHS}{_LETTERS}{_TABLE}</w:styles>").encode()


def _paragraph(name: str, based: str, look: str, letters: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{_spaced(name)}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{look}</w:pPr>'
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def _spaced(name: str) -> str:
    """Return the name a person sees, apart from those that Word has itself."""
    return "".join(f" {sign}" if sign.isupper() else sign for sign in name).strip()


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_TIGHT: Final = '<w:spacing w:before="30" w:after="50" w:line="245" w:lineRule="auto"/>'
_PARAGRAPHS: Final = "".join(
    [
        _paragraph(
            "PaperSymbol", "Normal", '<w:spacing w:after="0"/>', f"<w:b/><w:bCs/>{_size(22)}"
        ),
        _paragraph(
            "PaperSubtitle",
            "Normal",
            '<w:spacing w:after="120"/>',
            f'<w:color w:val="{_SOFT}"/>{_size(24)}',
        ),
        _paragraph(
            "PaperFact",
            "Normal",
            '<w:tabs><w:tab w:val="left" w:pos="3119"/></w:tabs>'
            '<w:spacing w:after="40"/><w:ind w:left="3119" w:hanging="3119"/>',
        ),
        _paragraph("PaperText", "TableText", _TIGHT, _size(18)),
        _paragraph("PaperTableTitle", "TableText", f"<w:keepNext/>{_TIGHT}", _size(18)),
        _paragraph("PaperTableCount", "TableText", f'{_TIGHT}<w:jc w:val="right"/>', _size(18)),
        _paragraph(
            "PaperTableQuiet",
            "TableText",
            '<w:spacing w:before="0" w:after="20" w:line="240" w:lineRule="auto"/>',
            _size(16),
        ),
        _paragraph(
            "PaperAfterTable",
            "Normal",
            '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>',
            _size(12),
        ),
    ]
)
_LETTERS: Final = "".join(
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}">'
    f'<w:name w:val="{_spaced(name)}"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{look}</w:rPr></w:style>'
    for name, look in (
        ("PaperQuiet", f'<w:color w:val="{_SOFT}"/>'),
        ("PaperOpen", f'<w:b/><w:bCs/><w:color w:val="{_OPEN}"/>'),
        ("PaperStrong", "<w:b/><w:bCs/>"),
    )
)
_TABLE: Final = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">'
    '<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B5BCC4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="DEE6F0"/></w:tcPr></w:tblStylePr></w:style>'
)
