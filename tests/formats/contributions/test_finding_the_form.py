"""A contribution's form is found by its content, whatever its name."""

import msgspec
import pytest

from tests.formats.comment_tables.forms import OFFICIAL, table, word, workbook
from travaux.formats import docx_writer
from travaux.formats.contributions import apart, read
from travaux.formats.reading import Unreadable
from travaux.sample import draft
from travaux.text.comment import Comment, Contribution, Form, Source, Target, TargetKind
from travaux.text.tree import Cover, Kind, Provision, Run, Tree

DRAFT = draft("third")
ISO = (OFFICIAL, ("GB", "", "2.3.1", "", "te", "Wrong.", "", ""))
HOUSE = (("Original text", "Source", "Comments"), ("2.3.3", "UK", "Wrong."))


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.docx", word(table(*ISO)), Form.ISO_TABLE),
        ("a.docx", word(table(*HOUSE)), Form.HOUSE_TABLE),
        ("a.xlsx", workbook(*ISO), Form.ISO_TABLE),
        ("wrong.doc", workbook(*HOUSE), Form.HOUSE_TABLE),
        ("a.csv", b"Source,Clause,Comments\nUK,2.3.1,Wrong.", Form.ISO_TABLE),
        ("a.docx", docx_writer.write(DRAFT), Form.EDITED_COPY),
        ("a.docx", word("<w:p><w:r><w:t>In section 2.3.1, no.</w:t></w:r></w:p>"), Form.LETTER),
        ("a.md", b"# Comments\n\n## Section 2.3.1\n\nWrong.", Form.LETTER),
        ("a.txt", b"Issue 1.\nSummary: No\nFrom: Ann\nClosed: Accepted\n", Form.LIST),
    ],
)
def test_the_form_is_found(name: str, data: bytes, form: Form) -> None:
    assert read(name, data, DRAFT).form is form


def test_an_unchanged_copy_brings_no_comments() -> None:
    found = read("a.docx", docx_writer.write(DRAFT), DRAFT)
    assert found.comments == ()


def test_a_table_keeps_the_symbol_that_was_given() -> None:
    found = read(
        "a.xlsx", workbook(*ISO), DRAFT, symbol="WTPF-IEG/2/4", received="2012-10-01T10:00Z"
    )
    assert found.symbol == "WTPF-IEG/2/4"
    (comment,) = found.comments
    assert (comment.id, comment.symbol) == ("WTPF-IEG/2/4#1", "WTPF-IEG/2/4")
    assert comment.received == found.received == "2012-10-01T10:00Z"


def test_a_table_of_one_source_is_that_sources_contribution() -> None:
    assert read("a.xlsx", workbook(*ISO), DRAFT).sources == (Source("GB"),)
    two = workbook(*ISO, ("FR", "", "2.3.1", "", "te", "Right.", "", ""))
    assert read("a.xlsx", two, DRAFT).sources == ()


def test_a_form_that_prints_the_drafts_symbol_is_not_the_draft() -> None:
    head = table(("Template", "Date:", "Document: WTPF-IEG/2/2-E", "Project:")) + table(OFFICIAL)
    found = read("a.docx", word(table(ISO[1]), head), DRAFT)
    assert found.symbol == ""
    assert found.comments[0].id == "a#1"


def test_a_form_on_another_document_does_not_lend_its_symbol() -> None:
    head = table(("Template", "Date:", "Document: ISO/CD 1234", "Project:")) + table(OFFICIAL)
    found = read("a.docx", word(table(ISO[1]), head), DRAFT)
    assert found.symbol == ""
    assert any("ISO/CD 1234" in sentence for sentence in found.warnings)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4"),
        ("a.docx", b""),
        ("a.docx", b"PK\x03\x04 cut short"),
        ("a.xlsx", workbook(("a", "b"), ("c", "d"))),
        ("a.json", b'{"schema": "travaux/contribution/1"}'),
        ("a.json", b'[{"schema": "travaux/comment/1", "id": 3}]'),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(name, data, DRAFT)
    assert refusal.value.sentence.endswith(".")
    assert refusal.value.remedy


# Our own JSON

COMMENT = Comment("x#1", (Source("UK"),), (Target(TargetKind.DRAFT),), text="Good.")


def test_a_contribution_comes_back_from_its_json() -> None:
    made = Contribution("x.docx", Form.LETTER, (Source("UK"),), "X/1", comments=(COMMENT,))
    assert read("x.json", msgspec.json.encode(made), DRAFT) == made


def test_a_list_of_comments_is_a_contribution() -> None:
    found = read("x.json", msgspec.json.encode([COMMENT]), DRAFT, symbol="X/1")
    assert (found.form, found.symbol, found.comments) == (Form.LIST, "X/1", (COMMENT,))


def test_two_comments_of_one_id_are_refused() -> None:
    with pytest.raises(Unreadable, match="x#1"):
        read("x.json", msgspec.json.encode([COMMENT, COMMENT]), DRAFT)


# Ids


def test_ids_of_different_contributions_never_clash() -> None:
    data = b"In section 2.3.1, no.\n\nIn section 2.3.3, yes."
    files = [read(name, data, DRAFT) for name in ("a.txt", "a.txt", "a.txt (2)", "b.txt")]
    ids = [comment.id for one in apart(files) for comment in one.comments]
    assert len(set(ids)) == len(ids) == 8
    assert ids[:3] == ["a#1", "a#2", "a (2)#1"]


def test_a_letter_that_quotes_much_of_the_draft_is_a_letter() -> None:
    quoted = [one.text for one in DRAFT.provisions if one.text.startswith("All stakeholders")]
    provisions = tuple(
        Provision(f"p{at}", Kind.PARAGRAPH, 1, (Run(text),))
        for at, text in enumerate(
            ("In section 2.3.3 the report says:", *quoted, "We see it in another way. " * 5)
        )
    )
    data = docx_writer.write(Tree(provisions, "en", Cover()))
    assert read("a.docx", data, DRAFT).form is Form.LETTER
