"""All that changes something is an action, stands in the table of actions, and has its tests."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from travaux.kernel.act import ACTIONS
from travaux.rules.access import SYSTEM

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src" / "travaux"
WRITES = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "save",
    "delete", "set", "add", "remove", "clear", "insert",
}  # fmt: skip
HELPERS = {
    "register.shared.save", "register.shared.attach_files", "register.shared.name_sources",
    "register.preparing.make", "register.submitting._submission", "drafting._write",
    "calls.drafting._write", "calls.sending.send_call", "calls.sending.written",
}  # fmt: skip
"""What actions share; each is called from actions only."""


def _modules() -> list[Path]:
    return sorted([*SRC.glob("*/actions.py"), *SRC.glob("*/actions/*.py")])


def _functions() -> dict[str, ast.FunctionDef]:
    found = {}
    for path in _modules():
        subject = path.relative_to(SRC).parts[0]
        module = "" if path.stem in ("actions", "__init__") else f"{path.stem}."
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found[f"{subject}.{module}{node.name}"] = node
    return found


def _is_action(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "action" for one in node.decorator_list)


def _called(node: ast.FunctionDef) -> set[str]:
    """Return the methods that a function calls, and `insert` where it does."""
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    named = {one.id for one in calls if isinstance(one, ast.Name)} & {"insert"}
    return named | {one.attr for one in calls if isinstance(one, ast.Attribute)}


for _path in _modules():
    importlib.import_module(".".join(("travaux", *_path.relative_to(SRC).with_suffix("").parts)))


def test_every_action_stands_in_the_table() -> None:
    named = {
        f"{name.split('.')[0]}.{node.name}"
        for name, node in _functions().items()
        if _is_action(node)
    }
    assert len(named) > 40
    assert named == set(ACTIONS)


def test_what_changes_something_is_an_action_or_helps_one() -> None:
    changing = {
        name
        for name, node in _functions().items()
        if not _is_action(node) and _called(node) & WRITES
    }
    assert changing == HELPERS


def test_nothing_but_actions_and_the_kernel_writes_to_the_tables() -> None:
    writing = {
        str(path.relative_to(SRC))
        for path in SRC.rglob("*.py")
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and "actions" not in (path.stem, path.parent.name)
        and any(
            f".objects.{word}(" in path.read_text("utf-8")
            for word in ("create", "get_or_create", "update_or_create", "bulk_create")
        )
    }
    assert {Path(one).parts[0] for one in writing} <= {"kernel"}


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_is_named_in_a_test(name: str) -> None:
    word = name.split(".")[1]
    assert any(
        f".{word}(" in path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__)
    )


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_takes_its_act_first_and_says_what_it_does(name: str) -> None:
    function = ACTIONS[name]
    first, *_ = inspect.signature(function).parameters.values()
    assert first.name == "act"
    assert function.__doc__
    assert function.__doc__.split("\n")[0].endswith((".", ";", ",")) or "\n" in function.__doc__


def test_the_machine_is_an_actor_too() -> None:
    assert SYSTEM.name
