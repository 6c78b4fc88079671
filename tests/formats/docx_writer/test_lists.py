"""From labels back to lists: what Word will count, and whether one list stays one list."""

import pytest

from tests.formats.docx_writer.word_parts import VAL, W, lines, part
from travaux.formats.docx_reader import read
from travaux.formats.docx_writer import write
from travaux.text.tree import Kind, LabelKind, Provision, Run, Tree


def counted(*labels: str | tuple[str, int], kind: Kind = Kind.ITEM) -> bytes:
    """Write items (level 1, or as given) that bear these automatic labels."""
    made = []
    for number, given in enumerate(labels):
        label, level = given if isinstance(given, tuple) else (given, 1)
        runs = (Run(f"Text {number}."),)
        made.append(Provision(f"p{number}", kind, level, runs, label, LabelKind.AUTOMATIC))
    return write(Tree(tuple(made)))


def labels(data: bytes) -> list[str]:
    return [provision.label for provision in read(data).accepted.provisions]


def lists(data: bytes) -> tuple[int, int]:
    """Return how many lists the file has, and how many instances of them."""
    part_ = part(data, "word/numbering.xml")
    return len(part_.findall(f"{W}abstractNum")), len(part_.findall(f"{W}num"))


@pytest.mark.parametrize(
    "series",
    [
        ["1.", "2.", "3."],
        ["1)", "2)"],
        ["(a)", "(b)", "(c)"],
        ["h)", "i)", "j)"],
        ["i)", "ii)", "iii)", "iv)"],
        ["i)", "j)", "k)"],
        ["IV.", "V."],
        ["A", "B"],
        ["y.", "z.", "aa.", "bb."],
        ["Article I.", "Article II."],
        ["Section 1", "Section 2"],
        ["01", "02", "03"],
        ["1st", "2nd", "3rd"],
        ["一、", "二、", "三、"],
        ["第一条", "第二条"],
        ["（一）", "（二）"],
        ["①", "②"],
        ["أ.", "ب.", "ت."],
        ["أ-", "ب-", "ج-"],
        ["а)", "б)", "в)"],
        ["가.", "나."],
        ["•", "•", "•"],
        ["–", "–"],
        ["§", "§"],
        ["Annex 2013/1", "Annex 2013/2"],
        ["Note 7 (2012)", "Note 8 (2012)"],
        ["One", "Two"],
    ],
)
def test_a_series_is_one_list_and_comes_out_as_it_was(series: list[str]) -> None:
    data = counted(*series)
    assert labels(data) == series
    assert lists(data) == (1, 1)


@pytest.mark.parametrize(
    "jumps",
    [
        ["1.", "3.", "4."],
        ["a)", "b)", "a)", "b)"],
        ["5", "2", "9"],
        ["x", "50%", "100%"],
        ["1.", "1.", "1."],
        ["(ii)", "(i)"],
        ["999999", "1"],
    ],
)
def test_a_series_that_jumps_comes_out_as_it_was(jumps: list[str]) -> None:
    assert labels(counted(*jumps)) == jumps


def test_headings_and_paragraphs_are_one_list_of_many_levels() -> None:
    series = [("1.", 1), ("1.1", 2), ("1.1.1", 3), ("1.1.2", 3), ("1.2", 2), ("2.", 1), ("2.1", 2)]
    data = counted(*series, kind=Kind.HEADING)
    assert labels(data) == [label for label, _ in series]
    assert lists(data) == (1, 1)
    assert [n.get(VAL) for n in part(data).iter(f"{W}ilvl")] == ["0", "1", "2", "2", "1", "0", "1"]


def test_plain_digits_below_a_roman_numeral_are_legal_numbering() -> None:
    data = counted(("IV.", 1), ("4.1", 2), ("4.2", 2), kind=Kind.HEADING)
    assert labels(data) == ["IV.", "4.1", "4.2"]
    assert part(data, "word/numbering.xml").find(f".//{W}isLgl") is not None


def test_items_below_items_are_levels_of_their_list() -> None:
    series = [("a)", 1), ("(i)", 2), ("(ii)", 2), ("b)", 1), ("(i)", 2)]
    data = counted(*series)
    assert labels(data) == [label for label, _ in series]
    assert lists(data) == (1, 1)


def test_a_list_that_begins_again_is_the_same_list_restarted() -> None:
    data = counted("a)", "b)", "a)")
    assert lists(data) == (1, 2)


def test_bullets_beside_letters_stay_beside_them() -> None:
    data = counted("a)", "•", "b)")
    found = read(data).accepted.provisions
    assert [(one.label, one.level) for one in found] == [("a)", 1), ("•", 1), ("b)", 1)]


def test_a_number_that_begins_in_the_middle_keeps_what_stands_above_it() -> None:
    data = counted(("2.3.4", 1), ("2.3.5", 1), kind=Kind.HEADING)
    assert labels(data) == ["2.3.4", "2.3.5"]
    assert lists(data) == (1, 1)


def test_a_label_that_reads_like_a_pattern_of_word_is_typed() -> None:
    assert lines(counted("%1")) == ["%1\tText 0."]
