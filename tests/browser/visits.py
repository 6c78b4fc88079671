"""A person before a page: who she is, her language, the width of her screen, with or without
scripts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page

from tests.browser.model_server import PASSWORD

PROCESS: Final = "/wtpf-13"
PEOPLE: Final = {
    "public": "",
    "officer": "officer@example.org",
    "head": "uk.head@example.org",
    "delegate": "uk.delegate@example.org",
    "observer": "observer@example.org",
}


class Visit:
    """An open page, and what its console said that is not the status of an answer."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.said: list[str] = []
        page.on("console", lambda message: self._hear(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, path: str) -> int:
        """Open an address of the site, and return the status of the answer."""
        answer = self.page.goto(f"{self.site}{path}")
        assert answer is not None
        return answer.status

    def sign_in(self, who: str, back: str = f"{PROCESS}/") -> None:
        """Sign in with address and password."""
        self.go(f"/sign-in?next={back}")
        self.give_password(who)

    def give_password(self, who: str) -> None:
        """Fill in the form for signing in that is shown."""
        self.page.get_by_label("E-mail address").fill(PEOPLE[who])
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Sign in").click()

    def _hear(self, text: str) -> None:
        if not text.startswith("Failed to load resource: the server responded with a status of 4"):
            self.said.append(text)


@contextmanager
def visiting(
    browser: Browser, site: str, language: str = "en", width: int = 1440, scripts: bool = True
) -> Iterator[Visit]:
    """Open a browser for one person; what its console says is a fault."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        extra_http_headers={"Accept-Language": language},
        java_script_enabled=scripts,
        accept_downloads=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page(), site)
    yield visit
    context.close()
    assert visit.said == []
