"""The page of the shared values, made from the values themselves."""

import ast
import inspect
import re
import textwrap
import typing
from enum import StrEnum
from itertools import pairwise

import msgspec

from travaux.formats import reading
from travaux.formats.paper import value as paper
from travaux.papers import turn
from travaux.rules import deadline
from travaux.text import changes, comment, pairing, segments, tree

MODULES = (tree, pairing, segments, changes, comment, reading, deadline, turn, paper)

HEAD = """# The shared values

Made from the code (`UPDATE_DOCS=1 ./run test tests/house`); a test holds it there.

The command line, and later the database, the API and the bundle, use these values and no others.
They are frozen. Their JSON is canonical: keys in the order given here, fields that have their
default left out. A value that stands alone bears a `schema` with its version; what is not of that
version is refused. A new field comes with a default; a new meaning comes with a new version.
"""

EXAMPLE = tree.Tree(
    (
        tree.Provision(
            "p1",
            tree.Kind.HEADING,
            1,
            (tree.Run("Preamble"),),
            "1.",
            tree.LabelKind.AUTOMATIC,
        ),
        tree.Provision(
            "p2",
            tree.Kind.PARAGRAPH,
            2,
            (tree.Run("The Forum is "), tree.Run("open", italic=True), tree.Run(".")),
            "1.1",
            tree.LabelKind.TYPED,
        ),
    ),
    language="en",
    cover=tree.Cover(symbol="WTPF-IEG/2/2-E", date="14 September 2012"),
)


def page() -> str:
    """Return the whole page."""
    example = msgspec.json.format(tree.encode(EXAMPLE), indent=2).decode()
    parts = [HEAD, "## A tree, as JSON", f"```json\n{example}\n```"]
    for module in MODULES:
        for value in vars(module).values():
            if inspect.isclass(value) and value.__module__ == module.__name__:
                if issubclass(value, msgspec.Struct):
                    parts.append(_struct(value))
                elif issubclass(value, StrEnum):
                    parts.append(_enum(value))
    return "\n\n".join(parts) + "\n"


def _words(text: str | None) -> str:
    return re.sub(r"\s*\n\s*", " ", inspect.cleandoc(text or "").replace("\n\n", "\n")).strip()


def _struct(struct: type[msgspec.Struct]) -> str:
    tag = f" `{struct.__struct_config__.tag}`" if struct.__struct_config__.tag else ""
    notes = _field_notes(struct)
    rows = [
        f"| `{field.encode_name}` | {_type(field.type)} | {_default(field)} "
        f"| {notes.get(field.name, '')} |"
        for field in msgspec.structs.fields(struct)
    ]
    head = f"## {struct.__name__}{tag}\n\n{_words(struct.__doc__)}"
    return "\n".join([head, "", "| field | type | default | |", "|---|---|---|---|", *rows])


def _enum(enum: type[StrEnum]) -> str:
    values = " · ".join(f"`{member.value}`" for member in enum)
    return f"## {enum.__name__}\n\n{_words(enum.__doc__)}\n\n{values}"


def _field_notes(struct: type) -> dict[str, str]:
    """Return the strings that stand below fields in the source."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(struct))).body
    notes: dict[str, str] = {}
    if isinstance(body, ast.ClassDef):
        for field, below in pairwise(body.body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                notes[field.target.id] = _words(str(below.value.value))
    return notes


def _type(kind: object) -> str:
    name = kind.__name__ if inspect.isclass(kind) and not typing.get_args(kind) else str(kind)
    return f"`{re.sub(r'(travaux|typing)[.a-z_]*[.]', '', name).replace('|', 'or')}`"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        value = field.default
        return f"`{value.value}`" if isinstance(value, StrEnum) else f"`{value!r}`"
    return "" if field.default_factory is msgspec.NODEFAULT else "empty"
