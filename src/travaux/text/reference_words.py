"""The words by which comments refer to parts of a text, in the six UN languages.

Data only, so that a reader of another language can add a word without reading code. All are
compared without regard to case.
"""

from typing import Final

DIVISIONS: Final = (
    # English
    *("sections?", r"sect?\.", r"paragraphs?", r"paras?\b\.?", r"pars?\.", "sub-?paragraphs?"),
    *(
        "clauses?",
        "sub-?clauses?",
        "sub-?sections?",
        "articles?",
        r"art\.",
        "items?",
        "sub-?items?",
    ),
    *("points?", "chapters?", r"ch\.", "parts?", "annex(?:es)?", "appendix", "appendices"),
    *("bullets?", "operative paragraphs?", "preambular paragraphs?"),
    # French
    *("paragraphes?", "alinéas?", "chapitres?", "parties?", "annexes?", "appendices?"),
    # Spanish
    *("secci[oó]n", "secciones", "p[aá]rrafos?", "apartados?", "puntos?", "incisos?"),
    *("cap[ií]tulos?", "art[ií]culos?", "anexos?", "ap[eé]ndices?", "cl[aá]usulas?"),
    # Russian, with its endings
    *("раздел[а-я]*", "подраздел[а-я]*", "пункт[а-я]*", "подпункт[а-я]*", "параграф[а-я]*"),
    *("стать[а-я]+", "глав[а-я]+", "приложени[а-я]+", "абзац[а-я]*"),
    # Arabic, also with a preposition before it
    "(?:[وفبكل]{0,2}ال?|لل)(?:قسم|فقرة|بند|مادة|فصل|ملحق|جزء|فقرات|أقسام)",
)
SIGNS: Final = ("§§?",)
LETTERED: Final = (
    *("annex(?:es)?", "appendix", "appendices", "parts?", "annexes?", "appendices?", "anexos?"),
    *("приложени[а-я]+", "ملحق", "الملحق"),
)
"""Divisions that a capital letter may name (Annex B)."""
TABLES: Final = ("tables?", r"tab\.", "tableaux?", "tablas?", "cuadros?", "таблиц[а-я]*", "الجدول")
FIGURES: Final = ("figures?", r"figs?\.", "figuras?", "рисун[а-я]+", "рис\\.", "الشكل")
NOTES: Final = (
    *("foot-?notes?", "end-?notes?", "notes?", "notes? de bas de page", "notas? (?:al|de) pie"),
    *("сноск[а-я]+", "الحاشية"),
)
HEADINGS: Final = (
    *("title", "heading", "titre", "intitulé", "título", "titulo", "encabezado"),
    *("заголов[а-я]+", "названи[а-я]+", "عنوان", "标题", "标题为"),
)
RANGES: Final = ("to", "through", "until", "thru", "à", "au", "a", "al", "по", "до", "إلى")
ANDS: Final = ("and", "or", "et", "ou", "y", "e", "и", "و", "&")
OFS: Final = (
    *("of", "in", "under", "within", "du", "de la", "de l['’]", "de", "dans", "del", "en", "из"),
    *("of the", "in the", "من", "في", "of section", "к"),
)
ORDINALS: Final = {
    **dict.fromkeys(("first", "1st", "premier", "première", "primer", "primero", "перв"), 1),
    **dict.fromkeys(("second", "2nd", "deuxième", "segundo", "втор"), 2),
    **dict.fromkeys(("third", "3rd", "troisième", "tercer", "tercero", "трет"), 3),
    **dict.fromkeys(("fourth", "4th", "quatrième", "cuarto", "четверт"), 4),
    **dict.fromkeys(("fifth", "5th", "cinquième", "quinto", "пят"), 5),
    **dict.fromkeys(("last", "final", "dernier", "dernière", "último", "última", "последн"), -1),
}
PARAGRAPHS: Final = (
    *("paragraph", "para", r"para\.", "sub-?paragraph", "paragraphe", "alinéa", "párrafo"),
    *("абзац[а-я]*", "bullet(?: point)?"),
)
WHOLE: Final = (
    *("general(?: comments?| remarks?)?", "gen", r"gen\.", "ge", "whole (?:document|draft|text)"),
    *("the whole (?:document|draft|text|report)", "whole report", "entire (?:document|draft|text)"),
    *("all", "overall", "document", "the document", "report", "complete document", "all clauses"),
    *("all sections", "general/all", "whole", "full document", "full text"),
    *("général(?:ités)?", "observations? générales?", "ensemble du (?:document|texte|projet)"),
    *("tout le (?:document|texte)", "document entier", "generalidades", "todo el documento"),
    *("observaciones generales", "общ(?:ее|ие)(?: замечани[а-я]+)?", "весь документ", "весь текст"),
    *("总体", "全文", "整个文件", "عام", "الوثيقة بأكملها", "comentario general"),
)
"""What stands in a clause column for the whole draft."""
THROUGHOUT: Final = (
    *("throughout", "passim", "everywhere", "all instances", "every (?:instance|occurrence)"),
    *(
        "all occurrences",
        "wherever (?:it|they) occurs?",
        "partout",
        "dans (?:tout|l['’]ensemble d)",
    ),
    *("en todo el (?:texto|documento|informe)", "по всему (?:тексту|документу)", "全文中?"),
    *("во вс[её]м (?:тексте|документе)", "في (?:جميع أنحاء|كامل) (?:النص|الوثيقة|التقرير)"),
)
ABOVE: Final = ('"', "”", "“", "''", "〃", "ditto", "idem", "id.", "ibid.", "as above", "same")
"""What stands in a cell for the same as in the row above."""
FOREIGN: Final = (
    *("agenda", "declaration", "constitution", "convention", "resolution", "decision", "treaty"),
    *("covenant", "charter", "regulations?", "directive", "act", "law", "code", "rfc", "protocol"),
    *("recommendation", "opinion", "agreement", "statute", "plan of action", "principles"),
    *("déclaration", "résolution", "décision", "traité", "règlement", "charte", "programme"),
    *("declaración", "constitución", "convenio", "resolución", "decisión", "carta", "reglamento"),
    *("декларац[а-я]*", "резолюц[а-я]*", "конвенц[а-я]*", "устав[а-я]*", "повестк[а-я]*"),
    *("our (?:earlier |previous |own )?(?:contribution|submission|comments?|letter|paper)",),
    *("this (?:contribution|submission|letter|paper)", "second draft", "first draft"),
)
"""What a reference that belongs to another text names after it (Article 19 of the Declaration)."""
OWN: Final = (
    *("draft", "report", "document", "text", "projet", "rapport", "informe", "proyecto"),
    *("проект[а-я]*", "доклад[а-я]*"),
)
