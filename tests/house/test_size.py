"""Long functions and modules tire the reader: each over the line bears its reason here."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LONGEST_FUNCTION = 50
LONGEST_MODULE = 400

REASONS: dict[str, str] = {
    "formats/docx_writer/styles_part.py:styles": "a list of styles, read like the style pane",
    "verify_receipt.py": "one file that anyone can take away and run",
}


def _over() -> Iterator[str]:
    for path in sorted(p for p in (ROOT / "src").rglob("*.py") if p.parent.name != "migrations"):
        source = path.read_text("utf-8")
        name = str(path.relative_to(ROOT / "src" / "travaux"))
        if source.count("\n") > LONGEST_MODULE:
            yield name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{name}:{node.name}"


def test_what_is_long_has_a_reason() -> None:
    assert set(_over()) == set(REASONS)
