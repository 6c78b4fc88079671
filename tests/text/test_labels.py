"""Which heads of lines are labels, and which only look like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.labels import Typed, typed

LABELS = [
    # numbers
    ("1. Opening", "1.", "Opening"),
    ("12.\tThe meeting noted", "12.", "The meeting noted"),
    ("45\tThe group agreed", "45", "The group agreed"),
    ("45  The group agreed", "45", "The group agreed"),
    ("1.1 Opening", "1.1", "Opening"),
    ("1.1. Opening", "1.1.", "Opening"),
    ("1.1.1 opening", "1.1.1", "opening"),
    ("1. 1\tOpening", "1. 1", "Opening"),
    (" 1.3 \tAwareness", "1.3", "Awareness"),
    ("3.1\xa0 \xa0\xa0Materials", "3.1", "Materials"),
    ("1.0 Foundation", "1.0", "Foundation"),
    ("2.1\nterm", "2.1", "term"),
    ("1.2.3.4.5 Deep", "1.2.3.4.5", "Deep"),
    ("29B.1 Budget", "29B.1", "Budget"),
    ("A.1 Scope", "A.1", "Scope"),
    ("A.1.2 Scope", "A.1.2", "Scope"),
    ("1) first", "1)", "first"),
    ("1)Introduction", "1)", "Introduction"),
    ("(1) first", "(1)", "first"),
    ("[1] A source", "[1]", "A source"),
    ("1/ first", "1/", "first"),
    ("1.", "1.", ""),
    ("1 .\tOpening", "1 .", "Opening"),
    ("1 ) opening", "1 )", "opening"),
    ("5.º bis Texto", "5.º bis", "Texto"),
    ("II\tOverview", "II", "Overview"),
    ("（a） 文", "（a）", "文"),
    ("a） 文", "a）", "文"),
    ("Chapitre Ier", "Chapitre Ier", ""),
    ("Annex 1 to Resolution 5", "Annex 1", "to Resolution 5"),
    ("Annexe 2 de la Résolution 5", "Annexe 2", "de la Résolution 5"),
    ("المـادة 5", "المـادة 5", ""),
    ("القـرار 5:\tالنص", "القـرار 5", "النص"),
    ("أولاً\tمقدمة", "أولاً", "مقدمة"),
    ("ه\u200d )\tالنص", "ه\u200d )", "النص"),
    # what was put between two numbers
    ("17 bis The Chair", "17 bis", "The Chair"),
    ("17bis The Chair", "17bis", "The Chair"),
    ("5ter. The Chair", "5ter.", "The Chair"),
    ("1.1 bis Scope", "1.1 bis", "Scope"),
    ("12A. The Chair", "12A.", "The Chair"),
    # letters and Roman numerals
    ("a) a point", "a)", "a point"),
    ("(a) a point", "(a)", "a point"),
    ("a. a point", "a.", "a point"),
    ("iv) a point", "iv)", "a point"),
    ("(iv) a point", "(iv)", "a point"),
    ("IV. Findings", "IV.", "Findings"),
    ("A. Background", "A.", "Background"),
    ("aa) a point", "aa)", "a point"),
    ("a bis) a point", "a bis)", "a point"),
    # a paragraph and its part in one label
    ("2.3.4.1 e) a point", "2.3.4.1 e)", "a point"),
    ("2.3.4.1. e) a point", "2.3.4.1. e)", "a point"),
    ("2.3.4.2.c) a point", "2.3.4.2.c)", "a point"),
    ("1. (a) a point", "1. (a)", "a point"),
    ("(a) (i) a point", "(a) (i)", "a point"),
    # bullets
    ("· a point", "·", "a point"),
    ("– a point", "–", "a point"),
    ("- a point", "-", "a point"),
    ("* a point", "*", "a point"),
    ("o\ta point", "o", "a point"),
    ("§\ta point", "§", "a point"),
    # names
    ("Article 5", "Article 5", ""),
    ("Article 5 Scope", "Article 5", "Scope"),
    ("Article I.", "Article I.", ""),
    ("PART II", "PART II", ""),
    ("Part One", "Part One", ""),
    ("Section 1.01 Terms", "Section 1.01", "Terms"),
    ("Annex 1:  Revised schedule", "Annex 1", "Revised schedule"),
    ("Annex A – Terms", "Annex A", "– Terms"),
    ("Opinion 1: Exchange points", "Opinion 1", "Exchange points"),
    ("§ 12 Terms", "§ 12", "Terms"),
    ("Article 1-A Scope", "Article 1-A", "Scope"),
    ("Note 1 to entry: this term", "Note 1 to entry", "this term"),
    ("R1. The body should", "R1.", "The body should"),
    ("12-A. The body", "12-A.", "The body"),
    ("17.bis The body", "17.bis", "The body"),
    ("•A point", "•", "A point"),
    # French
    ("1° le texte", "1°", "le texte"),
    ("Article premier", "Article premier", ""),
    ("Article 1er", "Article 1er", ""),
    ("Annexe I", "Annexe I", ""),
    ("Chapitre II\u2003Portée", "Chapitre II", "Portée"),
    # Spanish
    ("Artículo 5", "Artículo 5", ""),
    ("1.º texto", "1.º", "texto"),
    ("1.- Texto", "1.-", "Texto"),
    # Russian
    ("а) первый пункт", "а)", "первый пункт"),
    ("Статья 5", "Статья 5", ""),
    ("Статья 5. Сфера действия", "Статья 5.", "Сфера действия"),
    ("1.1.2\xa0порядок", "1.1.2", "порядок"),
    ("Приложение 1", "Приложение 1", ""),
    ("Пункт 5. Текст", "Пункт 5.", "Текст"),
    # Chinese
    ("第一条 总则", "第一条", "总则"),
    ("第3章 范围", "第3章", "范围"),
    ("一、总则", "一、", "总则"),
    ("（一）总则", "（一）", "总则"),
    ("1、总则", "1、", "总则"),
    ("4.0创建资料", "4.0", "创建资料"),
    ("1.1.1明确范围", "1.1.1", "明确范围"),
    ("附件1", "附件1", ""),
    ("Ⅱ\u3000时期", "Ⅱ", "时期"),
    ("①总则", "①", "总则"),
    ("甲、总则", "甲、", "总则"),
    ("附件 1 表格", "附件 1", "表格"),
    ("第1条（目的）本法", "第1条", "（目的）本法"),
    ("제1조(목적) 이 법은", "제1조", "(목적) 이 법은"),
    # Arabic
    ("أ) النص", "أ)", "النص"),
    (" أ )\tالنص", "أ )", "النص"),
    ("ﻫ)\tالنص", "ﻫ)", "النص"),
    ("(أ) النص", "(أ)", "النص"),
    ("1- النص", "1-", "النص"),
    ("1 - النص", "1 -", "النص"),
    ("١. النص", "١.", "النص"),
    ("المادة 5", "المادة 5", ""),
    ("أولا - مقدمة", "أولا -", "مقدمة"),
    ("1.1- النص", "1.1-", "النص"),
    ("أ\u200c- النص", "أ\u200c-", "النص"),
    ("א. טקסט", "א.", "טקסט"),
    ("باء - المسائل", "باء -", "المسائل"),
]

NO_LABELS = [
    "",
    "  ",
    "The meeting noted",
    "2012 was a good year",
    "2012. That was the year",
    "0900\tOpening of the meeting",
    "A\tB\tC",
    "II\tA\tB",
    "Annex 1 to the report was read out by the Chair of the meeting on the second day.",
    "10-12 October 2012",
    "31 October 2012 Posting of the report",
    "31.10.2012 Posting",
    "14 July 1789",
    "3. Oktober 2012",
    "16 per cent of the members",
    "16 States have ratified",
    "12 Text",
    "5G networks",
    "3 G",
    "3.5 billion people",
    "3.5 million",
    "1.5 °C",
    "2.4 GHz band",
    "100 Mbit/s",
    "50% of users",
    "2.5亿用户",
    "2012年",
    "3.5 مليار نسمة",
    "e.g. this",
    "i.e. that",
    "U.S. delegates",
    "A. B. Name said",
    "A. Name, Chair",
    "M. Nom a dit",
    "No. 5 is late",
    "p. 12 of the report",
    "z. B. das",
    "т. е. это",
    "A draft",
    "A man",
    "I think",
    "y otros",
    "a été adopté",
    "а также",
    "и другие",
    "o bien",
    "(s)he went",
    "(c) 2012 The body",
    "(see below) and so on",
    "Article 19 of the Universal Declaration says",
    "Article 19 ICCPR protects this freedom.",
    "Section 2 was seen as stable.",
    "Paragraph 1.1",
    "2.0版本",
    "Decision 562 of the Council",
    "Resolution 101 asks for this.",
    "Annex to the report",
    "Part of the text",
    "part 2 is stable",
    "Table 1: Users",
    "Figure 2 – Growth",
    "第一条规定",
    "第三，会议",
    "المادة 5 من العهد",
    "A/67/65 was noted",
    "X.509 certificates",
    "G.711 Codec",
    "192.168.100.200 Host",
    "45",
    "1.5",
    "(12)",
    "(1990), the body",
    "(1990) the body",
    "-5 °C",
    "5 bis 7 Uhr",
    "10 - 12 people",
    "– 5 –",
    "* * *",
    "-Text",
]


@pytest.mark.parametrize(("text", "label", "rest"), LABELS)
def test_a_label_is_recognised(text: str, label: str, rest: str) -> None:
    found = typed(text)
    assert found is not None
    assert (found.label, found.rest) == (label, rest)


@pytest.mark.parametrize("text", NO_LABELS)
def test_a_quantity_a_date_or_a_sentence_is_no_label(text: str) -> None:
    assert typed(text) is None


def test_one_blank_is_enough_after_a_bare_number_in_a_heading() -> None:
    assert typed("1 Introduction") is None
    assert typed("1 Introduction", heading=True) == Typed("1", "Introduction", " ")
    assert typed("2013 Forum", heading=True) is None


def test_arabic_marks_may_stand_on_the_wrong_side() -> None:
    assert typed("-1 النص") is None
    assert typed("-1 النص", rtl=True) == Typed("-1", "النص", " ")


def test_the_colon_belongs_to_the_gap() -> None:
    assert typed("Annex 1: Schedule") == Typed("Annex 1", "Schedule", ": ")


LINES = st.text(
    alphabet=st.sampled_from("0123456789.)( \t:-§·aivxIVABArticle一第条、أ١"), max_size=14
)


@settings(max_examples=600, derandomize=True, deadline=None)
@given(LINES, st.booleans(), st.booleans())
def test_nothing_is_lost_between_label_and_rest(text: str, rtl: bool, heading: bool) -> None:
    found = typed(text, rtl=rtl, heading=heading)
    if found is not None:
        assert found.label
        assert text.endswith(found.label + found.blanks + found.rest)
        assert found.label == found.label.strip()


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.integers(1, 99), min_size=2, max_size=6), st.sampled_from(["", "."]))
def test_every_decimal_label_before_a_title_is_found(parts: list[int], dot: str) -> None:
    label = ".".join(map(str, parts)) + dot
    assert typed(f"{label} Title") == Typed(label, "Title", " ")


def test_the_article_a_after_a_number_is_no_unit() -> None:
    found = typed("2.1 A member may borrow eight items.")
    assert found is not None
    assert (found.label, found.rest) == ("2.1", "A member may borrow eight items.")
