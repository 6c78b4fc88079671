"""Where each word first came, over a chain of drafts."""

from itertools import pairwise

from bench.histories import make_history
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.drafts import edited
from tests.text.notation import draft
from travaux.text.changes import changes
from travaux.text.comment import Attribution, Origin, OriginKind
from travaux.text.lineage import Lineage
from travaux.text.redline import redline
from travaux.text.sources import sources
from travaux.text.tree import Tree
from travaux.text.words import cut


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


def test_a_word_has_the_source_of_the_change_that_brought_it_through_later_drafts() -> None:
    first = draft("The Forum is open to members.\nThe group meets twice a year in Geneva.")
    second = draft("The Forum is open to all members.\nThe group meets twice a year in Geneva.")
    third = draft("The group meets twice a year in Geneva.\nThe Forum is open to all our members.")
    origin = Origin(OriginKind.COMMENT, "uk-1")
    lineage = Lineage()
    lineage.add(first)
    made = changes(redline(first, second), first, second)
    (change,) = made
    lineage.add(second, sources(second, made, [Attribution(change.id, (origin,))]))
    lineage.add(third, sources(third, (), ()))
    forum = lineage.stretches()[1]
    assert [(s.draft, s.text.strip(), s.origins) for s in forum] == [
        (0, "The Forum is open to", ()),
        (1, "all", (origin,)),
        (2, "our", ()),
        (0, "members.", ()),
    ]


def test_words_that_return_keep_their_source_whatever_brings_them_back() -> None:
    kept = "The group meets twice a year in Geneva."
    come = "Exchange points keep local traffic local and lower its price."
    drafts = [draft(text) for text in (kept, f"{kept}\n{come}", kept, f"{come}\n{kept}")]
    lineage = Lineage()
    lineage.add(drafts[0])
    for number, (old, new) in enumerate(pairwise(drafts), 1):
        made = changes(redline(old, new), old, new)
        origin = Origin(OriginKind.COMMENT, f"c{number}")
        named = [Attribution(change.id, (origin,)) for change in made]
        lineage.add(new, sources(new, made, named))
    assert [(s.draft, s.text, s.origins) for s in lineage.stretches()[0]] == [
        (1, come, (Origin(OriginKind.COMMENT, "c1"),))
    ]


def test_the_source_of_a_split_paragraph_is_given_to_both_parts() -> None:
    old = draft("The Forum is open to members and they meet in Geneva.")
    new = draft("The Forum is open to the members.\nThey all meet in Geneva.")
    lines = redline(old, new)
    made = changes(lines, old, new)
    origin = Origin(OriginKind.COMMENT, "a")
    spread = sources(new, made, [Attribution(change.id, (origin,)) for change in made])
    for name, spans in spread.items():
        text = new.provisions[new.index()[name]].text
        assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert set(spread) == {"p1", "p2"}


def test_the_source_of_a_column_is_given_to_all_its_cells() -> None:
    old = draft("Counts follow.\n| Africa | 20\n| Europe | 130\nThey are estimates.")
    new = draft("Counts follow.\n| Africa | 20 | 3\n| Europe | 130 | 7\nThey are estimates.")
    (change,) = changes(redline(old, new), old, new)
    origin = Origin(OriginKind.COMMENT, "a")
    spread = sources(new, [change], [Attribution(change.id, (origin,))])
    assert [new.provisions[new.index()[name]].text for name in spread] == ["3", "7"]


def test_numbers_of_paragraphs_change_nothing() -> None:
    plain = make_history(5, drafts=20, words=4_000)
    numbered = make_history(5, drafts=20, words=4_000, numbered=True)
    ours = []
    for found in (plain, numbered):
        lineage = Lineage()
        for tree in found.drafts:
            lineage.add(tree)
        ours.append(lineage.drafts())
    assert ours[0] == ours[1]


def test_words_that_were_away_are_found_again() -> None:
    found = make_history(4, drafts=30, words=6_000)
    lineage = Lineage()
    for tree in found.drafts:
        lineage.add(tree)
    pairs = [
        (said, true)
        for words, truth, back in zip(lineage.drafts(), found.origins, found.returned, strict=True)
        for said, true, returned in zip(words, truth, back, strict=True)
        if returned
    ]
    assert pairs
    assert sum(said == true for said, true in pairs) / len(pairs) >= 0.95


def test_a_new_number_typed_into_the_text_is_new_and_the_rest_is_not() -> None:
    rest = "The Forum is open to all members of the Union who register in time."
    other = "Members of the press are admitted to the opening and to the closing meeting."
    assert history(f"1. {rest}\n2. {other}", f"1. {other}\n2. {rest}") == [
        [(1, "1."), (0, other)],
        [(1, "2."), (0, rest)],
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(edited(), max_size=3))
def test_every_word_of_the_last_draft_has_a_draft(pairs: list[tuple[Tree, Tree]]) -> None:
    lineage = Lineage()
    drafts = [tree for pair in pairs for tree in pair]
    for tree in drafts:
        lineage.add(tree)
    for tree in drafts[-1:]:
        texts = [provision.text for provision in tree.provisions if provision.text]
        assert ["".join(s.text for s in line) for line in lineage.stretches()] == texts
        assert [len(line) for line in lineage.drafts()] == [len(cut(text)) for text in texts]
        assert all(0 <= draft < len(drafts) for line in lineage.drafts() for draft in line)
