"""A tree as one page that reads without us, and from which the tree can be read back whole."""

from collections.abc import Sequence

from travaux.formats.html_page import Assembler, Node, escape, page, place_name, run_markup
from travaux.text.tree import NOTES, Cover, Kind, LabelKind, Provision, Run, Tree

_SCHEMA = "travaux/tree/1"
_NO_CONTENT = frozenset({Kind.TABLE, Kind.ROW})
"""Kinds whose elements may hold no words; their bookmarks are kept in an attribute."""

_FEWEST_HEADINGS = 5
"""Texts with fewer headings need no list of contents."""


def write(tree: Tree) -> str:
    """Return the tree as a self-contained page (HTML 5).

    Every provision keeps its kind, level and label in `data-` attributes, so that `html.read`
    gives the same tree again, up to `structure.normal`. Characters that no page may hold are
    replaced by U+FFFD.
    """
    numbers = note_numbers(tree)
    assembler = Assembler()
    for place, (provision, indent) in enumerate(zip(tree.provisions, indents(tree), strict=True)):
        assembler.add(_node(provision, f"p{place + 1}", indent, numbers))
    title = title_of(tree)
    body = f"{_contents(tree)}<main>\n{assembler.finish()}\n</main>"
    return page(
        title=title,
        body=body,
        language=tree.language,
        rtl=mostly_rtl(tree),
        schema=_SCHEMA,
        meta=cover_meta(tree.cover),
    )


def fragment(tree: Tree) -> str:
    """Return a part of a tree (a table) as plain markup for use within another format.

    Notes stand where they are called, their numbers raised; pictures are `img` elements.
    """
    numbers = note_numbers(tree)
    assembler = Assembler(bare=True)
    for provision in tree.provisions:
        text = "".join(_bare_run(run, numbers) for run in provision.runs)
        label = f"{escape(provision.label)} " if provision.label else ""
        assembler.add(
            Node(
                provision.kind,
                provision.level,
                "",
                label + text,
                provision.columns,
                provision.rows,
            )
        )
    return assembler.finish()


def _bare_run(run: Run, numbers: dict[str, tuple[str, str]]) -> str:
    if run.note:
        return f"<sup>{escape(numbers[run.note][1])}</sup>" if run.note in numbers else ""
    if run.figure:
        source = run.figure if run.figure == "drawing" else f"sha256:{run.figure}"
        return f'<img src="{escape(source)}" alt="{escape(run.alt)}">'
    return run_markup(run, numbers)


def title_of(tree: Tree) -> str:
    """Return the name of a text: of its cover, its title lines, or its first heading."""
    if tree.cover.title:
        return tree.cover.title
    titles = [p.plain for p in tree.provisions if p.kind is Kind.TITLE]
    if titles:
        return " ".join(titles)
    return next((p.plain for p in tree.provisions if p.kind is Kind.HEADING), "") or "Document"


def mostly_rtl(tree: Tree) -> bool:
    """Whether most provisions with words run from right to left."""
    spoken = [provision.rtl for provision in tree.provisions if provision.text.strip()]
    return sum(spoken) * 2 > len(spoken)


def places(tree: Tree) -> dict[str, str]:
    """Return for each provision's id its name on the page, `p1`, `p2`, …"""
    return {provision.id: f"p{n}" for n, provision in enumerate(tree.provisions, 1)}


def note_numbers(tree: Tree) -> dict[str, tuple[str, str]]:
    """Return for each note's id its name on the page and the number that calls it.

    A note's own label is its number; where it has none, notes are counted.
    """
    numbers: dict[str, tuple[str, str]] = {}
    count = 0
    for place, provision in enumerate(tree.provisions, 1):
        if provision.kind in NOTES:
            count += 1
            numbers[provision.id] = (f"p{place}", provision.label or str(count))
    return numbers


def indents(tree: Tree) -> list[int]:
    """Return how far each provision is set in: the numbered ones that it hangs below, at most 4.

    Items are set in by their lists, and headings never are.
    """
    depths: list[int] = []
    for parent in tree.parents():
        above = tree.provisions[parent] if parent >= 0 else None
        hangs = above is not None and above.kind in (Kind.PARAGRAPH, Kind.QUOTE)
        inherited = depths[parent] if hangs else 0
        depths.append(min(4, inherited + 1) if hangs else 0)
    return [
        0 if p.kind in (Kind.ITEM, Kind.HEADING, Kind.TITLE) else depth
        for p, depth in zip(tree.provisions, depths, strict=True)
    ]


def attributes(
    provision: Provision, name: str, indent: int = 0, extra: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the attributes of a provision's element, a blank before each."""
    pairs = [
        ("id", name),
        ("data-kind", provision.kind.value),
        ("data-level", str(provision.level)),
    ]
    if provision.label_kind is not LabelKind.NONE or provision.label:
        pairs.append(("data-label-kind", provision.label_kind.value))
    if indent:
        pairs.append(("data-in", str(indent)))
    pairs.append(("dir", "rtl" if provision.rtl else "ltr"))
    if provision.kind in NOTES:
        pairs.append(("role", "note"))
    if provision.bookmarks and provision.kind in _NO_CONTENT:
        pairs.append(("data-bookmarks", "\n".join(provision.bookmarks)))
    pairs.extend(extra)
    return "".join(f' {key}="{escape(value)}"' for key, value in pairs)


def label_markup(label: str) -> str:
    """Return a label as markup, isolated so that it keeps its order in any direction."""
    return f'<span class="label"><bdi>{escape(label)}</bdi></span> ' if label else ""


def bookmark_markup(provision: Provision) -> str:
    """Return the places within the page that links of the text point to."""
    if provision.kind in _NO_CONTENT:
        return ""
    return "".join(
        f'<span id="{escape(place_name(name))}" data-bookmark="{escape(name)}"></span>'
        for name in provision.bookmarks
    )


def _node(
    provision: Provision, name: str, indent: int, numbers: dict[str, tuple[str, str]]
) -> Node:
    text = "".join(run_markup(run, numbers) for run in provision.runs)
    return Node(
        kind=provision.kind,
        level=provision.level,
        attributes=attributes(provision, name, indent),
        content=bookmark_markup(provision)
        + label_markup(provision.label)
        + (f'<span class="text">{text}</span>' if text else ""),
        columns=provision.columns,
        rows=provision.rows,
    )


def _contents(tree: Tree) -> str:
    """Return a folded list of the headings, for texts long enough to need one."""
    names = places(tree)
    headings = [p for p in tree.provisions if p.kind is Kind.HEADING]
    if len(headings) < _FEWEST_HEADINGS:
        return ""
    lines = "\n".join(
        f'<li{_deep(heading)}><a href="#{names[heading.id]}">'
        f"<bdi>{escape(f'{heading.label} {heading.plain}'.strip())}</bdi></a></li>"
        for heading in headings
    )
    return (
        f'<nav aria-label="Contents"><details><summary>{len(headings)} headings</summary>\n'
        f"<ol>\n{lines}\n</ol></details></nav>\n"
    )


def _deep(heading: Provision) -> str:
    return ' class="deep"' if heading.level > 1 else ""


def cover_meta(cover: Cover) -> list[tuple[str, str]]:
    """Return what the cover says, as names and contents of `meta` elements."""
    single = [(name, getattr(cover, name)) for name in ("symbol", "title", "date", "original")]
    return [pair for pair in single if pair[1]] + [("source", name) for name in cover.sources]
