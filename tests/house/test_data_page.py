"""The page of the shared values says what the code says."""

import os
from pathlib import Path

import msgspec
import pytest

from tests.house.data_page import EXAMPLE, page
from travaux.text.tree import decode, encode

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "data.md"


def test_the_page_is_made_from_the_values() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page()


def test_a_value_comes_back_from_its_json() -> None:
    assert decode(encode(EXAMPLE)) == EXAMPLE


def test_the_same_value_gives_the_same_bytes() -> None:
    assert encode(decode(encode(EXAMPLE))) == encode(EXAMPLE)


def test_another_version_is_refused() -> None:
    other = encode(EXAMPLE).replace(b"travaux/tree/1", b"travaux/tree/2")
    with pytest.raises(msgspec.ValidationError, match="travaux/tree/2"):
        decode(other)
