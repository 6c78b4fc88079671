"""`travaux read`: what a file holds, on screen or as JSON."""

import shutil
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import click
import msgspec

from travaux.cli import EXIT_CODES
from travaux.cli.files import Input, Refused, load
from travaux.cli.screen import Bar, complain, print_json
from travaux.text.segments import BREAK, Op
from travaux.text.tree import CONTAINERS, Kind, LabelKind, Provision, Tree

_WIDEST = 100


@click.command("read", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--view",
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    show_default=True,
    help="The text with its tracked changes accepted, or as it was before them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def command(files: tuple[Path, ...], view: str, as_json: bool) -> None:
    """Show what FILES hold: text, labels, facts, tracked changes by author, comments.

    Word (.docx), HTML, Markdown, plain text, and JSON that Travaux wrote. A file that cannot be
    read is reported; the others are shown all the same.
    """
    results: list[dict[str, Any]] = []
    failed = False
    with Bar("Reading", len(files)) as bar:
        for path in files:
            bar.step(f"Reading {path.name}")
            try:
                found = load(path)
            except Refused as refusal:
                failed = True
                complain(str(refusal))
                results.append({"file": str(path), "error": str(refusal)})
                continue
            if as_json:
                results.append(as_data(found, view))
            else:
                _show(found, view, many=len(files) > 1)
    if as_json:
        print_json(results[0] if len(files) == 1 else {"files": results})
    raise SystemExit(1 if failed else 0)


def as_data(found: Input, view: str) -> dict[str, Any]:
    """Return what `--json` prints of a file; its fields are described in docs/cli.md."""
    reading = found.reading
    tree = _view(found, view)
    return {
        "file": str(found.path),
        "sha256": found.sha256,
        "view": view,
        "language": tree.language,
        "cover": {
            "symbol": tree.cover.symbol,
            "title": tree.cover.title,
            "sources": list(tree.cover.sources),
            "date": tree.cover.date,
            "original": tree.cover.original,
        },
        "facts": msgspec.to_builtins(reading.facts),
        "provisions": [_provision(provision) for provision in tree.provisions],
        "remarks": [
            {
                "id": remark.id,
                "author": remark.author,
                "at": remark.at,
                "text": remark.text,
                "quote": remark.quote,
                "parent": remark.parent,
                "resolved": remark.resolved,
                "provision": remark.start.provision if remark.start else "",
            }
            for remark in reading.remarks
        ],
        "tracked": _tracked_by_author(found),
        "struck": [
            {
                "author": struck.author,
                "at": struck.at,
                "by": struck.by,
                "by_at": struck.by_at,
                "text": struck.text.replace(BREAK, "\n"),
                "moved": struck.moved,
                "note": struck.note,
                "provision": struck.place.provision if struck.place else "",
            }
            for struck in reading.struck
        ],
        "warnings": list(reading.warnings),
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "id": provision.id,
        "kind": provision.kind.value,
        "level": provision.level,
        "label": provision.label,
        "label_kind": provision.label_kind.value,
        "text": provision.plain,
    }


def _view(found: Input, view: str) -> Tree:
    return found.reading.accepted if view == "accepted" else found.reading.original


def _tracked_by_author(found: Input) -> list[dict[str, Any]]:
    """Count the stretches of words that each author inserted and deleted."""
    inserted: Counter[str] = Counter()
    deleted: Counter[str] = Counter()
    for block in found.reading.tracked.blocks if found.reading.tracked else ():
        for segment in block.segments:
            if segment.op is Op.INSERT:
                inserted[segment.author] += 1
            elif segment.op is Op.DELETE:
                deleted[segment.author] += 1
    return [
        {"author": author, "inserted": inserted[author], "deleted": deleted[author]}
        for author in sorted({*inserted, *deleted})
    ]


# On screen


def _show(found: Input, view: str, *, many: bool) -> None:
    tree = _view(found, view)
    if many:
        click.secho(f"\n{found.path}", bold=True, underline=True)
    _show_cover(tree)
    width = min(_WIDEST, max(40, shutil.get_terminal_size().columns))
    for provision in tree.provisions:
        _show_provision(provision, width)
    click.echo()
    _show_facts(found, tree, view)


def _show_cover(tree: Tree) -> None:
    cover = tree.cover
    lines = [
        ("symbol", cover.symbol),
        ("title", cover.title),
        ("source", "; ".join(cover.sources)),
        ("date", cover.date),
        ("original", cover.original),
        ("language", tree.language),
    ]
    for name, said in lines:
        if said:
            click.echo(click.style(f"{name:>9}  ", dim=True) + said)
    click.echo()


def _show_provision(provision: Provision, width: int) -> None:
    """Print a provision set in by its level, its label first, its kind dim where it is no prose."""
    if provision.kind in CONTAINERS:
        if provision.kind is not Kind.CELL:
            _show_container(provision)
        return
    indent = "  " * min(12, provision.level - 1)
    label = f"{provision.label} " if provision.label else ""
    text = " ".join(f"{label}{provision.plain}".split()) or "(no words)"
    lines = textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + " " * min(8, len(label))
    )
    prose = (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.TITLE)
    mark = "" if provision.kind in prose else click.style(f" [{provision.kind.value}]", dim=True)
    bold = provision.kind in (Kind.HEADING, Kind.TITLE)
    if bold:
        click.echo()
    shown = "\n".join(lines)
    if provision.label and shown.lstrip().startswith(provision.label):
        head = indent + click.style(provision.label, fg=_colour(provision), bold=bold)
        shown = head + click.style(shown[len(indent) + len(provision.label) :], bold=bold)
    else:
        shown = click.style(shown, bold=bold) if bold else shown
    click.echo(shown + mark)


def _colour(provision: Provision) -> str:
    return "cyan" if provision.label_kind is LabelKind.AUTOMATIC else "yellow"


def _show_container(provision: Provision) -> None:
    indent = "  " * min(12, provision.level - 1)
    click.secho(f"{indent}[{provision.kind.value}]", dim=True)


def _show_facts(found: Input, tree: Tree, view: str) -> None:
    facts = msgspec.to_builtins(found.reading.facts)
    said = [f"{count} {name}" for name, count in facts.items() if count]
    click.secho(
        f"{len(tree.provisions)} provisions; in the file: {', '.join(said) or 'nothing counted'}",
        dim=True,
    )
    kinds = Counter(provision.label_kind for provision in tree.provisions)
    click.secho(
        f"labels: {kinds[LabelKind.AUTOMATIC]} automatic, {kinds[LabelKind.TYPED]} typed", dim=True
    )
    if found.reading.tracked is not None:
        click.secho(f"tracked changes ({view} view shown):", dim=True)
        for author in _tracked_by_author(found):
            name = author["author"] or "unknown author"
            click.echo(f"  {name}: {author['inserted']} inserted, {author['deleted']} deleted")
    hands = Counter((struck.author, struck.by) for struck in found.reading.struck)
    for (inserter, deleter), count in hands.items():
        by = deleter or "unknown author"
        click.echo(f"  {inserter}: {count} more inserted, which {by} deleted (in neither view)")
    for remark in found.reading.remarks:
        state = " (resolved)" if remark.resolved else ""
        quote = f" on “{_short(remark.quote)}”" if remark.quote else ""
        answer = "  " if remark.parent else ""
        click.echo(f"{answer}comment by {remark.author}{quote}{state}: {_short(remark.text, 200)}")
    for warning in found.reading.warnings:
        click.secho(f"note: {warning}", fg="yellow")


def _short(text: str, length: int = 40) -> str:
    return textwrap.shorten(" ".join(text.split()), length, placeholder="…")
