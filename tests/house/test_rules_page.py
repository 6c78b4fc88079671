"""A reader who meets a rule's number finds what it says, and where it is enforced."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (R\d+) \| .+ \| (.+) \|$", PAGE, re.MULTILINE))


def test_every_rule_that_the_code_names_is_on_the_page() -> None:
    named = {
        rule
        for path in (ROOT / "src").rglob("*.py")
        for rule in re.findall(r"\bR\d{1,2}\b", path.read_text("utf-8"))
    }
    assert named
    assert named == set(ROWS)


def test_each_place_that_enforces_a_rule_is_there() -> None:
    for rule, places in ROWS.items():
        for place in re.findall(r"`([^`]+)`", places):
            assert (ROOT / "src" / "travaux" / place).exists(), (rule, place)
