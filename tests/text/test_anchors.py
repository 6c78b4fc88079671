"""The place of a comment in the next draft is a fact of its own: placed, moved, or lost (R13)."""

from hypothesis import given, settings

from tests.text.drafts import edited, pieces, tree_of
from tests.text.notation import draft
from travaux.text.anchors import Anchors, place
from travaux.text.comment import Comment, Found, Placement, Target, TargetKind
from travaux.text.tree import CONTAINERS, Tree

OLD = """
# 1.| Loans
1.1| A member may borrow eight items at a time, for three weeks.
1.2| Overdue items are fined at twenty cents a day. After sixty days the member is barred.
# 2.| Rooms
2.1| The reading room is open from ten to six on working days.
2.2| Seats cannot be reserved. Donors are named on a board in the hall.
"""


def placed(new: str, target: Target) -> Placement:
    before, after = draft(OLD), draft(new)
    (found,) = place(Comment("a", (), (target,)), before, after)
    return found


def words(new: str, found: Placement) -> str:
    tree = draft(new)
    return tree.provisions[tree.index()[found.start]].text[found.from_ : found.to]


def span(quote: str, at: str = "") -> Target:
    return Target(TargetKind.SPAN, at, at, quote=quote)


def test_words_that_stay_are_placed_surely() -> None:
    new = OLD.replace("Seats", "In the morning seats")
    found = placed(new, span("Donors are named on a board", "p6"))
    assert (found.found, found.score) == (Found.PLACED, 1.0)
    assert words(new, found) == "Donors are named on a board"


def test_words_that_were_edited_are_placed_less_surely() -> None:
    new = OLD.replace("on a board in the hall", "on a stone in the hall")
    found = placed(new, span("Donors are named on a board in the hall.", "p6"))
    assert found.found is Found.PLACED
    assert 0.6 <= found.score < 1
    assert words(new, found) == "Donors are named on a stone in the hall."


def test_words_that_went_are_lost() -> None:
    new = OLD.replace(" Donors are named on a board in the hall.", "")
    found = placed(new, span("Donors are named on a board in the hall.", "p6"))
    assert found == Placement("a", 0, Found.LOST, score=0.0)


def test_a_sentence_taken_to_another_paragraph_has_moved() -> None:
    sentence = " Donors are named on a board in the hall."
    new = OLD.replace(sentence, "").replace("three weeks.", "three weeks." + sentence)
    found = placed(new, span(sentence.strip(), "p6"))
    assert (found.found, found.start) == (Found.MOVED, "p2")
    assert words(new, found) == sentence.strip()


def test_words_that_stand_elsewhere_in_both_drafts_have_not_moved_there() -> None:
    phrase = "as the council may decide from time to time"
    old = draft(f"1.1| Fees are paid, {phrase}.\n1.2| Cards are issued, {phrase}.")
    new = draft(f"1.1| Fees are paid, {phrase}.\n1.2| Cards are issued.")
    (found,) = place(Comment("a", (), (span(phrase, "p2"),)), old, new)
    assert found.found is Found.LOST


def test_of_two_like_provisions_one_that_went_is_not_the_other() -> None:
    old = draft("1.1| The same words here.\n1.2| Others.\n1.3| The same words here.")
    new = draft("1.1| The same words here.\n1.2| Others.")
    (found,) = place(Comment("a", (), (Target(TargetKind.PROVISION, "p3", "p3"),)), old, new)
    assert found.found is Found.LOST


def test_a_new_number_is_no_move() -> None:
    new = OLD.replace("# 2.| Rooms", "# 2.| Rooms\n2.0| The hall is heated.").replace(
        "2.2|", "2.3|"
    )
    found = placed(new, Target(TargetKind.PROVISION, "p6", "p6"))
    assert (found.found, found.start, found.score) == (Found.PLACED, "p7", 1.0)


def test_a_provision_that_stands_elsewhere_has_moved() -> None:
    lines = OLD.strip().splitlines()
    new = "\n".join([*lines[:1], lines[5], *lines[1:5]])
    found = placed(new, Target(TargetKind.PROVISION, "p6", "p6"))
    assert (found.found, found.start) == (Found.MOVED, "p2")


def test_a_provision_that_was_split_has_moved_to_both_parts() -> None:
    new = OLD.replace("reserved. Donors", "reserved.\n2.3| Donors")
    found = placed(new, Target(TargetKind.PROVISION, "p6", "p6"))
    assert (found.found, found.start, found.end) == (Found.MOVED, "p6", "p7")
    found = placed(new, span("Donors are named", "p6"))
    assert (found.found, found.start, words(new, found)) == (Found.MOVED, "p7", "Donors are named")


def test_a_provision_that_went_is_lost() -> None:
    new = "\n".join(OLD.strip().splitlines()[:-1])
    assert placed(new, Target(TargetKind.PROVISION, "p6", "p6")).found is Found.LOST


def test_a_range_stands_from_its_first_to_its_last() -> None:
    new = OLD.replace("1.2|", "1.1bis| A new rule.\n1.2|")
    found = placed(new, Target(TargetKind.RANGE, "p2", "p3"))
    assert (found.found, found.start, found.end) == (Found.PLACED, "p2", "p4")


def test_a_heading_is_placed_by_where_it_stands() -> None:
    new = OLD.replace("# 2.| Rooms", "# 2.| Where to read")
    found = placed(new, Target(TargetKind.HEADING, "p4", "p4"))
    assert (found.found, found.start) == (Found.PLACED, "p4")
    assert found.score < 1


def test_a_figure_is_followed() -> None:
    old = draft("1.1| Words.\n! d1\n1.2| More words here.")
    new = draft("1.1| Words.\n1.2| More words here.\n! d1")
    (found,) = place(Comment("a", (), (Target(TargetKind.FIGURE, "p2", "p2"),)), old, new)
    assert (found.found, found.start) in {(Found.MOVED, "p3"), (Found.PLACED, "p3")}


def test_an_expression_throughout_is_placed_while_it_is_used() -> None:
    target = Target(TargetKind.THROUGHOUT, quote="reading room")
    assert placed(OLD, target).found is Found.PLACED
    assert placed(OLD.replace("reading room", "library"), target).found is Found.LOST


def test_of_words_misquoted_the_provision_cited_is_the_place_less_surely() -> None:
    found = placed(OLD, span("an entirely different sentence about bees", "p6"))
    assert (found.found, found.start, found.score) == (Found.PLACED, "p6", 0.6)
    assert (found.from_, found.to) == (0, 0)


def test_the_point_of_an_omission_is_followed() -> None:
    end = len("Seats cannot be reserved.")
    new = OLD.replace("Seats cannot", "In the morning seats cannot")
    found = placed(new, Target(TargetKind.OMISSION, "p6", "p6", end, end))
    assert (found.found, found.start, found.from_, found.to) == (
        *(Found.PLACED, "p6"),
        *[len("In the morning seats cannot be reserved.")] * 2,
    )


def test_a_comment_on_the_whole_draft_or_nowhere_is_unplaced() -> None:
    for target in (Target(TargetKind.DRAFT), Target(TargetKind.PROVISION, label="9.9")):
        found = placed(OLD, target)
        assert (found.found, found.start) == (Found.UNPLACED, "")


def test_a_comment_on_a_comment_stands_where_that_one_stands() -> None:
    tree = draft(OLD)
    first = Comment("a", (), (span("Donors", "p6"),))
    second = Comment("b", (), (Target(TargetKind.COMMENT, comments=("a",)),))
    third = Comment("c", (), (Target(TargetKind.COMMENT, comments=("c", "b")),))
    for one in (second, third):
        (found,) = place(one, tree, tree, others=(first, second, third))
        assert (found.comment, found.start) == (one.id, "p6")


def test_comments_on_each_other_end_unplaced() -> None:
    first = Comment("a", (), (Target(TargetKind.COMMENT, comments=("b",)),))
    second = Comment("b", (), (Target(TargetKind.COMMENT, comments=("a",)),))
    tree = draft(OLD)
    (found,) = place(first, tree, tree, others=(first, second))
    assert found.found is Found.UNPLACED


def _spans(tree: Tree) -> list[Target]:
    """Return a span of words in every provision that has some."""
    spans = []
    for provision in tree.provisions:
        text = provision.text
        if provision.kind not in CONTAINERS and len(text.split()) > 1:
            start = len(text) - len(text.lstrip())
            end = start + len(text.split()[0])
            at = provision.id
            spans.append(Target(TargetKind.SPAN, at, at, start, end, quote=text[start:end]))
    return spans


@settings(max_examples=60, deadline=None, derandomize=True)
@given(pieces.map(tree_of))
def test_in_the_same_draft_every_target_stands_where_it_was(tree: Tree) -> None:
    whole = [Target(TargetKind.PROVISION, p.id, p.id) for p in tree.provisions]
    targets = (*whole, *_spans(tree))
    found = Anchors(tree, tree).place(Comment("a", (), targets))
    for target, one in zip(targets, found, strict=True):
        assert one.found is Found.PLACED
        assert one.score == 1.0
        assert (one.start, one.end) == (target.start, target.end)
        assert (one.from_, one.to) == (target.from_, target.to)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(edited())
def test_a_placed_span_holds_the_words_quoted_or_says_that_they_differ(
    pair: tuple[Tree, Tree],
) -> None:
    old, new = pair
    targets = tuple(_spans(old))
    found = Anchors(old, new).place(Comment("a", (), targets))
    assert [one.target for one in found] == list(range(len(targets)))
    index = new.index()
    for target, one in zip(targets, found, strict=True):
        if one.found in {Found.LOST, Found.UNPLACED}:
            assert (one.start, one.end, one.from_, one.to) == ("", "", 0, 0)
            continue
        assert 0.6 <= one.score <= 1
        if one.start == one.end and one.score == 1.0:
            text = new.provisions[index[one.start]].text[one.from_ : one.to]
            assert text.split() == target.quote.split()


def test_a_section_whose_heading_stands_is_placed_whatever_became_of_its_paragraphs() -> None:
    new = (
        "# 1.| Loans\n1.1| Nothing is lent any more.\n1.2| Fines are abolished too.\n1.3| More.\n"
        + OLD[OLD.index("# 2.") :]
    )
    found = placed(new, Target(TargetKind.RANGE, "p1", "p3"))
    assert (found.found, found.start, found.end) == (Found.PLACED, "p1", "p4")
    assert found.score < 1.0
