"""Everything works where no script runs."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import journey
from tests.browser.visits import PROCESS, visiting

pytestmark = pytest.mark.browser


def test_a_document_goes_from_its_head_to_the_public_without_scripts(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    file, title = journey.paper(tmp_path), "A journey without scripts"
    receipt = journey.submitted(browser, site, title, file, scripts=False)
    journey.prove(browser, site, receipt, file)
    symbol = journey.posted(browser, site, title, scripts=False)
    assert journey.found(browser, site, symbol, scripts=False) == file.read_bytes()


def test_a_person_changes_the_language_and_signs_out_without_scripts(
    browser: Browser, site: str
) -> None:
    with visiting(browser, site, scripts=False) as visit:
        visit.sign_in("head", f"{PROCESS}/register?kind=contribution")
        visit.page.locator("summary").first.click()
        visit.page.get_by_role("button", name="Français").click()
        expect(visit.page.locator("html")).to_have_attribute("lang", "fr")
        assert visit.page.url.endswith("/register?kind=contribution")
        visit.page.locator("summary").last.click()
        visit.page.get_by_role("button", name="Se déconnecter").click()
        expect(visit.page.get_by_role("link", name="Se connecter").first).to_be_visible()
