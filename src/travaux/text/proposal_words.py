"""The words in which letters propose a change, in the six UN languages. Data only."""

from typing import Final

REPLACE: Final = (
    *("replac(?:e|ing|ement of)", "substitut(?:e|ing)", "chang(?:e|ing)", "amend(?:ing)?"),
    *("modify(?:ing)?", "remplacer", "remplaçant", "modifier", "sustitu(?:ir|yendo)", "reemplazar"),
    *("cambiar", "замен[а-я]+", "измен[а-я]+", "将", "把", "替换", "استبدال", "الاستعاضة عن"),
    *("استبدل", "تغيير", "reword(?:ing)?"),
)
BY: Final = (
    *("with", "by", "to", "into", "to read", "par", "en", "por", "con", "на", "словами?"),
    *("改为", "替换为", "改成", "以", "为", "بعبارة", "ب", "إلى", "with the words?", "as"),
)
READ: Final = (
    *("should(?: now| instead| rather)? read(?: as follows)?", "shall read", "to read"),
    *("should (?:be|become|say|state)", "ought to read", "should be reworded(?: as follows)?"),
    "should be (?:replaced|changed|amended|revised|modified)(?: by| with| to| to read)?",
    *("be (?:amended|revised|reworded|rephrased|changed) (?:to read|as follows|to)",),
    *("reads? as follows", "(?:the )?following (?:text|wording|formulation|language)"),
    *("(?:reword|rephrase|revise)(?: it| this| the \\w+)? (?:to read|as follows|as)",),
    *("devrait se lire(?: comme suit)?", "doit se lire(?: comme suit)?", "se lirait"),
    *("libellé suivant", "texte suivant", "debe(?:ría)? (?:decir|leerse)", "texto siguiente"),
    *("siguiente texto", "следующ[а-я]+ (?:редакц[а-я]+|формулиров[а-я]+|текст[а-я]*)"),
    *("читать", "изложить", "应改为", "改为", "修改为", "ليصبح نصها", "على النحو التالي"),
)
DELETE: Final = (
    *("delet(?:e|ing|ion of)", "remov(?:e|ing|al of)", "strik(?:e|ing)(?: out)?", "omit(?:ting)?"),
    *(
        "drop(?:ping)?",
        "supprimer",
        "suppression d[eu]",
        "elimina[rn]?",
        "suprimir",
        "supresión de",
    ),
    *("удал[а-я]+", "исключ[а-я]+", "снять", "删除", "删去", "حذف"),
)
DELETED: Final = (
    *(
        "(?:should|shall|could|must|might|can|may)(?: (?!not|never)\\w+)? be"
        " (?:deleted|removed|omitted|dropped)",
    ),
    *("should go", "devrait être supprimée?", "debería (?:suprimirse|eliminarse)"),
    *("следует (?:удалить|исключить)", "应删除", "应予删除"),
)
ADD: Final = (
    *("add(?:ing|ition of)?", "insert(?:ing|ion of)?", "include", "append(?:ing)?"),
    *("ajouter", "insérer", "añadir", "agregar", "insertar", "incluir", "добав[а-я]+"),
    *("включ[а-я]+", "встав[а-я]+", "增加", "添加", "增列", "إضافة", "إدراج"),
)
AFTER: Final = ("after", "following", "après", "después de", "tras", "после", "بعد")
BEFORE: Final = ("before", "avant", "antes de", "перед", "قبل")
AT_HEAD: Final = (
    "at the (?:beginning|start)",
    "au début",
    "al (?:principio|comienzo)",
    "в начал[а-я]+",
)
NEW: Final = (
    *("new (?:sub-?)?(?:paragraph|item|section|clause|bullet|sub-?item|theme)",),
    *("(?:paragraph|section|item|clause) [\\w.]+ ?bis", "nouve(?:au|l|lle) (?:paragraphe|alinéa)"),
    *("nuevo (?:párrafo|apartado)", "нов[а-я]+ (?:пункт|абзац|раздел)[а-я]*", "新的?段"),
)
"""What makes an addition a provision of its own."""
PROPOSE: Final = (
    *("propos(?:e|es|ed|ing)", "suggest(?:s|ed|ing)?", "recommend(?:s|ed)?", "proposer", "propose"),
    *("proponer", "proponemos", "propone", "предлага[а-я]+", "建议", "نقترح", "proposons"),
)
NAMES: Final = (
    *("words?", "terms?", "phrases?", "expressions?", "sentences?", "text", "wording", "figure"),
    *(
        "clause",
        "reference to",
        "mots?",
        "termes?",
        "expression",
        "phrase",
        "palabras?",
        "términos?",
    ),
    *(
        "expresión",
        "frase",
        "слов[а-я]*",
        "термин[а-я]*",
        "выражени[а-я]*",
        "фраз[а-я]*",
        "词",
        "一词",
    ),
    *("كلمة", "عبارة", "la frase", "les mots", "le mot", "la palabra", "las palabras"),
)
SENTENCE: Final = ("sentence", "phrase", "oración", "frase", "предложени[а-я]*", "句", "الجملة")
PROVISION: Final = (
    *("(?:sub-?)?paragraph", "para\\.?", "(?:sub-?)?section", "item", "(?:sub-?)?clause", "bullet"),
    *("point", "heading", "title", "footnote", "note", "table", "figure", "chapter", "annex", "it"),
    *("paragraphe", "alinéa", "párrafo", "apartado", "sección", "пункт[а-я]*", "абзац[а-я]*"),
    *("раздел[а-я]*", "段", "该段", "الفقرة", "text"),
)
QUERIES: Final = (
    *(
        "quer(?:y|ies)",
        "question(?:s|ed)?",
        "source of",
        "where does",
        "what is the (?:source|basis)",
    ),
    *("on what (?:basis|source)", "evidence for", "verify", "verification of", "substantiat\\w+"),
    *("doubts?", "quelle est la source", "vérifier", "cuál es la fuente", "verificar"),
    *("источник", "провер[а-я]+", "来源", "核实", "مصدر"),
)
FACTS: Final = (
    *("statistics?", "figures?", "number", "per ?cent(?:age)?", "data", "percentage", "estimate"),
    *("share", "source", "chiffres?", "statistiques?", "pour cent", "données", "cifras?", "datos"),
    *(
        "estadísticas?",
        "статистик[а-я]*",
        "цифр[а-я]*",
        "данны[а-я]*",
        "数据",
        "统计",
        "إحصاء\\w*",
        "%",
    ),
)
EDITORIAL: Final = (
    *("editorial", "typo(?:s|graphical)?", "spelling", "misspel\\w+", "grammar\\w*", "punctuation"),
    *("rédactionnel\\w*", "typographique", "orthographe", "editorial(?:es)?", "ortográfico"),
    *("редакционн[а-я]+", "опечатк[а-я]+", "编辑性", "تحريري\\w*"),
)
