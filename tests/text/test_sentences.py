"""Sentences end where readers see them end."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.sentences import sentences

TEXT = "It grew by 2.5 billion (cf. Rev. 2). “No,” said Mr. X – twice. Then it’s done."


def test_sentences_end_at_their_signs_but_not_at_abbreviations() -> None:
    assert [TEXT[start:end] for start, end in sentences(TEXT)] == [
        "It grew by 2.5 billion (cf. Rev. 2).",
        "“No,” said Mr. X – twice.",
        "Then it’s done.",
    ]
    text = "第一句。第二句！"
    assert [text[start:end] for start, end in sentences(text)] == ["第一句。", "第二句！"]


@given(st.text(st.sampled_from("ab. ?!“”。\n"), max_size=40))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    found = sentences(text)
    held = "".join("".join(text[start:end].split()) for start, end in found)
    assert held == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(found))
