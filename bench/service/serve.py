"""Serves an installation for the bench: `python -m bench.service.serve [singly] WORKERS PORT`."""

import sys

import django


def main() -> None:
    """Serve as `travaux serve` does; `singly` gives each act a commit of its own, as a peer."""
    django.setup()
    from travaux.cli.serve_command import run
    from travaux.kernel import committer

    if sys.argv[1] == "singly":
        committer._MOST = 1  # type: ignore[misc]
    run(f"127.0.0.1:{sys.argv[-1]}", workers=int(sys.argv[-2]))


main()
