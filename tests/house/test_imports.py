"""Every format can be imported before all others: no two of them import each other in a ring."""

import pkgutil
import subprocess
import sys

from travaux import formats

_PROGRAM = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [one for one in sys.modules if one.partition(".")[0] == "travaux"]:
        del sys.modules[known]
    importlib.import_module(name)
"""


def test_every_format_can_be_imported_first() -> None:
    names = [module.name for module in pkgutil.iter_modules(formats.__path__, "travaux.formats.")]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
