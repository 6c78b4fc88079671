"""Which kind a file is, by its content before its name; and its reader.

A wrong name is common (a `.doc` that is a `.docx`, a page without an ending); content that says
what it is is believed.
"""

import re
from typing import Final

import msgspec

from travaux.formats.decoding import decode
from travaux.formats.reading import Facts, Reading, Unreadable
from travaux.text import tree as trees
from travaux.text.tree import Tree

_AS_DOCX: Final = "Open it in a word processor and save it as .docx."
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_REFUSED: Final = (
    (b"%PDF", "a PDF file", "Open the document that it was made from and save that as .docx."),
    (b"{\\rtf", "a Rich Text file (.rtf)", _AS_DOCX),
    (b"\x1f\x8b", "a compressed file (.gz)", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed archive (.7z)", "Unpack it first."),
    (b"Rar!", "a compressed archive (.rar)", "Unpack it first."),
    (b"\x89PNG", "a picture (.png)", "Give the text that it shows."),
    (b"\xff\xd8\xff", "a picture (.jpg)", "Give the text that it shows."),
    (b"GIF8", "a picture (.gif)", "Give the text that it shows."),
    (b"\x7fELF", "a program", "Give a document."),
    (b"MZ", "a program", "Give a document."),
)
_ARCHIVES: Final = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _AS_DOCX),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_DOCX),
    (b"application/epub+zip", "an e-book (.epub)", "Give its pages as .html."),
    (b"Index/Document.iwa", "a Pages document (.pages)", "Export it from Pages as Word (.docx)."),
    (b"xl/workbook", "an Excel workbook (.xlsx)", "Copy its table into a Word document (.docx)."),
    (b"ppt/presentation", "a PowerPoint file (.pptx)", "Save its text as a Word document (.docx)."),
)
_BY_NAME: Final = {
    **dict.fromkeys(("md", "markdown", "mkd", "mdown"), "markdown"),
    **dict.fromkeys(("html", "htm", "xhtml", "bs", "bsi"), "html"),
    **dict.fromkeys(("txt", "text", "asc", "eml", "log"), "plain"),
}
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG: Final = re.compile(r"\s*<(?:!doctype|!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_HEADINGS: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)


def read(name: str, data: bytes) -> Reading:
    """Return the text of a file of any kind that Travaux reads.

    `name` serves where the content leaves the kind open. Raises Unreadable with the problem and
    the remedy for kinds that are not read, and for damaged, hostile or empty files.
    """
    _refuse_others(data)
    if data.startswith(b"PK"):
        return _read_package(data)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending == "json" or data.lstrip()[:1] == b"{":
        found = _json(data, certain=ending == "json")
        if found is not None:
            return found
    return _read_text(_kind_of_text(ending, data), data)


def _refuse_others(data: bytes) -> None:
    """Refuse what is known not to be a text that Travaux reads."""
    if not data.strip():
        raise Unreadable("The file is empty", remedy="Check that it was saved or sent whole.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Unreadable(
                "The document is encrypted with a password",
                remedy="Open it with the password, remove it, and save again as .docx.",
            )
        raise Unreadable("This is a file of an old Office version (.doc)", remedy=_AS_DOCX)
    for mark, name, remedy in _REFUSED:
        if data.startswith(mark):
            raise Unreadable(f"This is {name}, which Travaux does not read", remedy=remedy)
    if (
        b"mso-application" in data[:1024]
        or b"schemas.microsoft.com/office/2006/xmlPackage" in data[:2048]
    ):
        raise Unreadable("This is a Word document saved as one XML file", remedy=_AS_DOCX)


def _read_package(data: bytes) -> Reading:
    """Read a zip package as a Word file, unless it says that it is another kind."""
    for mark, name, remedy in _ARCHIVES:
        where = data[:200] if mark.startswith(b"application") else data
        if mark in where and b"word/document" not in data:
            raise Unreadable(f"This is {name}, which Travaux does not read", remedy=remedy)
    from travaux.formats import docx_reader

    return docx_reader.read(data)


def _kind_of_text(ending: str, data: bytes) -> str:
    """Return the kind of a text file: what its first lines say, its ending, else a guess."""
    head = data[:65_536].decode("utf-8", "replace").removeprefix("\ufeff")
    if _PAGE.match(head):
        return "html"
    if ending in _BY_NAME:
        return _BY_NAME[ending]
    if _ANY_TAG.match(head):
        return "html"
    if head.startswith("---\n") or len(_HEADINGS.findall(head)) > 1:
        return "markdown"
    return "plain"


def _read_text(kind: str, data: bytes) -> Reading:
    if kind == "html":
        from travaux.formats import html

        return html.read(data)
    if kind == "markdown":
        from travaux.formats import markdown

        return markdown.read(data)
    from travaux.formats import plain

    return plain.read(data)


def _json(data: bytes, *, certain: bool) -> Reading | None:
    """Read a tree or a reading that Travaux wrote; None when the data may be another text."""
    text, _ = decode(data)
    try:
        found = msgspec.json.decode(text, type=Reading | Tree)  # told apart by their schema
    except (msgspec.DecodeError, RecursionError):
        found = None
    if found is not None:
        reading = found if isinstance(found, Reading) else _of_tree(found)
        _check(reading)
        return reading
    if certain or '"travaux/' in text[:10_000]:
        raise Unreadable(
            "This JSON file holds no text of Travaux (schema travaux/tree/1 or travaux/reading/1)",
            remedy="Give the file that `travaux convert --to json` wrote.",
        )
    return None


def _of_tree(tree: Tree) -> Reading:
    facts = Facts(
        paragraphs=sum(p.kind not in trees.CONTAINERS for p in tree.provisions),
        tables=sum(p.kind is trees.Kind.TABLE for p in tree.provisions),
        footnotes=sum(p.kind is trees.Kind.FOOTNOTE for p in tree.provisions),
        endnotes=sum(p.kind is trees.Kind.ENDNOTE for p in tree.provisions),
    )
    return Reading(accepted=tree, original=tree, facts=facts)


def _check(reading: Reading) -> None:
    """Refuse trees that break their own law: ids that are not unique, levels below 1."""
    for tree in (reading.accepted, reading.original):
        ids = {provision.id for provision in tree.provisions}
        if len(ids) != len(tree.provisions) or any(p.level < 1 for p in tree.provisions):
            raise Unreadable(
                "The tree in this JSON file has an id twice or a level below 1",
                remedy="Write it again with `travaux convert --to json`.",
            )
