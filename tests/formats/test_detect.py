"""A file is read as what it is, not as what its name says, or refused with a remedy."""

import io
import zipfile

import msgspec
import pytest

from travaux.formats import detect
from travaux.formats.reading import Unreadable
from travaux.text import tree as trees
from travaux.text.tree import Kind, Provision, Run, Tree

TREE = Tree((Provision("p1", Kind.PARAGRAPH, 1, (Run("Words."),)),))


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", "<!DOCTYPE html><html><h1>Head</h1>", Kind.HEADING),
        ("a.md", "# Head\n\n# Other\n", Kind.HEADING),
        ("a", "# Head\n\nText\n\n## Other\n", Kind.TITLE),
        ("a", "<p>Text</p>", Kind.PARAGRAPH),
        ("a.txt", "# no heading\n# here\n", Kind.TITLE),
        ("a.md", "<b>bold</b> text", Kind.PARAGRAPH),
        ("a.HTM", "Text", Kind.PARAGRAPH),
        ("a", '{"not": "ours"}', Kind.TITLE),
    ],
)
def test_content_says_the_kind_before_the_name(name: str, text: str, kind: Kind) -> None:
    assert detect.read(name, text.encode()).accepted.provisions[0].kind is kind


def test_json_of_ours_is_read_back() -> None:
    reading = detect.read("a.json", trees.encode(TREE))
    assert reading.accepted == TREE
    assert reading.facts.paragraphs == 1
    assert detect.read("a", msgspec.json.encode(reading)) == reading


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x}", ".rtf"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", ".doc"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        (zipped(xl__workbook="x"), ".xlsx"),
        (b"PK\x03\x04Index/Document.iwa", ".pages"),
        (b"\x89PNG\r\n", "picture"),
        (b"<?mso-application progid='Word.Document'?><w/>", "one XML file"),
        (b"\x00\x01\x02\x03 binary", "not a text file"),
    ],
)
def test_other_kinds_are_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        detect.read("report.docx", data)
    assert said in refusal.value.sentence
    assert refusal.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": "travaux/tree/9", "provisions": []}',
        '{"schema": "travaux/tree/1", "provisions": [{"id": "a", "kind": "item", "level": 0}]}',
        "[1, 2]",
        "{" * 100_000,
    ],
)
def test_json_that_is_no_tree_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        detect.read("a.json", text.encode())


def test_a_page_that_opens_with_many_comments_is_known_at_once() -> None:
    assert detect.read("a", b"<!-- - -- x -->" * 4_000 + b"<html><p>x").accepted.provisions
