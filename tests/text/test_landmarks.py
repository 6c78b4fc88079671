"""What a reference leads to in a draft: one place, or a reason why there is none."""

import pytest
from msgspec.structs import replace

from travaux.sample import draft
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks, order_key
from travaux.text.references import cited, find
from travaux.text.tree import Kind, Provision, Run, Tree

DRAFT = draft("third")
LANDMARKS = Landmarks(DRAFT)


def led(text: str, landmarks: Landmarks = LANDMARKS, within: str = "") -> Target | str:
    (reference,) = find(text) or cited(text)
    found = landmarks.resolve(reference, text, within)
    return found.target or found.problem


def words(target: Target | str) -> str:
    assert isinstance(target, Target), target
    return DRAFT.provisions[DRAFT.index()[target.start]].text


def test_a_paragraph_is_a_provision() -> None:
    target = led("paragraph 2.3.4.1 e)")
    assert words(target).startswith("The root zone")
    assert isinstance(target, Target)
    assert (target.kind, target.label) == (TargetKind.PROVISION, "paragraph 2.3.4.1 e)")


@pytest.mark.parametrize(
    "text", ["2.3.4.1(e)", "2.3.4.1. e)", "item (e) of 2.3.4.1", "§2.3.4.1 e)"]
)
def test_writers_put_labels_in_different_ways(text: str) -> None:
    assert words(led(text)).startswith("The root zone")


def test_a_section_is_all_that_stands_under_its_heading() -> None:
    target = led("section 2.3.3")
    assert isinstance(target, Target)
    assert target.kind is TargetKind.RANGE
    index = DRAFT.index()
    assert DRAFT.provisions[index[target.end]].text.startswith("All stakeholders agree")


def test_the_heading_alone_is_a_heading() -> None:
    target = led("the title of section 2.3.3")
    assert isinstance(target, Target)
    assert (target.kind, target.start) == (TargetKind.HEADING, target.end)


def test_a_range_goes_to_the_end_of_the_last_section() -> None:
    target = led("sections 2.3.1 to 2.3.3")
    assert isinstance(target, Target)
    assert target.kind is TargetKind.RANGE
    assert target.end == led("section 2.3.3").end  # type: ignore[union-attr]


def test_a_paragraph_without_a_label_is_counted_under_its_heading() -> None:
    assert words(led("the second paragraph of section 2.3.2")).startswith("The two terms")
    assert words(led("last paragraph of section 2.3.3")).startswith("All stakeholders agree")
    assert "3 paragraphs" in str(led("fifth paragraph of section 2.3.1"))


def test_an_item_is_looked_for_where_was_spoken_before() -> None:
    target = led("item f)", within="2.3.4.2 c)")
    assert words(target).startswith("The system may be abused")
    assert isinstance(target, Target)
    assert target.label == "2.3.4.2 f)"
    assert "no f)" in str(led("item f)"))


def test_a_footnote_is_found_by_its_number() -> None:
    assert words(led("footnote 1")).startswith("Decision 562")


def test_a_figure_without_a_caption_is_what_follows_the_one_mention_of_it() -> None:
    target = led("Figure 2")
    assert isinstance(target, Target)
    provision = DRAFT.provisions[DRAFT.index()[target.start]]
    assert (target.kind, provision.kind) == (TargetKind.FIGURE, Kind.TABLE)


def test_a_table_is_found_by_its_caption() -> None:
    tree = Tree(
        (
            Provision("p1", Kind.CAPTION, 1, (Run("Table 3. Prices"),)),
            Provision("p2", Kind.TABLE, 1),
            Provision("p3", Kind.ROW, 2),
            Provision("p4", Kind.CELL, 3),
            Provision("p5", Kind.PARAGRAPH, 4, (Run("1"),)),
        )
    )
    target = led("Table 3", Landmarks(tree))
    assert isinstance(target, Target)
    assert (target.kind, target.start) == (TargetKind.TABLE, "p2")


@pytest.mark.parametrize("text", ["section 2.9.9", "Table 7", "footnote 9", "Annex B"])
def test_what_leads_nowhere_is_not_guessed(text: str) -> None:
    assert str(led(text)).startswith("there is no")


def test_what_stands_twice_is_not_guessed() -> None:
    twice = (*DRAFT.provisions, *(replace(one, id=f"x{one.id}") for one in DRAFT.provisions))
    assert "more than once" in str(led("section 2.3.3", Landmarks(Tree(twice))))


def test_an_annex_is_told_from_a_section_by_its_name() -> None:
    tree = Tree(
        (
            Provision("p1", Kind.HEADING, 1, (Run("Scope"),), "1"),
            Provision("p2", Kind.HEADING, 1, (Run("Forms"),), "Annex B"),
        )
    )
    target = led("Annex B", Landmarks(tree))
    assert isinstance(target, Target)
    assert target.start == "p2"


def test_references_sort_as_a_draft_does() -> None:
    labels = ["2.3.10", "Annex B", "2.3.2", "General", "A.2", "2.3.4.1 e)", "2.3.4.1 b)", "2.3.4"]
    assert sorted(labels, key=order_key) == [
        *("General", "2.3.2", "2.3.4", "2.3.4.1 b)", "2.3.4.1 e)", "2.3.10", "A.2", "Annex B"),
    ]


def test_a_heading_is_found_by_its_words() -> None:
    at = LANDMARKS.by_heading("growth and use")
    assert at is not None
    assert DRAFT.provisions[at].label == "2.3.1"
    assert LANDMARKS.by_heading("No such heading") is None
