"""What a proposal comes to in the third draft: exact words where they are sure, else a reason."""

import pytest

from travaux.sample import draft
from travaux.text.comment import Target, TargetKind
from travaux.text.landmarks import Landmarks
from travaux.text.placing import Placed, place, quoted_once, together
from travaux.text.proposals import proposals
from travaux.text.references import cited

DRAFT = draft("third")
LANDMARKS = Landmarks(DRAFT)
INDEX = DRAFT.index()


def at(label: str) -> Target:
    target = LANDMARKS.resolve(cited(label)[0], label).target
    assert target is not None
    return target


def placed(text: str, label: str) -> Placed:
    (proposal,) = proposals(text)
    return place(proposal, LANDMARKS, at(label))


def words(target: Target) -> str:
    text = DRAFT.provisions[INDEX[target.start]].text
    return text[target.from_ : target.to] if target.kind is TargetKind.SPAN else text


def test_quoted_words_become_a_span_with_their_surroundings() -> None:
    found = placed("Replace “global infrastructure” by “network”.", "2.3.1")
    assert found.target.kind is TargetKind.SPAN
    assert words(found.target) == found.target.quote == "global infrastructure"
    assert found.target.before.endswith("is a ")
    assert found.target.after.startswith(" that now serves")
    assert found.proposed == "network"


def test_the_last_sentence_of_a_section_is_that_of_its_last_paragraph() -> None:
    found = placed("Delete the last sentence.", "2.3.5.1")
    assert words(found.target).startswith("Regulation of the cost")
    assert found.proposed == ""


def test_which_sentence_is_not_guessed_among_several_paragraphs() -> None:
    found = placed("Delete the second sentence.", "2.3.1")
    assert found.proposed is None
    assert "not sure" in found.problem


def test_words_to_add_stand_after_what_is_quoted() -> None:
    found = placed("Add “and of use” after “access prices fell”.", "2.3.1")
    assert found.target.kind is TargetKind.OMISSION
    text = DRAFT.provisions[INDEX[found.target.start]].text
    assert text[: found.target.from_].endswith("access prices fell")


def test_a_new_item_stands_after_the_last_one() -> None:
    found = placed("Add a new item: “the role of the ITU.”", "2.2")
    assert words(found.target).startswith("the security")
    assert found.target.from_ == len(words(found.target))


def test_a_rewording_is_of_the_paragraph_that_it_is_likest_to() -> None:
    found = placed(
        "It should read: “All stakeholders agree that cooperation needs no body.”", "2.3.3"
    )
    assert words(found.target).startswith("All stakeholders agree")
    assert found.target.kind is TargetKind.PROVISION


def test_a_rewording_of_one_sentence_is_of_that_sentence() -> None:
    text = "It should read: “Changes to it pass through many hands before they are published.”"
    found = placed(text, "2.3.4.1 e)")
    assert words(found.target).startswith("Changes to it pass")
    assert found.target.kind is TargetKind.SPAN


def test_new_words_for_a_section_that_are_like_none_of_its_own_stand_at_its_end() -> None:
    found = placed("We propose: “Rights must be respected everywhere and by all.”", "2.3.3")
    assert found.target.kind is TargetKind.OMISSION
    assert words(found.target).startswith("All stakeholders agree")
    assert found.target.from_ == len(words(found.target))
    assert "not said" in found.problem


def test_words_that_are_elsewhere_are_named_and_not_moved() -> None:
    found = placed("Delete “at every turn”.", "2.3.3")
    assert found.target.start == at("2.3.3").start
    assert found.target.quote == "at every turn"
    assert "2.3.1" in found.problem


def test_words_that_stand_several_times_are_not_guessed() -> None:
    found = placed("Replace “Internet” by “Net”.", "2.3.2")
    assert "times" in found.problem
    assert found.target.kind is TargetKind.RANGE


def test_several_changes_of_one_provision_are_one_stretch() -> None:
    text = "Replace “exploded” by “grown” and “innocent” by “weak”."
    one = together([place(each, LANDMARKS, at("2.3.1")) for each in proposals(text)], LANDMARKS)
    assert one is not None
    assert words(one.target) == "exploded on the Internet, and criminals attack the innocent"
    assert one.proposed == "grown on the Internet, and criminals attack the weak"


def test_changes_of_two_provisions_are_two() -> None:
    text = "Replace “exploded” by “grown” and “Over-the-top” by “Other”."
    assert (
        together([place(each, LANDMARKS, at("2.3.1")) for each in proposals(text)], LANDMARKS)
        is None
    )


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        (["criminals attack the innocent at every turn"], True),
        (["the Internet"], False),
        (["words that are not there at all"], False),
        (["IPv4 holds some 4.3 billion", "A market in IPv4 addresses"], False),
    ],
)
def test_telling_words_that_stand_once_place_a_comment(quoted: list[str], found: bool) -> None:
    assert (quoted_once(quoted, LANDMARKS) is not None) is found
