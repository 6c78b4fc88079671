"""What in a letter is no comment: its cover lines, its greeting, its thanks, its signature."""

import re
from typing import Final

from travaux.text.tree import Cover

_COVER: Final = re.compile(
    r"\s*(?:source|document|date|original|agenda item|title|subject|object|to|from|cc|attention|ref"
    r"|reference|re|contact|e-?mail|tel|objet|origine|de|à|asunto|fuente|para|источник|тема|来源"
    r"|标题|المصدر|الموضوع)\s*[:：]",
    re.IGNORECASE,
)
_SALUTATION: Final = re.compile(
    r"\s*(?:dear|to whom|sirs?\b|madam\b|madame\b|monsieur|messieurs|mesdames|estimad|señor"
    r"|muy señor|уважаем|尊敬|السيد|حضرة|excellenc)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"\s*(?:yours\b|sincerely|respectfully|faithfully|(?:with )?(?:kind|best|warm)(?:est)?"
    r" (?:regards|wishes)|regards\b|veuillez agréer|je vous prie|cordialement|atentamente|le saluda"
    r"|saludos|с уважением|此致|谨上|وتفضلوا|مع (?:أطيب|خالص)|signed\b)",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"welcomes? th(?:e|is) (?:opportunity|invitation|consultation)|pleased to (?:submit|provide"
    r"|offer|share|present|respond|comment)|(?:thanks?|thanking|thank you|wishes? to thank"
    r"|grateful)\b"
    r"|appreciates? the (?:opportunity|work|effort|chance)|has the hono[u]?r|at your disposal"
    r"|(?:do not|don['’]t) hesitate|looks? forward|a l['’]honneur|remerci|agradece"
    r"|благодар|感谢|نشكر"
    r"|hopes? (?:that )?(?:these|this|our|the) (?:comments?|contribution|remarks)"
    r"|please find|(?:submits?|offers?|makes?|has|have|presents?) the following (?:comments|remarks"
    r"|points|observations|contribution)|comments (?:are|is) (?:set out|given|as follows|below)"
    r"|(?:are|is) as follows\s*[:.]?$|the following comments",
    re.IGNORECASE,
)
_SELF: Final = re.compile(
    r"\b(?:is|are) (?:an?|the) (?:[\w-]+[ ,]+){0,8}?(?:association|organi[sz]ation|company"
    r"|operator|registry|union|federation|provider|ministry|administration|institute|society|firm|group)\b"
    r"|was (?:founded|established|created|set up) in|\brepresents? (?:over |more than |some"
    r" |about )?(?:\d|the interests)|\b(?:est|es) une? (?:[\w-]+ ){0,6}"
    r"(?:association|organisation|asociación)",
    re.IGNORECASE,
)
_STANCE: Final = re.compile(
    r"\b(?:should|must|shall|propos\w+|suggest\w*|recommend\w*|concern(?:ed|s)?|believ\w+|consider(?:s"
    r"|ed)?|however|but|object\w*|oppos\w+|disagree\w*|delet\w+|replac\w+|add(?:ed|ing)?|need(?:s|ed)?"
    r"|support\w*|agree\w*|prefer\w*|devrait|propose|debería|proponemos|следует|предлага\w+|应|建议)\b",
    re.IGNORECASE,
)
_LONGEST_LINE: Final = 160


def is_cover_line(text: str, cover: Cover) -> bool:
    """Say whether a line near the head of a letter belongs to its cover block."""
    line = " ".join(text.split())
    if len(line) > 300:
        return False
    known = (cover.symbol, cover.date, cover.title, *cover.sources)
    if any(one and line.casefold() == one.casefold() for one in known):
        return True
    if cover.symbol and cover.symbol in line and len(line) < len(cover.symbol) + 40:
        return True
    return _COVER.match(line) is not None and len(line) < _LONGEST_LINE


def is_salutation(text: str) -> bool:
    """Say whether a line is the greeting at the head of a letter."""
    return len(text) < _LONGEST_LINE and _SALUTATION.match(text) is not None


def is_closing(text: str) -> bool:
    """Say whether a line closes a letter; the name of who signs follows it."""
    return len(text) < 2 * _LONGEST_LINE and _CLOSING.match(text) is not None


def is_signature(text: str) -> bool:
    """Say whether a line after the closing may be part of the signature."""
    return len(text) < _LONGEST_LINE and _STANCE.search(text) is None


def is_courtesy(text: str) -> bool:
    """Say whether a paragraph only thanks or presents its writer, and takes no stand."""
    if _STANCE.search(text) or "“" in text or '"' in text:
        return False
    return _THANKS.search(text) is not None or _SELF.search(text) is not None
