"""From a head's file to the public's: submitted, proved, registered, posted, found, saved."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import journey
from tests.browser.visits import PROCESS, visiting

pytestmark = pytest.mark.browser


def test_a_document_goes_from_its_head_to_the_public(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    file, title = journey.paper(tmp_path), "A journey with scripts"
    receipt = journey.submitted(browser, site, title, file, scripts=True)
    journey.prove(browser, site, receipt, file)
    symbol = journey.posted(browser, site, title, scripts=True)
    assert symbol.startswith("WTPF-IEG/2/")
    assert journey.found(browser, site, symbol, scripts=True) == file.read_bytes()


def test_a_document_is_prepared_by_a_delegate_and_submitted_by_the_head(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("delegate")
        journey.fill_in(visit, "From a delegate", journey.paper(tmp_path))
        expect(visit.page.get_by_role("button", name="Submit it now")).to_have_count(0)
        visit.page.get_by_role("button", name="Keep it in preparation").click()
        expect(visit.page.locator("h1 + .badges")).to_contain_text("In preparation")
    with visiting(browser, site) as visit:
        visit.sign_in("head", f"{PROCESS}/desk")
        visit.page.get_by_role("link", name="From a delegate").click()
        visit.page.get_by_role("button", name="Clear it").click()
        visit.page.get_by_role("button", name="Submit it").click()
        expect(visit.page.locator("h1 + .badges")).to_contain_text("Submitted")
        expect(visit.page.get_by_role("link", name="Receipt, entry")).to_be_visible()
