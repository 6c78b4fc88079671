"""Every page, for every kind of person: readable by all, on any width, in either direction."""

import os
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pictures import small
from tests.browser.test_design import RULES
from tests.browser.visits import PEOPLE, PROCESS, Visit, visiting

pytestmark = pytest.mark.browser

PICTURES: Final = Path(__file__).parent.parent.parent / "docs" / "pictures"
COMMON: Final = {f"{PROCESS}/": 200, f"{PROCESS}/register": 200, f"{PROCESS}/restricted": 200,
                 f"{PROCESS}/search?q=internet": 200, f"{PROCESS}/search?q=***": 200,
                 f"{PROCESS}/calls": 200}  # fmt: skip
OWN: Final = {
    "public": {
        "/rights": 200,
        "/log": 200,
        "/sign-in": 200,
        f"{PROCESS}/register?kind=contribution&meeting=2": 200,
        f"{PROCESS}/register?kind=no+such+kind": 200,
        f"{PROCESS}/document/nothing-here": 404,
        f"{PROCESS}/desk": 403,
        "/no-such-process/": 404,
    },
    "officer": {
        f"{PROCESS}/officer": 200,
        f"{PROCESS}/officer/enter": 200,
        f"{PROCESS}/calls/new": 200,
        f"{PROCESS}/desk": 200,
        f"{PROCESS}/submit": 200,
    },
    "head": {f"{PROCESS}/desk": 200, f"{PROCESS}/submit": 200, f"{PROCESS}/officer": 403},
    "delegate": {f"{PROCESS}/desk": 200, f"{PROCESS}/submit": 200},
    "observer": {f"{PROCESS}/submit": 403, f"{PROCESS}/desk": 403},
}
SYMBOLS: Final = {
    "public": ("2/3", "2/4(Corr.1)", "2/8", "2/TD2", "2/16"),
    "officer": ("2/1(Rev.1)", "2/12", "2/13", "2/16"),
    "head": ("2/3", "2/12"),
    "delegate": ("2/3",),
    "observer": ("2/8",),
}
BEYOND: Final = """() => [...document.querySelectorAll("body *:not(.hidden-words, .skip)")]
    .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && !one.closest(".table.wide, select")
            && (box.left < -1 || box.right > innerWidth + 1);
    }).map((one) => one.outerHTML.slice(0, 100))"""


def check(visit: Visit, width: int) -> None:
    """Hold the page that is open to what everyone needs."""
    page, where = visit.page, visit.page.url
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") == width, where
    assert page.evaluate(BEYOND) == [], where
    assert page.locator("h1").count() == 1, where


def paths(who: str) -> dict[str, int]:
    """Return the addresses that a person opens, with the status that she meets."""
    documents = {f"{PROCESS}/symbol/WTPF-IEG/{one}": 200 for one in SYMBOLS[who]}
    return COMMON | OWN[who] | documents


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_for_everyone(
    browser: Browser, demo: str, who: str, language: str, width: int
) -> None:
    with visiting(browser, demo, language, width) as visit:
        if PEOPLE[who]:
            visit.go("/sign-in")
            visit.page.locator(f"button[value='{PEOPLE[who]}']").click()
        for path, status in paths(who).items():
            assert visit.go(path) == status, path
            check(visit, width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_form_of_a_step_is_for_everyone(
    browser: Browser, demo: str, language: str, width: int
) -> None:
    with visiting(browser, demo, language, width) as visit:
        for who, back, name in (
            ("officer", f"{PROCESS}/symbol/WTPF-IEG/2/15", ""),
            ("officer", f"{PROCESS}/officer", "Waiting for a symbol"),
            ("head", f"{PROCESS}/desk", "Under way"),
            ("head", f"{PROCESS}/desk", "Ready to go"),
            ("head", f"{PROCESS}/desk", "Waiting for a symbol"),
        ):
            visit.go("/sign-in")
            visit.page.locator(f"button[value='{PEOPLE[who]}']").click()
            visit.go(back)
            if name:
                visit.page.locator("th").get_by_role("link", name=name).first.click()
            check(visit, width)
            steps = visit.page.locator("a[href^='?step='], a[href$='/edit']")
            here = visit.page.url.removeprefix(demo)
            for href in [one.get_attribute("href") or "" for one in steps.all()]:
                path = f"{here}{href}" if href.startswith("?") else href
                assert visit.go(path) == 200
                check(visit, width)
            receipts = visit.page.locator("a[href*='/receipt/']")
            if receipts.count():
                receipts.first.click()
                check(visit, width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_text_of_a_file_is_for_everyone(
    browser: Browser, demo: str, language: str, width: int
) -> None:
    with visiting(browser, demo, language, width) as visit:
        link = visit.page.locator("a[href*='/text/']")
        for _ in range(120):  # it is read soon after the server began
            visit.go(f"{PROCESS}/symbol/WTPF-IEG/2/2")
            if link.count():
                break
            visit.page.wait_for_timeout(500)
        link.first.click()
        check(visit, width)
        assert visit.page.locator("main .text p").count() > 5


def test_in_arabic_an_english_title_stands_where_the_page_begins(
    browser: Browser, demo: str
) -> None:
    with visiting(browser, demo, "ar") as visit:
        visit.go(f"{PROCESS}/symbol/WTPF-IEG/2/16")
        assert visit.page.locator("h1").evaluate("h1 => getComputedStyle(h1).direction") == "ltr"
        edge = """one => {
            const words = document.createRange();
            words.selectNodeContents(one);
            return words.getBoundingClientRect().right;
        }"""
        title, symbol = (visit.page.locator(one).evaluate(edge) for one in ("h1", ".kicker"))
        assert abs(title - symbol) < 2


def test_a_page_in_arabic_has_no_english_words_of_ours(browser: Browser, demo: str) -> None:
    ours = ("Register", "Received", "Deadline", "Posted", "Sources", "Public", "Sign in", "Log")
    with visiting(browser, demo, "ar") as visit:
        for path in (f"{PROCESS}/register", f"{PROCESS}/symbol/WTPF-IEG/2/16", "/rights", "/log"):
            visit.go(path)
            words = visit.page.locator("main").inner_text().splitlines()
            assert [line for line in words if line.strip() in ours] == [], path


@pytest.mark.skipif("UPDATE_PICTURES" not in os.environ, reason="pictures are as they were")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pictures_of_the_pages_are_made(browser: Browser, demo: str, language: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = {
        "public": {"front": "/", "register": "/register", "document": "/symbol/WTPF-IEG/2/16"},
        "head": {"desk": "/desk", "submit": "/submit"},
        "officer": {"officer": "/officer"},
    }
    for who, named in pages.items():
        with visiting(browser, demo, language) as visit:
            if PEOPLE[who]:
                visit.go("/sign-in")
                visit.page.locator(f"button[value='{PEOPLE[who]}']").click()
            for name, path in named.items():
                visit.go(f"{PROCESS}{path}")
                picture = PICTURES / f"{name}-{language}.png"
                picture.write_bytes(small(visit.page.screenshot()))
                assert picture.stat().st_size < 80_000
