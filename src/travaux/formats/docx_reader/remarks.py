"""Margin comments: their words, threads and state, and the points they hang on in both views."""

from typing import Final

import msgspec
from lxml import etree

from travaux.formats.docx_reader.names import W14, W15, P, W, is_on
from travaux.formats.docx_reader.parts import Parts
from travaux.formats.docx_reader.views import View
from travaux.formats.reading import Point, Remark
from travaux.text.tree import OBJECT, Provision

_LONGEST_QUOTE: Final = 2_000
_LONGEST_NAME: Final = 200


class Comment(msgspec.Struct):
    """A comment as `comments.xml` holds it."""

    id: str
    author: str
    initials: str
    at: str
    text: str
    last_paragraph: str = ""
    """The paraId of its last paragraph, by which threads name it."""


def read_comments(parts: Parts) -> list[Comment]:
    """Return the comments of a file in the order in which it holds them (17.13.4.2)."""
    root = parts.linked("comments")
    if root is None:
        return []
    return [_read_comment(element) for element in root.iter(W + "comment")]


def _read_comment(element: etree._Element) -> Comment:
    paragraphs = list(element.iter(P))
    return Comment(
        str(element.get(W + "id") or ""),
        str(element.get(W + "author") or "")[:_LONGEST_NAME],
        str(element.get(W + "initials") or "")[:_LONGEST_NAME],
        str(element.get(W + "date") or "")[:40],
        "\n".join([_words(paragraph) for paragraph in paragraphs]).strip(),
        str(paragraphs[-1].get(W14 + "paraId") or "") if paragraphs else "",
    )


def _words(paragraph: etree._Element) -> str:
    """Return the words of a comment's paragraph, tracked deletions within it left out."""
    found: list[str] = []
    for element in paragraph.iter(W + "t", W + "tab", W + "br", W + "noBreakHyphen"):
        if element.tag == W + "t":
            found.append(element.text or "")
        else:
            found.append(_SIGNS[str(element.tag)])
    return "".join(found)


_SIGNS: Final = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "\u2011"}


def _threads(parts: Parts) -> dict[str, tuple[str, bool]]:
    """Return which paragraph each thread answers and whether it is done ([MS-DOCX] 2.5.3)."""
    root = parts.linked("commentsExtended")
    found: dict[str, tuple[str, bool]] = {}
    for element in root if root is not None else ():
        done = element.get(W15 + "done")
        name = str(element.get(W15 + "paraId") or "")
        parent = str(element.get(W15 + "paraIdParent") or "")
        found[name] = (parent, done is not None and is_on(done))
    return found


def remarks_of(parts: Parts, new: View, old: View | None) -> tuple[Remark, ...]:
    """Return all margin comments with their points; those anchored nowhere have none."""
    comments = read_comments(parts)
    if not comments:
        return ()
    threads = _threads(parts)
    by_paragraph = {comment.last_paragraph: comment for comment in comments}
    accepted = _Anchors(new)
    original = accepted if old is None else _Anchors(old)
    found: list[Remark] = []
    for comment in comments:
        parent, done = threads.get(comment.last_paragraph, ("", False))
        answered = by_paragraph.get(parent) if parent else None
        now, before = accepted.of(comment.id), original.of(comment.id)
        # A range whose words are gone from a view has no place there, if the other view has them.
        quote = accepted.quote(now) or original.quote(before)
        if quote and not accepted.quote(now):
            now = None
        if quote and not original.quote(before):
            before = None
        found.append(
            Remark(
                comment.id,
                comment.author,
                comment.text,
                comment.at,
                comment.initials,
                quote,
                answered.id if answered is not None and answered is not comment else "",
                done,
                *(now or (None, None)),
                *(before or (None, None)),
            )
        )
    return tuple(found)


class _Anchors:
    """Finds the points of comments in one view, and the words between them."""

    def __init__(self, view: View) -> None:
        self._anchors = view.anchors
        self._provisions: list[Provision] = view.provisions
        self._index = {provision.id: at for at, provision in enumerate(view.provisions)}

    def of(self, comment: str) -> tuple[Point, Point] | None:
        """Return the points between which a comment stands, None where it has no place."""
        call = self._anchors.get((comment, "call"))
        start = self._anchors.get((comment, "start")) or call
        end = self._anchors.get((comment, "end")) or call or start
        start = start or end
        if start is None or end is None:
            return None
        if start[0] not in self._index or end[0] not in self._index:
            return None
        if (self._index[end[0]], end[1]) < (self._index[start[0]], start[1]):
            end = start
        return Point(*start), Point(*end)

    def quote(self, points: tuple[Point, Point] | None) -> str:
        """Return the words between two points, provisions parted by a line end, cut at a length."""
        if points is None:
            return ""
        start, end = points
        first, last = self._index[start.provision], self._index[end.provision]
        if first == last:
            text = self._provisions[first].text[start.offset : end.offset]
            return text.replace(OBJECT, "")[:_LONGEST_QUOTE]
        found = [self._provisions[first].text[start.offset :]]
        length = len(found[0])
        for at in range(first + 1, last):
            if length > _LONGEST_QUOTE:
                break
            found.append(self._provisions[at].text)
            length += len(found[-1])
        found.append(self._provisions[last].text[: end.offset])
        joined = "\n".join([text for text in found if text]).replace(OBJECT, "")
        return joined[:_LONGEST_QUOTE]
