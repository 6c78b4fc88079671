"""What readers of French and Arabic meet is whole, and compiled from what stands beside it."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

LOCALE: Final = Path(__file__).parent.parent.parent / "src" / "travaux" / "locale"
WEB: Final = LOCALE.parent / "web"
_ENTRY: Final = re.compile(r'^(msgid|msgid_plural|msgctxt|msgstr(?:\[\d\])?) "(.*)"$')


def entries(language: str) -> list[dict[str, str]]:
    """Return the entries of a language's words, the head left out; each string is on one line."""
    written = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    found = [
        {
            match[1]: match[2].replace('\\"', '"')
            for line in part.splitlines()
            if (match := _ENTRY.match(line))
        }
        for part in written.split("\n\n")
    ]
    return [one for one in found if one.get("msgid")]


def written() -> Iterator[str]:
    """Yield the strings that the modules and templates of the site mark for translation."""
    for module in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in ("_", "gettext") and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
    for template in WEB.rglob("*.html"):
        found = re.findall(r"{% translate (\"[^\"]+\"|'[^']+')", template.read_text("utf-8"))
        yield from (words[1:-1] for words in found)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_string_of_the_site_was_forgotten(language: str) -> None:
    known = {one["msgid"] for one in entries(language)}
    assert sorted(set(written()) - known) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_string_is_translated_and_none_is_a_guess(language: str) -> None:
    found = entries(language)
    assert found
    for one in found:
        assert all(words for key, words in one.items() if key.startswith("msgstr")), one
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    assert "fuzzy" not in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_translation_names_only_what_the_original_names(language: str) -> None:
    places = re.compile(r"%\(\w+\)s|<[^>]+>")
    for one in entries(language):
        known = set(places.findall(one["msgid"] + one.get("msgid_plural", "")))
        for key, words in one.items():
            if key.startswith("msgstr"):
                assert set(places.findall(words)) <= known, one
        if "msgid_plural" not in one:
            assert set(places.findall(one["msgstr"])) == known, one


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_is_read_is_what_was_compiled(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for one in entries(language):
        if "msgid_plural" in one:
            few = compiled.ngettext(one["msgid"], one["msgid_plural"], 5)
            assert few in one.values()
        elif "msgctxt" in one:
            assert compiled.pgettext(one["msgctxt"], one["msgid"]) == one["msgstr"]
        else:
            assert compiled.gettext(one["msgid"]) == one["msgstr"]
