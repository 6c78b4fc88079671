"""Pages that we wrote: read back as they were, by the marks that the writer left."""

from lxml.html import HtmlElement

from travaux.formats import structure
from travaux.formats.html_inline import Style, styled
from travaux.formats.reading import Unreadable
from travaux.text.tree import OBJECT, Cover, Kind, LabelKind, Provision, Run, Tree


def tree_of(root: HtmlElement) -> Tree:
    """Return the tree that `html.write` wrote."""
    elements = [element for element in root.iter() if element.get("data-kind")]
    names = {element.get("id", ""): f"p{n}" for n, element in enumerate(elements, 1)}
    provisions = tuple(
        _own_provision(element, name, names)
        for element, name in zip(elements, names.values(), strict=False)
    )
    if len(names) != len(elements):
        raise Unreadable("Two provisions of the page have the same id", remedy="Write it again.")
    return Tree(provisions, language=root.get("lang", ""), cover=_own_cover(root))


def _own_provision(element: HtmlElement, name: str, names: dict[str, str]) -> Provision:
    label = ""
    runs: list[Run] = []
    bookmarks = [name for name in element.get("data-bookmarks", "").split("\n") if name]
    for child in element:
        if child.get("class") == "label":
            label = "".join(child.itertext())
        elif child.get("class") == "text":
            _collect_own(child, Style(), runs, names)
        elif child.get("data-bookmark"):
            bookmarks.append(child.get("data-bookmark", ""))
    try:
        if int(element.get("data-level", "")) < 1:
            raise ValueError("a level below 1")
        return Provision(
            id=name,
            kind=Kind(element.get("data-kind", "")),
            level=int(element.get("data-level", "")),
            runs=structure.joined(runs),
            label=label,
            label_kind=LabelKind(element.get("data-label-kind", "none")),
            rtl=element.get("dir") == "rtl",
            columns=int(element.get("colspan", "1")),
            rows=int(element.get("rowspan", "1")),
            bookmarks=tuple(bookmarks),
        )
    except ValueError as error:
        raise Unreadable(
            "A provision of the page has marks that Travaux did not write",
            place=f"id {element.get('id', '')}",
            remedy="Write the page again.",
        ) from error


def _collect_own(
    element: HtmlElement, style: Style, runs: list[Run], names: dict[str, str]
) -> None:
    """Collect the runs of an element, every blank as it stands."""
    if element.text:
        runs.append(style.run(element.text))
    for child in element:
        if child.tag == "br":
            runs.append(style.run("\n"))
        elif child.get("data-note") is not None:
            runs.append(style.run(OBJECT, note=names.get(child.get("data-note", ""), "")))
        elif child.get("data-figure") is not None:
            figure, alt = child.get("data-figure", ""), child.get("data-alt", "")
            runs.append(style.run(OBJECT, figure=figure, alt=alt))
        else:
            _collect_own(child, styled(style, child), runs, names)
        if child.tail:
            runs.append(style.run(child.tail))


def _own_cover(root: HtmlElement) -> Cover:
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("name", "")
        if name.startswith("travaux:"):
            meta.setdefault(name[8:], []).append(element.get("content", ""))
    single = {name: meta.get(name, [""])[0] for name in ("symbol", "title", "date", "original")}
    return Cover(sources=tuple(meta.get("source", ())), **single)
