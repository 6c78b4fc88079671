"""The golden cases: two drafts in shorthand and the redline a careful reader would make.

A case is a file: the older draft, a line of `#`, the newer one, a line of `#`, the redline. After
a change that is meant, `UPDATE_CASES=1 ./run test tests/text/test_cases.py` writes them anew; the
difference is then read, case by case.
"""

import os
from pathlib import Path

import pytest

from tests.text.notation import draft, show
from travaux.text.redline import redline

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
LINE = "#" * 5 + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    old, new, *expected = path.read_text("utf-8").split(LINE)
    shown = show(redline(draft(old), draft(new))) + "\n"
    if os.environ.get("UPDATE_CASES"):
        path.write_text(LINE.join([old, new, shown]), "utf-8")
        return
    assert expected == [shown]
