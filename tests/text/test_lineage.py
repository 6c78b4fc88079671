"""Where each word first came, over a chain of drafts."""

from bench.histories import make_history

from tests.text.notation import draft
from travaux.text.lineage import Lineage


def history(*drafts: str) -> list[list[tuple[int, str]]]:
    lineage = Lineage()
    for text in drafts:
        lineage.add(draft(text))
    return [[(s.draft, s.text.strip()) for s in line] for line in lineage.stretches()]


def test_a_word_that_stays_keeps_its_draft_and_a_new_one_has_its_own() -> None:
    assert history(
        "The Forum is open to members of the Union.",
        "The Forum is open to all members of the Union.",
    ) == [[(0, "The Forum is open to"), (1, "all"), (0, "members of the Union.")]]


def test_a_paragraph_that_moves_keeps_its_draft() -> None:
    first = "Exchange points keep local traffic local and lower its price."
    second = "Registries make their policies from the bottom up in open meetings."
    assert history(f"{first}\n{second}", f"{second}\n{first}") == [[(0, second)], [(0, first)]]


def test_a_paragraph_that_was_deleted_and_returns_keeps_its_first_draft() -> None:
    kept = "Registries make their policies from the bottom up in open meetings."
    gone = "Exchange points keep local traffic local and lower its price."
    assert history(f"{kept}\n{gone}", kept, f"{gone}\n{kept}") == [[(0, gone)], [(0, kept)]]


def test_a_single_word_put_back_in_its_place_keeps_its_first_draft() -> None:
    before = "The Internet is a global infrastructure that serves all peoples."
    after = before.replace("global", "worldwide")
    assert history(before, after, before) == [[(0, before)]]


def test_a_sentence_taken_to_another_paragraph_keeps_its_draft() -> None:
    sentence = "An operator who loses contact must wait for the next copy of the zone."
    first = "The registry publishes its zone every day at noon, and signs each copy that it sends."
    second = "Copies of the root are run by twelve organizations, which add new sites every year."
    assert history(f"{first} {sentence}\n{second}", f"{first}\n{second} {sentence}") == [
        [(0, first)],
        [(0, f"{second} {sentence}")],
    ]


def test_a_new_number_is_no_new_word() -> None:
    assert history("1.1| The Forum is open.", "1.2| The Forum is open.") == [
        [(0, "The Forum is open.")]
    ]


def test_known_histories_are_followed_word_by_word() -> None:
    found = make_history(3, drafts=25, words=6_000)
    lineage = Lineage()
    for tree in found.drafts:
        lineage.add(tree)
    pairs = [
        (said, true)
        for words, truth, repeated in zip(
            lineage.drafts(), found.origins, found.boilerplate, strict=True
        )
        if not repeated
        for said, true in zip(words, truth, strict=True)
    ]
    assert sum(said == true for said, true in pairs) / len(pairs) >= 0.985
