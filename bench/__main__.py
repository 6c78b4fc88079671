"""`./run bench [NAME …]`: the benches of _PARTS, all of them without a name."""

import importlib
import sys

_PARTS = ("redline", "reading", "fidelity", "turn", "attribution", "lineage", "search", "service")


def main() -> int:
    """Run the named benches in order; 2 where a name is none."""
    names = sys.argv[1:] or list(_PARTS)
    for name in names:
        if name not in _PARTS:
            print(f"There is no bench '{name}'. There are: {', '.join(_PARTS)}.", file=sys.stderr)
            return 2
        importlib.import_module(f"bench.{name}").run()
    return 0


sys.exit(main())
