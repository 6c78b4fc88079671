"""Pages of others, read as a person reads them: headings, paragraphs, lists, tables, notes."""

import re
from typing import Final

import msgspec
from lxml.html import HtmlElement

from travaux.formats import structure
from travaux.formats.html_inline import Style, styled
from travaux.formats.html_notes import Notes, is_back_link
from travaux.text import numbering
from travaux.text.labels import typed
from travaux.text.tree import OBJECT, Cover, Kind, LabelKind, Run, Tree
from travaux.text.words import is_rtl

_SILENT: Final = frozenset(
    {
        "script",
        "style",
        "template",
        "head",
        "noscript",
        "nav",
        "select",
        "textarea",
        "button",
        "svg",
        "math",
        "object",
        "iframe",
        "audio",
        "video",
        "canvas",
        "datalist",
        "meter",
        "progress",
    }
)
"""Elements whose content is not part of the text."""

_BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
"""Elements that begin a new paragraph."""

_SPACES: Final = re.compile(r"[ \t\n\r\f]+")


def tree_of(root: HtmlElement) -> Tree:
    """Return the tree of a page that others wrote."""
    body = root.find("body")
    reader = _Reader(root if body is None else body)
    reader.read()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    title = _SPACES.sub(" ", root.findtext("head/title") or "").strip()
    return reader.tree(language, Cover(title=title))


def read_into(outline: structure.Outline, root: HtmlElement) -> None:
    """Add what a piece of a page holds to an outline that another format's reader fills."""
    reader = _Reader(root, outline)
    reader.read()


class _Reader:
    """Walks a page in order and adds what it finds to an outline."""

    def __init__(self, root: HtmlElement, outline: structure.Outline | None = None) -> None:
        self.root = root
        self.outline = structure.Outline() if outline is None else outline
        self.notes = Notes(root)
        self._runs: list[Run] = []
        self._depth = 0
        """How many lists are open."""
        self._quoted = 0
        self._table_level = 0
        """The level of what stands in the open cell, or 0 outside of tables."""
        self._label = ""
        self._item = False

    def read(self) -> None:
        """Read the whole page."""
        self._children(self.root, Style())
        self._flush()

    def _children(self, element: HtmlElement, style: Style) -> None:
        self._text(element.text, style)
        for child in element:
            self._element(child, style)
            self._text(child.tail, style)

    def _element(self, element: HtmlElement, style: Style) -> None:
        tag = str(element.tag)
        if tag in _SILENT or element.get("hidden") is not None or self.notes.is_note(element):
            return
        if tag in _BLOCKS:
            self._flush()
            self._block(element, tag, style)
            self._flush()
        elif tag == "br":
            self._runs.append(style.run("\n"))
        elif tag == "img":
            self._picture(element, style)
        elif (note := self.notes.called_by(element)) is not None:
            self._runs.append(style.run(OBJECT, note=note))
        elif not is_back_link(element):
            self._children(element, styled(style, element))

    def _block(self, element: HtmlElement, tag: str, style: Style) -> None:
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(element, int(tag[1]))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(element, style)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            self._quoted += 1
            self._children(element, style)
            self._flush()
            self._quoted -= 1
        elif tag in ("caption", "figcaption"):
            self._children(element, style)
            self._flush(Kind.CAPTION)
        elif tag == "pre":
            self._preformatted(element)
        elif tag == "dd":
            self._depth += 1
            self._children(element, style)
            self._flush()
            self._depth -= 1
        else:
            self._children(element, style)

    def _heading(self, element: HtmlElement, rank: int) -> None:
        self._children(element, Style())
        runs = self._taken()
        if not runs:
            return
        text = "".join(run.text for run in runs)
        found = typed(text, heading=True)
        label = ""
        if found is not None and found.rest:
            label, runs = found.label, structure.cut_front(runs, len(text) - len(found.rest))
        if self._table_level:
            self._emit(Kind.HEADING, self._table_level, runs, label)
        else:
            self.outline.heading(structure.trimmed(runs), label, rank=rank)
        self._note_bodies(runs)

    def _list(self, element: HtmlElement, style: Style) -> None:
        """Read a list; numbers are counted as the page says (`start`, `reversed`, `type`)."""
        counter = _Counter(element)
        self._depth += 1
        for child in element:
            if child.tag == "li":
                self._flush()
                self._label, self._item = counter.label(child), True
                self._children(child, style)
                self._flush()
                self._label, self._item = "", False
            else:
                self._element(child, style)
            self._text(child.tail, style)
        self._flush()
        self._depth -= 1

    def _table(self, element: HtmlElement) -> None:
        """Read a table; tables within its cells stand below them."""
        outer = (self._table_level, self._depth, self._quoted)
        level = self._level()
        for caption in element.findall("caption"):
            self._block(caption, "caption", Style())
        self.outline.add(Kind.TABLE, level)
        for row in _rows(element):
            self.outline.add(Kind.ROW, level + 1)
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
                self.outline.add(Kind.CELL, level + 2, columns=columns, rows=rows)
                self._table_level, self._depth, self._quoted = level + 3, 0, 0
                self._children(cell, Style(bold=True) if cell.tag == "th" else Style())
                self._flush()
        self._table_level, self._depth, self._quoted = outer

    def _preformatted(self, element: HtmlElement) -> None:
        text = element.text_content().strip("\n")
        if text.strip():
            self._runs.append(Run(text))
            self._flush(keep_blanks=True)

    def _picture(self, element: HtmlElement, style: Style) -> None:
        alt = element.get("alt", "") or element.get("title", "")
        source = element.get("src", "")
        figure = source[7:] if re.fullmatch(r"sha256:[0-9a-f]{64}", source) else "drawing"
        self._runs.append(style.run(OBJECT, figure=figure, alt=_SPACES.sub(" ", alt).strip()))

    def _text(self, text: str | None, style: Style) -> None:
        if text:
            self._runs.append(style.run(_SPACES.sub(" ", text)))

    def _taken(self, *, keep_blanks: bool = False) -> tuple[Run, ...]:
        """Return the collected runs with blanks as a browser shows them, and forget them."""
        runs, self._runs = self._runs, []
        return structure.joined(runs) if keep_blanks else structure.trimmed(_collapsed(runs))

    def _flush(self, kind: Kind | None = None, *, keep_blanks: bool = False) -> None:
        """Make a provision of the collected runs."""
        runs = self._taken(keep_blanks=keep_blanks)
        if not runs:
            return
        if kind is None and all(run.figure for run in runs):
            kind = Kind.FIGURE
        label, label_kind = self._label, LabelKind.AUTOMATIC
        text = "".join(run.text for run in runs)
        if kind is None and not keep_blanks and not (label and label != "•"):
            found = typed(text, rtl=is_rtl(text))
            if found is not None and found.rest:
                runs = structure.cut_front(runs, len(text) - len(found.rest))
                label, label_kind = found.label, LabelKind.TYPED
        self._label = ""
        self._place(kind, runs, label, label_kind)
        self._note_bodies(runs)

    def _place(
        self, kind: Kind | None, runs: tuple[Run, ...], label: str, label_kind: LabelKind
    ) -> None:
        """Add a provision where it stands: in a cell, a list, a quotation, or the text."""
        is_item = self._item or (bool(label) and structure.is_item(label))
        if self._table_level:
            plain = Kind.ITEM if is_item and self._depth else Kind.PARAGRAPH
            self._emit(
                kind or plain, self._table_level + max(0, self._depth - 1), runs, label, label_kind
            )
        elif kind is not None or (self._quoted and not self._depth):
            self.outline.paragraph(runs, label, kind=kind or Kind.QUOTE, label_kind=label_kind)
        elif self._depth:
            if self._item:
                self.outline.item(runs, label, depth=self._depth, label_kind=label_kind)
            else:
                self._emit(Kind.PARAGRAPH, self._level(), runs, label, label_kind)
        elif is_item:
            self.outline.item(runs, label, label_kind=label_kind)
        else:
            self.outline.paragraph(runs, label, label_kind=label_kind)
        self._item = False

    def _emit(
        self,
        kind: Kind,
        level: int,
        runs: tuple[Run, ...],
        label: str = "",
        label_kind: LabelKind = LabelKind.TYPED,
    ) -> None:
        self.outline.add(kind, level, runs, label, label_kind=label_kind)

    def _level(self) -> int:
        """Return the level of what stands here without being an item itself."""
        base = self._table_level or self.outline.base
        return base + self._depth

    def _note_bodies(self, runs: tuple[Run, ...]) -> None:
        """Add the notes that the runs call, where the first call of each stands."""
        caller = self.outline.provisions[-1]
        for run in runs:
            body = self.notes.take(run.note) if run.note else None
            if body is None:
                continue
            inner = _Reader(body)
            inner.notes = Notes(HtmlElement())
            inner.read()
            texts = [p for p in inner.outline.provisions if p.runs]
            first = texts[0].runs if texts else ()
            number = self.notes.number(run.note)
            name = self.outline.add(
                Kind.FOOTNOTE, caller.level + 1, first, number, label_kind=LabelKind.AUTOMATIC
            )
            self.notes.place(run.note, name)
            for provision in texts[1:]:
                self.outline.add(Kind.PARAGRAPH, caller.level + 2, provision.runs)

    def tree(self, language: str, cover: Cover) -> Tree:
        """Return what was read, the calls of notes named by the notes' own ids."""
        provisions = tuple(
            msgspec.structs.replace(
                provision,
                runs=tuple(
                    msgspec.structs.replace(run, note=self.notes.placed(run.note))
                    for run in provision.runs
                ),
            )
            if any(run.note for run in provision.runs)
            else provision
            for provision in self.outline.provisions
        )
        return Tree(provisions, language=language, cover=cover)


class _Counter:
    """Numbers the items of a list as a browser does (HTML, 4.4.5 and 4.4.8)."""

    def __init__(self, element: HtmlElement) -> None:
        self.ordered = element.tag == "ol"
        self.style = element.get("type", "1")
        self.step = -1 if element.get("reversed") is not None else 1
        items = sum(child.tag == "li" for child in element)
        self.next = _integer(element.get("start"), items if self.step < 0 else 1)

    def label(self, item: HtmlElement) -> str:
        """Return the label of the next item, or of one that names its own number."""
        if not self.ordered:
            return "•"
        value = _integer(item.get("value"), self.next)
        self.next = value + self.step
        return numbering.counted(value, item.get("type", self.style)) + "."


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else default


def _span(cell: HtmlElement, name: str) -> int:
    return min(1000, max(1, _integer(cell.get(name), 1)))


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table, not those of tables within it."""
    rows: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _collapsed(runs: list[Run]) -> list[Run]:
    """Return the runs with one blank where several met, and none beside a line break."""
    result: list[Run] = []
    last = "\n"
    for run in runs:
        text = run.text
        if text == "\n":
            if result:
                result[-1] = result[-1].with_text(result[-1].text.rstrip(" "))
        elif text.startswith(" ") and last in (" ", "\n"):
            text = text[1:]
        if text:
            result.append(run.with_text(text))
            last = text[-1]
    return result
