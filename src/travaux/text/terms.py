"""What of a text says what it is about: its terms, so folded that inflected forms meet.

A term is a word without capitals, accents and endings; in Chinese and Japanese every two
characters that stand side by side; in Arabic a word without its article and joined particles. The
small words of a language are no terms. Endings are cut by short lists of our own: languages need
not be known for it, and a word cut too short costs less here than one that does not meet its like.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

_HAN: Final = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA: Final = "\u30a0-\u30ff\uff66-\uff9f"
_HIRAGANA: Final = "\u3040-\u309f"
_THAI: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_WORD: Final = re.compile(
    rf"[{_HAN}]+|[{_KATAKANA}]+|[{_HIRAGANA}]+|[{_THAI}]+"
    rf"|\d+(?:[.,:\u066b\u066c]\d+)*(?![^\W\d_{_HAN}{_KATAKANA}{_HIRAGANA}{_THAI}])"
    rf"|(?:(?![{_HAN}{_KATAKANA}{_HIRAGANA}{_THAI}])[\w{_MARKS}])+"
)
_ASCII_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*(?![A-Za-z])|[A-Za-z0-9_]+")
_IS_UNSPACED: Final = re.compile(rf"[{_HAN}{_THAI}]")
_IS_HIRAGANA: Final = re.compile(rf"[{_HIRAGANA}]")
_FOLDED: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ـ": None,
        "ё": "е",
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
    }
)


class Term(NamedTuple):
    """One term of a text and where its word stands."""

    name: str
    start: int
    end: int


def fold(word: str) -> str:
    """Return a word without capitals, accents, vowel marks, and with the digits of English."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join([letter for letter in plain if not unicodedata.combining(letter)])
    return "".join(map(_western_digit, plain.translate(_FOLDED)))


def _western_digit(letter: str) -> str:
    if letter.isdigit() and not letter.isascii():
        return str(unicodedata.digit(letter, letter))
    return letter


def terms(text: str) -> list[Term]:
    """Return the terms of a text in order, small words left out."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    found: list[Term] = []
    for match in pattern.finditer(text):
        word = match[0]
        name = term(word)
        if name:
            found.append(Term(name, match.start(), match.end()))
        elif name is None:
            start = match.start()
            found += [Term(pair, start + at, start + at + 2) for at, pair in _pairs(word)]
    return found


def names(text: str) -> list[str]:
    """Return the names of the terms of a text, in order."""
    return [found.name for found in terms(text)]


def plain_words(text: str) -> list[str]:
    """Return all words of a text folded, small ones too, signs left out: for verbatim runs.

    In writing without blanks each character is a word.
    """
    pattern = _ASCII_WORD if text.isascii() else _WORD
    words: list[str] = []
    for word in pattern.findall(text):
        if not word.isascii() and (_IS_UNSPACED.match(word) or _IS_HIRAGANA.match(word)):
            words += word
        else:
            words.append(fold(word))
    return words


def _pairs(word: str) -> Iterator[tuple[int, str]]:
    for at, (first, second) in enumerate(pairwise(word)):
        yield at, first + second


@lru_cache(maxsize=1 << 17)
def term(word: str) -> str | None:
    """Return the term of a word; empty for a small one, None for a run of characters to pair."""
    if not word.isascii():
        if _IS_HIRAGANA.match(word):
            return ""
        if _IS_UNSPACED.match(word):
            return None if len(word) > 1 else word
    folded = fold(word)
    if folded in SMALL or (len(folded) == 1 and not folded.isdigit()):
        return ""
    return stem(folded)


def distinctive(word: str) -> bool:
    """Say whether a word as written is a number, an acronym or a name of mixed letters."""
    return any(letter.isdigit() for letter in word) or (
        len(word) > 1 and word[1:] != word[1:].lower()
    )


_LATIN_ENDINGS: Final = tuple(
    sorted(
        """ations ation ating ated ates ate ates ments ment ingly ings ing edly ied ies ier iest
        ness nesses ities ity ively ive ives ously ous ally als al ables able ibles ible ably
        ances ance ences ence ants ant ents ent ors or ers er eries ery ions ion isms ism ists ist
        izations ization izing ized izes ize ising ised ises ise ly ed es ths th s e y
        aciones acion adores adoras ador adora amiento amientos imiento imientos ados ado adas ada idos ido idas ida
        ando iendo aron ieron aban aba idades idad mente os as o a ar er ir
        issements issement ements ement euses euse eurs eur ives ifs if iques ique ees ee
        ant ants aux ales elles elle els el it ent ait aient era eront""".split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_CYRILLIC_ENDINGS: Final = tuple(
    sorted(
        fold("""иями ями ами ией ией иям ием иях ях ах ов ев ей ой ий ый ая яя ое ее ые ие их ых ого его
        ому ему ым им ую юю ию ия ии ть ться тся ет ют ит ат ят ла ло ли ны на но ен ения ение ению
        ением ений ости ость остью ований ование ования ованию а я о е и ы у ю ь й""").split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_ARABIC_HEADS: Final = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
_ARABIC_ENDINGS: Final = ("ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ي", "ا")


def stem(word: str) -> str:
    """Return a folded word without its endings; at least three or four letters stay."""
    if word[0] < "\u0250":
        return _latin(word)
    if "\u0400" <= word[0] <= "\u04ff":
        return _without_ending(word, _CYRILLIC_ENDINGS, 3)
    if "\u0600" <= word[0] <= "\u06ff":
        for head in _ARABIC_HEADS:
            if word.startswith(head) and len(word) - len(head) >= 3:
                word = word[len(head) :]
                break
        return _without_ending(word, _ARABIC_ENDINGS, 3)
    return word


def _latin(word: str) -> str:
    if any(letter.isdigit() for letter in word):
        return word
    word = _without_ending(word, _LATIN_ENDINGS, 4)
    if len(word) > 5 and word.endswith("at"):
        word = word[:-2]  # `operat`ors, `oper`ate
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]  # `planned`, `plan`
    return word[:8]  # `investig`ation, `investig`ate: longer heads tell no more


def _without_ending(word: str, endings: Iterable[str], least: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


SMALL: Final = frozenset(
    fold(word)
    for word in """
    a an the and or nor but if then than that this these those there here it its itself he she they
    them their theirs we our us you your i my me who whom whose which what when where why how of to
    in on at by for from with without into onto over under upon about between among through during
    before after above below as so such no not only own same too very can could may might must
    shall should will would do does did done be been being is are was were am has have had having
    all any both each few more most other others some one also just even still yet however because
    since while until although though per via et al ie eg
    le la les l un une des du de d et ou ni mais si que qui quoi dont ou ce cet cette ces c il elle
    ils elles on nous vous je tu se s sa son ses leur leurs notre nos votre vos au aux en dans par
    pour sur sous avec sans entre vers chez est sont etait etaient ete etre a ont avait ayant avoir
    doit devrait devraient peut pourrait ne pas plus moins tres tout toute tous toutes aussi comme
    y n qu lorsque afin ainsi
    el los las una unos unas y o u e pero que quien cual cuyo donde cuando como este esta estos
    estas ese esa esos esas aquel su sus lo les nos mi tu se al del con sin por para sobre bajo entre
    hasta desde hacia es son era eran fue fueron ser sido estar esta estan ha han habia haber debe
    deben deberia deberian puede pueden podria podrian no mas menos muy todo toda todos todas tambien
    asi ya
    и или но а же бы ли не ни что чтобы как так это этот эта эти этого этой этих тот та те того той
    тех он она они оно его ее их им ему ей мы нас нам вы вас вам я мой свой своя свои своих в во на
    с со к ко у о об от до из за по под над при для без между через после перед есть был была были
    было быть будет будут может могут должен должна должны должно следует также то все всех всем
    который которая которые которых которого если когда где
    في من الى إلى على عن مع أو او و ثم أن ان إن لا لم لن ما ليس هذا هذه ذلك تلك هو هي هم هن كان كانت
    يكون تكون قد كل بعض أي اي التي الذي الذين بين عند حتى كما لكن غير يجب ينبغي ولا وان وأن
    der die das und oder ist sind ein eine einer eines dem den des im in zu mit von auf nicht
    """.split()
)
"""Words that say nothing of a subject, in the languages of the Union and German, folded."""
