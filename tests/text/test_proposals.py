"""Proposals in the words of letters: what is said in so many words, and nothing else."""

import pytest

from travaux.text.comment import CommentKind
from travaux.text.proposals import Act, Proposal, is_instruction, kind_of, proposals


def said(text: str) -> list[tuple[Act, str, str]]:
    return [(one.act, one.quote, one.proposed) for one in proposals(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We propose to replace “old words” with “new words”.",
        "Replace the phrase “old words” by “new words”, please.",
        "“old words” should be replaced by “new words”.",
        "The words “old words” should read “new words”.",
        "Instead of “old words”, say “new words”.",
        "Substitute “new words” for “old words”.",
        "Remplacer « old words » par « new words ».",
        "Sustituir «old words» por «new words».",
        "Заменить «old words» на «new words».",
        "将“old words”改为“new words”。",
        'استبدال "old words" ب "new words"',
    ],
)
def test_one_wording_for_another(text: str) -> None:
    assert said(text) == [(Act.REPLACE, "old words", "new words")]


def test_two_replacements_in_one_breath() -> None:
    assert said("Replace “a” by “b” and “c” by “d”.") == [
        (Act.REPLACE, "a", "b"),
        (Act.REPLACE, "c", "d"),
    ]


@pytest.mark.parametrize(
    "text", ["Delete “x y”.", "“x y” should be deleted.", "Supprimer « x y ».", "删除“x y”。"]
)
def test_words_to_delete(text: str) -> None:
    assert said(text) == [(Act.DELETE, "x y", "")]


def test_a_sentence_or_a_provision_to_delete() -> None:
    assert proposals("We propose to delete the last sentence.")[0].sentence == -1
    assert proposals("The second sentence should be removed.")[0].sentence == 2
    assert said("Delete the paragraph.") == [(Act.DELETE, "", "")]
    assert said("Delete") == [(Act.DELETE, "", "")]
    assert proposals("Delete the sentence.") == []


@pytest.mark.parametrize(
    ("text", "act", "quote"),
    [
        ("After “a b”, insert “new”.", Act.INSERT_AFTER, "a b"),
        ("Add “new” after “a b”.", Act.INSERT_AFTER, "a b"),
        ("Add after “a b”: “new”.", Act.INSERT_AFTER, "a b"),
        ("Insert “new” before “a b”.", Act.INSERT_BEFORE, "a b"),
        ("Add at the end: “new”.", Act.INSERT_AT_END, ""),
        ("Add the following sentence: new", Act.INSERT_AT_END, ""),
        ("Insert at the beginning “new”.", Act.INSERT_AT_HEAD, ""),
    ],
)
def test_words_to_add(text: str, act: Act, quote: str) -> None:
    assert said(text) == [(act, quote, "new")]


def test_a_new_item_is_a_provision_of_its_own() -> None:
    assert proposals("Add a new item g): “new”.") == [
        Proposal(Act.INSERT_AT_END, "", "new", fresh=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The paragraph should read: “All is new.”",
        "The paragraph should read as follows:\nAll is new.",
        "We propose the following text: All is new.",
        "We suggest “All is new.”",
        "Le paragraphe devrait se lire comme suit : « All is new. »",
    ],
)
def test_how_a_provision_shall_read(text: str) -> None:
    assert said(text) == [(Act.READ, "", "All is new.")]


@pytest.mark.parametrize(
    "text",
    [
        "We agree with “old words”.",
        "“old words” should not be deleted.",
        "Do not delete “old words”.",
        "We oppose replacing “a” by “b”.",
        "The market includes “old words”.",
        "In “a b” the term “c” is unclear.",
    ],
)
def test_what_proposes_nothing(text: str) -> None:
    assert proposals(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An editorial point: a comma is missing.", CommentKind.EDITORIAL),
        ("Where does the figure of 30 per cent come from?", CommentKind.FACTUAL_QUERY),
        ("We query the statistic.", CommentKind.FACTUAL_QUERY),
        ("Why is this so?", CommentKind.GENERAL),
        ("The figures are good.", CommentKind.GENERAL),
        ("“editorial” is the wrong word.", CommentKind.GENERAL),
    ],
)
def test_the_kind_is_guessed_only_where_it_is_said(text: str, kind: CommentKind) -> None:
    assert kind_of(text) is kind


def test_an_instruction_is_no_wording() -> None:
    assert is_instruction("Clarify who decides.")
    assert is_instruction("Please add a definition.")
    assert not is_instruction("The Forum adopts opinions by consensus.")
