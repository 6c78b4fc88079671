"""What a comment cites is found, or said not to be found."""

import pytest

from tests.text.notation import draft
from travaux.text.citations import CERTAIN, resolve
from travaux.text.comment import Target, TargetKind

TREE = draft("""
# 2.3| Access
2.3.1| The Union's “open” Internet is a global infra-structure, and it serves all peoples.
* a)| the price of access
* b)| the safety of users
2.3.2| L'accès à l'Internet doit rester ouvert à tous. Доступ должен быть открытым. 互联网应当开放。
# 2.4| Safety
2.4.1| The safety of users is the first concern of the operators who run the network.
""")


def found(quote: str, label: str = "") -> str:
    resolved = resolve(Target(TargetKind.SPAN, label=label, quote=quote), TREE)
    if resolved.score < CERTAIN or resolved.target.to == 0:
        return ""
    text = TREE.provisions[TREE.index()[resolved.target.start]].text
    return text[resolved.target.from_ : resolved.target.to]


@pytest.mark.parametrize(
    "label",
    ["2.3.1 b)", "2.3.1b)", "2.3.1 (b)", "§ 2.3.1 b", "Section 2.3.1 b).", "paragraph 2.3.1(b)",
     "пункт 2.3.1 b)", "párrafo 2.3.1 b)", "第2.3.1 b)段"],
)  # fmt: skip
def test_a_reference_may_be_written_in_many_ways(label: str) -> None:
    resolved = resolve(Target(TargetKind.PROVISION, label=label), TREE)
    assert (resolved.target.start, resolved.target.end, resolved.score) == ("p4", "p4", 1.0)


def test_a_reference_below_what_is_numbered_leads_to_the_nearest_above_less_surely() -> None:
    resolved = resolve(Target(TargetKind.PROVISION, label="2.4.1 c)"), TREE)
    assert resolved.target.start == "p7"
    assert CERTAIN <= resolved.score < 1


def test_a_reference_to_nothing_leads_nowhere() -> None:
    target = Target(TargetKind.PROVISION, label="9.1")
    assert resolve(target, TREE) == (target, 0.0)


def test_a_quote_is_found_as_written() -> None:
    assert found("global infra-structure", "2.3.1") == "global infra-structure"


@pytest.mark.parametrize(
    ("quote", "is_"),
    [
        ('the union\'s "open" internet', "The Union's “open” Internet"),
        ("global infra‑structure,\n and  it", "global infra-structure, and it"),
        ("L’acces à l’internet", "L'accès à l'Internet"),
        ("доступ должен", "Доступ должен"),
        ("互联网应当开放", "互联网应当开放"),
    ],
)
def test_a_quote_is_found_whatever_its_signs_capitals_and_accents(quote: str, is_: str) -> None:
    assert found(quote, "2.3") == is_


def test_a_quote_with_a_wrong_word_is_found_less_surely() -> None:
    target = Target(TargetKind.SPAN, label="2.4.1", quote="the first concern of the operator who")
    resolved = resolve(target, TREE)
    assert CERTAIN <= resolved.score < 0.95
    assert found(target.quote, "2.4.1") == "the first concern of the operators who"


def test_a_quote_cited_wrongly_is_found_where_it_stands_if_it_is_long() -> None:
    assert found("safety of users is the first concern", "2.3.1") == (
        "safety of users is the first concern"
    )
    assert found("the first", "2.3.1") == ""


def test_words_that_are_not_there_are_not_found() -> None:
    assert found("an entirely different sentence about bees", "2.3.1") == ""
