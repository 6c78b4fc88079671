"""Text that XML can hold."""

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return the text with what XML 1.0 forbids (section 2.2) made harmless.

    Control characters go; lone surrogates and noncharacters become U+FFFD; every kind of line
    and page end becomes a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub(_harmless, _LINE_ENDS.sub("\n", text))


def _harmless(match: re.Match[str]) -> str:
    return "" if match[0] <= "\x7f" else "\ufffd"
