"""Numbers as Word writes them: the formats of ECMA-376-1, 17.18.59 (ST_NumberFormat)."""

import re
from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ONES: Final[list[str]] = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
)
_TENS: Final[list[str]] = re.findall(
    r"\w+", "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
)
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_REPEATED_AT_MOST: Final = 30
_ROMAN_AT_MOST: Final = 32_767

# Letters and signs, in the order in which each format counts.
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ALPHABET: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW_ALPHABET: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HINDI_VOWELS: Final = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_HINDI_LETTERS: Final = (*"अआइईउऊऋऌऍऎएऐऑऒओऔ", "अं", "अः")
_AIUEO: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰ"
    "ノオクヤマケフコエテアサキユメミシヱヒモセスン"
)
_HALF_AIUEO: Final = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_HALF_IROHA: Final = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE: Final = "〇一二三四五六七八九"
_KOREAN: Final = "영일이삼사오육칠팔구"
_LEGAL_CHINESE: Final = "零壹貳參肆伍陸柒捌玖"
_LEGAL_SIMPLIFIED: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_JAPANESE: Final = "〇壱弐参四伍六七八九"


def roman(number: int) -> str:
    """Return a small Roman numeral; beyond Word's own bound the decimal number."""
    if not 0 < number <= _ROMAN_AT_MOST:
        return str(number)
    written: list[str] = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written.append(sign * times)
    return "".join(written)


def _repeated(letters: str) -> Callable[[int], str]:
    """Return a format that doubles its letters after the last: a … z, aa, bb (as Word does)."""

    def write(number: int) -> str:
        times, place = divmod(number - 1, len(letters))
        if number < 1 or times >= _REPEATED_AT_MOST:
            return str(number)
        return letters[place] * (times + 1)

    return write


def _cycled(signs: str) -> Callable[[int], str]:
    """Return a format that begins again after its last sign, as Word's zodiac formats do."""

    def write(number: int) -> str:
        return signs[(number - 1) % len(signs)] if number > 0 else str(number)

    return write


def _listed(signs: str) -> Callable[[int], str]:
    """Return a format that has so many signs and then goes on in decimal numbers."""

    def write(number: int) -> str:
        return signs[number - 1] if 0 < number <= len(signs) else str(number)

    return write


def _digits(signs: str) -> Callable[[int], str]:
    """Return a format that writes each decimal digit with another sign."""
    table = str.maketrans("0123456789", signs)
    return lambda number: str(number).translate(table)


def _ideographic(digits: str, places: str, *, ones: str, zero: str = "") -> Callable[[int], str]:
    """Return a format of East Asian counting: digits, and signs for 10, 100, 1000 and 10 000.

    `ones` says whether a one is written before these signs: `always`, `inside` (not where the
    number begins with ten, as in Chinese) or `never` (as in Japanese). `zero` stands once for
    places that are skipped within a number.
    """

    def group(number: int) -> str:
        written, skipped = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if not digit:
                skipped = bool(written)
                continue
            silent = digit == 1 and power > 0 and ones == "never"
            written += zero * skipped + ("" if silent else digits[digit])
            written += places[power - 1] if power else ""
            skipped = False
        return written

    def write(number: int) -> str:
        if not 0 < number < 10**8:
            return digits[0] if number == 0 else str(number)
        high, low = divmod(number, 10_000)
        text = group(high) + places[3] + zero * (0 < low < 1_000) if high else ""
        text += group(low)
        lone = ones == "inside" and text.startswith(digits[1] + places[0])
        return text[1:] if lone else text

    return write


def _hebrew(number: int) -> str:
    """Return a number in Hebrew numerals; 15 and 16 avoid the divine name."""
    if not 0 < number < 1_000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    written = "ת" * (hundreds // 4) + ("", "ק", "ר", "ש")[hundreds % 4]
    if rest in (15, 16):
        return written + "ט" + ("ו" if rest == 15 else "ז")
    tens, ones = divmod(rest, 10)
    written += "יכלמנסעפצ"[tens - 1] if tens else ""
    return written + ("אבגדהוזחט"[ones - 1] if ones else "")


def cardinal(number: int) -> str:
    """Return a number in English words: 21 is `twenty-one`."""
    if not 0 <= number < 1_000_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1_000, "thousand") if number >= 1_000 else (100, "hundred")
    high, low = divmod(number, size)
    return f"{cardinal(high)} {name}" + (f" {cardinal(low)}" if low else "")


def ordinal_words(number: int) -> str:
    """Return an ordinal in English words: 21 is `twenty-first`."""
    words = cardinal(number)
    head, joint, last = re.fullmatch(r"(?:(.*)([ -]))?([^ -]+)", words).groups("")  # type: ignore[union-attr]
    if last.isdigit():
        return ordinal(number)
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return f"{head}{joint}{_IRREGULAR.get(last, regular)}"


def ordinal(number: int) -> str:
    """Return an English ordinal: `1st`, `12th`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _padded(width: int) -> Callable[[int], str]:
    return lambda number: str(number).zfill(width)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_latin = _repeated(_LATIN)
_russian = _repeated(_RUSSIAN)
_chinese = _ideographic(_CHINESE, "十百千万", ones="inside", zero="〇")
_japanese = _ideographic(_CHINESE, "十百千万", ones="never")
_korean = _ideographic(_KOREAN, "십백천만", ones="never")

_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _padded(2),
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: _latin(n).upper(),
    "lowerLetter": _latin,
    "ordinal": ordinal,
    "cardinalText": lambda n: _capital(cardinal(n)),
    "ordinalText": lambda n: _capital(ordinal_words(n)),
    "hex": lambda n: f"{n:X}",
    "chicago": lambda n: "*†‡§"[(n - 1) % 4] * ((n - 1) // 4 + 1) if 0 < n <= 120 else str(n),
    "none": lambda _: "",
    "numberInDash": lambda n: f"- {n} -",
    "russianLower": _russian,
    "russianUpper": lambda n: _russian(n).upper(),
    "arabicAlpha": _repeated(_ARABIC_ALPHABET),
    "arabicAbjad": _repeated(_ABJAD),
    "hebrew1": _hebrew,
    "hebrew2": _repeated(_HEBREW_ALPHABET),
    "thaiLetters": _repeated(_THAI),
    "thaiNumbers": _digits("๐๑๒๓๔๕๖๗๘๙"),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "hindiConsonants": lambda n: _HINDI_LETTERS[n - 1] if 0 < n <= 18 else str(n),
    "hindiVowels": lambda n: _HINDI_VOWELS[n - 1] if 0 < n <= len(_HINDI_VOWELS) else str(n),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _listed("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _listed("①②③④⑤⑥⑦⑧⑨⑩"),
    "decimalEnclosedParen": _listed("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _listed("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _listed("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "japaneseCounting": _japanese,
    "japaneseLegal": _ideographic(_LEGAL_JAPANESE, "拾百阡萬", ones="always"),
    "ideographLegalTraditional": _ideographic(_LEGAL_CHINESE, "拾佰仟萬", ones="always"),
    "chineseLegalSimplified": _ideographic(_LEGAL_SIMPLIFIED, "拾佰仟万", ones="always"),
    "ideographTraditional": _cycled(_STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "ideographZodiacTraditional": lambda n: (
        _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12] if n > 0 else str(n)
    ),
    "aiueo": _repeated(_HALF_AIUEO),
    "iroha": _repeated(_HALF_IROHA),
    "aiueoFullWidth": _repeated(_AIUEO),
    "irohaFullWidth": _repeated(_IROHA),
    "koreanDigital": _digits(_KOREAN),
    "koreanDigital2": _digits("零一二三四五六七八九"),
    "koreanCounting": _korean,
    "koreanLegal": _korean,
    "ganada": _repeated(_GANADA),
    "chosung": _repeated(_CHOSUNG),
    "thaiCounting": str,
    "hindiCounting": str,
}

_CUSTOM: Final = re.compile(r"(0*)1(?:\D|$)")


def write_number(number: int, format_name: str, custom: str = "") -> str:
    """Return a number in a named format; an unknown name writes it in decimals.

    `custom` is the w14 sample of a custom format, `001, 002, 003, ...`: it says how many digits
    to fill with zeros.
    """
    if format_name == "custom":
        match = _CUSTOM.match(custom)
        return str(number).zfill(len(match.group(1)) + 1) if match else str(number)
    write: Callable[[int], str] = _FORMATS.get(format_name, str)
    return write(number)
