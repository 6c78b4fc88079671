"""An edited copy is read change by change: where in the draft, by whom, what is proposed."""

import re

import pytest
from msgspec.structs import replace

from tests.formats.docx_reader.word_files import (
    deleted,
    docx,
    inserted,
    paragraph,
    run,
    sample,
    tracked,
)
from travaux.formats import detect, docx_writer
from travaux.formats.contributions import distinct, read
from travaux.formats.docx_reader import read as read_docx
from travaux.formats.reading import Point, Remark
from travaux.sample import draft
from travaux.text.comment import Comment, Contribution, Form, Source, TargetKind
from travaux.text.redline import redline
from travaux.text.tree import Kind, Provision, Run, Tree

DRAFT = draft("third")
INDEX = DRAFT.index()
AT = "2012-10-01T10:00:00Z"


def provision(start: str) -> Provision:
    return next(one for one in DRAFT.provisions if one.text.startswith(start))


def edited(*changes: tuple[str, str, str], tree: Tree = DRAFT) -> Tree:
    """Return the draft with words replaced in the provisions that begin so."""
    provisions = list(tree.provisions)
    for start, old, new in changes:
        at = next(at for at, one in enumerate(provisions) if one.text.startswith(start))
        text = provisions[at].text
        assert old in text
        provisions[at] = replace(provisions[at], runs=(Run(text.replace(old, new, 1)),))
    return replace(tree, provisions=tuple(provisions))


def without(start: str, tree: Tree = DRAFT) -> Tree:
    kept = tuple(one for one in tree.provisions if not one.text.startswith(start))
    return replace(tree, provisions=kept)


def after(start: str, *new: Provision, tree: Tree = DRAFT) -> Tree:
    provisions = list(tree.provisions)
    at = next(at for at, one in enumerate(provisions) if one.text.startswith(start))
    return replace(tree, provisions=(*provisions[: at + 1], *new, *provisions[at + 1 :]))


def copy(
    new: Tree, *remarks: Remark, author: str = "Cisco", name: str = "copy.docx"
) -> Contribution:
    """Return what is read from the draft sent back with tracked changes and margin comments."""
    data = docx_writer.write_redline(
        redline(DRAFT, new), DRAFT, new, author=author, at=AT, remarks=remarks
    )
    found = read(name, data, DRAFT)
    assert found.form is Form.EDITED_COPY
    return found


def only(found: Contribution) -> Comment:
    (comment,) = found.comments
    return comment


def words(comment: Comment) -> str:
    target = comment.targets[0]
    text = DRAFT.provisions[INDEX[target.start]].text
    return text[target.from_ : target.to] if target.kind is TargetKind.SPAN else text


# Changes


def test_replaced_words_are_a_span_of_the_draft_with_its_surroundings() -> None:
    found = copy(edited(("Illegal", "exploded", "grown")))
    comment = only(found)
    target = comment.targets[0]
    assert (words(comment), target.quote, comment.proposed) == ("exploded", "exploded", "grown")
    assert target.start == provision("Illegal").id
    assert target.before.endswith("activities have ")
    assert comment.sources == (Source("Cisco"),)
    assert not found.warnings


def test_added_words_are_an_omission_at_their_offset() -> None:
    comment = only(
        copy(edited(("The root zone", "one administration", "one single administration")))
    )
    target = comment.targets[0]
    assert target.kind is TargetKind.OMISSION
    text = DRAFT.provisions[INDEX[target.start]].text
    assert text[: target.from_].rstrip().endswith("contract with one")
    assert (comment.proposed or "").strip() == "single"


def test_deleted_words_propose_nothing_in_their_place() -> None:
    comment = only(copy(edited(("Illegal", " at every turn", ""))))
    assert (words(comment).strip(), comment.proposed) == ("at every turn", "")


def test_a_deleted_provision_is_a_whole_one() -> None:
    comment = only(copy(without("All stakeholders agree")))
    assert comment.targets[0].kind is TargetKind.PROVISION
    assert words(comment).startswith("All stakeholders agree")
    assert (comment.targets[0].quote, comment.proposed) == (words(comment), "")


def test_an_inserted_provision_stands_after_the_one_before_it() -> None:
    new = Provision("n1", Kind.PARAGRAPH, 4, (Run("Rights must be respected."),))
    comment = only(copy(after("All stakeholders agree", new)))
    target = comment.targets[0]
    assert target.kind is TargetKind.OMISSION
    assert DRAFT.provisions[INDEX[target.start]].text.startswith("All stakeholders agree")
    assert target.from_ == len(DRAFT.provisions[INDEX[target.start]].text)
    assert comment.proposed == "Rights must be respected."


def test_an_inserted_heading_takes_the_paragraphs_under_it_along() -> None:
    section = (
        Provision("n1", Kind.HEADING, 3, (Run("Rights"),)),
        Provision("n2", Kind.PARAGRAPH, 4, (Run("Rights must be respected."),)),
        Provision("n3", Kind.PARAGRAPH, 4, (Run("Access is a right."),)),
    )
    comment = only(copy(after("Governments advise", *section)))
    assert comment.proposed == "Rights\nRights must be respected.\nAccess is a right."


def test_a_moved_provision_says_from_where_and_to_where() -> None:
    moving = provision("Over-the-top services")
    new = after("All stakeholders agree", moving, tree=without("Over-the-top services"))
    comment = only(copy(new))
    origin, goal = comment.targets
    assert DRAFT.provisions[INDEX[origin.start]].text.startswith("Over-the-top")
    assert goal.kind is TargetKind.OMISSION
    assert comment.text.startswith("Move this provision")


def test_changed_cells_are_points_of_their_own() -> None:
    tree = DRAFT
    for old, new in (("2.1", "9.1"), ("2.0", "9.2"), ("1.9", "9.3")):
        at = next(at for at, one in enumerate(tree.provisions) if one.text == old)
        cell = replace(tree.provisions[at], runs=(Run(new),))
        tree = replace(tree, provisions=(*tree.provisions[:at], cell, *tree.provisions[at + 1 :]))
    found = copy(tree)
    assert {one.proposed for one in found.comments} == {"9.1", "9.2", "9.3"}


# Which changes are one point


def test_changes_a_few_words_apart_in_one_sentence_are_one_point() -> None:
    comment = only(
        copy(
            edited(
                ("Illegal", "exploded", "grown"), ("Illegal", "the Internet, and", "the Net, and")
            )
        )
    )
    assert words(comment) == "exploded on the Internet"
    assert comment.proposed == "grown on the Net"


def test_changes_in_two_sentences_are_two_points() -> None:
    found = copy(
        edited(("Illegal", "exploded", "grown"), ("Illegal", "Users, operators", "People"))
    )
    assert [words(one) for one in found.comments] == ["exploded", "Users, operators"]


def test_changes_in_two_provisions_are_two_points() -> None:
    found = copy(edited(("Illegal", "exploded", "grown"), ("Over-the-top", "reach", "meet")))
    assert [words(one) for one in found.comments] == ["exploded", "reach"]


def test_comments_stand_in_the_order_of_the_draft_and_are_numbered_so() -> None:
    found = copy(
        edited(("Over-the-top", "reach", "meet"), ("Illegal", "exploded", "grown")),
        Remark(
            "1", "Cisco", "Why?", start=Point("p25", 0), end=Point("p25", 12), quote="The Internet"
        ),
    )
    assert [one.id for one in found.comments] == ["copy#1", "copy#2", "copy#3"]
    assert [words(one) for one in found.comments] == ["The Internet", "exploded", "reach"]


# Margin comments


def remark(text: str, start: str, quote: str, **more: str) -> Remark:
    one = provision(start)
    at = one.text.index(quote)
    return Remark(
        more.get("id", "1"),
        more.get("author", "ARIN"),
        text,
        start=Point(one.id, at),
        end=Point(one.id, at + len(quote)),
        quote=quote,
        parent=more.get("parent", ""),
    )


def test_a_margin_comment_is_on_the_words_that_it_hangs_on() -> None:
    comment = only(copy(DRAFT, remark("Which study?", "The Internet is a global", "One study")))
    assert (words(comment), comment.text) == ("One study", "Which study?")
    assert comment.sources == (Source("ARIN"),)
    assert comment.proposed is None


def test_a_margin_comment_may_hold_a_proposal() -> None:
    said = remark("Replace “exploded” by “grown”.", "Illegal", "have exploded on")
    comment = only(copy(DRAFT, said))
    assert (words(comment), comment.proposed) == ("exploded", "grown")


def test_an_answer_by_another_hand_is_a_comment_on_the_first() -> None:
    first = remark("Which study?", "The Internet is a global", "One study")
    answer = remark(
        "A study of 2011.",
        "The Internet is a global",
        "One study",
        id="2",
        author="ISOC",
        parent="1",
    )
    found = copy(DRAFT, first, answer)
    question, reply = found.comments
    assert reply.targets[0].kind is TargetKind.COMMENT
    assert reply.targets[0].comments == (question.id,)
    assert reply.sources == (Source("ISOC"),)


def test_an_answer_by_its_own_author_goes_on_the_first() -> None:
    first = remark("Which study?", "The Internet is a global", "One study")
    more = remark(
        "And of when?", "The Internet is a global", "One study", id="2", author="ARIN", parent="1"
    )
    assert only(copy(DRAFT, first, more)).text == "Which study?\nAnd of when?"


# Who


def draft_of(text: str) -> Tree:
    return Tree((Provision("d1", Kind.PARAGRAPH, 1, (Run(text),)),))


def hands(*parts: str) -> bytes:
    return docx(f"<w:p>{''.join(parts)}</w:p>")


BASE = "The forum meets in Geneva every year and its opinions are adopted by consensus of all."


def test_each_hand_has_its_own_changes() -> None:
    data = hands(
        run("The forum meets in "),
        deleted("Geneva", "Ann"),
        inserted("Lisbon", "Ann"),
        run(" every year and its opinions are adopted by "),
        deleted("consensus", "Ben"),
        inserted("vote", "Ben"),
        run(" of all."),
    )
    found = read("x.docx", data, draft_of(BASE))
    assert [(one.sources[0].name, one.proposed) for one in found.comments] == [
        ("Ann", "Lisbon"),
        ("Ben", "vote"),
    ]


def test_what_another_wrote_into_an_insertion_amends_it() -> None:
    data = docx(
        paragraph(BASE)
        + f"<w:p><w:pPr><w:rPr>{tracked('ins', author='Ann')}</w:rPr></w:pPr>"
        + inserted("Rights must be respected ", "Ann")
        + inserted("by all ", "Ben")
        + inserted("and everywhere.", "Ann")
        + "</w:p>"
    )
    found = read("x.docx", data, draft_of(BASE))
    first, second = found.comments
    assert (first.sources[0].name, first.proposed) == (
        "Ann",
        "Rights must be respected and everywhere.",
    )
    assert (second.sources[0].name, second.proposed) == ("Ben", "by all ")
    assert second.targets[0].comments == (first.id,)


def test_a_name_that_says_nothing_gives_way_to_the_sources_given() -> None:
    data = hands(run(BASE[:-1]), inserted(" present", "Microsoft Office User"), run("."))
    found = read("x.docx", data, draft_of(BASE), sources=(Source("Cisco"),))
    assert only(found).sources == (Source("Cisco"),)


# The draft and the copy


def test_an_edited_copy_without_tracked_changes_is_compared_with_the_draft() -> None:
    data = docx_writer.write(edited(("Illegal", "exploded", "grown")))
    found = read("x.docx", data, DRAFT, sources=(Source("Cisco"),))
    assert found.form is Form.EDITED_COPY
    assert (words(only(found)), only(found).proposed) == ("exploded", "grown")
    assert only(found).sources == (Source("Cisco"),)


def test_what_was_changed_without_a_mark_beside_marked_changes_is_named() -> None:
    silent = edited(("Over-the-top", "reach", "meet"))
    new = edited(("Illegal", "exploded", "grown"), tree=silent)
    data = docx_writer.write_redline(redline(silent, new), silent, new, author="Cisco", at=AT)
    found = read("x.docx", data, DRAFT, sources=(Source("UK"),))
    assert [(words(one), one.sources[0].name) for one in found.comments] == [
        ("exploded", "Cisco"),
        ("reach", "UK"),
    ]
    assert "Not marked as changed" in found.warnings[0]


def test_offsets_are_those_of_the_draft_where_the_copy_differs_from_it() -> None:
    silent = edited(("Illegal", "Illegal activities have", "Illegal acts of many kinds have"))
    new = edited(("Illegal", "exploded", "grown"), tree=silent)
    data = docx_writer.write_redline(redline(silent, new), silent, new, author="Cisco", at=AT)
    marked = [one for one in read("x.docx", data, DRAFT).comments if one.proposed == "grown"]
    assert words(only(Contribution("", Form.EDITED_COPY, comments=tuple(marked)))) == "exploded"


def test_a_copy_of_a_part_does_not_delete_the_rest() -> None:
    at = INDEX[provision("Enhanced cooperation").id]
    part = replace(DRAFT, provisions=DRAFT.provisions[at : at + 10])
    new = edited(("All stakeholders", "an intergovernmental body", "no new body"), tree=part)
    data = docx_writer.write_redline(redline(part, new), part, new, author="Cisco", at=AT)
    found = read("x.docx", data, DRAFT)
    assert found.form is Form.EDITED_COPY
    assert words(only(found)).strip() in "an intergovernmental body"


# Successive reviews


def test_a_change_that_stands_in_two_copies_counts_once() -> None:
    one = copy(edited(("Illegal", "exploded", "grown")), name="a.docx")
    both = copy(
        edited(("Illegal", "exploded", "grown"), ("Over-the-top", "reach", "meet")), name="b.docx"
    )
    first, second = distinct([one, both])
    assert [words(comment) for comment in first.comments] == ["exploded"]
    assert [words(comment) for comment in second.comments] == ["reach"]
    assert "1 change of b.docx" in second.warnings[-1]


def test_the_same_change_by_another_hand_counts() -> None:
    new = edited(("Illegal", "exploded", "grown"))
    one, other = copy(new, name="a.docx"), copy(new, name="b.docx", author="ISOC")
    assert [len(each.comments) for each in distinct([one, other])] == [1, 1]


def test_two_files_of_one_name_have_ids_of_their_own() -> None:
    one = copy(edited(("Illegal", "exploded", "grown")))
    other = copy(edited(("Over-the-top", "reach", "meet")))
    ids = [comment.id for each in distinct([one, other]) for comment in each.comments]
    assert ids == ["copy#1", "copy (2)#1"]


def test_each_review_of_a_real_chain_brings_its_own_changes_only() -> None:
    chain = "docx/openchain/openchain-faq-ja-"
    target = detect.read("t.docx", sample(f"{chain}1-target.docx")).accepted
    reviews = [
        read(f"{hand}.docx", sample(f"{chain}2-review-{hand}.docx"), target)
        for hand in ("kunai", "fukuchi", "sato")
    ]
    names = [
        {source.name for comment in one.comments for source in comment.sources}
        for one in distinct(reviews)
    ]
    assert [sorted(found) for found in names] == [
        ["工内隆"],
        ["Hiroyuki Fukuchi"],
        ["Mieko Sato"],
    ]


def test_every_comment_of_a_real_chain_lies_within_the_draft() -> None:
    chain = "docx/openchain/openchain-faq-ja-"
    target = detect.read("t.docx", sample(f"{chain}1-target.docx")).accepted
    texts = {one.id: one.text for one in target.provisions}
    found = read("s.docx", sample(f"{chain}4-imada-reviewed-sato.docx"), target)
    ids = {comment.id for comment in found.comments}
    for comment in found.comments:
        for one in comment.targets:
            if one.kind is TargetKind.COMMENT:
                assert ids.issuperset(one.comments)
            elif one.kind in (TargetKind.SPAN, TargetKind.OMISSION):
                text = texts[one.start]
                assert 0 <= one.from_ <= one.to <= len(text)
                if one.kind is TargetKind.SPAN:
                    assert text[one.from_ : one.to].replace("\ufffc", "") == one.quote


@pytest.mark.parametrize("form", ["tracked", "plain"])
def test_the_fourth_draft_as_a_copy_of_the_third_proposes_what_it_says(form: str) -> None:
    fourth = draft("fourth")
    plain = docx_writer.write(fourth)
    found = copy(fourth) if form == "tracked" else read("x.docx", plain, DRAFT)
    assert len(found.comments) > 30
    new = " ".join(read_docx(plain).accepted.plain_lines())
    for comment in found.comments:
        for line in re.split(r"[\n\t]", comment.proposed or ""):
            assert " ".join(line.split()) in " ".join(new.split())
