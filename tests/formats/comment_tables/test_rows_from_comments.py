"""From comments to a table, and through files back to the same comments."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from travaux.formats.comment_tables import comments_of, read, table_of, write_docx, write_xlsx
from travaux.sample import draft
from travaux.text.comment import Comment, CommentKind, Form, Source, Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import omission, span
from travaux.text.quotes import Quote
from travaux.text.tree import CONTAINERS, Kind

DRAFT = draft("third")
LANDMARKS = Landmarks(DRAFT)
TEXTS = [
    at
    for at, provision in enumerate(DRAFT.provisions)
    if provision.kind in (Kind.PARAGRAPH, Kind.ITEM)
    and DRAFT.provisions[LANDMARKS.index[provision.id] - 1].kind not in CONTAINERS
    and "\ufffc" not in provision.text
]
HEADINGS = [at for at, one in enumerate(DRAFT.provisions) if one.kind is Kind.HEADING]
WORDS = st.sampled_from(
    ("It is wrong.", "Why?", "Die Größe fällt.", "=1+1", "Ça va", "这不对。", "It should go.")
)
PROPOSED = st.sampled_from(
    ("", "new words", "one “quoted” word", "=SUM(A1)", "其他", "A sentence. ", "two\nlines")
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Target, str]:
    """Draw a proposal: words replaced, deleted or added at word ends of a provision."""
    at = draw(st.sampled_from(TEXTS))
    text = DRAFT.provisions[at].text
    ends = [0, *[place for place, sign in enumerate(text) if sign == " "], len(text)]
    start, end = sorted((draw(st.sampled_from(ends)), draw(st.sampled_from(ends))))
    proposed = draw(PROPOSED)
    if start == end:
        return omission(LANDMARKS, at, start), proposed or "added"
    return span(LANDMARKS, Quote(at, start, end)), proposed


@st.composite
def comments(draw: st.DrawFn) -> Comment:
    text = draw(WORDS)
    sources = draw(st.sampled_from((("UK",), ("Saudi Arabia", "Sudan"), ("ISOC",))))
    proposed: str | None = None
    match draw(st.integers(0, 3)):
        case 0:
            target = LANDMARKS.target(draw(st.sampled_from(HEADINGS)), heading=draw(st.booleans()))
        case 1:
            target = Target(TargetKind.DRAFT, label="General")
        case _:
            target, proposed = draw(edits())
    kind = draw(st.sampled_from(CommentKind))
    return Comment("x#1", tuple(map(Source, sources)), (target,), kind, text, proposed)


def bare(comment: Comment, *, house: bool) -> Comment:
    """Return what a table must give back: all but ids, passages and how a place is written."""
    targets = tuple(replace(target, label="") for target in comment.targets)
    kind = CommentKind.GENERAL if house else comment.kind
    return replace(comment, id="", passage="", targets=targets, kind=kind)


def told(comment: Comment) -> str:
    return repr(comment)


@settings(max_examples=40, deadline=None)
@given(st.lists(comments(), max_size=5), st.booleans())
def test_the_form_of_the_house_gives_the_same_comments(given_: list[Comment], sheet: bool) -> None:
    table = table_of(given_, DRAFT)
    data = write_xlsx(table) if sheet else write_docx(table)
    found = comments_of(read("table.xlsx" if sheet else "table.docx", data), DRAFT)
    assert not [one for one in found.warnings if "unplaced" in one]
    assert sorted((bare(one, house=True) for one in found.comments), key=told) == sorted(
        (bare(one, house=True) for one in given_), key=told
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(comments(), max_size=5))
def test_the_iso_form_gives_the_same_comments(given_: list[Comment]) -> None:
    table = table_of(given_, DRAFT, Form.ISO_TABLE)
    found = comments_of(read("table.xlsx", write_xlsx(table)), DRAFT)
    assert sorted((bare(one, house=False) for one in found.comments), key=told) == sorted(
        (bare(one, house=False) for one in given_), key=told
    )


def test_general_comments_come_first_then_the_order_of_the_draft_then_the_sources() -> None:
    targets = [LANDMARKS.target(TEXTS[5]), LANDMARKS.target(TEXTS[2]), LANDMARKS.target(TEXTS[2])]
    names = ["A", "C", "B"]
    given_ = [
        Comment(f"x#{at}", (Source(name),), (target,), text="No.")
        for at, (target, name) in enumerate(zip(targets, names, strict=True))
    ]
    given_.append(Comment("x#9", (Source("Z"),), (Target(TargetKind.DRAFT),), text="Good."))
    table = table_of(given_, DRAFT)
    assert [row.words("source") for row in table.rows] == ["Z", "B", "C", "A"]


def test_the_sources_are_counted_by_kind() -> None:
    given_ = [
        Comment("x#1", (Source("UK", "Member State"), Source("FR", "Member State")), ()),
        Comment("x#2", (Source("UK", "Member State"), Source("Cisco", "Sector Member")), ()),
    ]
    assert table_of(given_, DRAFT).counts == (("Member State", 2), ("Sector Member", 1))


def test_the_original_text_bears_the_number_that_cites_it() -> None:
    at = next(at for at in TEXTS if LANDMARKS.citations[at] == "2.3.4.1 e)")
    comment = Comment("x#1", (Source("UK"),), (LANDMARKS.target(at),), text="No.")
    (row,) = table_of([comment], DRAFT).rows
    assert row.words("original").startswith("2.3.4.1 e) The root zone")
    assert row.original[0][0].bold
    assert row.comments[0][0].italic


def test_a_provision_without_a_number_shows_its_section() -> None:
    at = next(at for at in TEXTS if DRAFT.provisions[at].text.startswith("The two terms"))
    comment = Comment("x#1", (Source("UK"),), (LANDMARKS.target(at),), text="No.")
    table = table_of([comment], DRAFT)
    assert table.rows[0].words("original").startswith("[2.3.2] The two terms")
    (found,) = comments_of(table, DRAFT).comments
    assert found.targets[0].start == DRAFT.provisions[at].id


def test_a_proposal_is_shown_in_the_provisions_own_words() -> None:
    at = TEXTS[0]
    target = span(LANDMARKS, Quote(at, 4, 9))
    comment = Comment("x#1", (Source("UK"),), (target,), proposed="other")
    (row,) = table_of([comment], DRAFT).rows
    text = DRAFT.provisions[at].text
    assert [(run.text, run.strike, run.underline) for run in row.comments[0]] == [
        (text[:4], False, False),
        (text[4:9], True, False),
        ("other", False, True),
        (text[9:], False, False),
    ]


def test_the_iso_form_says_it_in_words_where_they_are_sure_to_be_read() -> None:
    target = span(LANDMARKS, Quote(TEXTS[0], 4, 9))
    plain = Comment("x#1", (Source("UK"),), (target,), proposed="other")
    (row,) = table_of([plain], DRAFT, Form.ISO_TABLE).rows
    assert row.words("proposed") == f"Replace “{target.quote}” with “other”."
    (quoted,) = table_of([replace(plain, proposed="a ” b")], DRAFT, Form.ISO_TABLE).rows
    assert any(run.underline for run in quoted.proposed[0])


def test_a_letter_is_no_form_of_a_table() -> None:
    with pytest.raises(ValueError, match="no form of a table"):
        table_of([], DRAFT, Form.LETTER)
