"""What one reviewer inserted and the next deleted: a comment of each, and none counted twice."""

from collections.abc import Sequence

import pytest

from tests.formats.docx_reader.word_files import (
    deleted,
    docx,
    inserted,
    paragraph,
    run,
    sample,
    tracked,
)
from travaux.formats import detect
from travaux.formats.contributions import distinct, read
from travaux.text.attribution import attribute
from travaux.text.changes import changes
from travaux.text.comment import Adopted, Comment, Contribution, Form, Source, TargetKind
from travaux.text.redline import redline
from travaux.text.tree import Kind, Provision, Run, Tree

FIRST = "The forum meets in Geneva every year and its opinions are adopted by consensus of all."
SECOND = "The secretariat publishes the report of each meeting within thirty days of its close."
DRAFT = Tree(
    (
        Provision("d1", Kind.PARAGRAPH, 1, (Run(FIRST),)),
        Provision("d2", Kind.PARAGRAPH, 1, (Run(SECOND),)),
    )
)
MEETS = "The forum meets in "
YEARLY = " every year and its opinions are adopted by consensus of all."


def struck(text: str, author: str = "Ann", by: str = "Ben") -> str:
    return tracked("ins", deleted(text, by), author)


def body(*parts: str) -> bytes:
    """Return a copy whose first paragraph is made of these runs."""
    return docx(f"<w:p>{''.join(parts)}</w:p>" + paragraph(SECOND))


def new_paragraph(inner: str, *marks: str) -> bytes:
    """Return a copy with a paragraph between its two, its mark under revision by these hands."""
    made = "".join(
        tracked(tag, author=author) for tag, author in zip(("ins", "del"), marks, strict=False)
    )
    between = f"<w:p><w:pPr><w:rPr>{made}</w:rPr></w:pPr>{inner}</w:p>"
    return docx(paragraph(FIRST) + between + paragraph(SECOND))


def copy(data: bytes, name: str = "b.docx") -> Contribution:
    found = read(name, data, DRAFT)
    assert found.form is Form.EDITED_COPY
    return found


def hands(comments: Sequence[Comment]) -> list[str]:
    return [comment.sources[0].name for comment in comments]


def test_both_hands_have_a_comment_and_the_second_is_on_the_first() -> None:
    found = copy(body(run(MEETS), run("Geneva"), struck(" or Lisbon"), run(YEARLY)))
    first, second = found.comments
    target = first.targets[0]
    assert hands(found.comments) == ["Ann", "Ben"]
    assert (target.kind, target.start) == (TargetKind.OMISSION, "d1")
    assert FIRST[: target.from_].endswith("in Geneva")
    assert first.proposed == " or Lisbon"
    against = second.targets[0]
    assert (against.kind, against.comments) == (TargetKind.COMMENT, (first.id,))
    assert (second.text, second.proposed) == ("Against this insertion.", "")
    assert against.quote == "or Lisbon"


def test_what_the_second_hand_put_there_is_a_comment_of_its_own() -> None:
    found = copy(
        body(run(f"{MEETS}Geneva"), struck(" or Lisbon"), inserted(" or Rio", "Ben"), run(YEARLY))
    )
    assert sorted((one.sources[0].name, one.proposed) for one in found.comments) == [
        ("Ann", " or Lisbon"),
        ("Ben", ""),
        ("Ben", " or Rio"),
    ]


def test_a_change_of_mind_is_no_comment() -> None:
    found = copy(
        body(
            run(f"{MEETS}Geneva"), struck(" or Rio", by="Ann"), inserted(" now", "Ben"), run(YEARLY)
        )
    )
    assert hands(found.comments) == ["Ben"]


def test_what_two_hands_of_one_source_did_is_a_change_of_mind_too() -> None:
    data = body(run(f"{MEETS}Geneva"), struck(" or Rio", "Author", "Windows User"), run(YEARLY))
    assert not read("x.docx", data, DRAFT, sources=(Source("Cisco"),)).comments


def test_struck_blanks_are_no_comment() -> None:
    found = copy(body(run(f"{MEETS}Geneva"), struck(" "), inserted(" today", "Ben"), run(YEARLY)))
    assert hands(found.comments) == ["Ben"]


def test_a_struck_paragraph_stands_after_the_one_before_it() -> None:
    found = copy(new_paragraph(struck("All may speak."), "Ann", "Ben"))
    first, second = found.comments
    assert (first.targets[0].start, first.targets[0].from_) == ("d1", len(FIRST))
    assert first.proposed == "All may speak."
    assert second.targets[0].comments == (first.id,)


def test_a_struck_paragraph_break_begins_a_paragraph_that_another_will_not_have() -> None:
    mark = tracked("ins", author="Ann") + tracked("del", author="Ben")
    data = docx(
        f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run(MEETS)}</w:p>"
        + f"<w:p>{run('Geneva' + YEARLY)}</w:p>"
        + paragraph(SECOND)
    )
    first, second = copy(data).comments
    assert (first.text, first.proposed) == ("Begin a new paragraph here.", None)
    assert second.targets[0].comments == (first.id,)


def test_words_that_another_moved_away_are_opposed_at_this_place_only() -> None:
    start = tracked("moveFromRangeStart").replace("w:id", 'w:name="move1" w:id')
    moved = tracked("ins", tracked("moveFrom", run(" or Lisbon"), "Ben"), "Ann")
    found = copy(body(start, run(f"{MEETS}Geneva"), moved, run(YEARLY)))
    assert [one.text for one in found.comments] == ["", "Against this insertion at this place."]


# Successive reviews


def reviews(first: bytes, *later: bytes) -> tuple[Contribution, ...]:
    names = "abcd"
    return distinct(
        copy(data, f"{name}.docx") for name, data in zip(names, (first, *later), strict=False)
    )


def assert_only_against(found: Contribution, first: str, *quotes: str) -> None:
    """The file brings nothing but voices against parts of an earlier comment."""
    assert set(hands(found.comments)) == {"Ben"}
    assert [one.targets[0].comments for one in found.comments] == [(first,)] * len(quotes)
    assert [one.targets[0].quote for one in found.comments] == list(quotes)


def test_an_insertion_that_an_earlier_file_holds_counts_once() -> None:
    one, other = reviews(
        body(run(f"{MEETS}Geneva"), inserted(" or Lisbon", "Ann"), run(YEARLY)),
        body(run(f"{MEETS}Geneva"), struck(" or Lisbon"), run(YEARLY)),
    )
    assert hands(one.comments) == ["Ann"]
    assert_only_against(other, "a#1", "or Lisbon")
    assert "1 change of b.docx" in other.warnings[-1]


def test_so_does_one_that_was_struck_in_part() -> None:
    one, other = reviews(
        body(run(f"{MEETS}Geneva"), inserted(" or Lisbon or Rio", "Ann"), run(YEARLY)),
        body(run(f"{MEETS}Geneva"), inserted(" or Lisbon", "Ann"), struck(" or Rio"), run(YEARLY)),
    )
    assert hands(one.comments) == ["Ann"]
    assert_only_against(other, "a#1", "or Rio")


def test_so_does_one_that_stood_for_words_of_the_draft() -> None:
    one, other = reviews(
        body(run(MEETS), deleted("Geneva", "Ann"), inserted("Lisbon", "Ann"), run(YEARLY)),
        body(run(MEETS), deleted("Geneva", "Ann"), struck("Lisbon"), run(YEARLY)),
    )
    assert [(each.proposed, each.targets[0].quote) for each in one.comments] == [
        ("Lisbon", "Geneva")
    ]
    assert_only_against(other, "a#1", "Lisbon")


def test_so_does_a_paragraph_struck_whole_or_in_part() -> None:
    one, part, whole = reviews(
        new_paragraph(inserted("All may speak.", "Ann"), "Ann"),
        new_paragraph(inserted("All may ", "Ann") + struck("speak."), "Ann"),
        new_paragraph(struck("All may speak.", by="Cy"), "Ann", "Cy"),
    )
    assert [each.proposed for each in one.comments] == ["All may speak."]
    assert_only_against(part, "a#1", "speak.")
    assert hands(whole.comments) == ["Cy"]
    assert whole.comments[0].targets[0].comments == ("a#1",)


def test_so_does_a_note_struck_with_its_call() -> None:
    note = tracked("ins", run("See the report."), "Ann")
    notes = f'<w:footnote w:id="2"><w:p>{note}</w:p></w:footnote>'
    call = tracked("ins", '<w:r><w:footnoteReference w:id="2"/></w:r>', "Ann")
    gone = tracked(
        "ins", tracked("del", '<w:r><w:footnoteReference w:id="2"/></w:r>', "Ben"), "Ann"
    )
    one, other = reviews(
        *(
            docx(
                f"<w:p>{run(f'{MEETS}Geneva')}{each}{run(YEARLY)}</w:p>" + paragraph(SECOND),
                footnotes=notes,
            )
            for each in (call, gone)
        )
    )
    (added,) = [each for each in one.comments if each.proposed == "See the report."]
    assert_only_against(other, added.id, "See the report.")


def test_a_voice_against_that_a_later_file_repeats_counts_once() -> None:
    second = body(run(f"{MEETS}Geneva"), struck(" or Lisbon"), run(YEARLY))
    third = body(
        run(f"{MEETS}Geneva"), struck(" or Lisbon"), run(YEARLY), inserted(" Always.", "Cy")
    )
    first = body(run(f"{MEETS}Geneva"), inserted(" or Lisbon", "Ann"), run(YEARLY))
    for chain in ((first, second, third), (second, third)):
        counted = reviews(*chain)
        assert [hand for one in counted for hand in hands(one.comments)] == ["Ann", "Ben", "Cy"]


@pytest.mark.parametrize("city", ["Lisbon", "Rio"])
def test_what_became_of_the_words_did_not_come_from_the_voice_against_them(city: str) -> None:
    counted = reviews(
        body(run(MEETS), deleted("Geneva", "Ann"), inserted("Lisbon", "Ann"), run(YEARLY)),
        body(run(MEETS), deleted("Geneva", "Ann"), struck("Lisbon"), run(YEARLY)),
    )
    first, against = [comment for one in counted for comment in one.comments]
    text = Provision("d1", Kind.PARAGRAPH, 1, (Run(f"{MEETS}{city}{YEARLY}"),))
    later = Tree((text, DRAFT.provisions[1]))
    lines = redline(DRAFT, later)
    made = changes(lines, DRAFT, later)
    found, adoptions = attribute(DRAFT, later, lines, made, [first, against])
    assert against.id not in {origin.ref for one in found for origin in one.origins}
    assert {one.comment: one.adopted for one in adoptions}[against.id] is Adopted.NOT_FOUND


def test_in_a_real_chain_each_voice_against_points_at_the_comment_that_stays() -> None:
    chain = "docx/openchain/openchain-faq-ja-"
    target = detect.read("t.docx", sample(f"{chain}1-target.docx")).accepted
    files = [
        read(f"{hand}.docx", sample(f"{chain}2-review-{hand}.docx"), target)
        for hand in ("kunai", "fukuchi", "sato")
    ]
    counted = distinct(files)
    by_id = {comment.id: comment for one in counted for comment in one.comments}
    against = [one for one in by_id.values() if one.text == "Against this insertion."]
    assert len(against) == 23
    for one in against:
        (first,) = one.targets[0].comments
        assert first.partition(".")[0] != one.id.partition(".")[0]
        assert by_id[first].sources != one.sources
