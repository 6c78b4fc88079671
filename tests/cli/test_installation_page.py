"""The page about an installation names every setting, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "installation.md").read_text("utf-8")
VARIABLE = re.compile(r"\bTRAVAUX_[A-Z]+\b")


def test_every_setting_is_on_the_page_and_no_other() -> None:
    code = (ROOT / "src" / "travaux" / "kernel" / "environment.py").read_text("utf-8")
    table = PAGE.split("## Settings", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(TRAVAUX_[A-Z]+)` \|", table, re.MULTILINE)
    assert sorted(rows) == sorted(set(VARIABLE.findall(code)))
    assert set(VARIABLE.findall(PAGE)) == set(rows)


def test_each_page_that_it_leads_to_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
