"""Proposals within the words of a comment: what shall be replaced, deleted, added, or how it reads.

Only what is said in so many words is recognised: quoted words after a verb of change, or words
after `should read:`. What a proposal comes to in a draft is in `placing`.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from travaux.text import proposal_words as words
from travaux.text.comment import CommentKind
from travaux.text.reference_words import ORDINALS

_LONGEST: Final = 8_000
"""Characters of a comment in which proposals are looked for."""


class Act(StrEnum):
    """What a proposal does."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT_AFTER = "insert after"
    INSERT_BEFORE = "insert before"
    INSERT_AT_END = "insert at the end"
    INSERT_AT_HEAD = "insert at the head"
    READ = "read"
    """The whole shall read as proposed."""


class Proposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One proposal: the act, the words of the draft that it is about, the words proposed.

    `sentence` is 1 for the first sentence of the provision, -1 for the last, 0 where none is
    named. `start` is where it stands in the comment.
    """

    act: Act
    quote: str = ""
    proposed: str = ""
    sentence: int = 0
    fresh: bool = False
    """Whether what is added is a provision of its own."""
    whole: bool = False
    """Whether a whole provision is said to read so, not a sentence of it."""
    start: int = 0


def _any(names: Sequence[str]) -> str:
    return "|".join(names)


_QUOTED: Final = re.compile(
    r"“([^”]*)”|\"([^\"]*)\"|«\s?([^»]*?)\s?»|‘([^’]*(?:’\w[^’]*)*)’(?!\w)|「([^」]*)」|„([^“”]*)[“”]"
)
_MARK: Final = re.compile("\x01(\\d+)\x02")
_Q: Final = "\x01\\d+\x02"
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_DET: Final = r"(?:the |this |that |these |whole |entire |la |le |les |el |los |l['’])*"
_ORD: Final = rf"(?:(?P<ordinal>{_any(tuple(ORDINALS))})\w* )?"
_NAMED: Final = rf"(?:{_DET}(?:{_any(words.NAMES)})[,:]? ?)?"
_GAP: Final = r"[^\x01\x02.;]{0,60}?"


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source.replace("Q", _Q), _FLAGS)


_REPLACE: Final = _pattern(
    rf"(?<!\w)(?P<verb>{_any(words.REPLACE)})\W*{_GAP}(?P<old>Q){_GAP}"
    rf"(?<!\w)(?P<by>{_any(words.BY)}|for|instead of)\s*{_NAMED}(?P<new>Q)"
)
_AND_REPLACE: Final = _pattern(
    rf"\s*,?\s*(?:and|et|y|и|和)?\s*{_NAMED}(?P<old>Q)\s*(?:{_any(words.BY)})\s*{_NAMED}(?P<new>Q)"
)
_INSTEAD: Final = _pattern(
    rf"(?:instead of|in place of|rather than|au lieu de|en lugar de|вместо)\s*{_NAMED}(?P<old>Q)"
    r"[\s,:]*(?:use|say|read|write|put|lire|dire|decir|leer|указать|we (?:propose|suggest))?\s*"
    rf"{_NAMED}(?P<new>Q)"
)
_QUOTE_READS: Final = _pattern(
    rf"(?P<old>Q)\s*(?:{_any(words.READ)}|doit devenir|devrait être remplacée? par)\s*"
    rf"{_NAMED}:?\s*(?P<new>Q)"
)
_DELETE: Final = _pattern(rf"(?<!\w)(?:{_any(words.DELETE)})\W*{_GAP}(?P<old>Q)")
_DELETED: Final = _pattern(rf"(?P<old>Q)[\s,)]*(?:{_any(words.DELETED)})")
_DELETE_PART: Final = re.compile(
    rf"(?<!\w)(?:{_any(words.DELETE)})[ \xa0]?{_DET}{_ORD}"
    rf"(?P<part>{_any((*words.SENTENCE, *words.PROVISION))})(?!\w)",
    _FLAGS,
)
_PART_DELETED: Final = re.compile(
    rf"(?<!\w)(?:the |this |la |el ){_ORD}(?P<part>{_any((*words.SENTENCE, *words.PROVISION))})"
    rf"[^\x01\x02.;]{{0,40}}?(?:{_any(words.DELETED)})",
    _FLAGS,
)
_WHOLE_DELETED: Final = re.compile(
    rf"\s*(?:we (?:propose|suggest) to |please |proposed?:? |to )?(?:{_any(words.DELETE)}"
    r"|delete|deleted|suppression)(?: (?:it|this|entirely|all|text|clause|paragraph|section))*"
    r"\s*[.!]?\s*",
    _FLAGS,
)
_SAID: Final = r"[^\x01\x02]"
_WHERE: Final = rf"(?<!\w)(?P<where>{_any((*words.AFTER, *words.BEFORE))})\s*{_NAMED}(?P<old>Q)"
_ADDS: Final = rf"(?<!\w)(?P<verb>{_any(words.ADD)})(?![a-zà-ÿа-я])"
_ADD: Final = _pattern(rf"{_ADDS}(?P<said>{_SAID}{{0,120}}?)(?P<new>Q)")
_BESIDE: Final = _pattern(rf"[^\x01\x02.;]{{0,40}}?{_WHERE}")
_BESIDE_ADD: Final = _pattern(rf"{_WHERE}{_SAID}{{0,60}}?{_ADDS}{_SAID}{{0,60}}?(?P<new>Q)")
_ADD_BESIDE: Final = _pattern(rf"{_ADDS}{_SAID}{{0,60}}?{_WHERE}{_SAID}{{0,40}}?(?P<new>Q)")
_SENTENCE_HEAD: Final = rf"(?:{_ORD}(?:{_any(words.SENTENCE)})[^\x01\x02.;]{{0,40}}?)?"
_READ: Final = _pattern(
    rf"{_SENTENCE_HEAD}(?<!\w)(?:{_any(words.READ)})[^\x01\x02.:：]{{0,40}}?[:：,]?\s*(?P<new>Q)"
)
_WHOLE_READS: Final = re.compile(
    rf"(?<!\w)(?:{_any([one for one in words.PROVISION if one not in ('it', 'text')])})(?!\w)"
    r"[^.;:\x01\x02]{0,30}$",
    re.IGNORECASE,
)
_READ_ON: Final = re.compile(
    rf"{_SENTENCE_HEAD}(?<!\w)(?:{_any(words.READ)}|proposed (?:text|wording|change)"
    rf"|(?:{_any(words.PROPOSE)})[^\x01\x02.:：]{{0,60}}?(?:text|wording|formulation|rédaction|redacción))"
    r"[^\x01\x02.:：]{0,30}?[:：]\s*(?P<rest>\S[^\n]*)",
    _FLAGS,
)
_ADD_ON: Final = re.compile(
    rf"(?<!\w)(?:{_any(words.ADD)})(?P<said>[^\x01\x02.:：]{{0,100}}?)[:：]\s*(?P<rest>\S[^\n]*)",
    _FLAGS,
)
_PROPOSE: Final = _pattern(
    rf"(?<!\w)(?:{_any(words.PROPOSE)})\w*[:\s]+{_NAMED}:?\s*(?P<new>Q)\s*[.;]?\s*$"
)
_AGAINST: Final = re.compile(
    r"(?:(?<!\w)(?:not|never|cannot|oppos\w+|against|object\w* to|why|ne pas|no|не)|n['’]t|不)"
    r"\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What before a verb of change turns it into its refusal."""
_REVERSED: Final = re.compile(r"substitut|sustitu", re.IGNORECASE)


class _Text:
    """A comment whose quotations are set aside, so that patterns see only the writer's words."""

    def __init__(self, text: str) -> None:
        self.quoted: list[str] = []
        self._saved: list[tuple[int, int]] = []
        """For each quotation, where its mark ends and how many characters it saves."""
        self.plain = _QUOTED.sub(
            self._set_aside, text[:_LONGEST].replace("\x01", "").replace("\x02", "")
        )

    def _set_aside(self, match: re.Match[str]) -> str:
        self.quoted.append(next(group for group in match.groups() if group is not None).strip())
        mark = f"\x01{len(self.quoted) - 1}\x02"
        before = sum(saved for _, saved in self._saved)
        self._saved.append(
            (match.end() - before - len(match[0]) + len(mark), len(match[0]) - len(mark))
        )
        return mark

    def offset(self, plain: int) -> int:
        """Return the place in the text of one in the words without quotations."""
        return plain + sum(saved for end, saved in self._saved if end <= plain)

    def quote(self, mark: str) -> str:
        match = _MARK.search(mark)
        return self.quoted[int(match[1])] if match else ""

    def restored(self, text: str) -> str:
        return _MARK.sub(lambda match: f"“{self.quoted[int(match[1])]}”", text)


def proposals(text: str) -> list[Proposal]:
    """Return the proposals in the words of a comment, in order; none where nothing is sure."""
    held = _Text(text)
    found: list[tuple[int, int, Proposal]] = []
    for rule in (_replacements, _insertions, _readings, _deletions, _unquoted):
        for start, end, proposal in rule(held):
            apart = all(end <= other[0] or other[1] <= start for other in found)
            if apart and not _AGAINST.search(held.plain[max(0, start - 40) : start]):
                found.append((start, end, proposal))
    found.sort(key=lambda one: one[0])
    return [
        msgspec.structs.replace(proposal, start=held.offset(start)) for start, _, proposal in found
    ]


_Found = Iterator[tuple[int, int, Proposal]]


def _replacements(held: _Text) -> _Found:
    for match in _REPLACE.finditer(held.plain):
        old, new = held.quote(match["old"]), held.quote(match["new"])
        by = match["by"].lower()
        if by in ("for", "instead of") and _REVERSED.match(match["verb"]):
            old, new = new, old
        elif by in ("for", "instead of"):
            continue
        yield match.start(), match.end(), Proposal(Act.REPLACE, old, new)
        more = _AND_REPLACE.match(held.plain, match.end())
        while more is not None:
            pair = held.quote(more["old"]), held.quote(more["new"])
            yield more.start(), more.end(), Proposal(Act.REPLACE, *pair)
            more = _AND_REPLACE.match(held.plain, more.end())
    for pattern in (_INSTEAD, _QUOTE_READS):
        for match in pattern.finditer(held.plain):
            pair = held.quote(match["old"]), held.quote(match["new"])
            yield match.start(), match.end(), Proposal(Act.REPLACE, *pair)


def _insertions(held: _Text) -> _Found:
    for pattern in (_ADD_BESIDE, _BESIDE_ADD):
        for match in pattern.finditer(held.plain):
            act = _beside(match["where"])
            pair = held.quote(match["old"]), held.quote(match["new"])
            yield match.start(), match.end(), Proposal(act, *pair)
    for match in _ADD.finditer(held.plain):
        beside = _BESIDE.match(held.plain, match.end())
        new = held.quote(match["new"])
        if beside is not None:
            old = held.quote(beside["old"])
            yield match.start(), beside.end(), Proposal(_beside(beside["where"]), old, new)
        else:
            after = held.plain[match.end() : match.end() + 40]
            act, fresh = _where(f"{match['said']} {after}")
            yield match.start(), match.end(), Proposal(act, "", new, fresh=fresh)


def _beside(where: str) -> Act:
    before = where.lower() in words.BEFORE
    return Act.INSERT_BEFORE if before else Act.INSERT_AFTER


def _where(said: str) -> tuple[Act, bool]:
    """Return where something is added that stands beside no quoted words."""
    fresh = re.search(rf"(?:{_any(words.NEW)})", said, re.IGNORECASE) is not None
    head = re.search(rf"(?:{_any(words.AT_HEAD)})", said, re.IGNORECASE) is not None
    return (Act.INSERT_AT_HEAD if head and not fresh else Act.INSERT_AT_END), fresh


def _readings(held: _Text) -> _Found:
    for match in _READ.finditer(held.plain):
        sentence = _ordinal(match["ordinal"]) if match["ordinal"] else 0
        new = held.quote(match["new"])
        whole = _is_whole(held.plain[: match.start()])
        yield match.start(), match.end(), Proposal(Act.READ, "", new, sentence, whole=whole)
    for match in _PROPOSE.finditer(held.plain):
        yield match.start(), match.end(), Proposal(Act.READ, "", held.quote(match["new"]))


def _deletions(held: _Text) -> _Found:
    for pattern in (_DELETE, _DELETED):
        for match in pattern.finditer(held.plain):
            yield match.start(), match.end(), Proposal(Act.DELETE, held.quote(match["old"]))
    for part in (_DELETE_PART, _PART_DELETED):
        for match in part.finditer(held.plain):
            named = re.fullmatch(_any(words.SENTENCE), match["part"], re.IGNORECASE)
            ordinal = _ordinal(match["ordinal"]) if match["ordinal"] else 0
            if named is not None and not ordinal:
                continue  # "delete the sentence": which one is not said
            sentence = ordinal if named is not None else 0
            yield match.start(), match.end(), Proposal(Act.DELETE, sentence=sentence)
    if _WHOLE_DELETED.fullmatch(held.plain):
        yield 0, len(held.plain), Proposal(Act.DELETE)


def _unquoted(held: _Text) -> _Found:
    """Yield proposals whose words follow a colon, up to the end of the comment."""
    match = _READ_ON.search(held.plain)
    if match is not None:
        sentence = _ordinal(match["ordinal"]) if match["ordinal"] else 0
        rest = held.restored(match["rest"]).strip()
        whole = _is_whole(held.plain[: match.start()])
        yield match.start(), match.end(), Proposal(Act.READ, "", rest, sentence, whole=whole)
    match = _ADD_ON.search(held.plain)
    if match is not None:
        act, fresh = _where(match["said"])
        rest = held.restored(match["rest"]).strip()
        yield match.start(), match.end(), Proposal(act, "", rest, fresh=fresh)


def _is_whole(before: str) -> bool:
    """Say whether the words before `should read` speak of a whole provision."""
    return _WHOLE_READS.search(before) is not None


def _ordinal(name: str) -> int:
    lower = name.lower()
    return next((number for word, number in ORDINALS.items() if lower.startswith(word)), 0)


def quotations(text: str) -> list[str]:
    """Return what a text quotes, in order."""
    return _Text(text).quoted


def kind_of(text: str) -> CommentKind:
    """Return what sort of point a text makes, guessed only where it says so itself."""
    plain = _MARK.sub("", _Text(text).plain)
    if re.search(rf"(?<!\w)(?:{_any(words.EDITORIAL)})(?!\w)", plain, re.IGNORECASE):
        return CommentKind.EDITORIAL
    asks = "?" in plain or re.search(rf"(?<!\w)(?:{_any(words.QUERIES)})", plain, re.IGNORECASE)
    if asks and re.search(rf"(?<!\w)(?:{_any(words.FACTS)})(?!\w)", plain, re.IGNORECASE):
        return CommentKind.FACTUAL_QUERY
    return CommentKind.GENERAL


_INSTRUCTION: Final = re.compile(
    rf"\s*(?:please |we (?:propose|suggest) to |it is (?:proposed|suggested) to |to )?"
    rf"(?:{_any((*words.REPLACE, *words.DELETE, *words.ADD))}|move|clarif\w+|consider|rewrite"
    r"|reword|rephrase|revise|review|align|merge|split|combine|use|ensure|check|correct|define|specify"
    r"|explain|provide|see|as above|none|same|harmoni[sz]e|update|make|put|give|reconsider|rename"
    r"|restructure|improve|avoid|change|renumber|expand|shorten|préciser|clarifier|déplacer"
    r"|reformuler|corriger|aclarar|trasladar|revisar|уточнить|перенести)(?!\w)",
    re.IGNORECASE,
)


def is_instruction(text: str) -> bool:
    """Say whether words tell what to do, rather than being the words proposed themselves."""
    return _INSTRUCTION.match(text) is not None
