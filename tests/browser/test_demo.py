"""The demo says what it is on every page, and what it allows exists nowhere else."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import PEOPLE, PROCESS, visiting

pytestmark = pytest.mark.browser
ADDRESSES = (f"{PROCESS}/", f"{PROCESS}/register", "/rights", "/log", "/sign-in", "/no-such-page/")


def test_one_click_signs_in_as_anyone_of_the_demo(browser: Browser, demo: str) -> None:
    for who, role in (("officer", "Officer"), ("delegate", "Delegate"), ("observer", "Observer")):
        with visiting(browser, demo) as visit:
            visit.go(f"/sign-in?next={PROCESS}/register")
            visit.page.locator(f"button[value='{PEOPLE[who]}']").click()
            assert visit.page.url == f"{demo}{PROCESS}/register"
            expect(visit.page.locator(".menus summary").last).to_contain_text(role)


def test_the_demo_says_on_every_page_that_it_is_one(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        for path in ADDRESSES:
            visit.go(path)
            expect(visit.page.get_by_role("complementary", name="Demo")).to_be_visible()


def test_outside_the_demo_nobody_signs_in_with_one_click(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        for path in ADDRESSES:
            visit.go(path)
            expect(visit.page.get_by_role("complementary", name="Demo")).to_have_count(0)
        visit.go("/sign-in")
        expect(visit.page.get_by_role("heading", name="People of the demo")).to_have_count(0)
        visit.page.evaluate(
            """email => {
                const form = document.querySelector("main form");
                form.action = "/demo/sign-in";
                form.noValidate = true;
                form.email.value = email;
                form.submit();
            }""",
            PEOPLE["officer"],
        )
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(
            "There is nothing here for you"
        )
        expect(visit.page.locator(".lead")).to_have_text(
            "There is no such page. Check the address."
        )
        expect(visit.page.get_by_role("button", name="Sign out")).to_have_count(0)
