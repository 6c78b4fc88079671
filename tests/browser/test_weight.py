"""What a first visit costs: the register and everything it needs, as it comes over the wire."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.visits import PROCESS, visiting

pytestmark = pytest.mark.browser
MOST: Final = 100_000


def test_a_first_visit_to_the_register_is_light(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        measure = visit.page.context.new_cdp_session(visit.page)
        measure.send("Network.enable")
        pieces: list[float] = []
        measure.on("Network.loadingFinished", lambda said: pieces.append(said["encodedDataLength"]))
        visit.go(f"{PROCESS}/register")
        visit.page.wait_for_load_state("networkidle")
        icon = visit.page.locator("link[rel=icon]").get_attribute("href")
        fetched = visit.page.context.request.get(f"{site}{icon}")
        assert len(pieces) >= 4  # the page, the sheet, two scripts
        assert sum(pieces) + len(fetched.body()) <= MOST


def test_what_does_not_change_is_kept_by_the_browser(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        answers: list[Response] = []

        def hear(answer: Response) -> None:
            answers.append(answer)

        visit.page.on("response", hear)
        visit.go(f"{PROCESS}/register")
        visit.page.wait_for_load_state("networkidle")
        fixed = [one for one in answers if "/static/" in one.url]
        assert len(fixed) >= 3
        for one in fixed:
            assert "immutable" in one.headers["cache-control"], one.url
            assert one.headers.get("content-encoding") == "gzip", one.url
