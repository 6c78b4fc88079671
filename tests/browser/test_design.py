"""The page of parts in a browser: readable by all, on any width, in either direction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1440)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@contextmanager
def opened(
    browser: Browser,
    address: str,
    language: str = "en",
    width: int = 1440,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = True,
) -> Iterator[Page]:
    """Open a page; what its console says is a fault, what the browser blocked above all."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        timezone_id="Asia/Riyadh",
        extra_http_headers={"Accept-Language": language},
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok
    yield page
    context.close()
    assert said == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everyone_can_use_every_part(
    browser: Browser, design: str, language: str, scheme: Any, width: int
) -> None:
    with opened(browser, design, language, width, scheme) as page:
        for menu in page.locator("summary").all():
            menu.click()
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, design: str, language: str, width: int
) -> None:
    with opened(browser, design, language, width) as page:
        for menu in page.locator("details.menu").all():
            menu.evaluate("menu => menu.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        beyond = page.evaluate(
            """() => [...document.querySelectorAll("body *:not(.hidden-words, .skip)")]
                .filter((one) => {
                    const box = one.getBoundingClientRect();
                    return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1);
                }).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert beyond == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_part_lies_over_another(browser: Browser, design: str, language: str) -> None:
    for width in (768, 1000, 1440):
        with opened(browser, design, language, width) as page:
            main, table = page.locator("main").bounding_box(), page.locator("table").bounding_box()
            assert main is not None
            assert table is not None
            assert table["width"] <= main["width"]


def test_what_a_thumb_presses_is_large_enough(browser: Browser, design: str) -> None:
    with opened(browser, design, width=360) as page:
        low = page.evaluate(
            """() => [...document.querySelectorAll(
                "summary, .button, nav.nav a, .tabs a, .pagination a, select, textarea,"
                + " input:not([type=hidden], [type=radio], [type=checkbox]), .choices label,"
                + " .tick label")]
                .filter((one) => one.getBoundingClientRect().height < 43.5)
                .map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert low == []


def test_a_page_in_arabic_runs_from_right_to_left(browser: Browser, design: str) -> None:
    with opened(browser, design, "ar") as page:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        name = page.locator(".site-name").bounding_box()
        menus = page.locator(".menus").bounding_box()
        assert name is not None
        assert menus is not None
        assert name["x"] > menus["x"]


def test_a_reader_chooses_the_language_without_scripts(browser: Browser, design: str) -> None:
    with opened(browser, design, scripts=False) as page:
        page.locator("summary").first.click()
        page.get_by_role("button", name="Français").click()
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page).to_have_url(design)


def test_a_list_is_narrowed_without_scripts(browser: Browser, design: str) -> None:
    with opened(browser, design, scripts=False) as page:
        page.get_by_label("Words in the title").fill("opinion")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.get_by_label("Words in the title")).to_have_value("opinion")
        page.get_by_role("link", name="Show the whole list").click()
        expect(page.locator("tbody tr")).to_have_count(5)


def test_with_scripts_only_the_list_changes_and_the_address_says_so(
    browser: Browser, design: str
) -> None:
    with opened(browser, design) as page:
        page.get_by_label("Note to the secretariat").fill("typed before")
        page.get_by_label("Words in the title").press_sequentially("opinion")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text("1 document")
        expect(page.get_by_label("Note to the secretariat")).to_have_value("typed before")
        assert "words=opinion" in page.url
        expect(page.get_by_role("link", name="Show the whole list")).to_be_visible()
        page.get_by_label("Meeting", exact=True).select_option("1")
        expect(page.get_by_role("heading", name="No document matches")).to_be_visible()


def test_going_back_gives_the_list_as_it_was(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        page.get_by_label("Words in the title").press_sequentially("opinion")
        expect(page.locator("tbody tr")).to_have_count(1)
        page.go_back()
        expect(page).to_have_url(design)
        expect(page.locator("tbody tr")).to_have_count(5)


def test_nothing_of_a_page_is_kept_in_the_browser(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        page.get_by_label("Words in the title").press_sequentially("opinion")
        expect(page.locator("tbody tr")).to_have_count(1)
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert "<" not in kept


def test_copy_buttons_are_there_only_with_scripts(browser: Browser, design: str) -> None:
    with opened(browser, design, scripts=False) as page:
        expect(page.locator("[data-copy]").first).to_be_hidden()
    with opened(browser, design) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy the whole SHA-256").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert len(copied) == 64


def test_the_viewers_time_stands_beside_the_zone_of_record(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        line = page.locator(".facts .instant").first
        expect(line).to_contain_text("30 September 2012, 24:00 (Europe/Zurich)")
        expect(line).to_contain_text("22:00 UTC")
        expect(line).to_contain_text("Your time: 1 October 2012 at 01:00 (Asia/Riyadh)")


def test_a_form_is_sent_once_however_often_it_is_pressed(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        sent: list[str] = []
        page.on("request", lambda one: sent.append(one.method) if one.method == "POST" else None)
        refused = page.get_by_role("button", name="Submit", exact=True).evaluate(
            """button => {
                const after = [];
                document.addEventListener("submit", (event) => after.push(event.defaultPrevented));
                button.click();
                button.click();
                return [after, button.getAttribute("aria-disabled")];
            }"""
        )
        assert refused == [[False, True], "true"]
        expect(page.get_by_role("heading", name="A form")).to_be_visible()
        page.wait_for_load_state()
        assert sent == ["POST"]


def test_words_that_were_typed_are_not_lost_unasked(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        asked: list[str] = []

        def stay(dialog: Any) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        page.get_by_label("Note to the secretariat").press_sequentially("x")
        page.get_by_role("link", name="Rights").click(no_wait_after=True)
        page.wait_for_timeout(300)
        assert asked == ["beforeunload"]
        expect(page).to_have_url(design)


def test_every_stop_of_the_keyboard_is_seen(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        for _ in range(20):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== "none" && style.boxShadow !== "none";
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")


def test_a_menu_closes_with_escape_and_gives_the_focus_back(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        summary = page.locator("summary").last
        summary.click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
        expect(summary).to_be_focused()


def test_on_paper_stand_the_words_and_not_the_machinery(browser: Browser, design: str) -> None:
    with opened(browser, design) as page:
        page.emulate_media(media="print")
        for gone in (".nav", ".filters", ".pagination", ".menus", ".copy"):
            expect(page.locator(gone).first).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("table")).to_be_visible()
