"""What goes wrong is answered with a sentence; typed words and good files are kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import journey
from tests.browser.visits import PROCESS, Visit, visiting

pytestmark = pytest.mark.browser


def send(visit: Visit, button: str = "Submit it now") -> int:
    """Press a button that sends the form, and return the status of the answer."""
    with visit.page.expect_response(lambda one: one.request.method == "POST") as answer:
        visit.page.locator("main").get_by_role("button", name=button, exact=True).click()
    visit.page.wait_for_load_state()
    return answer.value.status


def faults(page: Page) -> str:
    """Return what the summary of faults says."""
    return page.locator(".error-summary").inner_text()


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file, and return where it is."""
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("program.exe", b"MZ\x90\x00", "is not of a kind that is taken"),
        ("empty.docx", b"", "is empty: 0 bytes arrived"),
        ("letter.docx", b"I am no archive", "is not what its name says"),
        ("no-ending", b"words", "is not of a kind that is taken"),
    ],
)
def test_a_wrong_file_is_refused_and_the_good_one_is_kept(
    browser: Browser, site: str, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    good, bad = journey.paper(tmp_path), write(tmp_path, name, data)
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, f"With {name}", good, bad)
        assert send(visit) == 422
        assert sentence in faults(visit.page)
        assert name in faults(visit.page)
        expect(visit.page.get_by_label("Title")).to_have_value(f"With {name}")
        expect(visit.page.get_by_role("checkbox", name=good.name)).to_be_checked()
        send(visit)
        expect(visit.page.get_by_role("heading", name="Received in time")).to_be_visible()
        expect(visit.page.locator("main")).to_contain_text(good.name)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("long " * 20_000, True),
        ("a title\x00with nothing in it", False),
        ("a title \u202ethat turns", True),
        ("", True),
        ("   ", True),
    ],
)
def test_a_title_that_cannot_be_is_refused_in_a_sentence(
    browser: Browser, site: str, tmp_path: Path, title: str, kept: bool
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, title, journey.paper(tmp_path))
        visit.page.get_by_label("Note to the secretariat").fill("A note that stays")
        assert send(visit) == 422
        assert "Title: " in faults(visit.page)
        expect(visit.page.get_by_label("Note to the secretariat")).to_have_value(
            "A note that stays"
        )
        if kept:
            assert visit.page.get_by_label("Title").input_value() in (title, title.strip())
        expect(visit.page.get_by_role("checkbox", name="contribution.docx")).to_be_checked()


@pytest.mark.parametrize("field", ["kind", "language", "content_audience", "window", "meeting"])
def test_a_choice_that_was_not_offered_is_refused_in_a_sentence(
    browser: Browser, site: str, tmp_path: Path, field: str
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, f"Forged {field}", journey.paper(tmp_path))
        visit.page.locator(f"[name={field}] option:checked").evaluate(
            "option => option.value = '98765432109876543210'"
        )
        assert send(visit) in (404, 422)
        expect(visit.page.locator(".error-summary, .lead").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_pressing_twice_submits_once(
    browser: Browser, site: str, tmp_path: Path, scripts: bool
) -> None:
    title = f"Pressed twice, scripts {scripts}"
    with visiting(browser, site, scripts=scripts) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, title, journey.paper(tmp_path))
        visit.page.get_by_role("button", name="Submit it now").dblclick(no_wait_after=True)
        expect(visit.page.get_by_role("heading", name="Received in time")).to_be_visible()
        visit.go(f"{PROCESS}/desk")
        sent = visit.page.locator("a[href*='/document/']").filter(has_text=title)
        expect(sent).to_have_count(1)


def test_the_second_of_two_who_edit_is_told_and_loses_no_word(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, "Edited by two", journey.paper(tmp_path))
        send(visit, "Keep it in preparation")
        visit.page.get_by_role("link", name="Edit, or add files").click()
        other = Visit(visit.page.context.new_page(), site)
        other.page.goto(visit.page.url)
        other.page.get_by_label("Title").fill("What the other wrote")
        send(other, "Save")
        visit.page.get_by_label("Title").fill("What I wrote")
        assert send(visit, "Save") == 409
        assert "Someone changed this document" in faults(visit.page)
        expect(visit.page.get_by_label("Title")).to_have_value("What I wrote")
        other.page.reload()
        expect(other.page.locator("h1")).to_have_text("What the other wrote")


def test_a_step_that_another_took_already_is_refused_in_a_sentence(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, "Cleared by two", journey.paper(tmp_path))
        send(visit, "Keep it in preparation")
        other = Visit(visit.page.context.new_page(), site)
        other.page.goto(visit.page.url)
        send(other, "Clear it")
        assert send(visit, "Clear it") == 409
        assert "Someone changed this document" in faults(visit.page)


def test_words_typed_when_the_session_ends_come_back_after_signing_in(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, "Typed before the end", journey.paper(tmp_path))
        visit.page.get_by_label("Note to the secretariat").fill("one line\nand another")
        visit.page.context.clear_cookies(name="sessionid")
        assert send(visit) == 403
        expect(visit.page.locator(".notice").first).to_contain_text("Your session has ended.")
        expect(visit.page.locator(".notice").first).to_contain_text("contribution.docx")
        visit.page.get_by_label("E-mail address").fill("uk.head@example.org")
        visit.page.get_by_label("Password").fill("not the password")
        assert send(visit, "Sign in") == 422
        visit.give_password("head")
        expect(visit.page.get_by_label("Title")).to_have_value("Typed before the end")
        expect(visit.page.get_by_label("Note to the secretariat")).to_have_value(
            "one line\nand another"
        )


def test_a_reason_typed_when_the_session_ends_comes_back_after_signing_in(
    browser: Browser, site: str
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("officer")
        visit.go(f"{PROCESS}/symbol/WTPF-IEG/2/14")
        visit.page.get_by_role("link", name="Record that nobody presented it").click()
        visit.page.get_by_label("Reason").fill("Its authors were away")
        visit.page.context.clear_cookies(name="sessionid")
        send(visit, "Record that nobody presented it")
        visit.give_password("officer")
        expect(visit.page.get_by_label("Reason")).to_have_value("Its authors were away")


def test_a_form_of_another_session_is_sent_again_with_its_words(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("head")
        journey.fill_in(visit, "An old form", journey.paper(tmp_path))
        visit.page.context.clear_cookies(name="csrftoken")
        assert send(visit) == 403
        expect(visit.page.locator("h1")).to_have_text("The form is too old")
        expect(visit.page.locator(".facts")).to_contain_text("An old form")
        expect(visit.page.locator("main")).to_contain_text("contribution.docx")
        send(visit, "Send it again")
        expect(visit.page.get_by_label("Title")).to_have_value("An old form")
        visit.page.locator("[name=upload]").set_input_files(journey.paper(tmp_path))
        send(visit)
        expect(visit.page.get_by_role("heading", name="Received in time")).to_be_visible()


def test_what_an_officer_typed_to_reserve_a_symbol_stays(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("officer", f"{PROCESS}/officer")
        visit.page.get_by_label("Meeting").select_option(index=1)
        visit.page.get_by_label("For what").fill("turned \u202e round")
        assert send(visit, "Reserve the next number") == 422
        expect(visit.page.get_by_label("For what")).to_have_value("turned \u202e round")
        assert faults(visit.page)


@pytest.mark.parametrize(
    "path",
    [
        f"{PROCESS}/symbol/WTPF-IEG/2/999",
        f"{PROCESS}/symbol/%00",
        f"{PROCESS}/symbol/%E2%80%AE2/3",
        f"{PROCESS}/symbol/..%2F..%2Fetc",
        f"{PROCESS}/document/nothing/no-such-step",
        f"{PROCESS}/receipt/99999999999999999999999",
        f"{PROCESS}/meeting/99999999999999999999.zip",
        "/no-such-process/register",
    ],
)
def test_an_address_that_leads_nowhere_says_so(browser: Browser, site: str, path: str) -> None:
    with visiting(browser, site) as visit:
        assert visit.go(path) == 404
        expect(visit.page.locator("h1")).to_have_text("There is nothing here for you")
        expect(visit.page.locator("main").get_by_role("link").first).to_be_visible()


@pytest.mark.parametrize("words", ["%00", "99999999999999999999", "%E2%80%AE", "x" * 3000])
def test_filters_that_cannot_be_find_nothing(browser: Browser, site: str, words: str) -> None:
    with visiting(browser, site) as visit:
        for name in ("meeting", "kind", "source", "theme", "audience", "language"):
            assert visit.go(f"{PROCESS}/register?{name}={words}") == 200
            expect(visit.page.get_by_role("heading", name="No document matches")).to_be_visible()


def test_the_address_of_a_step_leads_to_its_form(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        visit.sign_in("officer")
        visit.go(f"{PROCESS}/symbol/WTPF-IEG/2/14")
        assert visit.go(f"{visit.page.url.removeprefix(site)}/recall") == 200
        expect(visit.page.get_by_role("heading", name="Recall the files")).to_be_visible()
        assert visit.go("/sign-out") == 405
        expect(visit.page.locator("main")).to_contain_text("Go back, and use the form.")
