"""Ports of this machine for the tests: one a worker, so that none meets another's."""

import os


def port(first: int) -> int:
    """Return the port of this worker, counted from `first`."""
    return first + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
