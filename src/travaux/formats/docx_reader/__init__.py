"""Reading Word files: bytes in, a text in two views with its tracked changes and comments out."""

from collections import Counter
from typing import Final

from lxml import etree

from travaux.formats.docx_reader.body import BodyReader, Story
from travaux.formats.docx_reader.context import look_around
from travaux.formats.docx_reader.cover import read_cover
from travaux.formats.docx_reader.inline import InlineReader
from travaux.formats.docx_reader.names import P, W
from travaux.formats.docx_reader.numbering import Numbering
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.docx_reader.pieces import KEPT
from travaux.formats.docx_reader.properties import with_properties
from travaux.formats.docx_reader.remarks import read_comments, remarks_of
from travaux.formats.docx_reader.struck import struck_of
from travaux.formats.docx_reader.styles import Styles, read_language
from travaux.formats.docx_reader.tracked import pair_moves
from travaux.formats.docx_reader.views import View
from travaux.formats.package import DEFAULT_LIMITS, Limits, check
from travaux.formats.reading import Facts, Reading, Unreadable
from travaux.text.segments import Redline
from travaux.text.tree import Tree

_REPAIR: Final = "Open it in a word processor and save it again as .docx."
_TRACKED: Final = tuple(
    W + name
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "cellIns",
        "cellDel",
        "cellMerge",
        "pPrChange",
        "rPrChange",
        "tcPrChange",
    )
)
_NOTE_TYPES: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the text of a Word file (.docx, .dotx; transitional or strict) in both views.

    Empty paragraphs outside table cells are left out, and what is merged away in tables; hidden
    text is read like other text, and a warning says so. Page heads and feet are no part of the
    tree. Raises Unreadable with the problem, the place and the remedy.
    """
    package = check(data, limits)
    try:
        return _Document(Parts(package)).reading()
    except RecursionError as error:
        raise Unreadable(
            "The file nests tables, boxes or fields too deeply", remedy=_REPAIR
        ) from error


class _Document:
    """One file while it is being read."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.styles = Styles(parts.linked("styles"))
        self.numbering = Numbering(parts.linked("numbering"), self.styles)
        self.root = parts.root(parts.main)
        self.body = self.root.find(W + "body")
        if self.body is None:
            raise Unreadable(
                "The file is damaged: its main part holds no text",
                place=parts.main[:80],
                remedy=_REPAIR,
            )
        self.context = look_around(self.root)
        self.readers: list[InlineReader] = []
        self.note_counts: dict[str, int] = {}
        self.tracked = _is_tracked(self.root)
        self.notes: dict[str, Story] = {}
        for kind, prefix in (("footnotes", "fn"), ("endnotes", "en")):
            self._read_notes(kind, prefix)

    def _read_notes(self, kind: str, prefix: str) -> None:
        """Find the notes of a part by the names under which they are called."""
        name = self.parts.linked_name(kind)
        self.note_counts[kind] = 0
        if not name:
            return
        root = self.parts.root(name)
        reader = self._reader(root, name)
        self.tracked = self.tracked or _is_tracked(root)
        for element in root.iterchildren(W + kind[:-1]):
            if element.get(W + "type") not in _NOTE_TYPES:
                self.note_counts[kind] += 1
                story = Story(element, reader)
                self.notes.setdefault(f"{prefix}{element.get(W + 'id')}", story)

    def _reader(self, root: etree._Element, part: str) -> InlineReader:
        reader = InlineReader(root, part, self.parts, self.styles, self.context)
        self.readers.append(reader)
        return reader

    def reading(self) -> Reading:
        """Read the body into both views and put the parts of a Reading together."""
        turned = self.context.turned
        new = View(self.styles, self.numbering, old=False, turned=turned)
        old = View(self.styles, self.numbering, old=True, turned=turned) if self.tracked else None
        body = BodyReader(new, old, self.notes)
        reader = self._reader(self.root, self.parts.main)
        assert self.body is not None
        body.read(self.body, reader, KEPT)
        language = self._language()
        accepted = Tree(tuple(new.provisions), language)
        cover = read_cover(accepted, self._page_heads(), new.sources)
        cover = with_properties(cover, self.parts)
        accepted = Tree(accepted.provisions, language, cover)
        original = accepted if old is None else Tree(tuple(old.provisions), language, cover)
        return Reading(
            accepted,
            original,
            self._facts(),
            None if old is None else Redline(pair_moves(body.blocks)),
            remarks_of(self.parts, new, old),
            self._warnings(body),
            struck_of(body.struck, new, old),
        )

    def _facts(self) -> Facts:
        """Count the elements of the main part, whatever the view."""
        counts = Counter(str(element.tag) for element in self.root.iter(*_COUNTED))
        return Facts(
            counts[P],
            counts[W + "tbl"],
            counts[W + "ins"],
            counts[W + "del"],
            counts[W + "moveFrom"],
            counts[W + "moveTo"],
            self.note_counts["footnotes"],
            self.note_counts["endnotes"],
            len(read_comments(self.parts)),
        )

    def _warnings(self, body: BodyReader) -> tuple[str, ...]:
        found = [
            sentence + (f" ({times} times)." if times > 1 else ".")
            for sentence, times in body.warnings.items()
        ]
        hidden = sum(reader.hidden for reader in self.readers)
        if hidden:
            found.append(f"{hidden} stretches of hidden text were read like the rest.")
        return tuple(found)

    def _page_heads(self) -> list[str]:
        """Return the lines of the page heads, where many bodies print the symbol."""
        lines: list[str] = []
        for link in self.parts.links(self.parts.main).values():
            if link.kind == "header" and not link.external and link.target in self.parts.package:
                for paragraph in self.parts.root(link.target).iter(P):
                    text = "".join([t.text or "" for t in paragraph.iter(W + "t")]).strip()
                    if text:
                        lines.append(text)
        return lines

    def _language(self) -> str:
        """Return the language of most characters, by the script they are written in.

        A run may name three: of Latin, of East Asian and of right-to-left text (17.3.2.20).
        """
        settings = self.parts.linked("settings")
        theme = None if settings is None else settings.find(W + "themeFontLang")
        fallback = self.styles.default_form.language.split("|")
        theme_names = ("" if theme is None else read_language(theme)).split("|")
        counts: Counter[str] = Counter()
        for reader in self.readers:
            counts.update(reader.languages)
        script = _script(self.root)
        found: Counter[str] = Counter()
        for names, characters in counts.items():
            for source in (names.split("|"), fallback, theme_names):
                if len(source) > script and source[script]:
                    found[source[script]] += characters
                    break
        return found.most_common(1)[0][0] if found else ""


_COUNTED: Final = (P, *(W + name for name in ("tbl", "ins", "del", "moveFrom", "moveTo")))


def _is_tracked(root: etree._Element) -> bool:
    return next(root.iter(*_TRACKED), None) is not None


def _script(root: etree._Element) -> int:
    """Return which of a run's three languages applies: 0 Latin, 1 East Asian, 2 right-to-left."""
    counts = [0, 0, 0]
    seen = 0
    for element in root.iter(W + "t"):
        text = (element.text or "")[:1_000]
        if text.isascii():
            counts[0] += len(text)
        else:
            for sign in text:
                counts[_script_of(sign)] += sign.isalpha()
        seen += len(text)
        if seen > 100_000:
            break
    return counts.index(max(counts))


def _script_of(sign: str) -> int:
    if "\u0590" <= sign <= "\u08ff" or "\ufb1d" <= sign <= "\ufeff":
        return 2
    return int("\u2e80" <= sign <= "\ud7ff" or "\uf900" <= sign <= "\ufaff")
