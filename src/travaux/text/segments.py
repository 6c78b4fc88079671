"""What changed between two drafts, word by word, as values.

A redline is a list of blocks in the order in which a reader meets them: the newer draft's own
order, with what was deleted at the place it had. A block holds the provisions that became each
other and the words between them.
"""

from enum import StrEnum
from typing import Final

import msgspec

BREAK: Final = "\u2029"
"""Parts the provisions of one block within its segments (Unicode: paragraph separator)."""


class Fate(StrEnum):
    """What became of the provisions of a block."""

    KEPT = "kept"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_AWAY = "moved away"
    """Marks the old place of a block that stands elsewhere with `moved`; holds the old words."""


class Op(StrEnum):
    """What became of a stretch of words."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


class Segment(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of words with one fate, blanks included.

    BREAK in `text` is the boundary between two provisions of the block. `author` and `at` (as
    written in the file, ISO 8601) are known for tracked changes; `move` names a tracked move,
    the same in the place left and the place reached.
    """

    op: Op
    text: str
    was: str = ""
    """The older form of kept words, where only blanks differ; empty where nothing differs."""
    author: str = ""
    at: str = ""
    move: str = ""

    @property
    def old(self) -> str:
        """The words as the older draft has them."""
        if self.op is Op.INSERT:
            return ""
        return self.was or self.text

    @property
    def new(self) -> str:
        """The words as the newer draft has them."""
        return "" if self.op is Op.DELETE else self.text


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """Provisions of the older draft, what they are in the newer one, and the words between them.

    `old` and `new` are ids; one of them is empty for what was inserted, deleted or moved away.
    Tables, rows and cells have blocks of their own, without segments.
    """

    fate: Fate
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    score: float = 1.0
    """Likeness of the old and new words, 0 to 1; 1 when no word differs."""
    moved: bool = False
    old_label: str = ""
    new_label: str = ""

    @property
    def old_text(self) -> str:
        """The older words, provisions parted by BREAK."""
        return "".join([segment.old for segment in self.segments])

    @property
    def new_text(self) -> str:
        """The newer words, provisions parted by BREAK."""
        return "".join([segment.new for segment in self.segments])


class Redline(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="travaux/redline/1"
):
    """All blocks between two drafts, in reading order."""

    blocks: tuple[Block, ...]

    def old_texts(self) -> dict[str, str]:
        """Return the text of every provision of the older draft, by id: the redline rejected."""
        return {
            name: text
            for block in self.blocks
            if block.fate is not Fate.MOVED_AWAY
            for name, text in zip(block.old, _parts(block.old_text, block.old), strict=True)
        }

    def new_texts(self) -> dict[str, str]:
        """Return the text of every provision of the newer draft, by id: the redline accepted."""
        return {
            name: text
            for block in self.blocks
            for name, text in zip(block.new, _parts(block.new_text, block.new), strict=True)
        }


def _parts(text: str, names: tuple[str, ...]) -> list[str]:
    return text.split(BREAK) if len(names) > 1 else [text] * len(names)
