"""A Word file put together: body, notes, comments, lists, looks, and the package around them."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from travaux.formats.docx_writer import styles_part
from travaux.formats.docx_writer.body import Body, Bookmarks
from travaux.formats.docx_writer.comments_part import Comments
from travaux.formats.docx_writer.container import FOOTER_ID, Links, pack
from travaux.formats.docx_writer.figures import placeholder
from travaux.formats.docx_writer.inline import Inline
from travaux.formats.docx_writer.label_places import number
from travaux.formats.docx_writer.lists import Lists
from travaux.formats.docx_writer.marked import (
    EMPTY,
    Change,
    Flow,
    Note,
    Paragraph,
    Table,
)
from travaux.formats.docx_writer.markup import Element, element, root, serialise
from travaux.formats.docx_writer.numbering_part import numbering
from travaux.formats.package_writer import APPLICATION, properties
from travaux.text.tree import Cover, Kind, Tree

_MARGIN: Final = 1418
_PAGE: Final = {"w": 11906, "h": 16838}
"""A4, in twentieths of a point."""


class Document:
    """One Word file while it is being written."""

    def __init__(self, tree: Tree, comments: Comments, default: Change) -> None:
        self._tree = tree
        self._comments = comments
        self._ids: Iterator[int] = count(1)
        self._default = default
        self._lists = Lists()
        self._notes: dict[str, list[Note]] = {"footnote": [], "endnote": []}
        reserved = frozenset(name for item in tree.provisions for name in item.bookmarks)
        self._bookmarks = Bookmarks(self._ids, reserved)
        self._links: dict[str, Links] = {
            part: Links() for part in ("document", "footnotes", "endnotes")
        }

    def write(self, flow: Flow) -> bytes:
        """Return the bytes of the file whose body is `flow`."""
        spaced(flow)
        number(flow, self._lists)
        body = element("body")
        self._body("document").write(body, flow)
        body.append(self._section())
        document = root("document")
        document.append(body)
        parts = {"word/document.xml": serialise(document)}
        # Notes may call notes; each part is finished when no new ones come.
        for stem in ("footnote", "endnote"):
            if self._notes[stem]:
                parts[f"word/{stem}s.xml"] = serialise(self._notes_part(stem))
        parts.update(self._other_parts())
        return pack(parts, self._links)

    def _body(self, part: str) -> Body:
        inline = Inline(self._links[part], self._ids, self._call)
        inline.form_change = self._default
        return Body(inline, self._default, self._bookmarks)

    def _call(self, note: Note) -> int:
        notes = self._notes["footnote" if note.kind is Kind.FOOTNOTE else "endnote"]
        notes.append(note)
        return len(notes)

    def _section(self) -> Element:
        rtl = [item.rtl for item in self._tree.provisions if item.runs]
        return element(
            "sectPr",
            element("footerReference", type="default", r_id=FOOTER_ID),
            element("pgSz", **_PAGE),
            element(
                "pgMar",
                **dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN),
                header=709,
                footer=709,
                gutter=0,
            ),
            element("bidi") if sum(rtl) * 2 > len(rtl) else None,
        )

    def _notes_part(self, stem: str) -> Element:
        """Return `w:footnotes` or `w:endnotes`, the two separators first (17.11.15)."""
        part = root(f"{stem}s")
        for id_, kind in ((-1, "separator"), (0, "continuationSeparator")):
            rule = element("p", element("r", element(kind)))
            part.append(element(stem, rule, type=kind, id=id_))
        writer = self._body(f"{stem}s")
        place = 0
        while place < len(self._notes[stem]):
            note = self._notes[stem][place]
            place += 1
            spaced(note.flow)
            number(note.flow, self._lists)
            made = element(stem, id=place)
            made.append(writer.paragraph(self._first(note), _note_mark(stem)))
            writer.write(made, note.flow[1:])
            part.append(made)
        return part

    @staticmethod
    def _first(note: Note) -> Paragraph:
        """Return the first paragraph of a note, which shows its number."""
        if not note.flow or isinstance(note.flow[0], Table):
            note.flow.insert(0, Paragraph([], EMPTY, EMPTY))
        first = note.flow[0]
        assert isinstance(first, Paragraph)
        return first

    def _other_parts(self) -> dict[str, bytes]:
        language = self._tree.language
        used = (bool(self._notes["footnote"]), bool(self._notes["endnote"]))
        parts = {
            "word/styles.xml": styles_part.styles(language),
            "word/settings.xml": styles_part.settings(language, notes=used),
            "word/fontTable.xml": styles_part.fonts(),
            "word/footer1.xml": styles_part.footer(),
            "word/theme/theme1.xml": styles_part.theme(language),
            "docProps/core.xml": core(self._tree.cover, self._tree.language),
            "docProps/app.xml": APPLICATION,
        }
        if any(links.pictured for links in self._links.values()):
            parts["word/media/figure.png"] = placeholder()
        if self._lists.lists:
            parts["word/numbering.xml"] = serialise(numbering(self._lists))
        if self._comments.remarks:
            parts["word/comments.xml"] = serialise(self._comments.part())
            parts["word/commentsExtended.xml"] = serialise(self._comments.threads())
        return parts


def _note_mark(stem: str) -> Element:
    """The number at the head of a note, with a blank after it."""
    look = element("rPr", element("rStyle", val=f"{stem.title()}Reference"))
    blank = element("t", xml_space="preserve")
    blank.text = " "
    return element("r", look, element(f"{stem}Ref"), blank)


def spaced(flow: Flow) -> None:
    """Part tables that follow each other, which Word would join, and end with a paragraph."""
    for place in range(len(flow) - 1, 0, -1):
        if isinstance(flow[place], Table) and isinstance(flow[place - 1], Table):
            flow.insert(place, Paragraph([], EMPTY, EMPTY))
    if not flow or isinstance(flow[-1], Table):
        flow.append(Paragraph([], EMPTY, EMPTY))
    for block in flow:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    if len(cell.flow) > 1:
                        spaced(cell.flow)


def core(cover: Cover, language: str) -> bytes:
    """Return `core.xml`: the title, the sources and the language, as the cover names them."""
    return properties(cover.title, cover.symbol, language, "; ".join(cover.sources))
