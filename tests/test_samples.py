"""Real files of others, where they lie beside the project: what each must show.

The same cases as `./run bench fidelity`, which writes their count into the docs.
"""

import pytest
from bench.samples import Case, cases

CASES = list(cases())


@pytest.mark.skipif(not CASES, reason="the sample files of others do not lie beside the project")
def test_there_are_samples() -> None:
    assert len(CASES) > 700


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_sample(case: Case) -> None:
    case.check()
