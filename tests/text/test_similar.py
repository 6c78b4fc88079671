"""Near-identical comments are grouped and counted, never dropped (R20)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.comment import Comment, Target, TargetKind
from travaux.text.similar import group

SAME = {
    "English": (
        "The fee of ten dollars should be waived for students who show their card at the desk.",
        "the fee of ten dollars should be waived for the students who show their card, at the desk",
    ),
    "French": (
        "La taxe de dix euros devrait être supprimée pour les étudiants qui montrent leur carte.",
        "La taxe de dix euros devrait être supprimée, pour les étudiants qui montrent leur carte !",
    ),
    "Spanish": (
        "La tasa de diez euros debería suprimirse para los estudiantes que muestren su carné.",
        "La tasa de diez euros debería suprimirse para los estudiantes que muestren su carne.",
    ),
    "Russian": (
        "Плату в десять рублей следует отменить для всех студентов, которые покажут билет.",
        "Плату в десять рублей следует отменить для всех студентов которые покажут билет",
    ),
    "Chinese": (
        "对于出示学生证的大学生，应当免除十元的费用。",
        "对于出示学生证的大学生应当免除十元的费用",
    ),
    "Arabic": (
        "ينبغي إلغاء الرسم البالغ عشرة دنانير للطلاب الذين يبرزون بطاقتهم عند المدخل.",
        "ينبغي الغاء الرسم البالغ عشرة دنانير للطلاب الذين يبرزون بطاقتهم عند المدخل",
    ),
}

NOT_SAME = {
    "a number": (
        "The fee of 10 dollars should be waived for students who show their card at the desk.",
        "The fee of 12 dollars should be waived for students who show their card at the desk.",
    ),
    "a negation": (
        "The fee of ten dollars should be waived for students who show their card at the desk.",
        "The fee of ten dollars should not be waived for students who show their card at the desk.",
    ),
    "a negation in French": (
        "La taxe de dix euros doit être supprimée pour les étudiants qui montrent la carte.",
        "La taxe de dix euros ne doit pas être supprimée pour les étudiants qui montrent la carte.",
    ),
    "a negation in Chinese": (
        "对于出示学生证的大学生，应当免除十元的费用。",
        "对于出示学生证的大学生，不应当免除十元的费用。",
    ),
    "a negation in Russian": (
        "Плату в десять рублей следует отменить для всех студентов, которые покажут билет.",
        "Плату в десять рублей не следует отменить для всех студентов, которые покажут билет.",
    ),
    "a negation in Arabic": (
        "ينبغي إلغاء الرسم البالغ عشرة دنانير للطلاب الذين يبرزون بطاقتهم عند المدخل.",
        "لا ينبغي إلغاء الرسم البالغ عشرة دنانير للطلاب الذين يبرزون بطاقتهم عند المدخل.",
    ),
    "one word for another": (
        "The role of Member States in the preparation of the report should be described in full.",
        "The role of Sector Members in the preparation of the report should be described in full.",
    ),
    "the order of two words": (
        "Article five takes the place of article seven in the annex to the report of the group.",
        "Article seven takes the place of article five in the annex to the report of the group.",
    ),
    "an acronym": (
        "The role of the ITU in the preparation of the final report should be described in full.",
        "The role of the UN in the preparation of the final report should be described in full.",
    ),
}


def comment(name: str, text: str, at: str = "p1", proposed: str | None = None) -> Comment:
    return Comment(name, (), (Target(TargetKind.PROVISION, at, at),), text=text, proposed=proposed)


@pytest.mark.parametrize("language", SAME)
def test_comments_that_differ_in_spelling_and_signs_are_one_group(language: str) -> None:
    first, second = SAME[language]
    assert group([comment("a", first), comment("b", second)]) == (("a", "b"),)


@pytest.mark.parametrize("what", NOT_SAME)
def test_comments_that_differ_in_what_matters_are_two(what: str) -> None:
    first, second = NOT_SAME[what]
    assert group([comment("a", first), comment("b", second)]) == (("a",), ("b",))


def test_the_same_words_on_two_provisions_are_two_points() -> None:
    assert group([comment("a", "Delete."), comment("b", "Delete.", at="p2")]) == (("a",), ("b",))


def test_one_text_with_two_proposals_is_two_points() -> None:
    text = "The wording of the second sentence is too strong and should be made softer."
    first = comment("a", text, proposed="may")
    assert group([first, comment("b", text, proposed="might")]) == (("a",), ("b",))
    assert group([first, comment("b", text, proposed="May")]) == (("a", "b"),)
    assert group([first, comment("b", text)]) == (("a",), ("b",))


def test_a_provision_may_be_cited_in_two_ways() -> None:
    text = "Delete the paragraph."
    targets = [Target(TargetKind.PROVISION, label=label) for label in ("§ 2.3.1 (b)", "2.3.1 b)")]
    found = group([Comment(str(n), (), (t,), text=text) for n, t in enumerate(targets)])
    assert found == (("0", "1"),)


def test_groups_keep_the_order_of_the_comments() -> None:
    a, b = SAME["English"]
    c, d = SAME["French"]
    found = group([comment("1", a), comment("2", c), comment("3", b), comment("4", d)])
    assert found == (("1", "3"), ("2", "4"))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text(alphabet="ab 1不", max_size=12), max_size=8))
def test_every_comment_is_in_one_group(texts: list[str]) -> None:
    found = group([comment(str(n), text) for n, text in enumerate(texts)])
    assert sorted(name for names in found for name in names) == sorted(map(str, range(len(texts))))
