"""Plain text becomes a tree, whatever convention its lines follow."""

import re
from pathlib import Path

import pytest

from travaux.formats import plain
from travaux.formats.reading import Unreadable
from travaux.text.tree import Kind, Provision

SHARED = Path(__file__).parents[3] / "shared"


def provisions(text: str) -> tuple[Provision, ...]:
    return plain.read(text.encode()).accepted.provisions


def outline(text: str) -> list[tuple[str, int, str, str]]:
    return [(p.kind.value, p.level, p.label, p.text) for p in provisions(text)]


REPORT = """
THE FIRST MEETING OF THE GROUP
3-4 May 2012

The group met at the seat of the body, with a word of welcome from the Chair to all who came there.

1. Opening

1.1. The Chair opened the meeting and said that:
· the text is short;
· the time is shorter.
1.2. The agenda was adopted.

2. Discussion

2.1. One delegation asked for more time.

Annex 1:  Schedule

\t31 October 2012
\tPosting of the draft.
"""


def test_a_report_has_title_sections_paragraphs_items_and_annex() -> None:
    assert outline(REPORT) == [
        ("title", 1, "", "THE FIRST MEETING OF THE GROUP"),
        ("title", 1, "", "3-4 May 2012"),
        (
            "paragraph",
            1,
            "",
            "The group met at the seat of the body, with a word of welcome from the Chair to all"
            " who came there.",
        ),
        ("heading", 1, "1.", "Opening"),
        ("paragraph", 2, "1.1.", "The Chair opened the meeting and said that:"),
        ("item", 3, "·", "the text is short;"),
        ("item", 3, "·", "the time is shorter."),
        ("paragraph", 2, "1.2.", "The agenda was adopted."),
        ("heading", 1, "2.", "Discussion"),
        ("paragraph", 2, "2.1.", "One delegation asked for more time."),
        ("heading", 1, "Annex 1", "Schedule"),
        ("paragraph", 2, "", "31 October 2012"),
        ("paragraph", 2, "", "Posting of the draft."),
    ]


def test_the_cover_is_read_from_the_title() -> None:
    cover = plain.read(REPORT.encode()).accepted.cover
    assert (cover.title, cover.date) == ("THE FIRST MEETING OF THE GROUP", "3-4 May 2012")


WRAPPED = """
A Protocol for Meetings

Abstract

   This memo says how a meeting is held by those who would rather be
   elsewhere, and how its report is written by those who were not
   there at all.

1.  Introduction

   A meeting has a chair.  The chair opens the meeting and closes it.
   Between the two, delegations speak in the order in which they
   asked for the floor, unless a point of order is raised.

   1.  The list of speakers is kept by the secretariat, which shows
       it to all.

   2.  The list is closed by the chair.

1.1.  Words

   A "delegation" is the people of an entity who are in the room or
   on the line.
"""


def test_lines_broken_at_a_width_are_joined() -> None:
    texts = [p.text for p in provisions(WRAPPED)]
    assert (
        "This memo says how a meeting is held by those who would rather be elsewhere, and how its"
        " report is written by those who were not there at all."
    ) in texts
    assert "The list of speakers is kept by the secretariat, which shows it to all." in texts


def test_headings_at_the_margin_of_an_indented_text_are_headings() -> None:
    headings = [(p.label, p.level, p.text) for p in provisions(WRAPPED) if p.kind is Kind.HEADING]
    assert headings[-2:] == [("1.", 1, "Introduction"), ("1.1.", 2, "Words")]


def test_rewrapping_changes_no_word() -> None:
    rewrapped = re.sub(r"(?<=\S)\n {3,7}(?=\S)", " ", WRAPPED)
    assert " ".join(p.text for p in provisions(rewrapped)) == " ".join(
        p.text for p in provisions(WRAPPED)
    )


def test_a_word_broken_at_the_margin_is_made_whole_and_a_hyphen_of_its_own_kept() -> None:
    text = (
        "The parties agreed on a cease-fire that would hold, and they met-\n"
        "iculously wrote it down for those who were to observe the cease-\n"
        "fire from the first day on, without any exception that could be\n"
        "thought of by the parties or by anyone else who was concerned.\n"
    )
    (only,) = provisions(text)
    assert "they meticulously wrote" in only.text
    assert "observe the cease-fire from" in only.text


def test_page_headers_and_footers_are_left_out_and_said_to_be() -> None:
    text = (
        "Title of the memo\n\n   The first half of a sentence that is long enough to be wrapped\n"
        "   at the width which this page has been given by its typist and\n\n\n"
        "Author                   Informational                 [Page 1]\n\f\n"
        "Memo 12                 A Memo on Pages               May 2012\n\n\n"
        "   the second half of it.\n"
    )
    reading = plain.read(text.encode())
    assert reading.accepted.provisions[-1].text.endswith("by its typist and the second half of it.")
    assert reading.warnings == ("2 page headers and footers were left out.",)


def test_a_short_list_is_a_list_and_no_row_of_headings() -> None:
    text = "Things to bring\n\nBring what follows, and nothing else:\n\n1. Paper\n2. Pens\n3. Ink\n"
    assert [p.kind for p in provisions(text)][2:] == [Kind.PARAGRAPH] * 3


def test_roman_items_hang_below_lettered_ones() -> None:
    text = "1. The members shall:\n(a) send:\n(i) a text;\n(ii) a note;\n(b) wait.\n2. So be it.\n"
    assert [(p.label, p.level) for p in provisions(text)] == [
        ("1.", 1),
        ("(a)", 2),
        ("(i)", 3),
        ("(ii)", 3),
        ("(b)", 2),
        ("2.", 1),
    ]


def test_quoted_lines_of_a_letter_are_quotes() -> None:
    text = "On the draft\n\nYou wrote to us last week, and we read it:\n\n> We object.\n"
    assert provisions(text)[-1].kind is Kind.QUOTE


@pytest.mark.parametrize(
    ("encoding", "words", "name"),
    [
        ("cp1252", "Le Président a été réélu à l’unanimité.", "Windows-1252"),
        ("cp1251", "Председатель открыл заседание группы.", "Windows-1251"),
        ("cp1256", "افتتح الرئيس الاجتماع ورحب بالمشاركين", "Windows-1256"),
        ("gb18030", "主席宣布会议开幕并欢迎各位代表。", "GB18030"),
    ],
)
def test_an_old_encoding_is_guessed_and_said_to_be(encoding: str, words: str, name: str) -> None:
    reading = plain.read(words.encode(encoding))
    assert reading.accepted.provisions[0].text == words
    assert name in reading.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_needs_no_guess(encoding: str) -> None:
    reading = plain.read("1. Öffnung der Sitzung\r\n2. Schluss der Sitzung\r".encode(encoding))
    assert [p.label for p in reading.accepted.provisions] == ["1.", "2."]
    assert reading.warnings == ()


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"MZ\x00\x01binary\x00\xff", b"\xff\xfe\x00\xd8"]
)
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        plain.read(data)


def test_right_to_left_paragraphs_are_known_by_their_first_letter() -> None:
    assert [p.rtl for p in provisions("أ) النص الأول\nb) a text\n")] == [True, False]


def test_the_report_of_the_model_case_is_read() -> None:
    path = SHARED / "reference" / "ieg-second-meeting-report.txt"
    if not path.exists():
        pytest.skip("the shared reference is not beside the project")
    read = plain.read(path.read_bytes()).accepted.provisions
    headings = [p.label for p in read if p.kind is Kind.HEADING]
    assert headings == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "Annex 1"]
    numbered = [p.label for p in read if p.kind is Kind.PARAGRAPH and p.label]
    counts = {1: 4, 2: 1, 3: 3, 4: 9, 5: 3, 6: 6, 7: 4}
    assert numbered == [f"{s}.{n}." for s, last in counts.items() for n in range(1, last + 1)]
    assert sum(p.kind is Kind.ITEM for p in read) == 14
    assert all(p.level == 3 for p in read if p.kind is Kind.ITEM)


def test_resolutions_have_their_operative_paragraphs() -> None:
    folder = SHARED / "samples" / "resolutions" / "unsc"
    if not folder.exists():
        pytest.skip("the shared samples are not beside the project")
    for path in sorted(folder.glob("*.txt")):
        read = plain.read(path.read_bytes()).accepted.provisions
        typed = re.findall(r"(?m)^[^\w\n(]*(\d{1,2}\.)\s?[A-Z]", path.read_text(encoding="utf-8"))
        labels = [p.label for p in read if re.fullmatch(r"\d+\.", p.label)]
        assert labels == typed, path.name
        assert read[0].kind is Kind.TITLE, path.name


@pytest.mark.parametrize(
    "text",
    [
        "word" * 300_000,
        "." * 300_000 + "x",
        "a " * 400_000,
        "a line of some forty letters in all-\n" * 30_000,
        "x [Page 1]\n" + "a   " * 50_000,
        "- item\n" * 30_000,
        "| " * 200_000,
        "1." * 200_000,
        "(" * 300_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    assert provisions(text)  # each took minutes when a pattern looked back over the whole line


def test_arabic_clause_numbers_stored_backwards_are_turned() -> None:
    stored = "1. الافتتاح\n\n1.1 نص\n\n2.1 نص\n\n3.1 نص\n\n2. المناقشة\n\n1.2 نص\n"
    labels = [p.label for p in provisions(stored)]
    assert labels == ["1.", "1.1", "1.2", "1.3", "2.", "2.1"]
