"""References in the words of comments: found where they are meant, nowhere else."""

import pytest

from travaux.text.references import Reference, Sort, cited, find, is_as_above, says_throughout


def shown(found: list[Reference]) -> list[str]:
    """Return references as `2.3.1`, `2.3.1…2.3.3`, `2.3.2 ¶2`, `table 3`."""
    lines = []
    for one in found:
        line = one.label + (f"…{one.last}" if one.last else "")
        line = f"{line} ¶{one.ordinal}".strip() if one.ordinal else line
        line = line if one.sort is Sort.PLACE else f"{one.sort.value} {line}".strip()
        lines.append(f"heading of {line}" if one.heading else line)
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In section 2.3.1 we read of 2.5 billion people.", ["2.3.1"]),
        ("Paragraph 2.3.4.1 e): the root zone", ["2.3.4.1 e)"]),
        ("Para 12 and § 3.2 disagree.", ["12", "3.2"]),
        ("clause 5", ["5"]),
        ("sections 2.3.1 to 2.3.3", ["2.3.1…2.3.3"]),
        ("sections 2.3.1, 2.3.2 and 2.3.4", ["2.3.1", "2.3.2", "2.3.4"]),
        ("para. 2.3.4.1 a) - c)", ["2.3.4.1 a)…c)"]),
        ("paragraph e) of section 2.3.4.1", ["2.3.4.1 e)"]),
        ("items a) and c) of section 2.2", ["2.2 a)", "2.2 c)"]),
        ("The second paragraph of section 2.3.2", ["2.3.2 ¶2"]),
        ("Section 2.3.2, last paragraph", ["2.3.2 ¶-1"]),
        ("paragraph 2 of section 2.3.2", ["2.3.2 ¶2"]),
        ("2.3.4.1. e) is unclear", ["2.3.4.1. e)"]),
        ("2.2: the themes", ["2.2"]),
        ("the title of section 2.3.2", ["heading of 2.3.2"]),
        ("Figure 2 and Table 3, footnote 1", ["figure 2", "table 3", "note 1"]),
        ("Annex B says so", ["B"]),
        ("replace it throughout the report", ["throughout"]),
    ],
)
def test_references_in_english(text: str, expected: list[str]) -> None:
    assert shown(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Au paragraphe 2.3.1, nous proposons", ["2.3.1"]),
        ("l'alinéa e) du paragraphe 2.3.4.1", ["2.3.4.1 e)"]),
        ("en el párrafo 2.3.4.1 c) y en la sección 2.3.5", ["2.3.4.1 c)", "2.3.5"]),
        ("В разделе 2.3.1, второй абзац", ["2.3.1 ¶2"]),
        ("В пунктах 2.3.1 и 2.3.2", ["2.3.1", "2.3.2"]),
        ("في الفقرة 2.3.4 من المشروع", ["2.3.4"]),
        ("在第2.3.1节中", ["2.3.1"]),
        ("见图2和表3", ["figure 2", "table 3"]),
    ],
)
def test_references_in_other_languages(text: str, expected: list[str]) -> None:
    assert shown(find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Article 19 of the Universal Declaration of Human Rights",
        "under Article 34 of the ITU Constitution",
        "the Tunis Agenda, paragraph 69",
        "as Resolution 102 says",
        "between 10 and 12 October, 2.5 billion",
        "The text says “see section 2.3.1” and no more.",
        "in section 3 of our earlier contribution",
        "on the one part a market",
    ],
)
def test_what_is_no_reference_to_the_draft(text: str) -> None:
    assert find(text) == []


def test_a_reference_says_where_it_stands() -> None:
    text = "As to section 2.3.1, we agree."
    (found,) = find(text)
    assert text[found.start : found.end] == "section 2.3.1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.3.1", ["2.3.1"]),
        ("5.2, 5.3 and 6", ["5.2", "5.3", "6"]),
        ("2.3.1-2.3.3", ["2.3.1…2.3.3"]),
        ("2.3.1 – 2.3.3", ["2.3.1…2.3.3"]),
        ("Clause 5.2", ["5.2"]),
        ("A.2", ["A.2"]),
        ("e)", ["e)"]),
        ("2.3.2, Paragraph 2", ["2.3.2 ¶2"]),
        ("Table 3", ["table 3"]),
        ("General", ["whole draft"]),
        ("whole document", ["whole draft"]),
        ("Ensemble du document", ["whole draft"]),
        ("Throughout", ["throughout"]),
        ("Introduction", []),
        ("", []),
    ],
)
def test_a_cell_for_references_holds_bare_numbers(text: str, expected: list[str]) -> None:
    assert shown(cited(text)) == expected


def test_ditto_marks_mean_the_row_above() -> None:
    assert all(is_as_above(text) for text in ('"', "ditto", " idem ", "〃"))
    assert not is_as_above("2.3.1")


def test_throughout_is_known_in_several_languages() -> None:
    assert says_throughout("Replace it throughout.")
    assert says_throughout("Remplacer partout")
    assert says_throughout("по всему тексту")
    assert not says_throughout("In section 2.3.1, “throughout the world” is vague.")


def test_the_end_of_a_word_is_no_label() -> None:
    assert find("Note on local exchange points") == []
    assert shown(find("In point b) and parts of it")) == shown(find("In point b)"))
