"""Small Word files for tests, put together from snippets of XML."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def document(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def content_types(overrides: str = "", main: str = MAIN_TYPE) -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{overrides}</Types>'
    )


def relationships(*links: tuple[str, str, str], more: str = "") -> str:
    """Return a relationships part; each link is an id, the last word of its type, and a target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}{more}</Relationships>'


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip package of these members, the same bytes each time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def members(body: str = "", links: str = "", **parts: str) -> dict[str, str | bytes]:
    """Return the members of a Word file: the body's XML, further parts by their names."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document(body),
    }
    pointers = [(f"part{at}", kind, f"{kind}.xml") for at, kind in enumerate(parts)]
    made["word/_rels/document.xml.rels"] = relationships(*pointers, more=links)
    for kind, inner in parts.items():
        made[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"
    return made


def docx(body: str, links: str = "", **parts: str) -> bytes:
    return zipped(members(body, links, **parts))


def paragraph(text: str, properties: str = "", mark: str = "") -> str:
    """Return a paragraph of one run; `mark` is what its own mark's properties hold."""
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    head = f"<w:pPr>{properties}{mark}</w:pPr>" if properties or mark else ""
    return f"<w:p>{head}{run(text) if text else ''}</w:p>"


def run(text: str, properties: str = "") -> str:
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked(tag: str, inner: str = "", author: str = "delegate") -> str:
    return f'<w:{tag} w:id="9" w:author="{author}" w:date="2012-06-05T10:00:00Z">{inner}</w:{tag}>'


def inserted(text: str, author: str = "delegate") -> str:
    return tracked("ins", run(text), author)


def deleted(text: str, author: str = "delegate") -> str:
    inner = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return tracked("del", inner, author)


def style(name: str, shown: str, inner: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}">'
        f'<w:name w:val="{shown}"/>{base}{inner}</w:style>'
    )


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def sample(path: str) -> bytes:
    """Return the bytes of a real file, or skip the test where the samples are absent."""
    file = SAMPLES / path
    if not file.exists():
        pytest.skip(f"the sample files are not here: {SAMPLES}")
    return file.read_bytes()


def sample_paths(pattern: str) -> list[str]:
    """Return the sample files that match, relative to their folder; one that skips if none are."""
    if not SAMPLES.is_dir():
        return ["absent"]
    return sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.glob(pattern))
