"""The thin path as people go it: submitted, registered, posted, found and proved."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.model_server import WINDOW
from tests.browser.visits import PROCESS, Visit, visiting
from travaux.sample.files import drafts


def paper(folder: Path) -> Path:
    """Write a Word file, and return where it is."""
    path = folder / "contribution.docx"
    path.write_bytes(drafts()["third.docx"])
    return path


def fill_in(visit: Visit, title: str, *files: Path) -> None:
    """Fill in the form for a document."""
    page = visit.page
    visit.go(f"{PROCESS}/submit")
    page.get_by_label("Title").fill(title)
    window = page.get_by_label("Submitted for")
    label = window.locator("option").filter(has_text=WINDOW).first
    window.select_option(label.get_attribute("value"))
    page.get_by_label("Meeting").select_option(label="Second meeting of the Informal Expert Group")
    page.locator("[name=upload]").set_input_files(list(files))


def submitted(browser: Browser, site: str, title: str, file: Path, scripts: bool) -> Path:
    """Let a head submit a document, and return the receipt that she saves."""
    with visiting(browser, site, scripts=scripts) as visit:
        visit.sign_in("head")
        fill_in(visit, title, file)
        visit.page.get_by_role("button", name="Submit it now").click()
        expect(visit.page.get_by_role("heading", name="Received in time")).to_be_visible()
        expect(visit.page.locator("main")).to_contain_text("Head of the delegation")
        with visit.page.expect_download() as saving:
            visit.page.get_by_role("link", name="Save the receipt").click()
        receipt = file.with_name(saving.value.suggested_filename)
        saving.value.save_as(receipt)
        return receipt


def prove(browser: Browser, site: str, receipt: Path, file: Path) -> None:
    """Check a receipt and its file with the program that the site gives, and nothing else."""
    program = file.with_name("verify_receipt.py")
    with visiting(browser, site) as visit:
        program.write_bytes(visit.page.context.request.get(f"{site}/verify_receipt.py").body())
    command: list[str | Path] = [sys.executable, "-I", program, receipt]
    right = subprocess.run([*command, file], capture_output=True, text=True, check=False)
    assert right.returncode == 0, right.stdout + right.stderr
    other = file.with_name("other.docx")
    other.write_bytes(file.read_bytes() + b" ")
    wrong = subprocess.run([*command, other], capture_output=True, text=True, check=False)
    assert wrong.returncode != 0


def posted(browser: Browser, site: str, title: str, scripts: bool) -> str:
    """Let an officer register a document and post it, and return its symbol."""
    with visiting(browser, site, scripts=scripts) as visit:
        page = visit.page
        visit.sign_in("officer", f"{PROCESS}/officer")
        page.locator("th").get_by_role("link", name=title).click()
        page.get_by_role("link", name="Register it").click()
        page.get_by_role("button", name="Register it").click()
        symbol = page.locator(".kicker .symbol").inner_text()
        visit.go(f"{PROCESS}/officer")
        page.locator("th").get_by_role("link", name=title).click()
        page.get_by_role("button", name="Post it").click()
        expect(page.locator("h1 + .badges")).to_contain_text("Posted")
        return symbol


def found(browser: Browser, site: str, symbol: str, scripts: bool) -> bytes:
    """Let anyone find a document by filter, and return the file that she saves."""
    with visiting(browser, site, scripts=scripts) as visit:
        page = visit.page
        visit.go(f"{PROCESS}/register")
        everything = page.locator("#results tbody tr").count()
        page.get_by_label("Source").select_option(label="United Kingdom")
        if not scripts:
            page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("link", name="Show the whole list")).to_be_visible()
        assert 0 < page.locator("#results tbody tr").count() < everything
        row = page.locator("#results tbody tr").filter(has_text=symbol)
        row.get_by_role("link").click()
        with page.expect_download() as saving:
            page.get_by_role("link", name="contribution.docx").click()
        return Path(saving.value.path()).read_bytes()
