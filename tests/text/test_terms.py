"""Terms: words so folded that inflected forms meet."""

import pytest

from travaux.text.terms import names, plain_words, terms


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("operators operating", "operate operator"),
        ("investigations", "investigated"),
        ("policies", "policy"),
        ("seventh", "seven"),
        ("planned", "plan"),
        ("l'ouverture à l'innovation", "Ouvertures innovation"),
        ("réseaux", "réseau"),
        ("regulaciones números", "regulación número"),
        ("водоохранной зоне", "водоохранных зонах"),
        ("регулирования тарифов", "регулирование тариф"),
        ("والاتصالات الرقمية", "الاتصالات رقمية"),
        ("لَيلاً", "الليل"),
        ("٢٠١٢", "2012"),
    ],
)
def test_inflected_forms_meet(first: str, second: str) -> None:
    assert set(names(first)) == set(names(second))


def test_small_words_are_no_terms() -> None:
    assert names("It is not for us to say what should be, et ce que les autres ont") == [
        "say",
        "autr",
    ]


def test_numbers_and_their_signs_are_one_term() -> None:
    assert names("Over 100,000 networks in 2.3.4 of IPv4") == [
        "100,000",
        "network",
        "2.3.4",
        "ipv4",
    ]


def test_chinese_is_taken_by_twos_and_katakana_whole() -> None:
    assert names("互联网治理") == ["互联", "联网", "网治", "治理"]
    assert names("インターネットの世界") == ["インターネット", "世界"]


def test_terms_say_where_they_stand() -> None:
    text = "The “open” Internet 互联网"
    assert [text[t.start : t.end] for t in terms(text)] == ["open", "Internet", "互联", "联网"]


def test_plain_words_keep_the_small_ones() -> None:
    assert plain_words("The Union’s État is 开放") == [
        "the",
        "union",
        "s",
        "etat",
        "is",
        "开",
        "放",
    ]
