"""Texts are read from what was submitted, each file once, in processes that cannot run away."""

import sys
import zipfile
from io import BytesIO

import pytest

from tests.cast import Cast
from tests.formats.docx_reader import word_files
from travaux.derived import texts
from travaux.drafting import queries
from travaux.drafting.models import Text
from travaux.kernel import storage
from travaux.register import actions
from travaux.register.actions import Given
from travaux.rules.access import SYSTEM
from travaux.text.tree import Tree

WORD = word_files.docx("<w:p><w:r><w:t>1. The forum met in Geneva.</w:t></w:r></w:p>")


def _file(data: bytes, name: str = "text.docx") -> Given:
    return Given(name, "en", storage.keep([data]))


def _handed_in(cast: Cast, data: bytes, name: str = "text.docx") -> str:
    file = _file(data, name)
    actions.hand_in(cast.act("head"), cast.particulars, [file], cast.key())
    return file.kept.sha256


def _tree(sha256: str) -> Tree:
    found = queries.tree(SYSTEM, sha256)
    assert found is not None
    return found


def test_a_submitted_word_file_becomes_a_text(cast: Cast) -> None:
    sha256 = _handed_in(cast, WORD)
    assert texts.read_missing() == 1
    assert [one.text for one in _tree(sha256).provisions] == ["The forum met in Geneva."]
    assert queries.texts(SYSTEM, [sha256])[sha256].problem == ""


def test_each_file_is_read_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _handed_in(cast, WORD)
    _handed_in(cast, WORD, "the same.docx")  # the same content under another name
    _handed_in(cast, b"not a word file at all", "bad.docx")
    assert texts.read_missing() == 2
    monkeypatch.setattr(texts, "read", None)  # nothing is read again, not even what failed
    assert texts.read_missing() == 0
    assert Text.objects.count() == 2


def test_a_few_at_a_time_are_read_until_none_is_missing(cast: Cast) -> None:
    for number in range(3):
        _handed_in(cast, f"Text {number}.".encode(), f"{number}.txt")
    assert [texts.read_missing(2), texts.read_missing(2), texts.read_missing(2)] == [2, 1, 0]


def test_r7_nothing_in_preparation_is_read(cast: Cast) -> None:
    actions.prepare(cast.act("delegate"), cast.particulars, [_file(WORD)])
    assert texts.read_missing() == 0
    ref = actions.prepare(cast.act("head"), cast.particulars, [_file(b"Two.", "two.txt")])
    actions.clear(cast.act("head"), ref, cast.version(ref))
    assert texts.read_missing() == 0
    actions.submit(cast.act("head"), ref, cast.version(ref), cast.key())
    assert texts.read_missing() == 1


def _bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(WORD)) as good, zipfile.ZipFile(stream, "w", 8) as archive:
        for member in good.namelist():
            data = good.read(member)
            archive.writestr(member, data if "document" not in member else bytes(100 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (WORD[: len(WORD) // 2], "half.docx"),
        (b"PK\x03\x04" + b"\xff" * 500, "noise.docx"),
        (_bomb(), "bomb.docx"),
        (b"%PDF-1.7 ...", "paper.pdf"),
        (b"", "empty.docx"),
    ],
    ids=["half", "noise", "bomb", "pdf", "empty"],
)
def test_a_damaged_or_hostile_file_leaves_its_sentence(cast: Cast, data: bytes, name: str) -> None:
    sha256 = _handed_in(cast, data, name)
    assert texts.read_missing() == 1
    row = queries.texts(SYSTEM, [sha256])[sha256]
    assert row.provisions == 0
    assert row.problem.endswith(".")
    assert "failed while reading" not in row.problem
    assert queries.tree(SYSTEM, sha256) is None


def test_a_missing_file_is_said(cast: Cast) -> None:
    sha256 = _handed_in(cast, WORD)
    path = storage.path_of(sha256)
    path.unlink()
    assert texts.read_missing() == 1
    problem = queries.texts(SYSTEM, [sha256])[sha256].problem
    assert problem == "The file is missing from the storage. Run `travaux doctor`."
    assert not path.exists()


def _long() -> str:
    words = "\n\n".join(f"{number}. Paragraph {number} of many." for number in range(200_000))
    return storage.keep([words.encode()]).sha256


def test_a_reader_that_takes_too_much_memory_is_stopped(cast: Cast) -> None:
    reading, problem = texts.read("long.txt", _long(), memory=150 << 20)
    assert reading is None
    assert "more time or memory" in problem


def test_a_reader_that_takes_too_long_is_stopped(cast: Cast) -> None:
    reading, problem = texts.read("long.txt", _long(), seconds=1)
    assert reading is None
    assert "more time or memory" in problem


def test_the_reader_takes_what_a_document_needs(cast: Cast) -> None:
    reading, problem = texts.read("text.docx", storage.keep([WORD]).sha256)
    assert problem == ""
    assert reading is not None
    assert reading.facts.paragraphs == 1


def test_a_fault_of_ours_is_said_as_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    reading, problem = texts.read("text.docx", storage.keep([WORD]).sha256)
    assert reading is None
    assert "failed while reading" in problem
