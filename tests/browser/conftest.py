"""A browser, and a server for it. What a page asks from elsewhere is a fault, so none is there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM: Final = Path("/usr/bin/chromium")
_ARGUMENTS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_HOUSE: Final = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"There is no {CHROMIUM}. On Debian: apt install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def design() -> Iterator[str]:
    """Serve the page of parts, and give its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.web.design_server"],
        cwd=_HOUSE,
        env=os.environ | {"PYTHONPATH": str(_HOUSE)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield f"{server.stdout.readline().strip()}/design"
        server.terminate()
