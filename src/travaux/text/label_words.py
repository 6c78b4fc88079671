"""The words that make, or unmake, a label at the head of a line, in the six UN languages and some.

Data only, so that a reader of another language can add a word without reading code. Latin and
Cyrillic words are compared without regard to case.
"""

from typing import Final

DIVISIONS: Final = (
    # English
    *("article", "section", "chapter", "part", "annex", "appendix", "rule", "regulation"),
    *("clause", "schedule", "attachment", "subsection", "sec.", "art.", "ch.", "agenda item"),
    # French, Spanish, German, Italian, Portuguese, Dutch
    *("chapitre", "partie", "annexe", "appendice", "règle", "titre", "alinéa"),
    *("artículo", "articulo", "sección", "seccion", "capítulo", "capitulo", "parte", "anexo"),
    *("apéndice", "apendice", "regla", "título", "cláusula", "cap."),
    *("artikel", "abschnitt", "kapitel", "teil", "anhang", "anlage", "bijlage", "hoofdstuk"),
    *("articolo", "sezione", "capitolo", "allegato", "artigo", "secção", "seção"),
    # Russian
    *("статья", "глава", "раздел", "часть", "приложение", "правило", "параграф", "подраздел"),
)
"""Names of the parts of a text; a number makes them a label."""

REFERENCES: Final = (
    *("opinion", "resolution", "decision", "recommendation", "principle", "item", "theme"),
    *("paragraph", "goal", "question", "option", "note", "example", "issue", "draft opinion"),
    *("avis", "résolution", "décision", "recommandation", "principe", "point", "thème"),
    *("paragraphe", "remarque", "exemple", "paragraphe", "projet d'avis", "projet d’avis"),
    *("opinión", "resolución", "decisión", "recomendación", "principio", "punto", "tema"),
    *("párrafo", "nota", "ejemplo", "anmerkung", "beispiel", "beschluss", "grundsatz"),
    *("мнение", "резолюция", "решение", "рекомендация", "принцип", "пункт", "примечание"),
    *("пример", "вопрос", "тема"),
)
"""Names that sentences begin with as often as titles do: a label only before a clear break."""

ARABIC_DIVISIONS: Final = (
    *("المادة", "مادة", "الفصل", "الباب", "الجزء", "القسم", "الملحق", "المرفق", "التذييل"),
    *("البند", "الفقرة", "القرار", "الرأي", "القاعدة", "المبدأ", "ملحق", "مرفق", "الفرع"),
)
ARABIC_ORDINALS: Final = (
    *("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة"),
    *("التاسعة", "العاشرة", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"),
    *("السابع", "الثامن", "التاسع", "العاشر"),
)
"""Ordinals after a division's name (المادة الأولى)."""

ARABIC_ADVERBS: Final = (
    *("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"),
)
"""First, secondly, …: what UN Arabic editions print for I, II, …"""

ARABIC_LETTER_NAMES: Final = (
    *("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام"),
    *("ميم", "نون"),
)
"""The letters' names in the order of counting: what UN Arabic editions print for A, B, …"""

ARABIC_LETTERS: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
"""The order in which Arabic counts with letters (abjad)."""

HEBREW_LETTERS: Final = "אבגדהוזחטיכלמנסעפצקרשת"
CYRILLIC_LETTERS: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Lists skip ё, й, ъ, ы and ь (GOST R 7.0.97)."""

GREEK_LETTERS: Final = "αβγδεζηθικλμνξοπρστυφχψω"
LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

IDEOGRAPHIC_DIGITS: Final = "〇一二三四五六七八九十百零两"
IDEOGRAPHIC_DIVISIONS: Final = "条條章节節款项項编編篇卷部"
HANGUL_DIVISIONS: Final = "조장절항호편관"

NUMBER_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("first", "premier", "première", "unique", "primero", "primera", "único", "única"),
    *("первая", "вторая", "третья"),
)
"""Numbers written as words after a division's name (Part One, Article premier)."""

SUFFIXES: Final = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"),
    *("undecies", "duodecies", "терция", "مكررا", "مكرر"),
)
"""Latin numerals that mark what was put between two numbers (17 bis); Arabic has its own."""

UNITS: Final = (
    *("°", "º c", "%", "‰", "€", "$", "£", "¥", "×", "x ", "=", "<", ">", "±", "+", "/", "≤", "≥"),
    *("Hz", "kHz", "MHz", "GHz", "THz", "bit", "kbit", "Mbit", "Gbit", "Tbit", "bps", "kbps"),
    *("Mbps", "Gbps", "Mb", "Gb", "kB", "KB", "MB", "GB", "TB", "PB", "W ", "kW", "MW", "GW"),
    *("V ", "kV", "mA", "dB", "dBm", "dBW", "K ", "Pa", "kPa", "MPa", "GPa", "J ", "kJ"),
    *("MJ", "GJ", "TWh", "GWh", "MWh", "kWh", "Gt", "Mt", "GtCO", "MtCO", "CO2", "USD", "EUR"),
    *("CHF", "US$", "GBP", "Swiss francs", "US dollars", "Euro", "Euros", "Million", "Billion"),
    *("Millionen", "Milliarden", "Prozent", "Jahre", "Tage", "Uhr", "G ", "D "),
    *(
        "亿",
        "億",
        "万",
        "萬",
        "千",
        "百",
        "%",
        "％",
        "年",
        "月",
        "日",
        "时",
        "時",
        "分",
        "秒",
        "个",
        "個",
    ),
    *(
        "名",
        "位",
        "家",
        "倍",
        "米",
        "吨",
        "元",
        "美元",
        "人",
        "版",
        "억",
        "만",
        "퍼센트",
        "년",
        "개",
    ),
    *("مليون", "مليار", "بليون", "تريليون", "في المائة", "بالمائة", "ألف ", "سنة", "عاما", "دولار"),
)
"""What follows a quantity. A number before one of these is no label (2.4 GHz, 3.5 亿)."""

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero"),
    *("marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    *("diciembre", "januar", "februar", "märz", "juni", "juli", "oktober", "dezember"),
    *("gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre"),
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября"),
    *("октября", "ноября", "декабря", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
"""A number before a month is a day."""
