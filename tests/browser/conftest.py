"""A browser, and a server for it. What a page asks from elsewhere is a fault, so none is there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    with _served("tests.web.design_server") as address:
        yield f"{address}/design"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the model case as an installation for use, and give its address."""
    with _served("tests.browser.model_server", str(tmp_path_factory.mktemp("site"))) as address:
        yield address


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the model case as a demo, and give its address."""
    folder = str(tmp_path_factory.mktemp("demo"))
    with _served("tests.browser.model_server", folder, "demo") as address:
        yield address


@contextmanager
def _served(*command: str) -> Iterator[str]:
    """Run a server that prints its address once it listens."""
    inherited = {name: said for name, said in os.environ.items() if "TRAVAUX" not in name}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=_HOUSE,
        env=inherited | {"PYTHONPATH": str(_HOUSE)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
